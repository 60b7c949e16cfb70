"""What only a consultation has; the letter itself is `agenda.SuratMasuk`."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from dinsos.agenda.models import Lampiran, SuratMasuk
from dinsos.inti.tambah_saja import TambahSaja
from konsultasi.enums import Bentuk, JenisIdentitas, JenisPemohon

PENGGUNA = settings.AUTH_USER_MODEL


class Konsultasi(models.Model):
    """A request for consultation (KSL-SYARAT-1..4 and 6) and, once held, what was advised (KSL-PRODUK).

    The identity document and the letter of the institution's head are `Lampiran` of the letter, with the roles
    `identitas` and `surat_lembaga`; `surat_lembaga_dibawa_*` say who saw that letter on paper at the desk and when.
    `jenis_identitas` is empty where no document was asked for: a letter that was
    filed as a complaint and moved here.
    """

    surat = models.OneToOneField(SuratMasuk, models.PROTECT, related_name="konsultasi")
    jenis_pemohon = models.CharField("jenis pemohon", max_length=14, choices=JenisPemohon)
    nama_lembaga = models.CharField("nama lembaga", max_length=160, blank=True)
    jabatan_pemohon = models.CharField("jabatan di lembaga", max_length=120, blank=True)
    materi = models.TextField("materi konsultasi")
    maksud = models.TextField("maksud dan tujuan")
    bentuk = models.CharField("yang diinginkan", max_length=10, choices=Bentuk, default=Bentuk.PERTEMUAN)
    jenis_identitas = models.CharField("kartu identitas", max_length=8, choices=JenisIdentitas, blank=True)
    nama_identitas_lain = models.CharField("nama kartu identitas", max_length=60, blank=True)
    nomor_identitas = models.CharField("nomor identitas", max_length=32, blank=True)
    identitas_diperiksa_pada = models.DateTimeField("identitas diperiksa pada", null=True, blank=True)
    identitas_diperiksa_oleh = models.ForeignKey(
        PENGGUNA,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="identitas diperiksa oleh",
    )
    surat_lembaga_dibawa_pada = models.DateTimeField("surat lembaga dibawa pada", null=True, blank=True)
    surat_lembaga_dibawa_oleh = models.ForeignKey(
        PENGGUNA,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="surat lembaga dilihat oleh",
    )
    hasil = models.TextField("saran atau jawaban", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "konsultasi"
        verbose_name_plural = "konsultasi"
        constraints = [
            models.CheckConstraint(
                condition=Q(jenis_pemohon__in=JenisPemohon.values),
                name="konsultasi_jenis_dikenal",
                violation_error_message="Jenis pemohon tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=Q(jenis_pemohon=JenisPemohon.PERSEORANGAN, nama_lembaga="", jabatan_pemohon="")
                | ~Q(jenis_pemohon=JenisPemohon.PERSEORANGAN) & ~Q(nama_lembaga="") & ~Q(jabatan_pemohon=""),
                name="konsultasi_lembaga_lengkap",
                violation_error_message="Lembaga memerlukan nama lembaga dan jabatan pemohon.",
            ),
            models.CheckConstraint(
                condition=Q(jenis_identitas=JenisIdentitas.LAIN) & ~Q(nama_identitas_lain="")
                | ~Q(jenis_identitas=JenisIdentitas.LAIN) & Q(nama_identitas_lain=""),
                name="konsultasi_identitas_bernama",
                violation_error_message="Tulis kartu identitas apa yang dipakai.",
            ),
            models.CheckConstraint(
                condition=Q(identitas_diperiksa_pada__isnull=True, identitas_diperiksa_oleh__isnull=True)
                | Q(identitas_diperiksa_pada__isnull=False, identitas_diperiksa_oleh__isnull=False),
                name="konsultasi_pemeriksa_lengkap",
                violation_error_message="Pemeriksaan identitas mencatat siapa dan kapan.",
            ),
            models.CheckConstraint(
                condition=Q(surat_lembaga_dibawa_pada__isnull=True, surat_lembaga_dibawa_oleh__isnull=True)
                | Q(surat_lembaga_dibawa_pada__isnull=False, surat_lembaga_dibawa_oleh__isnull=False),
                name="konsultasi_surat_lembaga_lengkap",
                violation_error_message="Surat lembaga yang dibawa mencatat siapa yang melihatnya dan kapan.",
            ),
        ]

    def __str__(self) -> str:
        return f"Konsultasi {self.surat_id}"

    def sebutan(self) -> tuple[str, ...]:
        """What names the applicant in a text, besides what the register holds."""
        return self.nama_lembaga, self.jabatan_pemohon, self.nomor_identitas

    @property
    def perseorangan(self) -> bool:
        """Whether a person asks for himself or herself."""
        return self.jenis_pemohon == JenisPemohon.PERSEORANGAN

    @property
    def kartu_identitas(self) -> str:
        """The card in words, the applicant's own when it is another one; "" when none was asked for."""
        return self.nama_identitas_lain or self.get_jenis_identitas_display()


class BeritaAcara(models.Model):
    """Minutes of a consultation that was held (KSL-PROSEDUR-9): who, when, how. What was advised is `hasil`."""

    konsultasi = models.OneToOneField(Konsultasi, models.PROTECT, related_name="berita_acara")
    mulai = models.DateTimeField("mulai")
    selesai = models.DateTimeField("selesai")
    cara = models.CharField("cara", max_length=60)
    petugas = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="+", verbose_name="petugas")
    hadir = models.TextField("yang hadir")
    dicatat_pada = models.DateTimeField("dicatat pada")
    oleh = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="+", verbose_name="dicatat oleh")

    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "berita acara"
        constraints = [
            models.CheckConstraint(
                condition=Q(selesai__gte=F("mulai")),
                name="berita_acara_selesai_setelah_mulai",
                violation_error_message="Waktu selesai tidak boleh sebelum waktu mulai.",
            ),
            models.CheckConstraint(
                condition=~Q(hadir=""),
                name="berita_acara_hadir",
                violation_error_message="Tulis siapa yang hadir.",
            ),
        ]

    def __str__(self) -> str:
        return f"Berita acara {self.konsultasi_id}"


class Penyerahan(TambahSaja):
    """A data file given to the citizen through the case page (KSL-PRODUK)."""

    konsultasi = models.ForeignKey(Konsultasi, models.PROTECT, related_name="penyerahan")
    lampiran = models.OneToOneField(Lampiran, models.PROTECT, related_name="penyerahan")
    keterangan = models.CharField("keterangan", max_length=160)
    oleh = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "penyerahan data"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.keterangan} ({self.konsultasi_id})"
