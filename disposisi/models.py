"""The disposition: what the head decides about a letter.

Rooms and appointments are in `models_jadwal`; import them from here.
"""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from dinsos.agenda.models import SuratMasuk
from dinsos.inti.tambah_saja import TambahSaja, TambahSajaQuerySet
from disposisi.enums import Instruksi, Keputusan, Metode, Mode, Sebagai, Sifat
from disposisi.enums_rantai import LANJUTAN, PENGGANTI_KEPALA, JenisDisposisi
from disposisi.models_jadwal import Audiensi, JamPetugas, Ketidakhadiran, PemakaianSlot, Ruang, Sumber
from disposisi.models_pendamping import Pendamping, PendampingAudiensi
from disposisi.models_rujukan import NomorRujukan

PENGGUNA = settings.AUTH_USER_MODEL

__all__ = [
    "Audiensi",
    "Disposisi",
    "JamPetugas",
    "Ketidakhadiran",
    "NomorRujukan",
    "PemakaianSlot",
    "PenarikanDisposisi",
    "Pendamping",
    "PendampingAudiensi",
    "Ruang",
    "Sumber",
    "WaktuBerlaku",
]


class DisposisiQuerySet(TambahSajaQuerySet):
    """Decisions; written once."""

    def aktif(self) -> "DisposisiQuerySet":
        """Those that hold now, at most one a letter."""
        return self.filter(aktif_untuk__isnull=False)


class Disposisi(models.Model):
    """A decision about a letter: can it be handled, face to face or online, by whom, with which instructions.

    The row is written once. Who hands a letter on or decides anew adds one that names the earlier one
    (`menggantikan`) and why; `aktif_untuk` marks the one that holds now and is all that ever changes on a row.
    `waktu_diputus` and `tempat_diputus` are what was decided; what holds now is `waktu` and `tempat`, which
    appointments move (`WaktuBerlaku`). A decision to handle online names a time unless the officer writes the
    notice (`surat_oleh_petugas`). `atas_nama` and `alasan_wenang`: for whom somebody else than the head decided,
    and why.
    """

    surat = models.ForeignKey(SuratMasuk, models.PROTECT, related_name="semua_disposisi")
    aktif_untuk = models.OneToOneField(
        SuratMasuk, models.PROTECT, null=True, blank=True, editable=False, related_name="disposisi"
    )
    jenis = models.CharField("jenis", max_length=10, choices=JenisDisposisi, default=JenisDisposisi.AWAL)
    menggantikan = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="pengganti", verbose_name="menggantikan"
    )
    alasan_perubahan = models.TextField("alasan diteruskan atau diputus ulang", blank=True)
    keputusan = models.CharField("dapat ditangani?", max_length=10, choices=Keputusan)
    alasan = models.TextField("alasan", blank=True)
    jalan_lain = models.TextField("yang dapat dilakukan pengirim", blank=True)
    tujuan_rujukan = models.CharField("dirujuk ke", max_length=120, blank=True)
    rujukan_nomor = models.CharField("nomor atau tautan rujukan", max_length=200, blank=True)
    mode = models.CharField("cara penanganan", max_length=10, choices=Mode, blank=True)
    metode = models.CharField("metode daring", max_length=10, choices=Metode, blank=True)
    petugas = models.ForeignKey(
        PENGGUNA, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="petugas"
    )
    waktu_diputus = models.DateTimeField("waktu", null=True, blank=True)
    tempat_diputus = models.CharField("tempat atau tautan", max_length=200, blank=True)
    sifat = models.CharField("sifat", max_length=14, choices=Sifat, default=Sifat.BIASA)
    instruksi = models.JSONField("dengan hormat harap", default=list, blank=True)
    catatan = models.TextField("catatan untuk petugas", blank=True)
    surat_oleh_petugas = models.BooleanField("petugas menyusun surat sendiri", default=False)
    oleh = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="+", verbose_name="diputus oleh")
    sebagai = models.CharField("sebagai", max_length=10, choices=Sebagai)
    atas_nama = models.ForeignKey(
        PENGGUNA, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="untuk"
    )
    alasan_wenang = models.CharField("mengapa berwenang", max_length=200, blank=True)
    pada = models.DateTimeField("pada")

    objects = DisposisiQuerySet.as_manager()
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
            models.CheckConstraint(
                condition=Q(aktif_untuk__isnull=True) | Q(aktif_untuk=F("surat")),
                name="disposisi_aktif_untuk_suratnya",
            ),
            models.CheckConstraint(
                condition=Q(jenis=JenisDisposisi.AWAL, menggantikan__isnull=True, alasan_perubahan="")
                | Q(jenis__in=LANJUTAN, menggantikan__isnull=False) & ~Q(alasan_perubahan=""),
                name="disposisi_rantai_beralasan",
                violation_error_message="Tulis alasan mengapa surat diteruskan atau diputus ulang.",
            ),
            models.CheckConstraint(
                condition=~Q(sebagai__in=PENGGANTI_KEPALA) | ~Q(alasan_wenang=""),
                name="disposisi_pengganti_beralasan",
            ),
        ]

    def __str__(self) -> str:
        return f"Disposisi {self.surat_id}"

    def save(self, *args, **kwargs) -> None:
        """Insert the row; later only `aktif_untuk` may be written. Raises TypeError for anything else."""
        if not self._state.adding and set(kwargs.get("update_fields") or ()) != {"aktif_untuk"}:
            raise TypeError("Disposisi hanya boleh ditambah, tidak diubah")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        raise TypeError("Disposisi hanya boleh ditambah, tidak dihapus")

    @property
    def waktu(self) -> datetime | None:
        """When the citizen is served, as told last (for `tertulis`: by when the written answer comes)."""
        berlaku = getattr(self, "berlaku", None)
        return berlaku.waktu if berlaku else self.waktu_diputus if self._state.adding else None

    @property
    def tempat(self) -> str:
        """Where, or by which link or number, as told last."""
        berlaku = getattr(self, "berlaku", None)
        return berlaku.tempat if berlaku else self.tempat_diputus if self._state.adding else ""

    @property
    def rujukan_terakhir(self) -> str:
        """The number or link of the referral: the one recorded last, else the one of the decision; one query."""
        return getattr(self.nomor_rujukan.last(), "nomor", self.rujukan_nomor)

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


class WaktuBerlaku(models.Model):
    """Time and place that hold now for a decision; no row while neither was ever named.

    Written by `disposisi.waktu_berlaku` only.
    """

    disposisi = models.OneToOneField(Disposisi, models.PROTECT, primary_key=True, related_name="berlaku")
    waktu = models.DateTimeField("waktu", null=True, blank=True)
    tempat = models.CharField("tempat atau tautan", max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "waktu yang berlaku"

    def __str__(self) -> str:
        return f"{self.disposisi_id}: {self.waktu}"


class PenarikanDisposisi(TambahSaja):
    """A decision that was revoked within its ten minutes: by whom and when.

    `jam_berhenti_pada` and `jam_akibat` are how the decision had ended `pelaksanaan`, which runs on since.
    """

    disposisi = models.OneToOneField(Disposisi, models.PROTECT, related_name="penarikan")
    oleh = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="+", verbose_name="ditarik oleh")
    pada = models.DateTimeField("ditarik pada")
    jam_berhenti_pada = models.DateTimeField(null=True, blank=True)
    jam_akibat = models.CharField(max_length=24, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "penarikan disposisi"

    def __str__(self) -> str:
        return f"Penarikan {self.disposisi_id}"
