"""Due dates from the published rows: versions in force, what is frozen, provisional dates, queries."""

from datetime import UTC, date, datetime

import pytest

from dinsos.sla import tenggat
from dinsos.sla.kalender import WITA, WaktuTanpaZona
from dinsos.sla.layanan import KebijakanTidakAda, hitung, hitung_semua, kalender_untuk
from dinsos.sla.models import HariKhusus, KebijakanTenggat, VersiKalender
from dinsos.sla.penjelasan import penjelasan
from tests.sla.test_tenggat import CONTOH, LAIN

pytestmark = [pytest.mark.django_db, pytest.mark.sk("PGD-WAKTU-1", "KSL-WAKTU-1")]


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=WITA)


def versi(tahun: int) -> VersiKalender:
    return VersiKalender.objects.terbit().filter(tahun=tahun).last()


def kebijakan_baru(**kolom) -> KebijakanTenggat:
    bawaan = {
        "layanan": "pengaduan",
        "jenis": "respon",
        "satuan": "hari_kerja",
        "jumlah": 2,
        "bunyi": "Ketentuan baru.",
        "nomor_sk": "SK Nomor 1 Tahun 2026",
        "berlaku_sejak": date(2026, 12, 1),
        "diterbitkan_pada": datetime(2026, 11, 20, tzinfo=UTC),
    }
    return KebijakanTenggat.objects.create(**(bawaan | kolom))


@pytest.mark.parametrize("zona", [WITA, UTC], ids=["WITA", "UTC"])
@pytest.mark.parametrize("layanan", ["pengaduan", "konsultasi"])
@pytest.mark.parametrize(("diterima", "respon", "pelaksanaan"), CONTOH + LAIN)
def test_worked_examples(layanan, diterima, respon, pelaksanaan, zona):
    hasil = hitung_semua(layanan=layanan, diterima_pada=wita(diterima).astimezone(zona))
    assert {jenis: satu.jatuh_tempo for jenis, satu in hasil.items()} == {
        "respon": wita(respon),
        "pelaksanaan": wita(pelaksanaan),
    }
    assert not any(satu.sementara for satu in hasil.values())


def test_everything_that_a_clock_freezes():
    hasil = hitung(layanan="pengaduan", jenis="respon", diterima_pada=wita("2026-11-28T10:00"))
    assert (hasil.jenis, hasil.mulai, hasil.ingat_pada) == (
        "respon",
        wita("2026-11-28T10:00"),
        wita("2026-11-30T07:30"),
    )
    assert {hasil.mulai.tzinfo, hasil.jatuh_tempo.tzinfo, hasil.ingat_pada.tzinfo} == {UTC}
    assert (hasil.kebijakan.layanan, hasil.kebijakan.jenis, hasil.kebijakan.jumlah) == (
        "pengaduan",
        "respon",
        1,
    )
    assert hasil.versi_kalender == [versi(2026).pk]
    assert "Sabtu 28 dan Minggu 29 November tidak dihitung" in hasil.penjelasan
    assert hasil.peringatan == [
        ("hari_jatuh_tempo", wita("2026-11-30T07:30")),
        ("dua_jam_kantor", wita("2026-11-30T14:00")),
        ("terlambat", wita("2026-12-01T07:30")),
    ]
    assert {type(tahap) for tahap, _ in hasil.peringatan} == {str}


@pytest.mark.sk("PGD-WAKTU-2", "KSL-WAKTU-2")
def test_guest_is_led_to_an_officer_within_sixty_minutes():
    mulai = wita("2026-11-27T11:10")
    hasil = hitung_semua(layanan="tamu", diterima_pada=mulai)
    assert list(hasil) == ["tatap_muka"]
    tamu = hasil["tatap_muka"]
    assert (tamu.jatuh_tempo, tamu.ingat_pada) == (wita("2026-11-27T12:10"), wita("2026-11-27T11:40"))
    assert (tamu.versi_kalender, tamu.sementara) == ([], False)
    assert tamu.penjelasan == (
        "Dihitung 60 menit tanpa jeda sejak Jumat, 27 November 2026 pukul 11.10 WITA:"
        " paling lambat Jumat, 27 November 2026 pukul 12.10 WITA."
    )


@pytest.mark.parametrize(
    "diterima", ["2026-11-28T10:00", "2026-12-31T10:00", "2027-12-30T10:00", "2025-12-29T10:00"]
)
def test_frozen_versions_rebuild_the_same_result(diterima):
    for jenis, hasil in hitung_semua(layanan="pengaduan", diterima_pada=wita(diterima)).items():
        kalender = kalender_untuk(hasil.versi_kalender)
        aturan = hasil.kebijakan
        batas = tenggat.jatuh_tempo(hasil.mulai, aturan.satuan, aturan.jumlah, kalender)
        assert batas == hasil.jatuh_tempo
        assert tenggat.ingat_pada(jenis, hasil.mulai, batas, kalender) == hasil.ingat_pada
        assert tenggat.tahap_peringatan(jenis, hasil.mulai, batas, kalender) == hasil.peringatan
        assert penjelasan(hasil.mulai, aturan.satuan, aturan.jumlah, batas, kalender) == hasil.penjelasan


def test_versions_of_every_year_that_was_used_are_kept():
    hasil = hitung(layanan="pengaduan", jenis="pelaksanaan", diterima_pada=wita("2026-12-31T10:00"))
    assert hasil.versi_kalender == [versi(2026).pk, versi(2027).pk]


def test_beyond_the_published_years_the_date_is_provisional_not_refused():
    hasil = hitung_semua(layanan="konsultasi", diterima_pada=wita("2027-12-30T10:00"))
    assert not hasil["respon"].sementara
    pelaksanaan = hasil["pelaksanaan"]
    assert (pelaksanaan.sementara, pelaksanaan.jatuh_tempo) == (True, wita("2028-01-04T16:00"))
    assert "batas ini sementara karena kalender tahun 2028 belum diterbitkan" in pelaksanaan.penjelasan
    jauh = hitung(layanan="konsultasi", jenis="respon", diterima_pada=wita("2031-05-02T10:00"))
    assert (jauh.sementara, jauh.jatuh_tempo) == (True, wita("2031-05-05T16:00"))
    lama = hitung(layanan="konsultasi", jenis="respon", diterima_pada=wita("2024-05-03T10:00"))
    assert (lama.sementara, lama.jatuh_tempo) == (True, wita("2024-05-06T16:00"))


def test_estimated_days_make_the_date_provisional():
    hasil = hitung(layanan="konsultasi", jenis="respon", diterima_pada=wita("2027-05-14T10:00"))
    assert hasil.sementara
    assert "batas ini sementara karena tanggal Hari Raya Idul Adha masih perkiraan" in hasil.penjelasan


def test_missing_version_cannot_be_rebuilt():
    with pytest.raises(VersiKalender.DoesNotExist, match="tidak lengkap"):
        kalender_untuk([versi(2026).pk, 10**6])


def test_drafts_are_not_used_and_cannot_be_frozen(salin_draf):
    draf = salin_draf(2026)
    HariKhusus.objects.create(versi=draf, tanggal=date(2026, 11, 24), jenis="tutup_kantor", nama="Banjir")
    hasil = hitung(layanan="pengaduan", jenis="respon", diterima_pada=wita("2026-11-23T09:00"))
    assert hasil.jatuh_tempo == wita("2026-11-24T16:00")
    with pytest.raises(VersiKalender.DoesNotExist):
        kalender_untuk([draf.pk])


def test_a_later_version_serves_new_clocks_and_the_old_one_stays(salin_draf, terbitkan):
    mulai = wita("2026-11-23T09:00")
    lama = hitung(layanan="pengaduan", jenis="respon", diterima_pada=mulai)
    draf = salin_draf(2026)
    HariKhusus.objects.create(versi=draf, tanggal=date(2026, 11, 24), jenis="tutup_kantor", nama="Banjir")
    terbitkan(draf)
    baru = hitung(layanan="pengaduan", jenis="respon", diterima_pada=mulai)
    assert (baru.jatuh_tempo, baru.versi_kalender) == (wita("2026-11-25T16:00"), [draf.pk])
    assert "Selasa 24 November (Banjir) tidak dihitung" in baru.penjelasan
    ulang = tenggat.jatuh_tempo(mulai, "hari_kerja", 1, kalender_untuk(lama.versi_kalender))
    assert ulang == lama.jatuh_tempo == wita("2026-11-24T16:00")


def test_special_opening_is_counted_and_told(salin_draf, terbitkan):
    draf = salin_draf(2026)
    HariKhusus.objects.create(
        versi=draf,
        tanggal=date(2026, 12, 5),
        jenis="buka_khusus",
        nama="Hari pelayanan",
        jam=[["08:00", "11:30"]],
    )
    terbitkan(draf)
    hasil = hitung(layanan="pengaduan", jenis="respon", diterima_pada=wita("2026-12-04T10:00"))
    assert hasil.jatuh_tempo == wita("2026-12-05T11:30")
    assert hasil.penjelasan.endswith("; Sabtu 5 Desember (Hari pelayanan) dihitung karena kantor buka.")


def test_policy_in_force_on_the_local_day_of_receipt_applies():
    kebijakan_baru()
    batas = [
        hitung(layanan="pengaduan", jenis="respon", diterima_pada=pada).jatuh_tempo
        for pada in (
            wita("2026-11-30T23:59"),
            wita("2026-12-01T00:00"),
            datetime(2026, 11, 30, 16, tzinfo=UTC),
        )
    ]
    assert batas == [wita("2026-12-01T16:00"), wita("2026-12-03T16:00"), wita("2026-12-03T16:00")]
    lain = hitung(layanan="konsultasi", jenis="respon", diterima_pada=wita("2026-12-01T08:00"))
    assert lain.jatuh_tempo == wita("2026-12-02T16:00")


def test_later_row_corrects_an_earlier_one_of_the_same_day():
    kebijakan_baru()
    kedua = kebijakan_baru(jumlah=3)
    hasil = hitung(layanan="pengaduan", jenis="respon", diterima_pada=wita("2026-12-02T08:00"))
    assert hasil.kebijakan == kedua


def test_calendar_days_by_policy():
    kebijakan_baru(satuan="hari_kalender", jumlah=1)
    hasil = hitung(layanan="pengaduan", jenis="respon", diterima_pada=wita("2026-12-04T10:00"))
    assert hasil.jatuh_tempo == wita("2026-12-05T23:59:59")
    assert hasil.penjelasan == (
        "Surat diterima Jumat, 4 Desember 2026 pukul 10.00 WITA, lalu dihitung 1 hari kalender"
        " (hari libur ikut dihitung) sesudah tanggal itu sampai akhir hari:"
        " Sabtu, 5 Desember 2026 pukul 23.59 WITA."
    )


def test_before_the_first_policy_the_office_promised_nothing():
    with pytest.raises(KebijakanTidakAda, match="31-12-2022"):
        hitung_semua(layanan="pengaduan", diterima_pada=wita("2022-12-31T10:00"))
    with pytest.raises(KebijakanTidakAda, match="tatap_muka"):
        hitung(layanan="pengaduan", jenis="tatap_muka", diterima_pada=wita("2026-11-23T10:00"))


def test_naive_times_are_refused():
    with pytest.raises(WaktuTanpaZona):
        hitung_semua(layanan="pengaduan", diterima_pada=datetime(2026, 11, 23, 9))


def test_one_query_once_warm(django_assert_num_queries):
    terbit = list(VersiKalender.objects.terbit().values_list("pk", flat=True))
    hitung_semua(layanan="pengaduan", diterima_pada=wita("2026-11-23T09:00"))
    with django_assert_num_queries(1):
        hitung_semua(layanan="konsultasi", diterima_pada=wita("2026-12-31T09:00"))
    with django_assert_num_queries(1):
        hitung(layanan="tamu", jenis="tatap_muka", diterima_pada=wita("2026-12-31T09:00"))
    with django_assert_num_queries(1):
        kalender_untuk(terbit)
