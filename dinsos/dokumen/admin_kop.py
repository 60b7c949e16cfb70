"""The letterhead in the admin: one page for the pengelola, and an example letter to look at."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from dinsos.akun.izin import IzinPeran
from dinsos.akun.models import Pengguna, Peran
from dinsos.akun.peran import peran_wajib
from dinsos.berkas.actions import tautkan
from dinsos.berkas.galat import GalatBerkas
from dinsos.berkas.models import Berkas
from dinsos.dokumen import cetak, kop, lambang
from dinsos.dokumen.contoh import surat_contoh, surat_warga_contoh
from dinsos.dokumen.models_kop import SATU, KopSurat, Mewakili
from dinsos.inti import jam
from dinsos.inti.riwayat_admin import RiwayatTerbaca

# Who may look: the head and the deputy sign what is printed here.
PENGAWAS = (Peran.KEPALA_DINAS, Peran.SEKRETARIS)
TERTULIS = ("induk", "instansi", "alamat", "telepon", "situs", "tempat", "jabatan", "jabatan_sendiri")
UNGGAHAN = ("lambang", "tanpa_lambang")


@dataclass(frozen=True)
class Lambang:
    """The coat of arms that came with a request: kept as a file, or the sentence why not."""

    berkas: Berkas | None = None
    galat: str = ""


class FormKop(forms.ModelForm):
    """The fields of the letterhead; the picture was kept before the form's transaction began."""

    lambang_diterima = Lambang()
    lambang = forms.FileField(
        label="Ganti lambang",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text="Gambar JPG atau PNG, paling besar 8 MB. Dicetak di kiri atas surat.",
    )
    tanpa_lambang = forms.BooleanField(label="Cetak tanpa lambang", required=False)

    class Meta:
        model = KopSurat
        fields = [
            "induk", "instansi", "alamat", "telepon", "email", "situs", "kertas", "tempat",
            "jabatan", "mewakili", "jabatan_sendiri", "penandatangan", "nama", "pangkat", "nip",
        ]  # fmt: skip
        widgets = {"alamat": forms.Textarea(attrs={"rows": 2, "cols": 60})}
        labels = {
            "telepon": "Telepon (boleh dikosongkan)",
            "email": "Alamat e-mail (boleh dikosongkan)",
            "situs": "Alamat situs (boleh dikosongkan)",
            "mewakili": "Yang menandatangani",
            "jabatan_sendiri": "Jabatan untuk a.n.",
            "nama": "Nama dan gelar",
            "pangkat": "Pangkat, golongan",
            "nip": "NIP",
        }
        help_texts = {
            "induk": "Misalnya PEMERINTAH KABUPATEN BUTON.",
            "instansi": "Misalnya DINAS SOSIAL.",
            "tempat": "Dicetak sebelum tanggal, misalnya Pasarwajo.",
            "jabatan": "Dicetak di atas tanda tangan, misalnya KEPALA DINAS SOSIAL.",
            "mewakili": "Selama ada pelaksana harian (Plh.), surat memakai namanya dengan sendirinya.",
            "jabatan_sendiri": "Hanya untuk a.n., misalnya SEKRETARIS. Kosong: jabatan pada akunnya.",
            "penandatangan": "Nama, pangkat, dan NIP diambil dari akun ini.",
            "nama": "Diisi bila penandatangan tidak punya akun. Tulis nama lengkap dengan gelar.",
        }

    def clean_lambang(self) -> Berkas | None:
        if self.lambang_diterima.galat:
            raise ValidationError(self.lambang_diterima.galat)
        return self.lambang_diterima.berkas

    def clean(self) -> dict:
        isi = super().clean()
        orang = isi.get("penandatangan")
        if orang and any(isi.get(nama) for nama in ("nama", "pangkat", "nip")):
            self.add_error("penandatangan", "Pilih akun, atau isi nama sendiri: jangan keduanya.")
        atas_nama = isi.get("mewakili") == Mewakili.AN
        if atas_nama and not (isi.get("jabatan_sendiri") or (orang and orang.jabatan)):
            self.add_error("jabatan_sendiri", "Isi jabatan orang yang menandatangani atas nama Kepala Dinas.")
        if isi.get("lambang") and isi.get("tanpa_lambang"):
            self.add_error(
                "tanpa_lambang", "Anda mengunggah lambang. Hapus centang ini, atau jangan unggah lambang."
            )
        if not self.errors:
            isi |= {nama: _rapikan(isi[nama]) for nama in TERTULIS}
            self._cetak_percobaan(isi)
        return isi

    def _cetak_percobaan(self, isi: dict) -> None:
        """What is saved here stands on every letter, so the letters that name the office are made with it first."""
        pengaturan = KopSurat(
            pk=SATU, logo=isi.get("lambang"), **{nama: isi[nama] for nama in FormKop.Meta.fields}
        )
        saat = jam.sekarang()
        kepala = kop.tertulis(pengaturan, saat)
        try:
            gambar = kop.gambar(kepala)
            for jenis, data in (
                ("surat_jawaban", surat_contoh(saat)),
                ("surat_pengaduan", surat_warga_contoh(saat)),
            ):
                cetak.pdf(jenis, data, kop=kepala, gambar=gambar)
        except cetak.GalatCetak:
            self.add_error(
                None,
                "Kop ini tidak dapat dicetak. Periksa huruf dan tanda di setiap isian, lalu simpan lagi.",
            )


def _rapikan(tulisan: str) -> str:
    """Single spaces and no empty lines."""
    return "\n".join(filter(None, (" ".join(baris.split()) for baris in tulisan.splitlines())))


@admin.register(KopSurat)
class AdminKop(IzinPeran, RiwayatTerbaca):
    """The only row has the only page; the list leads there."""

    peran_lihat = PENGAWAS
    peran_ubah = (Peran.PENGELOLA,)
    form = FormKop
    fieldsets = [
        ("Kop", {"fields": ["induk", "instansi", "alamat", "telepon", "email", "situs"]}),
        ("Lambang", {"fields": ["lambang_kini", "lambang", "tanpa_lambang"]}),
        ("Kertas dan tempat", {"fields": ["kertas", "tempat"]}),
        (
            "Penandatangan",
            {"fields": ["jabatan", "mewakili", "jabatan_sendiri", "penandatangan", "nama", "pangkat", "nip"]},
        ),
    ]
    readonly_fields = ["lambang_kini"]

    def get_fieldsets(self, request: HttpRequest, obj: KopSurat | None = None) -> list:
        """Whoever may only look gets no place to upload."""
        if self.has_change_permission(request):
            return self.fieldsets
        return [
            (judul, {"fields": [n for n in isi["fields"] if n not in UNGGAHAN]})
            for judul, isi in self.fieldsets
        ]

    @admin.display(description="lambang sekarang")
    def lambang_kini(self, baris: KopSurat) -> str:
        if baris.logo is None:
            return "Belum ada."
        return f"Ada ({baris.logo.lebar} × {baris.logo.tinggi} piksel). Lihat di contoh surat."

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not KopSurat.objects.exists()

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **kwargs):
        if db_field.name == "penandatangan":
            kwargs["queryset"] = Pengguna.objects.filter(is_active=True).order_by("nama")
            kwargs["empty_label"] = "(akun Kepala Dinas, atau nama di bawah)"
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request: HttpRequest, **kwargs):
        """Without the icons that lead to the accounts."""
        medan = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "penandatangan":
            medan.widget = medan.widget.widget
        return medan

    def render_change_form(self, request: HttpRequest, context: dict, *args, **kwargs) -> HttpResponse:
        return super().render_change_form(
            request, context | {"show_save_and_add_another": False}, *args, **kwargs
        )

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if KopSurat.objects.exists():
            return HttpResponseRedirect(reverse("admin:dokumen_kopsurat_change", args=[SATU]))
        if self.has_add_permission(request):
            return HttpResponseRedirect(reverse("admin:dokumen_kopsurat_add"))
        return super().changelist_view(request, extra_context)

    def changeform_view(
        self, request: HttpRequest, object_id=None, form_url="", extra_context=None
    ) -> HttpResponse:
        """As Django's; an uploaded picture is kept first, because files are written outside transactions."""
        request.lambang_diterima = self._terima(request)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _terima(self, request: HttpRequest) -> Lambang:
        unggahan = request.FILES.get("lambang") if request.method == "POST" else None
        if unggahan is None or not self.has_change_permission(request):
            return Lambang()
        try:
            return Lambang(berkas=lambang.simpan(unggahan=unggahan))
        except GalatBerkas as galat:
            return Lambang(galat=galat.pesan)

    def get_form(self, request: HttpRequest, obj=None, change=False, **kwargs):
        formulir = super().get_form(request, obj, change=change, **kwargs)
        formulir.lambang_diterima = request.lambang_diterima
        return formulir

    def save_model(self, request: HttpRequest, obj: KopSurat, form: FormKop, change: bool) -> None:
        obj.pk = SATU
        if form.cleaned_data["lambang"]:
            obj.logo = tautkan(berkas=form.cleaned_data["lambang"])
        elif form.cleaned_data["tanpa_lambang"]:
            obj.logo = None
        super().save_model(request, obj, form, change)


@peran_wajib(Peran.PENGELOLA, *PENGAWAS)
def contoh(request: HttpRequest) -> HttpResponse:
    """An example letter with the settings in force; a download, as every PDF of the portal."""
    kepala = kop.untuk_surat()
    isi = cetak.pdf("surat_jawaban", surat_contoh(jam.sekarang()), kop=kepala, gambar=kop.gambar(kepala))
    return HttpResponse(
        isi,
        content_type="application/pdf",
        headers={
            "Content-Disposition": 'attachment; filename="contoh-surat.pdf"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


admin.site.tambah_halaman(path("kop-surat/contoh/", contoh, name="kop_surat_contoh"))
