"""Fixtures of the piket desk."""

import pytest
from django.test import Client

from disposisi.models import Ruang
from tests import pabrik
from tests.bantu.templat import ketatkan


@pytest.fixture(autouse=True)
def _ketat(settings):
    ketatkan(settings)


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")


@pytest.fixture
def piket(db):
    return pabrik.pengguna("piket", nama="Wa Ina, A.Md.")


@pytest.fixture
def kepala(db):
    return pabrik.pengguna("kepala_dinas", nama="Drs. La Ode Hamzah, M.Si.")


@pytest.fixture
def petugas(db):
    return pabrik.pengguna("petugas", nama="La Ode Amrin, S.ST.")


@pytest.fixture
def ruang(db):
    return Ruang.objects.create(nama="Ruang Layanan 1")


@pytest.fixture
def meja(piket) -> Client:
    """The browser of the officer at the desk."""
    klien = Client()
    klien.force_login(piket)
    return klien
