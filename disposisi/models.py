"""The disposition: what the head decides about a letter.

Rooms and appointments are in `models_jadwal`; import them from here.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from dinsos.agenda.models import SuratMasuk
from disposisi.enums import Instruksi, Keputusan, Metode, Mode, Sebagai, Sifat
from disposisi.models_jadwal import Audiensi, JamPetugas, Ketidakhadiran, PemakaianSlot, Ruang, Sumber

PENGGUNA = settings.AUTH_USER_MODEL

__all__ = ["Audiensi", "Disposisi", "JamPetugas", "Ketidakhadiran", "PemakaianSlot", "Ruang", "Sumber"]


class Disposisi(models.Model):
    """One decision per letter: can it be handled, face to face or online, by whom, with which instructions.

    `waktu` and `tempat` are what holds now and was told to the citizen (for the method `tertulis`: by when the
    written answer comes). A decision to handle online names a time unless the officer writes the notice
    (`surat_oleh_petugas`); it is empty again when an appointment was called off.
    """

    surat = models.OneToOneField(SuratMasuk, models.PROTECT, related_name="disposisi")
    keputusan = models.CharField("dapat ditangani?", max_length=10, choices=Keputusan)
    alasan = models.TextField("alasan", blank=True)
    tujuan_rujukan = models.CharField("dirujuk ke", max_length=120, blank=True)
    mode = models.CharField("cara penanganan", max_length=10, choices=Mode, blank=True)
    metode = models.CharField("metode daring", max_length=10, choices=Metode, blank=True)
    petugas = models.ForeignKey(
        PENGGUNA, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="petugas"
    )
    waktu = models.DateTimeField("waktu", null=True, blank=True)
    tempat = models.CharField("tempat atau tautan", max_length=200, blank=True)
    sifat = models.CharField("sifat", max_length=14, choices=Sifat, default=Sifat.BIASA)
    instruksi = models.JSONField("dengan hormat harap", default=list, blank=True)
    catatan = models.TextField("catatan untuk petugas", blank=True)
    surat_oleh_petugas = models.BooleanField("petugas menyusun surat sendiri", default=False)
    oleh = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="+", verbose_name="diputus oleh")
    sebagai = models.CharField("sebagai", max_length=10, choices=Sebagai)
    pada = models.DateTimeField("pada")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "disposisi"
        verbose_name_plural = "disposisi"
        constraints = [
            models.CheckConstraint(
                condition=Q(keputusan=Keputusan.DITANGANI, petugas__isnull=False) & ~Q(mode="")
                | ~Q(keputusan=Keputusan.DITANGANI) & Q(petugas__isnull=True, mode=""),
                name="disposisi_ditangani_lengkap",
                violation_error_message="Surat yang ditangani memerlukan petugas dan cara penanganan.",
            ),
            models.CheckConstraint(
                condition=Q(keputusan=Keputusan.DITANGANI) | ~Q(alasan=""),
                name="disposisi_alasan",
                violation_error_message="Tulis alasan mengapa surat tidak ditangani.",
            ),
            models.CheckConstraint(
                condition=Q(mode=Mode.DARING) & ~Q(metode="") | ~Q(mode=Mode.DARING) & Q(metode=""),
                name="disposisi_daring_bermetode",
                violation_error_message="Penanganan daring memerlukan metode.",
            ),
        ]

    def __str__(self) -> str:
        return f"Disposisi {self.surat_id}"

    @property
    def tertulis(self) -> bool:
        """Whether the citizen is served in writing only."""
        return self.metode == Metode.TERTULIS

    @property
    def instruksi_kata(self) -> list[str]:
        """The ticked boxes in words."""
        return [Instruksi(kode).label for kode in self.instruksi]

    @property
    def cara(self) -> str:
        """ "Tatap muka di kantor" or "Daring (Telepon)"."""
        metode = f" ({self.get_metode_display()})" if self.metode else ""
        return f"{self.get_mode_display()}{metode}"
