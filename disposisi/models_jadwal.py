"""Rooms, officers' hours and absences, and the appointments that use them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from dinsos.agenda.models import SuratMasuk
from disposisi.enums import BERJALAN, USULAN, Cara, KeadaanAudiensi, KeadaanPermintaan, Metode, Mode
from disposisi.querysets_jadwal import (
    AudiensiQuerySet,
    KetidakhadiranQuerySet,
    PemakaianSlotQuerySet,
    PermintaanQuerySet,
)

PENGGUNA = settings.AUTH_USER_MODEL
USULAN_MAKS = 3
"""Times that may be on offer for a letter at once."""


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
    """An appointment about a letter. Written by `disposisi.jadwal` and `disposisi.usulan` only.

    `uid` stays the same when an appointment is moved and `urutan` grows, as calendar programs want it; the row
    that was moved becomes `diganti`. A firm time was told to the citizen and never expires. An alternative that is
    offered beside it has a `nomor_usulan` and `berlaku_sampai`, after which nobody can choose it any more;
    `permintaan` is the citizen's request that it answers, None when the office asks to move.
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
    cara_sebenarnya = models.CharField("cara sebenarnya", max_length=10, choices=Cara, blank=True)
    nomor_usulan = models.PositiveSmallIntegerField(null=True, blank=True)
    berlaku_sampai = models.DateTimeField("berlaku sampai", null=True, blank=True)
    permintaan = models.ForeignKey(
        "disposisi.PermintaanWaktu", models.PROTECT, null=True, blank=True, related_name="usulan"
    )

    objects = AudiensiQuerySet.as_manager()

    class Meta:
        verbose_name = "audiensi"
        verbose_name_plural = "audiensi"
        ordering = ["mulai", "id"]
        indexes = [
            models.Index(fields=["mulai", "id"], name="audiensi_berjalan", condition=Q(keadaan__in=BERJALAN)),
            models.Index(
                fields=["berlaku_sampai", "id"],
                name="audiensi_diusulkan",
                condition=Q(keadaan=KeadaanAudiensi.DIUSULKAN),
            ),
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
            models.CheckConstraint(
                condition=~Q(keadaan__in=(KeadaanAudiensi.BERLANGSUNG, KeadaanAudiensi.SELESAI))
                | Q(mulai_sebenarnya__isnull=False),
                name="audiensi_mulai_tercatat",
            ),
            models.CheckConstraint(
                condition=Q(cara_sebenarnya="") | Q(mulai_sebenarnya__isnull=False),
                name="audiensi_cara_setelah_mulai",
            ),
            models.CheckConstraint(
                condition=Q(nomor_usulan__isnull=True, berlaku_sampai__isnull=True, permintaan__isnull=True)
                & ~Q(keadaan__in=USULAN)
                | Q(
                    nomor_usulan__isnull=False,
                    nomor_usulan__gte=1,
                    nomor_usulan__lte=USULAN_MAKS,
                    berlaku_sampai__isnull=False,
                    berlaku_sampai__gt=F("dibuat_pada"),
                    berlaku_sampai__lte=F("mulai"),
                ),
                name="audiensi_usulan_berbatas",
            ),
            models.UniqueConstraint(
                fields=["surat", "nomor_usulan"],
                name="audiensi_usulan_terbatas",
                condition=Q(keadaan=KeadaanAudiensi.DIUSULKAN),
            ),
        ]

    def __str__(self) -> str:
        return f"Audiensi {self.surat_id} {self.mulai:%d-%m-%Y %H.%M}"


class PemakaianSlot(models.Model):
    """One cell of 15 minutes of a room or officer that an appointment holds: unique, so nothing is booked twice."""

    sumber = models.ForeignKey(Sumber, models.PROTECT, related_name="pemakaian")
    mulai = models.DateTimeField()
    audiensi = models.ForeignKey(Audiensi, models.PROTECT, related_name="pemakaian")

    objects = PemakaianSlotQuerySet.as_manager()

    class Meta:
        verbose_name = "pemakaian slot"
        verbose_name_plural = "pemakaian slot"
        constraints = [models.UniqueConstraint(fields=["sumber", "mulai"], name="slot_sekali_pakai")]

    def __str__(self) -> str:
        return f"{self.sumber_id} {self.mulai}"


class PermintaanWaktu(models.Model):
    """The citizen asked for another time; written by `disposisi.usulan` only.

    `audiensi` is the appointment that held then, None when there was none. With `berhalangan` the citizen cannot
    come to it, and it is off. `pilihan` are free times that would suit, as ISO 8601 instants in UTC; they hold
    nothing.
    """

    surat = models.ForeignKey(SuratMasuk, models.PROTECT, related_name="permintaan_waktu")
    audiensi = models.ForeignKey(
        Audiensi, models.PROTECT, null=True, blank=True, related_name="permintaan_tentang"
    )
    berhalangan = models.BooleanField(default=False)
    alasan = models.CharField("alasan", max_length=200)
    harapan = models.CharField("waktu yang diharapkan", max_length=200, blank=True)
    pilihan = models.JSONField(default=list, blank=True)
    keadaan = models.CharField(max_length=10, choices=KeadaanPermintaan, default=KeadaanPermintaan.MENUNGGU)
    pada = models.DateTimeField()
    ditutup_pada = models.DateTimeField(null=True, blank=True)

    objects = PermintaanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "permintaan waktu lain"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["surat"],
                name="permintaan_satu_menunggu",
                condition=Q(keadaan=KeadaanPermintaan.MENUNGGU),
            ),
            models.CheckConstraint(
                condition=Q(keadaan__in=KeadaanPermintaan.values), name="permintaan_keadaan_dikenal"
            ),
            models.CheckConstraint(
                condition=Q(keadaan=KeadaanPermintaan.MENUNGGU, ditutup_pada__isnull=True)
                | ~Q(keadaan=KeadaanPermintaan.MENUNGGU)
                & Q(ditutup_pada__isnull=False, ditutup_pada__gte=F("pada")),
                name="permintaan_ditutup_punya_waktu",
            ),
            models.CheckConstraint(condition=~Q(alasan=""), name="permintaan_beralasan"),
            models.CheckConstraint(
                condition=Q(berhalangan=False) | Q(audiensi__isnull=False), name="permintaan_berhalangan_dari"
            ),
        ]

    def __str__(self) -> str:
        return f"Permintaan {self.surat_id} {self.pada:%d-%m-%Y %H.%M}"
