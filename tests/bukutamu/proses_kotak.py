"""A worker's mailbox turn in a process of its own: waits for a line on stdin, then takes what is there.

The line is "" (work until nothing is left) or "function:n": the process kills itself at the n-th passing of that
point. `berebut` takes the leases away, so that several processes really meet.
"""

import os
import signal
import sys
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


sys.stdout.write("siap\n")
sys.stdout.flush()
baris = sys.stdin.readline().strip()
if baris == "berebut":
    ambil.SEWA = isi.SEWA = timedelta(0)
    ambil._perpanjang = lambda kotak: None
elif baris:
    titik, _, ke = baris.partition(":")
    pasang(titik, int(ke))
sys.stdout.write(f"{kerja()}\n")
