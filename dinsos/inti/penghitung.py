"""Gapless counters per name and year, for the register and for the book of outgoing letters."""

from datetime import datetime

from django.db import connection
from django.db.models import F, Model

from dinsos.inti import jam


def ambil(model: type[Model], nama: str) -> tuple[int, int, datetime]:
    """Take the next number of the year, under a lock that lasts until the caller's transaction ends.

    `model` has the columns `nama`, `tahun` (unique together) and `nilai`. Returns (year in WITA, number, aware
    instant). The instant is read once, after the counter is locked, and decides the year; an act that waits across
    midnight of 31 December is counted in the new year. Must be the last lock that the transaction takes.
    """
    tahun = jam.hari_ini().year
    while True:
        urut = _naikkan(model._meta.db_table, nama, tahun)
        pada = jam.sekarang()
        if jam.wita(pada).year == tahun:
            return tahun, urut, pada
        model._base_manager.filter(nama=nama, tahun=tahun).update(nilai=F("nilai") - 1)
        tahun = jam.wita(pada).year


def _naikkan(tabel: str, nama: str, tahun: int) -> int:
    """Lock, raise and read the counter in one statement, the same on both databases; makes the row if needed."""
    with connection.cursor() as kursor:
        kursor.execute(
            f"INSERT INTO {tabel} (nama, tahun, nilai) VALUES (%s, %s, 1) "  # noqa: S608 - a model's table
            f"ON CONFLICT (nama, tahun) DO UPDATE SET nilai = {tabel}.nilai + 1 RETURNING nilai",
            [nama, tahun],
        )
        return kursor.fetchone()[0]
