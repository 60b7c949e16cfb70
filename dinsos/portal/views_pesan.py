"""Messages by hand: mark one sent, take a mistaken mark back, send it another way, have it tried again, or record
that it did not arrive."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinsos.agenda.buka_identitas import DISEMBUNYIKAN, buka_sekali, konteks_pengirim
from dinsos.agenda.dokumen_surat import KUNCI
from dinsos.agenda.models import SuratMasuk
from dinsos.akun.models import Peran
from dinsos.akun.peran import peran_wajib
from dinsos.inti.alamat import hanya_kirim
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from dinsos.inti.telepon import tampil
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi import koreksi
from dinsos.notifikasi.enums import Keadaan, Saluran
from dinsos.notifikasi.models import Pesan
from dinsos.portal import meja
from dinsos.portal.forms_pesan import FormCaraLain, FormTandai, FormTarikTanda, FormTidakSampai

PERAN_PESAN = (Peran.PIKET, Peran.PETUGAS, *meja.PEMUTUS)

AKSI = {
    "tandai": (outbox.tandai_manual, "Sudah dicatat sebagai terkirim."),
    "tarik": (koreksi.tarik_tanda, "Tanda terkirim ditarik. Pesan ini menunggu Anda kirim."),
    "lain": (outbox.kirim_cara_lain, "Cara kirim sudah diganti."),
    "tidak_sampai": (
        outbox.catat_tidak_sampai,
        "Sudah dicatat. Pesan ini dikirim lagi dengan cara yang Anda pilih.",
    ),
    "ulang": (outbox.coba_ulang, "Kami mencoba mengirimnya lagi sekarang."),
}
"""What the buttons do: the act on the outbox, and what is said afterwards."""
TIDAK_DIKIRIM = "Tanda terkirim ditarik. Pesan ini tidak perlu dikirim lagi: sudah ada yang lebih baru."
TANDA_TERIMA = "tanda_terima"
BUKA = "buka"
"""The button that shows to whom a message of a secret letter goes."""
TIDAK_SAMPAI = "tidak-sampai"
"""The query that opens the page of an accepted message, to take its mark back or record that it did not arrive."""


@require_http_methods(["GET", "POST"])
@never_cache
@peran_wajib(*PERAN_PESAN)
def pesan(request: HttpRequest, kunci) -> HttpResponse:
    """One message that needs a hand; a refused form comes back with what was typed.

    To whom the message of a secret letter goes is shown once per press of a button, and logged.
    """
    satu = get_object_or_404(meja.pesan_terlihat(request.user), pk=kunci)
    surat = SuratMasuk.objects.select_related("pengirim").get(uuid=satu.kasus)
    kembali, aksi = _kembali(request, surat), request.POST.get("aksi")
    form = _formulir(request, satu, surat, terbuka=not surat.rahasiakan_identitas)
    if request.method == "POST" and aksi != BUKA:
        jawaban = _lakukan(request, satu, form, kembali)
        return jawaban or _halaman(request, satu, surat, form, status=422)
    if not meja.bisa_ditangani(satu) and not (satu.bisa_tidak_sampai and TIDAK_SAMPAI in request.GET):
        messages.info(request, f"{satu.subjek}: {satu.keadaan_kata}.")
        return kembali
    if aksi != BUKA:
        return _halaman(request, satu, surat, form)
    if not buka_sekali(request, surat):
        messages.info(request, DISEMBUNYIKAN)
        return redirect(request.get_full_path())
    return _halaman(request, satu, surat, _formulir(request, satu, surat, terbuka=True), terbuka=True)


@never_cache
@peran_wajib(Peran.PENGELOLA)
@hanya_kirim("portal:kerja")
def pegawai_diurus(request: HttpRequest) -> HttpResponse:
    """The pengelola has seen to the mail that a colleague's address refuses."""
    try:
        jumlah = koreksi.tandai_diurus(tujuan=request.POST.get("tujuan", ""), oleh=request.user)
    except SudahTerjadi as galat:
        messages.info(request, galat.pesan)
    else:
        messages.success(request, f"{jumlah} surat elektronik dicatat sudah Anda urus.")
    return redirect("portal:kerja")


def _halaman(
    request: HttpRequest,
    satu: Pesan,
    surat: SuratMasuk,
    form: dict,
    *,
    status: int = 200,
    terbuka: bool = False,
) -> HttpResponse:
    """The page of a message; `terbuka` shows to whom one of a secret letter goes, which has been logged."""
    lewat_wa = satu.saluran == Saluran.WHATSAPP
    isi = {
        "pesan": satu,
        "surat": surat,
        "kembali": _kembali(request, surat).url,
        "form_tandai": form["tandai"],
        "form_tarik": form["tarik"],
        "form_lain": form["lain"],
        "form_tidak_sampai": form["tidak_sampai"],
        "form": form.get(request.POST.get("aksi")),
        "manual": satu.keadaan == Keadaan.MENUNGGU_MANUAL,
        "lewat_wa": lewat_wa,
        "ada_pdf": satu.kelas == TANDA_TERIMA or bool(satu.data.get(KUNCI)),
    } | konteks_pengirim(request.user, surat, terbuka=terbuka)
    dikenal = isi["pengirim"].terbuka
    isi["penerima"] = satu.penerima_nama if dikenal else isi["pengirim"].nama
    isi["tujuan"] = (tampil(satu.tujuan) if lewat_wa else satu.tujuan) if dikenal else ""
    return render(request, "portal/kerja/pesan.html", isi, status=status)


def _kembali(request: HttpRequest, surat: SuratMasuk) -> HttpResponse:
    """From a message back to its letter, for those who may open it, else to the first screen."""
    if SuratMasuk.objects.untuk(request.user).filter(pk=surat.pk).exists():
        return redirect("portal:surat", surat.pk)
    return redirect("portal:kerja")


def _formulir(request: HttpRequest, satu: Pesan, surat: SuratMasuk, *, terbuka: bool) -> dict:
    """The forms of the page by the name of their button; the one that was pressed is bound.

    Without `terbuka` no address of the sender stands in them.
    """
    dikirim = {request.POST.get("aksi"): request.POST}
    usul = FormCaraLain.usul(satu, surat.pengirim)
    if not terbuka:
        usul["tujuan"] = ""
    return {
        "tandai": FormTandai(dikirim.get("tandai"), prefix="tandai"),
        "tarik": FormTarikTanda(dikirim.get("tarik"), prefix="tarik"),
        "lain": FormCaraLain(dikirim.get("lain"), prefix="lain", initial=usul),
        "tidak_sampai": FormTidakSampai(dikirim.get("tidak_sampai"), prefix="tidak_sampai", initial=usul),
    }


def _lakukan(request: HttpRequest, satu: Pesan, form: dict, kembali: HttpResponse) -> HttpResponse | None:
    """Run the act that was pressed; None when its form was refused (its errors are on it)."""
    aksi = request.POST.get("aksi", "")
    if aksi not in AKSI:
        raise Http404
    if aksi == "tidak_sampai" and not satu.bisa_tidak_sampai:
        messages.info(request, f"{satu.subjek}: {satu.keadaan_kata}.")
        return kembali
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
        if isian is None or not (satu.bisa_tidak_sampai or meja.bisa_ditangani(satu)):
            messages.error(request, galat.pesan)
            return kembali
        tersembunyi = aksi == "tandai" and satu.keadaan != Keadaan.MENUNGGU_MANUAL
        isian.add_error(None if tersembunyi else isian.bidang_galat, galat.pesan)
        return None
    batal = aksi == "tarik" and hasil.keadaan == Keadaan.DIBATALKAN
    messages.success(request, TIDAK_DIKIRIM if batal else sesudah)
    if aksi in ("tarik", "lain", "tidak_sampai") and meja.bisa_ditangani(hasil):
        return redirect("portal:pesan", kunci=hasil.pk)
    return kembali
