"""The build fails when a proved clause loses its test."""

import pytest

from tests.kepatuhan import HALAMAN, KLAUSUL, halaman, uji_per_klausul

TERBUKTI = [nama for nama, klausul in KLAUSUL.items() if klausul.terbukti]


@pytest.mark.parametrize("klausul", TERBUKTI)
def test_proved_clause_has_tests(klausul):
    assert uji_per_klausul().get(klausul), f"no test is marked @pytest.mark.sk({klausul!r})"


def test_every_clause_of_the_standard_is_proved():
    assert len(KLAUSUL) == 34
    assert len(TERBUKTI) == len(KLAUSUL)


def test_tests_name_known_clauses_only():
    assert set(uji_per_klausul()) <= set(KLAUSUL)


def test_page_is_up_to_date():
    assert HALAMAN.read_text(encoding="utf-8") == halaman(), "run: .venv/bin/python -m tests.kepatuhan"
