"""Free slots, against an oracle that walks minute by minute and shares no code with the module."""

from datetime import UTC, datetime, time, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disposisi import slot
from tests.sla import resmi, strategi
from tests.sla.strategi import AWAL, PELAN

WITA = timezone(timedelta(hours=8))
MENIT = timedelta(minutes=1)
LAMA = st.sampled_from([15, 30, 45, 60]).map(lambda n: timedelta(minutes=n))


def pada(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=WITA)


def orakel(aturan, dari: datetime, sampai: datetime, lama: timedelta, sibuk: set[datetime]) -> list[datetime]:
    """Every quarter-hour start whose every minute is open in one stretch and in no cell that is taken."""
    tengah_malam = datetime.combine(dari.astimezone(WITA).date(), time(), WITA)
    hasil, mulai = [], tengah_malam
    while mulai <= sampai:
        if mulai >= dari and _muat(aturan, mulai, lama):
            menit = [mulai + n * MENIT for n in range(int((lama + slot.JEDA) / MENIT))]
            if not any(s <= m < s + timedelta(minutes=15) for s in sibuk for m in menit):
                hasil.append(mulai)
        mulai += timedelta(minutes=15)
    return hasil


def _muat(aturan, mulai: datetime, lama: timedelta) -> bool:
    awal = mulai.hour * 60 + mulai.minute
    return any(buka <= awal and awal + lama / MENIT <= tutup for buka, tutup in aturan.rentang(mulai.date()))


@st.composite
def sel_sibuk(draw) -> set[datetime]:
    dasar = datetime.combine(AWAL, time(), WITA)
    nomor = draw(st.sets(st.integers(0, 10 * 96), max_size=60))
    return {dasar + timedelta(minutes=15 * n) for n in nomor}


@PELAN
@given(strategi.aturan(), strategi.saat(), st.integers(0, 4 * 24 * 60), LAMA, sel_sibuk())
def test_slot_bebas_sama_dengan_orakel(aturan, dari, rentang, lama, sibuk):
    sampai = dari + timedelta(minutes=rentang)
    hasil = slot.slot_bebas(
        kalender=strategi.bangun(aturan),
        dari=dari,
        sampai=sampai,
        lama=lama,
        terpakai={s.astimezone(UTC) for s in sibuk},
    )
    assert list(hasil) == orakel(aturan, dari, sampai, lama, sibuk)


@PELAN
@given(strategi.saat(), LAMA, st.integers(0, 59))
def test_sel_menutup_seluruh_pertemuan_dan_jedanya(mulai, lama, detik):
    mulai = mulai.replace(second=detik)
    sel = slot.sel_rencana(mulai, mulai + lama)
    assert sel[0] <= mulai < sel[0] + slot.SEL
    assert sel[-1] < mulai + lama + slot.JEDA <= sel[-1] + slot.SEL
    assert [b - a for a, b in pairwise(sel)] == [slot.SEL] * (len(sel) - 1)
    assert all(s.minute % 15 == s.second == s.microsecond == 0 for s in sel)


def test_selang_kosong_tidak_memakai_sel():
    assert slot.sel(pada("2026-11-24T09:00"), pada("2026-11-24T09:00")) == []


@pytest.mark.parametrize(
    ("mulai", "selesai", "kata"),
    [
        ("2026-11-24T07:30", "2026-11-24T08:00", ""),
        ("2026-11-24T11:30", "2026-11-24T12:00", ""),
        ("2026-11-24T11:45", "2026-11-24T12:15", "melewati jam istirahat"),
        ("2026-11-24T12:30", "2026-11-24T13:00", "di luar jam kantor"),
        ("2026-11-24T07:15", "2026-11-24T07:45", "di luar jam kantor"),
        ("2026-11-24T15:45", "2026-11-24T16:15", "jam tutup"),
        ("2026-11-28T09:00", "2026-11-28T09:30", "akhir pekan"),
        ("2026-03-19T09:00", "2026-03-19T09:30", "Nyepi"),
    ],
)
def test_penghalang_menyebut_sebabnya(mulai, selesai, kata):
    hasil = slot.penghalang(resmi.kalender_resmi(), pada(mulai), pada(selesai))
    assert kata in hasil if kata else hasil == ""


def test_jam_petugas_mempersempit():
    bebas = slot.slot_bebas(
        kalender=resmi.kalender_resmi(),
        dari=pada("2026-11-23T16:00"),
        sampai=pada("2026-11-27T16:00"),
        lama=timedelta(minutes=60),
        terpakai=[],
        jam_kerja={2: [(time(9), time(10, 15)), (time(13, 30), time(14, 15))]},
    )
    assert list(bebas) == [pada("2026-11-25T09:00"), pada("2026-11-25T09:15")]


def test_batas_pencarian():
    bebas = slot.slot_bebas(
        kalender=resmi.kalender_resmi(),
        dari=pada("2026-01-01T00:00"),
        sampai=pada("2026-12-31T00:00"),
        lama=timedelta(minutes=30),
        terpakai=[],
        jam_kerja={6: [(time(9), time(10))]},
    )
    assert list(bebas) == []
