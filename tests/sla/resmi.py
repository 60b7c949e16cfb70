"""The seeded data of 2026 and 2027 in the oracle's plain form, read from the migration's literals."""

import importlib

from tests.sla.orakel import Aturan, Profil

BENIH = importlib.import_module("dinsos.sla.migrations.0002_aturan_awal")
HARI = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")


def aturan_resmi() -> Aturan:
    """Holidays, cuti bersama, default hours and Ramadan hours of both years."""
    profil = [Profil(_jam(BENIH.BIASA))]
    for _, _, _, (mulai, sampai), _ in BENIH.KALENDER:
        profil.append(Profil(_jam(BENIH.RAMADAN), mulai, sampai, 10))
    return Aturan(profil, {hari[0] for hari in BENIH.HARI_2026 + BENIH.HARI_2027})


def _jam(isi):
    return {HARI.index(nama): [(_menit(a), _menit(b)) for a, b in jam] for nama, jam in isi.items()}


def _menit(teks: str) -> int:
    jam, menit = teks.split(":")
    return int(jam) * 60 + int(menit)
