"""Which characters the shipped fonts can draw, read from their character maps (OpenType `cmap`, formats 4 and 12).

PDF/A forbids a glyph that stands for "missing", so the renderer has to know before it sets a text.
"""

import struct
from functools import cache

from dinsos.dokumen.cetak.penyusun import HURUF

UTAMA = ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "LiberationSans-Italic.ttf")
CADANGAN = "DejaVuSans.ttf"


@cache
def terliput() -> frozenset[int]:
    """Code points that can be drawn upright, bold and italic: the family's own, or the fallback font's."""
    utama = frozenset.intersection(*(_peta(nama) for nama in UTAMA))
    return utama | _peta(CADANGAN)


def _peta(nama: str) -> frozenset[int]:
    isi = (HURUF / nama).read_bytes()
    awal = _letak_cmap(isi)
    titik: set[int] = set()
    for nomor in range(struct.unpack_from(">H", isi, awal + 2)[0]):
        letak = awal + struct.unpack_from(">I", isi, awal + 8 + 8 * nomor)[0]
        format_ = struct.unpack_from(">H", isi, letak)[0]
        if format_ == 4:
            titik |= _format_4(isi, letak)
        elif format_ == 12:
            titik |= _format_12(isi, letak)
    return frozenset(titik)


def _letak_cmap(isi: bytes) -> int:
    for nomor in range(struct.unpack_from(">H", isi, 4)[0]):
        tanda, _, letak, _ = struct.unpack_from(">4sIII", isi, 12 + 16 * nomor)
        if tanda == b"cmap":
            return letak
    raise ValueError("berkas huruf tanpa cmap")


def _format_4(isi: bytes, letak: int) -> set[int]:
    jumlah = struct.unpack_from(">H", isi, letak + 6)[0] // 2
    akhir, mulai, selisih, jarak = (
        struct.unpack_from(f">{jumlah}H", isi, letak + 14 + bagian * 2 * jumlah + (2 if bagian else 0))
        for bagian in range(4)
    )
    tabel_jarak = letak + 16 + 6 * jumlah
    titik = set()
    for nomor in range(jumlah):
        for kode in range(mulai[nomor], min(akhir[nomor], 0xFFFE) + 1):
            if jarak[nomor]:
                di = tabel_jarak + 2 * nomor + jarak[nomor] + 2 * (kode - mulai[nomor])
                glif = struct.unpack_from(">H", isi, di)[0]
            else:
                glif = (kode + selisih[nomor]) & 0xFFFF
            if glif:
                titik.add(kode)
    return titik


def _format_12(isi: bytes, letak: int) -> set[int]:
    titik: set[int] = set()
    for nomor in range(struct.unpack_from(">I", isi, letak + 12)[0]):
        awal, akhir, _ = struct.unpack_from(">III", isi, letak + 16 + 12 * nomor)
        titik.update(range(awal, akhir + 1))
    return titik
