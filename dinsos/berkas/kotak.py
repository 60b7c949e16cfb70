"""Runs the decoders in a process of their own, so that a hostile file can't take the web process with it.

The child (`dinsos.berkas.pemeriksa`) gets no secrets (an empty environment), at most `MEMORI_MAKS` bytes of
memory and `DETIK_MAKS` seconds of processor time, can't write files, and ends after one file.
"""

import json
import logging
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from dinsos.berkas.pemeriksa.tolak import Tolak

MEMORI_MAKS = 512 * 1024 * 1024
DETIK_MAKS = 10
TUNGGU_MAKS = 20
ANTRE_MAKS = 8
# How many children one web process may have at a time; further uploads wait their turn.
SEKALIGUS = 2

_giliran = threading.BoundedSemaphore(SEKALIGUS)
_akar = Path(__file__).resolve().parent.parent.parent
_catatan = logging.getLogger(__name__)


@dataclass(frozen=True)
class Jawaban:
    """What the checker found. `isi`, written anew by it, is kept instead of the upload."""

    mime: str
    isi: bytes
    lebar: int | None = None
    tinggi: int | None = None
    halaman: int | None = None


def periksa(isi: bytes, *, format_: str) -> Jawaban:
    """Decode `isi` as JPEG, PNG, WEBP or PDF. Raises Tolak; RuntimeError when the checker is broken."""
    return _bergiliran(isi, format_)


def cap(isi: bytes, *, format_: str, teks: Sequence[str]) -> Jawaban:
    """The JPEG, PNG or PDF with `teks` all over it (see `tanda_air`), under the same limits.

    Raises Tolak; RuntimeError when the checker is broken. The text goes in with the file, so that no list of
    processes shows it.
    """
    return _bergiliran(json.dumps(list(teks)).encode() + b"\n" + isi, format_, cap=True)


def _bergiliran(isi: bytes, format_: str, *, cap: bool = False) -> Jawaban:
    if not _giliran.acquire(timeout=ANTRE_MAKS):
        raise Tolak("antre")
    try:
        hasil = _jalankan(isi, format_, cap)
    except subprocess.TimeoutExpired:
        raise Tolak("terlalu_berat") from None
    finally:
        _giliran.release()
    return _baca(hasil)


def _jalankan(isi: bytes, format_: str, cap: bool) -> subprocess.CompletedProcess:
    pilihan = {
        "format": format_,
        "cap": cap,
        "memori": MEMORI_MAKS,
        "detik": DETIK_MAKS,
        "piksel": settings.BERKAS_PIKSEL_MAKS,
        "halaman": settings.BERKAS_HALAMAN_MAKS,
        "ukuran": settings.BERKAS_UKURAN_MAKS,
    }
    perintah = [sys.executable, "-s", "-E", "-B", "-m", "dinsos.berkas.pemeriksa", json.dumps(pilihan)]
    return subprocess.run(  # noqa: S603 - our own program, no shell, no text from outside
        perintah, input=isi, capture_output=True, timeout=TUNGGU_MAKS, cwd=_akar, env={}, check=False
    )


def _baca(hasil: subprocess.CompletedProcess) -> Jawaban:
    if hasil.returncode < 0:
        _catatan.warning("pemeriksa berkas berhenti oleh sinyal %s", -hasil.returncode)
        melampaui = -hasil.returncode in (signal.SIGKILL, signal.SIGXCPU)
        raise Tolak("terlalu_berat" if melampaui else "rusak")
    if hasil.returncode:
        raise RuntimeError(f"pemeriksa berkas tidak berjalan: {hasil.stderr.decode(errors='replace')[-500:]}")
    kepala, _, isi = hasil.stdout.partition(b"\n")
    jawaban = json.loads(kepala)
    if "galat" in jawaban:
        _catatan.info("berkas ditolak: %s (%s)", jawaban["galat"], jawaban.get("sebab", "-"))
        raise Tolak(jawaban["galat"])
    return Jawaban(
        mime=jawaban.get("mime", "application/pdf"),
        isi=isi,
        lebar=jawaban.get("lebar"),
        tinggi=jawaban.get("tinggi"),
        halaman=jawaban.get("halaman"),
    )
