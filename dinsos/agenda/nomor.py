"""Gapless register numbers."""

import re
from datetime import datetime

from django.db import connection
from django.db.models import F

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
        urut = _naikkan(nama, tahun)
        pada = jam.sekarang()
        if jam.wita(pada).year == tahun:
            return tahun, urut, pada
        Penghitung.objects.filter(nama=nama, tahun=tahun).update(nilai=F("nilai") - 1)
        tahun = jam.wita(pada).year


def _naikkan(nama: str, tahun: int) -> int:
    """Lock, raise and read the counter in one statement, the same on both databases; makes the row if needed."""
    with connection.cursor() as kursor:
        kursor.execute(
            "INSERT INTO agenda_penghitung (nama, tahun, nilai) VALUES (%s, %s, 1) "
            "ON CONFLICT (nama, tahun) DO UPDATE SET nilai = agenda_penghitung.nilai + 1 RETURNING nilai",
            [nama, tahun],
        )
        return kursor.fetchone()[0]


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
