"""Handing over the letters of an officer who is away or leaves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinsos.agenda.models import SuratMasuk
from dinsos.akun.models import Pengguna, Peran
from dinsos.akun.peran import peran_wajib
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from dinsos.inti.teks import titik
from dinsos.portal.forms_serah_terima import FormSerahTerima
from disposisi import serah_terima as tindakan
from disposisi.querysets import daftar_calon

PEMUTUS = (Peran.KEPALA_DINAS, Peran.SEKRETARIS)


@never_cache
@peran_wajib(*PEMUTUS)
@require_http_methods(["GET", "HEAD", "POST"])
def serah_terima(request: HttpRequest) -> HttpResponse:
    """Whose letters, then to whom each of them goes, with what would become of its appointment."""
    absen = tindakan.sedang_tidak_hadir(jam.sekarang())
    semua = tindakan.petugas_diserahkan(request.user)
    nomor = (request.POST or request.GET).get("petugas", "")
    if not nomor.isdecimal() or len(nomor) > 18:
        baris = [(satu, absen.get(satu.pk)) for satu in semua]
        baris.sort(key=lambda satu: satu[1] is None)
        return render(request, "portal/kerja/serah_terima.html", {"baris": baris})
    petugas = get_object_or_404(semua, pk=int(nomor))
    surat = tindakan.surat_diserahkan(petugas, request.user)
    data = request.POST if request.method == "POST" else None
    calon = _calon(request, petugas, surat, absen)
    form = FormSerahTerima(data, calon=calon, semua=request.GET.get("semua", ""))
    jawaban = _serahkan(request, petugas, form) if data is not None and form.is_valid() else None
    return jawaban or _halaman(request, petugas, surat, form, absen)


def _calon(
    request: HttpRequest, petugas: Pengguna, surat: list[SuratMasuk], absen: dict
) -> list[tuple[SuratMasuk, list[Pengguna]]]:
    """For each letter who may have it: neither named in it nor away, the one with the least letters first."""
    hasil = []
    for satu in surat:
        calon = daftar_calon(surat=satu, pemutus=request.user)
        calon = [o for o in calon if not o.kecuali and o.pk != petugas.pk and o.pk not in absen]
        hasil.append((satu, sorted(calon, key=lambda orang: (orang.beban, orang.nama, orang.pk))))
    return hasil


def _serahkan(request: HttpRequest, petugas: Pengguna, form: FormSerahTerima) -> HttpResponse | None:
    """Carry it out; None when the page comes back with what stands against it, or was only to be looked at."""
    if "serahkan" not in request.POST:
        return None
    alasan = form.cleaned_data["alasan"]
    try:
        hasil = tindakan.serahkan_semua(
            petugas=petugas, oleh=request.user, pengganti=form.pengganti, alasan=alasan
        )
    except TidakBerwenang:
        raise
    except GalatAturan as galat:
        form.add_error(None, galat.pesan)
        return None
    messages.success(request, f"{len(hasil)} surat {petugas} sudah diserahkan.")
    for satu in hasil:
        tampil = messages.warning if satu.jadwal == tindakan.BATAL else messages.info
        tampil(request, f"Surat {satu.surat.nomor} kepada {titik(satu.petugas)} {satu.kata}")
    return redirect("portal:serah_terima")


def _halaman(
    request: HttpRequest, petugas: Pengguna, surat: list[SuratMasuk], form: FormSerahTerima, absen: dict
) -> HttpResponse:
    pengganti = form.terpilih
    hasil, halangan = (
        tindakan.pratinjau(petugas=petugas, oleh=request.user, pengganti=pengganti) if pengganti else ({}, {})
    )
    if not form.is_bound:
        form.lepaskan(halangan)
    daftar = [(satu, form[form.nama(satu)], hasil.get(satu.pk), halangan.get(satu.pk, "")) for satu in surat]
    konteks = {"petugas": petugas, "absen": absen.get(petugas.pk), "daftar": daftar, "form": form}
    status = 422 if form.errors else 200
    return render(request, "portal/kerja/serah_terima_petugas.html", konteks, status=status)
