"""What only the public pages keep: how often somebody guessed."""

from django.db import models


class Percobaan(models.Model):
    """Attempts to open a letter by one number or from one address, within one window of time.

    `kunci` is a keyed hash: neither the number nor the network address is stored.
    """

    kunci = models.CharField(max_length=64, primary_key=True)
    sejak = models.DateTimeField(db_index=True)
    jumlah = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "percobaan membuka surat"
        verbose_name_plural = "percobaan membuka surat"

    def __str__(self) -> str:
        return f"{self.jumlah} sejak {self.sejak}"
