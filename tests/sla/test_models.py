"""Rows of policies and calendars: seeded as literals, never changed once published, told in history."""

from datetime import UTC, date, datetime

import holidays
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.sla import tenggat
from dinsos.sla.actions import ajukan_kalender, terbitkan_kalender
from dinsos.sla.kalender import JenisHari
from dinsos.sla.models import HariKhusus, KebijakanTenggat, ProfilJam, VersiKalender
from dinsos.sla.muat import sidik

pytestmark = pytest.mark.django_db

BIASA = {"senin": [["07:30", "12:00"], ["13:00", "16:00"]]}


def terbit(tahun: int) -> VersiKalender:
    return VersiKalender.objects.terbit().filter(tahun=tahun).last()


@pytest.fixture
def draf(db) -> VersiKalender:
    """An empty draft of a year without calendar."""
    return VersiKalender.objects.create(tahun=2028, dasar_hukum="SKB 3 Menteri 2027")


@pytest.mark.parametrize("tahun", [2026, 2027])
def test_seed_is_what_the_package_says(tahun):
    nasional = holidays.country_holidays("ID", categories=("public",), years=tahun, language="id")
    semua = holidays.country_holidays("ID", categories=("public", "government"), years=tahun, language="id")
    harapan = {
        hari: (
            "libur_nasional" if hari in nasional else "cuti_bersama",
            nama.removesuffix(" (perkiraan)"),
            nama.endswith(" (perkiraan)"),
        )
        for hari, nama in semua.items()
    }
    hari_khusus = terbit(tahun).hari_khusus.all()
    assert {h.tanggal: (h.jenis, h.nama, h.perkiraan) for h in hari_khusus} == harapan
    assert all(h.dasar_hukum for h in hari_khusus)


def test_estimates_are_marked():
    perkiraan = HariKhusus.objects.filter(perkiraan=True).values_list("tanggal", flat=True)
    assert list(perkiraan) == [date(2027, 3, 10), date(2027, 3, 11), date(2027, 5, 17)]


@pytest.mark.sk("PGD-WAKTU-1", "PGD-WAKTU-2", "KSL-WAKTU-1", "KSL-WAKTU-2")
def test_seeded_policies_say_what_the_standard_says():
    kebijakan = KebijakanTenggat.objects.values_list("layanan", "jenis", "satuan", "jumlah", "berlaku_sejak")
    sejak = date(2023, 1, 1)
    assert set(kebijakan) == {
        ("pengaduan", "respon", "hari_kerja", 1, sejak),
        ("pengaduan", "pelaksanaan", "hari_kerja", 3, sejak),
        ("konsultasi", "respon", "hari_kerja", 1, sejak),
        ("konsultasi", "pelaksanaan", "hari_kerja", 3, sejak),
        ("tamu", "tatap_muka", "menit", 60, sejak),
    }


@pytest.mark.parametrize("tahun", [2026, 2027])
def test_fingerprint_of_the_seed(tahun):
    assert terbit(tahun).sidik == sidik(terbit(tahun))


def test_lists_are_those_of_the_pure_modules():
    assert KebijakanTenggat.Jenis.values == list(tenggat.Jenis)
    assert KebijakanTenggat.Satuan.values == list(tenggat.Satuan)
    assert HariKhusus.Jenis.values == list(JenisHari)


def test_seeded_rows_pass_their_own_validation():
    for model in (HariKhusus, ProfilJam, VersiKalender, KebijakanTenggat):
        for baris in model.objects.all():
            baris.full_clean()


def test_policy_is_append_only():
    kebijakan = KebijakanTenggat.objects.first()
    kebijakan.jumlah = 9
    with pytest.raises(GalatAturan, match="Terbitkan kebijakan baru"):
        kebijakan.save()
    with pytest.raises(GalatAturan, match="tidak dapat dihapus"):
        kebijakan.delete()
    kebijakan.refresh_from_db()
    assert kebijakan.jumlah != 9


@pytest.mark.parametrize("model", [KebijakanTenggat, VersiKalender, HariKhusus, ProfilJam])
def test_rows_are_never_written_in_bulk(model):
    baris = list(model.objects.all())
    for tulis in (
        lambda: model.objects.update(id=0),
        lambda: model.objects.all().delete(),
        lambda: model.objects.bulk_create(baris),
        lambda: model.objects.bulk_update(baris, ["id"]),
    ):
        with pytest.raises(GalatAturan, match="satu per satu"):
            tulis()
    assert list(model.objects.all()) == baris


def test_published_version_is_immutable():
    versi = terbit(2026)
    versi.keadaan = VersiKalender.Keadaan.DRAF
    for tulis in (versi.save, versi.delete):
        with pytest.raises(GalatAturan, match="Buat versi baru"):
            tulis()
    assert terbit(2026) == versi


def test_days_and_hours_of_a_published_version_are_immutable():
    versi = terbit(2026)
    hari, profil = versi.hari_khusus.first(), versi.profil_jam.first()
    for tulis in (
        hari.save,
        hari.delete,
        profil.save,
        profil.delete,
        HariKhusus(versi=versi, tanggal=date(2026, 11, 24), jenis="tutup_kantor", nama="Banjir").save,
        ProfilJam(versi=versi, nama="Baru", mulai=date(2026, 1, 1), jam=BIASA).save,
    ):
        with pytest.raises(GalatAturan, match="Buat versi baru"):
            tulis()
    assert versi.sidik == sidik(terbit(2026))


def test_a_day_cannot_move_out_of_a_published_version(draf):
    hari = terbit(2026).hari_khusus.first()
    hari.versi = draf
    with pytest.raises(GalatAturan):
        hari.save()
    assert not draf.hari_khusus.exists()


def test_draft_can_change_and_go(draf, kepala):
    hari = HariKhusus.objects.create(
        versi=draf, tanggal=date(2028, 1, 1), jenis="libur_nasional", nama="Tahun"
    )
    profil = ProfilJam.objects.create(versi=draf, nama="Biasa", mulai=date(2028, 1, 1), jam=BIASA)
    hari.nama = "Tahun Baru Masehi"
    hari.save()
    profil.delete()
    assert [h.nama for h in hari.history.all()] == ["Tahun Baru Masehi", "Tahun"]
    draf.delete()
    assert not HariKhusus.objects.filter(tanggal__year=2028).exists()
    assert HariKhusus.history.filter(id=hari.id, history_type="-").count() == 1


def test_only_the_head_publishes_and_history_says_who(draf, kepala, pengelola, jam_uji):
    ProfilJam.objects.create(versi=draf, nama="Biasa", mulai=date(2028, 1, 1), jam=BIASA)
    ajukan_kalender(versi=draf, oleh=pengelola)
    with pytest.raises(TidakBerwenang):
        terbitkan_kalender(versi=draf, oleh=pengelola)
    pada = jam_uji.ke("2027-11-02T09:00+08:00")
    hasil = terbitkan_kalender(versi=draf, oleh=kepala)
    assert (hasil.keadaan, hasil.diterbitkan_oleh, hasil.sidik) == ("terbit", kepala, sidik(hasil))
    assert 0 <= (hasil.diterbitkan_pada - pada).total_seconds() < 60
    assert hasil.history.first().history_user == kepala
    with pytest.raises(SudahTerjadi, match="sudah diterbitkan"):
        terbitkan_kalender(versi=draf, oleh=kepala)


@pytest.mark.parametrize(
    ("profil", "hari", "pesan"),
    [
        ([], [], "hari kerja"),
        ([{"jam": {}}], [], "hari kerja"),
        ([{"jam": BIASA}, {"nama": "Lain", "jam": BIASA}], [], "prioritas yang sama"),
        ([{"jam": {"senin": [["16:00", "07:30"]]}}], [], "harus sebelum jam tutup"),
        ([{"jam": BIASA, "mulai": date(2027, 1, 1)}], [], "dalam tahun 2028"),
        ([{"jam": BIASA}], [date(2029, 1, 1)], "dalam tahun 2028"),
        ([{"jam": BIASA, "mulai": date(2028, 12, 30)}], [], "hari kerja"),
    ],
)
def test_a_draft_that_makes_no_calendar_is_not_published(draf, terbitkan, profil, hari, pesan):
    for isi in profil:
        ProfilJam.objects.create(**({"versi": draf, "nama": "Biasa", "mulai": date(2028, 1, 1)} | isi))
    for tanggal in hari:
        HariKhusus.objects.create(versi=draf, tanggal=tanggal, jenis="libur_nasional", nama="Libur")
    with pytest.raises(GalatAturan, match=pesan):
        terbitkan(draf)
    draf.refresh_from_db()
    assert draf.keadaan == VersiKalender.Keadaan.DRAF


def test_an_older_version_is_not_published_after_a_newer_one(salin_draf, terbitkan):
    terbitkan(salin_draf(2026))
    lama = VersiKalender.objects.create(tahun=2026, versi=0, dasar_hukum="SKB")
    ProfilJam.objects.create(versi=lama, nama="Biasa", mulai=date(2026, 1, 1), jam=BIASA)
    with pytest.raises(GalatAturan, match="lebih baru"):
        terbitkan(lama)


@pytest.mark.parametrize(
    "kolom",
    [
        {"layanan": "tamu", "jenis": "respon", "satuan": "hari_kerja"},
        {"layanan": "pengaduan", "jenis": "tatap_muka", "satuan": "menit"},
        {"layanan": "pengaduan", "jenis": "respon", "satuan": "menit"},
        {"layanan": "tamu", "jenis": "tatap_muka", "satuan": "hari_kerja"},
        {"jumlah": 0},
        {"jumlah": 367},
    ],
)
def test_policies_that_make_no_sense(kolom):
    bawaan = {
        "layanan": "pengaduan",
        "jenis": "respon",
        "satuan": "hari_kerja",
        "jumlah": 1,
        "bunyi": "Bunyi",
        "nomor_sk": "SK",
        "berlaku_sejak": date(2026, 1, 1),
        "diterbitkan_pada": datetime(2026, 1, 1, tzinfo=UTC),
    }
    kebijakan = KebijakanTenggat(**(bawaan | kolom))
    with pytest.raises(ValidationError):
        kebijakan.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        kebijakan.save()


def test_database_keeps_one_draft_and_one_number_per_year(draf):
    for versi in (1, 2):
        with pytest.raises(IntegrityError), transaction.atomic():
            VersiKalender.objects.create(tahun=2028, versi=versi, dasar_hukum="SKB")
    draf.keadaan = VersiKalender.Keadaan.TERBIT
    with pytest.raises(IntegrityError), transaction.atomic():
        draf.save()


def test_database_checks_days_and_hours(draf):
    for salah in (
        HariKhusus(versi=draf, tanggal=date(2028, 1, 8), jenis="buka_khusus", nama="Buka"),
        HariKhusus(versi=draf, tanggal=date(2028, 1, 8), jenis="libur_nasional", nama="Libur", jam=[]),
        ProfilJam(versi=draf, nama="A", mulai=date(2028, 2, 1), sampai=date(2028, 1, 1), jam=BIASA),
    ):
        with pytest.raises(ValidationError):
            salah.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            salah.save()


@pytest.mark.parametrize(
    ("membuat", "pesan"),
    [
        (
            lambda v: HariKhusus(versi=v, tanggal=date(2027, 1, 1), jenis="cuti_bersama", nama="Cuti"),
            "tahun 2028",
        ),
        (lambda v: ProfilJam(versi=v, nama="A", mulai=date(2027, 1, 1), jam=BIASA), "tahun 2028"),
        (lambda v: ProfilJam(versi=v, nama="A", mulai=date(2028, 1, 1), jam={"monday": []}), "monday"),
        (
            lambda v: HariKhusus(
                versi=v, tanggal=date(2028, 1, 8), jenis="buka_khusus", nama="Buka", jam=[["12:00", "08:00"]]
            ),
            "sebelum jam tutup",
        ),
    ],
)
def test_forms_say_what_to_correct(draf, membuat, pesan):
    with pytest.raises(ValidationError, match=pesan):
        membuat(draf).full_clean()
