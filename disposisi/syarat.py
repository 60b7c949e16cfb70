"""Conditions of a decision: complete, possible, and given to somebody who may and can handle the letter."""

from datetime import datetime

from django.core.exceptions import ValidationError

from dinsos.agenda import layanan
from dinsos.agenda.models import SuratMasuk
from dinsos.inti.galat import GalatAturan
from dinsos.inti.teks import waktu
from disposisi.enums import Keputusan, Mode
from disposisi.models import Disposisi, Ketidakhadiran
from disposisi.sambungan import yang_kurang


def periksa(disposisi: Disposisi) -> None:
    """Raise GalatAturan for an unsaved decision that is incomplete or can't be (PGD-PROSEDUR-2, KSL-PROSEDUR-3)."""
    if disposisi.keputusan == Keputusan.DIRUJUK and not disposisi.tujuan_rujukan:
        raise GalatAturan("Tulis ke instansi mana surat ini dirujuk.")
    if disposisi.keputusan == Keputusan.DITOLAK and not disposisi.jalan_lain:
        raise GalatAturan("Tulis apa yang dapat dilakukan pengirim.")
    if disposisi.petugas:
        periksa_petugas(disposisi.surat, disposisi.petugas)
    if disposisi.waktu and disposisi.waktu <= disposisi.pada:
        raise GalatAturan("Waktu penanganan harus setelah sekarang.")
    if disposisi.mode == Mode.DARING and not (disposisi.waktu or disposisi.surat_oleh_petugas):
        raise GalatAturan("Penanganan daring memerlukan waktu.")
    if not disposisi.surat_oleh_petugas:
        periksa_sambungan(disposisi)
    periksa_aturan(disposisi)


def periksa_aturan(disposisi: Disposisi) -> None:
    """Raise GalatAturan, in words, for what the database would refuse."""
    try:
        disposisi.clean_fields(
            exclude=["surat", "aktif_untuk", "menggantikan", "petugas", "oleh", "atas_nama"]
        )
        disposisi.validate_constraints()
    except ValidationError as galat:
        raise GalatAturan(" ".join(galat.messages)) from galat


def periksa_sambungan(disposisi: Disposisi) -> None:
    """Raise GalatAturan when the notice would not say by which link or number the two sides meet."""
    kurang = yang_kurang(
        metode=disposisi.metode, tempat=disposisi.tempat, telepon=disposisi.surat.pengirim.telepon
    )
    if kurang:
        raise GalatAturan(kurang)


def periksa_petugas(surat: SuratMasuk, petugas) -> None:
    """Raise GalatAturan for somebody who can't handle this letter: no active officer, or named in it."""
    if not petugas.is_active or not petugas.punya_peran("petugas"):
        raise GalatAturan(f"{petugas} tidak dapat ditugaskan: akunnya tidak aktif atau bukan petugas.")
    if surat.pengecualian.filter(pengguna=petugas).exists() or petugas in _terlapor(surat):
        raise GalatAturan(
            f"{petugas} disebut dalam surat ini, jadi tidak boleh menanganinya. Pilih petugas lain."
        )


def _terlapor(surat: SuratMasuk) -> list:
    """Whom the letter names among the accounts of now: one that was made after it came is found, too."""
    rincian = layanan.ambil(surat.layanan)
    baris = rincian.baca(surat)
    return rincian.terlapor(baris)[1] if baris else []


def periksa_hadir(petugas, pada: datetime) -> None:
    """Raise GalatAturan when the officer is away at this instant (aware)."""
    absen = Ketidakhadiran.objects.filter(petugas=petugas, mulai__lte=pada, selesai__gt=pada).first()
    if absen:
        raise GalatAturan(
            f"{petugas} sedang tidak hadir sampai {waktu(absen.selesai)}: {absen.alasan}. Pilih petugas lain."
        )
