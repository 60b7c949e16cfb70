"""Tracking: number and secret by POST, then the own letter for half an hour."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from dinsos.agenda import jawaban, nomor, rahasia
from dinsos.agenda.enums import PeranLampiran, Status
from dinsos.agenda.models import Pertanyaan, SuratMasuk
from dinsos.agenda.workflow import boleh
from dinsos.akun.peran import publik
from dinsos.berkas.actions import catat_akses
from dinsos.berkas.galat import GalatBerkas
from dinsos.berkas.responses import kirim
from dinsos.inti import jam
from dinsos.inti.alamat import hanya_kirim
from dinsos.inti.galat import GalatAturan
from dinsos.inti.klien import alamat_klien
from dinsos.inti.teks import pukul
from dinsos.portal import kasus as halaman
from dinsos.portal import kunjungan_lacak, pembatas
from dinsos.portal.forms import FormJawaban, FormLacak
from disposisi import actions as disposisi
from disposisi.ics import kirim_ics
from disposisi.models import Audiensi

TIDAK_COCOK = (
    "Nomor surat dan kode rahasia tidak cocok. Periksa keduanya pada tanda terima Anda. "
    "Bila tanda terima hilang, hubungi kami dan siapkan kartu identitas Anda."
)
HABIS = "Terlalu banyak percobaan yang salah. Coba lagi mulai pukul {}, atau hubungi kami."
SESI_HABIS = (
    "Demi keamanan, halaman surat tertutup sendiri setelah 30 menit. Masukkan lagi nomor dan kode rahasia."
)


@publik
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lacak(request: HttpRequest) -> HttpResponse:
    """Asks for number and secret; a wrong secret and an unknown number get the same answer by the same way."""
    if request.method != "POST":
        awal = {"nomor": nomor.baca(request.GET.get("nomor", ""))}
        return render(request, "portal/lacak.html", {"form": FormLacak(initial=awal)})
    form = FormLacak(request.POST)
    if not form.is_valid():
        return render(request, "portal/lacak.html", {"form": form})
    jatah = {"nomor": form.cleaned_data["nomor"], "alamat": alamat_klien(request)}
    tunggu = pembatas.ambil(**jatah)
    if tunggu is not None:
        form.add_error(None, HABIS.format(pukul(tunggu)))
        return render(request, "portal/lacak.html", {"form": form}, status=429)
    surat = SuratMasuk.objects.filter(nomor=form.cleaned_data["nomor"]).first()
    if not rahasia.cocok(surat, form.cleaned_data["kode"]):
        form.add_error(None, TIDAK_COCOK)
        return render(request, "portal/lacak.html", {"form": form})
    pembatas.kembalikan(**jatah)
    jawaban = redirect("portal:kasus")
    jawaban.status_code = 303
    kunjungan_lacak.buka(jawaban, surat)
    return jawaban


def surat_sendiri(view: Callable) -> Callable:
    """Gives the view the letter that this browser has opened; each visit lasts half an hour from the last click."""

    @wraps(view)
    def periksa(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        surat = kunjungan_lacak.surat_terbuka(request)
        if surat is None:
            return _tertutup(request)
        jawaban = view(request, surat, *args, **kwargs)
        if kunjungan_lacak.NAMA not in jawaban.cookies:
            kunjungan_lacak.buka(jawaban, surat)
        return jawaban

    return never_cache(periksa)


def _tertutup(request: HttpRequest) -> HttpResponse:
    """Back to number and secret; what was just written is shown, so that it isn't lost."""
    tulisan = [
        request.POST.get(nama, "").strip() for nama in ("jawaban", "alasan", "harapan", "catatan", "saran")
    ]
    if any(tulisan):
        return render(request, "portal/lacak_tertutup.html", {"tulisan": "\n\n".join(filter(None, tulisan))})
    if kunjungan_lacak.NAMA in request.COOKIES:
        messages.info(request, SESI_HABIS)
    return redirect("portal:lacak")


@publik
@surat_sendiri
@require_safe
def jadwal(request: HttpRequest, surat: SuratMasuk) -> HttpResponse:
    """The appointment of the own letter as a calendar file. Raises Http404 when there is none."""
    berjalan = Audiensi.objects.berjalan().select_related("surat", "ruang", "petugas")
    return kirim_ics(get_object_or_404(berjalan, surat=surat))


@publik
@surat_sendiri
@require_safe
def kasus(request: HttpRequest, surat: SuratMasuk) -> HttpResponse:
    """The story of the own letter."""
    return _halaman(request, surat)


@publik
@hanya_kirim("portal:kasus")
@surat_sendiri
def jawab(request: HttpRequest, surat: SuratMasuk, pk: int) -> HttpResponse:
    """Answer a question of the officer."""
    pertanyaan = get_object_or_404(Pertanyaan, pk=pk, surat=surat)
    form = FormJawaban(request.POST, request.FILES, pertanyaan=pertanyaan)
    if not form.is_valid():
        return _halaman(request, surat, form_galat=form, pk_galat=pk)
    try:
        jawaban.jawab(
            pertanyaan=pertanyaan,
            jawaban=form.cleaned_data["jawaban"],
            unggahan=form.unggahan,
            alamat=alamat_klien(request),
        )
    except GalatBerkas as galat:
        form.add_error("berkas", galat.pesan)
        return _halaman(request, surat, form_galat=form, pk_galat=pk)
    except GalatAturan as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, "Jawaban Anda sudah kami terima.")
    return redirect("portal:kasus")


@publik
@surat_sendiri
@require_GET
def data(request: HttpRequest, surat: SuratMasuk, kunci: UUID) -> HttpResponse:
    """A data file that the office handed over with the own letter, always as a download; each one is logged.

    Nothing else of the letter can be fetched here: not what the sender uploaded, not another letter's data.
    """
    diserahkan = surat.lampiran.filter(peran=PeranLampiran.DATA, penyerahan__isnull=False)
    lampiran = get_object_or_404(diserahkan.select_related("berkas"), berkas_id=kunci)
    jawaban = kirim(berkas=lampiran.berkas)
    catat_akses(berkas=lampiran.berkas, sebagai="pengirim", tujuan=f"Mengunduh data surat {surat.nomor}")
    return jawaban


@publik
@surat_sendiri
@require_http_methods(["GET", "HEAD", "POST"])
def cabut(request: HttpRequest, surat: SuratMasuk) -> HttpResponse:
    """Withdraw the own letter; asks once, in words."""
    if request.method != "POST":
        if not boleh(surat.status, Status.DICABUT):
            return redirect("portal:kasus")
        return render(request, "portal/cabut.html", {"surat": surat})
    try:
        disposisi.cabut(surat=surat)
    except GalatAturan as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, f"Surat nomor {surat.nomor} sudah Anda cabut.")
    return redirect("portal:kasus")


@publik
@hanya_kirim("portal:kasus")
@never_cache
def keluar(request: HttpRequest) -> HttpResponse:
    """Close the letter in this browser."""
    jawaban = redirect("portal:lacak")
    kunjungan_lacak.tutup(jawaban)
    messages.success(request, "Halaman surat sudah ditutup di peramban ini.")
    return jawaban


def _halaman(request: HttpRequest, surat: SuratMasuk, *, form_galat=None, pk_galat=None) -> HttpResponse:
    konteks = halaman.susun(surat, jam.sekarang())
    konteks["belum_dijawab"] = [
        (
            satu,
            form_galat if satu.pk == pk_galat else FormJawaban(pertanyaan=satu),
            reverse("portal:jawab", args=[satu.pk]),
        )
        for satu in konteks["belum_dijawab"]
    ]
    konteks["form"] = form_galat
    konteks["minta_berkas"] = any(satu.minta_berkas for satu, _, _ in konteks["belum_dijawab"])
    return render(request, "portal/kasus.html", konteks)
