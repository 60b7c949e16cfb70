"""The numbers that may be shown about kept promises and satisfaction: groups of months, never fewer than five."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from dinsos.agenda.enums import Layanan
from dinsos.inti import jam
from dinsos.inti.teks import durasi
from dinsos.laporan.angka_kecil import Kelompok, cukup, gabung, jumlahkan
from dinsos.laporan.models import HasilSkm, KinerjaBulan
from dinsos.laporan.skm import KODE, UNSUR, Indeks, ikm, indeks_unsur

TAMPIL = 12
"""Rows of a table, a month each unless a month was too small."""
ANGKA = ("diterima", "dijawab", "dijawab_tepat", "dilayani", "dilayani_tepat", "tamu", "tamu_detik")


@dataclass(frozen=True)
class Bagian:
    """So many of so many; "" as `teks` when the group is too small."""

    tepat: int
    dari: int

    @property
    def teks(self) -> str:
        if not cukup(self.dari):
            return ""
        return f"{self.tepat} dari {self.dari} ({self.tepat * 100 // self.dari}%)"


@dataclass(frozen=True)
class BarisKinerja:
    """One row of the public table; `tunggu` is the mean wait of guests, "" when there were too few."""

    masa: str
    diterima: int
    dijawab: Bagian
    dilayani: Bagian
    tunggu: str


@dataclass(frozen=True)
class BarisSkm:
    """The survey of one group of months; `unsur` are (name, index) in the order of the regulation."""

    masa: str
    jumlah: int
    ikm: Indeks
    unsur: list[tuple[str, Indeks]]
    saran: list[str]


@dataclass(frozen=True)
class KinerjaLayanan:
    """What the public reads about one service, newest first."""

    layanan: str
    nama: str
    kinerja: list[BarisKinerja]
    skm: list[BarisSkm]


def susun() -> list[KinerjaLayanan]:
    """Both services, each with its newest groups of months; two queries of one row a month and service."""
    kinerja, survei = list(KinerjaBulan.objects.all()), skm_layanan()
    return [
        KinerjaLayanan(
            layanan,
            nama,
            [_baris(satu) for satu in _kelompok(kinerja, layanan, "diterima")],
            survei[layanan],
        )
        for layanan, nama in Layanan.choices
    ]


def skm_layanan() -> dict[str, list[BarisSkm]]:
    """The survey of the finished months by service, newest first; one query."""
    hasil = list(HasilSkm.objects.filter(bulan__lt=jam.hari_ini().replace(day=1)))
    return {
        layanan: [_baris_skm(satu) for satu in _kelompok(hasil, layanan, "jumlah")]
        for layanan in Layanan.values
    }


def _kelompok(baris: Iterable, layanan: str, jumlah: str) -> list[Kelompok]:
    """The newest groups; grouped from the first month on, so that a group that was shown stays as it was."""
    milik = (satu for satu in baris if satu.layanan == layanan)
    semua = gabung(milik, bulan=lambda satu: satu.bulan, jumlah=lambda satu: getattr(satu, jumlah))
    return semua[::-1][:TAMPIL]


def _baris(kelompok: Kelompok[KinerjaBulan]) -> BarisKinerja:
    jumlah = jumlahkan([getattr(satu, nama) for nama in ANGKA] for satu in kelompok.baris)
    isi = dict(zip(ANGKA, jumlah, strict=True))
    tamu = isi["tamu"]
    return BarisKinerja(
        masa=kelompok.nama,
        diterima=isi["diterima"],
        dijawab=Bagian(isi["dijawab_tepat"], isi["dijawab"]),
        dilayani=Bagian(isi["dilayani_tepat"], isi["dilayani"]),
        tunggu=durasi(timedelta(seconds=isi["tamu_detik"] / tamu)) if cukup(tamu) else "",
    )


def _baris_skm(kelompok: Kelompok[HasilSkm]) -> BarisSkm:
    nilai = {kode: jumlahkan(satu.nilai[kode] for satu in kelompok.baris) for kode in KODE}
    return BarisSkm(
        masa=kelompok.nama,
        jumlah=sum(satu.jumlah for satu in kelompok.baris),
        ikm=ikm(nilai),
        unsur=[(satu.nama, indeks_unsur(nilai[satu.kode])) for satu in UNSUR],
        saran=sorted(teks for satu in kelompok.baris for teks in satu.saran),
    )
