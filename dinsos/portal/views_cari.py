"""Search page of staff. What is looked for is a person's data: it stands in no address and in no log."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dinsos.akun.models import Peran
from dinsos.akun.peran import peran_wajib
from dinsos.portal.cari import FormCari
from dinsos.portal.cari import cari as temukan

PERAN_CARI = (Peran.PETUGAS, Peran.KEPALA_DINAS, Peran.SEKRETARIS)
SESI = "cari"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@peran_wajib(*PERAN_CARI)
def cari(request: HttpRequest) -> HttpResponse:
    """The empty form; by POST keeps what to look for in the session and leads to the results."""
    form = FormCari(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "portal/kerja/cari.html", {"form": form, "hasil": None}, status=status)
    request.session[SESI] = form.cleaned_data["cari"]
    return redirect("portal:cari_hasil")


@require_safe
@never_cache
@peran_wajib(*PERAN_CARI)
def hasil(request: HttpRequest) -> HttpResponse:
    """What this person looked for last; Back from a letter and reload meet it again until they sign out."""
    form = FormCari({"cari": request.session.get(SESI, "")})
    if not form.is_valid():
        return redirect("portal:cari")
    konteks = {"form": form, "hasil": temukan(request.user, form.kunci)}
    return render(request, "portal/kerja/cari.html", konteks)
