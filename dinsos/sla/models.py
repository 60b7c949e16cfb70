"""Calendars of the clocks: versioned rows, never constants, never changed once published.

Policies are in `models_kebijakan`; import them from here.
"""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from dinsos.inti.galat import GalatAturan
from dinsos.sla.kalender import JenisHari
from dinsos.sla.models_kebijakan import KebijakanTenggat, PilihanKantor, UsulanKebijakan
from dinsos.sla.querysets import TerkunciQuerySet, VersiKalenderQuerySet
from dinsos.sla.validators import validasi_jam, validasi_jam_mingguan

__all__ = [
    "HariKhusus",
    "IsiKalender",
    "KebijakanTenggat",
    "PilihanKantor",
    "ProfilJam",
    "UsulanKebijakan",
    "VersiKalender",
]


class VersiKalender(models.Model):
    """One version of a year's calendar: its special days and hours. Once published it stays as it is.

    The pengelola drafts and submits (`diajukan`: its content is closed), the head publishes, or sends it back to
    draft with a reason (`alasan_kembali`, the last one; all are in the history). `sidik` is the SHA-256 of what
    was published (`dinsos.sla.muat.sidik`): proof that nothing changed since.
    """

    class Keadaan(models.TextChoices):
        DRAF = "draf", "Draf"
        DIAJUKAN = "diajukan", "Diajukan"
        TERBIT = "terbit", "Terbit"

    tahun = models.PositiveSmallIntegerField(
        "tahun",
        validators=[
            MinValueValidator(2020, "Tahun paling awal 2020."),
            MaxValueValidator(2200, "Tahun paling akhir 2200."),
        ],
    )
    versi = models.PositiveSmallIntegerField("versi", default=1)
    keadaan = models.CharField("keadaan", max_length=10, choices=Keadaan, default=Keadaan.DRAF)
    dasar_hukum = models.CharField("dasar hukum (nomor SKB)", max_length=250)
    diajukan_pada = models.DateTimeField("diajukan pada", null=True, blank=True, editable=False)
    diajukan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="diajukan oleh",
    )
    alasan_kembali = models.TextField("alasan dikembalikan", blank=True, editable=False)
    diterbitkan_pada = models.DateTimeField("diterbitkan pada", null=True, blank=True, editable=False)
    diterbitkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="diterbitkan oleh",
    )
    sidik = models.CharField("sidik isi", max_length=64, blank=True, editable=False)

    objects = VersiKalenderQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "versi kalender"
        verbose_name_plural = "versi kalender"
        ordering = ["-tahun", "-versi"]
        constraints = [
            models.UniqueConstraint(
                fields=["tahun", "versi"],
                name="versi_kalender_unik",
                violation_error_message="Nomor versi ini sudah ada untuk tahun tersebut.",
            ),
            models.UniqueConstraint(
                fields=["tahun"],
                condition=Q(keadaan__in=["draf", "diajukan"]),
                name="versi_kalender_satu_draf",
                violation_error_message="Tahun ini sudah punya draf. Lanjutkan draf itu.",
            ),
            models.CheckConstraint(
                condition=~Q(keadaan="diajukan")
                | Q(diajukan_pada__isnull=False, diajukan_oleh__isnull=False),
                name="versi_kalender_diajukan_bertanda",
                violation_error_message="Kalender yang diajukan harus punya waktu dan nama yang mengajukan.",
            ),
            models.CheckConstraint(
                condition=Q(
                    keadaan__in=["draf", "diajukan"],
                    diterbitkan_pada__isnull=True,
                    diterbitkan_oleh__isnull=True,
                    sidik="",
                )
                | (Q(keadaan="terbit", diterbitkan_pada__isnull=False) & ~Q(sidik="")),
                name="versi_kalender_terbit_bertanda",
                violation_error_message="Kalender terbit harus punya waktu terbit dan sidik isi; draf tidak.",
            ),
        ]

    def __str__(self) -> str:
        return f"Kalender {self.tahun} versi {self.versi} ({self.get_keadaan_display().lower()})"

    def save(self, *args, **kwargs) -> None:
        """Write the version; raises GalatAturan when it is published already."""
        self._tolak_terbit()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Delete a draft with its days and hours; raises GalatAturan when it is published."""
        self._tolak_terbit()
        return super().delete(*args, **kwargs)

    def _tolak_terbit(self) -> None:
        if self.pk and type(self)._base_manager.filter(pk=self.pk, keadaan=self.Keadaan.TERBIT).exists():
            raise GalatAturan("Kalender yang sudah terbit tidak dapat diubah. Buat versi baru.")


class IsiKalender(models.Model):
    """A row that belongs to a version and can change only while that is a draft, not submitted or published."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        """Write the row; raises GalatAturan unless its version is a draft."""
        with transaction.atomic():
            self._wajib_draf()
            super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Delete the row; raises GalatAturan unless its version is a draft."""
        with transaction.atomic():
            self._wajib_draf()
            return super().delete(*args, **kwargs)

    def _wajib_draf(self) -> None:
        """Locks the row's version, before and after the change, so that it can't be published meanwhile."""
        lama = type(self)._base_manager.filter(pk=self.pk).values_list("versi_id", flat=True)
        versi = (
            VersiKalender._base_manager.select_for_update()
            .filter(pk__in={self.versi_id, *lama})
            .order_by("pk")
        )
        keadaan = {satu.keadaan for satu in versi}
        if VersiKalender.Keadaan.TERBIT in keadaan:
            raise GalatAturan("Kalender yang sudah terbit tidak dapat diubah. Buat versi baru.")
        if VersiKalender.Keadaan.DIAJUKAN in keadaan:
            raise GalatAturan("Kalender ini sedang diajukan. Tarik kembali dahulu, lalu ubah.")

    def _periksa_tahun(self, bidang: str, tanggal: date | None) -> None:
        if tanggal is not None and self.versi_id is not None and tanggal.year != self.versi.tahun:
            raise ValidationError({bidang: f"Tanggal harus dalam tahun {self.versi.tahun}."})


class HariKhusus(IsiKalender):
    """A date that differs from the weekly hours: a holiday, cuti bersama, a closed or an extra open day."""

    class Jenis(models.TextChoices):
        LIBUR_NASIONAL = JenisHari.LIBUR_NASIONAL.value, "Libur nasional"
        CUTI_BERSAMA = JenisHari.CUTI_BERSAMA.value, "Cuti bersama"
        TUTUP_KANTOR = JenisHari.TUTUP_KANTOR.value, "Kantor tutup"
        BUKA_KHUSUS = JenisHari.BUKA_KHUSUS.value, "Buka khusus"

    versi = models.ForeignKey(
        VersiKalender, models.CASCADE, related_name="hari_khusus", verbose_name="versi kalender"
    )
    tanggal = models.DateField("tanggal")
    jenis = models.CharField("jenis", max_length=16, choices=Jenis)
    nama = models.CharField("nama", max_length=120)
    dasar_hukum = models.CharField("dasar hukum", max_length=250, blank=True)
    perkiraan = models.BooleanField("masih perkiraan", default=False)
    jam = models.JSONField(
        "jam buka",
        null=True,
        blank=True,
        validators=[validasi_jam],
        help_text='Hanya untuk buka khusus, misalnya [["08:00", "12:00"]].',
    )

    objects = TerkunciQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "hari khusus"
        verbose_name_plural = "hari khusus"
        ordering = ["tanggal"]
        constraints = [
            models.UniqueConstraint(
                fields=["versi", "tanggal"],
                name="hari_khusus_unik",
                violation_error_message="Tanggal ini sudah tercantum dalam kalender.",
            ),
            models.CheckConstraint(
                condition=Q(jenis="buka_khusus", jam__isnull=False)
                | (~Q(jenis="buka_khusus") & Q(jam__isnull=True)),
                name="hari_khusus_jam_cocok",
                violation_error_message="Isi jam buka untuk hari buka khusus, dan hanya untuk itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tanggal:%d-%m-%Y} {self.nama}"

    def clean(self) -> None:
        super().clean()
        self._periksa_tahun("tanggal", self.tanggal)


class ProfilJam(IsiKalender):
    """Office hours per weekday within a range of dates; the profile with the highest priority wins.

    A profile without end also serves later years that have no calendar of their own yet.
    """

    versi = models.ForeignKey(
        VersiKalender, models.CASCADE, related_name="profil_jam", verbose_name="versi kalender"
    )
    nama = models.CharField("nama", max_length=80)
    mulai = models.DateField("berlaku mulai")
    sampai = models.DateField("berlaku sampai", null=True, blank=True)
    prioritas = models.PositiveSmallIntegerField(
        "prioritas",
        default=0,
        help_text="Bila dua jam kerja berlaku pada tanggal yang sama, angka terbesar dipakai.",
    )
    jam = models.JSONField(
        "jam kerja per hari",
        validators=[validasi_jam_mingguan],
        help_text='Misalnya {"senin": [["07:30", "12:00"], ["13:00", "16:00"]]}. Hari lain tutup.',
    )

    objects = TerkunciQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "jam kerja"
        verbose_name_plural = "jam kerja"
        ordering = ["mulai", "prioritas", "nama"]
        constraints = [
            models.UniqueConstraint(
                fields=["versi", "nama"],
                name="profil_jam_unik",
                violation_error_message="Nama jam kerja ini sudah dipakai dalam kalender.",
            ),
            models.CheckConstraint(
                condition=Q(sampai__isnull=True) | Q(sampai__gte=F("mulai")),
                name="profil_jam_rentang",
                violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    def clean(self) -> None:
        super().clean()
        self._periksa_tahun("mulai", self.mulai)
        self._periksa_tahun("sampai", self.sampai)
