"""Numbers that are too small to be shown: a group of fewer than five people could point at one of them.

Months are put together until a group is large enough, oldest first. A group that was shown once never changes, and
what is left over waits for the months to come, in no sum before that. So neither a total nor two looks at different
times give away what one month held.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from dinsos.inti.teks import BULAN

PALING_SEDIKIT = 5
T = TypeVar("T")


@dataclass(frozen=True)
class Kelompok(Generic[T]):
    """Consecutive months that are shown together, oldest first."""

    baris: tuple[T, ...]
    dari: date
    sampai: date

    @property
    def nama(self) -> str:
        """ "November 2026", "Oktober–November 2026", "Desember 2026–Januari 2027"."""
        akhir = f"{BULAN[self.sampai.month]} {self.sampai.year}"
        if (self.dari.year, self.dari.month) == (self.sampai.year, self.sampai.month):
            return akhir
        tahun = "" if self.dari.year == self.sampai.year else f" {self.dari.year}"
        return f"{BULAN[self.dari.month]}{tahun}–{akhir}"


def gabung(
    baris: Iterable[T], *, bulan: Callable[[T], date], jumlah: Callable[[T], int]
) -> list[Kelompok[T]]:
    """Groups of at least five, from rows of one month each, oldest first; the rest is left out."""
    hasil: list[Kelompok[T]] = []
    kini: list[T] = []
    for satu in baris:
        kini.append(satu)
        if sum(map(jumlah, kini)) >= PALING_SEDIKIT:
            hasil.append(Kelompok(tuple(kini), bulan(kini[0]), bulan(kini[-1])))
            kini = []
    return hasil


def cukup(jumlah: int) -> bool:
    """Whether a group of so many may be shown."""
    return jumlah >= PALING_SEDIKIT


def jumlahkan(deret: Iterable[Sequence[int]]) -> list[int]:
    """Sums by position."""
    return [sum(satu) for satu in zip(*deret, strict=True)]
