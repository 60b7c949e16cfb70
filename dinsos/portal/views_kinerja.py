"""How the office keeps its promises, for everybody."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dinsos.akun.peran import publik
from dinsos.laporan import ringkas_kinerja
from dinsos.laporan.angka_kecil import PALING_SEDIKIT
from dinsos.portal import kinerja as terkini

SIMPAN_DETIK = 300


@publik
@require_safe
def kinerja(request: HttpRequest) -> HttpResponse:
    """Received, answered and held in time, waiting, satisfaction: no personal data, no small numbers."""
    layanan = cache.get_or_set("portal:kinerja_bulan", ringkas_kinerja.susun, SIMPAN_DETIK)
    konteks = {"layanan": layanan, "terkini": terkini.jawaban(), "paling_sedikit": PALING_SEDIKIT}
    return render(request, "portal/kinerja.html", konteks)
