"""People who work with the portal: users, their roles, and who acts for the head."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.management.base import CommandError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from dinsos.inti import jam
from dinsos.inti.kueri_siap import Isian


class Peran(models.TextChoices):
    """Roles; each is a group of the same name, created by migration."""

    PIKET = "piket", "Petugas piket"
    PETUGAS = "petugas", "Petugas"
    KEPALA_DINAS = "kepala_dinas", "Kepala Dinas"
    SEKRETARIS = "sekretaris", "Sekretaris"
    PENGELOLA = "pengelola", "Pengelola"


class PenggunaQuerySet(models.QuerySet):
    def berperan(self, *peran: str) -> "PenggunaQuerySet":
        """Active users who hold one of the roles."""
        return self.filter(is_active=True, groups__name__in=peran).distinct()


class ManajerPengguna(UserManager.from_queryset(PenggunaQuerySet)):
    """Django's user manager with our queryset."""

    use_in_migrations = False

    def create_superuser(self, *args, **kwargs):
        """Refused in production: nobody there stands above the roles. Raises CommandError."""
        if settings.MODE_PRODUKSI:
            raise CommandError("Tidak ada superuser di kantor. Buat akun pengelola: manage.py buat_pengelola")
        return super().create_superuser(*args, **kwargs)


class BerPeran:
    """What follows from the roles held (`peran`) and from acting for the head today (`pelaksana_harian`)."""

    peran: frozenset[str]
    pelaksana_harian: bool

    def punya_peran(self, *peran: str) -> bool:
        """True when at least one of the roles is held."""
        return not self.peran.isdisjoint(peran)

    def adalah_kepala(self) -> bool:
        """True for the head of office and for whoever acts for the head today."""
        return Peran.KEPALA_DINAS in self.peran or self.pelaksana_harian


@dataclass(frozen=True)
class Sudut(BerPeran):
    """What of an account decides which letters it meets; in a prepared query it stands for the account.

    Such a query is called with this as its shape and with the account's id as `saya`.
    """

    peran: frozenset[str]
    pelaksana_harian: bool
    is_active: bool
    is_authenticated: ClassVar[bool] = True
    pk: ClassVar[Isian] = Isian("saya", models.BigIntegerField())


class Pengguna(BerPeran, AbstractUser):
    """A member of staff. Citizens have no account."""

    nama = models.CharField("nama lengkap dan gelar", max_length=150)
    nip = models.CharField(
        "NIP",
        max_length=18,
        blank=True,
        validators=[RegexValidator(r"^\d{18}$", "NIP terdiri atas 18 angka tanpa spasi.")],
    )
    pangkat = models.CharField("pangkat/golongan", max_length=80, blank=True)
    jabatan = models.CharField("jabatan", max_length=120, blank=True)
    telepon = models.CharField("telepon (E.164)", max_length=20, blank=True)
    demo = models.BooleanField("akun peraga", default=False, editable=False)

    objects = ManajerPengguna()
    history = HistoricalRecords(excluded_fields=["password", "last_login"], m2m_fields=["groups"])

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"
        constraints = [
            models.CheckConstraint(
                condition=Q(demo=False) | Q(is_superuser=False),
                name="akun_demo_bukan_superuser",
                violation_error_message="Akun peraga tidak boleh menjadi superuser.",
            )
        ]

    def __str__(self) -> str:
        return self.nama or self.username

    def save(self, *args, **kwargs) -> None:
        """As Django's. Signing in writes `last_login` only: no change of the account, so no history."""
        hanya_masuk = set(kwargs.get("update_fields") or ()) == {"last_login"}
        if hanya_masuk and not hasattr(self, "skip_history_when_saving"):
            self.save_without_historical_record(*args, **kwargs)
        else:
            super().save(*args, **kwargs)

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """Account names are lower case, so that a phone's capital letter locks nobody out."""
        return super().normalize_username(username).lower()

    def get_full_name(self) -> str:
        return str(self)

    @cached_property
    def peran(self) -> frozenset[str]:
        """Names of the roles held; one query, then remembered on this instance."""
        return frozenset(self.groups.values_list("name", flat=True))

    @cached_property
    def pelaksana_harian(self) -> bool:
        """Whether this person acts for the head today (WITA); one query, then remembered on this instance."""
        return PelaksanaHarian.objects.berlaku(jam.sekarang()).filter(pengguna=self).exists()

    @property
    def sudut(self) -> Sudut:
        """The shape of this account's prepared queries."""
        return Sudut(self.peran, self.pelaksana_harian, self.is_active)


class PelaksanaHarianQuerySet(models.QuerySet):
    def berlaku(self, pada: datetime) -> "PelaksanaHarianQuerySet":
        """Acting heads in force on the local date of the instant."""
        hari = jam.wita(pada).date()
        return self.filter(mulai__lte=hari, sampai__gte=hari)


class PelaksanaHarian(models.Model):
    """Who acts for the head of office, from a date through a date (both included, WITA)."""

    pengguna = models.ForeignKey(Pengguna, models.PROTECT, verbose_name="pelaksana harian")
    mulai = models.DateField("mulai")
    sampai = models.DateField("sampai")
    nomor_surat = models.CharField("nomor surat perintah", max_length=80)

    objects = PelaksanaHarianQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "pelaksana harian (Plh.)"
        verbose_name_plural = "pelaksana harian (Plh.)"
        constraints = [
            models.CheckConstraint(
                condition=Q(sampai__gte=models.F("mulai")),
                name="plh_sampai_tidak_sebelum_mulai",
                violation_error_message="Tanggal akhir tidak boleh sebelum tanggal mulai.",
            )
        ]

    def __str__(self) -> str:
        return f"Plh. {self.pengguna} ({self.mulai} s.d. {self.sampai})"


class Percobaan(models.Model):
    """How often something was done under one key within one window of time (see `pembatas`).

    `kunci` is a keyed hash: neither a register number nor a network address is stored.
    """

    kunci = models.CharField(max_length=64, primary_key=True)
    sejak = models.DateTimeField(db_index=True)
    jumlah = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "percobaan"
        verbose_name_plural = "percobaan"

    def __str__(self) -> str:
        return f"{self.jumlah} sejak {self.sejak}"
