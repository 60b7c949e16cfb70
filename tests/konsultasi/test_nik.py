"""Hints about a NIK: what staff compare with the card."""

from datetime import date

import pytest

from konsultasi import nik

HARI = date(2026, 11, 23)


@pytest.mark.parametrize("nomor", ["", "740401", "74040145038000011", "7404O14503800001", "７" * 16])
def test_what_is_no_nik_gives_no_hint(nomor):
    assert not nik.lengkap(nomor)
    assert nik.petunjuk(nomor, hari=HARI) == []


@pytest.mark.parametrize(
    ("nomor", "kalimat"),
    [
        ("7404014503800001", ["Menurut NIK: perempuan, lahir 5 Maret 1980."]),
        ("7404013112990123", ["Menurut NIK: laki-laki, lahir 31 Desember 1999."]),
        ("7404012311090001", ["Menurut NIK: laki-laki, lahir 23 November 2009."]),
        ("7404012411090001", ["Menurut NIK: laki-laki, lahir 24 November 2009. Belum 17 tahun."]),
        ("7404012411260001", ["Menurut NIK: laki-laki, lahir 24 November 1926."]),
        ("7404016902000001", ["Menurut NIK: perempuan, lahir 29 Februari 2000."]),
        (
            "7404013002800001",
            ["Tanggal lahir dalam NIK (300280) tidak ada dalam kalender. Cocokkan dengan kartunya."],
        ),
        (
            "7404014013800001",
            ["Tanggal lahir dalam NIK (401380) tidak ada dalam kalender. Cocokkan dengan kartunya."],
        ),
        (
            "7472014503800001",
            [
                "Menurut NIK: perempuan, lahir 5 Maret 1980.",
                "NIK pertama kali diterbitkan di luar Kabupaten Buton (kode 7472).",
            ],
        ),
        (
            "0904014503800000",
            [
                "Menurut NIK: perempuan, lahir 5 Maret 1980.",
                "Kode provinsi 09 tidak dikenal. Cocokkan dengan kartunya.",
                "Empat angka terakhir 0000 tidak lazim. Cocokkan dengan kartunya.",
            ],
        ),
    ],
)
def test_hints(nomor, kalimat):
    assert nik.petunjuk(nomor, hari=HARI) == kalimat


def test_born_on_29_february_of_the_last_century():
    """1900 had no such day and 2000 had one: the century is found by trying."""
    assert nik.petunjuk("7404012902960001", hari=HARI) == ["Menurut NIK: laki-laki, lahir 29 Februari 1996."]
