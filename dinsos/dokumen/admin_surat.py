"""Texts of answers, patterns of numbers and the book of outgoing letters in the admin."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dinsos.akun.izin import IzinPeran
from dinsos.akun.models import Peran
from dinsos.dokumen import isian, pola, templat
from dinsos.dokumen.models import PolaNomor, SuratKeluar, TemplatSurat
from dinsos.inti.riwayat_admin import RiwayatTerbaca
from dinsos.inti.teks import waktu_pendek

PENGAWAS = (Peran.KEPALA_DINAS, Peran.SEKRETARIS)


@admin.register(PolaNomor)
class AdminPolaNomor(IzinPeran, RiwayatTerbaca):
    """One pattern for each numbered kind of letter."""

    peran_lihat = PENGAWAS
    peran_ubah = (Peran.PENGELOLA,)
    list_display = ["jenis", "pola", "kode", "buku", "contoh"]
    fields = ["jenis", "pola", "isian", "kode", "buku", "contoh"]
    readonly_fields = ["jenis", "isian", "contoh"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="contoh nomor")
    def contoh(self, satu: PolaNomor) -> str:
        try:
            pola.periksa(satu.pola, satu.kode)
        except ValidationError:
            return "—"
        return pola.contoh(satu.pola, satu.kode)

    @admin.display(description="isian yang dikenal")
    def isian(self, satu: PolaNomor) -> SafeString:
        return _daftar(pola.VARIABEL)

    def save_model(self, request: HttpRequest, obj: PolaNomor, form, change: bool) -> None:
        super().save_model(request, obj, form, change)
        messages.info(request, f"Nomor surat berikutnya ditulis seperti {pola.contoh(obj.pola, obj.kode)}.")


class FormTemplat(forms.ModelForm):
    """The text of a template; `dari` is the version that the writer saw."""

    isi = forms.CharField(
        label="Isi surat",
        strip=False,
        widget=forms.Textarea({"rows": 16, "cols": 90}),
        help_text="Baris kosong memisahkan paragraf. Nomor, nama penerima, dan penandatangan tercetak sendiri.",
        error_messages={"required": "Isi surat tidak boleh kosong."},
    )
    dari = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = TemplatSurat
        fields: list[str] = []

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.terbaru = self.instance.terbaru
        self.fields["isi"].initial = self.terbaru.isi
        self.fields["dari"].initial = self.terbaru.nomor

    def clean_isi(self) -> str:
        teks = isian.rapikan(self.cleaned_data["isi"])
        isian.periksa(self.instance.jenis, teks)
        return teks

    def clean_dari(self) -> int:
        dari = self.cleaned_data["dari"]
        if dari != self.terbaru.nomor:
            raise ValidationError(
                "Templat ini baru saja diubah orang lain. Salin tulisan Anda, lalu buka lagi halaman ini."
            )
        return dari


@admin.register(TemplatSurat)
class AdminTemplat(IzinPeran, admin.ModelAdmin):
    """Texts of answers: each save is a new version; those before it stay readable here."""

    peran_lihat = PENGAWAS
    peran_ubah = (Peran.PENGELOLA,)
    form = FormTemplat
    change_form_template = "admin/dokumen/templatsurat/change_form.html"
    list_display = ["jenis", "versi_kini"]
    readonly_fields = ["jenis", "isian", "versi_kini", "versi_lama"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).prefetch_related("versi__oleh")

    def get_fields(self, request: HttpRequest, obj: TemplatSurat | None = None) -> list[str]:
        if self.has_change_permission(request, obj):
            return ["jenis", "isian", "isi", "dari", "versi_kini", "versi_lama"]
        return ["jenis", "isi_kini", "versi_kini", "versi_lama"]

    def get_readonly_fields(self, request: HttpRequest, obj: TemplatSurat | None = None) -> list[str]:
        ubah = self.has_change_permission(request, obj)
        return self.readonly_fields if ubah else [*self.readonly_fields, "isi_kini"]

    @admin.display(description="isian yang dikenal")
    def isian(self, satu: TemplatSurat) -> SafeString:
        wajib = isian.wajib(satu.jenis)
        return _daftar(
            {
                nama: isian.ISIAN[nama].arti + (" (harus ada)" if nama in wajib else "")
                for nama in isian.dikenal(satu.jenis)
            }
        )

    @admin.display(description="isi surat")
    def isi_kini(self, satu: TemplatSurat) -> str:
        return list(satu.versi.all())[-1].isi

    @admin.display(description="versi sekarang")
    def versi_kini(self, satu: TemplatSurat) -> str:
        return self._sebut(list(satu.versi.all())[-1])

    @admin.display(description="versi sebelumnya")
    def versi_lama(self, satu: TemplatSurat) -> SafeString | str:
        lama = list(satu.versi.all())[-2::-1]
        if not lama:
            return "Belum pernah diubah."
        return format_html_join(
            "",
            "<details><summary>{}</summary><pre>{}</pre></details>",
            ((self._sebut(satu), satu.isi) for satu in lama),
        )

    def _sebut(self, versi) -> str:
        oleh = versi.oleh or "bawaan"
        return f"Versi {versi.nomor}, {oleh}, {waktu_pendek(versi.pada)}"

    def save_model(self, request: HttpRequest, obj: TemplatSurat, form: FormTemplat, change: bool) -> None:
        if "isi" in form.cleaned_data:
            isi, dari = form.cleaned_data["isi"], form.cleaned_data["dari"]
            templat.tulis(templat=obj, isi=isi, oleh=request.user, dari=dari)


@admin.register(SuratKeluar)
class AdminSuratKeluar(IzinPeran, admin.ModelAdmin):
    """The book of outgoing letters: numbers and what became of them, nothing about persons and cases."""

    peran_lihat = (*PENGAWAS, Peran.PENGELOLA)
    list_display = ["nomor", "jenis", "tanggal", "keadaan", "pengganti"]
    list_display_links = None
    list_filter = ["jenis", "keadaan", "tahun"]
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["nomor"]
    search_help_text = "Cari nomor surat."
    ordering = ["-terbit_pada", "-id"]
    list_select_related = ["digantikan_oleh"]

    def has_view_permission(self, request: HttpRequest, obj: SuratKeluar | None = None) -> bool:
        """The list only: a letter itself is on the page of its case."""
        return obj is None and super().has_view_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).exclude(nomor="").defer("data", "kop")

    @admin.display(description="digantikan dengan")
    def pengganti(self, satu: SuratKeluar) -> str:
        return satu.digantikan_oleh.nomor if satu.digantikan_oleh else ""


def _daftar(isi: dict[str, str]) -> SafeString:
    """Names in braces with what they mean, a line each."""
    baris = format_html_join("", "<li><code>{{{}}}</code>: {}</li>", isi.items())
    return format_html("<ul>{}</ul>", baris)
