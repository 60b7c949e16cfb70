"""The desk screen and its acts."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from dinsos.agenda import kunjungan as tamu
from dinsos.agenda.kunjungan import PELAYAN
from dinsos.agenda.models import KeadaanKunjungan, Kunjungan
from dinsos.agenda.querysets import bukan_kecualian
from dinsos.akun.models import Pengguna, Peran
from dinsos.akun.peran import peran_wajib
from dinsos.bukutamu import actions, layar, meja
from dinsos.bukutamu.enums import AlasanSisih
from dinsos.bukutamu.forms import FormAkhir, FormNomor, FormSelesai
from dinsos.inti import jam
from dinsos.inti.alamat import hanya_kirim
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.inti.teks import waktu
from disposisi import jadwal, meja_tamu
from disposisi.enums import Mode
from disposisi.models import Audiensi, Ruang

LISAN = "Tamu menyetujuinya di meja piket."


@require_GET
@never_cache
@peran_wajib(Peran.PIKET)
def meja_piket(request: HttpRequest) -> HttpResponse:
    """Who waits, what happens next, rooms and officers now, today's appointments."""
    return _meja(request, FormNomor())


def _meja(request: HttpRequest, form: FormNomor, status: int = 200) -> HttpResponse:
    isi = meja.susun(request.user, jam.sekarang())
    konteks = {
        "meja": isi,
        "form": form,
        "alamat_layar": layar.alamat(),
        "alasan_sisih": AlasanSisih.choices,
    }
    return render(request, "bukutamu/meja.html", konteks, status=status)


@peran_wajib(Peran.PIKET)
@hanya_kirim("bukutamu:meja")
def datang(request: HttpRequest) -> HttpResponse:
    """A guest with a register number reports to the desk, typed or scanned."""
    form = FormNomor(request.POST)
    if not form.is_valid():
        return _meja(request, form, 422)
    try:
        satu = actions.terima_datang(
            oleh=request.user, kunci=form.cleaned_data["kunci"], nomor_surat=form.cleaned_data["nomor"]
        )
    except SudahTerjadi as galat:
        messages.info(request, galat.pesan)
        return redirect("bukutamu:meja")
    except TidakBerwenang:
        raise
    except GalatAturan as galat:
        form.add_error("nomor", galat.pesan)
        return _meja(request, form, 422)
    janji = meja_tamu.janji_hari_ini(surat=satu.kunjungan.surat)
    kata = f" Janji temu di {janji.ruang} dengan {janji.petugas}." if janji else ""
    messages.success(request, f"{satu.nama} sudah datang, nomor antrean {satu.kode}.{kata}")
    return redirect("bukutamu:meja")


def _arahkan(request: HttpRequest, satu: Kunjungan) -> str:
    petugas = _dari(Pengguna.objects.berperan(*PELAYAN), request.POST.get("petugas", ""))
    if petugas is None:
        raise GalatAturan("Pilih petugas yang menemui tamu.")
    ruang = _dari(Ruang.objects.filter(aktif=True), request.POST.get("ruang", ""))
    if ruang is None and Ruang.objects.filter(aktif=True).exists():
        raise GalatAturan("Pilih ruang untuk tamu.")
    terdesak = meja_tamu.arahkan(kunjungan=satu, oleh=request.user, petugas=petugas, ruang=ruang)
    for lain in terdesak:
        messages.warning(
            request,
            f"Pertemuan surat {lain.surat.nomor} pukul {jam.wita(lain.mulai):%H.%M} dengan {lain.petugas} "
            "jadi terganggu. Beri tahu petugasnya supaya dipindahkan.",
        )
    return f"Tamu diarahkan kepada {petugas}{f' di {ruang}' if ruang else ''}. Jam tunggu berhenti."


def _dari(semua, teks: str):
    return semua.filter(pk=int(teks)).first() if teks.isdecimal() and len(teks) < 18 else None


def _sampaikan(request: HttpRequest, satu: Kunjungan) -> str:
    hasil = tamu.sampaikan_keputusan(kunjungan=satu, oleh=request.user)
    if hasil.keadaan == KeadaanKunjungan.SELESAI:
        return "Keputusan sudah disampaikan. Kunjungan tamu selesai."
    return "Keputusan sudah disampaikan. Arahkan tamu ke ruang."


def _pulang(request: HttpRequest, satu: Kunjungan) -> str:
    meja_tamu.pulang(kunjungan=satu, oleh=request.user)
    return "Dicatat: tamu pulang sebelum diarahkan. Suratnya tetap kami jawab."


def _janji(request: HttpRequest, satu: Kunjungan) -> str:
    _setuju_janji(kunjungan=satu, oleh=request.user, persetujuan=LISAN)
    return "Dicatat: tamu memilih janji temu. Kepala Dinas atau petugas menentukan waktunya."


def _setuju_janji(*, kunjungan: Kunjungan, **isian) -> None:
    if kunjungan.slot_mulai:
        raise GalatAturan(
            "Tamu ini datang untuk janji temu. Catat bahwa ia pulang, lalu pindahkan jadwalnya."
        )
    tamu.jadwalkan_ulang(kunjungan=kunjungan, **isian)


def _mulai(request: HttpRequest, satu: Kunjungan) -> str:
    meja_tamu.mulai(kunjungan=satu, oleh=request.user)
    return "Pertemuan dicatat dimulai."


def _selesai(request: HttpRequest, satu: Kunjungan) -> str:
    meja_tamu.selesai(kunjungan=satu, oleh=request.user)
    return "Tamu dicatat keluar. Ruang dan petugas bebas lagi."


TINDAKAN: dict[str, Callable[[HttpRequest, Kunjungan], str]] = {
    "arahkan": _arahkan,
    "sampaikan": _sampaikan,
    "pulang": _pulang,
    "janji": _janji,
    "mulai": _mulai,
    "selesai": _selesai,
}
"""Acts on a visit, by the word in the address; each returns the message."""


@peran_wajib(Peran.PIKET)
@hanya_kirim("bukutamu:meja")
def tindakan(request: HttpRequest, pk: int, nama: str) -> HttpResponse:
    """One act on a visit, in one tap."""
    satu = _kunjungan_terlihat(request, pk)
    try:
        pesan = TINDAKAN[nama](request, satu)
    except SudahTerjadi as galat:
        messages.info(request, galat.pesan)
    except TidakBerwenang:
        raise
    except GalatAturan as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, pesan)
    return redirect("bukutamu:meja")


@peran_wajib(Peran.PIKET)
@hanya_kirim("bukutamu:meja")
def tidak_hadir(request: HttpRequest, pk: int) -> HttpResponse:
    """The guest of an appointment did not come while the officer was ready; from 15 minutes after its start on."""
    tatap_muka = Audiensi.objects.filter(bukan_kecualian(request.user, "surat"), mode=Mode.TATAP_MUKA)
    satu = get_object_or_404(tatap_muka.select_related("petugas"), pk=pk)
    try:
        jadwal.catat_pemohon_tidak_hadir(
            audiensi=satu,
            oleh=request.user,
            bukti=f"Sampai {waktu(jam.sekarang())} tidak melapor di meja piket; {satu.petugas} siap menerima.",
        )
    except SudahTerjadi as galat:
        messages.info(request, galat.pesan)
    except TidakBerwenang:
        raise
    except GalatAturan as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(
            request, "Dicatat: pemohon tidak datang pada janji temunya. Ruang dan petugas bebas lagi."
        )
    return redirect("bukutamu:meja")


def _kunjungan_terlihat(request: HttpRequest, pk: int) -> Kunjungan:
    satu = actions.kunjungan_terlihat(request.user, pk)
    if satu is None:
        raise Http404
    return satu


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@peran_wajib(Peran.PIKET)
def akhiri(request: HttpRequest, pk: int) -> HttpResponse:
    """How a wait really ended, with its true time: at closing, or after a power cut."""
    satu = _kunjungan_terlihat(request, pk)
    form = _form_akhir(request.POST if request.method == "POST" else None, satu)
    if form.is_valid():
        try:
            _akhiri(request.user, satu, form)
        except TidakBerwenang:
            raise
        except GalatAturan as galat:
            form.add_error(None, galat.pesan)
        else:
            messages.success(request, "Kunjungan dicatat sesuai kenyataannya.")
            return redirect("bukutamu:meja")
    konteks = {"form": form, "kunjungan": satu, "kode": meja.kode(satu)}
    return render(request, "bukutamu/akhiri.html", konteks, status=422 if form.is_bound else 200)


def _form_akhir(data, satu: Kunjungan) -> FormAkhir | FormSelesai:
    kini = jam.wita(jam.sekarang())
    if satu.keadaan == KeadaanKunjungan.DIARAHKAN:
        return FormSelesai(data, initial={"pada": kini})
    return FormAkhir(data, pelayan=meja.pelayan(), pada=kini)


@transaction.atomic
def _akhiri(oleh, satu: Kunjungan, form: FormAkhir | FormSelesai) -> None:
    data = form.cleaned_data
    dasar = {"kunjungan": satu, "oleh": oleh, "pada": data["pada"], "alasan_selisih": data["alasan"]}
    if isinstance(form, FormSelesai):
        if data["mulai"] and satu.dilayani_pada is None:
            meja_tamu.mulai(**dasar | {"pada": data["mulai"]})
        meja_tamu.selesai(**dasar)
    elif data["akhir"] == form.DIARAHKAN:
        tamu.arahkan_tamu(petugas=form.pelayan[data["petugas"]], **dasar)
    elif data["akhir"] == form.PULANG:
        meja_tamu.pulang(**dasar)
    else:
        _setuju_janji(persetujuan=data["persetujuan"], **dasar)
