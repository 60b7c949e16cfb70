"""Lists of the complaint."""

from django.db import models


class JenisKerugian(models.TextChoices):
    """Kind of loss (PGD-SYARAT-2)."""

    TIDAK_ADA = "tidak_ada", "Tidak ada kerugian"
    MATERIIL = "materiil", "Kerugian uang atau barang (materiil)"
    IMMATERIIL = "immateriil", "Kerugian lain, misalnya waktu atau perasaan (immateriil)"
    KEDUANYA = "keduanya", "Keduanya"
    TIDAK_DITANYAKAN = "tak_ditanya", "Tidak ditanyakan"


KERUGIAN_PILIHAN = tuple(satu for satu in JenisKerugian if satu != JenisKerugian.TIDAK_DITANYAKAN)
"""What the public form asks; a letter that came in as a consultation was asked nothing."""


class CaraTandaTangan(models.TextChoices):
    """How the letter was signed (PGD-SYARAT-4)."""

    GAMBAR = "gambar", "Digambar di layar"
    KETIK = "ketik", "Nama diketik dengan pernyataan"
    PINDAIAN = "pindaian", "Pindaian surat bertanda tangan"
    TIDAK_DIMINTA = "tidak_diminta", "Tidak diminta"


class Unit(models.TextChoices):
    """Services of the office that a complaint can be about."""

    PKH = "pkh", "Program Keluarga Harapan (PKH)"
    SEMBAKO = "sembako", "Bantuan sembako/BPNT"
    PBI = "pbi", "Kartu Indonesia Sehat (PBI-JK)"
    DTKS = "dtks", "Data penerima bantuan (DTKS/DTSEN)"
    LANSIA = "lansia", "Layanan lanjut usia"
    DISABILITAS = "disabilitas", "Layanan penyandang disabilitas"
    ANAK = "anak", "Perlindungan anak dan keluarga"
    BENCANA = "bencana", "Bantuan korban bencana"
    REKOMENDASI = "rekomendasi", "Surat keterangan/rekomendasi"
    LOKET = "loket", "Pelayanan loket"
    LAIN = "lain", "Lainnya"
