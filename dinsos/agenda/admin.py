"""Letters in the admin, to read only. What is done with a letter is done on the pages of the rooms above."""

from collections.abc import Callable

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property

from dinsos.agenda.kerahasiaan import TERSAMAR, nama_di_daftar
from dinsos.agenda.models import (
    BukaIdentitas,
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
from dinsos.inti.riwayat_admin import RiwayatTerbaca, UraianPerubahan
from dinsos.notifikasi.admin import AdminPesan
from dinsos.notifikasi.models import Pesan

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
    know of (`SuratMasukQuerySet.untuk`). `jalur_surat` is the way from the row to its letter. `kolom_identitas`
    says who the sender is: of a secret letter it is nowhere in the admin, neither in lists nor in details nor in
    the history; who may see it opens it on the letter's page, which is logged.
    """

    peran_lihat = PEMBACA
    jalur_surat = "surat"
    kolom_identitas: tuple[str, ...] = ()
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

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only the filters that are offered: an address must not find out what a row doesn't show."""
        return lookup.split("__")[0] in self.list_filter

    def get_exclude(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        kecuali = tuple(super().get_exclude(request, obj) or ())
        return (*kecuali, *self.kolom_identitas) if obj and self._rahasia(obj) else kecuali

    def get_list_display(self, request: HttpRequest) -> list:
        return [
            self._tersamar(nama) if nama in self.kolom_identitas else nama
            for nama in super().get_list_display(request)
        ]

    def get_historical_record_context_helper(self, request: HttpRequest, historical_record: Model):
        uraian: UraianPerubahan = super().get_historical_record_context_helper(request, historical_record)
        if self.kolom_identitas and self._rahasia(historical_record):
            uraian.tersembunyi = frozenset(self.kolom_identitas)
        return uraian

    def _rahasia(self, baris: Model) -> bool:
        """Whether the row, or a row of its history, belongs to a letter whose sender stays secret."""
        for langkah in self.jalur_surat.split("__"):
            baris = baris if langkah == "pk" else getattr(baris, langkah)
        return baris.rahasiakan_identitas

    def _tersamar(self, nama: str) -> Callable[[Model], object]:
        """A column of a list that is masked in the rows of secret letters; nobody can sort by it."""

        @admin.display(description=self.model._meta.get_field(nama).verbose_name)
        def kolom(baris: Model) -> object:
            return TERSAMAR if self._rahasia(baris) else getattr(baris, nama)

        return kolom


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
    fields = readonly_fields = ["peran", "nama_berkas"]

    @admin.display(description="berkas")
    def nama_berkas(self, lampiran: Lampiran) -> str:
        """The sender's own name of the file, which often is a person's name."""
        return TERSAMAR if lampiran.surat.rahasiakan_identitas else str(lampiran.berkas)


class BarisPertanyaan(BarisTerbaca):
    model = Pertanyaan
    fields = ["pada", "oleh", "teks", "dijawab_pada", "jawaban"]


class BarisRiwayat(BarisTerbaca):
    model = Riwayat
    fields = ["pada", "pelaku", "teks"]


class BarisBukaIdentitas(BarisTerbaca):
    model = BukaIdentitas
    fields = ["pada", "pengguna", "sebagai"]


BARIS_RAHASIA = [BarisTenggat, BarisPengecualian, BarisLampiran, BarisBukaIdentitas]
"""Rows of a letter whose sender stays secret; questions and story, which may name the sender, are on its page."""


@admin.register(SuratMasuk)
class AdminSuratMasuk(AdminKasus):
    """The register, newest first. A letter whose sender stays secret is found by its number only."""

    jalur_surat = "pk"
    list_display = ["nomor", "hal", "nama_pengirim", "status", "petugas", "diterima_pada"]
    list_select_related = ["pengirim", "petugas"]
    list_filter = ["status", "layanan", "saluran"]
    search_fields = ["nomor__startswith", "pengirim__nama__istartswith"]
    search_help_text = (
        "Cari awal nomor surat atau awal nama pengirim. "
        "Surat yang pengirimnya dirahasiakan hanya ditemukan dengan nomornya."
    )
    inlines = [BarisTenggat, BarisPengecualian, BarisLampiran, BarisPertanyaan, BarisRiwayat]
    exclude = ["tahun", "urut", "versi_rahasia"]

    @admin.display(description="pengirim")
    def nama_pengirim(self, surat: SuratMasuk) -> str:
        return nama_di_daftar(surat)

    def get_inlines(self, request: HttpRequest, obj: SuratMasuk | None) -> list:
        rahasia = obj is not None and obj.rahasiakan_identitas
        return BARIS_RAHASIA if rahasia else self.inlines

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        hasil, ganda = super().get_search_results(request, queryset, search_term)
        if dicari := search_term.strip():
            hasil = hasil.filter(Q(rahasiakan_identitas=False) | Q(nomor__startswith=dicari))
        return hasil, ganda


@admin.register(Pengirim)
class AdminPengirim(AdminKasus):
    """Who sent the letters, but for those who want to stay secret."""

    list_display = ["nama", "surat", "kecamatan"]
    list_select_related = ["surat"]
    search_fields = ["nama__istartswith", "telepon__startswith"]
    search_help_text = "Cari awal nama atau nomor telepon (+62…)."
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).filter(surat__rahasiakan_identitas=False)


admin.site.unregister(Pesan)


@admin.register(Pesan)
class AdminPesanSurat(AdminPesan):
    """The outbox, without messages about letters from which this person is excluded.

    Reminders and invitations to staff belong to no case and are known by the letter's number.
    """

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        milik = Pengecualian.objects.filter(pengguna=request.user)
        semua = super().get_queryset(request).filter(~Exists(milik.filter(surat__uuid=OuterRef("kasus"))))
        if not (nomor := list(milik.values_list("surat__nomor", flat=True))):
            return semua
        kepada_pegawai = Pesan.objects.filter(kasus=None, data__nomor__in=nomor)
        return semua.exclude(pk__in=kepada_pegawai.values("pk"))
