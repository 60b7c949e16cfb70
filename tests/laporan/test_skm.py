"""The index of the survey (Permenpan RB 14/2017), and numbers too small to be shown."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinsos.laporan.angka_kecil import PALING_SEDIKIT, gabung
from dinsos.laporan.skm import KODE, UNSUR, Indeks, _indeks, ikm, indeks_unsur

BAIK = {kode: [0, 0, 5, 0] for kode in KODE}


def test_nine_unsur_each_with_four_answers():
    assert len(UNSUR) == len(set(KODE)) == 9
    assert all(len(set(satu.pilihan)) == 4 for satu in UNSUR)


def test_all_lowest_is_25_and_all_highest_100():
    assert ikm({kode: [7, 0, 0, 0] for kode in KODE}).angka == Decimal("25.00")
    assert ikm({kode: [0, 0, 0, 7] for kode in KODE}).angka == Decimal("100.00")
    assert str(ikm(BAIK)) == "75,00"


def test_each_unsur_weighs_exactly_a_ninth():
    for kode in KODE:
        assert ikm(BAIK | {kode: [0, 0, 0, 5]}).angka == Decimal("77.78")  # (8 × 3 + 4) / 9 × 25


@pytest.mark.parametrize(
    ("nilai", "mutu"),
    [
        ("88.305", "A"),  # rounded to 88.31 first
        ("88.304", "B"),
        ("76.605", "B"),
        ("76.604", "C"),
        ("64.995", "C"),
        ("64.994", "D"),
    ],
)
def test_rounded_to_two_decimals_before_it_is_graded(nilai, mutu):
    assert _indeks(Fraction(nilai)).mutu == mutu


@given(st.lists(st.integers(0, 50), min_size=4, max_size=4).filter(any))
def test_an_index_lies_between_25_and_100(hitung):
    satu = indeks_unsur(hitung)
    assert isinstance(satu, Indeks)
    assert Decimal(25) <= satu.angka <= Decimal(100)


def bulan(jumlah: list[int]) -> list[tuple[date, int]]:
    return [(date(2026 + n // 12, n % 12 + 1, 1), banyak) for n, banyak in enumerate(jumlah)]


def kelompok(jumlah: list[int]):
    return gabung(bulan(jumlah), bulan=lambda satu: satu[0], jumlah=lambda satu: satu[1])


@given(st.lists(st.integers(0, 12), max_size=30))
def test_no_group_is_small_and_a_group_that_was_shown_never_changes(jumlah):
    semua = kelompok(jumlah)
    for satu in semua:
        assert sum(banyak for _, banyak in satu.baris) >= PALING_SEDIKIT
    for sampai in range(len(jumlah)):
        sebelum = kelompok(jumlah[:sampai])
        assert semua[: len(sebelum)] == sebelum
    urut = [baris for satu in semua for baris in satu.baris]
    assert urut == bulan(jumlah)[: len(urut)]


def test_groups_are_named_by_their_months():
    assert [satu.nama for satu in kelompok([6, 2, 3, *[0] * 8, 4, 1])] == [
        "Januari 2026",
        "Februari–Maret 2026",
        "April 2026–Januari 2027",
    ]
