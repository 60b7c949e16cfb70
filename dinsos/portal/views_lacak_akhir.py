"""What the citizen does once there is an outcome: say whether it helped, fill in the survey, write a follow-up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dinsos.agenda import lanjutan as sambungan
from dinsos.agenda.formulir import peramban
from dinsos.agenda.models import SuratMasuk
from dinsos.akun.peran import publik
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.laporan import tanggapan as tindakan
from dinsos.portal import kasus as halaman
from dinsos.portal.forms_lacak_akhir import YA, FormLanjutan, FormSurvei, FormTanggapan
from dinsos.portal.views_lacak import surat_sendiri

TERIMA_KASIH = "Terima kasih. Tanggapan Anda sudah kami terima."
BELUM_TERBANTU = (
    "Tanggapan Anda sudah kami terima. Petugas dan pimpinan membacanya. Bila masih ada yang perlu kami kerjakan, "
    "kirim surat lanjutan."
)
SURVEI_MASUK = "Terima kasih. Jawaban survei Anda sudah kami hitung, tanpa nama dan tanpa nomor surat."


@publik
@surat_sendiri
@require_http_methods(["GET", "HEAD", "POST"])
def tanggapan(request: HttpRequest, surat: SuratMasuk) -> HttpResponse:
    """Say once whether the outcome helped."""
    form = FormTanggapan(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _isian(request, surat, "bisa_tanggap", "portal/lacak_tanggapan.html", form)
    terbantu = form.cleaned_data["terbantu"] == YA
    try:
        tindakan.tanggapi(surat=surat, terbantu=terbantu, alasan=form.cleaned_data["alasan"])
    except GalatAturan as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, TERIMA_KASIH if terbantu else BELUM_TERBANTU)
    return redirect("portal:kasus")


@publik
@surat_sendiri
@require_http_methods(["GET", "HEAD", "POST"])
def survei(request: HttpRequest, surat: SuratMasuk) -> HttpResponse:
    """The satisfaction survey, once; nothing that is kept says whose answers they are."""
    form = FormSurvei(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _isian(request, surat, "bisa_survei", "portal/lacak_survei.html", form)
    try:
        tindakan.isi_survei(surat=surat, jawaban=form.jawaban(), saran=form.cleaned_data["saran"])
    except GalatAturan as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, SURVEI_MASUK)
    return redirect("portal:kasus")


@publik
@surat_sendiri
@require_http_methods(["GET", "HEAD", "POST"])
def lanjutan(request: HttpRequest, surat: SuratMasuk) -> HttpResponse:
    """Start a letter that follows this one: the form of a service with the sender filled in."""
    form = FormLanjutan(request.POST or None, initial={"layanan": surat.layanan})
    konteks = halaman.susun(surat, jam.sekarang())
    if request.method != "POST" or not form.is_valid() or not konteks["bisa_lanjut"]:
        return _isian(request, surat, "bisa_lanjut", "portal/lacak_lanjutan.html", form)
    token = peramban.token(request) or peramban.token_baru()
    draf = sambungan.mulai(dari=surat, layanan=form.cleaned_data["layanan"], kunci=peramban.kunci_baru(token))
    messages.info(
        request,
        f"Surat ini melanjutkan surat nomor {surat.nomor}. Data diri Anda sudah kami isikan; periksa lagi.",
    )
    jawaban = HttpResponseRedirect(reverse(f"{draf.layanan}:isi", query={"kunci": str(draf.kunci)}))
    peramban.pasang(jawaban, token)
    return jawaban


def _isian(request: HttpRequest, surat: SuratMasuk, boleh: str, templat: str, form) -> HttpResponse:
    """The page with this form, if the letter has come so far; otherwise back to the letter, which says why."""
    if not halaman.susun(surat, jam.sekarang())[boleh]:
        messages.info(request, _mengapa(surat, boleh))
        return redirect("portal:kasus")
    return render(request, templat, {"surat": surat, "form": form}, status=422 if form.is_bound else 200)


def _mengapa(surat: SuratMasuk, boleh: str) -> str:
    if boleh == "bisa_tanggap" and surat.ada_tanggapan:
        return "Tanggapan Anda sudah kami terima."
    if boleh == "bisa_survei" and surat.ada_survei:
        return "Survei untuk surat ini sudah Anda isi."
    return tindakan.BELUM_WAKTUNYA
