"""Gapless register numbers."""

import re
from datetime import datetime

from dinsos.agenda.models import Penghitung
from dinsos.inti import jam

REGISTER = "register"


def ambil(nama: str = REGISTER) -> tuple[int, int, datetime]:
    """Take the next number of the year, under a lock that lasts until the caller's transaction ends.

    Returns (year in WITA, number, the instant of registration). The instant is read once, after the counter is
    locked, and decides the year; a submission that waits across midnight of 31 December is counted in the new
    year. Must be the last lock that the transaction takes.
    """
    tahun = jam.hari_ini().year
    while True:
        penghitung, _ = Penghitung.objects.select_for_update().get_or_create(nama=nama, tahun=tahun)
        pada = jam.sekarang()
        if jam.wita(pada).year == tahun:
            break
        tahun = jam.wita(pada).year
    penghitung.nilai += 1
    penghitung.save(update_fields=["nilai"])
    return tahun, penghitung.nilai, pada


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
    tahun, urut = angka if len(angka[0]) == 4 else reversed(angka)
    return tulis(int(tahun), int(urut)) if len(tahun) == 4 and int(urut) < 100_000 else ""
