"""The register of what the office sends out, with the fingerprints by which a sheet can be checked."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from dinsos.berkas.models import Berkas
from dinsos.dokumen import kode as kode_surat
from dinsos.dokumen.enums import BERNOMOR, JenisSurat, KeadaanSurat
from dinsos.dokumen.models_templat import VersiTemplat
from dinsos.dokumen.querysets import SuratKeluarQuerySet
from dinsos.inti.tambah_saja import TambahSaja

PENGGUNA = settings.AUTH_USER_MODEL


class SuratKeluar(models.Model):
    """A document of the office about one case. Written by the acts of `dinsos.dokumen.surat` only.

    `data` and `kop` are all that the PDF is made of, so two processes make the same to the last byte; it is kept
    at first need (`surat.pastikan_pdf`). `tanggal` and `tahun` are of the day in WITA.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kasus = models.UUIDField("UUID surat masuk")
    jenis = models.CharField("jenis", max_length=20, choices=JenisSurat)
    keadaan = models.CharField("keadaan", max_length=12, choices=KeadaanSurat, default=KeadaanSurat.KONSEP)
    perihal = models.CharField("perihal", max_length=200)
    nomor = models.CharField("nomor surat", max_length=80, blank=True)
    tahun = models.PositiveSmallIntegerField("tahun (WITA)", null=True, blank=True)
    tanggal = models.DateField("tanggal surat (WITA)", null=True, blank=True)
    data = models.JSONField("isi")
    kop = models.JSONField("kop surat", default=dict, blank=True)
    versi_templat = models.ForeignKey(
        VersiTemplat, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="versi templat"
    )
    kode = models.CharField("kode periksa", max_length=10, unique=True, default=kode_surat.baru)
    berkas = models.OneToOneField(
        Berkas, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="PDF"
    )
    sha256 = models.CharField("sidik SHA-256 PDF", max_length=64, blank=True)
    dibuat_oleh = models.ForeignKey(
        PENGGUNA, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dibuat oleh"
    )
    dibuat_pada = models.DateTimeField("dibuat pada")
    terbit_pada = models.DateTimeField("terbit pada", null=True, blank=True)
    ditutup_pada = models.DateTimeField("dibatalkan atau digantikan pada", null=True, blank=True)
    ditutup_oleh = models.ForeignKey(
        PENGGUNA, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dibatalkan oleh"
    )
    alasan_batal = models.CharField("alasan dibatalkan", max_length=200, blank=True)
    digantikan_oleh = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="menggantikan",
        verbose_name="digantikan dengan",
    )

    objects = SuratKeluarQuerySet.as_manager()

    class Meta:
        verbose_name = "surat keluar"
        verbose_name_plural = "surat keluar"
        indexes = [
            models.Index(fields=["kasus", "dibuat_pada"], name="surat_keluar_kasus"),
            models.Index(fields=["-terbit_pada", "-id"], name="surat_keluar_terbit"),
        ]
        constraints = [
            models.UniqueConstraint(
                Upper("nomor"),
                "tahun",
                condition=~Q(nomor=""),
                name="surat_keluar_nomor_unik",
                violation_error_message="Nomor surat ini sudah dipakai tahun ini.",
            ),
            models.CheckConstraint(
                condition=Q(jenis__in=JenisSurat.values) & Q(keadaan__in=KeadaanSurat.values),
                name="surat_keluar_keadaan_dikenal",
                violation_error_message="Jenis atau keadaan surat keluar tidak dikenal.",
            ),
            models.CheckConstraint(
                condition=Q(
                    terbit_pada__isnull=True, tanggal__isnull=True, tahun__isnull=True, nomor="", sha256=""
                )
                | Q(terbit_pada__isnull=False, tanggal__isnull=False, tahun__isnull=False),
                name="surat_keluar_terbit_bertanggal",
                violation_error_message="Surat yang terbit punya tanggal, konsep belum.",
            ),
            models.CheckConstraint(
                condition=Q(keadaan=KeadaanSurat.KONSEP, terbit_pada__isnull=True)
                | Q(keadaan__in=[KeadaanSurat.TERBIT, KeadaanSurat.DIGANTIKAN], terbit_pada__isnull=False)
                | Q(keadaan=KeadaanSurat.DIBATALKAN),
                name="surat_keluar_keadaan_berwaktu",
                violation_error_message="Keadaan surat keluar tidak cocok dengan waktu terbitnya.",
            ),
            models.CheckConstraint(
                condition=Q(terbit_pada__isnull=True)
                | (Q(jenis__in=[jenis.value for jenis in BERNOMOR]) & ~Q(nomor=""))
                | (~Q(jenis__in=[jenis.value for jenis in BERNOMOR]) & Q(nomor="")),
                name="surat_keluar_bernomor",
                violation_error_message="Surat jawaban dan berita acara bernomor, tanda terima tidak.",
            ),
            models.CheckConstraint(
                condition=Q(keadaan__in=[KeadaanSurat.KONSEP, KeadaanSurat.TERBIT], ditutup_pada__isnull=True)
                | Q(
                    keadaan__in=[KeadaanSurat.DIGANTIKAN, KeadaanSurat.DIBATALKAN], ditutup_pada__isnull=False
                ),
                name="surat_keluar_ditutup_berwaktu",
                violation_error_message="Surat yang dibatalkan atau digantikan punya waktunya.",
            ),
            models.CheckConstraint(
                condition=Q(keadaan=KeadaanSurat.DIGANTIKAN, digantikan_oleh__isnull=False)
                | (~Q(keadaan=KeadaanSurat.DIGANTIKAN) & Q(digantikan_oleh__isnull=True)),
                name="surat_keluar_pengganti_ada",
                violation_error_message="Surat yang digantikan menyebut penggantinya.",
            ),
            models.CheckConstraint(
                condition=(Q(keadaan=KeadaanSurat.DIBATALKAN) & ~Q(alasan_batal=""))
                | (~Q(keadaan=KeadaanSurat.DIBATALKAN) & Q(alasan_batal="")),
                name="surat_keluar_batal_beralasan",
                violation_error_message="Surat yang dibatalkan punya alasan.",
            ),
            models.CheckConstraint(
                condition=Q(berkas__isnull=True, sha256="") | (Q(berkas__isnull=False) & ~Q(sha256="")),
                name="surat_keluar_pdf_bersidik",
                violation_error_message="PDF surat disimpan bersama sidiknya.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.nomor or kode_surat.tampil(self.kode)}"

    def save(self, *args, **kwargs) -> None:
        """Write a draft. Raises TypeError for a letter that is out, was cancelled or replaced."""
        if not self._state.adding:
            lama = type(self)._base_manager.filter(pk=self.pk).values_list("keadaan", flat=True).first()
            if lama != KeadaanSurat.KONSEP:
                raise TypeError("surat yang terbit tidak diubah; terbitkan surat pengganti")
        if self.keadaan != KeadaanSurat.KONSEP:
            raise TypeError("keadaan surat keluar hanya berpindah lewat dinsos.dokumen.keadaan")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Always raises TypeError: a number that was given stays in the book."""
        raise TypeError("surat keluar tidak dihapus; batalkan dengan alasan")

    def _simpan_kolom(self, kolom: list[str]) -> None:
        """For `keadaan.pindahkan` and the keeping of the PDF; the database still refuses the frozen columns."""
        super().save(update_fields=kolom)

    @property
    def kode_tampil(self) -> str:
        """The code in two groups, as it is printed."""
        return kode_surat.tampil(self.kode)

    @property
    def tanggal_tertulis(self) -> date | None:
        """The date that stands on the paper, which is what its holder compares; None for a draft."""
        tertulis = self.data.get("tanggal") if self.terbit_pada else None
        return date.fromisoformat(tertulis) if tertulis else self.tanggal

    @property
    def nama_berkas(self) -> str:
        """Name under which the PDF is saved, without ending."""
        batang = "".join(huruf if huruf.isalnum() else "-" for huruf in self.nomor or self.kode_tampil)
        return f"{self.jenis.replace('_', '-')}-{batang}".lower()[:100]


class PindaianSurat(TambahSaja):
    """The signed paper, scanned: stands in for the generated PDF. The newest one counts, all stay valid proof.

    What is kept was written anew by the checker of files, so two fingerprints belong to it: of the kept file
    (`berkas.sha256`) and of the upload itself, which the office may have sent out by other ways (`sha256_asal`).
    """

    surat = models.ForeignKey(
        SuratKeluar, models.PROTECT, related_name="pindaian", verbose_name="surat keluar"
    )
    berkas = models.OneToOneField(Berkas, models.PROTECT, related_name="+", verbose_name="berkas")
    sha256_asal = models.CharField("sidik SHA-256 unggahan", max_length=64)
    oleh = models.ForeignKey(PENGGUNA, models.PROTECT, related_name="+", verbose_name="diunggah oleh")
    pada = models.DateTimeField("diunggah pada")

    class Meta:
        verbose_name = "pindaian surat bertanda tangan"
        verbose_name_plural = "pindaian surat bertanda tangan"
        ordering = ["pada", "id"]

    def __str__(self) -> str:
        return f"Pindaian {self.surat_id}"
