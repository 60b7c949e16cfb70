"""Policies of the clocks, proposals for new ones, and the choices that the office confirms once."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from dinsos.inti.galat import GalatAturan
from dinsos.sla import tenggat
from dinsos.sla.querysets import KebijakanQuerySet, TerkunciQuerySet


class Ketentuan(models.Model):
    """What a policy says."""

    class Layanan(models.TextChoices):
        PENGADUAN = "pengaduan", "Pengaduan"
        KONSULTASI = "konsultasi", "Konsultasi"
        TAMU = "tamu", "Tamu yang datang langsung"

    class Jenis(models.TextChoices):
        RESPON = tenggat.Jenis.RESPON.value, "Jawaban pertama"
        PELAKSANAAN = tenggat.Jenis.PELAKSANAAN.value, "Pelaksanaan"
        TATAP_MUKA = tenggat.Jenis.TATAP_MUKA.value, "Diarahkan kepada petugas"

    class Satuan(models.TextChoices):
        HARI_KERJA = tenggat.Satuan.HARI_KERJA.value, "hari kerja"
        HARI_KALENDER = tenggat.Satuan.HARI_KALENDER.value, "hari kalender"
        MENIT = tenggat.Satuan.MENIT.value, "menit"

    layanan = models.CharField("layanan", max_length=12, choices=Layanan)
    jenis = models.CharField("jenis tenggat", max_length=12, choices=Jenis)
    satuan = models.CharField("satuan", max_length=16, choices=Satuan)
    jumlah = models.PositiveSmallIntegerField(
        "jumlah",
        validators=[
            MinValueValidator(1, "Jumlah paling sedikit 1."),
            MaxValueValidator(366, "Jumlah paling banyak 366."),
        ],
    )
    bunyi = models.TextField("bunyi ketentuan")
    nomor_sk = models.CharField("nomor SK", max_length=120)
    berlaku_sejak = models.DateField("berlaku sejak (WITA)")

    class Meta:
        abstract = True


class KebijakanTenggat(Ketentuan):
    """How long a promise of the service standard is. Append-only: a change is a new row.

    The row in force at `diterima_pada` (latest `berlaku_sejak`, then latest row) is kept on the clock.
    """

    diterbitkan_pada = models.DateTimeField("diterbitkan pada")
    diterbitkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="diterbitkan oleh",
    )

    objects = KebijakanQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "kebijakan tenggat"
        verbose_name_plural = "kebijakan tenggat"
        ordering = ["layanan", "jenis", "-berlaku_sejak", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(jumlah__gte=1, jumlah__lte=366),
                name="kebijakan_jumlah_wajar",
                violation_error_message="Jumlah harus antara 1 dan 366.",
            ),
            models.CheckConstraint(
                condition=Q(jenis="tatap_muka", satuan="menit", layanan="tamu")
                | (
                    Q(jenis__in=["respon", "pelaksanaan"], satuan__in=["hari_kerja", "hari_kalender"])
                    & Q(layanan__in=["pengaduan", "konsultasi"])
                ),
                name="kebijakan_satuan_cocok",
                violation_error_message="Tamu dihitung dalam menit, jawaban dan pelaksanaan dalam hari.",
            ),
        ]
        indexes = [models.Index(fields=["layanan", "-berlaku_sejak", "-id"], name="kebijakan_berlaku")]

    def __str__(self) -> str:
        lama = f"{self.jumlah} {self.get_satuan_display()}"
        return f"{self.get_layanan_display()}, {self.get_jenis_display()}: {lama}"

    def save(self, *args, **kwargs) -> None:
        """Write a new row; raises GalatAturan when the row is already there."""
        if self.pk is not None and type(self)._base_manager.filter(pk=self.pk).exists():
            raise GalatAturan("Kebijakan tenggat tidak dapat diubah. Terbitkan kebijakan baru.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Always raises GalatAturan."""
        raise GalatAturan("Kebijakan tenggat tidak dapat dihapus. Terbitkan kebijakan baru.")


class UsulanKebijakan(Ketentuan):
    """A policy that the pengelola proposes and the head publishes, or sends back with a reason."""

    class Keadaan(models.TextChoices):
        DIAJUKAN = "diajukan", "Diajukan"
        DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
        TERBIT = "terbit", "Terbit"

    keadaan = models.CharField("keadaan", max_length=12, choices=Keadaan, default=Keadaan.DIAJUKAN)
    diajukan_pada = models.DateTimeField("diajukan pada")
    diajukan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="diajukan oleh"
    )
    alasan_kembali = models.TextField("alasan dikembalikan", blank=True)
    kebijakan = models.OneToOneField(
        KebijakanTenggat,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="usulan",
        verbose_name="kebijakan yang terbit",
    )

    objects = TerkunciQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "usulan kebijakan"
        verbose_name_plural = "usulan kebijakan"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(keadaan="terbit", kebijakan__isnull=False)
                | (Q(keadaan__in=["diajukan", "dikembalikan"]) & Q(kebijakan__isnull=True)),
                name="usulan_terbit_berkebijakan",
                violation_error_message="Usulan yang terbit punya kebijakan, yang lain tidak.",
            )
        ]

    def __str__(self) -> str:
        return f"Usulan {self.get_layanan_display()}, {self.get_jenis_display()}"


class PilihanKantor(models.Model):
    """One open choice of the service standard, confirmed by the head. Append-only: the latest row counts."""

    class Kunci(models.TextChoices):
        SATUAN = "satuan", "Cara menghitung hari"
        JAM_KERJA = "jam_kerja", "Jam kerja Senin sampai Kamis"
        JUMAT = "jumat", "Jam kerja Jumat"
        RAMADAN = "ramadan", "Jam kerja Ramadan"
        PIKET_ISTIRAHAT = "piket_istirahat", "Piket pada jam istirahat"

    kunci = models.CharField("pilihan", max_length=20, choices=Kunci)
    nilai = models.TextField("yang ditetapkan")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    pada = models.DateTimeField("ditetapkan pada")

    objects = TerkunciQuerySet.as_manager()

    class Meta:
        verbose_name = "pilihan kantor"
        verbose_name_plural = "pilihan kantor"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_kunci_display()}: {self.nilai}"

    def save(self, *args, **kwargs) -> None:
        """Write a new row; raises GalatAturan when the row is already there."""
        if self.pk is not None:
            raise GalatAturan("Pilihan yang sudah ditetapkan tidak diubah. Tetapkan sekali lagi.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Always raises GalatAturan."""
        raise GalatAturan("Pilihan yang sudah ditetapkan tidak dihapus.")
