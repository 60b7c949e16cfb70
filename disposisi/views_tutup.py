"""The head's page on which a letter that is being handled is refused or referred after all."""

from functools import partial

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinsos.agenda.buka_identitas import konteks_pengirim
from dinsos.agenda.pratinjau import diminta, pratinjau
from dinsos.akun.peran import peran_wajib
from dinsos.dokumen.forms_nomor import bidang_galat
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from disposisi import rantai
from disposisi.forms_tutup_ulang import FormTutupUlang
from disposisi.lembar import Lembar, bisa_memutus, kabar_putusan, pesan_jawaban, surat_terlihat
from disposisi.rantai_tutup import tutup_ulang
from disposisi.tulisan import kembalikan
from disposisi.views_rantai import PEMUTUS, ajakan_tarik


@never_cache
@peran_wajib(*PEMUTUS)
@require_http_methods(["GET", "HEAD", "POST"])
def tutup(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse or refer a letter that is being handled."""
    surat = surat_terlihat(request.user, pk)
    if surat is None or not bisa_memutus(request.user, surat):
        raise Http404
    lembar = Lembar.baca(surat)
    if not lembar.bisa_ulang:
        kembalikan(request)
        messages.info(request, rantai.tidak_bisa_diulang(surat))
        return redirect("admin:disposisi_putuskan", pk)
    form = FormTutupUlang(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        putuskan = partial(tutup_ulang, surat=surat, oleh=request.user, **form.putusan())
        try:
            if diminta(request):
                return pratinjau(request, surat, putuskan, nomor=form.cleaned_data["nomor"])
            disposisi = putuskan()
        except TidakBerwenang:
            raise
        except GalatAturan as galat:
            form.add_error(bidang_galat(galat), galat.pesan)
        else:
            messages.success(request, kabar_putusan(disposisi, pesan_jawaban(surat)))
            messages.info(request, ajakan_tarik(disposisi))
            return redirect("admin:disposisi_putuskan", pk)
    isi = {"title": f"Tolak atau rujuk {surat.nomor}", "surat": surat, "lembar": lembar, "form": form}
    isi |= {"rantai": rantai.rantai(surat), **konteks_pengirim(request.user, surat)}
    request.current_app = admin.site.name
    konteks = admin.site.each_context(request) | {"is_nav_sidebar_enabled": False} | isi
    return render(request, "admin/disposisi/tutup.html", konteks, status=422 if form.errors else 200)
