"""What monitoring asks: healthz without the database, readyz about everything that must work."""

import json

import pytest

from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from dinsos.portal import views
from dinsos.portal.pekerja import detak
from tests import pabrik


def tanya(client):
    jawaban = client.get("/readyz")
    return jawaban.status_code, json.loads(jawaban.content)


def test_healthz_needs_no_database(client):
    jawaban = client.get("/healthz")  # pytest-django refuses any query here
    assert (jawaban.status_code, jawaban.content) == (200, b"ok")


@pytest.mark.django_db
def test_ready_only_while_the_worker_ticks(client, jam_uji):
    assert tanya(client) == (
        503,
        {"siap": False, "basis_data": True, "migrasi": True, "detak_detik": None, "pesan_detik": None},
    )
    detak()
    status, isi = tanya(client)
    assert (status, isi["siap"], isi["pesan_detik"]) == (200, True, None)
    assert isi["detak_detik"] < 60
    jam_uji.maju(menit=3)
    status, isi = tanya(client)
    assert (status, isi["siap"]) == (503, False)
    assert isi["detak_detik"] >= 180


@pytest.mark.django_db
def test_not_ready_when_mail_does_not_leave(client, jam_uji):
    pabrik.pengaduan()
    jam_uji.maju(jam=2)
    detak()
    status, isi = tanya(client)
    assert status == 503
    assert isi["pesan_detik"] >= 7200
    kirim_tertunda()
    assert Pesan.objects.get().diterima_pada
    assert tanya(client)[0] == 200


@pytest.mark.django_db
def test_not_ready_with_a_missing_migration(client, monkeypatch):
    detak()
    monkeypatch.setattr(views, "_lengkap_untuk", views.cache(lambda basis_data: False))
    status, isi = tanya(client)
    assert (status, isi["migrasi"], isi["siap"]) == (503, False, False)


def test_readyz_holds_no_personal_data(client, db):
    pabrik.pengaduan()
    isi = client.get("/readyz").content.decode()
    assert "nurhayati" not in isi.lower()
    assert "2026-" not in isi
