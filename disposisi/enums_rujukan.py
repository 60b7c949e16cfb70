"""Where letters are referred to."""

from django.db import models


class Rujukan(models.TextChoices):
    """The usual offices; any other is written out. The label is what the citizen reads."""

    INSPEKTORAT = "inspektorat", "Inspektorat Kabupaten Buton"
    SP4N = "sp4n", "SP4N-LAPOR!"
    LAIN = "lain", "Instansi lain"
