"""The calendar of appointments for staff, and their calendar files."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dinsos.agenda.querysets import bukan_kecualian
from dinsos.akun.peran import peran_wajib
from dinsos.inti import jam
from dinsos.inti.alamat import hanya_kirim
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from dinsos.portal import jadwal as papan
from dinsos.portal.konteks import PERAN_JADWAL
from disposisi import actions, ics, jadwal
from disposisi.enums import USULAN, KeadaanAudiensi
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
    lain = {n: request.GET[n] for n in ("rentang", "kolom", "ruang", "petugas") if request.GET.get(n)}
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
    terlihat = Audiensi.objects.untuk(request.user).exclude(keadaan__in=(*USULAN, KeadaanAudiensi.DIGANTI))
    terlihat = terlihat.select_related("surat", "ruang", "petugas")
    audiensi = get_object_or_404(terlihat, pk=pk)
    return ics.kirim_ics(audiensi, tanpa_tautan=audiensi.surat.rahasiakan_identitas)
