"""Messages by hand: mark one sent, send it another way, or have it tried again."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinsos.agenda.models import SuratMasuk
from dinsos.akun.models import Peran
from dinsos.akun.peran import peran_wajib
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from dinsos.inti.telepon import tampil
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi.enums import Keadaan, Saluran
from dinsos.notifikasi.models import Pesan
from dinsos.portal import meja
from dinsos.portal.forms_kerja import FormCaraLain, FormTandai

PERAN_PESAN = (Peran.PIKET, Peran.PETUGAS, *meja.PEMUTUS)

AKSI = {
    "tandai": (outbox.tandai_manual, "Sudah dicatat sebagai terkirim."),
    "lain": (outbox.kirim_cara_lain, "Cara kirim sudah diganti."),
    "ulang": (outbox.coba_ulang, "Kami mencoba mengirimnya lagi sekarang."),
}
"""What the buttons do: the act on the outbox, and what is said afterwards."""


@require_http_methods(["GET", "POST"])
@never_cache
@peran_wajib(*PERAN_PESAN)
def pesan(request: HttpRequest, kunci) -> HttpResponse:
    """One message that needs a hand; a refused form comes back with what was typed."""
    satu = get_object_or_404(meja.pesan_terlihat(request.user), pk=kunci)
    surat = SuratMasuk.objects.select_related("pengirim").get(uuid=satu.kasus)
    kembali = _kembali(request, surat)
    form = _formulir(request, satu, surat)
    if request.method == "POST":
        jawaban = _lakukan(request, satu, form, kembali)
        if jawaban:
            return jawaban
    elif not meja.bisa_ditangani(satu):
        messages.info(request, f"{satu.subjek}: {satu.keadaan_kata}.")
        return kembali
    return render(
        request,
        "portal/kerja/pesan.html",
        {
            "pesan": satu,
            "surat": surat,
            "kembali": kembali.url,
            "form_tandai": form["tandai"],
            "form_lain": form["lain"],
            "form": form.get(request.POST.get("aksi")),
            "manual": satu.keadaan == Keadaan.MENUNGGU_MANUAL,
            "lewat_wa": satu.saluran == Saluran.WHATSAPP,
            "tujuan": tampil(satu.tujuan) if satu.saluran == Saluran.WHATSAPP else satu.tujuan,
        },
        status=422 if request.method == "POST" else 200,
    )


def _kembali(request: HttpRequest, surat: SuratMasuk) -> HttpResponse:
    """From a message back to its letter, for those who may open it, else to the first screen."""
    if SuratMasuk.objects.untuk(request.user).filter(pk=surat.pk).exists():
        return redirect("portal:surat", surat.pk)
    return redirect("portal:kerja")


def _formulir(request: HttpRequest, satu: Pesan, surat: SuratMasuk) -> dict:
    """The forms of the page by the name of their button; the one that was pressed is bound."""
    dikirim = {request.POST.get("aksi"): request.POST}
    usul = FormCaraLain.usul(satu, surat.pengirim)
    return {
        "tandai": FormTandai(dikirim.get("tandai"), prefix="tandai"),
        "lain": FormCaraLain(dikirim.get("lain"), prefix="lain", initial=usul),
    }


def _lakukan(request: HttpRequest, satu: Pesan, form: dict, kembali: HttpResponse) -> HttpResponse | None:
    """Run the act that was pressed; None when its form was refused (its errors are on it)."""
    aksi = request.POST.get("aksi", "")
    if aksi not in AKSI:
        raise Http404
    tindakan, sesudah = AKSI[aksi]
    lakukan, isian = partial(tindakan, pesan=satu, oleh=request.user), form.get(aksi)
    try:
        if isian is None:
            hasil = lakukan()
        elif isian.is_valid():
            hasil = lakukan(**isian.cleaned_data)
        else:
            return None
    except SudahTerjadi as galat:
        messages.info(request, galat.pesan)
        return kembali
    except GalatAturan as galat:
        if isian is None or not meja.bisa_ditangani(satu):
            messages.error(request, galat.pesan)
            return kembali
        tersembunyi = aksi == "tandai" and satu.keadaan != Keadaan.MENUNGGU_MANUAL
        isian.add_error(None if tersembunyi else isian.bidang_galat, galat.pesan)
        return None
    messages.success(request, sesudah)
    if aksi == "lain" and meja.bisa_ditangani(hasil):
        return redirect("portal:pesan", kunci=hasil.pk)
    return kembali
