"""The shape of a document's data: checked, cleaned and written in Indonesian before a template sees it.

`baca(nilai, jalur)` of each type gives what the template prints. Raises DataTidakSesuai with the path of the field.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dinsos.dokumen.cetak.galat import DataTidakSesuai
from dinsos.dokumen.cetak.huruf_aman import bersihkan, patahkan
from dinsos.inti import teks

# Longer than any Indonesian word that has to stay in one piece on a full line, or in the cell of a narrow table.
KATA_PANJANG = 28
KATA_PANJANG_SEL = 15


@dataclass(frozen=True)
class Bentuk:
    """Base. A field that isn't `wajib` may be missing, None or empty, and then reads as `bawaan`."""

    wajib: bool = True

    bawaan = ""

    def baca(self, nilai: Any, jalur: str) -> Any:
        if nilai is None or nilai == "":
            if self.wajib:
                raise DataTidakSesuai(jalur, "wajib diisi")
            return self.bawaan
        return self._isi(nilai, jalur)

    def _isi(self, nilai: Any, jalur: str) -> Any:
        raise NotImplementedError


@dataclass(frozen=True)
class Teks(Bentuk):
    """Text as it stands; words longer than `kata` characters may break."""

    kata: int = KATA_PANJANG

    def _isi(self, nilai: Any, jalur: str) -> str:
        if not isinstance(nilai, str):
            raise DataTidakSesuai(jalur, "harus teks")
        bersih = bersihkan(nilai).strip()
        if self.wajib and not bersih:
            raise DataTidakSesuai(jalur, "wajib diisi")
        return patahkan(bersih, self.kata)


@dataclass(frozen=True)
class Tanggal(Bentuk):
    """An ISO date, written "21 November 2026"; `hari` puts the day of the week before it."""

    hari: bool = False

    def _isi(self, nilai: Any, jalur: str) -> str:
        try:
            tertulis = teks.tanggal(date.fromisoformat(nilai))
        except (TypeError, ValueError):
            raise DataTidakSesuai(jalur, "harus tanggal ISO (2026-11-21)") from None
        return tertulis if self.hari else tertulis.partition(", ")[2]


@dataclass(frozen=True)
class Waktu(Bentuk):
    """An ISO instant with its offset, written "21 November 2026 pukul 09.30 WITA"; `jam` writes the time only."""

    jam: bool = False

    def _isi(self, nilai: Any, jalur: str) -> str:
        saat = baca_waktu(nilai, jalur)
        return teks.pukul(saat) if self.jam else teks.waktu(saat).partition(", ")[2]


@dataclass(frozen=True)
class Bulat(Bentuk):
    """A whole number, written "1.250"."""

    def _isi(self, nilai: Any, jalur: str) -> str:
        if not isinstance(nilai, int) or isinstance(nilai, bool):
            raise DataTidakSesuai(jalur, "harus bilangan bulat")
        return f"{nilai:,}".replace(",", ".")


@dataclass(frozen=True)
class Ya(Bentuk):
    """True or false; false when missing."""

    wajib: bool = False
    bawaan = False

    def _isi(self, nilai: Any, jalur: str) -> bool:
        if not isinstance(nilai, bool):
            raise DataTidakSesuai(jalur, "harus ya atau tidak")
        return nilai


@dataclass(frozen=True)
class Pilihan(Bentuk):
    """One of `kata`."""

    kata: tuple[str, ...] = ()

    def _isi(self, nilai: Any, jalur: str) -> str:
        if nilai not in self.kata:
            raise DataTidakSesuai(jalur, f"harus salah satu dari {', '.join(self.kata)}")
        return nilai


@dataclass(frozen=True)
class Daftar(Bentuk):
    """A list of `isi`; at least one when `wajib`."""

    isi: Bentuk = Teks()
    bawaan = ()

    def _isi(self, nilai: Any, jalur: str) -> list:
        if not isinstance(nilai, list | tuple):
            raise DataTidakSesuai(jalur, "harus daftar")
        if self.wajib and not nilai:
            raise DataTidakSesuai(jalur, "wajib diisi")
        return [self.isi.baca(satu, f"{jalur}.{nomor}") for nomor, satu in enumerate(nilai)]


@dataclass(frozen=True)
class Pasangan(Bentuk):
    """`[label, text]`, a line of facts. An empty text is printed as "–"."""

    def _isi(self, nilai: Any, jalur: str) -> list[str]:
        if not isinstance(nilai, list | tuple) or len(nilai) != 2:
            raise DataTidakSesuai(jalur, "harus sepasang: label dan isi")
        return [Teks().baca(nilai[0], f"{jalur}.0"), Teks(wajib=False).baca(nilai[1], f"{jalur}.1") or "–"]


@dataclass(frozen=True)
class Kamus(Bentuk):
    """A dict with exactly these fields; an unknown name is an error, so that a slip is never silently left out."""

    isi: tuple[tuple[str, Bentuk], ...] = ()
    bawaan = None

    def _isi(self, nilai: Any, jalur: str) -> dict:
        if not isinstance(nilai, dict):
            raise DataTidakSesuai(jalur, "harus kamus")
        dikenal = dict(self.isi)
        for nama in nilai:
            if nama not in dikenal:
                raise DataTidakSesuai(_sambung(jalur, str(nama)), "tidak dikenal")
        return {nama: bentuk.baca(nilai.get(nama), _sambung(jalur, nama)) for nama, bentuk in dikenal.items()}


def kamus(*, wajib: bool = True, **isi: Bentuk) -> Kamus:
    """A `Kamus` with the fields named."""
    return Kamus(wajib, tuple(isi.items()))


def baca_waktu(nilai: Any, jalur: str) -> datetime:
    """The aware instant in an ISO text. Raises DataTidakSesuai."""
    try:
        saat = datetime.fromisoformat(nilai)
    except (TypeError, ValueError):
        raise DataTidakSesuai(jalur, "harus waktu ISO (2026-11-21T09:30:00+08:00)") from None
    if saat.tzinfo is None:
        raise DataTidakSesuai(jalur, "harus waktu dengan zona")
    return saat


def _sambung(jalur: str, nama: str) -> str:
    return f"{jalur}.{nama}" if jalur else nama
