"""The guest book of a stretch of days, on the screen and on paper, and its blank page."""

from datetime import date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dinsos.agenda import kerahasiaan
from dinsos.agenda.dokumen_surat import cetak_sekarang, saat
from dinsos.agenda.models import SuratMasuk
from dinsos.akun.models import Peran
from dinsos.akun.peran import peran_wajib
from dinsos.bukutamu.models import Tamu
from dinsos.dokumen.cetak import BARIS_MAKS
from dinsos.dokumen.jawaban import kirim_pdf
from dinsos.inti import jam

HARI_MAKS = 31
BARIS_KOSONG = 12


def buku(oleh, dari: date, sampai: date) -> list[Tamu]:
    """The lines of [dari, sampai] (WITA) in the order in which the guests came; two queries.

    Of a letter from which `oleh` is excluded the line stands there without a name, so that the book has no gap.
    """
    awal = datetime.combine(dari, time.min, jam.WITA)
    akhir = datetime.combine(sampai + timedelta(days=1), time.min, jam.WITA)
    semua = Tamu.objects.filter(masuk_pada__gte=awal, masuk_pada__lt=akhir)
    baris = list(semua.select_related("kunjungan__petugas")[:BARIS_MAKS])
    surat = {satu.kunjungan.surat_id for satu in baris if satu.kunjungan_id}
    boleh = set(SuratMasuk.objects.tanpa_kecualian(oleh).filter(pk__in=surat).values_list("pk", flat=True))
    for satu in baris:
        if satu.kunjungan_id and satu.kunjungan.surat_id not in boleh:
            satu.nama, satu.asal, satu.telepon, satu.keperluan = kerahasiaan.TERSAMAR, "", "", ""
    return baris


def _hari(request: HttpRequest) -> tuple[date, date]:
    """The days in the address, at most `HARI_MAKS`; today for anything else."""
    hari_ini = jam.hari_ini()
    dari = _baca(request.GET.get("dari", "")) or hari_ini
    sampai = _baca(request.GET.get("sampai", "")) or max(dari, min(hari_ini, dari))
    sampai = max(dari, min(sampai, dari + timedelta(days=HARI_MAKS - 1)))
    return dari, sampai


def _baca(teks: str) -> date | None:
    try:
        hari = parse_date(teks)
    except ValueError:
        return None
    return hari if hari and jam.HARI_AWAL <= hari <= jam.HARI_AKHIR else None


def _galat(request: HttpRequest) -> str:
    """What to say about days in the address that were not taken."""
    isi = (request.GET.get(nama, "") for nama in ("dari", "sampai"))
    return jam.DI_LUAR_MASA if any(satu and not _baca(satu) for satu in isi) else ""


@require_GET
@never_cache
@peran_wajib(Peran.PIKET)
def halaman(request: HttpRequest) -> HttpResponse:
    """The book of the days that the address names."""
    dari, sampai = _hari(request)
    konteks = {
        "dari": dari,
        "sampai": sampai,
        "baris": buku(request.user, dari, sampai),
        "galat": _galat(request),
    }
    return render(request, "bukutamu/buku.html", konteks)


@require_GET
@never_cache
@peran_wajib(Peran.PIKET)
def cetak(request: HttpRequest) -> HttpResponse:
    """The same as a PDF."""
    dari, sampai = _hari(request)
    data = {
        "dibuat": saat(jam.sekarang()),
        "dari": dari.isoformat(),
        "sampai": sampai.isoformat(),
        "baris": [
            {
                "no": nomor,
                "tanggal": satu.tanggal.isoformat(),
                "masuk": saat(satu.masuk_pada),
                "keluar": saat(satu.keluar) if satu.keluar else None,
                "nama": satu.nama,
                "alamat": satu.asal,
                "keperluan": satu.keperluan,
                "petugas": satu.bertemu,
                "telepon": satu.telepon_tampil,
            }
            for nomor, satu in enumerate(buku(request.user, dari, sampai), 1)
        ],
    }
    return kirim_pdf(cetak_sekarang("buku_tamu", data), f"buku-tamu-{dari}.pdf")


@require_GET
@never_cache
@peran_wajib(Peran.PIKET)
def kosong(request: HttpRequest) -> HttpResponse:
    """A blank page of the book, for when there is no electricity; it prints itself."""
    return render(request, "bukutamu/buku_kosong.html", {"baris": range(1, BARIS_KOSONG + 1)})


@require_GET
@never_cache
@peran_wajib(Peran.PIKET)
def kosong_pdf(request: HttpRequest) -> HttpResponse:
    """The same as a PDF, to keep or to send to a print shop."""
    data = {"dibuat": saat(jam.sekarang()), "kosong": True}
    return kirim_pdf(cetak_sekarang("buku_tamu", data), "buku-tamu-kosong.pdf")
