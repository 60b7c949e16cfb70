"""The satisfaction survey as it is kept: sums, and no row for anybody's answers (docs/adr/0021)."""

from django.db import models

from dinsos.agenda.enums import Layanan
from dinsos.agenda.models import SuratMasuk


class SkmTerisi(models.Model):
    """That the survey of a letter was filled in: no time, no answer, and the letter's own number as its key."""

    surat = models.OneToOneField(
        SuratMasuk, models.PROTECT, primary_key=True, related_name="skm_terisi", verbose_name="surat"
    )

    class Meta:
        verbose_name = verbose_name_plural = "tanda survei terisi"

    def __str__(self) -> str:
        return str(self.surat_id)


class HasilSkm(models.Model):
    """All answers about a service of one month (WITA, its first day).

    `nilai` holds for each unsur how often 1, 2, 3 and 4 was given; `saran` the suggestions in alphabetical order.
    """

    layanan = models.CharField("layanan", max_length=12, choices=Layanan)
    bulan = models.DateField("bulan")
    jumlah = models.PositiveIntegerField("banyaknya jawaban", default=0)
    nilai = models.JSONField("banyaknya tiap nilai", default=dict)
    saran = models.JSONField("saran", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "hasil survei"
        ordering = ["bulan"]
        constraints = [
            models.UniqueConstraint(fields=["layanan", "bulan"], name="hasil_skm_satu_per_bulan"),
        ]

    def __str__(self) -> str:
        return f"{self.layanan} {self.bulan:%Y-%m}"
