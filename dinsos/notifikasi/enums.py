"""Names of channels, states, results and kinds of error of the outbox."""

from django.db import models


class Saluran(models.TextChoices):
    """How a message reaches the person."""

    EMAIL = "email", "Surat elektronik"
    WHATSAPP = "whatsapp", "WhatsApp"
    KERTAS = "kertas", "Surat kertas"
    HALAMAN_KASUS = "halaman_kasus", "Halaman lacak"


SALURAN_MANUAL = (Saluran.WHATSAPP, Saluran.KERTAS)


class Keadaan(models.TextChoices):
    """State of a message; the allowed moves stand in `keadaan.py`."""

    ANTRE = "antre", "Menunggu dikirim"
    DITERIMA = "diterima", "Terkirim"
    GAGAL = "gagal", "Gagal"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    MENUNGGU_MANUAL = "menunggu_manual", "Menunggu dikirim oleh petugas"


class Galat(models.TextChoices):
    """Why a message was not taken; says nothing about the person."""

    SAMBUNGAN = "sambungan", "server surat tidak bisa dihubungi"
    SETELAN = "setelan", "server surat menolak setelan kami"
    RELAI = "relai", "server surat tidak mau meneruskan surat kami"
    ALAMAT_DITOLAK = "alamat_ditolak", "alamat ditolak"
    DITUNDA_SERVER = "ditunda_server", "server surat minta dicoba lagi nanti"
    ISI_DITOLAK = "isi_ditolak", "isi surat ditolak server"
    ISI_GAGAL = "isi_gagal", "surat tidak bisa disusun"
    LAMPIRAN = "lampiran", "lampirannya terlalu besar"
    PENCATATAN = "pencatatan", "surat terkirim tetapi belum tercatat"
    TIDAK_BERLAKU = "tidak_berlaku", "surat sudah tidak berlaku"


# The office's own mail settings or server are at fault: such messages are tried for ever, never given up.
GALAT_SERVER = (Galat.SAMBUNGAN, Galat.SETELAN, Galat.RELAI)
# One accepted message proves that these are over, so the others that wait for them are tried at once.
GALAT_PULIH = (Galat.SAMBUNGAN, Galat.SETELAN)


class TidakSampai(models.TextChoices):
    """Why an accepted message is known not to have reached the person; the acceptance itself stays as it was."""

    TERPENTAL = "terpental", "dikembalikan, alamatnya tidak bisa menerima"
    TIDAK_DITERIMA = "tidak_diterima", "ternyata tidak sampai kepada penerimanya"


class HasilUpaya(models.TextChoices):
    """What one attempt, or one act of a person on the message, came to."""

    DITERIMA = "diterima", "Diterima"
    DITUNDA = "ditunda", "Akan dicoba lagi"
    GAGAL = "gagal", "Gagal"
    DISERAHKAN = "diserahkan", "Diterima server, belum tercatat"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    DIULANG = "diulang", "Dicoba ulang oleh petugas"
    TERPENTAL = "terpental", "Kembali, tidak sampai"
    TIDAK_DITERIMA = "tidak_diterima", "Tidak sampai kepada penerimanya"
    SALAH_TANDAI = "salah_tandai", "Tanda terkirim ditarik kembali"
