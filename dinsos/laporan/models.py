"""What the office learns from its letters once they are done: whether it helped, and how promises were kept."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dinsos.agenda.enums import Layanan
from dinsos.agenda.models import SuratMasuk
from dinsos.laporan.models_skm import HasilSkm, SkmTerisi

PENGGUNA = settings.AUTH_USER_MODEL

__all__ = ["HasilSkm", "KinerjaBulan", "SkmTerisi", "Tanggapan"]


class TanggapanQuerySet(models.QuerySet):
    """What senders said after the outcome."""

    def menunggu(self) -> "TanggapanQuerySet":
        """Senders who were not helped and whom nobody has answered yet."""
        return self.filter(terbantu=False, ditindak_pada=None)


class Tanggapan(models.Model):
    """Whether the outcome helped the sender, in their own words; and what the office did about a no."""

    surat = models.OneToOneField(SuratMasuk, models.PROTECT, related_name="tanggapan")
    terbantu = models.BooleanField("terbantu")
    alasan = models.TextField("kata pengirim", blank=True)
    pada = models.DateTimeField("pada")
    tindakan = models.TextField("yang dilakukan", blank=True)
    ditindak_oleh = models.ForeignKey(
        PENGGUNA, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ditindak oleh"
    )
    ditindak_pada = models.DateTimeField("ditindak pada", null=True, blank=True)

    objects = TanggapanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "tanggapan pengirim"
        indexes = [
            models.Index(
                fields=["-pada", "-id"],
                name="tanggapan_menunggu",
                condition=Q(terbantu=False, ditindak_pada__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(terbantu=True) | ~Q(alasan=""),
                name="tanggapan_belum_beralasan",
                violation_error_message="Tulis apa yang belum terbantu.",
            ),
            models.CheckConstraint(
                condition=Q(tindakan="", ditindak_oleh__isnull=True, ditindak_pada__isnull=True)
                | ~Q(tindakan="") & Q(ditindak_oleh__isnull=False, ditindak_pada__isnull=False),
                name="tanggapan_ditindak_lengkap",
                violation_error_message="Tindakan mencatat apa, siapa, dan kapan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.surat_id}: {'terbantu' if self.terbantu else 'belum terbantu'}"


class KinerjaBulan(models.Model):
    """How promises were kept for the letters of one month (WITA, by entry); written once, when all is decided.

    `dijawab` and `dilayani` count the promises that were kept or missed, `…_tepat` those that were kept; `tamu`
    counts guests who were led to an officer, `tamu_detik` how long they waited together.
    """

    layanan = models.CharField("layanan", max_length=12, choices=Layanan)
    bulan = models.DateField("bulan")
    diterima = models.PositiveIntegerField("surat diterima")
    dijawab = models.PositiveIntegerField("jawaban dihitung")
    dijawab_tepat = models.PositiveIntegerField("dijawab tepat waktu")
    dilayani = models.PositiveIntegerField("pelaksanaan dihitung")
    dilayani_tepat = models.PositiveIntegerField("dilayani tepat waktu")
    tamu = models.PositiveIntegerField("tamu dilayani")
    tamu_detik = models.PositiveBigIntegerField("lama tunggu tamu (detik)")

    class Meta:
        verbose_name = verbose_name_plural = "kinerja bulanan"
        ordering = ["bulan"]
        constraints = [
            models.UniqueConstraint(fields=["layanan", "bulan"], name="kinerja_satu_per_bulan"),
            models.CheckConstraint(
                condition=Q(
                    dijawab_tepat__lte=F("dijawab"),
                    dilayani_tepat__lte=F("dilayani"),
                    dijawab__lte=F("diterima"),
                    dilayani__lte=F("diterima"),
                ),
                name="kinerja_masuk_akal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.layanan} {self.bulan:%Y-%m}"
