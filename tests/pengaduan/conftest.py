"""Strict templates and a citizen for the tests of the complaint form."""

import pytest

from tests.pengaduan.warga import Warga


class VariabelTakDikenal(str):
    """Fails the test when a template prints a variable that nobody gave it."""

    def __contains__(self, potongan: object) -> bool:
        return potongan == "%s"

    def __mod__(self, nama: object) -> str:
        raise AssertionError(f"unknown template variable: {nama}")


@pytest.fixture(autouse=True)
def _templat_ketat(settings):
    satu = settings.TEMPLATES[0]
    settings.TEMPLATES = [
        {**satu, "OPTIONS": {**satu["OPTIONS"], "string_if_invalid": VariabelTakDikenal("%s")}}
    ]


@pytest.fixture
def warga() -> Warga:
    return Warga()
