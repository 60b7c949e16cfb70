"""The page of one letter that went out: what it is, how it is checked from outside, how to correct or cancel it."""

from functools import partial
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinsos.agenda.buka_identitas import buka_identitas
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.pratinjau import diminta, pratinjau
from dinsos.agenda.surat_terbit import batalkan_surat, boleh_diurus, ganti_surat, pesan_asal
from dinsos.akun.peran import peran_wajib
from dinsos.dokumen import surat as surat_keluar
from dinsos.dokumen.forms_nomor import BidangNomor, bidang_galat
from dinsos.dokumen.isian import PANJANG_ISI
from dinsos.dokumen.models import SuratKeluar
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.inti.teks import tanggal, terlalu_panjang
from dinsos.portal.bacaan_surat import surat_terlihat
from dinsos.portal.views_kerja import PERAN_KASUS


class FormGanti(forms.Form):
    """The corrected text of a letter."""

    use_required_attribute = False
    teks = forms.CharField(
        label="Isi surat pengganti",
        max_length=PANJANG_ISI,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": "Tulis isi surat pengganti.", "max_length": terlalu_panjang(PANJANG_ISI)},
    )
    nomor = BidangNomor()


class FormBatal(forms.Form):
    """Why a letter is cancelled."""

    use_required_attribute = False
    alasan = forms.CharField(
        label="Alasan pembatalan",
        max_length=200,
        help_text="Pengirim membaca alasan ini.",
        error_messages={"required": "Tulis alasan pembatalan.", "max_length": terlalu_panjang(200)},
    )


TINDAKAN = {"ganti": (FormGanti, ganti_surat), "batal": (FormBatal, batalkan_surat)}


@never_cache
@peran_wajib(*PERAN_KASUS)
@require_http_methods(["GET", "HEAD", "POST"])
def urus(request: HttpRequest, pk: int, kunci: UUID) -> HttpResponse:
    """One answer of ours; of a secret sender its text names them, so reading it here is logged."""
    surat = surat_terlihat(request.user, pk)
    if surat is None:
        raise Http404
    keluar = get_object_or_404(
        SuratKeluar.objects.milik(surat.uuid).select_related("digantikan_oleh"), pk=kunci
    )
    asal = pesan_asal(keluar)
    if asal is None:
        raise Http404
    boleh = boleh_diurus(surat, keluar, request.user)
    if request.method == "POST":
        return _lakukan(request, surat, keluar)
    if boleh and surat.rahasiakan_identitas:
        buka_identitas(surat=surat, oleh=request.user)
    form = {"ganti": FormGanti(initial={"teks": asal.data["teks"]}), "batal": FormBatal()} if boleh else {}
    return _halaman(request, surat, keluar, form)


def _lakukan(request: HttpRequest, surat: SuratMasuk, keluar: SuratKeluar) -> HttpResponse:
    apa = request.POST.get("apa", "")
    if apa not in TINDAKAN:
        raise Http404
    kelas, lakukan = TINDAKAN[apa]
    form = kelas(request.POST)
    if form.is_valid():
        tugas = partial(lakukan, surat=surat, keluar=keluar, oleh=request.user, **form.cleaned_data)
        try:
            if apa == "ganti" and diminta(request):
                return pratinjau(request, surat, tugas, nomor=form.cleaned_data["nomor"])
            hasil = tugas()
        except TidakBerwenang:
            raise
        except SudahTerjadi as galat:
            messages.info(request, galat.pesan)
            return redirect("portal:urus_surat", pk=surat.pk, kunci=keluar.pk)
        except GalatAturan as galat:
            form.add_error(bidang_galat(galat), galat.pesan)
        else:
            messages.success(request, _kabar(apa, keluar, hasil))
            return redirect("portal:surat", pk=surat.pk)
    lain = {nama: satu() for nama, (satu, _) in TINDAKAN.items() if nama != apa}
    if "ganti" in lain:
        lain["ganti"].initial["teks"] = pesan_asal(keluar).data["teks"]
    return _halaman(request, surat, keluar, lain | {apa: form}, form)


def _kabar(apa: str, keluar: SuratKeluar, hasil: SuratKeluar) -> str:
    if apa == "batal":
        return f"Surat {keluar.nomor} dibatalkan, dan pengirim diberi tahu."
    return f"Surat {keluar.nomor} diganti dengan surat {hasil.nomor}, yang dikirim kepada pengirim."


def _halaman(
    request: HttpRequest,
    surat: SuratMasuk,
    keluar: SuratKeluar,
    form: dict[str, forms.Form],
    ditolak: forms.Form | None = None,
) -> HttpResponse:
    """The page; `form` are the forms that are offered by name, `ditolak` the one that was refused."""
    pengganti = keluar.digantikan_oleh
    konteks = {
        "surat": surat,
        "keluar": keluar,
        "ganti": form.get("ganti"),
        "batal": form.get("batal"),
        "ditolak": ditolak,
        "alamat_periksa": surat_keluar.alamat_periksa(keluar),
        "fakta": [
            ("Nomor", keluar.nomor),
            ("Tanggal", tanggal(keluar.tanggal_tertulis)),
            ("Keadaan", keluar.get_keadaan_display()),
            ("Digantikan dengan", pengganti and pengganti.nomor),
            ("Alasan dibatalkan", keluar.alasan_batal),
            ("Kode periksa", keluar.kode_tampil),
        ],
    }
    return render(request, "portal/kerja/urus_surat.html", konteks, status=422 if ditolak else 200)
