"""The seeded calendars, and drafts to change them."""

import copy
import time

import pytest
from django.contrib.auth.models import Group

from dinsos.sla import actions
from dinsos.sla.kalender import Kalender
from dinsos.sla.models import VersiKalender
from tests.sla.resmi import kalender_resmi


@pytest.fixture(scope="session")
def kalender() -> Kalender:
    """The published calendars of 2026 and 2027; `test_muat.py` holds them against the rows."""
    return kalender_resmi()


@pytest.fixture
def zona_mesin_lain(monkeypatch):
    """The machine stands in another time zone: no date may come from it."""
    monkeypatch.setenv("TZ", "Pacific/Honolulu")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def orang(db, django_user_model):
    """Makes a member of staff with the given roles."""

    def buat(*peran: str):
        nama = "-".join(peran) or "tanpa-peran"
        hasil = django_user_model.objects.create_user(username=nama, password=None)
        hasil.groups.set([Group.objects.get_or_create(name=satu)[0] for satu in peran])
        return hasil

    return buat


@pytest.fixture
def kepala(orang):
    """The head of office."""
    return orang("kepala_dinas")


@pytest.fixture
def salin_draf(db):
    """Copies the published calendar of a year into a draft of the next version."""

    def salin(tahun: int) -> VersiKalender:
        lama = VersiKalender.objects.terbit().filter(tahun=tahun).last()
        draf = VersiKalender.objects.create(tahun=tahun, versi=lama.versi + 1, dasar_hukum=lama.dasar_hukum)
        for baris in [*lama.hari_khusus.all(), *lama.profil_jam.all()]:
            baru = copy.copy(baris)
            baru.pk, baru.id, baru.versi = None, None, draf
            baru._state = type(baris._state)()
            baru.save()
        return draf

    return salin


@pytest.fixture
def pengelola(orang):
    """Who drafts calendars."""
    return orang("pengelola")


@pytest.fixture
def terbitkan(pengelola, kepala):
    """Submits a draft as the pengelola and publishes it as the head."""

    def terbit(versi: VersiKalender) -> VersiKalender:
        actions.ajukan_kalender(versi=versi, oleh=pengelola)
        return actions.terbitkan_kalender(versi=versi, oleh=kepala)

    return terbit
