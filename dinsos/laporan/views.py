"""Screens that count."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dinsos.akun.models import Peran
from dinsos.akun.peran import berhak, peran_wajib
from dinsos.inti import jam
from dinsos.laporan import buku_agenda
from dinsos.laporan import tenggat as papan
from dinsos.laporan.forms import FormSaringan


@require_GET
@never_cache
@peran_wajib(*papan.PERAN_PAPAN)
def tenggat(request: HttpRequest) -> HttpResponse:
    """Overdue, due today, due tomorrow, and by officer: what do I do next?"""
    pada = jam.sekarang()
    saringan = papan.Saringan.baca(request.GET)
    ringkasan = papan.ringkas(request.user, pada, saringan)
    baris, berikut = papan.daftar(request.user, pada, saringan, ringkasan)
    pejabat = berhak(request.user, (Peran.KEPALA_DINAS, Peran.SEKRETARIS))
    return render(
        request,
        "laporan/tenggat.html",
        {
            "saringan": saringan,
            "form_saring": FormSaringan(saringan=saringan, ringkasan=ringkasan, pejabat=pejabat),
            "angka": ringkasan.angka,
            "kelompok": [(k, papan.KELOMPOK[k], isi, ringkasan.jumlah[k]) for k, isi in baris.items()],
            "berikut": berikut,
            "per_petugas": ringkasan.per_petugas if pejabat else [],
            "pejabat": pejabat,
            "terpotong": ringkasan.terpotong,
            "batas_hitung": papan.BATAS_HITUNG,
            "pada": pada,
            "detak": papan.keadaan_detak(pada),
        },
    )


@require_GET
@never_cache
@peran_wajib(*buku_agenda.PERAN)
def daftar(request: HttpRequest) -> HttpResponse:
    """The books and lists that there are."""
    return render(request, "laporan/daftar.html")
