"""Random offices for the property tests, told in the oracle's plain form, and built for `dinsos.sla`."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

from hypothesis import settings
from hypothesis import strategies as st

from dinsos.sla.kalender import HariKhusus, JenisHari, Kalender, ProfilJam, Selang
from tests.sla.orakel import Aturan, Profil

AWAL = date(2025, 12, 20)
CONTOH = int(os.environ.get("UJI_CONTOH", "80"))
"""How many random offices each property meets; fewer where a run is repeated hundreds of times (docs/mutasi.md)."""
PELAN = settings(max_examples=CONTOH, deadline=None, database=None, print_blob=True)
CEPAT = settings(PELAN, max_examples=2 * CONTOH)

JUMLAH = st.integers(1, 4)
SATUAN = st.sampled_from(["hari_kerja", "hari_kalender"])
SEMUA_SATUAN = st.sampled_from(["hari_kerja", "hari_kalender", "menit"])
ZONA = st.integers(-12 * 60, 14 * 60).map(lambda menit: timezone(timedelta(minutes=menit)))


@st.composite
def rentang(draw, paling_sedikit: int = 0):
    """One or two office intervals of a date, which may touch, or none."""
    banyak = draw(st.integers(paling_sedikit, 2))
    batas = draw(st.lists(st.integers(0, 1439), min_size=2 * banyak, max_size=2 * banyak, unique=True))
    batas.sort()
    if banyak == 2 and draw(st.booleans()):
        batas[1] = batas[2]
    return list(zip(batas[::2], batas[1::2], strict=True))


@st.composite
def mingguan(draw):
    """A week with at least one working day."""
    jam = {hari: draw(rentang()) for hari in range(7)}
    jam[draw(st.integers(0, 6))] = draw(rentang(1))
    return jam


@st.composite
def aturan(draw) -> Aturan:
    """An office with default hours, perhaps a season with other hours, closed days and extra open days."""
    profil = [Profil(draw(mingguan()))]
    if draw(st.booleans()):
        mulai = AWAL + timedelta(days=draw(st.integers(0, 30)))
        sampai = mulai + timedelta(days=draw(st.integers(0, 30)))
        profil.append(Profil(draw(mingguan()), mulai, sampai, 10))
    dekat = st.integers(0, 40).map(lambda n: AWAL + timedelta(days=n))
    buka = draw(st.dictionaries(dekat, rentang(1), max_size=3))
    tutup = draw(st.sets(dekat, max_size=18)) - buka.keys()
    return Aturan(profil, tutup, buka)


@st.composite
def saat(draw) -> datetime:
    """An instant of the season, to the second, in UTC."""
    detik = draw(st.integers(0, 30 * 24 * 3600))
    return datetime.combine(AWAL, time(), UTC) + timedelta(seconds=detik)


def tambah_tutup(isi: Aturan, tanggal: date) -> Aturan:
    """The same office with one more closed day."""
    buka = {hari: jam for hari, jam in isi.buka.items() if hari != tanggal}
    return replace(isi, tutup=isi.tutup | {tanggal}, buka=buka)


def bangun(isi: Aturan) -> Kalender:
    """The office as `dinsos.sla` sees it."""
    profil = tuple(
        ProfilJam(
            f"profil {nomor}",
            tuple(_jam(p.jam.get(hari, [])) for hari in range(7)),
            None if p.mulai == date.min else p.mulai,
            None if p.sampai == date.max else p.sampai,
            p.prioritas,
        )
        for nomor, p in enumerate(isi.profil)
    )
    khusus = [HariKhusus(hari, JenisHari.TUTUP_KANTOR, f"Tutup {hari}") for hari in sorted(isi.tutup)]
    khusus += [
        HariKhusus(hari, JenisHari.BUKA_KHUSUS, f"Buka {hari}", jam=_jam(jam))
        for hari, jam in sorted(isi.buka.items())
    ]
    return Kalender(profil, tuple(khusus), frozenset({2025, 2026}))


def _jam(isi) -> tuple[Selang, ...]:
    return tuple(Selang(time(*divmod(dari, 60)), time(*divmod(sampai, 60))) for dari, sampai in isi)
