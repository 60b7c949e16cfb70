"""Kinds and states of what the office puts on paper."""

from django.db import models


class JenisSurat(models.TextChoices):
    """Kinds of document that go out and are kept; other sheets are printed anew at each need."""

    TANDA_TERIMA = "tanda_terima", "Tanda terima"
    SURAT_JAWABAN = "surat_jawaban", "Surat jawaban"
    BERITA_ACARA = "berita_acara", "Berita acara"


BERNOMOR = (JenisSurat.SURAT_JAWABAN, JenisSurat.BERITA_ACARA)
"""What gets a number of the book of outgoing letters; a receipt carries the number of the register."""


class KeadaanSurat(models.TextChoices):
    """State of a document; the allowed moves stand in `keadaan.py`."""

    KONSEP = "konsep", "Konsep"
    TERBIT = "terbit", "Terbit"
    DIGANTIKAN = "digantikan", "Digantikan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
