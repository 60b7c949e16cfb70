"""Strict templates, an applicant and staff for the tests of the consultation."""

import pytest

from tests import pabrik
from tests.bantu.templat import ketatkan
from tests.konsultasi.pemohon import Pemohon


@pytest.fixture(autouse=True)
def _templat_ketat(settings):
    ketatkan(settings)


@pytest.fixture
def pemohon() -> Pemohon:
    return Pemohon()


@pytest.fixture
def kepala(db):
    return pabrik.pengguna("kepala_dinas", nama="Drs. La Ode Hamzah, M.Si.")


@pytest.fixture
def petugas(db):
    return pabrik.pengguna("petugas", nama="La Ode Amrin, S.ST.")
