"""Pages of the policies and of the office's open choices in the admin."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from dinsos.akun.peran import berhak, peran_wajib
from dinsos.inti import jam
from dinsos.inti.alamat import hanya_kirim
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from dinsos.sla import actions_kebijakan as actions
from dinsos.sla import pilihan
from dinsos.sla.models import KebijakanTenggat, UsulanKebijakan
from disposisi.kalender import BANTUAN_KEMBALI, PEMBACA, PENERBIT, PENYUSUN, halaman, judul_galat, kiriman
from disposisi.kalender_bacaan import bacaan
from disposisi.kalender_forms import FormAlasan
from disposisi.kalender_forms_kebijakan import FormPilihan, FormUsulan

Keadaan = UsulanKebijakan.Keadaan


@require_safe
@peran_wajib(*PEMBACA)
def daftar(request: HttpRequest) -> HttpResponse:
    """Policies in force and to come, proposals, and both readings of the last months."""
    pada = jam.sekarang()
    isi = {
        "title": "Kebijakan tenggat",
        "kebijakan": _kebijakan(),
        "usulan": UsulanKebijakan.objects.exclude(keadaan=Keadaan.TERBIT).select_related("diajukan_oleh"),
        "bacaan": bacaan(pada),
        "menyusun": berhak(request.user, PENYUSUN),
    }
    return halaman(request, "admin/sla/kebijakan.html", isi)


def _kebijakan() -> list[tuple[KebijakanTenggat, str]]:
    """Each policy with its state: Berlaku, Akan berlaku or Sudah diganti."""
    hari_ini, sudah, hasil = jam.hari_ini(), set(), []
    for satu in KebijakanTenggat.objects.select_related("diterbitkan_oleh"):
        kunci = (satu.layanan, satu.jenis)
        if satu.berlaku_sejak > hari_ini:
            hasil.append((satu, "Akan berlaku"))
        else:
            hasil.append((satu, "Sudah diganti" if kunci in sudah else "Berlaku"))
            sudah.add(kunci)
    return hasil


@peran_wajib(*PENYUSUN)
def usulkan(request: HttpRequest) -> HttpResponse:
    """Propose a policy; `?dari=` names one to start from."""
    dari = request.GET.get("dari", "")
    lama = KebijakanTenggat.objects.filter(pk=int(dari) if dari.isdecimal() and len(dari) < 9 else 0).first()
    awal = (
        {nama: getattr(lama, nama) for nama in actions.KETENTUAN if nama != "berlaku_sejak"} if lama else None
    )
    form = FormUsulan(kiriman(request), initial=awal)
    if request.method == "POST" and (usulan := _ajukan(request, form)):
        return redirect("admin:kebijakan_usulan", usulan.pk)
    return _formulir(request, form, "Usulkan kebijakan")


@peran_wajib(*PEMBACA)
def usulan(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: to read and decide, or, when it came back, to correct."""
    satu = get_object_or_404(UsulanKebijakan.objects.select_related("diajukan_oleh", "kebijakan"), pk=pk)
    perbaiki = satu.keadaan == Keadaan.DIKEMBALIKAN and berhak(request.user, PENYUSUN)
    if not perbaiki:
        return _tampilkan(request, satu)
    form = FormUsulan(kiriman(request), instance=satu)
    if request.method == "POST" and _ajukan(request, form):
        return redirect("admin:kebijakan_usulan", pk)
    return _formulir(request, form, "Perbaiki usulan", satu.alasan_kembali)


def _ajukan(request: HttpRequest, form: FormUsulan) -> UsulanKebijakan | None:
    """Submit what the form holds; None with errors on the form."""
    if not form.is_valid():
        return None
    try:
        usulan = actions.ajukan_kebijakan(usulan=form.instance, oleh=request.user)
    except TidakBerwenang:
        raise
    except GalatAturan as galat:
        form.add_error(None, galat.pesan)
        return None
    messages.success(request, "Usulan sudah diajukan kepada Kepala Dinas.")
    return usulan


def _formulir(request: HttpRequest, form: FormUsulan, judul: str, alasan: str = "") -> HttpResponse:
    isi = {"title": judul_galat(judul, form), "form": form, "alasan": alasan}
    return halaman(request, "admin/sla/usulkan.html", isi)


def _tampilkan(request: HttpRequest, usulan: UsulanKebijakan, form: FormAlasan | None = None) -> HttpResponse:
    isi = {
        "title": judul_galat("Usulan kebijakan", form),
        "usulan": usulan,
        "menerbitkan": berhak(request.user, PENERBIT),
        "form": form or FormAlasan(bantuan=BANTUAN_KEMBALI),
    }
    return halaman(request, "admin/sla/usulan.html", isi)


@peran_wajib(*PENERBIT)
@hanya_kirim("admin:kebijakan_usulan", "pk")
def terbitkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a proposal as the head saw it."""
    usulan = get_object_or_404(UsulanKebijakan, pk=pk)
    ditinjau = parse_datetime(request.POST.get("diajukan", "")) or jam.sekarang()
    kebijakan = actions.terbitkan_kebijakan(usulan=usulan, oleh=request.user, ditinjau=ditinjau)
    messages.success(request, f"{kebijakan} terbit. Batas waktu surat yang sudah ada tidak berubah.")
    return redirect("admin:kebijakan_daftar")


@peran_wajib(*PEMBACA)
@hanya_kirim("admin:kebijakan_usulan", "pk")
def kembalikan(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a proposal back with a reason."""
    usulan = get_object_or_404(UsulanKebijakan, pk=pk)
    form = FormAlasan(request.POST, bantuan=BANTUAN_KEMBALI)
    if not form.is_valid():
        return _tampilkan(request, usulan, form)
    actions.kembalikan_kebijakan(usulan=usulan, oleh=request.user, alasan=form.cleaned_data["alasan"])
    messages.success(request, "Usulan sudah dikembalikan.")
    return redirect("admin:kebijakan_daftar")


@peran_wajib(*PEMBACA)
def pilihan_kantor(request: HttpRequest) -> HttpResponse:
    """The office's open choices; the head confirms them."""
    semua = pilihan.semua(jam.hari_ini())
    menetapkan = berhak(request.user, PENERBIT)
    form = FormPilihan(kiriman(request), semua=semua) if menetapkan else None
    if request.method == "POST" and menetapkan and form.is_valid():
        hasil = actions.tetapkan_pilihan(nilai=form.nilai(), oleh=request.user)
        messages.success(request, f"{len(hasil)} pilihan sudah ditetapkan.")
        return redirect("admin:pilihan_kantor")
    isi = {"title": judul_galat("Pilihan kantor", form), "semua": semua, "form": form}
    return halaman(request, "admin/sla/pilihan.html", isi)
