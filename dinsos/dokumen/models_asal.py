"""What a letter that came to the office carries itself: its own number and date."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dinsos.inti.tambah_saja import TambahSaja


class AsalSurat(TambahSaja):
    """Number and date as the sender wrote them on a letter, noted by the desk; one of them may be missing.

    For the agenda book and the lembar disposisi. `kasus` is the UUID of the letter in the register.
    """

    kasus = models.UUIDField("UUID surat masuk", unique=True)
    nomor = models.CharField("nomor surat pengirim", max_length=80, blank=True)
    tanggal = models.DateField("tanggal surat pengirim", null=True, blank=True)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="dicatat oleh"
    )
    pada = models.DateTimeField("dicatat pada")

    class Meta:
        verbose_name = verbose_name_plural = "nomor dan tanggal surat pengirim"
        constraints = [
            models.CheckConstraint(
                condition=~Q(nomor="") | Q(tanggal__isnull=False),
                name="asal_surat_terisi",
                violation_error_message="Tulis nomor atau tanggal surat.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.nomor} {self.tanggal or ''}".strip()
