"""Pages of accounts in a real browser at two widths: nothing for axe, no console error, nothing overflows."""

import pytest
from django.core import mail

from dinsos.akun import tautan
from tests import pabrik
from tests.bantu.peramban import Rekaman, keluhan, peramban

pytestmark = [pytest.mark.django_db, pytest.mark.alur]

SALAH = {"username": "la.ode", "password": "keliru-sekali"}
PENDEK = {"old_password": "x", "new_password1": "1", "new_password2": "2"}


@pytest.fixture
def halaman(client) -> dict[str, Rekaman]:
    """Every page of signing in and of passwords, with its error states."""
    orang = pabrik.pengguna("petugas", username="la.ode", email="la.ode@contoh.test")
    atur = client.get(tautan.alamat_tautan(orang).partition("8000")[2]).url
    semua = {
        "masuk": client.get("/masuk/"),
        "masuk salah": client.post("/masuk/", SALAH),
        "lupa": client.get("/sandi/lupa/"),
        "lupa salah": client.post("/sandi/lupa/", {"email": "bukan"}),
        "lupa terkirim": client.get("/sandi/lupa/terkirim/"),
        "atur": client.get(atur),
        "atur salah": client.post(atur, {"new_password1": "1", "new_password2": "2"}),
        "atur selesai": client.get("/sandi/atur/selesai/"),
        "tautan basi": client.get("/sandi/atur/MQ/basi-basi/"),
        "terkunci": [client.post("/masuk/", SALAH) for _ in range(5)][-1],
    }
    client.force_login(orang)
    semua |= {
        "ganti": client.get("/sandi/ganti/"),
        "ganti salah": client.post("/sandi/ganti/", PENDEK),
        "ganti selesai": client.get("/sandi/ganti/selesai/"),
        "ditolak": client.get("/admin/"),
    }
    assert semua["terkunci"].status_code == 429
    return {nama: Rekaman.dari(jawaban) for nama, jawaban in semua.items()}


@pytest.fixture
def halaman_admin(client) -> dict[str, Rekaman]:
    """The pengelola's screens, with an error state and a history."""
    orang = pabrik.pengguna("petugas")
    client.force_login(pabrik.pengguna("pengelola"))
    alamat = f"/admin/akun/pengguna/{orang.pk}"
    semua = {
        "depan": client.get("/admin/"),
        "daftar": client.get("/admin/akun/pengguna/"),
        "tambah": client.get("/admin/akun/pengguna/add/"),
        "tambah salah": client.post("/admin/akun/pengguna/add/", {}),
        "ubah": client.get(f"{alamat}/change/"),
        "riwayat": client.get(f"{alamat}/history/"),
        "plh": client.get("/admin/akun/pelaksanaharian/add/"),
    }
    return {nama: Rekaman.dari(jawaban) for nama, jawaban in semua.items()}


@pytest.mark.jelajah
def test_halaman_akun(halaman):
    with peramban() as browser:
        assert keluhan(browser, halaman, lebar=360) == {}
        assert keluhan(browser, halaman, lebar=1280) == {}
        assert keluhan(browser, halaman, lebar=360, skema="dark") == {}
    assert mail.outbox == []


@pytest.mark.jelajah
def test_layar_pengelola(client, halaman_admin):
    skrip = {"/admin/jsi18n/": client.get("/admin/jsi18n/").content}
    with peramban() as browser:
        assert keluhan(browser, halaman_admin, lebar=360, skrip=skrip) == {}
        assert keluhan(browser, halaman_admin, lebar=1280, skrip=skrip) == {}
