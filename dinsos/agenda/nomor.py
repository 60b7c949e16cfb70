"""Gapless register numbers."""

import re
from datetime import datetime

from dinsos.agenda.models import Penghitung
from dinsos.inti import penghitung

REGISTER = "register"


def ambil(nama: str = REGISTER) -> tuple[int, int, datetime]:
    """Year in WITA, next number and instant of registration; see `penghitung.ambil`."""
    return penghitung.ambil(Penghitung, nama)


def tulis(tahun: int, urut: int) -> str:
    """ "2026-00012"."""
    return f"{tahun}-{urut:05d}"


def baca(teks: str) -> str:
    """What a person typed ("2026-00012", "2026 12", "12/2026") as a register number; "" if it can't be one."""
    angka = re.findall(r"\d{1,9}", teks[:40])
    if len(angka) == 1 and len(angka[0]) == 9:
        angka = [angka[0][:4], angka[0][4:]]
    if len(angka) != 2:
        return ""
    tahun, urut = angka if re.match(r"[1-9]\d{3}$", angka[0]) else reversed(angka)
    return tulis(int(tahun), int(urut)) if len(tahun) == 4 and int(urut) < 100_000 else ""
