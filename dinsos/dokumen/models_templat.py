"""The texts of answer letters, versioned: a letter remembers the version that it was written from."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dinsos.dokumen.isian import JenisTemplat
from dinsos.inti.tambah_saja import TambahSaja


class TemplatSurat(models.Model):
    """One kind of answer; its text is its newest version. The rows come with the installation."""

    jenis = models.CharField("jenis", max_length=30, choices=JenisTemplat, unique=True)

    class Meta:
        verbose_name = "templat surat"
        verbose_name_plural = "templat surat"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(jenis__in=JenisTemplat.values),
                name="templat_surat_jenis_dikenal",
                violation_error_message="Jenis templat tidak dikenal.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_jenis_display()

    @property
    def terbaru(self) -> "VersiTemplat":
        """The version in force."""
        return self.versi.latest("nomor")


class VersiTemplat(TambahSaja):
    """The text of a template as it was from `pada` on, until the next version."""

    templat = models.ForeignKey(TemplatSurat, models.PROTECT, related_name="versi", verbose_name="templat")
    nomor = models.PositiveIntegerField("versi")
    isi = models.TextField("isi")
    pada = models.DateTimeField("berlaku sejak")
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ditulis oleh",
    )

    class Meta:
        verbose_name = "versi templat"
        verbose_name_plural = "versi templat"
        ordering = ["templat", "nomor"]
        constraints = [models.UniqueConstraint(fields=["templat", "nomor"], name="versi_templat_unik")]

    def __str__(self) -> str:
        return f"versi {self.nomor}"
