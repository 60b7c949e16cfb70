"""The office's mailbox: how far it was read, and each message that came, until the desk has dealt with it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.models_kunjungan import berpasangan
from dinsos.berkas.models import Berkas
from dinsos.bukutamu.kotak.enums import MENUNGGU, Cacat, GalatKotak, JenisSurel, KeadaanSurel
from dinsos.notifikasi.models import Pesan

PENGGUNA = settings.AUTH_USER_MODEL


class KotakSurat(models.Model):
    """A folder of a mailbox: how far it was read, who reads it now, and since when it can't be read.

    Messages that arrived before `sejak` are none of ours. UIDs hold good for one `uidvalidity`; all up to
    `uid_terakhir` have been noted.
    """

    nama = models.CharField("alamat kotak", max_length=300, unique=True)
    uidvalidity = models.BigIntegerField(null=True)
    uid_terakhir = models.BigIntegerField(default=0)
    sejak = models.DateTimeField("pesan yang tiba sejak")
    disisir_pada = models.DateTimeField("terakhir diperiksa seluruhnya", null=True)
    dipegang_sampai = models.DateTimeField(null=True)
    dibaca_pada = models.DateTimeField("terakhir berhasil dibaca", null=True)
    gagal_sejak = models.DateTimeField("gagal dibaca sejak", null=True)
    galat = models.CharField(max_length=12, choices=GalatKotak, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "kotak surat"
        constraints = [
            models.CheckConstraint(
                condition=Q(gagal_sejak__isnull=True, galat="")
                | Q(gagal_sejak__isnull=False, galat__in=GalatKotak.values),
                name="kotak_gagal_beralasan",
            )
        ]

    def __str__(self) -> str:
        return f"kotak surat {self.pk}"


class SurelMasuk(models.Model):
    """A message to the office that is not (or not yet) a letter of the register.

    `sidik` is the digest by which the same message is known again, whatever its place in the mailbox. `nama_simpan`
    names the original in the private folder ("": there is none). The due dates are those of the stricter service,
    from `tiba_pada`, None when they couldn't be computed. `pesan` is the message of ours that it answers or brings
    back. Texts go when the time for keeping what was discarded is over (`dikosongkan_pada`).
    """

    kunci = models.UUIDField("kunci idempotensi", default=uuid.uuid4, unique=True, editable=False)
    sidik = models.CharField("sidik SHA-256", max_length=64, unique=True)
    keadaan = models.CharField(max_length=10, choices=KeadaanSurel, default=KeadaanSurel.MENTAH)
    jenis = models.CharField(max_length=10, choices=JenisSurel, default=JenisSurel.BIASA)
    cacat = models.CharField(max_length=10, choices=Cacat, blank=True)
    nama_simpan = models.CharField(max_length=60, blank=True, editable=False)
    ukuran = models.PositiveIntegerField("ukuran (bita)", default=0)
    tiba_pada = models.DateTimeField("tiba pada")
    disimpan_pada = models.DateTimeField()
    respon_ingat = models.DateTimeField(null=True)
    respon_tempo = models.DateTimeField(null=True)
    pelaksanaan_ingat = models.DateTimeField(null=True)
    pelaksanaan_tempo = models.DateTimeField(null=True)
    percobaan = models.PositiveSmallIntegerField(default=0)
    dipegang_sampai = models.DateTimeField(null=True)
    dari_nama = models.CharField("nama pengirim", max_length=120, blank=True)
    dari_alamat = models.CharField("alamat pengirim", max_length=254, blank=True)
    balas_ke = models.CharField("minta dijawab ke", max_length=254, blank=True)
    subjek = models.CharField("hal", max_length=200, blank=True)
    isi = models.TextField(blank=True)
    pesan = models.ForeignKey(Pesan, models.SET_NULL, null=True, blank=True, related_name="+")
    surat = models.OneToOneField(SuratMasuk, models.PROTECT, null=True, blank=True, related_name="surel_asal")
    dibuang_oleh = models.ForeignKey(PENGGUNA, models.PROTECT, null=True, blank=True, related_name="+")
    dibuang_pada = models.DateTimeField(null=True, blank=True)
    alasan = models.CharField("alasan tidak dicatat", max_length=200, blank=True)
    dikosongkan_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "surat elektronik masuk"
        indexes = [
            models.Index(
                fields=["respon_tempo", "id"], name="surel_menunggu", condition=Q(keadaan__in=MENUNGGU)
            ),
            models.Index(fields=["id"], name="surel_mentah", condition=Q(keadaan=KeadaanSurel.MENTAH)),
            models.Index(fields=["tiba_pada", "id"], name="surel_tiba"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(keadaan__in=KeadaanSurel.values), name="surel_keadaan_dikenal"
            ),
            models.CheckConstraint(
                condition=Q(keadaan=KeadaanSurel.TERCATAT, surat__isnull=False)
                | ~Q(keadaan=KeadaanSurel.TERCATAT) & Q(surat__isnull=True),
                name="surel_tercatat_bersurat",
            ),
            models.CheckConstraint(
                condition=berpasangan("dibuang_oleh", "dibuang_pada"), name="surel_dibuang_siapa_kapan"
            ),
            models.CheckConstraint(
                condition=Q(dibuang_pada__isnull=True, alasan="")
                | Q(dibuang_pada__isnull=False) & ~Q(alasan=""),
                name="surel_dibuang_beralasan",
            ),
            models.CheckConstraint(
                condition=~Q(keadaan=KeadaanSurel.DIBUANG) | Q(dibuang_pada__isnull=False),
                name="surel_dibuang_berwaktu",
            ),
            models.CheckConstraint(
                condition=Q(dikosongkan_pada__isnull=True)
                | Q(nama_simpan="", isi="", subjek="", dari_nama="", dari_alamat="", balas_ke=""),
                name="surel_kosong_tanpa_data",
            ),
        ]

    def __str__(self) -> str:
        return f"surel {self.pk}"

    @property
    def menunggu(self) -> bool:
        """Whether the desk has still to register or discard it."""
        return self.keadaan in MENUNGGU

    @property
    def bisa_dicatat(self) -> bool:
        """Whether it may become a letter: also what was discarded by mistake, while it is kept."""
        dibuang = self.keadaan == KeadaanSurel.DIBUANG and self.dikosongkan_pada is None
        return self.keadaan == KeadaanSurel.BARU or dibuang


class LetakSurel(models.Model):
    """A place in the mailbox where a message was seen: noted first, taken afterwards (`surel`), marked last."""

    kotak = models.ForeignKey(KotakSurat, models.PROTECT, related_name="letak")
    uidvalidity = models.BigIntegerField()
    uid = models.BigIntegerField()
    tiba_pada = models.DateTimeField()
    ukuran = models.PositiveIntegerField("ukuran (bita)")
    percobaan = models.PositiveSmallIntegerField(default=0)
    surel = models.ForeignKey(SurelMasuk, models.PROTECT, null=True, related_name="letak")
    ditandai = models.BooleanField(default=False)

    class Meta:
        verbose_name = verbose_name_plural = "letak surat elektronik"
        constraints = [
            models.UniqueConstraint(fields=["kotak", "uidvalidity", "uid"], name="letak_surel_unik")
        ]
        indexes = [
            models.Index(fields=["percobaan", "id"], name="letak_belum", condition=Q(surel__isnull=True)),
            models.Index(fields=["id"], name="letak_tanda", condition=Q(ditandai=False, surel__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kotak_id} {self.uidvalidity} {self.uid}"


class BagianSurel(models.Model):
    """An attachment of a message: the checked file, or why it could not be kept."""

    surel = models.ForeignKey(SurelMasuk, models.PROTECT, related_name="bagian")
    urut = models.PositiveSmallIntegerField()
    nama = models.CharField(max_length=120, blank=True)
    berkas = models.OneToOneField(Berkas, models.PROTECT, null=True, blank=True, related_name="bagian_surel")
    alasan = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "lampiran surat elektronik"
        ordering = ["surel", "urut"]
        constraints = [
            models.UniqueConstraint(fields=["surel", "urut"], name="bagian_surel_unik"),
            models.CheckConstraint(
                condition=Q(berkas__isnull=False, alasan="") | Q(berkas__isnull=True),
                name="bagian_surel_berkas_atau_alasan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.surel_id} lampiran {self.urut}"
