"""Registering guests, their receipts, and lines copied from the paper guest book."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from dinsos.agenda import layanan
from dinsos.agenda.formulir import tanda_terima
from dinsos.agenda.models import Tenggat
from dinsos.akun.models import Peran
from dinsos.akun.peran import peran_wajib
from dinsos.bukutamu import actions
from dinsos.bukutamu.cari import cari
from dinsos.bukutamu.enums import Diperlihatkan, JenisTamu
from dinsos.bukutamu.forms import FormKeluar, FormSusulan, FormTamu
from dinsos.bukutamu.forms_lengkapi import FormLengkapi
from dinsos.bukutamu.lengkapi import lengkapi as aksi_lengkapi
from dinsos.bukutamu.lengkapi import wajib_bisa_dilengkapi
from dinsos.bukutamu.models import Tamu
from dinsos.bukutamu.unduh import unduh_tanda_terima
from dinsos.inti import jam
from dinsos.inti.alamat import hanya_kirim
from dinsos.inti.galat import GalatAturan, TidakBerwenang

SALIN = ("nama", "asal")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@peran_wajib(Peran.PIKET)
def catat(request: HttpRequest) -> HttpResponse:
    """The short form of a guest who is here now."""
    return _formulir(request, FormTamu, "bukutamu/catat.html")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@peran_wajib(Peran.PIKET)
def susulan(request: HttpRequest) -> HttpResponse:
    """The form of a line of the paper guest book, with its true times."""
    return _formulir(request, FormSusulan, "bukutamu/susulan.html")


def _formulir(request: HttpRequest, kelas: type[FormTamu], templat: str) -> HttpResponse:
    if request.method != "POST":
        return render(request, templat, {"form": kelas(), "dicari": False, "hasil": []})
    if "pakai" in request.POST:
        return render(
            request, templat, {"form": _dengan_tamu_lama(request, kelas), "dicari": False, "hasil": []}
        )
    if "cari" in request.POST:
        hasil = cari(nama=request.POST.get("nama", ""), nomor=request.POST.get("telepon", ""))
        form = kelas(initial={nama: request.POST.get(nama, "") for nama in kelas.base_fields})
        return render(request, templat, {"form": form, "dicari": True, "hasil": hasil})
    form = kelas(request.POST)
    if not form.is_valid():
        return render(request, templat, {"form": form, "dicari": False, "hasil": []}, status=422)
    try:
        tamu = actions.daftarkan_tamu(oleh=request.user, **form.isian())
    except TidakBerwenang:
        raise
    except GalatAturan as galat:
        form.add_error(None, galat.pesan)
        return render(request, templat, {"form": form, "dicari": False, "hasil": []}, status=422)
    kode = f" Nomor antrean {tamu.kode}." if tamu.kode else ""
    messages.success(request, f"{tamu.nama} dicatat di buku tamu.{kode}")
    if kelas is FormSusulan:
        return redirect("bukutamu:susulan" if tamu.jenis == JenisTamu.LAIN else "bukutamu:meja")
    return (
        redirect("bukutamu:meja") if tamu.jenis == JenisTamu.LAIN else redirect("bukutamu:tamu", pk=tamu.pk)
    )


def _dengan_tamu_lama(request: HttpRequest, kelas: type[FormTamu]) -> FormTamu:
    """The form with name, address and phone of a guest who came before, the rest as it was typed."""
    isian = {nama: request.POST.get(nama, "") for nama in kelas.base_fields}
    pk = request.POST["pakai"]
    lama = Tamu.objects.filter(pk=int(pk), rahasia=False).first() if pk.isdecimal() and len(pk) < 18 else None
    if lama:
        isian |= {nama: getattr(lama, nama) for nama in SALIN} | {"telepon": lama.telepon_tampil}
    return kelas(initial=isian)


@require_GET
@never_cache
@peran_wajib(Peran.PIKET)
def tamu(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt of a guest with a case, to print; with the secret for who registered the walk-in, that day."""
    satu = _tamu_terlihat(request, pk)
    if satu.kunjungan is None:
        return redirect("bukutamu:meja")
    surat = satu.kunjungan.surat
    konteks = tanda_terima.susun(surat)
    if not _boleh_kode(request, satu):
        konteks["kode"] = ""
    konteks |= {"tamu": satu, "nomor_luar": "", "kartu": Diperlihatkan.choices}
    konteks["batas"] = Tenggat.objects.get(kunjungan=satu.kunjungan)
    konteks["pdf"] = _boleh_pdf(request, satu) and reverse("bukutamu:tamu_pdf", args=[pk])
    return render(request, "bukutamu/tanda_terima.html", konteks)


@require_GET
@never_cache
@peran_wajib(Peran.PIKET)
def tanda_terima_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt as a PDF, without the secret."""
    satu = _tamu_terlihat(request, pk)
    if satu.kunjungan is None or not _boleh_pdf(request, satu):
        raise Http404
    return unduh_tanda_terima(satu.kunjungan.surat, request.user)


def _boleh_pdf(request: HttpRequest, satu: Tamu) -> bool:
    """The PDF names the sender: one who stays secret is named to nobody but who wrote it down, that day."""
    return not satu.kunjungan.surat.rahasiakan_identitas or _boleh_kode(request, satu)


def _boleh_kode(request: HttpRequest, satu: Tamu) -> bool:
    """Whether the secret may be shown: to who has just made the case, until the end of that day."""
    baru = satu.kunci == satu.kunjungan.surat.kunci and satu.dicatat_oleh_id == request.user.pk
    return baru and jam.wita(satu.dicatat_pada).date() == jam.hari_ini()


def _tamu_terlihat(request: HttpRequest, pk: int) -> Tamu:
    """A line of the book, unless it belongs to a letter that this officer may not meet. Raises Http404."""
    satu = (
        Tamu.objects.select_related("kunjungan__surat__pengirim", "kunjungan__petugas").filter(pk=pk).first()
    )
    if satu is None or (
        satu.kunjungan_id and not actions.kunjungan_terlihat(request.user, satu.kunjungan_id)
    ):
        raise Http404
    return satu


@peran_wajib(Peran.PIKET)
@hanya_kirim("bukutamu:meja")
def identitas(request: HttpRequest, pk: int) -> HttpResponse:
    """Record which card the guest showed."""
    satu = _tamu_terlihat(request, pk)
    try:
        actions.catat_identitas(tamu=satu, oleh=request.user, kartu=request.POST.get("kartu", ""))
    except TidakBerwenang:
        raise
    except GalatAturan as galat:
        messages.info(request, galat.pesan)
    else:
        messages.success(request, "Kartu identitas dicatat diperlihatkan. Gambarnya tidak disimpan.")
    return redirect("bukutamu:tamu", pk=pk) if satu.kunjungan_id else redirect("bukutamu:meja")


@peran_wajib(Peran.PIKET)
@hanya_kirim("bukutamu:meja")
def keluar(request: HttpRequest, pk: int) -> HttpResponse:
    """A visitor without a case went out."""
    satu = _tamu_terlihat(request, pk)
    form = FormKeluar(request.POST)
    if not form.is_valid() or (satu.tanggal < jam.hari_ini() and not form.cleaned_data["pada"]):
        messages.error(request, "Tulis tanggal dan jam tamu keluar, misalnya 24/11/2026 09.30.")
        return redirect("bukutamu:meja")
    data = form.cleaned_data
    try:
        actions.catat_keluar(
            tamu=satu,
            oleh=request.user,
            ditemui=data["ditemui"],
            pada=data["pada"],
            alasan_selisih=data["alasan"],
        )
    except TidakBerwenang:
        raise
    except GalatAturan as galat:
        messages.info(request, galat.pesan)
    else:
        messages.success(request, f"{satu.nama} dicatat keluar.")
    return redirect("bukutamu:meja")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@peran_wajib(Peran.PIKET)
def lengkapi(request: HttpRequest, pk: int) -> HttpResponse:
    """What was not asked when the guest was registered; on the day of entry."""
    satu = _tamu_terlihat(request, pk)
    if satu.kunjungan is None:
        raise Http404
    surat = satu.kunjungan.surat
    try:
        wajib_bisa_dilengkapi(surat, request.user)
    except TidakBerwenang:
        raise
    except GalatAturan as galat:
        messages.info(request, galat.pesan)
        return redirect("bukutamu:tamu", pk=pk)
    rincian = layanan.ambil(surat.layanan).baca(surat)
    data = request.POST if request.method == "POST" else None
    form = FormLengkapi(data, surat=surat, rincian=rincian)
    if form.is_valid():
        try:
            aksi_lengkapi(tamu=satu, oleh=request.user, isian=form.isian())
        except TidakBerwenang:
            raise
        except GalatAturan as galat:
            form.add_error(None, galat.pesan)
        else:
            messages.success(request, "Data tamu dilengkapi.")
            return redirect("bukutamu:tamu", pk=pk)
    konteks = {"form": form, "tamu": satu, "surat": surat}
    return render(request, "bukutamu/lengkapi.html", konteks, status=422 if form.is_bound else 200)
