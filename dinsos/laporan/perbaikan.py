"""What complaints changed in the service: the list of outcomes and corrective actions (PGD-PRODUK)."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models import Count, Q, QuerySet

from dinsos.agenda.enums import Layanan
from dinsos.agenda.kerahasiaan import penutup
from dinsos.agenda.models import SuratMasuk
from dinsos.akun.models import Peran
from dinsos.inti import jam
from dinsos.laporan.masa import FormMasa, dicatat
from pengaduan.enums import Unit

PERAN = (Peran.KEPALA_DINAS, Peran.SEKRETARIS)
SEHALAMAN = 25
BARIS_CSV = 10_000
ADA, TANPA, BELUM = "ada", "tanpa", "belum"
KEADAAN = {
    ADA: "Ada tindak lanjut perbaikan",
    TANPA: "Ada hasil, tanpa perbaikan",
    BELUM: "Belum ada hasil",
}
_SYARAT = {
    ADA: ~Q(pengaduan__perbaikan=""),
    TANPA: Q(pengaduan__perbaikan="") & ~Q(pengaduan__hasil=""),
    BELUM: Q(pengaduan__hasil=""),
}
KEPALA_CSV = ("Nomor surat", "Diterima", "Layanan", "Status", "Petugas", "Keadaan", "Hasil", "Perbaikan")
RUMUS = ("=", "+", "-", "@", "\t", "\r", "\n")


class FormPerbaikan(FormMasa):
    """Which complaints the list shows: entered when, about which service, how far."""

    unit = forms.ChoiceField(
        label="Layanan yang diadukan", choices=[("", "Semua layanan"), *Unit.choices], required=False
    )
    keadaan = forms.ChoiceField(
        label="Keadaan", choices=[("", "Semua pengaduan"), *KEADAAN.items()], required=False
    )


@dataclass(frozen=True)
class Baris:
    """One complaint of the list; `hasil` and `perbaikan` without what names a secret sender."""

    surat: SuratMasuk
    unit: str
    keadaan: str
    hasil: str
    perbaikan: str


def pilih(pengguna, dari: date, sampai: date, unit: str = "", keadaan: str = "") -> QuerySet[SuratMasuk]:
    """Complaints entered on these days (WITA, both included) that this person may know of, newest first."""
    semua = SuratMasuk.objects.untuk(pengguna).filter(
        dicatat(dari, sampai), layanan=Layanan.PENGADUAN, pengaduan__isnull=False
    )
    if unit:
        semua = semua.filter(pengaduan__unit=unit)
    if keadaan:
        semua = semua.filter(_SYARAT[keadaan])
    return semua.order_by("-pk")


def ringkas(semua: QuerySet[SuratMasuk]) -> list[tuple[str, int]]:
    """How many complaints are how far, in words; one query."""
    hitung = semua.order_by().aggregate(
        **{nama: Count("pk", filter=syarat) for nama, syarat in _SYARAT.items()}
    )
    return [(kata, hitung[nama]) for nama, kata in KEADAAN.items()]


def halaman(semua: QuerySet[SuratMasuk], sesudah: int | None = None) -> tuple[list[Baris], int | None]:
    """A page of the list, and the id after which the next one begins (None: there is none); one query."""
    if sesudah is not None:
        semua = semua.filter(pk__lt=sesudah)
    baris = list(_berisi(semua)[: SEHALAMAN + 1])
    berikut = baris[SEHALAMAN - 1].pk if len(baris) > SEHALAMAN else None
    return [_baris(satu) for satu in baris[:SEHALAMAN]], berikut


def tulis_csv(semua: QuerySet[SuratMasuk]) -> Iterator[str]:
    """The list as lines of a table for spreadsheets, at most `BARIS_CSV` of them."""
    yield "\ufeff" + _baris_csv(KEPALA_CSV)
    for surat in _berisi(semua)[:BARIS_CSV].iterator(chunk_size=500):
        satu = _baris(surat)
        yield _baris_csv(
            (
                surat.nomor,
                jam.wita(surat.diterima_pada).date().isoformat(),
                satu.unit,
                surat.get_status_display(),
                str(surat.petugas or ""),
                satu.keadaan,
                satu.hasil,
                satu.perbaikan,
            )
        )


def sel(teks: str) -> str:
    """A cell that a spreadsheet reads as text, whatever it begins with."""
    return f"'{teks}" if teks.lstrip(" ").startswith(RUMUS) else teks


def _baris_csv(isi: tuple[str, ...]) -> str:
    tampung = io.StringIO()
    csv.writer(tampung, lineterminator="\r\n").writerow([sel(satu) for satu in isi])
    return tampung.getvalue()


def _berisi(semua: QuerySet[SuratMasuk]) -> QuerySet[SuratMasuk]:
    # What names a secret sender stands with the services, too: read here, not once for each line.
    return semua.select_related("pengirim", "pengaduan", "konsultasi", "petugas")


def _baris(surat: SuratMasuk) -> Baris:
    rincian, tutup = surat.pengaduan, penutup(surat)
    keadaan = ADA if rincian.perbaikan else TANPA if rincian.hasil else BELUM
    return Baris(
        surat=surat,
        unit=tutup(rincian.layanan_diadukan),
        keadaan=KEADAAN[keadaan],
        hasil=tutup(rincian.hasil),
        perbaikan=tutup(rincian.perbaikan),
    )
