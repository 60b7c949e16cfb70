"""A worker's mailbox turns in processes of their own, told line by line on stdin and answered by exit codes.

"" works until nothing is left. "point:n" kills the worker at the n-th passing of that point. "berebut:n" lets n
workers work at once, without the leases that usually keep them apart. Each worker is a fork, to save its start.
"""

import os
import signal
import sys
import traceback
from datetime import timedelta
from functools import wraps
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")

import django

django.setup()

from dinsos.bukutamu.kotak import ambil, imap, isi, simpan  # noqa: E402

TITIK = {
    "letak": (ambil, "_catat_letak", True),
    "isi": (imap.SambunganImap, "isi", True),
    "berkas": (simpan, "tulis", True),
    "dalam_baris": (ambil, "tempo", True),
    "baris": (ambil, "_tautkan", True),
    "sebelum_tanda": (imap.SambunganImap, "tandai", False),
    "sesudah_tanda": (imap.SambunganImap, "tandai", True),
    "urai": (isi, "_urai", False),
    "lampiran": (isi, "_simpan_satu", True),
    "dalam_entri": (isi, "_pesan_kami", True),
    "entri": (isi, "_tulis", True),
}


def pasang(titik: str, ke: int) -> None:
    """Die at the n-th passing of the point, after (True) or before its function."""
    tempat, nama, sesudah = TITIK[titik]
    asli, lewat = getattr(tempat, nama), iter(range(1, ke + 1))

    @wraps(asli)
    def berbahaya(*args, **kwargs):
        giliran = next(lewat)
        if giliran == ke and not sesudah:
            os.kill(os.getpid(), signal.SIGKILL)
        hasil = asli(*args, **kwargs)
        if giliran == ke:
            os.kill(os.getpid(), signal.SIGKILL)
        return hasil

    setattr(tempat, nama, berbahaya)


def kerja() -> int:
    jumlah = diam = 0
    while diam < 2:
        baru = ambil.ambil() + isi.olah()
        jumlah += baru
        diam = 0 if baru else diam + 1
    return jumlah


def pekerja(baris: str) -> int:
    """Start a worker; returns its process id."""
    if pid := os.fork():
        return pid
    titik, _, ke = baris.partition(":")
    if titik == "berebut":
        ambil.SEWA = isi.SEWA = timedelta(0)
        ambil._perpanjang = lambda kotak: None
    elif titik:
        pasang(titik, int(ke))
    try:
        kerja()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


for baris in map(str.strip, sys.stdin):
    banyak = int(baris.partition(":")[2]) if baris.startswith("berebut") else 1
    anak = [pekerja(baris) for _ in range(banyak)]
    kode = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in anak]
    sys.stdout.write(" ".join(map(str, kode)) + "\n")
    sys.stdout.flush()
