"""Piket's side of guests who registered on their phone: take, put right, set aside."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinsos.akun.models import Peran
from dinsos.akun.peran import peran_wajib
from dinsos.bukutamu import daftar_sendiri
from dinsos.bukutamu.enums import JenisTamu, KeadaanPendaftaran
from dinsos.bukutamu.forms_daftar import FormPerbaiki
from dinsos.bukutamu.models import PendaftaranTamu, Tamu
from dinsos.inti.alamat import hanya_kirim
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang


@peran_wajib(Peran.PIKET)
@hanya_kirim("bukutamu:meja")
def konfirmasi(request: HttpRequest, pk: int) -> HttpResponse:
    """The guest is here: one tap; "tiba=baru" when the guest came only after writing."""
    satu = get_object_or_404(PendaftaranTamu, pk=pk)
    baru_tiba = request.POST.get("tiba") == "baru"
    return _coba(
        request,
        lambda: daftar_sendiri.konfirmasi(pendaftaran=satu, oleh=request.user, baru_tiba=baru_tiba),
    )


@peran_wajib(Peran.PIKET)
@hanya_kirim("bukutamu:meja")
def sisihkan(request: HttpRequest, pk: int) -> HttpResponse:
    """It is not taken, for one of the reasons of the list."""
    satu = get_object_or_404(PendaftaranTamu, pk=pk)
    alasan = request.POST.get("alasan", "")
    return _coba(request, lambda: daftar_sendiri.sisihkan(pendaftaran=satu, oleh=request.user, alasan=alasan))


def _coba(request: HttpRequest, laku: Callable[[], Tamu | PendaftaranTamu]) -> HttpResponse:
    try:
        hasil = laku()
    except SudahTerjadi as galat:
        messages.info(request, galat.pesan)
    except TidakBerwenang:
        raise
    except GalatAturan as galat:
        messages.error(request, galat.pesan)
    else:
        if isinstance(hasil, Tamu):
            return _tercatat(request, hasil)
        messages.success(request, f"Pendaftaran disisihkan: {hasil.get_alasan_display().lower()}.")
    return redirect("bukutamu:meja")


def _tercatat(request: HttpRequest, tamu: Tamu) -> HttpResponse:
    """To the receipt, which is printed for the guest; other visitors have none."""
    messages.success(request, f"{tamu.nama} dicatat di buku tamu. Nomor antrean {tamu.kode}.")
    if tamu.jenis == JenisTamu.LAIN:
        return redirect("bukutamu:meja")
    return redirect("bukutamu:tamu", pk=tamu.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@peran_wajib(Peran.PIKET)
def perbaiki(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of the desk with what the guest wrote in it."""
    satu = get_object_or_404(PendaftaranTamu, pk=pk)
    if satu.nomor_surat:
        raise Http404
    if satu.keadaan != KeadaanPendaftaran.MENUNGGU:
        messages.info(request, "Pendaftaran ini sudah diselesaikan.")
        return redirect("bukutamu:meja")
    form = FormPerbaiki(request.POST if request.method == "POST" else None, pendaftaran=satu)
    if form.is_valid():
        try:
            tamu = daftar_sendiri.konfirmasi(pendaftaran=satu, oleh=request.user, **form.isian())
        except TidakBerwenang:
            raise
        except GalatAturan as galat:
            form.add_error(None, galat.pesan)
        else:
            return _tercatat(request, tamu)
    konteks = {"form": form, "pendaftaran": satu}
    return render(request, "bukutamu/perbaiki.html", konteks, status=422 if form.is_bound else 200)
