"""Private files and the log of who looked at them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from dinsos.berkas.enums import MIME, Jenis, Keadaan
from dinsos.berkas.querysets import BerkasQuerySet
from dinsos.inti.tambah_saja import TambahSaja


class Berkas(models.Model):
    """A checked file in the private folder. Written by `dinsos.berkas.actions` only.

    The row commits before its bytes are written, so no file ever lacks its row; only a row whose file is complete
    becomes `tertaut`, so no row of a case ever lacks its file. `dihapus` keeps the row (type, size, digest, when)
    without the bytes and without the name, which often carries a person's name.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    keadaan = models.CharField(max_length=10, choices=Keadaan, default=Keadaan.SEMENTARA)
    jenis = models.CharField(max_length=6, choices=Jenis)
    nama_asli = models.CharField("nama berkas", max_length=120, blank=True)
    nama_simpan = models.CharField(max_length=40, unique=True, editable=False)
    mime = models.CharField(max_length=20, choices=[(mime, mime) for mime in MIME])
    ukuran = models.PositiveIntegerField("ukuran (bita)")
    sha256 = models.CharField("sidik SHA-256", max_length=64)
    lebar = models.PositiveIntegerField("lebar (piksel)", null=True, blank=True)
    tinggi = models.PositiveIntegerField("tinggi (piksel)", null=True, blank=True)
    halaman = models.PositiveSmallIntegerField("jumlah halaman", null=True, blank=True)
    dibuat_pada = models.DateTimeField()
    dihapus_pada = models.DateTimeField(null=True, blank=True)

    objects = BerkasQuerySet.as_manager()

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"
        indexes = [
            models.Index(
                fields=["dibuat_pada"], name="berkas_sementara", condition=Q(keadaan=Keadaan.SEMENTARA)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(keadaan__in=Keadaan.values),
                name="berkas_keadaan_dikenal",
                violation_error_message="Keadaan berkas tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=Q(keadaan=Keadaan.DIHAPUS, dihapus_pada__isnull=False, nama_asli="")
                | ~Q(keadaan=Keadaan.DIHAPUS) & Q(dihapus_pada__isnull=True) & ~Q(nama_asli=""),
                name="berkas_dihapus_lengkap",
                violation_error_message="Berkas yang dihapus punya waktu hapus dan tidak lagi bernama.",
            ),
            models.CheckConstraint(
                condition=Q(
                    jenis=Jenis.GAMBAR,
                    mime__in=["image/jpeg", "image/png"],
                    lebar__isnull=False,  # a comparison with NULL alone would let the row through
                    lebar__gte=1,
                    tinggi__isnull=False,
                    tinggi__gte=1,
                    halaman__isnull=True,
                )
                | Q(
                    jenis=Jenis.PDF,
                    mime="application/pdf",
                    lebar__isnull=True,
                    tinggi__isnull=True,
                    halaman__isnull=False,
                    halaman__gte=1,
                ),
                name="berkas_jenis_sesuai_rincian",
                violation_error_message="Gambar punya lebar dan tinggi, PDF punya jumlah halaman.",
            ),
            models.CheckConstraint(
                condition=Q(ukuran__gte=1),
                name="berkas_tidak_kosong",
                violation_error_message="Berkas tidak boleh kosong.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama_asli or f"berkas {self.pk}"

    @property
    def sudah_dihapus(self) -> bool:
        """True once the bytes are gone for good."""
        return self.keadaan == Keadaan.DIHAPUS


class LogAksesBerkas(TambahSaja):
    """Who opened which file, as what, for which purpose, when. Rows are only ever added (UU 27/2022)."""

    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="log_akses")
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sebagai = models.CharField("sebagai", max_length=40)
    tujuan = models.CharField("tujuan", max_length=200)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "log akses berkas"
        verbose_name_plural = "log akses berkas"
        ordering = ["pada", "id"]
        indexes = [models.Index(fields=["berkas", "pada"], name="log_berkas_pada")]

    def __str__(self) -> str:
        return f"{self.sebagai} membuka {self.berkas_id}"
