"""Guests register on their own phone by the QR code at the desk; piket confirms, corrects or sets aside.

Nothing of it is a line of the guest book and no clock runs until piket confirms. Then the hour counts from the
instant at which the guest stated the purpose on the phone (tenggat.md), not from the tap of the desk (ADR 18).
"""

import uuid
from datetime import date

from django.db import IntegrityError, transaction

from dinsos.agenda import nomor
from dinsos.agenda.riwayat import catat
from dinsos.bukutamu.actions import daftarkan_tamu, terima_datang, wajib_piket
from dinsos.bukutamu.enums import AlasanSisih, JenisTamu, KeadaanPendaftaran
from dinsos.bukutamu.models import PendaftaranTamu, Tamu
from dinsos.bukutamu.models_daftar import DATA_DIRI
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from dinsos.inti.teks import waktu

MENUNGGU_MAKS = 40
"""So many may wait for a confirmation at one time; a flood of invented ones must not cover the desk."""
PENUH = "Sedang banyak pendaftaran. Silakan langsung ke meja piket."
DITULIS_SENDIRI = "Tamu mengisi sendiri di ponselnya."
KOLOM = ("jenis", "nama", "asal", "telepon", "keperluan", "rahasia")


def daftar(
    *,
    kunci: uuid.UUID,
    jenis: str,
    nama: str,
    keperluan: str,
    asal: str = "",
    telepon: str = "",
    rahasia: bool = False,
) -> PendaftaranTamu:
    """A guest states name and purpose on the phone (KSL-SYARAT-5); `telepon` is E.164, `rahasia` for complaints.

    However often the same `kunci` is sent there is one. Raises GalatAturan for what is missing, and when too many
    wait already.
    """
    if jenis not in JenisTamu.values or not nama.strip() or not keperluan.strip():
        raise GalatAturan("Isi nama, keperluan, dan keperluan tentang apa.")
    isian = {
        "jenis": jenis,
        "nama": nama.strip(),
        "asal": asal.strip(),
        "telepon": telepon,
        "keperluan": keperluan.strip(),
        "rahasia": rahasia and jenis == JenisTamu.PENGADUAN,
    }
    return _simpan(PendaftaranTamu(kunci=kunci, **isian))


def lapor(*, kunci: uuid.UUID, nomor_surat: str) -> PendaftaranTamu:
    """A guest of a registered letter reports on the phone (PGD-SYARAT-5); whether the number exists is not said.

    Raises as `daftar`, for what can't be a number.
    """
    terbaca = nomor.baca(nomor_surat)
    if not terbaca:
        raise GalatAturan("Tulis nomor surat lengkap, misalnya 2026-00012.")
    return _simpan(PendaftaranTamu(kunci=kunci, nomor_surat=terbaca))


def _simpan(baru: PendaftaranTamu) -> PendaftaranTamu:
    ada = PendaftaranTamu.objects.filter(kunci=baru.kunci).first()
    if ada:
        return ada
    baru.diisi_pada = jam.sekarang()
    baru.tanggal = jam.wita(baru.diisi_pada).date()
    if menunggu(baru.tanggal).count() >= MENUNGGU_MAKS:
        raise GalatAturan(PENUH)
    try:
        with transaction.atomic():
            baru.save(force_insert=True)
    except IntegrityError:
        # The same form arrived twice at once.
        ada = PendaftaranTamu.objects.filter(kunci=baru.kunci).first()
        if ada is None:
            raise
        return ada
    return baru


def menunggu(tanggal: date):
    """Who wrote on `tanggal` (WITA) and waits for a confirmation, in the order in which they wrote."""
    return PendaftaranTamu.objects.filter(tanggal=tanggal, keadaan=KeadaanPendaftaran.MENUNGGU)


@transaction.atomic
def konfirmasi(
    *, pendaftaran: PendaftaranTamu, oleh, isian: dict | None = None, baru_tiba: bool = False
) -> Tamu:
    """The guest is here: a line of the guest book, with case and hour as if the desk had written it down.

    Time in, receipt and hour are those of the phone, unless the guest wrote before coming (`baru_tiba`): then now.
    `isian` are arguments of `daftarkan_tamu` that piket put right. Raises SudahTerjadi when it was settled before,
    GalatAturan on a later day, and as `daftarkan_tamu` or, of a number, `terima_datang`.
    """
    wajib_piket(oleh)
    satu = _kunci(pendaftaran)
    dasar = {"oleh": oleh, "kunci": uuid.uuid4()}
    if not baru_tiba:
        dasar |= {"pada": satu.diisi_pada, "alasan_selisih": DITULIS_SENDIRI}
    if satu.nomor_surat:
        tamu = terima_datang(nomor_surat=satu.nomor_surat, **dasar)
    else:
        tamu = daftarkan_tamu(**(isian or {nama: getattr(satu, nama) for nama in KOLOM}), **dasar)
    satu.tamu = tamu
    _tutup(satu, KeadaanPendaftaran.DICATAT, oleh)
    if tamu.kunjungan_id:
        tiba = " Petugas mencatat tamu baru tiba sesudahnya." if baru_tiba else ""
        catat(
            surat=tamu.kunjungan.surat,
            jenis="daftar_sendiri",
            pada=satu.diputus_pada,
            oleh=oleh,
            teks=f"Tamu mendaftar lewat ponselnya {waktu(satu.diisi_pada)}. Petugas piket membenarkannya.{tiba}",
        )
    return tamu


@transaction.atomic
def sisihkan(*, pendaftaran: PendaftaranTamu, oleh, alasan: str) -> PendaftaranTamu:
    """Piket does not take it; what it said of a person is deleted, the reason stays.

    Raises as `konfirmasi`, and GalatAturan for an unknown reason.
    """
    wajib_piket(oleh)
    satu = _kunci(pendaftaran)
    if alasan not in AlasanSisih.values:
        raise GalatAturan("Pilih mengapa pendaftaran ini tidak dicatat.")
    satu.alasan = alasan
    return _tutup(satu, KeadaanPendaftaran.DISISIHKAN, oleh)


@transaction.atomic
def kedaluwarsakan() -> int:
    """What nobody confirmed on its day ends without its data (ADR 18); returns how many."""
    lama = PendaftaranTamu.objects.filter(keadaan=KeadaanPendaftaran.MENUNGGU, tanggal__lt=jam.hari_ini())
    semua = list(lama.select_for_update(of=("self",)))
    for satu in semua:
        _tutup(satu, KeadaanPendaftaran.KEDALUWARSA, None)
    return len(semua)


def _kunci(pendaftaran: PendaftaranTamu) -> PendaftaranTamu:
    """The row, locked and still to be settled today."""
    satu = PendaftaranTamu.objects.select_for_update(of=("self",)).get(pk=pendaftaran.pk)
    if satu.keadaan == KeadaanPendaftaran.DICATAT:
        raise SudahTerjadi(f"Tamu ini sudah dicatat, nomor antrean {satu.tamu.kode}.")
    if satu.keadaan == KeadaanPendaftaran.DISISIHKAN:
        raise SudahTerjadi("Pendaftaran ini sudah disisihkan.")
    if satu.keadaan == KeadaanPendaftaran.KEDALUWARSA or satu.tanggal < jam.hari_ini():
        raise GalatAturan("Pendaftaran ini bukan dari hari ini. Catat tamu dengan “Catat tamu”.")
    return satu


def _tutup(satu: PendaftaranTamu, keadaan: str, oleh) -> PendaftaranTamu:
    satu.keadaan, satu.diputus_pada, satu.diputus_oleh = keadaan, jam.sekarang(), oleh
    for nama in DATA_DIRI:
        setattr(satu, nama, "")
    satu.save()
    return satu
