"""The public check of a letter: which one a code names, and whether a file is that letter."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from dinsos.akun.peran import publik
from dinsos.berkas.galat import GalatBerkas
from dinsos.berkas.ringkas import ukuran_terbaca
from dinsos.dokumen import verifikasi
from dinsos.dokumen.cetak import GalatCetak
from dinsos.dokumen.enums import KeadaanSurat
from dinsos.dokumen.forms import FormBanding, FormKode
from dinsos.dokumen.models import SuratKeluar
from dinsos.inti.klien import alamat_klien
from dinsos.inti.teks import pukul, tanggal

log = logging.getLogger(__name__)

TIDAK_ADA = (
    "Kode ini tidak ada pada kami. Periksa lagi hurufnya pada surat. Bila tetap tidak ada, tanyakan kepada kami "
    "sebelum mempercayai surat itu."
)
HABIS = "Terlalu banyak percobaan yang salah. Coba lagi mulai pukul {}, atau hubungi kami."
HABIS_BANDING = "Terlalu banyak berkas dari jaringan Anda. Coba lagi mulai pukul {}."
BELUM_ADA = "PDF surat ini belum dapat dibuat. Coba lagi nanti, atau tanyakan kepada kami."
KEADAAN = {
    KeadaanSurat.TERBIT: "Surat ini kami terbitkan dan masih berlaku.",
    KeadaanSurat.DIGANTIKAN: "Surat ini kami terbitkan, tetapi sudah kami gantikan dengan surat lain.",
    KeadaanSurat.DIBATALKAN: "Surat ini kami terbitkan, tetapi sudah kami batalkan. Surat ini tidak berlaku lagi.",
}


@publik
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def periksa(request: HttpRequest) -> HttpResponse:
    """Asks for the code of a letter; a code of ours leads to the page of its letter."""
    if request.method != "POST":
        return _halaman(request, FormKode())
    form = FormKode(request.POST)
    if not form.is_valid():
        return _halaman(request, form)
    surat, galat = _cari(request, form.cleaned_data["kode"])
    if surat is None:
        form.add_error("kode", galat)
        return _halaman(request, form, status=429 if galat != TIDAK_ADA else 200)
    jawaban = redirect("dokumen:periksa_kode", kode=surat.kode)
    jawaban.status_code = 303
    return jawaban


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class PeriksaKode(View):
    """The letter of a code, where the QR code leads, and the comparison with a file.

    The protection against forged requests runs inside `post`: it reads the body, which must flow through
    `SidikUnggahan`, so that the file is kept nowhere.
    """

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, kode: str) -> HttpResponse:
        surat, galat = _cari(request, kode)
        return _tidak_ada(request, kode, galat) if surat is None else _halaman_surat(request, surat)

    def post(self, request: HttpRequest, kode: str) -> HttpResponse:
        sidik = verifikasi.SidikUnggahan(request)
        request.upload_handlers = [sidik]
        return self._banding(request, kode, sidik)

    @method_decorator(csrf_protect)
    def _banding(self, request: HttpRequest, kode: str, sidik: verifikasi.SidikUnggahan) -> HttpResponse:
        form = FormBanding(request.POST)
        form.is_valid()
        surat, galat = _cari(request, kode)
        if surat is None:
            return _tidak_ada(request, kode, galat)
        if keluhan := _keluhan(sidik):
            form.add_error("berkas", keluhan)
            return _halaman_surat(request, surat, form)
        tunggu = verifikasi.boleh_membandingkan(alamat_klien(request))
        if tunggu is not None:
            form.add_error("berkas", HABIS_BANDING.format(pukul(tunggu)))
            return _halaman_surat(request, surat, form, status=429)
        try:
            sama = verifikasi.cocok(surat, sidik.sidik)
        except (GalatCetak, GalatBerkas):
            form.add_error("berkas", BELUM_ADA)
            return _halaman_surat(request, surat, form, status=503)
        return _halaman_surat(request, surat, sama=sama)


periksa_kode = publik(PeriksaKode.as_view())


def _cari(request: HttpRequest, kode: str) -> tuple[SuratKeluar | None, str]:
    """The letter of a code, or what to tell; a code that can't be one costs a try, too."""
    alamat = alamat_klien(request)
    tunggu = verifikasi.boleh_mencoba(alamat)
    if tunggu is not None:
        return None, HABIS.format(pukul(tunggu))
    surat = verifikasi.cari(kode)
    if surat is None:
        return None, TIDAK_ADA
    verifikasi.kembalikan(alamat)
    return surat, ""


def _keluhan(sidik: verifikasi.SidikUnggahan) -> str:
    """Why a file can't be compared; "" when it can."""
    if sidik.terlalu_besar:
        batas = ukuran_terbaca(settings.BERKAS_UKURAN_MAKS)
        return f"Berkas ini lebih besar dari {batas}; surat kami tidak sebesar itu."
    return "" if sidik.sidik else "Pilih berkas surat yang Anda terima."


def _tidak_ada(request: HttpRequest, kode: str, galat: str) -> HttpResponse:
    form = FormKode({"kode": kode[:60]})
    form.is_valid()
    form.add_error("kode", galat)
    return _halaman(request, form, status=404 if galat == TIDAK_ADA else 429)


def _halaman(request: HttpRequest, form: FormKode, *, status: int = 200) -> HttpResponse:
    return render(request, "dokumen/periksa.html", {"form": form}, status=status)


def _halaman_surat(
    request: HttpRequest,
    surat: SuratKeluar,
    form: FormBanding | None = None,
    *,
    sama: bool | None = None,
    status: int = 200,
) -> HttpResponse:
    try:
        sidik = verifikasi.sidik_pdf(surat)
    except (GalatCetak, GalatBerkas):
        log.exception("PDF surat keluar %s tidak dapat dibuat", surat.kode)
        sidik = ""
    konteks = {
        "form": form or FormBanding(),
        "sama": sama,
        "berlaku": surat.keadaan == KeadaanSurat.TERBIT,
        "keadaan": KEADAAN[surat.keadaan],
        "fakta": [
            ("Jenis", surat.get_jenis_display()),
            ("Nomor", surat.nomor),
            ("Tanggal", tanggal(surat.tanggal_tertulis)),
            ("Kode periksa", surat.kode_tampil),
            (
                "Sidik berkas (SHA-256)",
                " ".join(sidik[i : i + 8] for i in range(0, len(sidik), 8)) or BELUM_ADA,
            ),
        ],
        "bertanda_tangan": surat.pindaian.exists(),
    }
    return render(request, "dokumen/surat.html", konteks, status=status)
