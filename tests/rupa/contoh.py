"""The living style sheet: sample pages that use every component, with a URLconf of their own."""

from datetime import UTC, datetime
from types import SimpleNamespace as Benda

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Div, Field, Fieldset, Layout, Row, Submit
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path

PADA = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


class Petugas(str):
    """A signed-in member of staff, as far as the frame looks at one."""

    is_authenticated = True
    jabatan = "Kepala Dinas Sosial"


KODE = {
    "tepat_waktu": "Sisa 3 jam 20 menit",
    "segera": "Segera: sisa 40 menit",
    "terlambat": "Terlambat 2 jam 10 menit",
    "terpenuhi": "Terpenuhi, 5 jam sebelum batas",
    "terpenuhi_terlambat": "Terpenuhi, terlambat 1 hari",
    "batal": "Tidak dihitung lagi",
}
TANDA_TANGAN = '{% include "komponen/tanda_tangan.html" with masukan="id_ttd_gambar" ketik="id_nama" only %}'
STATUS = [Benda(kode=kode, kata=kata) for kode, kata in KODE.items()]


class FormulirContoh(forms.Form):
    """One field of every kind that the portal uses."""

    use_required_attribute = False
    nama = forms.CharField(label="Nama lengkap", help_text="Seperti pada KTP atau paspor.")
    telepon = forms.CharField(label="Nomor telepon", required=False, widget=forms.TextInput({"type": "tel"}))
    kecamatan = forms.ChoiceField(
        label="Kecamatan", choices=[("", "Pilih kecamatan"), ("pasarwajo", "Pasarwajo"), ("wolowa", "Wolowa")]
    )
    sebagai = forms.ChoiceField(
        label="Anda mengadu untuk siapa?",
        help_text="Pilih salah satu.",
        choices=[("sendiri", "Untuk diri saya sendiri"), ("kuasa", "Mewakili orang lain")],
        widget=forms.RadioSelect,
    )
    wakil = forms.CharField(label="Nama orang yang Anda wakili", required=False)
    rugi = forms.MultipleChoiceField(
        label="Kerugian yang Anda alami",
        choices=[("uang", "Uang"), ("waktu", "Waktu"), ("lain", "Lainnya")],
        widget=forms.CheckboxSelectMultiple,
    )
    uraian = forms.CharField(
        label="Ceritakan kejadiannya",
        help_text="Apa yang terjadi, di mana, dan siapa yang terlibat.",
        widget=forms.Textarea({"rows": 5}),
    )
    tanggal = forms.DateField(
        label="Tanggal kejadian", required=False, widget=forms.DateInput({"type": "date"})
    )
    bukti = forms.FileField(
        label="Bukti",
        help_text="Foto atau PDF, paling besar 8 MB.",
        widget=forms.ClearableFileInput({"data-perkecil": True, "accept": "image/*,application/pdf"}),
    )
    rahasia = forms.BooleanField(label="Rahasiakan identitas saya", required=False)
    benar = forms.BooleanField(
        label="Yang saya tulis benar adanya",
        help_text="Kami memerlukan pernyataan ini untuk memproses surat.",
    )
    ttd_gambar = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self):
        self.add_error(None, "Isi nomor telepon atau alamat surat elektronik, supaya kami dapat menjawab.")

    @property
    def helper(self) -> FormHelper:
        penolong = FormHelper()
        penolong.attrs = {"novalidate": True}
        penolong.layout = Layout(
            Fieldset(
                "Tentang Anda",
                HTML('<p class="alasan">Kami perlu tahu kepada siapa jawaban dikirim.</p>'),
                "nama",
                Row(Column("telepon", css_class="col-md-6"), Column("kecamatan", css_class="col-md-6")),
                "sebagai",
                Div("wakil", data_tampil_bila="sebagai=kuasa", css_id="bagian-wakil"),
                css_class="bagian",
            ),
            Fieldset(
                "Kejadian",
                Field("rugi"),
                "uraian",
                "tanggal",
                "bukti",
                "rahasia",
                "benar",
                "ttd_gambar",
                HTML(
                    '{% include "komponen/tanda_tangan.html" with masukan="id_ttd_gambar" ketik="id_nama" only %}'
                ),
                css_class="bagian",
            ),
            Div(Submit("kirim", "Kirim pengaduan"), css_class="tindakan"),
        )
        return penolong


@login_not_required
def formulir(request):
    """A public form; ``?galat`` shows its error state."""
    isian = {"nama": ""} if "galat" in request.GET else None
    return render(request, "contoh/formulir.html", {"form": FormulirContoh(isian)})


@login_not_required
def beranda(request):
    messages.success(request, "Kata sandi Anda sudah diganti.")
    messages.error(request, "Surat ini sudah didisposisikan oleh orang lain. Muat ulang halaman.")
    return render(request, "contoh/beranda.html")


@login_not_required
def surat(request):
    """What a citizen sees of a letter: receipt, promise, timeline, facts, files."""
    entri = [
        Benda(teks="Surat Anda kami terima dengan nomor 12/PGD/2026.", pada=PADA, jenis="biasa"),
        Benda(teks="Batas menjawab terlewati 2 jam 10 menit.", pada=PADA, jenis="terlambat"),
        Benda(teks="Petugas Wa Ode Siti menjawab surat Anda.", pada=PADA, jenis="selesai"),
    ]
    konteks = {
        "pada": PADA,
        "status": STATUS,
        "janji": STATUS[0],
        "entri": entri,
        "fakta": [
            ("Layanan", "Pengaduan"),
            ("Uraian", "Bantuan sosial bulan ini\nbelum saya terima."),
            ("Kosong", ""),
        ],
        "berkas": [
            Benda(nama="foto-kejadian.jpg", ukuran=345_000, url="/unduh/1"),
            Benda(nama="surat.pdf", ukuran=1_200_000, url=""),
        ],
    }
    return render(request, "contoh/surat.html", konteks)


@login_not_required
def staf(request):
    """A staff page: menu, warnings, numbers, list, empty state."""
    konteks = {
        "user": Petugas("Drs. La Ode Contoh, M.Si."),
        "menu_staf": [
            Benda(url="/staf/", teks="Daftar kerja", aktif=True),
            Benda(url="/staf/?tenggat", teks="Tenggat", aktif=False),
            Benda(url="/staf/?disposisi", teks="Disposisi", aktif=False),
            Benda(url="/staf/?pesan", teks="Pesan keluar", aktif=False),
            Benda(url="/admin/", teks="Pengelolaan", aktif=False),
        ],
        "peringatan_sistem": [
            "Surat elektronik tidak terkirim sejak Senin, 23 November 2026 pukul 09.00 WITA."
        ],
        "status": STATUS,
        "pada": PADA,
    }
    return render(request, "contoh/staf.html", konteks)


@login_not_required
def terlarang(request):
    raise PermissionDenied


@login_not_required
def rusak(request):
    raise RuntimeError("contoh")


@login_not_required
def kosong(request):
    return HttpResponse("")


def _alamat(nama_ruang, **nama):
    return include(([path(rute, kosong, name=kunci) for kunci, rute in nama.items()], nama_ruang))


urlpatterns = [
    path("contoh/formulir/", formulir),
    path("contoh/beranda/", beranda),
    path("contoh/surat/", surat),
    path("contoh/staf/", staf),
    path("contoh/terlarang/", terlarang),
    path("contoh/rusak/", rusak),
    path(
        "",
        _alamat(
            "portal",
            beranda="",
            lacak="lacak/",
            standar="standar/",
            privasi="privasi/",
            kerja="kerja/",
            panduan="kerja/panduan/",
            panduan_warga="panduan/",
        ),
    ),
    path("", _alamat("pengaduan", isi="pengaduan/")),
    path("", _alamat("konsultasi", isi="konsultasi/")),
    path("", _alamat("dokumen", periksa="periksa-surat/")),
    path("", _alamat("akun", masuk="masuk/", keluar="keluar/", ganti_sandi="sandi/")),
]
