"""Whether two patterns of numbers can ever write the same number in one year, whatever their serials."""

import itertools
import re

from dinsos.dokumen import pola

_ANGKA = frozenset("0123456789")
_BUKAN_NOL = _ANGKA - {"0"}
_POTONGAN = re.compile(r"\{([^{}]*)\}|([^{}]+)")

Unsur = tuple[frozenset[str], bool]
"""Which signs may stand here, and whether there may be any number of them, none included."""


def contoh_kembar(satu: tuple[str, str], lain: tuple[str, str]) -> str:
    """A number that both checked patterns, each with its code, can write in the same year; "" when there is none.

    Every serial, month and year is covered; upper and lower case are the same, as in the book. A place that stands
    twice in a pattern may differ here, so that a pattern may be refused that in truth never meets the other.
    """
    for kiri, kanan in itertools.product(_semua_rantai(*satu), _semua_rantai(*lain)):
        if sama := _pertemuan(kiri, kanan):
            return sama
    return ""


def _semua_rantai(teks: str, kode: str) -> list[tuple[Unsur, ...]]:
    """What a pattern can write, as chains: one for each month that it can tell apart, and each way to pad."""
    bulanan = any(nama in teks for nama in ("{bulan}", "{bulan_romawi}"))
    return [
        tuple(itertools.chain(*pilihan))
        for bulan in range(1, 13 if bulanan else 2)
        for pilihan in itertools.product(*_bagian(teks, kode, bulan))
    ]


def _bagian(teks: str, kode: str, bulan: int) -> list[list[list[Unsur]]]:
    """For each part of a pattern the chains that can stand for it in that month."""
    tetap = {"kode": kode, "bulan": f"{bulan:02}", "bulan_romawi": pola.ROMAWI[bulan]}
    hasil: list[list[list[Unsur]]] = []
    for temuan in _POTONGAN.finditer(teks):
        nama, tulisan = temuan.groups()
        if nama is None or nama in tetap:
            hasil.append([_tetap(tetap[nama] if nama else tulisan)])
        elif nama == "tahun":
            hasil.append([[(_ANGKA, False)] * 4])
        else:
            hasil.append(_urut(nama))
    return hasil


def _urut(nama: str) -> list[list[Unsur]]:
    """A serial: as it is, or padded with zeros to a width that a large one outgrows."""
    lebar = pola.lebar(nama)
    panjang = [(_BUKAN_NOL, False), *[(_ANGKA, False)] * lebar, (_ANGKA, True)]
    return [[(_ANGKA, False)] * lebar, panjang] if lebar else [panjang]


def _tetap(tulisan: str) -> list[Unsur]:
    return [(frozenset(huruf), False) for huruf in tulisan.upper()]


def _pertemuan(kiri: tuple[Unsur, ...], kanan: tuple[Unsur, ...]) -> str:
    """A text that both chains allow, the shortest first; "" when there is none. No chain allows the empty text."""
    antre, dilihat = [(0, 0, "")], {(0, 0)}
    for i, j, tertulis in antre:
        if i == len(kiri) and j == len(kanan):
            return tertulis
        for langkah in _langkah(kiri, kanan, i, j):
            if langkah[:2] not in dilihat:
                dilihat.add(langkah[:2])
                antre.append((*langkah[:2], tertulis + langkah[2]))
    return ""


def _langkah(kiri: tuple[Unsur, ...], kanan: tuple[Unsur, ...], i: int, j: int) -> list[tuple[int, int, str]]:
    """Where one can go from two places: past what may be missing, or on by a sign that both allow."""
    hasil = []
    a, b = kiri[i] if i < len(kiri) else None, kanan[j] if j < len(kanan) else None
    if a and a[1]:
        hasil.append((i + 1, j, ""))
    if b and b[1]:
        hasil.append((i, j + 1, ""))
    if a and b and (sama := a[0] & b[0]):
        hasil.append((i if a[1] else i + 1, j if b[1] else j + 1, max(sama)))
    return hasil
