"""The reference of a referral that became known after the decision."""

from django.conf import settings
from django.db import models

from dinsos.inti.tambah_saja import TambahSaja


class NomorRujukan(TambahSaja):
    """The number or link under which the other office keeps a referred letter; the last row is what holds."""

    disposisi = models.ForeignKey(
        "disposisi.Disposisi", models.PROTECT, related_name="nomor_rujukan", verbose_name="disposisi"
    )
    nomor = models.CharField("nomor atau tautan rujukan", max_length=200)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    pada = models.DateTimeField("pada")

    class Meta:
        verbose_name = verbose_name_plural = "nomor rujukan"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(nomor=""), name="nomor_rujukan_terisi"),
        ]

    def __str__(self) -> str:
        return self.nomor
