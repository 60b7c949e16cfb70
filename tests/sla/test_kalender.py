"""The pure calendar: working days and why not, opening and closing, office hours, data that make no calendar."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from dinsos.inti import jam
from dinsos.sla.kalender import (
    WITA,
    Hari,
    HariKhusus,
    JenisHari,
    Kalender,
    KalenderTidakSah,
    ProfilJam,
    Selang,
    WaktuTanpaZona,
    jam_dari_json,
    mingguan_dari_json,
    tanggal_wita,
)

pytestmark = pytest.mark.usefixtures("zona_mesin_lain")

PAGI_SIANG = (Selang(time(7, 30), time(12)), Selang(time(13), time(16)))
SENIN_KAMIS = ProfilJam("Biasa", (*(4 * (PAGI_SIANG,)), (), (), ()))


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=WITA)


def test_zone_is_that_of_the_product():
    assert WITA is jam.WITA


@pytest.mark.parametrize(
    ("tanggal", "alasan"),
    [
        (date(2026, 11, 23), ""),
        (date(2026, 11, 28), "akhir pekan"),
        (date(2026, 3, 18), "Cuti Bersama Hari Suci Nyepi"),
        (date(2026, 3, 21), "Hari Raya Idul Fitri"),
        (date(2027, 1, 1), "Tahun Baru Masehi"),
    ],
)
def test_working_day_or_the_reason_why_not(kalender, tanggal, alasan):
    hari = kalender.hari(tanggal)
    assert (hari.alasan, hari.hari_kerja) == (alasan, not alasan)


def test_what_a_date_is_without_special_day():
    assert SENIN_KAMIS.mingguan[4] == ()
    kalender, tanpa_jam = Kalender((SENIN_KAMIS,)), Kalender(())
    senin, jumat, sabtu = date(2026, 11, 23), date(2026, 11, 27), date(2026, 11, 28)
    assert kalender.hari(senin) == Hari(senin, PAGI_SIANG, "")
    assert kalender.hari(jumat) == Hari(jumat, (), "bukan hari kerja kantor")
    assert kalender.hari(sabtu) == Hari(sabtu, (), "akhir pekan")
    assert tanpa_jam.hari(senin) == Hari(senin, (), "jam kerja belum ditetapkan")


def test_what_a_special_day_is():
    senin, sabtu = date(2026, 11, 23), date(2026, 11, 28)
    libur = HariKhusus(senin, JenisHari.TUTUP_KANTOR, "Pindah kantor")
    buka = HariKhusus(sabtu, JenisHari.BUKA_KHUSUS, "Hari pelayanan", jam=PAGI_SIANG)
    kalender = Kalender((SENIN_KAMIS,), (libur, buka))
    assert kalender.hari(senin) == Hari(senin, (), "Pindah kantor", libur)
    assert kalender.hari(sabtu) == Hari(sabtu, PAGI_SIANG, "", buka)


@pytest.mark.parametrize(
    ("tanggal", "buka", "tutup"),
    [
        ("2026-11-26", "07:30", "16:00"),
        ("2026-11-27", "07:30", "16:30"),  # Friday
        ("2026-02-18", "08:00", "15:00"),  # first day of Ramadan
        ("2026-02-20", "08:00", "15:30"),  # Friday in Ramadan
        ("2026-03-17", "08:00", "15:00"),
        ("2026-03-25", "07:30", "16:00"),  # after Ramadan
        ("2027-02-08", "08:00", "15:00"),
        ("2027-02-04", "07:30", "16:00"),
    ],
)
def test_opening_and_closing(kalender, tanggal, buka, tutup):
    hari = date.fromisoformat(tanggal)
    assert kalender.buka(hari) == wita(f"{tanggal}T{buka}")
    assert kalender.tutup(hari) == wita(f"{tanggal}T{tutup}")


def test_closed_day_neither_opens_nor_closes(kalender):
    assert kalender.buka(date(2026, 11, 28)) is None
    assert kalender.tutup(date(2026, 12, 25)) is None


def test_special_opening_wins_over_weekend_and_has_its_own_hours():
    buka = HariKhusus(
        date(2026, 12, 5), JenisHari.BUKA_KHUSUS, "Hari pelayanan", jam=(Selang(time(8), time(11, 30)),)
    )
    kalender = Kalender((SENIN_KAMIS,), (buka,), frozenset({2026}))
    assert kalender.hari_kerja_sesudah(date(2026, 12, 3)) == date(2026, 12, 5)
    assert kalender.tutup(date(2026, 12, 5)) == wita("2026-12-05T11:30")
    assert kalender.hari_kerja_sebelum(date(2026, 12, 7)) == date(2026, 12, 5)


@pytest.mark.parametrize(
    ("saat", "hasil"),
    [
        ("2026-11-23T06:00", "2026-11-23T07:30"),
        ("2026-11-23T09:10", "2026-11-23T09:10"),
        ("2026-11-23T12:30", "2026-11-23T13:00"),  # lunch
        ("2026-11-23T16:00", "2026-11-23T16:00"),
        ("2026-11-23T16:01", "2026-11-24T07:30"),
        ("2026-11-27T18:00", "2026-11-30T07:30"),  # over the weekend
    ],
)
def test_next_moment_within_office_hours(kalender, saat, hasil):
    for zona in (WITA, UTC):
        didapat = kalender.saat_kantor(wita(saat).astimezone(zona))
        assert (didapat, didapat.tzinfo) == (wita(hasil), WITA)


@pytest.mark.parametrize(
    ("saat", "jam_kantor", "hasil"),
    [
        ("2026-11-24T16:00", 2, "2026-11-24T14:00"),
        ("2026-11-24T14:00", 2, "2026-11-24T11:00"),  # across lunch
        ("2026-11-24T16:00", 3, "2026-11-24T13:00"),
        ("2026-11-24T08:30", 2, "2026-11-23T15:00"),  # from the day before
        ("2026-11-30T07:30", 1, "2026-11-27T15:30"),  # over the weekend
        ("2026-02-23T15:00", 2, "2026-02-23T13:00"),  # Ramadan
    ],
)
def test_office_hours_before_an_instant(kalender, saat, jam_kantor, hasil):
    for zona in (WITA, UTC):
        didapat = kalender.mundur_jam_kantor(wita(saat).astimezone(zona), timedelta(hours=jam_kantor))
        assert (didapat, didapat.tzinfo) == (wita(hasil), WITA)


@pytest.mark.parametrize(
    ("saat", "hasil"),
    [
        ("2026-11-24T07:00", "2026-11-24T07:30"),
        ("2026-11-24T07:30", "2026-11-25T07:30"),
        ("2026-12-31T16:00", "2027-01-04T07:30"),
        ("2026-03-17T16:00", "2026-03-25T07:30"),
    ],
)
def test_next_opening(kalender, saat, hasil):
    assert kalender.pembukaan_sesudah(wita(saat)) == wita(hasil)


def test_published_years_are_known(kalender):
    assert [kalender.diketahui(date(tahun, 6, 1)) for tahun in (2025, 2026, 2027, 2028)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("membuat", "pesan"),
    [
        (lambda: Selang(time(16), time(16)), "harus sebelum jam tutup"),
        (lambda: ProfilJam("Aneh", ((),) * 6), "tujuh hari"),
        (lambda: ProfilJam("Aneh", ((),) * 7, date(2026, 2, 1), date(2026, 1, 1)), "sebelum tanggal selesai"),
        (lambda: ProfilJam("Aneh", (PAGI_SIANG[::-1], *(6 * ((),)))), "senin: selang jam harus berurutan"),
        (lambda: HariKhusus(date(2026, 1, 1), JenisHari.BUKA_KHUSUS, "Buka"), "jam diisi"),
        (
            lambda: HariKhusus(date(2026, 1, 1), JenisHari.BUKA_KHUSUS, "Buka", jam=PAGI_SIANG[::-1]),
            "^Buka: selang jam harus berurutan",
        ),
        (
            lambda: HariKhusus(date(2026, 1, 1), JenisHari.LIBUR_NASIONAL, "Libur", jam=PAGI_SIANG),
            "jam diisi",
        ),
        (lambda: Kalender((SENIN_KAMIS, SENIN_KAMIS)), "prioritas yang sama"),
        (
            lambda: Kalender((), 2 * (HariKhusus(date(2026, 1, 1), JenisHari.CUTI_BERSAMA, "Cuti"),)),
            r"^Ada tanggal yang tercantum dua kali sebagai hari khusus\.$",
        ),
    ],
)
def test_data_that_make_no_calendar(membuat, pesan):
    with pytest.raises(KalenderTidakSah, match=pesan):
        membuat()


def test_one_common_day_is_an_overlap():
    sampai = ProfilJam("Lama", SENIN_KAMIS.mingguan, sampai=date(2026, 6, 30))
    sejak = ProfilJam("Baru", SENIN_KAMIS.mingguan, mulai=date(2026, 6, 30))
    with pytest.raises(KalenderTidakSah, match="prioritas yang sama"):
        Kalender((sampai, sejak))


def test_intervals_may_touch():
    jam = jam_dari_json([["07:30", "12:00"], ["12:00", "16:00"]])
    assert jam == (Selang(time(7, 30), time(12)), Selang(time(12), time(16)))


def test_profiles_of_one_priority_may_follow_each_other():
    lama = ProfilJam("Lama", SENIN_KAMIS.mingguan, sampai=date(2026, 6, 30))
    baru = ProfilJam("Baru", (((Selang(time(8), time(14)),),) * 7), mulai=date(2026, 7, 1))
    kalender = Kalender((baru, lama))
    assert kalender.tutup(date(2026, 6, 30)) == wita("2026-06-30T16:00")
    assert kalender.tutup(date(2026, 7, 1)) == wita("2026-07-01T14:00")


@pytest.mark.parametrize(
    ("nilai", "pesan"),
    [
        (7, "^Jam: tulis jam seperti"),
        ([["07:30"]], "^Jam: tulis jam seperti"),
        ([["pagi", "siang"]], "^Jam: tulis jam seperti"),
        ([[7, 8]], "^Jam: tulis jam seperti"),
        ([["12:00", "07:30"]], "harus sebelum jam tutup"),
        ([["07:30Z", "08:00Z"]], "^Jam: jam tidak menyebut zona waktu"),
    ],
)
def test_hours_that_cannot_be_read(nilai, pesan):
    with pytest.raises(KalenderTidakSah, match=pesan):
        jam_dari_json(nilai)


@pytest.mark.parametrize(
    ("nilai", "pesan"),
    [
        ([], r"^Jam kerja mingguan ditulis per nama hari\.$"),
        ({"monday": [], "selasa": [], "friday": []}, r"^Nama hari tidak dikenal: monday, friday\.$"),
        ({"jumat": [["08:00", "10:00"], ["09:00", "11:00"]]}, "Jumat: selang jam"),
        ({"senin": None}, "Senin: tulis jam"),
    ],
)
def test_weekly_hours_that_cannot_be_read(nilai, pesan):
    with pytest.raises(KalenderTidakSah, match=pesan):
        mingguan_dari_json(nilai)


def test_weekly_hours_left_out_are_closed():
    minggu = mingguan_dari_json({"selasa": [["07:30", "12:00"], ["13:00", "16:00"]]})
    assert minggu == ((), PAGI_SIANG, (), (), (), (), ())


def test_an_instant_without_zone_is_refused_in_words():
    with pytest.raises(
        WaktuTanpaZona, match=r"^Waktu harus menyebut zona, misalnya 2026-03-17T10:00\+08:00\.$"
    ):
        tanggal_wita(datetime(2026, 3, 17, 10))
