"""Minutes that were recorded without a number: the page on which they get one."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinsos.agenda.buka_identitas import boleh_membuka
from dinsos.akun.peran import peran_wajib
from dinsos.dokumen.forms_nomor import BidangNomor, bidang_galat
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.portal.bacaan_surat import surat_terlihat
from dinsos.portal.views_kerja import PERAN_KASUS
from konsultasi import dokumen_konsultasi
from konsultasi.penanganan import terbitkan_berita_acara


class FormNomor(forms.Form):
    """The number of the minutes."""

    use_required_attribute = False
    nomor = BidangNomor(label="Nomor berita acara")


@never_cache
@peran_wajib(*PERAN_KASUS)
@require_http_methods(["GET", "HEAD", "POST"])
def berita_acara(request: HttpRequest, pk: int) -> HttpResponse:
    """Minutes without a number: who handles or decides the letter gives one; with one, on to the download."""
    surat = surat_terlihat(request.user, pk)
    acara = getattr(getattr(surat, "konsultasi", None), "berita_acara", None)
    if acara is None:
        raise Http404
    form = FormNomor(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            keluar = terbitkan_berita_acara(surat=surat, oleh=request.user, **form.cleaned_data)
        except TidakBerwenang:
            raise
        except SudahTerjadi as galat:
            messages.info(request, galat.pesan)
            return redirect("portal:surat", pk=pk)
        except GalatAturan as galat:
            form.add_error(bidang_galat(galat), galat.pesan)
        else:
            messages.success(request, f"Berita acara bernomor {keluar.nomor}. Sekarang dapat diunduh.")
            return redirect("portal:surat", pk=pk)
    if dokumen_konsultasi.terbit(surat):
        return redirect("portal:surat_cetak", pk=pk, apa="berita-acara")
    konteks = {
        "surat": surat,
        "acara": acara,
        "form": form,
        "boleh": boleh_membuka(request.user, surat),
    }
    return render(request, "portal/kerja/berita_acara.html", konteks, status=422 if form.errors else 200)
