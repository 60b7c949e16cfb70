"""Fixtures of the public pages and of the staff rooms."""

import pytest
from django.core.cache import cache

from tests import pabrik
from tests.bantu.templat import ketatkan


@pytest.fixture(autouse=True)
def _tanpa_simpanan():
    """The numbers on the home page are kept for five minutes; no test sees those of another."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def templat_ketat(settings):
    """Unknown template variables are errors."""
    ketatkan(settings)


@pytest.fixture
def kepala(db):
    return pabrik.pengguna("kepala_dinas", nama="Drs. La Ode Hamzah, M.Si.")


@pytest.fixture
def petugas(db):
    return pabrik.pengguna("petugas", nama="La Ode Amrin, S.ST.")
