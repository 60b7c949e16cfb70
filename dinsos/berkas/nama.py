"""File names from outside: cleaned for display and download. They never name anything on disk."""

import re
import unicodedata

PANJANG_MAKS = 120
TANPA_NAMA = "tanpa nama"

_TERLARANG = re.compile(r'[<>:"|?*]')
_AKHIRAN = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")
_SETARA = {"jpg": {".jpg", ".jpeg"}, "png": {".png"}, "pdf": {".pdf"}}


def bersihkan(nama: str | None) -> str:
    """The last part of a path, in one line, without control, direction or invisible characters.

    At most 120 characters; "tanpa nama" when nothing is left.
    """
    ujung = re.split(r"[/\\]", nama or "")[-1]
    ujung = unicodedata.normalize("NFC", ujung)
    ujung = "".join(" " if unicodedata.category(h).startswith("Z") else h for h in ujung)
    ujung = "".join(h for h in ujung if not unicodedata.category(h).startswith("C"))
    ujung = " ".join(_TERLARANG.sub("_", ujung).split()).strip(". ")
    return _potong(ujung) or TANPA_NAMA


def berakhiran(nama: str, akhiran: str) -> str:
    """A cleaned name whose ending tells the truth: "jpg", "png" or "pdf", as the content is."""
    temuan = _AKHIRAN.search(nama)
    if temuan and temuan.group().lower() in _SETARA[akhiran]:
        return nama
    batang = nama[: temuan.start()] if temuan else nama
    return f"{batang[: PANJANG_MAKS - len(akhiran) - 1].rstrip('. ') or TANPA_NAMA}.{akhiran}"


def _potong(nama: str) -> str:
    if len(nama) <= PANJANG_MAKS:
        return nama
    temuan = _AKHIRAN.search(nama)
    akhiran = temuan.group() if temuan else ""
    return nama[: PANJANG_MAKS - len(akhiran)].rstrip(". ") + akhiran
