"""Letters in the admin, to read only. What is done with a letter is done on the pages of the rooms above."""

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property

from dinsos.agenda.models import (
    Lampiran,
    Pengecualian,
    Pengirim,
    Pertanyaan,
    Riwayat,
    SuratMasuk,
    Tenggat,
)
from dinsos.akun.izin import IzinPeran
from dinsos.akun.models import Peran
from dinsos.inti.riwayat_admin import RiwayatTerbaca

PEMBACA = (Peran.KEPALA_DINAS, Peran.SEKRETARIS)
HITUNG_MAKS = 1000


class PaginatorBerbatas(Paginator):
    """Counts no further than `HITUNG_MAKS` rows: older ones are found by searching."""

    @cached_property
    def count(self) -> int:
        return self.object_list[:HITUNG_MAKS].count()


class AdminKasus(IzinPeran, RiwayatTerbaca):
    """Base for rows of a letter: nobody adds, changes or deletes them here, and hidden ones are 404.

    Lists, search, counts, autocompletion, history and addresses all start from the letters that the person may
    know of (`SuratMasukQuerySet.untuk`). `jalur_surat` is the way from the row to its letter.
    """

    peran_lihat = PEMBACA
    jalur_surat = "surat"
    actions = None
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = PaginatorBerbatas

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        terlihat = SuratMasuk.objects.untuk(request.user)
        return super().get_queryset(request).filter(**{f"{self.jalur_surat}__in": terlihat})

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model:
        """The row. Raises Http404 when it isn't there or hidden from this person."""
        baris = super().get_object(request, object_id, from_field)
        if baris is None:
            raise Http404
        return baris


class BarisTerbaca(IzinPeran, admin.TabularInline):
    """Rows that belong to the letter on whose page they stand."""

    template = "admin/agenda/baris.html"
    peran_lihat = PEMBACA
    extra = 0
    can_delete = False
    show_change_link = False


class BarisTenggat(BarisTerbaca):
    model = Tenggat
    fields = ["jenis", "mulai", "jatuh_tempo", "berhenti_pada", "akibat", "penjelasan"]


class BarisPengecualian(BarisTerbaca):
    model = Pengecualian
    fields = ["pengguna", "alasan"]


class BarisLampiran(BarisTerbaca):
    model = Lampiran
    fields = ["peran", "berkas"]


class BarisPertanyaan(BarisTerbaca):
    model = Pertanyaan
    fields = ["pada", "oleh", "teks", "dijawab_pada", "jawaban"]


class BarisRiwayat(BarisTerbaca):
    model = Riwayat
    fields = ["pada", "pelaku", "teks"]


@admin.register(SuratMasuk)
class AdminSuratMasuk(AdminKasus):
    """The register, newest first."""

    jalur_surat = "pk"
    list_display = ["nomor", "hal", "pengirim", "status", "petugas", "diterima_pada"]
    list_select_related = ["pengirim", "petugas"]
    list_filter = ["status", "layanan", "saluran"]
    search_fields = ["nomor__startswith", "pengirim__nama__istartswith"]
    search_help_text = "Cari awal nomor surat atau awal nama pengirim."
    inlines = [BarisTenggat, BarisPengecualian, BarisLampiran, BarisPertanyaan, BarisRiwayat]
    exclude = ["tahun", "urut", "versi_rahasia"]


@admin.register(Pengirim)
class AdminPengirim(AdminKasus):
    """Who sent the letters."""

    list_display = ["nama", "surat", "kecamatan"]
    list_select_related = ["surat"]
    search_fields = ["nama__istartswith", "telepon__startswith"]
    search_help_text = "Cari awal nama atau nomor telepon (+62…)."
    ordering = ["-pk"]
