"""What stands on every letter of the office: the letterhead, the paper and who signs."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from dinsos.akun.models import Pengguna
from dinsos.berkas.models import Berkas
from dinsos.inti.konteks import BAWAAN

SATU = 1  # the key of the only row


class Kertas(models.TextChoices):
    """Paper of Indonesian offices, in mm."""

    A4 = "a4", "A4 (210 × 297 mm)"
    F4 = "f4", "F4 (215 × 330 mm)"


class Mewakili(models.TextChoices):
    """In whose right the letter is signed (Tata Naskah Dinas)."""

    SENDIRI = "", "Kepala Dinas sendiri"
    AN = "a.n.", "a.n. (atas nama Kepala Dinas)"
    PLH = "Plh.", "Plh. (pelaksana harian)"
    PLT = "Plt.", "Plt. (pelaksana tugas)"


class KopSuratManager(models.Manager):
    def berlaku(self) -> "KopSurat":
        """The settings in force: the only row, or the standard ones (unsaved) of a fresh installation."""
        return self.select_related("penandatangan", "logo").filter(pk=SATU).first() or KopSurat(pk=SATU)


class KopSurat(models.Model):
    """Letterhead, paper and signatory. One row; history keeps what it was before.

    Letters don't follow it: each freezes what it used (`dinsos.dokumen.kop.untuk_surat`).
    """

    induk = models.CharField("baris pertama kop", max_length=80, default="PEMERINTAH KABUPATEN BUTON")
    instansi = models.CharField("baris kedua kop", max_length=80, default="DINAS SOSIAL")
    alamat = models.CharField("alamat", max_length=160, default=BAWAAN["alamat"])
    telepon = models.CharField("telepon", max_length=40, default=BAWAAN["telepon"], blank=True)
    email = models.EmailField("alamat e-mail", default=BAWAAN["email"], blank=True)
    situs = models.CharField("alamat situs", max_length=80, blank=True)
    logo = models.ForeignKey(
        Berkas, models.PROTECT, verbose_name="lambang", related_name="+", null=True, blank=True
    )
    kertas = models.CharField("ukuran kertas", max_length=2, choices=Kertas, default=Kertas.A4)
    tempat = models.CharField("tempat surat dibuat", max_length=60, default="Pasarwajo")
    jabatan = models.CharField("jabatan pimpinan", max_length=80, default="KEPALA DINAS SOSIAL")
    mewakili = models.CharField(
        "penandatangan", max_length=4, choices=Mewakili, default=Mewakili.SENDIRI, blank=True
    )
    penandatangan = models.ForeignKey(
        Pengguna,
        models.PROTECT,
        verbose_name="akun penandatangan",
        related_name="+",
        null=True,
        blank=True,
    )
    nama = models.CharField("nama dan gelar penandatangan", max_length=150, blank=True)
    pangkat = models.CharField("pangkat/golongan penandatangan", max_length=80, blank=True)
    nip = models.CharField(
        "NIP penandatangan",
        max_length=18,
        blank=True,
        validators=[RegexValidator(r"^\d{18}$", "NIP terdiri atas 18 angka tanpa spasi.")],
    )
    jabatan_sendiri = models.CharField("jabatan penandatangan sendiri", max_length=80, blank=True)

    objects = KopSuratManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "kop surat"
        verbose_name_plural = "kop surat"
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=SATU),
                name="kop_surat_satu",
                violation_error_message="Kop surat hanya satu.",
            ),
            models.CheckConstraint(
                condition=Q(kertas__in=Kertas.values),
                name="kop_surat_kertas_dikenal",
                violation_error_message="Ukuran kertas tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=Q(mewakili__in=Mewakili.values),
                name="kop_surat_mewakili_dikenal",
                violation_error_message="Pilih siapa yang menandatangani.",
            ),
        ]

    def __str__(self) -> str:
        return "Kop surat"
