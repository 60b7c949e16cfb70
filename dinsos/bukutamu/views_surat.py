"""Entry of letters from other channels, and their receipts."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from dinsos.agenda import draf as draf_actions
from dinsos.agenda.formulir import tanda_terima, unggahan
from dinsos.agenda.models import Draf, SuratMasuk
from dinsos.akun.models import Peran
from dinsos.akun.peran import peran_wajib
from dinsos.bukutamu.forms_surat import FORMULIR, TEMPAT, FormSurat
from dinsos.bukutamu.models import SuratSaluran
from dinsos.bukutamu.surat_lain import catat_surat
from dinsos.bukutamu.unduh import unduh_tanda_terima
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.inti.klien import alamat_klien


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@peran_wajib(Peran.PIKET)
def catat(request: HttpRequest, layanan: str) -> HttpResponse:
    """The form of a letter; scans are kept when something else has to be put right first."""
    kelas = FORMULIR[layanan]
    if request.method != "POST":
        return _tampil(request, kelas(initial={"pada": jam.wita(jam.sekarang())}), [])
    kunci = _kunci(request.POST.get("kunci", ""))
    if kunci is None:
        return _tampil(request, kelas(request.POST), [], 422)
    draf = draf_actions.simpan(kunci=kunci, layanan=layanan, data={})
    if draf.surat_id:
        return redirect("bukutamu:surat", pk=draf.surat_id)
    try:
        galat = unggahan.terima(
            draf=draf,
            tempat=TEMPAT,
            kiriman=request.POST,
            berkas_kiriman=request.FILES,
            alamat=alamat_klien(request),
        )
    except SudahTerjadi:
        return redirect("bukutamu:surat", pk=Draf.objects.get(kunci=kunci).surat_id)
    form = kelas(request.POST, galat_berkas=galat)
    return _simpan(request, draf, form) or _tampil(request, form, unggahan.lampiran_draf(draf), 422)


def _kunci(teks: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(teks)
    except ValueError:
        return None


def _simpan(request: HttpRequest, draf: Draf, form: FormSurat) -> HttpResponse | None:
    """Enter the letter of a valid form; None when the form must be put right."""
    if not form.is_valid():
        return None
    try:
        surat = catat_surat(draf=draf, oleh=request.user, **form.isian())
    except TidakBerwenang:
        raise
    except GalatAturan as galat:
        form.add_error(None, galat.pesan)
        return None
    messages.success(request, f"Surat dicatat dengan nomor {surat.nomor}.")
    return redirect("bukutamu:surat", pk=surat.pk)


def _tampil(request: HttpRequest, form: FormSurat, lampiran: list, status: int = 200) -> HttpResponse:
    konteks = {"form": form, "layanan": form.layanan.label.lower(), "lampiran": lampiran}
    return render(request, "bukutamu/surat.html", konteks, status=status)


@require_GET
@never_cache
@peran_wajib(Peran.PIKET)
def surat(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt, with the secret, on the day of entry for who entered the letter; 404 for everybody else."""
    satu, catatan = _baru_dicatat(request, pk)
    return render(
        request,
        "bukutamu/tanda_terima.html",
        tanda_terima.susun(satu)
        | {
            "tamu": None,
            "nomor_luar": catatan.nomor_luar,
            "pdf": reverse("bukutamu:surat_pdf", args=[pk]),
        },
    )


@require_GET
@never_cache
@peran_wajib(Peran.PIKET)
def tanda_terima_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt as a PDF, without the secret; for the same person on the same day."""
    return unduh_tanda_terima(_baru_dicatat(request, pk)[0], request.user)


def _baru_dicatat(request: HttpRequest, pk: int) -> tuple[SuratMasuk, SuratSaluran]:
    catatan = SuratSaluran.objects.filter(surat=pk, oleh=request.user).first()
    if catatan is None or jam.wita(catatan.pada).date() != jam.hari_ini():
        raise Http404
    satu = SuratMasuk.objects.tanpa_kecualian(request.user).select_related("pengirim").filter(pk=pk).first()
    if satu is None:
        raise Http404
    return satu, catatan
