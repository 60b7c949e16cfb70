"""The clocks of the letters, their reminders and the log of moved due dates."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dinsos.agenda.querysets import TenggatQuerySet
from dinsos.inti.tambah_saja import TambahSaja
from dinsos.sla.models import KebijakanTenggat
from dinsos.sla.tenggat import Akibat

PENGGUNA = settings.AUTH_USER_MODEL


class Tenggat(models.Model):
    """A clock of a letter. The due time is frozen with the policy and calendars it was computed from.

    `kunjungan` is the visit whose wait it measures (`tatap_muka`); the clocks of the letter itself have none.
    """

    surat = models.ForeignKey("agenda.SuratMasuk", models.PROTECT, related_name="tenggat")
    kunjungan = models.ForeignKey(
        "agenda.Kunjungan",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tenggat",
        db_index=False,  # the unique index below is partial: most clocks have no visit
    )
    jenis = models.CharField(max_length=12, choices=KebijakanTenggat.Jenis)
    mulai = models.DateTimeField()
    ingat_pada = models.DateTimeField()
    jatuh_tempo = models.DateTimeField()
    berhenti_pada = models.DateTimeField(null=True, blank=True)
    akibat = models.CharField(max_length=24, choices=[(a.value, a.value) for a in Akibat], blank=True)
    kebijakan = models.ForeignKey(KebijakanTenggat, models.PROTECT)
    versi_kalender = models.JSONField(default=list)
    penjelasan = models.TextField()
    sementara = models.BooleanField(default=False)

    objects = TenggatQuerySet.as_manager()

    class Meta:
        verbose_name = "tenggat"
        verbose_name_plural = "tenggat"
        constraints = [
            models.UniqueConstraint(
                fields=["surat", "jenis"],
                condition=Q(kunjungan__isnull=True),
                name="tenggat_satu_per_jenis",
            ),
            models.UniqueConstraint(
                fields=["kunjungan"],
                condition=Q(kunjungan__isnull=False),
                name="tenggat_satu_per_kunjungan",
            ),
            models.CheckConstraint(
                condition=Q(jenis="tatap_muka", kunjungan__isnull=False)
                | (~Q(jenis="tatap_muka") & Q(kunjungan__isnull=True)),
                name="tenggat_tatap_muka_berkunjungan",
            ),
            models.CheckConstraint(condition=Q(jatuh_tempo__gt=F("mulai")), name="tenggat_setelah_mulai"),
            models.CheckConstraint(
                condition=Q(berhenti_pada__isnull=True) | Q(berhenti_pada__gte=F("mulai")),
                name="tenggat_berhenti_setelah_mulai",
            ),
            models.CheckConstraint(
                condition=Q(akibat="") | Q(berhenti_pada__isnull=False), name="tenggat_akibat_berhenti"
            ),
        ]
        indexes = [
            models.Index(
                fields=["jatuh_tempo", "id"], name="tenggat_terbuka", condition=Q(berhenti_pada__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.surat_id} {self.jenis}"


class Peringatan(models.Model):
    """A reminder step of a clock, written with the clock, fired once by `detak`."""

    tenggat = models.ForeignKey(Tenggat, models.PROTECT, related_name="peringatan")
    tahap = models.CharField(max_length=30)
    kirim_pada = models.DateTimeField()
    selesai_pada = models.DateTimeField(null=True, blank=True)
    hasil = models.CharField(max_length=12, blank=True)

    class Meta:
        verbose_name = "peringatan"
        verbose_name_plural = "peringatan"
        constraints = [models.UniqueConstraint(fields=["tenggat", "tahap"], name="peringatan_unik")]
        indexes = [
            models.Index(
                fields=["kirim_pada", "id"], name="peringatan_menunggu", condition=Q(selesai_pada=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.tenggat_id} {self.tahap}"


class PerubahanTenggat(TambahSaja):
    """A due date that was moved because a calendar changed; written by `agenda.perubahan` only."""

    tenggat = models.ForeignKey(Tenggat, models.PROTECT, related_name="perubahan")
    jatuh_tempo_lama = models.DateTimeField()
    jatuh_tempo_baru = models.DateTimeField()
    versi_lama = models.JSONField()
    versi_baru = models.JSONField()
    alasan = models.TextField()
    dasar = models.CharField(max_length=250)
    oleh = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "perubahan tenggat"
        constraints = [
            models.CheckConstraint(
                condition=Q(jatuh_tempo_baru__gt=F("jatuh_tempo_lama")), name="perubahan_hanya_mengundur"
            )
        ]

    def __str__(self) -> str:
        return f"{self.tenggat_id}: {self.jatuh_tempo_lama} → {self.jatuh_tempo_baru}"
