"""A database that is busy is a page that says to wait, not an error."""

import sqlite3
from contextlib import contextmanager

import psycopg2
import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from dinsos.akun.models import Pengguna
from dinsos.inti.tengah import basis_data_sibuk
from tests import pabrik
from tests.bantu.templat import ketatkan

SIBUK = "Tunggu sebentar lalu coba lagi; surat Anda tidak terkirim dua kali."


@pytest.fixture(autouse=True)
def _ketat(settings):
    ketatkan(settings)
    settings.KUERI_SIAP_DI_SERVER = False  # the tests below know a query by its words


@pytest.fixture
def klien() -> Client:
    """A browser: it gets the page that the server makes of an error."""
    return Client(raise_request_exception=False)


@contextmanager
def terkunci(tabel: str):
    """Another connection holds what a write to `tabel` needs; ours gives up soon instead of after 20 seconds."""
    setelan = connection.settings_dict
    if connection.vendor == "sqlite":
        lain = sqlite3.connect(setelan["NAME"], isolation_level=None)
        lain.execute("BEGIN IMMEDIATE")
        sabar, biasa = "PRAGMA busy_timeout = 100", "PRAGMA busy_timeout = 20000"
    else:
        lain = psycopg2.connect(
            dbname=setelan["NAME"],
            user=setelan["USER"],
            password=setelan["PASSWORD"],
            host=setelan["HOST"],
            port=setelan["PORT"],
        )
        lain.cursor().execute(f"LOCK TABLE {tabel} IN ACCESS EXCLUSIVE MODE")
        sabar, biasa = "SET lock_timeout = 100", "SET lock_timeout = 0"
    try:
        with connection.cursor() as kursor:
            kursor.execute(sabar)
        yield
    finally:
        lain.rollback()
        lain.close()
        with connection.cursor() as kursor:
            kursor.execute(biasa)


def masuk(klien: Client, nama: str):
    return klien.post(reverse("akun:masuk"), {"username": nama, "password": pabrik.SANDI})


def periksa(jawaban) -> None:
    """The page says what to do, when, and asks nothing of the database that is busy."""
    assert jawaban.status_code == 503
    assert jawaban["Retry-After"] == "10"
    assert jawaban["Cache-Control"] == "no-store"
    assert "script-src 'self'" in jawaban["Content-Security-Policy"]
    isi = jawaban.content.decode()
    assert "<h1>Sedang ramai</h1>" in isi
    assert SIBUK in isi
    assert "Pasarwajo 93754" in isi


@pytest.mark.django_db(transaction=True)
def test_locked_database_is_a_page_that_says_to_wait(klien):
    """A real lock: signing in can't write its session. Afterwards the same request works."""
    orang = Pengguna.objects.create_user("la.ode", password=pabrik.SANDI, nama="La Ode")
    with terkunci("django_session"):
        periksa(masuk(klien, "la.ode"))
    assert masuk(klien, "la.ode").status_code == 302
    assert klien.session["_auth_user_id"] == str(orang.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("tabel", ["django_session", "akun_pengguna", "agenda_suratmasuk"])
def test_wherever_in_the_request_it_happens(klien, tabel):
    """Session and user are read by middleware, letters by the view: the same page each time."""
    klien.force_login(pabrik.pengguna("petugas"))

    def gagal(jalankan, sql, parameter, banyak, konteks):
        if f'FROM "{tabel}"' in sql:
            raise OperationalError("database is locked")
        return jalankan(sql, parameter, banyak, konteks)

    with connection.execute_wrapper(gagal):
        periksa(klien.get(reverse("portal:kerja")))
    assert klien.get(reverse("portal:kerja")).status_code == 200


@pytest.mark.django_db
def test_other_faults_stay_faults(klien):
    """A missing table or a mistake of ours is no crowd: it must not tell people to try again for ever."""
    klien.force_login(pabrik.pengguna("petugas"))

    def gagal(jalankan, sql, parameter, banyak, konteks):
        if 'FROM "agenda_suratmasuk"' in sql:
            raise ZeroDivisionError
        return jalankan(sql, parameter, banyak, konteks)

    with connection.execute_wrapper(gagal):
        jawaban = klien.get(reverse("portal:kerja"))
    assert jawaban.status_code == 500
    assert "sistem kami sedang terganggu" in jawaban.content.decode()


@pytest.mark.django_db
def test_what_counts_as_busy():
    assert basis_data_sibuk(OperationalError("database is locked"))
    assert basis_data_sibuk(OperationalError("database table is locked: agenda_suratmasuk"))
    tabel_hilang = OperationalError("no such table: agenda_suratmasuk")
    assert basis_data_sibuk(tabel_hilang) == (connection.vendor != "sqlite")
    assert not basis_data_sibuk(ValueError("database is locked"))
    assert not basis_data_sibuk(None)
