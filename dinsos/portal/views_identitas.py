"""The identity document of a letter: the question what for, and the page that shows it."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinsos.agenda import identitas as aturan
from dinsos.agenda.kerahasiaan import tampil
from dinsos.agenda.models import Lampiran, SuratMasuk
from dinsos.akun.models import Peran
from dinsos.akun.peran import peran_wajib, sama_404
from dinsos.berkas.galat import GalatBerkas
from dinsos.berkas.ringkas import ringkas
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from dinsos.portal import meja
from dinsos.portal.forms_identitas import FormTujuan


@require_http_methods(["GET", "POST"])
@never_cache
@sama_404
@peran_wajib(Peran.PETUGAS, *meja.PEMUTUS)
def identitas(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once what for, then shows the document; 404 for whoever may not see it and when none is kept."""
    surat = get_object_or_404(SuratMasuk.objects.untuk(request.user), pk=pk)
    milik = aturan.terlihat(surat, request.user)
    if not milik:
        raise Http404
    tujuan = aturan.tujuan(surat, request.user)
    if request.method == "POST" and not tujuan:
        return _tanyakan(request, surat, FormTujuan(request.POST))
    if request.method == "POST":
        return redirect("portal:identitas", pk)
    if not tujuan:
        return _halaman_tujuan(request, surat, FormTujuan())
    return _tampilkan(request, surat, milik, tujuan)


def _tanyakan(request: HttpRequest, surat: SuratMasuk, form: FormTujuan) -> HttpResponse:
    if not form.is_valid():
        return _halaman_tujuan(request, surat, form)
    try:
        aturan.nyatakan_tujuan(surat=surat, oleh=request.user, tujuan=form.tujuan)
    except TidakBerwenang as galat:
        raise Http404 from galat
    except GalatAturan as galat:
        form.add_error("sendiri", galat.pesan)
        return _halaman_tujuan(request, surat, form)
    return redirect("portal:identitas", surat.pk)


def _halaman_tujuan(request: HttpRequest, surat: SuratMasuk, form: FormTujuan) -> HttpResponse:
    isi = {"surat": surat, "form": form}
    return render(request, "portal/kerja/identitas_tujuan.html", isi, status=422 if form.is_bound else 200)


def _tampilkan(request: HttpRequest, surat: SuratMasuk, milik: list[Lampiran], tujuan: str) -> HttpResponse:
    isi = {
        "surat": surat,
        "pengirim": tampil(surat),
        "kartu": aturan.kartu(surat, request.user, milik),
        "berkas": [(satu, ringkas(satu.berkas)) for satu in milik],
        "tujuan": tujuan,
        "simpan_hari": settings.IDENTITAS_SIMPAN_HARI,
    }
    return render(request, "portal/kerja/identitas.html", isi)


def buka(request: HttpRequest, surat: SuratMasuk, kunci: UUID) -> HttpResponse:
    """The marked bytes of one document, or the way to the question what for. Raises Http404.

    A document that can't be marked is a page that says so.
    """
    lampiran = next((satu for satu in aturan.terlihat(surat, request.user) if satu.berkas_id == kunci), None)
    if lampiran is None:
        raise Http404
    if not aturan.tujuan(surat, request.user):
        return redirect("portal:identitas", surat.pk)
    try:
        return aturan.buka(lampiran=lampiran, oleh=request.user)
    except TidakBerwenang as galat:
        raise Http404 from galat
    except GalatBerkas as galat:
        isi = {"surat": surat, "pesan_galat": galat.pesan}
        return render(request, "portal/kerja/identitas_gagal.html", isi, status=422)
