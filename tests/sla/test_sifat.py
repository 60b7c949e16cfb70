"""Properties 1 to 8 of the clocks, against an oracle that walks minute by minute."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dinsos.sla import tenggat
from dinsos.sla.kalender import BATAS_HARI, Kalender, KalenderTanpaHariKerja, WaktuTanpaZona, tanggal_wita
from dinsos.sla.tenggat import Akibat, Status, jatuh_tempo, status, tahap_peringatan
from tests.sla import orakel
from tests.sla.orakel import Aturan, Profil
from tests.sla.strategi import (
    AWAL,
    CEPAT,
    JUMLAH,
    PELAN,
    SATUAN,
    SEMUA_SATUAN,
    ZONA,
    aturan,
    bangun,
    saat,
    tambah_tutup,
)

pytestmark = pytest.mark.sk("PGD-WAKTU-1", "KSL-WAKTU-1")

TERAKHIR = frozenset({Status.TERPENUHI, Status.TERPENUHI_TERLAMBAT, Status.BATAL})
PANGKAT = {Status.TEPAT_WAKTU: 0, Status.SEGERA: 1, Status.TERLAMBAT: 2}


@PELAN
@given(isi=aturan(), mulai=saat(), satuan=SEMUA_SATUAN, jumlah=JUMLAH)
def test_1_due_equals_oracle(isi, mulai, satuan, jumlah):
    assert jatuh_tempo(mulai, satuan, jumlah, bangun(isi)) == orakel.jatuh_tempo(isi, mulai, satuan, jumlah)


@CEPAT
@given(isi=aturan(), satu=saat(), lain=saat(), satuan=SEMUA_SATUAN, jumlah=JUMLAH)
def test_2_monotone_in_the_start(isi, satu, lain, satuan, jumlah):
    kalender = bangun(isi)
    awal, akhir = sorted([satu, lain])
    assert jatuh_tempo(awal, satuan, jumlah, kalender) <= jatuh_tempo(akhir, satuan, jumlah, kalender)


@CEPAT
@given(isi=aturan(), mulai=saat(), satuan=SEMUA_SATUAN, jumlah=JUMLAH)
def test_3_one_more_day_is_later(isi, mulai, satuan, jumlah):
    kalender = bangun(isi)
    batas = [jatuh_tempo(mulai, satuan, n, kalender) for n in (jumlah, jumlah + 1)]
    assert mulai < batas[0] < batas[1]


@PELAN
@given(isi=aturan(), mulai=saat(), jumlah=JUMLAH)
def test_4_exactly_n_working_days_until_due(isi, mulai, jumlah):
    batas = jatuh_tempo(mulai, "hari_kerja", jumlah, bangun(isi))
    terima, akhir = orakel.lokal(mulai).date(), orakel.lokal(batas).date()
    assert orakel.banyak_hari_kerja(isi, terima, akhir) == jumlah


@CEPAT
@given(isi=aturan(), mulai=saat(), satuan=SATUAN, jumlah=JUMLAH, geser=st.integers(0, 60))
def test_5_one_more_closed_day_never_shortens(isi, mulai, satuan, jumlah, geser):
    lebih_tutup = tambah_tutup(isi, AWAL + timedelta(days=geser))
    sebelum = jatuh_tempo(mulai, satuan, jumlah, bangun(isi))
    assert jatuh_tempo(mulai, satuan, jumlah, bangun(lebih_tutup)) >= sebelum


@CEPAT
@given(
    isi=aturan(),
    mulai=saat(),
    zona=ZONA,
    jumlah=JUMLAH,
    jenis=st.sampled_from(list(tenggat.Jenis)),
    satuan=SATUAN,
)
def test_6_zone_of_the_input_is_irrelevant(isi, mulai, zona, jumlah, jenis, satuan):
    kalender = bangun(isi)
    if jenis == tenggat.Jenis.TATAP_MUKA:
        satuan = "menit"
    hasil = []
    for awal in (mulai, mulai.astimezone(zona)):
        batas = jatuh_tempo(awal, satuan, jumlah, kalender)
        setempat = batas.astimezone(awal.tzinfo)
        hasil.append(
            (
                batas,
                tenggat.ingat_pada(jenis, awal, setempat, kalender),
                tahap_peringatan(jenis, awal, setempat, kalender),
                tenggat.hal_sementara(awal, setempat, kalender),
                tenggat.lewat_tutup(awal, setempat, kalender),
            )
        )
    assert hasil[0] == hasil[1]


MEMBATALKAN = {"ditolak", "dirujuk", "dicabut", "tamu_pulang", "diminta_mundur_pemohon"}
"""The outcomes that void a clock in time, as the semantics list them."""


@st.composite
def jam_status(draw):
    """A clock with instants close enough to coincide often."""
    menit = st.integers(0, 40).map(lambda n: datetime(2026, 11, 23, tzinfo=UTC) + timedelta(minutes=n))
    mulai, batas = sorted([draw(menit), draw(menit) + timedelta(seconds=1)])
    berhenti = draw(st.none() | menit)
    akibat = draw(st.sampled_from([None, "", *Akibat]))
    return mulai, batas, draw(menit), berhenti, akibat, sorted([draw(menit), draw(menit)])


@CEPAT
@given(jam=jam_status())
def test_7_status_is_total_never_backwards_and_blind_to_the_future(jam):
    mulai, batas, ingat, berhenti, akibat, (t, nanti) = jam
    kini = status(t, mulai, batas, ingat, berhenti, akibat)
    kelak = status(nanti, mulai, batas, ingat, berhenti, akibat)
    assert isinstance(kini, Status)
    if kini in TERAKHIR:
        assert kelak == kini
    else:
        assert PANGKAT[kini] <= PANGKAT.get(kelak, 3)
        assert kelak != Status.BATAL or kini != Status.TERLAMBAT
    if berhenti is not None and berhenti > t:
        assert kini == status(t, mulai, batas, ingat, None, None)
    if berhenti is not None and berhenti <= t:
        assert (kini == Status.TERPENUHI_TERLAMBAT) == (berhenti > batas)
        assert (kini == Status.BATAL) == (berhenti <= batas and akibat in MEMBATALKAN)
    else:
        assert (kini == Status.TERLAMBAT) == (t > batas)


class KalenderTerhitung(Kalender):
    """Counts how many dates were looked at."""

    dilihat = 0

    def hari(self, tanggal):
        object.__setattr__(self, "dilihat", self.dilihat + 1)
        return super().hari(tanggal)


@CEPAT
@given(
    tutup=st.lists(st.dates(AWAL, AWAL + timedelta(days=500)), max_size=9, unique=True),
    berprofil=st.booleans(),
    mulai=st.datetimes(datetime(2025, 6, 1), timezones=st.just(UTC)),
    jumlah=JUMLAH,
)
@example(tutup=[], berprofil=True, mulai=datetime(9999, 12, 1, tzinfo=UTC), jumlah=1)
def test_8_no_working_day_raises_within_a_bounded_horizon(tutup, berprofil, mulai, jumlah):
    isi = Aturan([Profil({})] if berprofil else [], set(tutup))
    kalender = KalenderTerhitung(*(getattr(bangun(isi), nama) for nama in ("profil", "khusus")))
    with pytest.raises(KalenderTanpaHariKerja, match="Tidak ada hari kerja"):
        jatuh_tempo(mulai, "hari_kerja", jumlah, kalender)
    assert kalender.dilihat <= BATAS_HARI


@CEPAT
@given(mulai=saat(), jarak=st.integers(1, BATAS_HARI + 30))
@example(mulai=datetime(2026, 1, 1, tzinfo=UTC), jarak=BATAS_HARI)
@example(mulai=datetime(2026, 1, 1, tzinfo=UTC), jarak=BATAS_HARI + 1)
def test_8_the_horizon_is_exact(mulai, jarak):
    buka = orakel.lokal(mulai).date() + timedelta(days=jarak)
    kalender = bangun(Aturan([Profil({})], buka={buka: [(480, 960)]}))
    if jarak <= BATAS_HARI:
        assert tanggal_wita(jatuh_tempo(mulai, "hari_kerja", 1, kalender)) == buka
    else:
        with pytest.raises(KalenderTanpaHariKerja):
            jatuh_tempo(mulai, "hari_kerja", 1, kalender)


@CEPAT
@given(isi=aturan(), mulai=saat(), jumlah=st.integers(1, 600))
def test_near_closing_equals_oracle(isi, mulai, jumlah):
    """The limit lies behind the last open minute of the date on which the guest began to wait."""
    batas = orakel.jatuh_tempo(isi, mulai, "menit", jumlah)
    tanggal = orakel.lokal(mulai).date()
    akhir = max((sampai for _, sampai in isi.rentang(tanggal)), default=0)
    tutup = datetime.combine(tanggal, datetime.min.time()) + timedelta(minutes=akhir)
    assert tenggat.lewat_tutup(mulai, batas, bangun(isi)) == (orakel.lokal(batas) > tutup)


@PELAN
@given(
    isi=aturan(), mulai=saat(), jumlah=JUMLAH, satuan=SATUAN, jenis=st.sampled_from(["respon", "pelaksanaan"])
)
def test_reminders_fire_in_order_within_office_hours(isi, mulai, jumlah, satuan, jenis):
    kalender = bangun(isi)
    batas = jatuh_tempo(mulai, satuan, jumlah, kalender)
    tahap = tahap_peringatan(jenis, mulai, batas, kalender)
    assert [pada for _, pada in tahap] == sorted(pada for _, pada in tahap)
    assert len({nama for nama, _ in tahap}) == len(tahap)
    *sebelum, (terakhir, sesudah) = tahap
    assert terakhir == tenggat.Tahap.TERLAMBAT
    assert sesudah == orakel.pembukaan_sesudah(isi, batas)
    for _, pada in sebelum:
        assert mulai <= pada < batas
        dinding = orakel.lokal(pada)
        detik = (dinding - datetime.combine(dinding.date(), datetime.min.time())).total_seconds()
        rentang = isi.rentang(dinding.date())
        assert any(dari * 60 <= detik <= sampai * 60 for dari, sampai in rentang)


@PELAN
@given(isi=aturan(), mulai=saat(), jumlah=JUMLAH, menit=st.integers(1, 300))
def test_office_hours_back_equal_oracle(isi, mulai, jumlah, menit):
    assume(menit <= sum(sampai - dari for jam in isi.profil[0].jam.values() for dari, sampai in jam))
    kalender = bangun(isi)
    batas = jatuh_tempo(mulai, "hari_kerja", jumlah, kalender)
    hasil = kalender.mundur_jam_kantor(batas, timedelta(minutes=menit))
    assert hasil == orakel.mundur(isi, batas, menit)


@CEPAT
@given(mulai=saat(), jumlah=st.integers(1, 366))
@example(mulai=datetime(2026, 11, 23, 8, 30, tzinfo=UTC), jumlah=60)
def test_minutes_run_through_breaks_and_closing(mulai, jumlah):
    assert jatuh_tempo(mulai, "menit", jumlah, Kalender(())) - mulai == timedelta(minutes=jumlah)


@pytest.mark.parametrize("satuan", list(tenggat.Satuan))
def test_naive_start_is_refused(satuan):
    with pytest.raises(WaktuTanpaZona, match="zona"):
        jatuh_tempo(datetime(2026, 11, 23, 9), satuan, 1, bangun(Aturan([Profil({0: [(480, 960)]})])))


@pytest.mark.parametrize("nomor", range(5))
def test_naive_instant_has_no_status(nomor):
    saat_saat = [datetime(2026, 11, 23, 9, tzinfo=UTC)] * 5
    saat_saat[nomor] = datetime(2026, 11, 23, 9)
    with pytest.raises(WaktuTanpaZona):
        status(*saat_saat)
