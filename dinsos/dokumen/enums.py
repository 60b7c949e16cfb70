"""Kinds and states of what the office puts on paper."""

from django.db import models


class JenisSurat(models.TextChoices):
    """Kinds of document that are kept, each with its sheet in `dinsos.dokumen.cetak`."""

    TANDA_TERIMA = "tanda_terima", "Tanda terima"
    SURAT_JAWABAN = "surat_jawaban", "Surat jawaban"
    BERITA_ACARA = "berita_acara", "Berita acara"
    LEMBAR_DISPOSISI = "lembar_disposisi", "Lembar disposisi"
    SURAT_PENGADUAN = "surat_pengaduan", "Surat pengaduan"
    SURAT_KONSULTASI = "surat_konsultasi", "Surat permohonan konsultasi"


BERNOMOR = (JenisSurat.SURAT_JAWABAN, JenisSurat.BERITA_ACARA)
"""What gets a number of the book of outgoing letters; the others carry the number of the letter they belong to."""


class KeadaanSurat(models.TextChoices):
    """State of a document; the allowed moves stand in `keadaan.py`."""

    KONSEP = "konsep", "Konsep"
    TERBIT = "terbit", "Terbit"
    DIGANTIKAN = "digantikan", "Digantikan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
