"""Papers about a letter: for its sender inside the visit, for the staff beside the case."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dinsos.agenda import dokumen_surat
from dinsos.agenda.buka_identitas import buka_identitas
from dinsos.agenda.enums import Layanan
from dinsos.agenda.kerahasiaan import tampil
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.pindaian import unggah_pindaian
from dinsos.akun.peran import peran_wajib, publik, sama_404
from dinsos.berkas.actions import catat_akses
from dinsos.berkas.enums import MIME
from dinsos.berkas.responses import kirim
from dinsos.dokumen import surat as surat_keluar
from dinsos.dokumen.enums import JenisSurat
from dinsos.dokumen.jawaban import kirim_pdf
from dinsos.dokumen.models import SuratKeluar
from dinsos.inti.alamat import hanya_kirim
from dinsos.inti.galat import GalatAturan
from dinsos.notifikasi.models import Pesan
from dinsos.portal import bacaan_surat, meja
from dinsos.portal.views_kerja import PERAN_KASUS, sebagai_pembaca
from dinsos.portal.views_lacak import surat_sendiri
from dinsos.portal.views_pesan import PERAN_PESAN, TANDA_TERIMA
from disposisi import dokumen_disposisi
from konsultasi import dokumen_konsultasi
from pengaduan import dokumen_pengaduan

SURAT_WARGA = {Layanan.PENGADUAN: dokumen_pengaduan, Layanan.KONSULTASI: dokumen_konsultasi}


@publik
@surat_sendiri
@require_GET
def pengirim_surat(request: HttpRequest, surat: SuratMasuk) -> HttpResponse:
    """The own letter as it was filed."""
    return _surat_warga(surat)


@publik
@surat_sendiri
@require_GET
def pengirim_tanda_terima(request: HttpRequest, surat: SuratMasuk) -> HttpResponse:
    """The receipt of the own letter."""
    return _kirim(surat, dokumen_surat.tanda_terima(surat))


@publik
@surat_sendiri
@require_GET
def pengirim_jawaban(request: HttpRequest, surat: SuratMasuk, kunci: UUID) -> HttpResponse:
    """A letter of ours that a channel has accepted; another one is not there."""
    keluar = get_object_or_404(SuratKeluar.objects.milik(surat.uuid), pk=kunci)
    sampai = Pesan.objects.untuk_kasus(surat.uuid).filter(diterima_pada__isnull=False)
    if not sampai.filter(**{f"data__{dokumen_surat.KUNCI}": str(keluar.pk)}).exists():
        raise Http404
    return _kirim(surat, keluar)


@require_GET
@never_cache
@sama_404
@peran_wajib(*PERAN_KASUS)
def jawaban(request: HttpRequest, pk: int, kunci: UUID) -> HttpResponse:
    """A letter of ours; of a secret sender it names them, so it counts as opening the identity."""
    surat = _surat(request, pk)
    keluar = get_object_or_404(SuratKeluar.objects.milik(surat.uuid), pk=kunci)
    _buka(surat, request)
    return _kirim(surat, keluar, request)


@require_GET
@never_cache
@sama_404
@peran_wajib(*PERAN_KASUS)
def cetak(request: HttpRequest, pk: int, apa: str) -> HttpResponse:
    """The sender's letter, the receipt, the lembar disposisi or the minutes, to print."""
    surat = _surat(request, pk)
    if apa == "lembar-disposisi":
        isi = dokumen_surat.cetak_sekarang(
            dokumen_disposisi.JENIS, dokumen_disposisi.susun(surat, tampil(surat))
        )
        return kirim_pdf(isi, f"lembar-disposisi-{surat.nomor}.pdf")
    if apa not in ("surat", "tanda-terima", "berita-acara"):
        raise Http404
    acara = dokumen_konsultasi.terbit(surat) if apa == "berita-acara" else None
    if apa == "berita-acara" and acara is None:
        return redirect("portal:berita_acara", pk=pk)
    _buka(surat, request)
    if apa == "surat":
        return _surat_warga(surat)
    if apa == "tanda-terima":
        return _kirim(surat, dokumen_surat.tanda_terima(surat), request)
    return _kirim(surat, acara, request)


@require_GET
@never_cache
@sama_404
@peran_wajib(*PERAN_PESAN)
def pesan_surat(request: HttpRequest, kunci: UUID) -> HttpResponse:
    """The sheet that belongs to a message, for whoever handles that message: printed, handed over or sent on."""
    satu = get_object_or_404(meja.pesan_terlihat(request.user), pk=kunci)
    surat = get_object_or_404(SuratMasuk.objects.tanpa_kecualian(request.user), uuid=satu.kasus)
    kunci_keluar = satu.data.get(dokumen_surat.KUNCI)
    if not kunci_keluar and satu.kelas != TANDA_TERIMA:
        raise Http404
    _buka(surat, request)
    if not kunci_keluar:
        return _kirim(surat, dokumen_surat.tanda_terima(surat), request)
    return _kirim(surat, get_object_or_404(SuratKeluar.objects.milik(surat.uuid), pk=kunci_keluar), request)


@never_cache
@peran_wajib(*PERAN_KASUS)
@hanya_kirim("portal:surat", "pk")
def pindaian(request: HttpRequest, pk: int, kunci: UUID) -> HttpResponse:
    """Take in the scan of the signed letter; only the officer of the case and who decides it send one."""
    surat = _surat(request, pk)
    keluar = get_object_or_404(SuratKeluar.objects.milik(surat.uuid), pk=kunci)
    unggahan = request.FILES.get("pindaian")
    if unggahan is None:
        messages.error(request, "Pilih berkas pindaian surat yang sudah ditandatangani.")
        return redirect("portal:surat", pk=pk)
    try:
        unggah_pindaian(surat=surat, keluar=keluar, unggahan=unggahan, oleh=request.user)
    except GalatAturan as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, f"Pindaian {keluar} disimpan. Yang diunduh sekarang pindaian itu.")
    return redirect("portal:surat", pk=pk)


def _surat(request: HttpRequest, pk: int) -> SuratMasuk:
    surat = bacaan_surat.surat_terlihat(request.user, pk)
    if surat is None:
        raise Http404
    return surat


def _buka(surat: SuratMasuk, request: HttpRequest) -> None:
    if surat.rahasiakan_identitas:
        buka_identitas(surat=surat, oleh=request.user)


def _surat_warga(surat: SuratMasuk) -> HttpResponse:
    kamar = SURAT_WARGA[Layanan(surat.layanan)]
    try:
        data, gambar = kamar.susun(surat)
    except ObjectDoesNotExist as galat:  # a letter that came without particulars
        raise Http404 from galat
    return kirim_pdf(dokumen_surat.cetak_sekarang(kamar.JENIS, data, gambar), f"surat-{surat.nomor}.pdf")


def _kirim(surat: SuratMasuk, keluar: SuratKeluar, request: HttpRequest | None = None) -> FileResponse:
    """The scan or the PDF of a letter; logged."""
    berkas = surat_keluar.lembar(keluar)
    hasil = kirim(berkas=berkas, nama=f"{keluar.nama_berkas}.{MIME[berkas.mime]}")
    sebagai = "pengirim"
    if request is not None:
        sebagai = sebagai_pembaca(request.user, surat)
    catat_akses(
        berkas=berkas,
        oleh=request.user if request is not None else None,
        sebagai=sebagai,
        tujuan=f"Mengunduh {JenisSurat(keluar.jenis).label.lower()} surat {surat.nomor}",
    )
    return hasil
