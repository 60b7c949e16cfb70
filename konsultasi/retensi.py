"""How long the copy of an identity document is kept: `IDENTITAS_SIMPAN_HARI` days after the letter was closed.

The rules go by the file's role, so a letter that was moved to another service is served, too. What stays is the
letter, which card it was, who checked it and when, and the log of who looked (UU 27/2022, docs/adr/0010).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from dinsos.agenda.actions import kunci_surat
from dinsos.agenda.enums import PeranLampiran
from dinsos.agenda.models import Denyut, Lampiran, SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.berkas import actions as berkas
from dinsos.berkas import gudang
from dinsos.berkas.enums import Keadaan
from dinsos.berkas.models import Berkas
from dinsos.inti import jam
from konsultasi.models import Konsultasi

NAMA = "hapus_identitas"
MALAM = time(1, 30)  # WITA
SEKALI_BACA = 200
BARU_DIHAPUS = timedelta(days=7)
JENIS = "identitas_dihapus"
Catatan = Konsultasi.history.model


@dataclass(frozen=True)
class Terhapus:
    """What was deleted of one letter: how many files, and whether a number of the card."""

    nomor: str
    berkas: int
    nomor_kartu: bool

    def __str__(self) -> str:
        isi = [f"{self.berkas} berkas"] if self.berkas else []
        return f"{self.nomor}: {', '.join([*isi, *(['nomor kartu'] if self.nomor_kartu else [])])}"


def batas(pada: datetime) -> datetime:
    """Letters closed at or before this instant have outlived their identity documents at `pada` (aware)."""
    return pada - timedelta(days=settings.IDENTITAS_SIMPAN_HARI)


def hapus_semua(*, lapor: Callable[[Terhapus], None], coba: bool = False) -> int:
    """Delete what has outlived its time, one letter a transaction, and hand each letter to `lapor`.

    With `coba` nothing is deleted. Returns the number of letters. Safe to run twice, at the same time, and again
    after it was killed: bytes whose row says so already, but that were still there, go first.
    """
    if not coba:
        _tuntaskan()
    jumlah = 0
    for pk in _kedaluwarsa():
        terhapus = _periksa(pk) if coba else hapus_identitas(surat_pk=pk)
        if terhapus is not None:
            jumlah += 1
            lapor(terhapus)
    return jumlah


@transaction.atomic
def hapus_identitas(*, surat_pk: int) -> Terhapus | None:
    """Delete the identity documents of one letter for good, and the number of the card wherever it stands.

    The number goes from the row and from all its history. None when there is nothing (left) to delete, or when the
    letter is open or was closed less than `IDENTITAS_SIMPAN_HARI` days ago.
    """
    surat = kunci_surat(surat_pk)
    terhapus = _isi(surat)
    if terhapus is None:
        return None
    for lampiran in _berkas_kartu(surat):
        berkas.hapus(berkas=lampiran.berkas)
    _hapus_nomor(surat)
    catat(surat=surat, jenis=JENIS, pada=jam.sekarang(), **_kalimat(terhapus))
    return terhapus


def hapus_malam() -> int | None:
    """The worker's turn: once after each 01.30 WITA, later if it was away; None when it is done already."""
    pada = jam.sekarang()
    mulai = datetime.combine(jam.wita(pada).date(), MALAM, jam.WITA)
    if mulai > pada:
        mulai -= timedelta(days=1)
    if Denyut.objects.filter(nama=NAMA, pada__gte=mulai).exists():
        return None
    jumlah = hapus_semua(lapor=lambda _: None)
    with transaction.atomic():
        Denyut.objects.update_or_create(nama=NAMA, defaults={"pada": pada})
    return jumlah


def _kedaluwarsa() -> Iterator[int]:
    """Letters with something to delete, by id in chunks, so that a letter is met once a run."""
    lama = SuratMasuk.objects.filter(ditutup_pada__lte=batas(jam.sekarang()))
    bernomor = Konsultasi.objects.exclude(nomor_identitas="").values("surat")
    pernah = Catatan.objects.exclude(nomor_identitas="").values("surat")
    kartu = _kartu_tersimpan().filter(surat__isnull=False).values("surat")
    lama = lama.filter(Q(pk__in=kartu) | Q(pk__in=bernomor) | Q(pk__in=pernah)).order_by("pk")
    sesudah = 0
    while kelompok := list(lama.filter(pk__gt=sesudah).values_list("pk", flat=True)[:SEKALI_BACA]):
        yield from kelompok
        sesudah = kelompok[-1]


def _periksa(pk: int) -> Terhapus | None:
    return _isi(SuratMasuk.objects.get(pk=pk))


def _isi(surat: SuratMasuk) -> Terhapus | None:
    """What would be deleted of this letter now."""
    if surat.ditutup_pada is None or surat.ditutup_pada > batas(jam.sekarang()):
        return None
    jumlah = _berkas_kartu(surat).count()
    bernomor = (
        Konsultasi.objects.filter(surat=surat).exclude(nomor_identitas="").exists()
        or Catatan.objects.filter(surat_id=surat.pk).exclude(nomor_identitas="").exists()
    )
    return Terhapus(surat.nomor, jumlah, bernomor) if jumlah or bernomor else None


def _kartu_tersimpan():
    return Lampiran.objects.filter(peran=PeranLampiran.IDENTITAS).exclude(berkas__keadaan=Keadaan.DIHAPUS)


def _berkas_kartu(surat: SuratMasuk):
    return _kartu_tersimpan().filter(surat=surat).select_related("berkas")


def _hapus_nomor(surat: SuratMasuk) -> None:
    """Blank the number; a reason of a change that quotes one goes, too."""
    catatan = Catatan.objects.filter(surat_id=surat.pk)
    nomor = set(catatan.exclude(nomor_identitas="").values_list("nomor_identitas", flat=True))
    rincian = Konsultasi.objects.select_for_update(of=("self",)).filter(surat=surat).first()
    if rincian is not None and rincian.nomor_identitas:
        nomor.add(rincian.nomor_identitas)
        rincian.nomor_identitas = ""
        rincian._change_reason = "masa simpan kartu identitas lewat"
        rincian.save(update_fields=["nomor_identitas"])
    mengutip = [
        pk
        for pk, alasan in catatan.exclude(history_change_reason=None).values_list(
            "pk", "history_change_reason"
        )
        if any(_padat(satu) in _padat(alasan) for satu in nomor)
    ]
    catatan.filter(pk__in=mengutip).update(history_change_reason=None)
    catatan.exclude(nomor_identitas="").update(nomor_identitas="")


def _padat(teks: str) -> str:
    return re.sub(r"[\W_]", "", teks).casefold()


def _kalimat(terhapus: Terhapus) -> dict[str, str]:
    apa = "Salinan" if terhapus.berkas else "Nomor"
    return {
        "teks": f"{apa} kartu identitas dihapus menurut masa simpan"
        f" {settings.IDENTITAS_SIMPAN_HARI} hari sesudah surat ditutup.",
        "teks_warga": f"{apa} kartu identitas Anda sudah kami hapus.",
    }


def _tuntaskan() -> None:
    """Remove bytes that stayed when a run died between its commit and the disk.

    Looks at what was deleted in the last week; `berkas.actions.sapu` finds older remains, too.
    """
    baru = Berkas.objects.filter(
        keadaan=Keadaan.DIHAPUS,
        dihapus_pada__gte=jam.sekarang() - BARU_DIHAPUS,
        lampiran__peran=PeranLampiran.IDENTITAS,
    )
    for nama in baru.values_list("nama_simpan", flat=True):
        gudang.hapus(nama)
