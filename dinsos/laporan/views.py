"""Screens that count."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dinsos.akun.peran import peran_wajib
from dinsos.inti import jam
from dinsos.laporan import tenggat as papan


@require_GET
@never_cache
@peran_wajib(*papan.PERAN_PAPAN)
def tenggat(request: HttpRequest) -> HttpResponse:
    """Overdue, due today, due tomorrow, and by officer: what do I do next?"""
    pada = jam.sekarang()
    pilihan = request.GET.get("petugas", "")
    petugas = int(pilihan) if pilihan.isdecimal() and len(pilihan) < 10 else None
    return render(
        request,
        "laporan/tenggat.html",
        {
            "jumlah": papan.hitung(request.user, pada),
            "kelompok": [
                (kode, judul, papan.daftar(request.user, kode, pada, petugas))
                for kode, judul in papan.KELOMPOK.items()
            ],
            "per_petugas": papan.per_petugas(request.user, pada),
            "petugas": petugas,
            "pada": pada,
            "peringatan_detak": papan.peringatan_detak(pada),
        },
    )
