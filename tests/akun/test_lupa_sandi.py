"""A new password by a one-time link."""

import re

import pytest
from django.core import mail
from django.core.signals import request_finished
from django.db import close_old_connections

from dinsos.akun import tautan
from dinsos.akun.views import LupaSandi
from tests import pabrik

BARU = {"new_password1": "rumpun bambu 73", "new_password2": "rumpun bambu 73"}


def minta(client, alamat):
    return client.post("/sandi/lupa/", {"email": alamat})


def tautan_di(pesan) -> str:
    return re.search(r"https?://[^/]+(/sandi/atur/\S+)", pesan.body).group(1)


@pytest.mark.django_db
def test_dari_permintaan_sampai_masuk(client):
    orang = pabrik.pengguna("petugas", username="la.ode", email="la.ode@contoh.test")
    assert minta(client, "La.Ode@contoh.test").url == "/sandi/lupa/terkirim/"
    (pesan,) = mail.outbox
    assert pesan.to == ["la.ode@contoh.test"]
    assert "la.ode" in pesan.body
    jalur = client.get(tautan_di(pesan)).url
    assert client.get(jalur).context["validlink"]
    assert client.post(jalur, BARU).url == "/sandi/atur/selesai/"
    orang.refresh_from_db()
    assert orang.check_password("rumpun bambu 73")
    lagi = client.get(tautan_di(pesan), follow=True)
    assert not lagi.context["validlink"]
    assert "Tautan tidak berlaku lagi" in lagi.content.decode()


@pytest.mark.django_db
def test_jawaban_sama_untuk_alamat_yang_tidak_dikenal(client):
    pabrik.pengguna("petugas", email="ada@contoh.test")
    ada, tidak = minta(client, "ada@contoh.test"), minta(client, "tidak.ada@contoh.test")
    assert (ada.status_code, ada.url, ada.content) == (tidak.status_code, tidak.url, tidak.content)
    assert [pesan.to for pesan in mail.outbox] == [["ada@contoh.test"]]


@pytest.mark.django_db
def test_tautan_tidak_dapat_diminta_terus_menerus(client, jam_uji):
    """By e-mail address whether an account has it or not, and by network address."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    pabrik.pengguna("petugas", email="ada@contoh.test")
    for alamat in ("ada@contoh.test", "tidak.ada@contoh.test"):
        status = [minta(client, alamat).status_code for _ in range(6)]
        assert status == [302] * 5 + [429]
    assert len(mail.outbox) == 5
    assert "Coba lagi mulai pukul 10.00 WITA" in minta(client, "ada@contoh.test").content.decode()
    status = {minta(client, f"orang{n}@contoh.test").status_code for n in range(11)}
    assert status == {302, 429}


@pytest.fixture
def sambungan_tetap():
    """As Django's test client does: the end of a response doesn't close the test's connection."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("sambungan_tetap")
def test_pesan_dikirim_setelah_jawaban(rf, django_assert_num_queries):
    """Whether the address is known can't be read from the time of the answer: only the brake is asked before it."""
    pabrik.pengguna("petugas", email="ada@contoh.test")
    with django_assert_num_queries(1):
        jawaban = LupaSandi.as_view()(rf.post("/sandi/lupa/", {"email": "ada@contoh.test"}))
    assert mail.outbox == []
    jawaban.close()
    assert len(mail.outbox) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("kolom", [{"demo": True}, {"is_active": False}])
def test_akun_peraga_dan_nonaktif_tidak_mendapat_tautan(client, kolom):
    orang = pabrik.pengguna("petugas", email="ada@contoh.test", **kolom)
    minta(client, "ada@contoh.test")
    assert mail.outbox == []
    jalur = tautan.alamat_tautan(orang).partition("/sandi")[2]
    assert not client.get(f"/sandi{jalur}", follow=True).context["validlink"]


@pytest.mark.django_db
def test_akun_baru_tanpa_sandi_mendapat_tautan(client):
    orang = pabrik.pengguna("petugas", email="baru@contoh.test")
    orang.set_unusable_password()
    orang.save()
    minta(client, "baru@contoh.test")
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_tautan_memakai_alamat_situs_bukan_nama_dari_peramban(client, settings):
    settings.ALAMAT_SITUS = "https://dinsos.contoh.test"
    settings.ALLOWED_HOSTS = ["*"]
    pabrik.pengguna("petugas", email="ada@contoh.test")
    client.post("/sandi/lupa/", {"email": "ada@contoh.test"}, HTTP_HOST="jahat.contoh.test")
    assert "https://dinsos.contoh.test/sandi/atur/" in mail.outbox[0].body
    assert "jahat" not in mail.outbox[0].body


@pytest.mark.django_db
def test_server_surel_mati_tidak_menggagalkan_dan_tidak_membocorkan(client, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    pabrik.pengguna("petugas", email="ada@contoh.test")
    assert minta(client, "ada@contoh.test").status_code == 302
    assert "tidak terkirim" in caplog.text
    assert "ada@contoh.test" not in caplog.text
