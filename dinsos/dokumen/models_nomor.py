"""How outgoing letters are numbered, and how far each book has come."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from dinsos.dokumen import kembar, pola
from dinsos.dokumen.enums import BERNOMOR

BUKU_SURAT = "surat keluar"
KEMBAR = (
    "Pola ini dan pola {1}, yang bukunya berbeda, dapat menulis nomor yang sama, misalnya {0}. Samakan bukunya "
    "atau ubah polanya."
)


class PolaNomor(models.Model):
    """The pattern of the numbers of one kind of letter. Kinds with the same book share one row of numbers.

    A number follows the pattern of the moment in which the letter goes out; letters that are out keep theirs.
    """

    jenis = models.CharField(
        "jenis surat",
        max_length=20,
        choices=[(jenis.value, jenis.label) for jenis in BERNOMOR],
        unique=True,
        error_messages={"unique": "Jenis surat ini sudah punya pola."},
    )
    pola = models.CharField("pola nomor", max_length=80)
    kode = models.CharField("kode klasifikasi", max_length=20, blank=True)
    buku = models.CharField("buku nomor", max_length=20, default=BUKU_SURAT)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "pola nomor surat"
        verbose_name_plural = "pola nomor surat"
        ordering = ["jenis"]
        constraints = [
            models.CheckConstraint(
                condition=Q(jenis__in=[jenis.value for jenis in BERNOMOR]),
                name="pola_nomor_jenis_dikenal",
                violation_error_message="Jenis surat ini tidak bernomor.",
            ),
            models.CheckConstraint(
                condition=Q(pola__contains="{nomor"),
                name="pola_nomor_memuat_nomor",
                violation_error_message="Pola harus memuat {nomor}.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()}: {self.pola}"

    def clean(self) -> None:
        """The pattern, and that two books never write the same number, whatever their serials."""
        super().clean()
        try:
            pola.periksa(self.pola, self.kode)
        except ValidationError as galat:
            raise ValidationError({"pola": galat.messages}) from galat
        self.buku = " ".join(self.buku.split()).lower()
        lain = PolaNomor.objects.exclude(pk=self.pk).exclude(buku=self.buku)
        for satu in lain:
            if sama := kembar.contoh_kembar((satu.pola, satu.kode), (self.pola, self.kode)):
                raise ValidationError({"pola": KEMBAR.format(sama, satu.get_jenis_display().lower())})


class PenghitungSurat(models.Model):
    """The last number of a book in a year; the row is the last lock of the act that sends a letter out."""

    nama = models.CharField("buku nomor", max_length=20)
    tahun = models.PositiveSmallIntegerField("tahun (WITA)")
    nilai = models.PositiveIntegerField("nomor terakhir", default=0)

    class Meta:
        verbose_name = "penghitung surat keluar"
        verbose_name_plural = "penghitung surat keluar"
        constraints = [models.UniqueConstraint(fields=["nama", "tahun"], name="penghitung_surat_unik")]

    def __str__(self) -> str:
        return f"{self.nama} {self.tahun}: {self.nilai}"
