"""Reads PDFs with a library that has no part in making them."""

import re
from pathlib import Path

import page
import pypdfium2

# What the page's foot adds to the text of each page.
KAKI = re.compile(r"Kode pemeriksaan: \S+|Halaman \d+ dari \d+")


def teks_halaman(isi: bytes) -> list[str]:
    """The text of each page, with the soft ends of lines as spaces."""
    dokumen = pypdfium2.PdfDocument(isi)
    try:
        hasil = []
        for halaman in dokumen:
            lapis = halaman.get_textpage()
            hasil.append(re.sub(r"\s+", " ", KAKI.sub("", lapis.get_text_range())))
            lapis.close()
            halaman.close()
        return hasil
    finally:
        dokumen.close()


def teks_pdf(isi: bytes) -> str:
    """The text of the whole document."""
    return " ".join(teks_halaman(isi))


def rapat(teks: str) -> str:
    """The text without spaces and without invisible places to break."""
    return "".join(huruf for huruf in teks if not huruf.isspace() and huruf not in "\u200b\ufffe\u0002")


ARSIP_DAN_AKSESIBEL = ("2a", "ua1")
PANJANG = "PDFA2A-STREAM-LENGTH-001"
ALIRAN = re.compile(rb"/Length (\d+)[^>]*>>\s*stream\r?\n")


def pelanggaran(isi: bytes) -> list[str]:
    """The rules of PDF/A-2a and PDF/UA-1 that the file breaks.

    One finding is looked at again: when the last byte of a stream is a carriage return, the checker takes it for a
    part of the line end after it, and counts one byte too few.
    """
    temuan = [
        f"{satu.rule_id}: {satu.message}"
        for profil in ARSIP_DAN_AKSESIBEL
        for satu in page.validate_pdf_bytes(isi, profile=profil).failures
    ]
    return [satu for satu in temuan if not (satu.startswith(PANJANG) and _panjang_tepat(isi))]


def _panjang_tepat(isi: bytes) -> bool:
    """True when every stream is as long as it says and a line end stands behind it."""
    letak = [aliran.end() + int(aliran[1]) for aliran in ALIRAN.finditer(isi)]
    return bool(letak) and all(isi[akhir : akhir + 10] == b"\nendstream" for akhir in letak)


def memori() -> int:
    """Memory of this process in MB."""
    for baris in Path("/proc/self/status").read_text().splitlines():
        if baris.startswith("VmRSS:"):
            return int(baris.split()[1]) // 1024
    raise AssertionError("tidak ada VmRSS")
