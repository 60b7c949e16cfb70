"""For the office: what senders said once there was an outcome."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dinsos.agenda.enums import Layanan
from dinsos.agenda.kerahasiaan import penutup
from dinsos.agenda.models import SuratMasuk
from dinsos.akun.models import Peran
from dinsos.akun.peran import berhak, peran_wajib, sama_404
from dinsos.inti.alamat import hanya_kirim
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.laporan import ringkas_kinerja
from dinsos.laporan.angka_kecil import PALING_SEDIKIT
from dinsos.laporan.models import Tanggapan
from dinsos.laporan.skm import MUTU
from dinsos.laporan.tanggapan import tindak

PEMBACA = (Peran.PETUGAS, Peran.KEPALA_DINAS, Peran.SEKRETARIS)
PIMPINAN = (Peran.KEPALA_DINAS, Peran.SEKRETARIS)
SEHALAMAN = 50


@require_GET
@never_cache
@peran_wajib(*PIMPINAN)
def skm(request: HttpRequest) -> HttpResponse:
    """The survey for the management: index by unsur and suggestions, of the groups that the public sees, too."""
    survei = ringkas_kinerja.skm_layanan()
    konteks = {
        "layanan": [(nama, survei[kode]) for kode, nama in Layanan.choices],
        "paling_sedikit": PALING_SEDIKIT,
        "mutu": MUTU,
    }
    return render(request, "laporan/skm.html", konteks)


@require_GET
@never_cache
@peran_wajib(*PEMBACA)
def belum_terbantu(request: HttpRequest) -> HttpResponse:
    """Senders who were not helped and whom nobody has answered yet, newest first."""
    return _daftar(request)


def _daftar(request: HttpRequest, *, galat_pk: int | None = None, galat: str = "") -> HttpResponse:
    terlihat = SuratMasuk.objects.untuk(request.user).order_by().values("pk")
    baris = (
        Tanggapan.objects.menunggu()
        .filter(surat__in=terlihat)
        .select_related("surat__pengirim", "surat__petugas", "surat__pengaduan", "surat__konsultasi")
        .order_by("-pada", "-pk")[: SEHALAMAN + 1]
    )
    pimpinan = berhak(request.user, PIMPINAN)
    isi = [
        (
            satu,
            penutup(satu.surat)(satu.alasan),
            pimpinan or satu.surat.petugas_id == request.user.pk,  # who accompanies only reads
            galat if satu.pk == galat_pk else "",
        )
        for satu in baris
    ]
    konteks = {
        "baris": isi[:SEHALAMAN],
        "lebih": len(isi) > SEHALAMAN,
        "pimpinan": pimpinan,
        "tulisan": request.POST.get("tindakan", ""),
    }
    return render(request, "laporan/belum_terbantu.html", konteks, status=422 if galat else 200)


@never_cache
@sama_404
@peran_wajib(*PEMBACA)
@hanya_kirim("laporan:belum_terbantu")
def tindak_tanggapan(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what was done for one of them."""
    terlihat = SuratMasuk.objects.untuk(request.user).order_by().values("pk")
    tanggapan = get_object_or_404(Tanggapan, pk=pk, surat__in=terlihat)
    try:
        tindak(tanggapan=tanggapan, oleh=request.user, tindakan=request.POST.get("tindakan", ""))
    except SudahTerjadi as galat:
        messages.info(request, galat.pesan)
    except TidakBerwenang:
        raise
    except GalatAturan as galat:
        return _daftar(request, galat_pk=pk, galat=galat.pesan)
    else:
        messages.success(request, f"Tindakan untuk surat {tanggapan.surat.nomor} dicatat.")
    return redirect("laporan:belum_terbantu")
