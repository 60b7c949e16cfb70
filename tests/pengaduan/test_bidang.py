"""What people write into the fields of public forms."""

import pytest
from django.core.exceptions import ValidationError

from dinsos.agenda.formulir.bidang import Baris, Email, Rupiah, Telepon, Uraian

RUPIAH = Rupiah(label="Jumlah", maks=999_999_999_999, required=False)


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("1.250.000", 1_250_000),
        ("Rp1.250.000", 1_250_000),
        ("rp. 1.250.000,00", 1_250_000),
        ("Rp 1.250.000,-", 1_250_000),
        ("1250000", 1_250_000),
        ("1 250 000", 1_250_000),
        ("1,250,000", 1_250_000),
        ("750", 750),
        ("5.000", 5000),
        ("999.999.999.999", 999_999_999_999),
        ("", None),
        ("   ", None),
    ],
)
def test_amounts_as_people_write_them(teks, nilai):
    assert RUPIAH.clean(teks) == nilai


@pytest.mark.parametrize(
    "teks",
    [
        "0",
        "-5",
        "1.5",
        "12.50",
        "1.25.000",
        "1,250",
        "sejuta",
        "1.250.000 juta",
        "1e9",
        "٣٠٠",
        "1.000.000.000.000",
    ],
)
def test_amounts_that_could_mean_something_else_are_asked_again(teks):
    with pytest.raises(ValidationError):
        RUPIAH.clean(teks)


@pytest.mark.parametrize(
    "teks", ["0812 3456 7890", "62812-3456-7890", "+62 812.3456.7890", "(0812) 34567890"]
)
def test_phone_numbers_become_e164(teks):
    assert Telepon(label="Telepon", required=False).clean(teks) == "+6281234567890"


@pytest.mark.parametrize("alamat", ["a@b.test", "nama.orang+portal@contoh.go.id"])
def test_addresses_pass(alamat):
    assert Email(label="E-mail", required=False).clean(f" {alamat} ") == alamat


def test_lines_are_one_line_and_texts_keep_their_lines():
    assert Baris(label="Nama").clean(" a\u2028b\tc\x07d\u202ee ") == "a b c d e"
    assert Uraian(label="Uraian").clean("a\r\nb\rc\x00") == "a\nb\nc"


def test_length_is_counted_after_tidying():
    assert Uraian(label="Uraian", max_length=3).clean("a\r\nb") == "a\nb"
    with pytest.raises(ValidationError, match=r"“Uraian” terlalu panjang\. .* 3 huruf; sekarang 4\."):
        Uraian(label="Uraian", max_length=3).clean("abcd")
