"""Signing in, signing out, changing a password."""

import pytest
from django.urls import reverse

from dinsos.akun.models import Pengguna
from tests import pabrik

MASUK = "/masuk/"


def masuk(client, nama, sandi=pabrik.SANDI, **lain):
    return client.post(MASUK, {"username": nama, "password": sandi}, **lain)


@pytest.mark.django_db
def test_petugas_masuk_dan_keluar(client):
    orang = pabrik.pengguna("petugas", username="la.ode")
    assert masuk(client, "la.ode").url == reverse("portal:kerja")
    assert client.session["_auth_user_id"] == str(orang.pk)
    assert client.get("/keluar/").url == reverse("portal:kerja")
    assert "_auth_user_id" in client.session
    assert client.post("/keluar/").url == reverse("portal:beranda")
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_huruf_besar_dari_ponsel_tidak_mengunci(client):
    pabrik.pengguna("petugas", username="la.ode")
    assert masuk(client, "La.Ode").status_code == 302


@pytest.mark.django_db
def test_pengelola_langsung_ke_ruang_admin(client):
    pabrik.pengguna("pengelola", username="kelola")
    assert masuk(client, "kelola").url == reverse("admin:index")


@pytest.mark.django_db
def test_tujuan_luar_ditolak(client):
    pabrik.pengguna("petugas", username="la.ode")
    jawaban = client.post(
        MASUK, {"username": "la.ode", "password": pabrik.SANDI, "next": "https://jahat.contoh.test/"}
    )
    assert jawaban.url == reverse("portal:kerja")


@pytest.mark.django_db
def test_salah_sandi_dan_akun_asing_mendapat_jawaban_yang_sama(client):
    pabrik.pengguna("petugas", username="la.ode")
    salah = masuk(client, "la.ode", "keliru-sekali")
    asing = masuk(client, "tidak.ada", "keliru-sekali")
    assert salah.status_code == asing.status_code == 200
    pesan = ["Nama pengguna atau kata sandi tidak cocok. Periksa huruf besar dan kecil, lalu coba lagi."]
    assert salah.context["form"].non_field_errors() == asing.context["form"].non_field_errors() == pesan


@pytest.mark.django_db
def test_akun_nonaktif_tidak_dapat_masuk(client):
    pabrik.pengguna("petugas", username="la.ode", is_active=False)
    assert masuk(client, "la.ode").status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_tebakan_dikunci_untuk_nama_dan_alamat_itu(client):
    pabrik.pengguna("petugas", username="la.ode")
    pabrik.pengguna("petugas", username="wa.ode")
    for _ in range(5):
        jawaban = masuk(client, "la.ode", "keliru-sekali")
    assert jawaban.status_code == 429
    assert "Terlalu banyak percobaan masuk" in jawaban.content.decode()
    assert "15 menit" in jawaban.content.decode()
    assert masuk(client, "la.ode").status_code == 429, "the right password is locked out, too"
    assert masuk(client, "wa.ode").status_code == 302, "another name isn't"
    client.post("/keluar/")
    assert masuk(client, "la.ode", REMOTE_ADDR="10.9.8.7").status_code == 302, "nor another address"


@pytest.mark.django_db
def test_di_belakang_proksi_alamat_warga_yang_dihitung(client, settings):
    settings.PROKSI = 1
    pabrik.pengguna("petugas", username="la.ode")
    for _ in range(5):
        jawaban = masuk(client, "la.ode", "keliru", HTTP_X_FORWARDED_FOR="1.1.1.1, 203.0.113.5")
    assert jawaban.status_code == 429
    assert masuk(client, "la.ode", HTTP_X_FORWARDED_FOR="2.2.2.2, 203.0.113.5").status_code == 429
    assert masuk(client, "la.ode", HTTP_X_FORWARDED_FOR="1.1.1.1, 203.0.113.6").status_code == 302


@pytest.mark.django_db
def test_akun_peraga_hanya_di_peragaan(client, settings):
    orang = pabrik.pengguna("petugas", username="peraga", demo=True)
    assert masuk(client, "peraga").status_code == 302
    settings.MODE_PRODUKSI = True
    assert client.get("/sandi/ganti/").status_code == 302, "an open session ends, too"
    assert masuk(client, "peraga").status_code == 200
    Pengguna.objects.filter(pk=orang.pk).update(demo=False, is_superuser=True)
    assert masuk(client, "peraga").status_code == 200, "nor does a superuser enter production"


@pytest.mark.django_db
def test_masuk_tidak_menulis_riwayat(client):
    orang = pabrik.pengguna("petugas", username="la.ode")
    sebelum = orang.history.count()
    masuk(client, "la.ode")
    orang.refresh_from_db()
    assert orang.last_login is not None
    assert orang.history.count() == sebelum


@pytest.mark.django_db
def test_ganti_sandi(client):
    pabrik.pengguna("petugas", username="la.ode")
    masuk(client, "la.ode")
    isi = {
        "old_password": pabrik.SANDI,
        "new_password1": "rumpun bambu 73",
        "new_password2": "rumpun bambu 73",
    }
    assert client.post("/sandi/ganti/", isi).url == "/sandi/ganti/selesai/"
    assert client.get("/sandi/ganti/selesai/").status_code == 200, "this session stays open"
    client.post("/keluar/")
    assert masuk(client, "la.ode").status_code == 200
    assert masuk(client, "la.ode", "rumpun bambu 73").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("isi", "bidang", "kata"),
    [
        ({"old_password": "bukan ini"}, "old_password", "Kata sandi lama tidak cocok"),
        ({"new_password2": "lain sama sekali"}, "new_password2", "Kedua kata sandi tidak sama"),
        (
            {"new_password1": "pendek7", "new_password2": "pendek7"},
            "new_password2",
            "paling sedikit 10 huruf",
        ),
        ({"new_password1": "1234567890", "new_password2": "1234567890"}, "new_password2", "umum"),
        (
            {"new_password1": "8273645190", "new_password2": "8273645190"},
            "new_password2",
            "seluruhnya terdiri dari angka",
        ),
    ],
)
def test_sandi_yang_ditolak_berkata_mengapa(client, isi, bidang, kata):
    client.force_login(pabrik.pengguna("petugas"))
    bawaan = {
        "old_password": pabrik.SANDI,
        "new_password1": "rumpun bambu 73",
        "new_password2": "rumpun bambu 73",
    }
    galat = " ".join(client.post("/sandi/ganti/", bawaan | isi).context["form"].errors[bidang])
    assert kata in galat
