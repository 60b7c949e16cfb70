"""What people write as a phone number."""

import pytest
from django.core.exceptions import ValidationError

from dinsos.inti import telepon


@pytest.mark.parametrize(
    ("teks", "e164"),
    [
        ("0812 3456 7890", "+6281234567890"),
        ("62812-3456-7890", "+6281234567890"),
        ("0811 234 567", "+62811234567"),
        ("0402 28 1234 5", "+624022812345"),
        ("0899 1234 5678 90", "+628991234567890"),
        ("0800 0000 000", "+628000000000"),
        ("+60 12-345 6789", "+60123456789"),
    ],
)
def test_plausible_numbers_become_e164(teks, e164):
    assert telepon.ke_e164(teks) == e164


@pytest.mark.parametrize(
    "teks",
    [
        "12345",
        "0812 3456",
        "0812 3456 7890 1234",
        "62812",
        "+60 1",
        "+1 000 000 0000",
        "+999 12345678",
        "telepon",
    ],
)
def test_numbers_that_reach_nobody_are_asked_again(teks):
    with pytest.raises(ValidationError, match="Tulis seperti 0812 3456 7890"):
        telepon.ke_e164(teks)
