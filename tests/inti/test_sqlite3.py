"""Writers of SQLite are served in the order in which they asked."""

import threading
import time

import pytest
from django.db import OperationalError, connection, connections
from django.db.utils import ConnectionHandler

PILIHAN = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 5,
    "init_command": "PRAGMA journal_mode=WAL;",
}


@pytest.fixture
def sambungan(tmp_path, django_db_blocker):
    """Makes connections to one SQLite file, each its own; `timeout` in seconds."""
    semua = []

    def baru(timeout: float = 5):
        isi = {"ENGINE": "dinsos.inti.sqlite3", "NAME": str(tmp_path / "uji.sqlite3"), "TIME_ZONE": None}
        satu = ConnectionHandler({"default": isi | {"OPTIONS": PILIHAN | {"timeout": timeout}}})["default"]
        satu.inc_thread_sharing()
        semua.append(satu)
        return satu

    with django_db_blocker.unblock():
        yield baru
        for satu in semua:
            satu.close()


def _mulai(koneksi) -> None:
    koneksi.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def _selesai(koneksi) -> None:
    koneksi.commit()
    koneksi.set_autocommit(True)


def test_who_asked_first_writes_first(sambungan):
    pemegang, urutan = sambungan(), []
    _mulai(pemegang)

    def tulis(nama: str, koneksi) -> None:
        _mulai(koneksi)
        urutan.append(nama)
        _selesai(koneksi)

    antre = []
    for nama in "ABCD":
        utas = threading.Thread(target=tulis, args=(nama, sambungan()))
        utas.start()
        antre.append(utas)
        time.sleep(0.15)  # by then SQLite's own waiting asks ten times a second only: a newcomer would win
    assert urutan == []
    _selesai(pemegang)
    for utas in antre:
        utas.join(timeout=5)
    assert urutan == list("ABCD")


def test_a_turn_that_fails_is_given_on(sambungan):
    pemegang, lain = sambungan(), sambungan(0.05)
    _mulai(pemegang)
    with pytest.raises(OperationalError, match="locked"):
        _mulai(lain)
    _selesai(pemegang)
    _mulai(sambungan())


def test_the_portal_uses_it():
    if connection.vendor == "sqlite":
        assert type(connections["default"]).__module__ == "dinsos.inti.sqlite3.base"
