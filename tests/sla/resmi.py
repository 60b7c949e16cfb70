"""The seeded data of 2026 and 2027, read from the migration's literals: in the oracle's plain form, and as a
calendar that needs no database."""

import importlib
from datetime import date

from dinsos.sla.kalender import HariKhusus, JenisHari, Kalender, ProfilJam, mingguan_dari_json
from tests.sla.orakel import Aturan, Profil

BENIH = importlib.import_module("dinsos.sla.migrations.0002_aturan_awal")
HARI = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")


def aturan_resmi() -> Aturan:
    """Holidays, cuti bersama, default hours and Ramadan hours of both years."""
    profil = [Profil(_jam(BENIH.BIASA))]
    for _, _, _, (mulai, sampai), _ in BENIH.KALENDER:
        profil.append(Profil(_jam(BENIH.RAMADAN), mulai, sampai, 10))
    return Aturan(profil, {hari[0] for hari in BENIH.HARI_2026 + BENIH.HARI_2027})


def kalender_resmi() -> Kalender:
    """The same data as `dinsos.sla` sees them."""
    khusus, profil = [], []
    terakhir = BENIH.KALENDER[-1][0]
    for nomor, (tahun, dasar, hari, (mulai, sampai), _) in enumerate(BENIH.KALENDER):
        khusus += [HariKhusus(h[0], JenisHari(h[1]), h[2], dasar, h[3]) for h in hari]
        awal = date(tahun, 1, 1) if nomor else None
        akhir = date(tahun, 12, 31) if tahun != terakhir else None
        profil.append(ProfilJam("Jam kerja biasa", mingguan_dari_json(BENIH.BIASA), awal, akhir))
        profil.append(ProfilJam("Jam kerja Ramadan", mingguan_dari_json(BENIH.RAMADAN), mulai, sampai, 10))
    return Kalender(tuple(profil), tuple(khusus), frozenset(tahun for tahun, *_ in BENIH.KALENDER))


def _jam(isi):
    return {HARI.index(nama): [(_menit(a), _menit(b)) for a, b in jam] for nama, jam in isi.items()}


def _menit(teks: str) -> int:
    jam, menit = teks.split(":")
    return int(jam) * 60 + int(menit)
