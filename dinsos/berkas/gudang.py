"""The private folder on disk: complete files under random names, readable by the portal's user only.

A file appears under its final name only when all its bytes and the name itself are on the disk.
"""

import contextlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

SEBAGIAN = ".sebagian"
_POLA = re.compile(r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{32}")


def nama_acak() -> str:
    """A name never used before, two folders deep: "3f/a9/3fa9…" (128 random bits)."""
    acak = secrets.token_hex(16)
    return f"{acak[:2]}/{acak[2:4]}/{acak}"


def jalur(nama_simpan: str) -> Path:
    """Where a stored file is. Raises ValueError for anything but a name made by `nama_acak`."""
    if not _POLA.fullmatch(nama_simpan):
        raise ValueError("bukan nama berkas simpanan")
    return Path(settings.BERKAS_ROOT) / nama_simpan


def tulis(nama_simpan: str, isi: bytes) -> None:
    """Write all or nothing: temporary name, fsync, rename, fsync of the folder. Raises OSError, leaving nothing."""
    tulis_ke(jalur(nama_simpan), isi)


def tulis_ke(tujuan: Path, isi: bytes) -> None:
    """The same at a path below the private folder, for a room that keeps a folder of its own there."""
    _siapkan_folder(tujuan.parent)
    sementara = tujuan.with_name(tujuan.name + SEBAGIAN)
    try:
        pegangan = os.open(sementara, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(pegangan, "wb") as berkas:
            berkas.write(isi)
            berkas.flush()
            os.fsync(berkas.fileno())
        os.replace(sementara, tujuan)
        _fsync_folder(tujuan.parent)
    except OSError:
        for sisa in (sementara, tujuan):
            with contextlib.suppress(OSError):
                os.unlink(sisa)
        raise


def buka(nama_simpan: str) -> BinaryIO:
    """The stored bytes for reading. Raises FileNotFoundError."""
    return open(jalur(nama_simpan), "rb")


def ukuran(nama_simpan: str) -> int | None:
    """Size in bytes of the stored file, None when it isn't there."""
    try:
        return os.stat(jalur(nama_simpan)).st_size
    except FileNotFoundError:
        return None


def hapus(nama_simpan: str) -> bool:
    """Remove the bytes, complete or half-written. True when there was something to remove."""
    return hapus_di(jalur(nama_simpan))


def hapus_di(tujuan: Path) -> bool:
    """The same at a path below the private folder."""
    ada = False
    for calon in (tujuan, tujuan.with_name(tujuan.name + SEBAGIAN)):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(calon)
            ada = True
    if ada:
        _fsync_folder(tujuan.parent)
    return ada


def daftar() -> Iterator[str]:
    """Storage names of everything in the folder, half-written files included (their names without the ending)."""
    akar = Path(settings.BERKAS_ROOT)
    for folder, _, isi in os.walk(akar):
        for satu in isi:
            nama = (Path(folder) / satu.removesuffix(SEBAGIAN)).relative_to(akar).as_posix()
            if _POLA.fullmatch(nama):
                yield nama


def _siapkan_folder(folder: Path) -> None:
    """Make the folder and its parents with mode 700, each name made durable in its parent."""
    if folder.is_dir():
        return
    _siapkan_folder(folder.parent)
    with contextlib.suppress(FileExistsError):
        os.mkdir(folder, 0o700)
    _fsync_folder(folder.parent)


def _fsync_folder(folder: Path) -> None:
    pegangan = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(pegangan)
    finally:
        os.close(pegangan)
