"""Books and lists for the management: the agenda book, and what complaints changed."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dinsos.agenda.dokumen_surat import cetak_sekarang
from dinsos.akun.peran import peran_wajib
from dinsos.dokumen.jawaban import kirim_pdf
from dinsos.inti.galat import GalatAturan
from dinsos.laporan import buku_agenda, perbaikan
from dinsos.laporan.masa import FormMasa


@require_GET
@never_cache
@peran_wajib(*buku_agenda.PERAN)
def agenda(request: HttpRequest) -> HttpResponse:
    """The agenda book of the days in the address: a preview, and the way to the paper."""
    form = FormMasa.baca(request.GET)
    if not form.is_valid():
        return _agenda(request, form, 422)
    return _agenda(request, form)


@require_GET
@never_cache
@peran_wajib(*buku_agenda.PERAN)
def agenda_cetak(request: HttpRequest) -> HttpResponse:
    """The same as a PDF; the page again, with the reason, when it can't be printed."""
    form = FormMasa.baca(request.GET)
    if not form.is_valid():
        return _agenda(request, form, 422)
    try:
        isi = buku_agenda.data(request.user, **form.cleaned_data)
    except GalatAturan:
        return _agenda(request, form, 422)
    return kirim_pdf(cetak_sekarang(buku_agenda.JENIS, isi), f"buku-agenda-{isi['dari']}.pdf")


def _agenda(request: HttpRequest, form: FormMasa, status: int = 200) -> HttpResponse:
    masa = form.cleaned_data if form.is_valid() else None
    banyak = buku_agenda.jumlah(request.user, **masa) if masa else 0
    konteks = {
        "form": form,
        "masa": masa,
        "banyak": banyak,
        "galat": buku_agenda.terlalu_panjang(banyak),
        "batas": buku_agenda.PRATINJAU,
        "baris": buku_agenda.baris(request.user, **masa, batas=buku_agenda.PRATINJAU) if masa else [],
    }
    return render(request, "laporan/buku_agenda.html", konteks, status=status)


@require_GET
@never_cache
@peran_wajib(*perbaikan.PERAN)
def daftar_perbaikan(request: HttpRequest) -> HttpResponse:
    """Outcomes of complaints and what was changed in the service because of them, in pages."""
    return _perbaikan(request, perbaikan.FormPerbaikan.baca(request.GET))


def _perbaikan(request: HttpRequest, form: perbaikan.FormPerbaikan) -> HttpResponse:
    konteks = {"form": form, "baris": [], "angka": [], "berikut": "", "kueri": ""}
    if form.is_valid():
        semua = perbaikan.pilih(request.user, **form.cleaned_data)
        baris, berikut = perbaikan.halaman(semua, _kunci(request.GET.get("sesudah", "")))
        konteks |= {
            "baris": baris,
            "angka": perbaikan.ringkas(semua),
            "berikut": berikut and str(berikut),
            "kueri": _kueri(form.cleaned_data),
        }
    return render(request, "laporan/perbaikan.html", konteks, status=200 if form.is_valid() else 422)


@require_GET
@never_cache
@peran_wajib(*perbaikan.PERAN)
def perbaikan_csv(request: HttpRequest) -> HttpResponse:
    """The whole list for a spreadsheet."""
    form = perbaikan.FormPerbaikan.baca(request.GET)
    if not form.is_valid():
        return _perbaikan(request, form)
    isi = form.cleaned_data
    return StreamingHttpResponse(
        perbaikan.tulis_csv(perbaikan.pilih(request.user, **isi)),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="perbaikan-{isi["dari"]}-{isi["sampai"]}.csv"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def _kunci(teks: str) -> int | None:
    return int(teks) if teks.isascii() and teks.isdecimal() and len(teks) <= 18 else None


def _kueri(isi: dict) -> str:
    """The filters of a valid form as a query string; nothing in it was typed freely."""
    return "&".join(f"{nama}={nilai}" for nama, nilai in isi.items() if nilai)
