"""Pages of the desk about messages from the mailbox: the list, one message, its entry, what became of others."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from dinsos.akun.models import Peran
from dinsos.akun.peran import peran_wajib, sama_404
from dinsos.berkas.actions import catat_akses
from dinsos.berkas.responses import kirim
from dinsos.bukutamu.kotak import daftar as baca
from dinsos.bukutamu.kotak.actions import buang_surel, catat_surel
from dinsos.bukutamu.kotak.enums import Cacat, KeadaanSurel
from dinsos.bukutamu.kotak.forms import ALASAN, FORMULIR, FormBuang
from dinsos.bukutamu.kotak.tempo import janji
from dinsos.bukutamu.kotak.urai import bisa_dijawab
from dinsos.bukutamu.models_kotak import SurelMasuk
from dinsos.inti import jam
from dinsos.inti.alamat import hanya_kirim
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang

TERBUKA = (KeadaanSurel.BARU, KeadaanSurel.DIBUANG)
"""States in which the desk may read a message; as with scans, only until it is a letter."""


@require_GET
@never_cache
@peran_wajib(Peran.PIKET)
def daftar(request: HttpRequest) -> HttpResponse:
    """The messages that wait, earliest due first, in pages by key."""
    baris, berikut = baca.halaman(jam.sekarang(), request.GET.get("sesudah", ""))
    return render(request, "bukutamu/kotak_daftar.html", {"baris": baris, "berikut": berikut})


@require_GET
@never_cache
@peran_wajib(Peran.PIKET)
def selesai(request: HttpRequest) -> HttpResponse:
    """What became of the messages of the last weeks."""
    pada = jam.sekarang()
    jumlah = baca.hitung(pada - baca.LAMA_SELESAI, pada)
    konteks = {"baris": baca.selesai(request.user, pada), "jumlah": jumlah}
    return render(request, "bukutamu/kotak_selesai.html", konteks)


@require_GET
@never_cache
@peran_wajib(Peran.PIKET)
def satu(request: HttpRequest, pk: int) -> HttpResponse:
    """One message with its text, its attachments and its due dates."""
    surel = _terbaca(pk)
    if surel is None:
        return _ke_daftar(request, pk)
    return _tampil(request, surel, FormBuang())


@require_GET
@never_cache
@sama_404
@peran_wajib(Peran.PIKET)
def lampiran(request: HttpRequest, pk: int, urut: int) -> HttpResponse:
    """An attachment that passed the check; each look is logged."""
    surel = _terbaca(pk)
    if surel is None:
        raise Http404
    bagian = get_object_or_404(surel.bagian.exclude(berkas=None).select_related("berkas"), urut=urut)
    jawaban = kirim(berkas=bagian.berkas, sebaris=True)
    catat_akses(
        berkas=bagian.berkas, oleh=request.user, sebagai=Peran.PIKET.label, tujuan="mencatat surat elektronik"
    )
    return jawaban


@peran_wajib(Peran.PIKET)
@hanya_kirim("surel:satu", "pk")
def buang(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a message unregistered."""
    surel = get_object_or_404(SurelMasuk, pk=pk)
    form = FormBuang(request.POST)
    if form.is_valid():
        try:
            buang_surel(surel=surel, oleh=request.user, **form.cleaned_data)
        except SudahTerjadi as galat:
            messages.info(request, galat.pesan)
            return redirect("surel:daftar")
        except TidakBerwenang:
            raise
        except GalatAturan as galat:
            form.add_error(None, galat.pesan)
        else:
            messages.success(request, "Pesan tidak dicatat sebagai surat. Alasan Anda disimpan.")
            return redirect("surel:daftar")
    return _tampil(request, surel, form, 422) if surel.keadaan in TERBUKA else _ke_daftar(request, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@peran_wajib(Peran.PIKET)
def catat(request: HttpRequest, pk: int, layanan: str) -> HttpResponse:
    """The desk's entry of a letter, filled in from the message; one submit registers it."""
    surel = _terbaca(pk)
    if surel is None or not surel.bisa_dicatat:
        return _ke_daftar(request, pk)
    form = FORMULIR[layanan](request.POST if request.method == "POST" else None, surel=surel)
    if form.is_valid():
        try:
            surat = catat_surel(surel=surel, oleh=request.user, **form.isian())
        except SudahTerjadi as galat:
            messages.info(request, galat.pesan)
            return redirect("surel:daftar")
        except TidakBerwenang:
            raise
        except GalatAturan as galat:
            form.add_error(None, galat.pesan)
        else:
            messages.success(request, f"Surat elektronik dicatat dengan nomor {surat.nomor}.")
            return redirect("bukutamu:surat", pk=surat.pk)
    konteks = _isi(request, surel) | {"form": form, "layanan": form.layanan.label.lower()}
    return render(request, "bukutamu/kotak_catat.html", konteks, status=422 if form.is_bound else 200)


def _terbaca(pk: int) -> SurelMasuk | None:
    """The message if the desk may read it (still); None when it is a letter by now. Raises Http404."""
    surel = get_object_or_404(SurelMasuk.objects.select_related("pesan", "dibuang_oleh"), pk=pk)
    return surel if surel.keadaan in TERBUKA and surel.dikosongkan_pada is None else None


def _ke_daftar(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to the list, saying what became of the message."""
    surel = get_object_or_404(SurelMasuk, pk=pk)
    messages.info(request, f"Pesan ini tidak dapat dibuka: {surel.get_keadaan_display().lower()}.")
    return redirect("surel:daftar")


def _isi(request: HttpRequest, surel: SurelMasuk) -> dict:
    return {
        "surel": surel,
        "baris": baca.Baris(surel, janji(surel, jam.sekarang())),
        "bagian": surel.bagian.select_related("berkas"),
        "cacat": Cacat(surel.cacat).label if surel.cacat else "",
        "nomor_terkait": baca.nomor_terkait(request.user, surel),
        "tanpa_jawaban": not bisa_dijawab(surel.jenis, surel.balas_ke or surel.dari_alamat),
    }


def _tampil(request: HttpRequest, surel: SurelMasuk, form: FormBuang, status: int = 200) -> HttpResponse:
    konteks = _isi(request, surel) | {"form": form, "alasan_lazim": ALASAN}
    return render(request, "bukutamu/kotak_satu.html", konteks, status=status)
