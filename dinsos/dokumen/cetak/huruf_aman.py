"""Texts of citizens and staff as the renderer can set them: nothing invisible, nothing without a glyph."""

import re
import unicodedata

from dinsos.dokumen.cetak.liputan import terliput

PENGGANTI = "□"
# A place where a line may end, invisible and without width.
BOLEH_PATAH = "\u200b"
# How many characters stay together at both ends of a word that may break.
UTUH_AWAL = 5
UTUH_AKHIR = 3
_TANDA = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
# Marks upon one letter; no living language needs more, and higher piles cover the lines around them.
_TUMPUKAN = re.compile(f"({_TANDA}{{6}}){_TANDA}+")
_BARIS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def bersihkan(teks: str) -> str:
    """The text in NFC, with "\\n" as the only control character.

    Left out are other controls and invisible format characters (also those that turn the direction of reading, so
    that a letter reads as it is stored), and marks piled upon one letter. A character without a glyph becomes "□".
    """
    ada = terliput()
    hasil = []
    for huruf in unicodedata.normalize("NFC", _BARIS.sub("\n", _TUMPUKAN.sub(r"\1", teks))):
        if huruf == "\n":
            hasil.append(huruf)
        elif huruf.isspace():
            hasil.append("\u00a0" if huruf in "\u00a0\u202f\u2007" else " ")
        elif unicodedata.category(huruf) in {"Cc", "Cf", "Cs"} or huruf in _PEMILIH:
            continue
        else:
            hasil.append(huruf if ord(huruf) in ada else PENGGANTI)
    return "".join(hasil)


# Variation selectors choose between drawings of one character; here there is one.
_PEMILIH = frozenset(map(chr, range(0xFE00, 0xFE10))) | frozenset(map(chr, range(0xE0100, 0xE01F0)))


def patahkan(teks: str, panjang: int) -> str:
    """The text with places to break inside words longer than `panjang` characters, so that no line runs out."""

    def sela(kata: re.Match) -> str:
        gugus = _gugus(kata[0])
        if len(gugus) <= UTUH_AWAL + UTUH_AKHIR:
            return kata[0]
        return BOLEH_PATAH.join(
            ["".join(gugus[:UTUH_AWAL]), *gugus[UTUH_AWAL:-UTUH_AKHIR], "".join(gugus[-UTUH_AKHIR:])]
        )

    return re.sub(rf"[^\s]{{{panjang + 1},}}", sela, teks)


def _gugus(kata: str) -> list[str]:
    """Characters with the marks that combine with them."""
    gugus: list[str] = []
    for huruf in kata:
        if gugus and unicodedata.category(huruf).startswith("M"):
            gugus[-1] += huruf
        else:
            gugus.append(huruf)
    return gugus
