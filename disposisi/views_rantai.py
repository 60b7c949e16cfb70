"""The head's page in the admin on which a letter is decided anew, and what leads to revoking a decision."""

from functools import partial

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinsos.agenda.buka_identitas import konteks_pengirim
from dinsos.agenda.pratinjau import diminta, pratinjau
from dinsos.akun.models import Peran
from dinsos.akun.peran import peran_wajib
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from dinsos.inti.teks import titik
from disposisi import penarikan, rantai
from disposisi.calon import DaftarCalon
from disposisi.forms_pendamping import bidang_galat
from disposisi.forms_rantai import FormUlang
from disposisi.lembar import Lembar, bisa_memutus, surat_terlihat
from disposisi.models import Audiensi, Disposisi
from disposisi.tawaran import lama_dipilih
from disposisi.tulisan import kembalikan

PEMUTUS = (Peran.KEPALA_DINAS, Peran.SEKRETARIS)


@never_cache
@peran_wajib(*PEMUTUS)
@require_http_methods(["GET", "HEAD", "POST"])
def ulang(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide a letter anew that is being handled."""
    surat = surat_terlihat(request.user, pk)
    if surat is None or not bisa_memutus(request.user, surat):
        raise Http404
    lembar = Lembar.baca(surat)
    if lembar.disposisi is None or surat.status not in rantai.BERJALAN:
        kembalikan(request)
        messages.info(request, "Surat ini tidak dapat didisposisikan ulang.")
        return redirect("admin:disposisi_putuskan", pk)
    form = _form(request, lembar)
    if request.method == "POST" and form.is_valid():
        putuskan = partial(rantai.disposisi_ulang, surat=surat, oleh=request.user, **form.putusan())
        try:
            if diminta(request):
                return pratinjau(request, surat, putuskan, nomor=form.cleaned_data["nomor"])
            disposisi = putuskan()
        except TidakBerwenang:
            raise
        except GalatAturan as galat:
            form = _form(request, lembar)  # what is free has changed meanwhile
            if form.is_valid():
                form.add_error(bidang_galat(galat), galat.pesan)
        else:
            messages.success(
                request, f"Surat {surat.nomor} didisposisikan ulang kepada {titik(disposisi.petugas)}"
            )
            return redirect("admin:disposisi_putuskan", pk)
    isi = {"title": f"Disposisi ulang {surat.nomor}", "surat": surat, "lembar": lembar, "form": form}
    isi |= {"rantai": rantai.rantai(surat), **konteks_pengirim(request.user, surat)}
    return _halaman(request, isi, 422 if form.errors else 200)


def _form(request: HttpRequest, lembar: Lembar) -> FormUlang:
    disposisi = lembar.disposisi
    disposisi.surat = lembar.surat
    audiensi = Audiensi.objects.berjalan().select_related("ruang").filter(surat=lembar.surat).first()
    batas, lama = lembar.tenggat.get("pelaksanaan"), audiensi.selesai - audiensi.mulai if audiensi else None
    if "lama" in request.POST:
        lama = lama_dipilih(request.POST["lama"])
    return FormUlang(
        request.POST if request.method == "POST" else None,
        disposisi=disposisi,
        pemutus=request.user,
        batas=batas,
        audiensi=audiensi,
        daftar=DaftarCalon.susun(surat=lembar.surat, pemutus=request.user, batas=batas, lama=lama),
    )


def _halaman(request: HttpRequest, isi: dict, status: int) -> HttpResponse:
    """The page in the frame of the admin, without its side menu."""
    request.current_app = admin.site.name
    konteks = admin.site.each_context(request) | {"is_nav_sidebar_enabled": False} | isi
    return render(request, "admin/disposisi/ulang.html", konteks, status=status)


def ajakan_tarik(disposisi: Disposisi) -> SafeString:
    """A sentence with a link, for the message after a decision: until when it can be revoked."""
    return format_html(
        'Keliru? <a href="{}">Tarik kembali disposisi {}</a> paling lambat {} menit lagi.',
        reverse("portal:tarik_disposisi", args=[disposisi.pk]),
        disposisi.surat.nomor,
        penarikan.sisa_menit(disposisi, jam.sekarang()),
    )
