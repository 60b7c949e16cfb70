"""The originals of messages on disk, in a folder of their own below the private one.

The bytes are on the disk before the row that names them is committed, and before the mailbox is marked. What a
process that died left without a row goes with `sapu`.
"""

import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from dinsos.berkas import gudang
from dinsos.bukutamu.models_kotak import SurelMasuk
from dinsos.inti import jam

FOLDER = "surel"
UMUR_YATIM = 3600
"""Seconds after which a file without a row has no writer any more."""
_POLA = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")


def tulis(isi: bytes) -> str:
    """Keep the bytes under a random name, which is returned; they are on the disk then. Raises OSError."""
    acak = secrets.token_hex(16)
    nama = f"{acak[:2]}/{acak}"
    gudang.tulis_ke(_jalur(nama), isi)
    return nama


def baca(nama: str) -> bytes:
    """The bytes of that name. Raises OSError."""
    return _jalur(nama).read_bytes()


def hapus(nama: str) -> None:
    """Remove the bytes of that name; nothing happens when they are gone, or for ""."""
    if nama:
        gudang.hapus_di(_jalur(nama))


def sapu() -> int:
    """Remove files that no row names, an hour after they were written; returns how many."""
    batas = jam.sekarang().timestamp() - UMUR_YATIM
    calon = [nama for nama, umur in _daftar() if umur < batas]
    jumlah = 0
    for awal in range(0, len(calon), 500):
        kelompok = set(calon[awal : awal + 500])
        hidup = SurelMasuk.objects.filter(nama_simpan__in=kelompok).values_list("nama_simpan", flat=True)
        for nama in kelompok - set(hidup):
            hapus(nama)
            jumlah += 1
    return jumlah


def _jalur(nama: str) -> Path:
    if not _POLA.fullmatch(nama):
        raise ValueError("bukan nama surat elektronik simpanan")
    return Path(settings.BERKAS_ROOT) / FOLDER / nama


def _daftar() -> Iterator[tuple[str, float]]:
    """Names and times of change of what lies in the folder, half-written files included."""
    akar = Path(settings.BERKAS_ROOT) / FOLDER
    for folder, _, isi in os.walk(akar):
        for satu in isi:
            jalur = Path(folder) / satu
            nama = jalur.relative_to(akar).as_posix().removesuffix(gudang.SEBAGIAN)
            if _POLA.fullmatch(nama):
                yield nama, jalur.stat().st_mtime
