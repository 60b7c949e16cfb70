"""Lists of the register: services, channels, states, districts."""

from django.db import models


class Layanan(models.TextChoices):
    """The two services of SK 8/2023."""

    PENGADUAN = "pengaduan", "Pengaduan"
    KONSULTASI = "konsultasi", "Konsultasi"


class Saluran(models.TextChoices):
    """How a letter reached the office (PGD-KANAL, KSL-KANAL)."""

    PORTAL = "portal", "Portal"
    LOKET = "loket", "Loket"
    KOTAK = "kotak", "Kotak pengaduan"
    EMAIL = "email", "Surat elektronik"
    WHATSAPP = "whatsapp", "WhatsApp"
    SP4N = "sp4n", "SP4N-LAPOR!"
    TAMU = "tamu", "Datang langsung"


class Status(models.TextChoices):
    """States of a letter; the moves between them are in `workflow.PERPINDAHAN`."""

    DITERIMA = "diterima", "Diterima"
    DIDISPOSISIKAN = "didisposisikan", "Didisposisikan"
    DIJAWAB = "dijawab", "Dijawab"
    DILAKSANAKAN = "dilaksanakan", "Dilaksanakan"
    SELESAI = "selesai", "Selesai"
    DITOLAK = "ditolak", "Ditolak"
    DIRUJUK = "dirujuk", "Dirujuk"
    DICABUT = "dicabut", "Dicabut"


TERTUTUP = (Status.SELESAI, Status.DITOLAK, Status.DIRUJUK, Status.DICABUT)


class PeranLampiran(models.TextChoices):
    """What a file is to the letter."""

    BUKTI = "bukti", "Bukti pendukung"
    TANDA_TANGAN = "tanda_tangan", "Tanda tangan"
    PINDAIAN = "pindaian", "Pindaian surat bertanda tangan"
    TAMBAHAN = "tambahan", "Berkas tambahan"
    IDENTITAS = "identitas", "Kartu identitas"
    SURAT_LEMBAGA = "surat_lembaga", "Surat dari pimpinan lembaga"
    DATA = "data", "Data untuk pengirim"


class Kecamatan(models.TextChoices):
    """Districts of Kabupaten Buton; people from elsewhere choose `LAIN` and write theirs in the address."""

    KAPONTORI = "Kapontori", "Kapontori"
    LASALIMU = "Lasalimu", "Lasalimu"
    LASALIMU_SELATAN = "Lasalimu Selatan", "Lasalimu Selatan"
    PASARWAJO = "Pasarwajo", "Pasarwajo"
    SIOTAPINA = "Siotapina", "Siotapina"
    WABULA = "Wabula", "Wabula"
    WOLOWA = "Wolowa", "Wolowa"
    LAIN = "Luar Kabupaten Buton", "Luar Kabupaten Buton"
