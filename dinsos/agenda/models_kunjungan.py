"""Visits of guests about a letter: who came when, who led them to whom, and how the visit ended."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

PENGGUNA = settings.AUTH_USER_MODEL


class KeadaanKunjungan(models.TextChoices):
    """States of a visit; the moves between them are in `alur_kunjungan.PERPINDAHAN`."""

    MENUNGGU = "menunggu", "Menunggu"
    DIARAHKAN = "diarahkan", "Diarahkan kepada petugas"
    SELESAI = "selesai", "Selesai"
    PULANG = "pulang", "Pulang sebelum diarahkan"
    DIJADWALKAN = "dijadwalkan", "Memilih janji temu"


KELUAR = (KeadaanKunjungan.SELESAI, KeadaanKunjungan.PULANG, KeadaanKunjungan.DIJADWALKAN)
BELUM_DIARAHKAN = (KeadaanKunjungan.MENUNGGU, KeadaanKunjungan.PULANG, KeadaanKunjungan.DIJADWALKAN)


def berpasangan(*kolom: str) -> Q:
    """Either all of the columns are filled or none of them."""
    return Q(**{f"{nama}__isnull": True for nama in kolom}) | Q(
        **{f"{nama}__isnull": False for nama in kolom}
    )


class KunjunganQuerySet(models.QuerySet):
    """Visits; they are written one by one, through `alur_kunjungan`, and never taken away."""

    def update(self, **kwargs) -> int:
        raise TypeError("Kunjungan ditulis satu per satu")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("Kunjungan tidak dihapus")

    def menunggu(self) -> "KunjunganQuerySet":
        """Guests in the lobby."""
        return self.filter(keadaan=KeadaanKunjungan.MENUNGGU)

    def terbuka(self) -> "KunjunganQuerySet":
        """Visits whose guest is still in the house."""
        return self.exclude(keadaan__in=KELUAR)


class Kunjungan(models.Model):
    """A guest's visit about a letter (PGD-PROSEDUR, KSL-PROSEDUR-5..9).

    `masuk_pada`: time in, by the guest book; `disampaikan_pada`: the purpose was stated; `slot_mulai`: start of
    the appointment the guest came for, if any. All instants are what happened; `dicatat_pada` is when the visit
    was entered.
    """

    surat = models.ForeignKey("agenda.SuratMasuk", models.PROTECT, related_name="kunjungan")
    keperluan = models.CharField("keperluan", max_length=200)
    keadaan = models.CharField(max_length=12, choices=KeadaanKunjungan, default=KeadaanKunjungan.MENUNGGU)
    masuk_pada = models.DateTimeField("datang pada")
    disampaikan_pada = models.DateTimeField("keperluan disampaikan pada")
    slot_mulai = models.DateTimeField("mulai janji temu", null=True, blank=True)
    dicatat_pada = models.DateTimeField("dicatat pada")
    dicatat_oleh = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="+")
    alasan_selisih = models.CharField("alasan dicatat kemudian", max_length=200, blank=True)
    keputusan_disampaikan_pada = models.DateTimeField(null=True, blank=True)
    keputusan_disampaikan_oleh = models.ForeignKey(
        PENGGUNA, models.PROTECT, null=True, blank=True, related_name="+"
    )
    diarahkan_pada = models.DateTimeField(null=True, blank=True)
    diarahkan_oleh = models.ForeignKey(PENGGUNA, models.PROTECT, null=True, blank=True, related_name="+")
    petugas = models.ForeignKey(
        PENGGUNA, models.PROTECT, null=True, blank=True, related_name="kunjungan_dilayani"
    )
    dilayani_pada = models.DateTimeField("pertemuan dimulai", null=True, blank=True)
    keluar_pada = models.DateTimeField("keluar pada", null=True, blank=True)

    objects = KunjunganQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "kunjungan"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(keadaan__in=KeadaanKunjungan.values), name="kunjungan_keadaan_dikenal"
            ),
            models.UniqueConstraint(
                fields=["surat"],
                condition=Q(keadaan=KeadaanKunjungan.MENUNGGU),
                name="kunjungan_satu_menunggu",
                violation_error_message="Tamu untuk surat ini sudah tercatat menunggu.",
            ),
            models.CheckConstraint(
                condition=Q(disampaikan_pada__gte=F("masuk_pada"), dicatat_pada__gte=F("disampaikan_pada")),
                name="kunjungan_urutan_waktu",
            ),
            models.CheckConstraint(
                condition=Q(disampaikan_pada=F("dicatat_pada")) | ~Q(alasan_selisih=""),
                name="kunjungan_selisih_beralasan",
                violation_error_message="Waktu yang lebih awal daripada sekarang memerlukan alasan.",
            ),
            models.CheckConstraint(
                condition=berpasangan("keputusan_disampaikan_pada", "keputusan_disampaikan_oleh"),
                name="kunjungan_keputusan_siapa_kapan",
            ),
            models.CheckConstraint(
                condition=berpasangan("diarahkan_pada", "diarahkan_oleh", "petugas"),
                name="kunjungan_diarahkan_siapa_kapan",
            ),
            models.CheckConstraint(
                condition=Q(keadaan__in=BELUM_DIARAHKAN, diarahkan_pada__isnull=True)
                | Q(keadaan=KeadaanKunjungan.DIARAHKAN, diarahkan_pada__isnull=False)
                | Q(keadaan=KeadaanKunjungan.SELESAI, diarahkan_pada__isnull=False)
                | Q(keadaan=KeadaanKunjungan.SELESAI, keputusan_disampaikan_pada__isnull=False),
                name="kunjungan_diarahkan_sesuai_keadaan",
            ),
            models.CheckConstraint(
                condition=Q(keadaan__in=KELUAR, keluar_pada__isnull=False)
                | (~Q(keadaan__in=KELUAR) & Q(keluar_pada__isnull=True)),
                name="kunjungan_keluar_punya_waktu",
            ),
            models.CheckConstraint(
                condition=Q(dilayani_pada__isnull=True)
                | Q(diarahkan_pada__isnull=False, dilayani_pada__gte=F("diarahkan_pada")),
                name="kunjungan_dilayani_setelah_diarahkan",
            ),
        ]
        indexes = [
            models.Index(
                fields=["disampaikan_pada", "id"],
                name="kunjungan_menunggu",
                condition=Q(keadaan=KeadaanKunjungan.MENUNGGU),
            )
        ]

    def __str__(self) -> str:
        return f"{self.surat_id} {self.masuk_pada}"

    @property
    def mulai_menunggu(self) -> datetime:
        """When the hour begins (tenggat.md): without an appointment at the stated purpose, with one at check-in
        or the start of the slot, whichever is later."""
        return self.disampaikan_pada if self.slot_mulai is None else max(self.masuk_pada, self.slot_mulai)

    @property
    def dicatat_kemudian(self) -> bool:
        """Whether the visit was entered after it began, as from the paper guest book."""
        return self.disampaikan_pada < self.dicatat_pada

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        raise TypeError("Kunjungan tidak dihapus")
