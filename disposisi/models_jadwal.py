"""Rooms, officers' hours and absences, and the appointments that use them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from dinsos.agenda.models import SuratMasuk
from disposisi.enums import BERJALAN, KeadaanAudiensi, Metode, Mode
from disposisi.querysets_jadwal import AudiensiQuerySet, KetidakhadiranQuerySet

PENGGUNA = settings.AUTH_USER_MODEL


class Ruang(models.Model):
    """A room in which guests are received."""

    nama = models.CharField("nama ruang", max_length=60, unique=True)
    letak = models.CharField("letak", max_length=120, blank=True)
    aktif = models.BooleanField("dipakai", default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "ruang"
        verbose_name_plural = "ruang"
        ordering = ["nama"]

    def __str__(self) -> str:
        return self.nama


class Sumber(models.Model):
    """What an appointment takes up: a room or an officer. Its row is locked while its cells are given out."""

    ruang = models.OneToOneField(Ruang, models.PROTECT, null=True, blank=True, related_name="sumber")
    petugas = models.OneToOneField(PENGGUNA, models.PROTECT, null=True, blank=True, related_name="sumber")

    class Meta:
        verbose_name = "sumber"
        verbose_name_plural = "sumber"
        constraints = [
            models.CheckConstraint(
                condition=Q(ruang__isnull=False, petugas__isnull=True)
                | Q(ruang__isnull=True, petugas__isnull=False),
                name="sumber_ruang_atau_petugas",
                violation_error_message="Sumber adalah satu ruang atau satu petugas.",
            )
        ]

    def __str__(self) -> str:
        return str(self.ruang or self.petugas)


class JamPetugas(models.Model):
    """When an officer receives people, where that is less than the office hours; no rows: all office hours."""

    petugas = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="jam_petugas")
    hari = models.PositiveSmallIntegerField(
        "hari", choices=list(enumerate(("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")))
    )
    buka = models.TimeField("dari pukul")
    tutup = models.TimeField("sampai pukul")
    aktif = models.BooleanField("berlaku", default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "jam petugas"
        verbose_name_plural = "jam petugas"
        ordering = ["petugas", "hari", "buka"]
        constraints = [
            models.UniqueConstraint(fields=["petugas", "hari", "buka"], name="jam_petugas_unik"),
            models.CheckConstraint(
                condition=Q(tutup__gt=F("buka")),
                name="jam_petugas_berurutan",
                violation_error_message="Jam selesai harus setelah jam mulai.",
            ),
            models.CheckConstraint(condition=Q(hari__lte=6), name="jam_petugas_hari"),
        ]

    def __str__(self) -> str:
        return f"{self.petugas}: {self.get_hari_display()} {self.buka:%H.%M}–{self.tutup:%H.%M}"


class Ketidakhadiran(models.Model):
    """An officer is away in [mulai, selesai)."""

    petugas = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="ketidakhadiran")
    mulai = models.DateTimeField("dari")
    selesai = models.DateTimeField("sampai")
    alasan = models.CharField("alasan", max_length=120)

    objects = KetidakhadiranQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "ketidakhadiran"
        verbose_name_plural = "ketidakhadiran"
        ordering = ["-mulai"]
        indexes = [models.Index(fields=["petugas", "selesai"], name="ketidakhadiran_petugas")]
        constraints = [
            models.CheckConstraint(
                condition=Q(selesai__gt=F("mulai")),
                name="ketidakhadiran_berurutan",
                violation_error_message="Waktu selesai harus setelah waktu mulai.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.petugas}: {self.alasan}"


class Audiensi(models.Model):
    """An appointment about a letter. Written by `disposisi.audiensi` only.

    `uid` stays the same when an appointment is moved and `urutan` grows, as calendar programs want it; the row
    that was moved becomes `diganti`. A firm time was told to the citizen and never expires.
    """

    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    urutan = models.PositiveSmallIntegerField("urutan", default=0)
    surat = models.ForeignKey(SuratMasuk, models.PROTECT, related_name="audiensi")
    mode = models.CharField("cara", max_length=10, choices=Mode)
    metode = models.CharField("metode daring", max_length=10, choices=Metode, blank=True)
    petugas = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="audiensi")
    ruang = models.ForeignKey(Ruang, models.PROTECT, null=True, blank=True, related_name="audiensi")
    tautan = models.CharField("tautan atau nomor", max_length=200, blank=True)
    mulai = models.DateTimeField("mulai")
    selesai = models.DateTimeField("selesai")
    keadaan = models.CharField(max_length=20, choices=KeadaanAudiensi)
    menggantikan = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="digantikan_oleh"
    )
    lewat_batas = models.BooleanField("melewati batas penanganan", default=False)
    alasan = models.CharField("alasan", max_length=200, blank=True)
    dibuat_oleh = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField()
    mulai_sebenarnya = models.DateTimeField(null=True, blank=True)
    selesai_sebenarnya = models.DateTimeField(null=True, blank=True)

    objects = AudiensiQuerySet.as_manager()

    class Meta:
        verbose_name = "audiensi"
        verbose_name_plural = "audiensi"
        ordering = ["mulai", "id"]
        indexes = [
            models.Index(fields=["mulai", "id"], name="audiensi_berjalan", condition=Q(keadaan__in=BERJALAN))
        ]
        constraints = [
            models.UniqueConstraint(fields=["uid", "urutan"], name="audiensi_urutan_unik"),
            models.UniqueConstraint(
                fields=["surat"], name="audiensi_satu_berjalan", condition=Q(keadaan__in=BERJALAN)
            ),
            models.CheckConstraint(
                condition=Q(keadaan__in=KeadaanAudiensi.values), name="audiensi_keadaan_dikenal"
            ),
            models.CheckConstraint(condition=Q(selesai__gt=F("mulai")), name="audiensi_berurutan"),
            models.CheckConstraint(
                condition=Q(mode=Mode.TATAP_MUKA, ruang__isnull=False, metode="")
                | Q(mode=Mode.DARING, ruang__isnull=True) & ~Q(metode=""),
                name="audiensi_ruang_atau_metode",
                violation_error_message="Tatap muka memerlukan ruang, daring memerlukan metode.",
            ),
            models.CheckConstraint(
                condition=Q(selesai_sebenarnya__isnull=True)
                | Q(mulai_sebenarnya__isnull=False, selesai_sebenarnya__gte=F("mulai_sebenarnya")),
                name="audiensi_waktu_sebenarnya",
            ),
        ]

    def __str__(self) -> str:
        return f"Audiensi {self.surat_id} {self.mulai:%d-%m-%Y %H.%M}"


class PemakaianSlot(models.Model):
    """One cell of 15 minutes of a room or officer that an appointment holds: unique, so nothing is booked twice."""

    sumber = models.ForeignKey(Sumber, models.PROTECT, related_name="pemakaian")
    mulai = models.DateTimeField()
    audiensi = models.ForeignKey(Audiensi, models.PROTECT, related_name="pemakaian")

    class Meta:
        verbose_name = "pemakaian slot"
        verbose_name_plural = "pemakaian slot"
        constraints = [models.UniqueConstraint(fields=["sumber", "mulai"], name="slot_sekali_pakai")]

    def __str__(self) -> str:
        return f"{self.sumber_id} {self.mulai}"
