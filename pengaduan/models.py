"""What only a complaint has; the letter itself is `agenda.SuratMasuk`."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from dinsos.agenda.models import SuratMasuk
from dinsos.berkas.models import Berkas
from pengaduan.enums import CaraTandaTangan, JenisKerugian, Unit

BERMATERI = (JenisKerugian.MATERIIL, JenisKerugian.KEDUANYA)
TANPA_URAIAN = (JenisKerugian.TIDAK_ADA, JenisKerugian.TIDAK_DITANYAKAN)
TANPA_BERKAS = (CaraTandaTangan.KETIK, CaraTandaTangan.TIDAK_DIMINTA)


class Pengaduan(models.Model):
    """A complaint (PGD-SYARAT-2..4) and, once handled, its outcome and corrective action (PGD-PRODUK)."""

    surat = models.OneToOneField(SuratMasuk, models.PROTECT, related_name="pengaduan")
    unit = models.CharField("layanan yang diadukan", max_length=14, choices=Unit)
    unit_lain = models.CharField("layanan lainnya", max_length=120, blank=True)
    uraian = models.TextField("uraian")
    kejadian = models.CharField("waktu kejadian", max_length=120)
    terlapor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="petugas yang diadukan",
    )
    terlapor_lain = models.CharField("nama atau ciri petugas lain", max_length=150, blank=True)
    jenis_kerugian = models.CharField("jenis kerugian", max_length=12, choices=JenisKerugian)
    uraian_kerugian = models.TextField("uraian kerugian", blank=True)
    nilai_kerugian = models.DecimalField(
        "nilai kerugian (rupiah)",
        max_digits=15,
        decimal_places=0,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(999_999_999_999)],
    )
    permintaan = models.TextField("permintaan penyelesaian")
    tempat = models.CharField("tempat", max_length=80)
    cara_tanda_tangan = models.CharField("cara tanda tangan", max_length=14, choices=CaraTandaTangan)
    nama_tanda_tangan = models.CharField("nama penanda tangan", max_length=120, blank=True)
    berkas_tanda_tangan = models.OneToOneField(
        Berkas, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="berkas tanda tangan"
    )
    hasil = models.TextField("hasil penanganan", blank=True)
    perbaikan = models.TextField("tindak lanjut perbaikan layanan", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "pengaduan"
        verbose_name_plural = "pengaduan"
        constraints = [
            models.CheckConstraint(
                condition=Q(jenis_kerugian__in=TANPA_URAIAN) | ~Q(uraian_kerugian=""),
                name="pengaduan_kerugian_diuraikan",
                violation_error_message="Uraikan kerugian yang dialami.",
            ),
            models.CheckConstraint(
                condition=Q(jenis_kerugian__in=BERMATERI) | Q(nilai_kerugian__isnull=True),
                name="pengaduan_nilai_hanya_materiil",
                violation_error_message="Nilai rupiah hanya diisi untuk kerugian materiil.",
            ),
            models.CheckConstraint(
                condition=Q(cara_tanda_tangan__in=TANPA_BERKAS, berkas_tanda_tangan__isnull=True)
                | ~Q(cara_tanda_tangan__in=TANPA_BERKAS) & Q(berkas_tanda_tangan__isnull=False),
                name="pengaduan_tanda_tangan_lengkap",
                violation_error_message="Tanda tangan gambar atau pindaian memerlukan berkasnya.",
            ),
            models.CheckConstraint(
                condition=Q(cara_tanda_tangan=CaraTandaTangan.TIDAK_DIMINTA, nama_tanda_tangan="")
                | ~Q(cara_tanda_tangan=CaraTandaTangan.TIDAK_DIMINTA) & ~Q(nama_tanda_tangan=""),
                name="pengaduan_penanda_tangan_bernama",
                violation_error_message="Surat yang ditandatangani menyebut nama penanda tangannya.",
            ),
        ]

    def __str__(self) -> str:
        return f"Pengaduan {self.surat_id}"

    @property
    def layanan_diadukan(self) -> str:
        """The service in words, the citizen's own when it is another one."""
        return self.unit_lain if self.unit == Unit.LAIN and self.unit_lain else self.get_unit_display()
