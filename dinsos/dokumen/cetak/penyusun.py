"""Typst itself: files in memory in, pages out. Also a program of its own for long documents (`dalam_anak`).

Imports nothing of the portal, so that the program starts quickly and holds no secrets.
"""

import json
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path

import typst

SINI = Path(__file__).resolve().parent
TEMPLAT = SINI / "templat"
HURUF = SINI / "huruf"
# Archive with tags (PDF/A-2a) and accessibility (PDF/UA-1) in one file.
STANDAR = ["a-2a", "ua-1"]
DETIK_MAKS = 60

_giliran = threading.Lock()


class TidakTersusun(Exception):
    """Typst refused; the message says why."""


@cache
def templat() -> dict[str, str]:
    """The sources of all templates by file name."""
    return {berkas.name: berkas.read_text(encoding="utf-8") for berkas in sorted(TEMPLAT.glob("*.typ"))}


def pdf(berkas: dict[str, str], waktu: int) -> bytes:
    """The document whose root is `main.typ`, dated with the Unix time `waktu`. Raises TidakTersusun."""
    return _susun(berkas, timestamp=waktu, format="pdf", pdf_standards=STANDAR)[0]


def png(berkas: dict[str, str], waktu: int, ppi: int) -> list[bytes]:
    """The same as pictures, one for each page."""
    return _susun(berkas, timestamp=waktu, format="png", ppi=ppi)


def dalam_anak(berkas: dict[str, str], waktu: int) -> bytes:
    """As `pdf`, in a process of its own: the memory of a long book is given back, and nobody waits behind it."""
    perintah = [sys.executable, "-I", "-B", str(Path(__file__).resolve())]
    masukan = json.dumps({"berkas": berkas, "waktu": waktu}).encode()
    try:
        hasil = subprocess.run(  # noqa: S603 - our own program, no shell, no text from outside
            perintah, input=masukan, capture_output=True, timeout=DETIK_MAKS, env={}, check=False
        )
    except subprocess.TimeoutExpired:
        raise TidakTersusun(f"lebih lama dari {DETIK_MAKS} detik") from None
    if hasil.returncode:
        raise TidakTersusun(hasil.stderr.decode(errors="replace")[-500:])
    return hasil.stdout


def _susun(berkas: dict[str, str], **pilihan) -> list[bytes]:
    isi = {nama: teks.encode() for nama, teks in berkas.items()}
    try:
        with _giliran:
            hasil = _kompilator().compile(input=isi, **pilihan)
    except RuntimeError as galat:  # TypstError, and what the binding itself raises
        raise TidakTersusun(getattr(galat, "message", str(galat))) from galat
    return hasil if isinstance(hasil, list) else [hasil]


@cache
def _kompilator() -> typst.Compiler:
    huruf = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HURUF)])
    folder = str(TEMPLAT)
    return typst.Compiler(
        input=b"", root=folder, font_paths=huruf, package_path=folder, package_cache_path=folder
    )


if __name__ == "__main__":
    masuk = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(pdf(masuk["berkas"], masuk["waktu"]))
