"""Behind the QR code at the desk: guests register themselves, and read on the phone how their turn stands."""

import hmac
import uuid
from dataclasses import dataclass
from datetime import timedelta

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from dinsos.agenda.models import KeadaanKunjungan
from dinsos.akun import pembatas
from dinsos.akun.models import Peran
from dinsos.akun.pembatas import Jatah
from dinsos.akun.peran import peran_wajib, publik
from dinsos.bukutamu import daftar_sendiri, layar
from dinsos.bukutamu.enums import KeadaanPendaftaran
from dinsos.bukutamu.forms_daftar import FormDaftar, FormLapor
from dinsos.bukutamu.meja import langkah_berikut
from dinsos.bukutamu.models import PendaftaranTamu, Tamu
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.inti.klien import alamat_klien
from dinsos.inti.teks import pukul
from dinsos.sla.layanan import kalender_berlaku

# Phones in the waiting room share the office's network, or that of a mobile operator.
BATAS_ALAMAT = Jatah(30, timedelta(minutes=15))
TERLALU_SERING = "Terlalu banyak pendaftaran dari jaringan ini. Silakan langsung ke meja piket."
SELESAI = {
    KeadaanKunjungan.DIARAHKAN: "Silakan ke ruang layanan",
    KeadaanKunjungan.SELESAI: "Kunjungan Anda selesai",
    KeadaanKunjungan.PULANG: "Anda tercatat pulang. Surat Anda tetap kami jawab.",
    KeadaanKunjungan.DIJADWALKAN: "Anda memilih janji temu. Waktunya kami kabarkan.",
}


@dataclass(frozen=True)
class Giliran:
    """How a registration stands, for the guest's phone: the queue code ("" none yet) and words, never a name."""

    kode: str
    kata: str
    panggil: bool = False


def giliran(satu: PendaftaranTamu) -> Giliran:
    """How it stands now; a registration of an earlier day has nothing to say."""
    if satu.tanggal != jam.hari_ini() or satu.keadaan == KeadaanPendaftaran.KEDALUWARSA:
        return Giliran("", "Halaman ini berlaku pada hari Anda mengisinya saja.")
    if satu.keadaan == KeadaanPendaftaran.MENUNGGU:
        return Giliran("", "Menunggu petugas piket. Tetaplah di ruang tunggu.")
    if satu.keadaan == KeadaanPendaftaran.DISISIHKAN:
        return Giliran("", "Petugas piket belum dapat mencatat Anda. Silakan ke meja piket.", panggil=True)
    return _giliran_tamu(satu.tamu)


def _giliran_tamu(tamu: Tamu) -> Giliran:
    if tamu.kunjungan is None:
        kata = "Kunjungan Anda selesai" if tamu.keluar_pada else "Anda tercatat di buku tamu"
        return Giliran(tamu.kode, kata)
    if tamu.kunjungan.keadaan == KeadaanKunjungan.MENUNGGU:
        langkah = langkah_berikut(tamu.kunjungan)
        return Giliran(tamu.kode, layar.KATA[langkah], langkah == "sampaikan")
    keadaan = tamu.kunjungan.keadaan
    return Giliran(tamu.kode, SELESAI[keadaan], keadaan == KeadaanKunjungan.DIARAHKAN)


@publik
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def daftar(request: HttpRequest, kunci_pintu: str) -> HttpResponse:
    """The short form, and the number of who has a letter; for whoever stands before the QR code."""
    _wajib_pintu(kunci_pintu)
    lewat_nomor = "lapor" in request.POST
    dikirim = request.method == "POST"
    form = FormDaftar(request.POST if dikirim and not lewat_nomor else None)
    form_lapor = FormLapor(request.POST if dikirim and lewat_nomor else None)
    aktif = form_lapor if lewat_nomor else form
    if aktif.is_valid():
        try:
            satu = _terima(request, aktif.cleaned_data, lewat_nomor)
        except GalatAturan as galat:
            aktif.add_error(None, galat.pesan)
        else:
            return redirect("bukutamu:giliran", kunci_pintu=kunci_pintu, kunci=satu.kunci)
    konteks = {"form": form, "form_lapor": form_lapor, "aktif": aktif, "buka": _kantor_buka()}
    return render(request, "bukutamu/daftar.html", konteks, status=422 if dikirim else 200)


def _kantor_buka() -> bool:
    """Whether somebody is likely to sit at the desk: between opening and closing, breaks included."""
    kalender, hari_ini = kalender_berlaku(), jam.hari_ini()
    awal, akhir = kalender.buka(hari_ini), kalender.tutup(hari_ini)
    return awal is not None and awal <= jam.sekarang() < akhir


def _terima(request: HttpRequest, data: dict, lewat_nomor: bool) -> PendaftaranTamu:
    if not PendaftaranTamu.objects.filter(kunci=data["kunci"]).exists():
        tunggu = pembatas.ambil({f"buku tamu:{pembatas.jaringan(alamat_klien(request))}": BATAS_ALAMAT})
        if tunggu is not None:
            raise GalatAturan(f"{TERLALU_SERING} Atau coba lagi mulai pukul {pukul(tunggu)}.")
    if lewat_nomor:
        return daftar_sendiri.lapor(kunci=data["kunci"], nomor_surat=data["nomor"])
    return daftar_sendiri.daftar(**data)


@publik
@never_cache
@require_GET
def keadaan(request: HttpRequest, kunci_pintu: str, kunci: uuid.UUID) -> HttpResponse:
    """The guest's own page after registering; it renews itself and names nobody."""
    _wajib_pintu(kunci_pintu)
    semua = PendaftaranTamu.objects.select_related("tamu__kunjungan__surat")
    satu = semua.filter(kunci=kunci).first()
    if satu is None:
        raise Http404
    return render(request, "bukutamu/giliran.html", {"giliran": giliran(satu)})


def _wajib_pintu(kunci_pintu: str) -> None:
    if not hmac.compare_digest(kunci_pintu.encode(), layar.kunci_pintu().encode()):
        raise Http404


@require_GET
@never_cache
@peran_wajib(Peran.PIKET)
def lembar_qr(request: HttpRequest) -> HttpResponse:
    """The sheet with the QR code that lies at the desk; it prints itself."""
    alamat = layar.alamat_pintu()
    qr = segno.make(alamat, error="m", micro=False).svg_data_uri(scale=8, border=2, light="#fff")
    return render(request, "bukutamu/lembar_qr.html", {"alamat": alamat, "qr": qr})
