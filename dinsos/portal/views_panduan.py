"""The manuals: for citizens open to everybody, for staff behind the sign-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dinsos.akun.peran import STAF, peran_wajib, publik
from dinsos.portal import panduan


@publik
@require_safe
def warga(request: HttpRequest) -> HttpResponse:
    """How a citizen uses the portal."""
    return render(request, "portal/panduan.html", {"panduan": panduan.WARGA, "isi": panduan.halaman("warga")})


@peran_wajib(*STAF)
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """All manuals, the reader's own first."""
    return render(request, "portal/kerja/panduan_daftar.html", {"daftar": panduan.untuk(request.user)})


@peran_wajib(*STAF)
@require_safe
def peran(request: HttpRequest, buku: str) -> HttpResponse:
    """One manual of staff."""
    satu = next(satu for satu in panduan.STAF if satu.kunci == buku)
    return render(request, "portal/kerja/panduan.html", {"panduan": satu, "isi": panduan.halaman(buku)})
