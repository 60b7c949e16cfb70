"""Due dates by example: the table of tenggat.md, other units, reminder steps, statuses, and a whole year."""

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta

import pytest

from dinsos.sla.kalender import WITA, HariKhusus, JenisHari, Kalender, ProfilJam, Selang, tanggal_wita
from dinsos.sla.tenggat import (
    Akibat,
    Status,
    hal_sementara,
    ingat_pada,
    jatuh_tempo,
    lewat_tutup,
    status,
    tahap_peringatan,
)
from tests.sla import orakel
from tests.sla.resmi import aturan_resmi

pytestmark = [pytest.mark.sk("PGD-WAKTU-1", "KSL-WAKTU-1"), pytest.mark.usefixtures("zona_mesin_lain")]

CONTOH = [
    ("2026-11-23T09:00", "2026-11-24T16:00", "2026-11-26T16:00"),
    ("2026-11-23T15:59", "2026-11-24T16:00", "2026-11-26T16:00"),
    ("2026-11-23T20:00", "2026-11-24T16:00", "2026-11-26T16:00"),
    ("2026-11-28T10:00", "2026-11-30T16:00", "2026-12-02T16:00"),
    ("2026-03-17T10:00", "2026-03-25T16:00", "2026-03-27T16:30"),
]
LAIN = [
    ("2026-11-26T07:30", "2026-11-27T16:30", "2026-12-01T16:00"),  # due on a Friday, at its own closing
    ("2026-11-27T07:30", "2026-11-30T16:00", "2026-12-02T16:00"),  # Friday morning here is Thursday in UTC
    ("2026-11-30T00:00", "2026-12-01T16:00", "2026-12-03T16:00"),  # midnight belongs to Monday
    ("2026-11-29T23:59", "2026-11-30T16:00", "2026-12-02T16:00"),
    ("2026-02-13T10:00", "2026-02-18T15:00", "2026-02-20T15:30"),  # Imlek, then Ramadan hours
    ("2026-12-23T10:00", "2026-12-28T16:00", "2026-12-30T16:00"),  # cuti bersama and Christmas
    ("2026-12-31T10:00", "2027-01-04T16:00", "2027-01-07T16:00"),  # over the year's end, Isra Mikraj
]


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=WITA)


@pytest.mark.parametrize("zona", [WITA, UTC], ids=["WITA", "UTC"])
@pytest.mark.parametrize(("diterima", "respon", "pelaksanaan"), CONTOH + LAIN)
def test_worked_examples(kalender, diterima, respon, pelaksanaan, zona):
    mulai = wita(diterima).astimezone(zona)
    assert jatuh_tempo(mulai, "hari_kerja", 1, kalender) == wita(respon)
    assert jatuh_tempo(mulai, "hari_kerja", 3, kalender) == wita(pelaksanaan)
    assert jatuh_tempo(mulai, "hari_kerja", 1, kalender).tzinfo is UTC


@pytest.mark.parametrize(
    ("diterima", "jumlah", "batas"),
    [
        ("2026-11-23T20:00", 1, "2026-11-24T16:00:00"),
        ("2026-11-27T10:00", 1, "2026-11-28T23:59:59"),  # Saturday, closed
        ("2026-11-27T10:00", 3, "2026-11-30T16:00:00"),
        ("2026-11-24T10:00", 3, "2026-11-27T16:30:00"),  # Friday
        ("2026-03-17T10:00", 1, "2026-03-18T23:59:59"),  # cuti bersama
        ("2026-12-31T23:00", 1, "2027-01-01T23:59:59"),
    ],
)
def test_calendar_days(kalender, diterima, jumlah, batas):
    for zona in (WITA, UTC):
        assert jatuh_tempo(wita(diterima).astimezone(zona), "hari_kalender", jumlah, kalender) == wita(batas)


def test_special_opening_counts_and_closes_at_its_own_hour():
    biasa = ProfilJam("Biasa", (*(5 * ((Selang(time(8), time(16)),),)), (), ()))
    buka = HariKhusus(
        date(2026, 11, 28), JenisHari.BUKA_KHUSUS, "Hari pelayanan", jam=(Selang(time(8), time(12)),)
    )
    kalender = Kalender((biasa,), (buka,), frozenset({2026}))
    assert jatuh_tempo(wita("2026-11-27T10:00"), "hari_kerja", 1, kalender) == wita("2026-11-28T12:00")


@pytest.mark.parametrize("jumlah", [0, -1])
def test_less_than_one_is_refused(kalender, jumlah):
    with pytest.raises(ValueError, match=r"^Jumlah hari atau menit paling sedikit 1\.$"):
        jatuh_tempo(wita("2026-11-23T09:00"), "hari_kerja", jumlah, kalender)


def test_every_hour_of_2026_in_utc_and_wita(kalender):
    """The weekday is that of Asia/Makassar at every hour of the year, and the dates are the oracle's."""
    aturan = aturan_resmi()
    tanggal, harapan = None, []
    for jam_ke in range(365 * 24):
        saat = wita("2026-01-01T00:00") + timedelta(hours=jam_ke)
        if saat.date() != tanggal:
            tanggal, harapan = saat.date(), orakel.tutup_hari_kerja(aturan, saat, 3)
        for mulai in (saat, saat.astimezone(UTC)):
            hasil = [jatuh_tempo(mulai, "hari_kerja", n, kalender) for n in (1, 3)]
            assert hasil == [harapan[0], harapan[2]], mulai


@pytest.mark.parametrize(
    ("jenis", "diterima", "satuan", "jumlah", "ingat"),
    [
        ("respon", "2026-11-23T09:00", "hari_kerja", 1, "2026-11-24T07:30"),
        ("pelaksanaan", "2026-11-23T09:00", "hari_kerja", 3, "2026-11-26T07:30"),
        ("respon", "2026-03-02T09:00", "hari_kerja", 1, "2026-03-03T08:00"),  # Ramadan
        ("respon", "2026-11-26T09:00", "hari_kalender", 2, "2026-11-27T07:30"),  # due on a closed Saturday
        ("respon", "2026-11-27T09:00", "hari_kalender", 1, "2026-11-27T09:00"),  # nothing opens in between
        ("respon", "2026-11-28T09:00", "hari_kalender", 1, "2026-11-28T09:00"),
        ("tatap_muka", "2026-11-23T11:30", "menit", 60, "2026-11-23T12:00"),
        ("tatap_muka", "2026-11-23T11:30", "menit", 20, "2026-11-23T11:30"),
    ],
)
def test_from_when_the_clock_is_near(kalender, jenis, diterima, satuan, jumlah, ingat):
    mulai = wita(diterima)
    batas = jatuh_tempo(mulai, satuan, jumlah, kalender)
    hasil = ingat_pada(jenis, mulai, batas.astimezone(WITA), kalender)
    assert (hasil, hasil.tzinfo) == (wita(ingat), UTC)


@pytest.mark.parametrize(
    ("jenis", "diterima", "satuan", "jumlah", "tahap"),
    [
        (
            "respon",
            "2026-11-23T09:00",
            "hari_kerja",
            1,
            [
                ("hari_jatuh_tempo", "2026-11-24T07:30"),
                ("dua_jam_kantor", "2026-11-24T14:00"),
                ("terlambat", "2026-11-25T07:30"),
            ],
        ),
        (
            "pelaksanaan",
            "2026-11-24T09:00",
            "hari_kerja",
            3,
            [
                ("belum_terjadwal", "2026-11-25T16:00"),
                ("hari_jatuh_tempo", "2026-11-27T07:30"),
                ("terlambat", "2026-11-30T07:30"),
            ],
        ),
        (  # one day only: the end of day 1 is the due time itself
            "pelaksanaan",
            "2026-11-24T09:00",
            "hari_kerja",
            1,
            [("hari_jatuh_tempo", "2026-11-25T07:30"), ("terlambat", "2026-11-26T07:30")],
        ),
        (  # Friday evening, due on Sunday: no office hours are left for a reminder
            "respon",
            "2026-11-27T20:00",
            "hari_kalender",
            2,
            [("terlambat", "2026-11-30T07:30")],
        ),
        (  # Friday morning, due on Saturday: at once, and in the last two office hours
            "respon",
            "2026-11-27T09:00",
            "hari_kalender",
            1,
            [
                ("hari_jatuh_tempo", "2026-11-27T09:00"),
                ("dua_jam_kantor", "2026-11-27T14:30"),
                ("terlambat", "2026-11-30T07:30"),
            ],
        ),
    ],
)
def test_reminder_steps(kalender, jenis, diterima, satuan, jumlah, tahap):
    mulai = wita(diterima)
    batas = jatuh_tempo(mulai, satuan, jumlah, kalender)
    hasil = tahap_peringatan(jenis, mulai, batas, kalender)
    assert hasil == [(nama, wita(pada)) for nama, pada in tahap]
    assert {pada.tzinfo for _, pada in hasil} == {UTC}


@pytest.mark.sk("PGD-WAKTU-2", "KSL-WAKTU-2")
@pytest.mark.parametrize("mulai", ["2026-11-23T11:40", "2026-11-23T15:45", "2026-11-28T09:00"])
def test_a_waiting_guest_does_not_pause(kalender, mulai):
    awal = wita(mulai)
    batas = jatuh_tempo(awal, "menit", 60, kalender)
    assert batas == awal + timedelta(minutes=60)
    assert batas.tzinfo is UTC
    tahap = tahap_peringatan("tatap_muka", awal, batas.astimezone(WITA), kalender)
    assert tahap == [
        ("seketika", awal),
        ("menit_30", awal + timedelta(minutes=30)),
        ("menit_45", awal + timedelta(minutes=45)),
        ("terlambat", awal + timedelta(minutes=60, seconds=1)),
    ]
    assert {pada.tzinfo for _, pada in tahap} == {UTC}


@pytest.mark.sk("PGD-WAKTU-2", "KSL-WAKTU-2")
@pytest.mark.parametrize(
    ("datang", "lewat"),
    [
        ("2026-11-23T15:00", False),  # closing 16.00
        ("2026-11-23T15:01", True),
        ("2026-11-23T11:40", False),  # lunch is not closing
        ("2026-11-27T15:30", False),  # Friday, closing 16.30
        ("2026-11-27T15:31", True),
        ("2026-02-18T14:01", True),  # Ramadan, closing 15.00
        ("2026-11-28T09:00", True),  # Saturday
    ],
)
def test_near_closing_the_desk_offers_a_choice(kalender, datang, lewat):
    for zona in (WITA, UTC):
        mulai = wita(datang).astimezone(zona)
        assert lewat_tutup(mulai, mulai + timedelta(minutes=60), kalender) is lewat


def test_a_shorter_limit_leaves_out_later_steps(kalender):
    awal = wita("2026-11-23T09:00")
    tahap = tahap_peringatan("tatap_muka", awal, awal + timedelta(minutes=30), kalender)
    assert [nama for nama, _ in tahap] == ["seketika", "terlambat"]


@pytest.mark.parametrize(
    ("diterima", "jumlah", "tahun", "nama"),
    [
        ("2026-12-30T10:00", 3, [], []),
        ("2027-12-30T10:00", 1, [], []),
        ("2027-12-30T10:00", 3, [2028], []),
        ("2025-12-31T10:00", 1, [], []),  # every counted day is in 2026
        ("2025-12-29T10:00", 3, [2025], []),
        ("2027-03-08T10:00", 1, [], ["Hari Raya Idul Fitri", "Hari kedua dari Hari Raya Idul Fitri"]),
        ("2027-05-14T10:00", 1, [], ["Hari Raya Idul Adha"]),
    ],
)
def test_what_makes_a_date_provisional(kalender, diterima, jumlah, tahun, nama):
    mulai = wita(diterima)
    batas = jatuh_tempo(mulai, "hari_kerja", jumlah, kalender)
    assert hal_sementara(mulai, batas, kalender) == (tahun, nama)


MULAI, INGAT, BATAS = wita("2026-11-23T09:00"), wita("2026-11-24T07:30"), wita("2026-11-24T16:00")
SESAAT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("t", "berhenti", "akibat", "harapan"),
    [
        (MULAI - SESAAT, None, None, Status.TEPAT_WAKTU),
        (INGAT - SESAAT, None, None, Status.TEPAT_WAKTU),
        (INGAT, None, None, Status.SEGERA),
        (BATAS, None, None, Status.SEGERA),
        (BATAS + SESAAT, None, None, Status.TERLAMBAT),
        (BATAS, BATAS, None, Status.TERPENUHI),
        (BATAS, BATAS, "", Status.TERPENUHI),
        (BATAS + SESAAT, BATAS + SESAAT, None, Status.TERPENUHI_TERLAMBAT),
        (BATAS + SESAAT, BATAS + 2 * SESAAT, None, Status.TERLAMBAT),
        (INGAT, BATAS, "ditolak", Status.SEGERA),
        (BATAS, BATAS, "ditolak", Status.BATAL),
        (BATAS, BATAS, Akibat.DIRUJUK, Status.BATAL),
        (BATAS, INGAT, Akibat.DICABUT, Status.BATAL),
        (BATAS, INGAT, Akibat.TAMU_PULANG, Status.BATAL),
        (BATAS, INGAT, Akibat.DIMINTA_MUNDUR_PEMOHON, Status.BATAL),
        (BATAS, INGAT, Akibat.PEMOHON_TIDAK_HADIR, Status.TERPENUHI),
        (BATAS + timedelta(days=9), BATAS + SESAAT, Akibat.DICABUT, Status.TERPENUHI_TERLAMBAT),
        (BATAS + timedelta(days=9), BATAS + SESAAT, Akibat.PEMOHON_TIDAK_HADIR, Status.TERPENUHI_TERLAMBAT),
    ],
)
def test_status(t, berhenti, akibat, harapan):
    assert status(t, MULAI, BATAS, INGAT, berhenti, akibat) is harapan
    assert status(t.astimezone(UTC), MULAI, BATAS, INGAT, berhenti, akibat) is harapan


def test_unknown_exit_is_refused():
    with pytest.raises(ValueError, match="lupa"):
        status(BATAS, MULAI, BATAS, INGAT, BATAS, "lupa")


def test_pure_modules_need_no_django():
    program = (
        "import sys, dinsos.sla.kalender, dinsos.sla.tenggat;"
        "sys.exit(any(nama.partition('.')[0] == 'django' for nama in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_local_date_is_told_in_makassar():
    assert tanggal_wita(datetime(2026, 11, 26, 16, 0, tzinfo=UTC)) == date(2026, 11, 27)


def test_without_any_working_day_calendar_days_still_have_a_due_date():
    mulai = wita("2026-11-23T09:00")
    batas = jatuh_tempo(mulai, "hari_kalender", 3, Kalender(()))
    assert batas == wita("2026-11-26T23:59:59")
    assert ingat_pada("respon", mulai, batas, Kalender(())) == mulai
