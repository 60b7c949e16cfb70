"""Warnings of the calendar: missing years, estimates, choices that nobody confirmed."""

from datetime import datetime

import pytest

from dinsos.sla import actions_kebijakan
from dinsos.sla.models import PilihanKantor, VersiKalender
from dinsos.sla.peringatan import kalimat

pytestmark = pytest.mark.django_db

BELUM = "pilihan kantor belum ditetapkan"


def pada(teks: str) -> datetime:
    return datetime.fromisoformat(f"{teks}+08:00")


def tanpa_pilihan(saat: datetime) -> list[str]:
    return [satu for satu in kalimat(saat) if BELUM not in satu]


@pytest.mark.parametrize(
    ("saat", "tahun"),
    [
        ("2026-11-23T09:00", []),
        ("2027-10-31T23:59", []),
        ("2027-11-01T00:00", ["2028"]),
        ("2027-12-31T23:59", ["2028"]),
        ("2028-01-01T00:00", ["2028"]),
        ("2028-11-01T00:00", ["2028", "2029"]),
    ],
)
def test_next_year_is_missing_from_the_first_of_november(saat, tahun):
    assert tanpa_pilihan(pada(saat)) == [
        f"Kalender kerja {satu} belum terbit. Batas waktu surat pada tahun itu masih sementara."
        for satu in tahun
    ]


def test_a_draft_or_submission_is_not_yet_a_calendar(pengelola):
    VersiKalender.objects.create(tahun=2028, dasar_hukum="SKB")
    assert "2028 belum terbit" in kalimat(pada("2027-11-02T08:00"))[0]


@pytest.mark.parametrize(
    ("saat", "hari"),
    [
        ("2027-01-08T23:59", []),
        ("2027-01-09T00:00", ["Hari Raya Idul Fitri (Rabu, 10 Maret 2027)"]),
        ("2027-03-10T23:00", ["Rabu, 10 Maret 2027", "Kamis, 11 Maret 2027"]),
        ("2027-03-12T00:00", []),
        ("2027-03-18T00:00", ["Idul Adha (Senin, 17 Mei 2027)"]),
    ],
)
def test_estimates_within_sixty_days(saat, hari):
    isi = tanpa_pilihan(pada(saat))
    assert len(isi) == bool(hari)
    for satu in hari:
        assert satu in isi[0]


def test_estimates_of_replaced_versions_do_not_count(salin_draf, terbitkan):
    draf = salin_draf(2027)
    for hari in draf.hari_khusus.filter(perkiraan=True):
        hari.perkiraan = False
        hari.save()
    terbitkan(draf)
    assert tanpa_pilihan(pada("2027-03-01T08:00")) == []


def test_choices_until_all_are_confirmed(kepala):
    saat = pada("2026-11-23T09:00")
    assert kalimat(saat) == [f"5 {BELUM} Kepala Dinas."]
    kunci = list(PilihanKantor.Kunci.values)
    for _ in range(2):
        actions_kebijakan.tetapkan_pilihan(nilai=dict.fromkeys(kunci[:4], "ya"), oleh=kepala)
    assert kalimat(saat) == [f"1 {BELUM} Kepala Dinas."]
    actions_kebijakan.tetapkan_pilihan(nilai={kunci[4]: "ya"}, oleh=kepala)
    assert kalimat(saat) == []


def test_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        kalimat(pada("2027-11-02T08:00"))
