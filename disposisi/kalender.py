"""Calendar pages in the admin: years and versions, one version, and the acts on it (tenggat.md, "Calendar")."""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dinsos.agenda.models import Tenggat
from dinsos.agenda.perubahan import pratinjau, terapkan
from dinsos.akun.models import Peran
from dinsos.akun.peran import berhak, peran_wajib
from dinsos.inti import jam
from dinsos.inti.alamat import hanya_kirim
from dinsos.sla import actions
from dinsos.sla.banding import acuan_untuk, banding, perlu_diperiksa
from dinsos.sla.jam_teks import tulis_jam, tulis_mingguan
from dinsos.sla.kalender import KalenderTidakSah
from dinsos.sla.layanan import terbitan_dengan, terbitan_kini
from dinsos.sla.models import VersiKalender
from dinsos.sla.muat import sidik
from dinsos.sla.peringatan import kalimat
from disposisi.kalender_forms import FormAlasan, FormDasar, FormSusun
from disposisi.kalender_janji import terhalang

PENYUSUN = (Peran.PENGELOLA,)
PENERBIT = (Peran.KEPALA_DINAS,)
PEMBACA = PENYUSUN + PENERBIT
BATAS_BARIS = 100

BANTUAN_KEMBALI = "Pengelola membaca alasan ini."
BANTUAN_TERAPKAN = "Pengirim surat membaca alasan ini, misalnya “Kantor tutup karena banjir”."

Keadaan = VersiKalender.Keadaan


def halaman(request: HttpRequest, templat: str, isi: dict) -> HttpResponse:
    """A page in the frame of the admin, without its side menu."""
    request.current_app = admin.site.name
    bingkai = admin.site.each_context(request) | {"is_nav_sidebar_enabled": False}
    return render(request, templat, bingkai | isi)


def kiriman(request: HttpRequest):
    """What was posted; None for a page that was only opened."""
    return request.POST if request.method == "POST" else None


def judul_galat(judul: str, *formulir) -> str:
    """The title of a page, saying first when something has to be corrected."""
    return f"Perlu diperbaiki: {judul}" if any(form and form.errors for form in formulir) else judul


@require_safe
@peran_wajib(*PEMBACA)
def daftar(request: HttpRequest) -> HttpResponse:
    """All versions, newest year first, and what the calendar still lacks."""
    menyusun = berhak(request.user, PENYUSUN)
    isi = {
        "title": "Kalender kerja",
        "versi": VersiKalender.objects.select_related("diterbitkan_oleh"),
        "berlaku": {pk for pk, _ in terbitan_kini().versi.values()},
        "menyusun": menyusun,
        "peringatan": kalimat(jam.sekarang()),
    }
    return halaman(request, "admin/kalender/daftar.html", isi)


@peran_wajib(*PENYUSUN)
def susun(request: HttpRequest) -> HttpResponse:
    """Start the draft of a year."""
    form = FormSusun(kiriman(request), initial=FormSusun.bawaan())
    if request.method == "POST" and form.is_valid():
        versi = actions.susun_kalender(
            tahun=form.cleaned_data["tahun"],
            dari_paket=form.cleaned_data["sumber"] == "paket",
            oleh=request.user,
        )
        messages.success(
            request, f"Draf kalender {versi.tahun} sudah dibuat. Cocokkan dengan surat keputusan."
        )
        return redirect("admin:kalender_versi", versi.pk)
    isi = {"title": judul_galat("Susun kalender", form), "form": form, "tombol": "Buat draf"}
    return halaman(request, "admin/kalender/formulir.html", isi)


@require_safe
@peran_wajib(*PEMBACA)
def versi(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: what it changes, its days and hours, and what this person may do with it."""
    return tampilkan(request, _versi(pk))


def tampilkan(request: HttpRequest, versi: VersiKalender, **formulir) -> HttpResponse:
    """The page of a version, with bound forms in place of empty ones where something has to be corrected."""
    menyusun, menerbitkan = berhak(request.user, PENYUSUN), berhak(request.user, PENERBIT)
    acuan = acuan_untuk(versi)
    draf, diajukan = versi.keadaan == Keadaan.DRAF, versi.keadaan == Keadaan.DIAJUKAN
    berlaku = terbitan_kini().versi.get(versi.tahun, (None,))[0] == versi.pk
    beda = banding(versi, acuan)
    isi = {
        "title": judul_galat(f"Kalender {versi.tahun} versi {versi.versi}", *formulir.values()),
        "versi": versi,
        "acuan": acuan,
        "beda": beda,
        "hari": [(hari, tulis_jam(hari.jam)) for hari in versi.hari_khusus.all()],
        "profil": [(profil, tulis_mingguan(profil.jam)) for profil in versi.profil_jam.all()],
        "periksa": [] if versi.keadaan == Keadaan.TERBIT else perlu_diperiksa(versi),
        "menyusun": menyusun,
        "menerbitkan": menerbitkan,
        "ubah": menyusun and draf,
        "berlaku": berlaku,
        "terapkan": menerbitkan and berlaku and bool(beda) and versi.diterbitkan_oleh is not None,
        "sidik": sidik(versi) if diajukan else "",
        "dampak": dampak(request, versi) if menerbitkan and (diajukan or berlaku) else None,
        "form_dasar": FormDasar(initial={"dasar_hukum": versi.dasar_hukum}),
        "form_kembali": FormAlasan(auto_id="kembali_%s", bantuan=BANTUAN_KEMBALI),
        "form_terapkan": FormAlasan(auto_id="terapkan_%s", bantuan=BANTUAN_TERAPKAN),
    }
    return halaman(request, "admin/kalender/versi.html", isi | formulir)


def dampak(request: HttpRequest, versi: VersiKalender) -> dict:
    """The running clocks that this person may know of whose window holds a changed date, and hit appointments."""
    try:
        terbitan = terbitan_dengan(versi)
    except KalenderTidakSah as galat:
        return {"galat": str(galat)}
    tenggat = Tenggat.objects.untuk(request.user)
    geseran = pratinjau(versi=versi, terbitan=terbitan, pada=jam.sekarang(), tenggat=tenggat)
    return {
        "baris": geseran[:BATAS_BARIS],
        "jumlah": len(geseran),
        "diundur": sum(satu.diundur for satu in geseran),
        "pertemuan": terhalang(request.user, versi.tahun, terbitan.kalender),
    }


def _versi(pk: int) -> VersiKalender:
    """The version with its days and hours. Raises Http404."""
    semua = VersiKalender.objects.select_related("diajukan_oleh", "diterbitkan_oleh")
    return get_object_or_404(semua.prefetch_related("hari_khusus", "profil_jam"), pk=pk)


@peran_wajib(*PENYUSUN)
@hanya_kirim("admin:kalender_versi", "pk")
def dasar(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the decree of a draft."""
    versi = _versi(pk)
    form = FormDasar(request.POST)
    if not form.is_valid():
        return tampilkan(request, versi, form_dasar=form)
    actions.ubah_dasar(versi=versi, oleh=request.user, dasar_hukum=form.cleaned_data["dasar_hukum"])
    return _kembali(request, pk, "Dasar hukum sudah disimpan.")


@peran_wajib(*PENYUSUN)
@hanya_kirim("admin:kalender_versi", "pk")
def ajukan(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit a draft to the head."""
    versi = actions.ajukan_kalender(versi=_versi(pk), oleh=request.user)
    return _kembali(request, pk, f"Kalender {versi.tahun} sudah diajukan kepada Kepala Dinas.")


@peran_wajib(*PEMBACA)
@hanya_kirim("admin:kalender_versi", "pk")
def kembalikan(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to draft: by the head, or taken back by the pengelola."""
    versi = _versi(pk)
    form = FormAlasan(request.POST, auto_id="kembali_%s", bantuan=BANTUAN_KEMBALI)
    if not form.is_valid():
        return tampilkan(request, versi, form_kembali=form)
    actions.kembalikan_kalender(versi=versi, oleh=request.user, alasan=form.cleaned_data["alasan"])
    return _kembali(request, pk, "Kalender ini kembali menjadi draf.")


@peran_wajib(*PENERBIT)
@hanya_kirim("admin:kalender_versi", "pk")
def terbitkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish what the head looked at; no clock moves."""
    versi = actions.terbitkan_kalender(
        versi=_versi(pk), oleh=request.user, sidik_ditinjau=request.POST.get("sidik", "-")
    )
    return _kembali(
        request,
        pk,
        f"Kalender {versi.tahun} versi {versi.versi} terbit dan dipakai untuk surat baru."
        " Batas waktu surat yang sudah ada tidak berubah.",
    )


@peran_wajib(*PENERBIT)
@hanya_kirim("admin:kalender_versi", "pk")
def terapkan_kalender(request: HttpRequest, pk: int) -> HttpResponse:
    """Extend the running clocks that the published calendar touches."""
    versi = _versi(pk)
    form = FormAlasan(request.POST, auto_id="terapkan_%s", bantuan=BANTUAN_TERAPKAN)
    if not form.is_valid():
        return tampilkan(request, versi, form_terapkan=form)
    hasil = terapkan(versi=versi, oleh=request.user, alasan=form.cleaned_data["alasan"])
    # Letters that this person may not know of move, too, and are not told here.
    digeser = [satu.tenggat_id for satu in hasil]
    terlihat = Tenggat.objects.untuk(request.user).filter(pk__in=digeser).count()
    kata = f"{terlihat} batas waktu diundur. Pengirimnya kami beri tahu."
    return _kembali(request, pk, kata if terlihat else "Tidak ada batas waktu yang perlu diundur.")


@peran_wajib(*PENYUSUN)
def buang(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away, after asking once."""
    versi = _versi(pk)
    if request.method == "POST":
        actions.buang_draf(versi=versi, oleh=request.user)
        messages.success(request, f"Draf kalender {versi.tahun} versi {versi.versi} sudah dibuang.")
        return redirect("admin:kalender_daftar")
    isi = {
        "title": f"Buang draf kalender {versi.tahun} versi {versi.versi}?",
        "kalimat": "Semua hari khusus dan jam kerja dalam draf ini hilang. Kalender yang sudah terbit tetap.",
        "tombol": "Ya, buang draf",
        "kembali": reverse("admin:kalender_versi", args=[pk]),
    }
    return halaman(request, "admin/kalender/tanya.html", isi)


def _kembali(request: HttpRequest, pk: int, kabar: str) -> HttpResponse:
    messages.success(request, kabar)
    return redirect("admin:kalender_versi", pk)
