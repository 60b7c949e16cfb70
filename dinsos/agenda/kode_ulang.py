"""Another secret for a sender who lost the receipt; the old one ends."""

from django.db import models, transaction

from dinsos.agenda import pesan, rahasia
from dinsos.agenda.actions import kunci_surat
from dinsos.agenda.buka_identitas import boleh_membuka, buka_identitas
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.akun.models import Peran
from dinsos.akun.peran import berhak
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, TidakBerwenang

BUKAN_UNTUK_ANDA = (
    "Kode baru surat ini diberikan oleh petugas yang menanganinya atau pimpinan yang memutusnya."
)
TANPA_BUKTI = "Pilih kartu yang diperlihatkan pengirim."
TANPA_ALAMAT = "Pengirim tidak mencantumkan alamat e-mail. Berikan kode barunya di loket."


class Bukti(models.TextChoices):
    """What the person showed; no image of it is kept."""

    KTP = "ktp", "KTP"
    PASPOR = "paspor", "Paspor"
    LAIN = "lain", "Kartu identitas lain"


def boleh(pengguna, surat: SuratMasuk) -> bool:
    """Whether this person may give a new secret: the desk, the letter's officer and who decides it.

    A secret sender can be compared with a card only by those who may see who it is. Nobody whom the letter names.
    """
    if boleh_membuka(pengguna, surat):
        return True
    terlihat = SuratMasuk.objects.tanpa_kecualian(pengguna).filter(pk=surat.pk)
    return not surat.rahasiakan_identitas and berhak(pengguna, (Peran.PIKET,)) and terlihat.exists()


@transaction.atomic
def berikan_kode(*, surat: SuratMasuk, oleh, bukti: str) -> str:
    """Give the sender, who stands at the counter and showed a card (`Bukti`), another secret; returns it.

    The sender reads in the story of the letter, and in a message where e-mail or WhatsApp reaches them, that it was
    done, so nobody takes a letter over unseen. Raises TidakBerwenang (see `boleh`), GalatAturan without a card.
    """
    surat = _kunci(surat, oleh)
    if bukti not in Bukti.values:
        raise GalatAturan(TANPA_BUKTI)
    if surat.rahasiakan_identitas:
        buka_identitas(surat=surat, oleh=oleh)
    _ganti(surat)
    catat(
        surat=surat,
        jenis="kode_baru",
        pada=jam.sekarang(),
        oleh=oleh,
        teks=f"Memberikan kode rahasia baru; pengirim memperlihatkan {Bukti(bukti).label}.",
        teks_warga="Kode rahasia baru kami berikan di loket. Bila bukan Anda yang memintanya, hubungi kami.",
    )
    if surat.pengirim.saluran_jawaban in ("email", "whatsapp"):
        _kabari(surat, dengan_kode=False)
    return rahasia.kode(surat)


@transaction.atomic
def kirim_kode(*, surat: SuratMasuk, oleh) -> None:
    """Send another secret to the e-mail address that the sender gave; no member of staff reads it.

    Raises TidakBerwenang (see `boleh`), GalatAturan when the sender's answers don't go by e-mail.
    """
    surat = _kunci(surat, oleh)
    if surat.pengirim.saluran_jawaban != "email":
        raise GalatAturan(TANPA_ALAMAT)
    _ganti(surat)
    catat(
        surat=surat,
        jenis="kode_baru",
        pada=jam.sekarang(),
        oleh=oleh,
        teks="Mengirim kode rahasia baru ke alamat e-mail pengirim sendiri. Kode lama tidak berlaku.",
        teks_warga="Kode rahasia baru kami kirim ke alamat e-mail Anda.",
    )
    _kabari(surat, dengan_kode=True)


def _kunci(surat: SuratMasuk, oleh) -> SuratMasuk:
    surat = kunci_surat(surat.pk)
    if not boleh(oleh, surat):
        raise TidakBerwenang(BUKAN_UNTUK_ANDA)
    return surat


def _ganti(surat: SuratMasuk) -> None:
    surat.versi_rahasia += 1
    surat.save(update_fields=["versi_rahasia"])


def _kabari(surat: SuratMasuk, *, dengan_kode: bool) -> None:
    pesan.kirim_ke_pengirim(
        surat=surat,
        kelas="kode_baru",
        kunci=f"kode_baru:{surat.versi_rahasia}",
        data={"versi": surat.versi_rahasia, "dengan_kode": dengan_kode},
    )
