"""The acts on files: keep, link to a case, delete, sweep, and note who looked."""

import hashlib
import logging
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import BinaryIO

from django.core.files.base import File
from django.db import connection, transaction

from dinsos.berkas import gudang, validators
from dinsos.berkas import nama as penamaan
from dinsos.berkas.enums import Jenis, Keadaan
from dinsos.berkas.galat import GalatBerkas
from dinsos.berkas.models import Berkas, LogAksesBerkas
from dinsos.inti import jam

SAPU_SEKALI = 200
_catatan = logging.getLogger(__name__)


@dataclass(frozen=True)
class HasilSapu:
    """How many never-linked rows and how many files without a living row a sweep removed."""

    baris: int
    berkas: int


def simpan(
    *,
    unggahan: File | BinaryIO,
    jenis_boleh: Collection[str] = ("gambar", "pdf"),
    sisa_ukuran: int | None = None,
) -> Berkas:
    """Check an upload and keep what the checker wrote anew as `sementara`: no hidden data of a photo, no stowaway.

    Limits as in `validators.periksa`. The row commits before the bytes are written, and the call returns only when
    both are on the disk. Raises GalatBerkas (nothing is kept) and RuntimeError inside a transaction: a rollback
    around it would leave a file without its row.
    """
    return _simpan(validators.periksa(unggahan, jenis_boleh=jenis_boleh, sisa_ukuran=sisa_ukuran))


def simpan_buatan(*, isi: bytes, nama: str, halaman: int) -> Berkas:
    """Keep a PDF that the portal made itself as `sementara`, byte for byte: its fingerprint must hold.

    Durable and refused inside a transaction as `simpan`. Raises GalatBerkas when it can't be written.
    """
    return _simpan(
        validators.Hasil(
            jenis=Jenis.PDF,
            mime="application/pdf",
            nama=penamaan.berakhiran(penamaan.bersihkan(nama), "pdf"),
            isi=isi,
            lebar=None,
            tinggi=None,
            halaman=halaman,
        )
    )


def _simpan(hasil: validators.Hasil) -> Berkas:
    berkas = Berkas(
        jenis=hasil.jenis,
        nama_asli=hasil.nama,
        nama_simpan=gudang.nama_acak(),
        mime=hasil.mime,
        ukuran=len(hasil.isi),
        sha256=hashlib.sha256(hasil.isi).hexdigest(),
        lebar=hasil.lebar,
        tinggi=hasil.tinggi,
        halaman=hasil.halaman,
        dibuat_pada=jam.sekarang(),
    )
    with transaction.atomic(durable=True):
        berkas.save(force_insert=True)
    try:
        gudang.tulis(berkas.nama_simpan, hasil.isi)
    except OSError as galat:
        _catatan.exception("berkas %s tidak dapat ditulis", berkas.pk)
        with transaction.atomic(durable=True):
            berkas.delete()
        raise GalatBerkas("gagal_simpan", hasil.nama) from galat
    return berkas


def tautkan(*, berkas: Berkas) -> Berkas:
    """`sementara` → `tertaut`, within the transaction of the case that takes the file.

    Raises GalatBerkas when the file is gone, incomplete, deleted or taken already; RuntimeError outside a
    transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("tautkan dipanggil di dalam transaksi surat yang memiliki berkas")
    terkunci = _kunci(berkas)
    if terkunci.keadaan == Keadaan.TERTAUT:
        raise GalatBerkas("sudah_tertaut", terkunci.nama_asli)
    if gudang.ukuran(terkunci.nama_simpan) != terkunci.ukuran:
        raise GalatBerkas("hilang", terkunci.nama_asli)
    terkunci.keadaan = berkas.keadaan = Keadaan.TERTAUT
    terkunci.save(update_fields=["keadaan"])
    return terkunci


@transaction.atomic
def hapus(*, berkas: Berkas) -> None:
    """Delete the bytes and the name for good; they go after the outermost commit. The row stays as `dihapus`.

    Nothing happens when it is deleted already.
    """
    terkunci = Berkas.objects.select_for_update().get(pk=berkas.pk)
    if terkunci.sudah_dihapus:
        return
    terkunci.keadaan = berkas.keadaan = Keadaan.DIHAPUS
    terkunci.dihapus_pada = berkas.dihapus_pada = jam.sekarang()
    terkunci.nama_asli = berkas.nama_asli = ""
    terkunci.save(update_fields=["keadaan", "dihapus_pada", "nama_asli"])
    transaction.on_commit(partial(gudang.hapus, terkunci.nama_simpan), robust=True)


def sapu(*, lebih_tua_dari: timedelta) -> HasilSapu:
    """Remove uploads that nothing holds on to, once older than this, and files without a living row.

    A `tertaut` file and one that a draft or another row points to are never touched. Safe beside running uploads
    and a second sweep. Raises RuntimeError inside a transaction.
    """
    sebelum = jam.sekarang() - lebih_tua_dari
    with transaction.atomic(durable=True):
        calon = list(Berkas.objects.terbengkalai(sebelum).values_list("pk", flat=True))
    baris = sum(_sapu_baris(kelompok, sebelum) for kelompok in _kelompok(calon))
    berkas = sum(_sapu_yatim(kelompok) for kelompok in _kelompok(gudang.daftar()))
    return HasilSapu(baris=baris, berkas=berkas)


def catat_akses(*, berkas: Berkas, oleh=None, sebagai: str, tujuan: str) -> LogAksesBerkas:
    """Note that somebody opens a file: member of staff or None, "pelapor" or a role, and what for."""
    return LogAksesBerkas.objects.create(
        berkas=berkas, oleh=oleh, sebagai=sebagai, tujuan=tujuan, pada=jam.sekarang()
    )


def _kunci(berkas: Berkas) -> Berkas:
    terkunci = Berkas.objects.berisi().select_for_update().filter(pk=berkas.pk).first()
    if terkunci is None:
        raise GalatBerkas("hilang", berkas.nama_asli or penamaan.TANPA_NAMA)
    return terkunci


def _sapu_baris(kunci: list, sebelum: datetime) -> int:
    """Lock, look again, remove the rows (those that somebody looked at stay as `dihapus`), then the bytes."""
    with transaction.atomic(durable=True):
        terkunci = list(
            Berkas.objects.select_for_update(skip_locked=True)
            .filter(pk__in=kunci)
            .values_list("pk", flat=True)
        )
        baris = list(Berkas.objects.terbengkalai(sebelum).filter(pk__in=terkunci))
        dilihat = set(LogAksesBerkas.objects.filter(berkas__in=baris).values_list("berkas_id", flat=True))
        for satu in baris:
            if satu.pk in dilihat:
                hapus(berkas=satu)
        Berkas.objects.filter(pk__in=[satu.pk for satu in baris if satu.pk not in dilihat]).delete()
    for satu in baris:
        gudang.hapus(satu.nama_simpan)
    return len(baris)


def _sapu_yatim(nama_simpan: list[str]) -> int:
    """Remove files that no living row names. Listed before the rows are read, so a new upload has its row."""
    hidup = set(
        Berkas.objects.berisi().filter(nama_simpan__in=nama_simpan).values_list("nama_simpan", flat=True)
    )
    return sum(gudang.hapus(nama) for nama in set(nama_simpan) - hidup)


def _kelompok(isi: Iterable) -> Iterator[list]:
    sisa = iter(isi)
    while kelompok := list(islice(sisa, SAPU_SEKALI)):
        yield kelompok
