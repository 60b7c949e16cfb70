"""The calendar of appointments for staff, and their calendar files."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dinsos.agenda.kerahasiaan import tampil
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.querysets import bukan_kecualian
from dinsos.akun.peran import peran_wajib
from dinsos.inti import jam
from dinsos.inti.alamat import hanya_kirim
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from dinsos.inti.teks import waktu
from dinsos.portal import jadwal as papan
from dinsos.portal.bacaan_surat import surat_terlihat
from dinsos.portal.forms_jadwal import FormAtur, FormTutup
from dinsos.portal.konteks import PERAN_JADWAL
from dinsos.portal.views_kerja import PERAN_KASUS
from disposisi import actions, ics, jadwal
from disposisi.enums import KeadaanAudiensi
from disposisi.jadwal_kabar import sudah_ditulis
from disposisi.jadwal_kabar import tempat as tempat_jadwal
from disposisi.models import Audiensi
from konsultasi import penanganan


@require_safe
@never_cache
@peran_wajib(*PERAN_JADWAL)
def kalender(request: HttpRequest) -> HttpResponse:
    """Day or week by room and officer; made to be printed, too."""
    form = papan.FormJadwal(request.GET)
    sah = form.is_valid()
    konteks = {
        "form": form,
        "lembar": papan.susun(request.user, form) if sah else [],
        "sebelum": _geser(request, form, -1) if sah else "",
        "sesudah": _geser(request, form, 1) if sah else "",
    }
    return render(request, "portal/kerja/jadwal.html", konteks, status=200 if sah else 422)


def _geser(request: HttpRequest, form: papan.FormJadwal, arah: int) -> str:
    """Query string of the neighbouring day or week, with the same filters."""
    tanggal = form.awal + arah * timedelta(days=form.hari)
    lain = {n: request.GET[n] for n in ("rentang", "ruang", "petugas") if request.GET.get(n)}
    return urlencode({"tanggal": f"{tanggal:%Y-%m-%d}"} | lain)


@peran_wajib(*PERAN_JADWAL)
@hanya_kirim("portal:jadwal")
def tindakan(request: HttpRequest, pk: int, nama: str) -> HttpResponse:
    """What happens now, in one touch: the guest came, the meeting begins, it ends."""
    bukan_terlapor = Audiensi.objects.filter(bukan_kecualian(request.user, "surat"))
    audiensi = get_object_or_404(bukan_terlapor.select_related("surat"), pk=pk)
    if nama not in papan.TOMBOL:
        raise Http404
    try:
        _lakukan(request, audiensi, nama)
    except TidakBerwenang:
        raise
    except GalatAturan as galat:
        messages.error(request, galat.pesan)
    tanggal = jam.wita(audiensi.mulai).date()
    return redirect(reverse("portal:jadwal", query={"tanggal": f"{tanggal:%Y-%m-%d}"}))


def _lakukan(request: HttpRequest, audiensi: Audiensi, nama: str) -> None:
    if nama == "hadir":
        jadwal.catat_hadir(audiensi=audiensi, oleh=request.user)
        messages.success(request, "Kedatangan pemohon dicatat.")
    elif nama == "surat_lembaga":
        penanganan.catat_surat_lembaga_dibawa(surat=audiensi.surat, oleh=request.user)
        messages.success(request, "Surat dari pimpinan lembaga dicatat dibawa.")
    elif nama == "selesai":
        jadwal.catat_selesai(audiensi=audiensi, oleh=request.user, pada=jam.sekarang())
        messages.success(request, "Selesainya pertemuan dicatat. Tulis hasilnya di halaman surat.")
    else:
        terdesak = actions.mulai_pertemuan(audiensi=audiensi, oleh=request.user)
        messages.success(request, "Pertemuan dimulai. Batas penanganan surat ini berhenti sekarang.")
        for lain in terdesak:
            messages.warning(
                request,
                f"Pertemuan ini memakai waktu jadwal lain pukul {jam.wita(lain.mulai):%H.%M}. Pindahkan jadwal itu "
                "bila perlu.",
            )


@require_safe
@never_cache
@peran_wajib(*PERAN_JADWAL)
def berkas(request: HttpRequest, pk: int) -> HttpResponse:
    """One appointment as a calendar file, for those who may know of its letter; no link of a secret one."""
    terlihat = Audiensi.objects.untuk(request.user).exclude(keadaan=KeadaanAudiensi.DIGANTI)
    terlihat = terlihat.select_related("surat", "ruang", "petugas")
    audiensi = get_object_or_404(terlihat, pk=pk)
    return ics.kirim_ics(audiensi, tanpa_tautan=audiensi.surat.rahasiakan_identitas)


@never_cache
@peran_wajib(*PERAN_KASUS)
@require_http_methods(["GET", "HEAD", "POST"])
def atur(request: HttpRequest, pk: int) -> HttpResponse:
    """The appointment of one letter: plan it, move it, or say why it didn't take place."""
    surat = surat_terlihat(request.user, pk)
    disposisi = getattr(surat, "disposisi", None) if surat else None
    if surat is None or disposisi is None or not disposisi.petugas_id or disposisi.tertulis:
        raise Http404
    audiensi = Audiensi.objects.berjalan().select_related("ruang", "petugas").filter(surat=surat).first()
    tutup = "apa" in request.POST
    data = request.POST if request.method == "POST" else None
    form = FormAtur(None if tutup else data, disposisi=disposisi, audiensi=audiensi)
    form_tutup = FormTutup(data if tutup else None, audiensi=audiensi)
    dipakai = form_tutup if tutup else form
    if data and dipakai.is_valid():
        try:
            return _atur(request, surat, audiensi, dipakai)
        except TidakBerwenang:
            raise
        except GalatAturan as galat:
            dipakai.add_error(None, galat.pesan)
    konteks = {
        "surat": surat,
        "pengirim": tampil(surat),
        "audiensi": audiensi,
        "tempat": tempat_jadwal(audiensi) if audiensi else "",
        "form": form,
        "form_tutup": form_tutup if audiensi or tutup else None,
        "form_galat": dipakai,
        "batas": next((t.jatuh_tempo for t in surat.tenggat.all() if t.jenis == "pelaksanaan"), None),
    }
    return render(request, "portal/kerja/atur_jadwal.html", konteks, status=422 if dipakai.errors else 200)


def _atur(request: HttpRequest, surat: SuratMasuk, audiensi: Audiensi | None, form) -> HttpResponse:
    """Carry out what a valid form says. Raises what the act raises."""
    oleh = request.user
    if isinstance(form, FormTutup):
        isi = form.cleaned_data
        match isi["apa"]:
            case "batal":
                jadwal.batalkan_jadwal(audiensi=audiensi, oleh=oleh, alasan=isi["alasan"])
            case "pemohon":
                jadwal.catat_pemohon_tidak_hadir(audiensi=audiensi, oleh=oleh, bukti=isi["alasan"])
            case "petugas":
                jadwal.catat_petugas_tidak_hadir(audiensi=audiensi, oleh=oleh, alasan=isi["alasan"])
        messages.success(request, "Jadwal dicatat tidak terlaksana. Ruang dan petugas bebas lagi.")
    elif audiensi:
        baru = jadwal.jadwal_ulang(audiensi=audiensi, oleh=oleh, **form.jadwal)
        messages.success(request, f"Jadwal dipindahkan ke {waktu(baru.mulai)}. {_kabar(surat)}")
    else:
        baru = actions.jadwalkan_lagi(surat=surat, oleh=oleh, **form.jadwal)
        messages.success(request, f"Dijadwalkan {waktu(baru.mulai)}. {_kabar(surat)}")
    return redirect("portal:surat", pk=surat.pk)


def _kabar(surat: SuratMasuk) -> str:
    if sudah_ditulis(surat):
        return "Pengirim diberi tahu."
    return "Pengirim membacanya dalam surat yang masih harus Anda kirim."
