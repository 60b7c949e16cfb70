"""Lists of the disposition."""

from django.db import models


class Keputusan(models.TextChoices):
    """Can it be handled (PGD-PROSEDUR-2, KSL-PROSEDUR-3)?"""

    DITANGANI = "ditangani", "Ya, ditangani kantor ini"
    DITOLAK = "ditolak", "Tidak dapat ditangani"
    DIRUJUK = "dirujuk", "Dirujuk ke instansi lain"


class Mode(models.TextChoices):
    """Face to face or online."""

    TATAP_MUKA = "tatap_muka", "Tatap muka di kantor"
    DARING = "daring", "Daring"


class Metode(models.TextChoices):
    """How, when it is online."""

    VIDEO = "video", "Panggilan video"
    TELEPON = "telepon", "Telepon"
    WHATSAPP = "whatsapp", "WhatsApp"
    TERTULIS = "tertulis", "Tertulis"


class Instruksi(models.TextChoices):
    """The boxes of the paper lembar disposisi ("dengan hormat harap")."""

    TANGGAPAN = "tanggapan", "Tanggapan dan saran"
    PROSES = "proses", "Proses lebih lanjut"
    KOORDINASI = "koordinasi", "Koordinasi/konfirmasi"
    TELAAH = "telaah", "Telaah dan laporkan"
    SELESAIKAN = "selesaikan", "Selesaikan sesuai ketentuan"


class Sifat(models.TextChoices):
    """How urgent or secret the letter is, as on the paper form."""

    BIASA = "biasa", "Biasa"
    SEGERA = "segera", "Segera"
    SANGAT_SEGERA = "sangat_segera", "Sangat segera"
    RAHASIA = "rahasia", "Rahasia"


class Sebagai(models.TextChoices):
    """In which capacity the disposition was given."""

    KEPALA = "kepala", "Kepala Dinas"
    PLH = "plh", "Pelaksana harian Kepala Dinas"
    SEKRETARIS = "sekretaris", "Sekretaris"
    PETUGAS = "petugas", "Petugas yang menangani"


class KeadaanAudiensi(models.TextChoices):
    """States of an appointment; the moves between them are in `alur_jadwal.PERPINDAHAN`."""

    DIUSULKAN = "diusulkan", "Diusulkan"
    DIPASTIKAN = "dipastikan", "Dipastikan"
    HADIR = "hadir", "Pemohon sudah hadir"
    BERLANGSUNG = "berlangsung", "Berlangsung"
    SELESAI = "selesai", "Selesai"
    PEMOHON_TIDAK_HADIR = "pemohon_tidak_hadir", "Pemohon tidak hadir"
    PETUGAS_TIDAK_HADIR = "petugas_tidak_hadir", "Petugas tidak hadir"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    DIGANTI = "diganti", "Diganti jadwal lain"
    TIDAK_DIPILIH = "tidak_dipilih", "Tidak dipilih"
    KEDALUWARSA = "kedaluwarsa", "Kedaluwarsa"


BERJALAN = (KeadaanAudiensi.DIPASTIKAN, KeadaanAudiensi.HADIR, KeadaanAudiensi.BERLANGSUNG)
"""An appointment that still holds its place; a letter has at most one."""
USULAN = (KeadaanAudiensi.DIUSULKAN, KeadaanAudiensi.TIDAK_DIPILIH, KeadaanAudiensi.KEDALUWARSA)
"""Times that were offered beside a firm one and that nobody has chosen."""


class KeadaanPermintaan(models.TextChoices):
    """What became of a citizen's request for another time."""

    MENUNGGU = "menunggu", "Menunggu jawaban kantor"
    DITAWARI = "ditawari", "Waktu lain ditawarkan"
    DITOLAK = "ditolak", "Waktu tetap"
    GUGUR = "gugur", "Tidak diperlukan lagi"


class Cara(models.TextChoices):
    """How the two sides really met, where that was not as planned."""

    TATAP_MUKA = "tatap_muka", "Tatap muka"
    VIDEO = "video", "Panggilan video"
    TELEPON = "telepon", "Telepon"
    WHATSAPP = "whatsapp", "WhatsApp"
