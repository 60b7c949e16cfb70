"""Lists of the guest book."""

from django.db import models

from dinsos.agenda.enums import Layanan


class JenisTamu(models.TextChoices):
    """What a guest came for; the first two are the services of SK 8/2023."""

    PENGADUAN = Layanan.PENGADUAN.value, "Pengaduan"
    KONSULTASI = Layanan.KONSULTASI.value, "Konsultasi"
    LAIN = "lain", "Keperluan lain"


AWALAN = {JenisTamu.PENGADUAN: "P", JenisTamu.KONSULTASI: "K", JenisTamu.LAIN: "T"}
"""With which letter a queue code begins."""


class Diperlihatkan(models.TextChoices):
    """Which card was shown at the desk (KSL-SYARAT-7); no image of it is kept."""

    KTP = "ktp", "KTP"
    PASPOR = "paspor", "Paspor"
    LAIN = "lain", "Kartu identitas lain"
