"""Another secret for a sender who lost the receipt: the number, who it is, the new code once."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinsos.agenda import kode_ulang, nomor
from dinsos.agenda.formulir.bidang import Baris, Pilihan
from dinsos.agenda.kerahasiaan import tampil
from dinsos.agenda.kode_ulang import Bukti
from dinsos.agenda.models import SuratMasuk
from dinsos.akun.models import Peran
from dinsos.akun.peran import peran_wajib
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from dinsos.portal import meja

PERAN_KODE = (Peran.PIKET, Peran.PETUGAS, *meja.PEMUTUS)
TIDAK_ADA = "Nomor surat tidak ditemukan. Tulis lengkap, misalnya 2026-00012."
SUDAH = "Kode baru hanya ditampilkan sekali. Bila pengirim belum menerimanya, berikan kode baru lagi."
SESI = "kode_baru"


class FormNomorSurat(forms.Form):
    """Which letter."""

    use_required_attribute = False
    nomor = Baris(label="Nomor surat", max_length=40, kosong="Tulis nomor surat.")


class FormBukti(forms.Form):
    """Which card was shown."""

    use_required_attribute = False
    bukti = Pilihan(
        label="Kartu yang diperlihatkan",
        help_text="Cocokkan namanya dengan nama pengirim. Jangan difoto atau disalin.",
        choices=Bukti.choices,
        widget=forms.RadioSelect,
        kosong=kode_ulang.TANPA_BUKTI,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@peran_wajib(*PERAN_KODE)
def kode(request: HttpRequest) -> HttpResponse:
    """Asks for the number, then what was shown; the code stands on the answer to that press and nowhere else."""
    form = FormNomorSurat({"nomor": request.GET["nomor"]} if "nomor" in request.GET else None)
    if not form.is_bound:
        return _nomor(request, form)
    if not form.is_valid():
        return _nomor(request, form, 422)
    surat = _cari(request, form.cleaned_data["nomor"])
    if surat is None or not kode_ulang.boleh(request.user, surat):
        form.add_error("nomor", kode_ulang.BUKAN_UNTUK_ANDA if surat else TIDAK_ADA)
        return _nomor(request, form, 422)
    return _lakukan(request, surat) if request.method == "POST" else _halaman(request, surat, FormBukti())


def _cari(request: HttpRequest, tulisan: str) -> SuratMasuk | None:
    terbaca = nomor.baca(tulisan)
    semua = SuratMasuk.objects.tanpa_kecualian(request.user).select_related("pengirim")
    return semua.filter(nomor=terbaca).first() if terbaca else None


def _lakukan(request: HttpRequest, surat: SuratMasuk) -> HttpResponse:
    kali = request.POST.get("kali", "")
    if kali and request.session.get(SESI) == kali:
        messages.info(request, SUDAH)
        return redirect(_alamat(surat))
    surel = request.POST.get("cara") == "surel"
    form = FormBukti(None if surel else request.POST)
    try:
        if surel:
            kode_ulang.kirim_kode(surat=surat, oleh=request.user)
            messages.success(
                request, "Kode baru dikirim ke alamat e-mail pengirim. Kode lama tidak berlaku lagi."
            )
            return redirect("portal:kode_baru")
        if form.is_valid():
            baru = kode_ulang.berikan_kode(surat=surat, oleh=request.user, **form.cleaned_data)
            request.session[SESI] = kali
            return _kode(request, surat, baru)
    except TidakBerwenang:
        raise
    except GalatAturan as galat:
        messages.error(request, galat.pesan)
        return redirect(_alamat(surat))
    return _halaman(request, surat, form, 422)


def _alamat(surat: SuratMasuk) -> str:
    return f"{reverse('portal:kode_baru')}?nomor={surat.nomor}"


def _nomor(request: HttpRequest, form: FormNomorSurat, status: int = 200) -> HttpResponse:
    return render(request, "portal/kerja/kode_nomor.html", {"form": form}, status=status)


def _halaman(request: HttpRequest, surat: SuratMasuk, form: FormBukti, status: int = 200) -> HttpResponse:
    isi = {"surat": surat, "pengirim": tampil(surat), "form": form, "kali": get_random_string(12)}
    return render(request, "portal/kerja/kode_bukti.html", isi, status=status)


def _kode(request: HttpRequest, surat: SuratMasuk, baru: str) -> HttpResponse:
    isi = {"surat": surat, "kode": baru, "alamat_lacak": settings.ALAMAT_SITUS + reverse("portal:lacak")}
    return render(request, "portal/kerja/kode_baru.html", isi)
