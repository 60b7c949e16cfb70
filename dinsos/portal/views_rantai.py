"""Handing a letter on from its case page, and revoking a decision."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinsos.agenda.kerahasiaan import tampil
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.pratinjau import diminta, pratinjau
from dinsos.akun.peran import peran_wajib
from dinsos.dokumen.forms_nomor import bidang_galat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.portal.bacaan_surat import surat_terlihat
from dinsos.portal.views_kerja import PERAN_KASUS
from disposisi import penarikan, rantai
from disposisi.forms_rantai import FormTeruskan
from disposisi.models import Disposisi
from disposisi.views_rantai import ajakan_tarik


@never_cache
@peran_wajib(*PERAN_KASUS)
@require_http_methods(["GET", "HEAD", "POST"])
def teruskan(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the letter to another officer; the chain so far stands beside the form."""
    surat = surat_terlihat(request.user, pk)
    disposisi = getattr(surat, "disposisi", None) if surat else None
    if disposisi is None or not disposisi.petugas_id:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = FormTeruskan(data, surat=surat, oleh=request.user)
    if data is not None and form.is_valid():
        lakukan = partial(rantai.teruskan, surat=surat, oleh=request.user, **form.cleaned_data)
        try:
            if diminta(request):
                return pratinjau(request, surat, lakukan, nomor=form.cleaned_data["nomor"])
            baru = lakukan()
        except TidakBerwenang:
            raise
        except SudahTerjadi as galat:
            messages.info(request, galat.pesan)
            return _kembali(request, pk)
        except GalatAturan as galat:
            form.add_error(bidang_galat(galat), galat.pesan)
        else:
            messages.success(request, f"Surat {surat.nomor} sekarang ditangani {baru.petugas}.")
            messages.info(request, ajakan_tarik(baru))
            return _kembali(request, pk)
    konteks = {
        "surat": surat,
        "disposisi": disposisi,
        "pengirim": tampil(surat),
        "form": form,
        "rantai": rantai.rantai(surat),
    }
    return render(request, "portal/kerja/teruskan.html", konteks, status=422 if form.errors else 200)


@never_cache
@peran_wajib(*PERAN_KASUS)
@require_http_methods(["GET", "HEAD", "POST"])
def tarik(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a decision (`pk`) within its ten minutes: what will happen, how long it is possible, one button.

    Open to who made the decision, also when the letter is no longer theirs to see, and to who decides the letter.
    """
    disposisi = get_object_or_404(Disposisi.objects.select_related("surat", "petugas", "oleh"), pk=pk)
    if not penarikan.boleh_menarik(disposisi, request.user):
        raise Http404
    if request.method == "POST":
        try:
            penarikan.tarik_disposisi(disposisi=disposisi, oleh=request.user)
        except TidakBerwenang:
            raise
        except GalatAturan as galat:
            messages.error(request, galat.pesan)
        else:
            messages.success(request, f"Disposisi surat {disposisi.surat.nomor} sudah ditarik kembali.")
        return _kembali(request, disposisi.surat_id)
    konteks = {
        "d": disposisi,
        "sisa": penarikan.sisa_menit(disposisi, jam.sekarang()),
        "sampai": penarikan.sampai(disposisi),
        "halangan": penarikan.halangan(disposisi),
        "terkirim": penarikan.terkirim_pada(disposisi),
    }
    return render(request, "portal/kerja/tarik.html", konteks)


def _kembali(request: HttpRequest, pk: int) -> HttpResponse:
    """To the case page, or to the own work when the letter is no longer this person's."""
    if SuratMasuk.objects.untuk(request.user).filter(pk=pk).exists():
        return redirect("portal:surat", pk=pk)
    return redirect("portal:kerja")
