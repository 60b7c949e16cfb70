"""Reads PDFs with a library that has no part in making them."""

import re

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
