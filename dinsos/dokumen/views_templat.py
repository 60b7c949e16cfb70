"""Texts of answers for the staff: how they read and how they look on paper, before anything is sent."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dinsos.akun.models import Peran
from dinsos.akun.peran import berhak, peran_wajib
from dinsos.dokumen import cetak, isian, kop
from dinsos.dokumen.contoh import surat_contoh
from dinsos.dokumen.jawaban import kirim_pdf
from dinsos.dokumen.models import TemplatSurat
from dinsos.inti import jam

PEMBACA = (Peran.PETUGAS, Peran.KEPALA_DINAS, Peran.SEKRETARIS, Peran.PENGELOLA)


@peran_wajib(*PEMBACA)
@never_cache
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """All kinds of answers; the pengelola finds the way to their text."""
    konteks = {
        "templat": TemplatSurat.objects.all(),
        "ubah": berhak(request.user, (Peran.PENGELOLA,)),
    }
    return render(request, "dokumen/templat.html", konteks)


@peran_wajib(*PEMBACA)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pratinjau(request: HttpRequest, jenis: str) -> HttpResponse:
    """A text with examples in its places: the one in force, or one that is being written (POST `isi`)."""
    milik, teks, galat = _baca(request, jenis)
    konteks = {
        "templat": milik,
        "isi": teks,
        "diketik": request.method == "POST",
        "galat": galat,
        "hasil": "" if galat else isian.isi(jenis, teks, isian.contoh(jenis)),
        "url_ubah": reverse("admin:dokumen_templatsurat_change", args=[milik.pk]),
        "ubah": berhak(request.user, (Peran.PENGELOLA,)),
    }
    return render(request, "dokumen/templat_pratinjau.html", konteks)


@peran_wajib(*PEMBACA)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pdf(request: HttpRequest, jenis: str) -> HttpResponse:
    """The same on paper, marked as an example. Raises Http404 for a text with mistakes."""
    milik, teks, galat = _baca(request, jenis)
    if galat:
        raise Http404
    data = surat_contoh(jam.sekarang()) | {
        "hal": milik.get_jenis_display(),
        "paragraf": isian.paragraf(isian.isi(jenis, teks, isian.contoh(jenis))),
        "rincian": [],
    }
    kepala = kop.untuk_surat()
    isi = cetak.pdf("surat_jawaban", data, kop=kepala, gambar=kop.gambar(kepala))
    return kirim_pdf(isi, f"contoh-{jenis.replace('_', '-')}.pdf")


def _baca(request: HttpRequest, jenis: str) -> tuple[TemplatSurat, str, list[str]]:
    """The template, the text to show and what is wrong with it. Raises Http404 for an unknown kind."""
    milik = TemplatSurat.objects.filter(jenis=jenis).first()
    if milik is None:
        raise Http404
    if request.method != "POST":
        return milik, milik.terbaru.isi, []
    teks = isian.rapikan(request.POST.get("isi", "")[: isian.PANJANG_ISI * 2])
    try:
        isian.periksa(jenis, teks)
    except ValidationError as galat:
        return milik, teks, galat.messages
    return milik, teks, []
