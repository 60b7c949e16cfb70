"""Fixtures of the outbox: mail server, mail settings, senders in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from tests.bantu.server import port_bebas
from tests.notifikasi.bantuan import Penampung, server_surat

PROSES = Path(__file__).with_name("proses_pengirim.py")


@pytest.fixture
def penampung():
    """The mailbox of a running mail server that the settings point to."""
    return Penampung()


@pytest.fixture
def setelan_smtp(settings):
    """Real SMTP to a port nobody listens on, not simulated."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_SIMULASI = False
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port_bebas()
    settings.EMAIL_USE_TLS = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.DEFAULT_FROM_EMAIL = "Dinas Sosial Kabupaten Buton <dinsos@contoh.id>"
    return settings


@pytest.fixture
def server(setelan_smtp, penampung):
    with server_surat(penampung, setelan_smtp.EMAIL_PORT):
        yield penampung


@pytest.fixture
def petugas(db):
    return get_user_model().objects.create_user("petugas", nama="Drs. La Ode Petugas")


@pytest.fixture
def basis_data_bersama(transactional_db):
    """DATABASE_URL of the test database, for other processes."""
    s = connection.settings_dict
    if connection.vendor == "postgresql":
        return f"postgres://{s['USER']}:{s['PASSWORD']}@{s['HOST']}:{s['PORT']}/{s['NAME']}"
    assert not connection.is_in_memory_db()
    return f"sqlite:///{s['NAME']}"


@pytest.fixture
def proses_pengirim(basis_data_bersama, setelan_smtp):
    """Start a sender in a process of its own; returns the Popen."""
    anak = []

    def mulai(**lingkungan):
        env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "dinsos.settings",
            "DINSOS_MODE": "uji",
            "DATABASE_URL": basis_data_bersama,
            "DINSOS_EMAIL": "smtp",
            "DINSOS_EMAIL_HOST": "127.0.0.1",
            "DINSOS_EMAIL_PORT": str(setelan_smtp.EMAIL_PORT),
            "DINSOS_EMAIL_TLS": "0",
            "DINSOS_EMAIL_DARI": "dinsos@contoh.id",
            "JAM_BERKAS": setelan_smtp.JAM_BERKAS,
        }
        p = subprocess.Popen(
            [sys.executable, str(PROSES)],
            env=env | lingkungan,
            cwd=PROSES.parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        anak.append(p)
        return p

    yield mulai
    for p in anak:
        p.kill()
        p.communicate()
