"""The one register of incoming letters, and what belongs to every letter whatever its service.

Clocks are in `models_tenggat`, visits of guests in `models_kunjungan`, who was shown an identity in
`models_akses`; import them from here.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from dinsos.agenda.enums import TERTUTUP, Kecamatan, Layanan, PeranLampiran, Saluran, Status
from dinsos.agenda.models_akses import BukaIdentitas, TujuanIdentitas
from dinsos.agenda.models_kunjungan import KeadaanKunjungan, Kunjungan
from dinsos.agenda.models_tenggat import Peringatan, PerubahanTenggat, Tenggat
from dinsos.agenda.pencarian import INDEKS, BisaDicari
from dinsos.agenda.querysets import SuratMasukQuerySet
from dinsos.berkas.models import Berkas
from dinsos.inti import telepon
from dinsos.inti.tambah_saja import TambahSaja

PENGGUNA = settings.AUTH_USER_MODEL

__all__ = [
    "BukaIdentitas",
    "Denyut",
    "Draf",
    "KeadaanKunjungan",
    "Kunjungan",
    "Lampiran",
    "Pengecualian",
    "Penghitung",
    "Pengirim",
    "Peringatan",
    "Pertanyaan",
    "PerubahanTenggat",
    "Riwayat",
    "SuratMasuk",
    "Tenggat",
    "TujuanIdentitas",
]


class SuratMasuk(models.Model):
    """A letter in the register: what the office owes an answer to."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nomor = models.CharField("nomor register", max_length=12, unique=True)
    tahun = models.PositiveSmallIntegerField("tahun (WITA)")
    urut = models.PositiveIntegerField("nomor urut")
    layanan = models.CharField("layanan", max_length=12, choices=Layanan)
    saluran = models.CharField("saluran", max_length=10, choices=Saluran)
    hal = models.CharField("hal", max_length=160)
    status = models.CharField("status", max_length=16, choices=Status, default=Status.DITERIMA)
    diterima_pada = models.DateTimeField("diterima pada")
    dicatat_pada = models.DateTimeField("dicatat pada")
    alasan_selisih = models.CharField(
        "alasan diterima lebih awal daripada dicatat", max_length=200, blank=True
    )
    ditutup_pada = models.DateTimeField("ditutup pada", null=True, blank=True)
    petugas = models.ForeignKey(
        PENGGUNA,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="surat_ditangani",
        verbose_name="petugas",
    )
    rahasiakan_identitas = models.BooleanField("identitas dirahasiakan", default=False)
    menyangkut_kepala = models.BooleanField("menyangkut Kepala Dinas", default=False)
    versi_rahasia = models.PositiveSmallIntegerField("versi kode rahasia", default=1)
    kunci = models.UUIDField("kunci idempotensi", unique=True, null=True, editable=False)
    lanjutan_dari = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lanjutan",
        db_index=False,  # the index below is partial: most letters follow none
        verbose_name="lanjutan dari surat",
    )

    objects = SuratMasukQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "surat masuk"
        verbose_name_plural = "surat masuk"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["tahun", "urut"], name="surat_nomor_urut_unik"),
            models.CheckConstraint(
                condition=Q(status__in=Status.values),
                name="surat_status_dikenal",
                violation_error_message="Status surat tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=TERTUTUP, ditutup_pada__isnull=False)
                | (~Q(status__in=TERTUTUP) & Q(ditutup_pada__isnull=True)),
                name="surat_tertutup_punya_waktu",
                violation_error_message="Surat yang ditutup harus punya waktu penutupan, dan sebaliknya.",
            ),
            models.CheckConstraint(
                condition=Q(diterima_pada__lte=F("dicatat_pada")),
                name="surat_diterima_tidak_setelah_dicatat",
                violation_error_message="Waktu diterima tidak boleh setelah waktu dicatat.",
            ),
            models.CheckConstraint(
                condition=Q(diterima_pada=F("dicatat_pada")) | ~Q(alasan_selisih=""),
                name="surat_selisih_beralasan",
                violation_error_message="Waktu diterima yang lebih awal memerlukan alasan.",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="surat_menunggu", condition=Q(status=Status.DITERIMA)),
            models.Index(fields=["petugas", "id"], name="surat_terbuka", condition=Q(ditutup_pada=None)),
            models.Index(
                fields=["lanjutan_dari"], name="surat_lanjutan", condition=Q(lanjutan_dari__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomor} — {self.hal}"

    @property
    def tertutup(self) -> bool:
        """Whether the letter has reached an end state."""
        return self.status in TERTUTUP


class Pengirim(BisaDicari):
    """Who sent the letter (PGD-SYARAT-1), and by which channel the answer goes."""

    surat = models.OneToOneField(SuratMasuk, models.PROTECT, related_name="pengirim")
    nama = models.CharField("nama lengkap", max_length=120)
    alamat = models.CharField("alamat", max_length=250)
    kecamatan = models.CharField("kecamatan", max_length=30, choices=Kecamatan)
    desa = models.CharField("desa/kelurahan", max_length=80)
    telepon = models.CharField("telepon (E.164)", max_length=20, blank=True)
    email = models.EmailField("alamat e-mail", blank=True)
    lacak_sendiri = models.BooleanField("melacak sendiri", default=False)
    jawaban_kertas = models.BooleanField("mengambil surat kertas di loket", default=False)
    nama_diwakili = models.CharField("nama yang diwakili", max_length=120, blank=True)
    alamat_diwakili = models.CharField("alamat yang diwakili", max_length=250, blank=True)

    history = HistoricalRecords(excluded_fields=["nama_cari"])

    class Meta:
        verbose_name = "pengirim"
        verbose_name_plural = "pengirim"
        indexes = INDEKS
        constraints = [
            models.CheckConstraint(
                condition=~Q(telepon="") | ~Q(email="") | Q(lacak_sendiri=True) | Q(jawaban_kertas=True),
                name="pengirim_bisa_dihubungi",
                violation_error_message="Isi telepon atau e-mail, atau pilih melacak sendiri atau surat kertas.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def sebagai_kuasa(self) -> bool:
        """Whether the sender files for somebody else."""
        return bool(self.nama_diwakili)

    @property
    def alamat_lengkap(self) -> str:
        """Street, village and district in one line, as far as they are known."""
        return ", ".join(satu for satu in (self.alamat, self.desa, self.kecamatan) if satu)

    @property
    def telepon_tampil(self) -> str:
        """The phone number as people write it."""
        return telepon.tampil(self.telepon)

    @property
    def saluran_jawaban(self) -> str:
        """The channel of the answer: paper or the case page for who chose it, else e-mail, else WhatsApp."""
        if self.jawaban_kertas:
            return "kertas"
        if self.lacak_sendiri:
            return "halaman_kasus"
        return "email" if self.email else "whatsapp"

    @property
    def tujuan_jawaban(self) -> str:
        """The address on that channel; empty for paper and the case page."""
        return {"email": self.email, "whatsapp": self.telepon}.get(self.saluran_jawaban, "")


class Pengecualian(models.Model):
    """An officer who never meets this letter, because it complains about them."""

    surat = models.ForeignKey(SuratMasuk, models.PROTECT, related_name="pengecualian")
    pengguna = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="dikecualikan_dari")
    alasan = models.CharField("alasan", max_length=120)

    class Meta:
        verbose_name = "petugas dikecualikan"
        verbose_name_plural = "petugas dikecualikan"
        constraints = [models.UniqueConstraint(fields=["surat", "pengguna"], name="pengecualian_unik")]

    def __str__(self) -> str:
        return f"{self.pengguna} dikecualikan dari {self.surat_id}"


class Draf(models.Model):
    """A letter that is being written; its key is the idempotency key of the submission.

    `lanjutan_dari` is the letter that it will follow, whose sender opened it with number and secret.
    """

    kunci = models.UUIDField(primary_key=True)
    layanan = models.CharField(max_length=12, choices=Layanan)
    data = models.JSONField(default=dict)
    dibuat_pada = models.DateTimeField()
    diubah_pada = models.DateTimeField()
    surat = models.OneToOneField(SuratMasuk, models.PROTECT, null=True, blank=True, related_name="draf")
    lanjutan_dari = models.ForeignKey(
        SuratMasuk, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = "draf"
        verbose_name_plural = "draf"
        indexes = [models.Index(fields=["diubah_pada"], name="draf_belum_dikirim", condition=Q(surat=None))]

    def __str__(self) -> str:
        return str(self.kunci)


class Lampiran(models.Model):
    """A file that belongs to a draft and later, by re-linking, to the letter.

    `pertanyaan` is the question of the officer that it answers.
    """

    draf = models.ForeignKey(Draf, models.CASCADE, null=True, blank=True, related_name="lampiran")
    surat = models.ForeignKey(SuratMasuk, models.PROTECT, null=True, blank=True, related_name="lampiran")
    berkas = models.OneToOneField(Berkas, models.PROTECT, related_name="lampiran")
    peran = models.CharField(max_length=16, choices=PeranLampiran)
    pertanyaan = models.ForeignKey(
        "Pertanyaan", models.PROTECT, null=True, blank=True, related_name="lampiran", db_index=False
    )

    class Meta:
        verbose_name = "lampiran"
        verbose_name_plural = "lampiran"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(draf__isnull=False, surat__isnull=True)
                | Q(draf__isnull=True, surat__isnull=False),
                name="lampiran_satu_pemilik",
                violation_error_message="Lampiran milik satu draf atau satu surat.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.peran} {self.berkas_id}"


class Penghitung(models.Model):
    """Gapless counters; the row is the last lock that a submission takes."""

    nama = models.CharField(max_length=20)
    tahun = models.PositiveSmallIntegerField()
    nilai = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "penghitung"
        verbose_name_plural = "penghitung"
        constraints = [models.UniqueConstraint(fields=["nama", "tahun"], name="penghitung_unik")]

    def __str__(self) -> str:
        return f"{self.nama} {self.tahun}: {self.nilai}"


class Riwayat(TambahSaja):
    """The story of a letter, a sentence an event.

    `teks` is for staff; `teks_warga` is what the citizen reads (empty: not shown to the citizen).
    `oleh` is None when the citizen or the system acted; `pelaku` says who in words.
    """

    surat = models.ForeignKey(SuratMasuk, models.PROTECT, related_name="riwayat")
    pada = models.DateTimeField()
    jenis = models.CharField(max_length=30)
    teks = models.TextField()
    teks_warga = models.TextField(blank=True)
    oleh = models.ForeignKey(PENGGUNA, models.PROTECT, null=True, blank=True, related_name="+")
    pelaku = models.CharField(max_length=150)

    class Meta:
        verbose_name = "riwayat"
        verbose_name_plural = "riwayat"
        ordering = ["pada", "id"]

    def __str__(self) -> str:
        return f"{self.jenis} {self.surat_id}"


class Pertanyaan(models.Model):
    """A question of the officer to the citizen, and its answer; `minta_berkas` asks for a paper, too."""

    surat = models.ForeignKey(SuratMasuk, models.PROTECT, related_name="pertanyaan")
    teks = models.TextField("pertanyaan")
    minta_berkas = models.BooleanField("meminta berkas", default=False)
    oleh = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="+")
    pada = models.DateTimeField()
    jawaban = models.TextField("jawaban", blank=True)
    dijawab_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "pertanyaan"
        verbose_name_plural = "pertanyaan"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(jawaban="", dijawab_pada__isnull=True)
                | (~Q(jawaban="") & Q(dijawab_pada__isnull=False)),
                name="pertanyaan_jawaban_berwaktu",
                violation_error_message="Jawaban harus punya waktu.",
            )
        ]

    def __str__(self) -> str:
        return f"Pertanyaan {self.pk}"


class Denyut(models.Model):
    """When the background worker last ticked."""

    nama = models.CharField(max_length=20, primary_key=True)
    pada = models.DateTimeField()

    class Meta:
        verbose_name = "denyut"
        verbose_name_plural = "denyut"

    def __str__(self) -> str:
        return f"{self.nama} {self.pada}"
