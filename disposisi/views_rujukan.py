"""Adding the reference of a referral on the page of the letter."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from dinsos.akun.models import Peran
from dinsos.akun.peran import peran_wajib
from dinsos.inti.alamat import hanya_kirim
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from disposisi.lembar import surat_terlihat
from disposisi.rujukan import catat_nomor_rujukan


@never_cache
@peran_wajib(Peran.KEPALA_DINAS, Peran.SEKRETARIS)
@hanya_kirim("admin:disposisi_putuskan", "pk")
def rujukan(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the number or link that the other office gave; the letter's page says what came of it."""
    surat = surat_terlihat(request.user, pk)
    if surat is None:
        raise Http404
    try:
        catat_nomor_rujukan(surat=surat, oleh=request.user, nomor=request.POST.get("nomor", ""))
    except TidakBerwenang:
        raise
    except GalatAturan as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, "Nomor rujukan dicatat. Pengirim membacanya di halaman lacak.")
    return redirect("admin:disposisi_putuskan", pk)
