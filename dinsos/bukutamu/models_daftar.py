"""What guests write on their own phone at the desk's QR code, until piket confirms it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from dinsos.bukutamu.enums import AlasanSisih, JenisTamu, KeadaanPendaftaran

PENGGUNA = settings.AUTH_USER_MODEL
DATA_DIRI = ("nama", "asal", "telepon", "keperluan", "nomor_surat")
_MENUNGGU = Q(keadaan=KeadaanPendaftaran.MENUNGGU)


class PendaftaranTamu(models.Model):
    """A guest who registered on the phone (KSL-SYARAT-5); no line of the guest book and no clock until confirmed.

    `diisi_pada` is when the guest stated the purpose, `tanggal` its date in WITA, the only day on which it can be
    confirmed. A guest of a letter gives its number (`nomor_surat`, which may exist or not) instead of particulars.
    Only while it waits does the row hold anything about the person (`DATA_DIRI`); afterwards the guest book does.
    """

    kunci = models.UUIDField("kunci idempotensi", default=uuid.uuid4, unique=True, editable=False)
    tanggal = models.DateField("tanggal")
    diisi_pada = models.DateTimeField("diisi pada")
    keadaan = models.CharField(max_length=12, choices=KeadaanPendaftaran, default=KeadaanPendaftaran.MENUNGGU)
    jenis = models.CharField("keperluan tentang", max_length=12, choices=JenisTamu, blank=True)
    nama = models.CharField("nama", max_length=120, blank=True)
    asal = models.CharField("alamat atau lembaga", max_length=250, blank=True)
    telepon = models.CharField("telepon (E.164)", max_length=20, blank=True)
    keperluan = models.CharField("keperluan", max_length=200, blank=True)
    rahasia = models.BooleanField("identitas dirahasiakan", default=False)
    nomor_surat = models.CharField("nomor surat", max_length=10, blank=True)
    tamu = models.OneToOneField(
        "bukutamu.Tamu", models.PROTECT, null=True, blank=True, related_name="pendaftaran"
    )
    alasan = models.CharField("alasan tidak dicatat", max_length=12, choices=AlasanSisih, blank=True)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(PENGGUNA, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "pendaftaran tamu"
        ordering = ["diisi_pada", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(keadaan__in=KeadaanPendaftaran.values), name="pendaftaran_keadaan_dikenal"
            ),
            models.CheckConstraint(
                condition=Q(jenis__in=["", *JenisTamu.values]), name="pendaftaran_jenis_dikenal"
            ),
            models.CheckConstraint(
                condition=~_MENUNGGU
                | Q(nomor_surat="") & ~Q(nama="") & ~Q(jenis="") & ~Q(keperluan="")
                | ~Q(nomor_surat="") & Q(nama="", jenis="", keperluan=""),
                name="pendaftaran_lengkap",
            ),
            models.CheckConstraint(
                condition=_MENUNGGU | Q(nama="", asal="", telepon="", keperluan="", nomor_surat=""),
                name="pendaftaran_selesai_tanpa_data",
            ),
            models.CheckConstraint(
                condition=_MENUNGGU & Q(diputus_pada__isnull=True)
                | ~_MENUNGGU & Q(diputus_pada__isnull=False),
                name="pendaftaran_diputus_kapan",
            ),
            models.CheckConstraint(
                condition=Q(
                    keadaan__in=[KeadaanPendaftaran.DICATAT, KeadaanPendaftaran.DISISIHKAN],
                    diputus_oleh__isnull=False,
                )
                | Q(
                    keadaan__in=[KeadaanPendaftaran.MENUNGGU, KeadaanPendaftaran.KEDALUWARSA],
                    diputus_oleh__isnull=True,
                ),
                name="pendaftaran_diputus_siapa",
            ),
            models.CheckConstraint(
                condition=Q(keadaan=KeadaanPendaftaran.DICATAT, tamu__isnull=False)
                | ~Q(keadaan=KeadaanPendaftaran.DICATAT) & Q(tamu__isnull=True),
                name="pendaftaran_dicatat_bertamu",
            ),
            models.CheckConstraint(
                condition=Q(alasan__in=["", *AlasanSisih.values])
                & (
                    Q(keadaan=KeadaanPendaftaran.DISISIHKAN) & ~Q(alasan="")
                    | ~Q(keadaan=KeadaanPendaftaran.DISISIHKAN) & Q(alasan="")
                ),
                name="pendaftaran_disisihkan_beralasan",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tanggal", "diisi_pada", "id"], name="pendaftaran_menunggu", condition=_MENUNGGU
            )
        ]

    def __str__(self) -> str:
        return f"{self.diisi_pada} {self.keadaan}"
