"""Special days and hours of a draft calendar: add, change, take out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from dinsos.akun.peran import peran_wajib
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from dinsos.inti.teks import tanggal as tulis_tanggal
from dinsos.sla import actions
from dinsos.sla.models import HariKhusus, IsiKalender, ProfilJam, VersiKalender
from disposisi.kalender import PENYUSUN, halaman, judul_galat, kiriman
from disposisi.kalender_forms import FormHari, FormJam


@peran_wajib(*PENYUSUN)
def hari(request: HttpRequest, pk: int, isi: int | None = None) -> HttpResponse:
    """Add a special day, or change the one with id `isi`."""
    return _formulir(request, FormHari, _baris(HariKhusus, pk, isi), "hari khusus")


@peran_wajib(*PENYUSUN)
def jam_kerja(request: HttpRequest, pk: int, isi: int | None = None) -> HttpResponse:
    """Add hours, or change those with id `isi`."""
    return _formulir(request, FormJam, _baris(ProfilJam, pk, isi), "jam kerja")


@peran_wajib(*PENYUSUN)
def hapus_hari(request: HttpRequest, pk: int, isi: int) -> HttpResponse:
    """Take a special day out, after asking once."""
    baris = _baris(HariKhusus, pk, isi)
    return _hapus(request, baris, f"{baris.nama}, {tulis_tanggal(baris.tanggal)}")


@peran_wajib(*PENYUSUN)
def hapus_jam(request: HttpRequest, pk: int, isi: int) -> HttpResponse:
    """Take hours out, after asking once."""
    baris = _baris(ProfilJam, pk, isi)
    return _hapus(request, baris, baris.nama)


def _baris(model: type[IsiKalender], pk: int, isi: int | None) -> IsiKalender:
    """The row of that version, or a new one. Raises Http404."""
    if isi is None:
        return model(versi=get_object_or_404(VersiKalender, pk=pk))
    return get_object_or_404(model.objects.select_related("versi"), pk=isi, versi_id=pk)


def _formulir(request: HttpRequest, kelas, baris: IsiKalender, apa: str) -> HttpResponse:
    form = kelas(kiriman(request), instance=baris)
    if request.method == "POST" and form.is_valid():
        try:
            actions.simpan_isi(isi=form.instance, oleh=request.user)
        except TidakBerwenang:
            raise
        except GalatAturan as galat:
            form.add_error(None, galat.pesan)
        else:
            messages.success(request, f"{form.instance.nama} sudah disimpan.")
            return redirect("admin:kalender_versi", baris.versi_id)
    judul = f"{'Ubah' if baris.pk else 'Tambah'} {apa}"
    konteks = {
        "title": judul_galat(judul, form),
        "form": form,
        "versi": baris.versi,
        "tombol": f"Simpan {apa}",
    }
    return halaman(request, "admin/kalender/formulir.html", konteks)


def _hapus(request: HttpRequest, baris: IsiKalender, nama: str) -> HttpResponse:
    versi = baris.versi
    if request.method == "POST":
        actions.hapus_isi(isi=baris, oleh=request.user)
        messages.success(request, f"{nama} sudah dihapus dari draf.")
        return redirect("admin:kalender_versi", versi.pk)
    konteks = {
        "title": "Hapus dari draf?",
        "kalimat": f"{nama} dihapus dari draf kalender {versi.tahun}.",
        "versi": versi,
        "tombol": "Ya, hapus",
        "kembali": reverse("admin:kalender_versi", args=[versi.pk]),
    }
    return halaman(request, "admin/kalender/tanya.html", konteks)
