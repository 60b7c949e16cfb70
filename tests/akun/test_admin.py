"""The admin of accounts: for the pengelola, with a trace that the leadership can read."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail

from dinsos.akun.models import PelaksanaHarian, Pengguna
from dinsos.inti import jam
from tests import pabrik

DAFTAR = "/admin/akun/pengguna/"
PLH = "/admin/akun/pelaksanaharian/"


def isi(*peran, **lain):
    return {
        "username": "wa.ode",
        "nama": "Wa Ode Sitti, S.Sos.",
        "nip": "198001012005012001",
        "pangkat": "Penata/III-c",
        "jabatan": "Pekerja Sosial",
        "telepon": "0812 3456 7890",
        "email": "wa.ode@contoh.test",
        "groups": list(Group.objects.filter(name__in=peran).values_list("pk", flat=True)),
        "is_active": "on",
    } | lain


@pytest.fixture
def pengelola(client):
    orang = pabrik.pengguna("pengelola")
    client.force_login(orang)
    return orang


@pytest.mark.django_db
def test_akun_baru_tanpa_sandi_dengan_tautan(client, pengelola, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as setelah:
        assert client.post(DAFTAR + "add/", isi("petugas")).status_code == 302
        assert mail.outbox == [], "nothing leaves before the account is there"
    for kirim in setelah:
        kirim()
    orang = Pengguna.objects.get(username="wa.ode")
    assert not orang.has_usable_password()
    assert orang.peran == {"petugas"}
    assert orang.telepon == "+6281234567890"
    (pesan,) = mail.outbox
    assert pesan.to == ["wa.ode@contoh.test"]
    assert "/sandi/atur/" in pesan.body
    assert "wa.ode" in pesan.body


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lain", "bidang"),
    [
        ({"username": "PEGAWAI-LAMA"}, "username"),
        ({"nip": "123"}, "nip"),
        ({"telepon": "abc"}, "telepon"),
        ({"email": ""}, "email"),
        ({"groups": []}, "groups"),
    ],
)
def test_isian_yang_salah_ditolak(client, pengelola, lain, bidang):
    pabrik.pengguna("petugas", username="pegawai-lama")
    jawaban = client.post(DAFTAR + "add/", isi("petugas", **lain))
    assert bidang in jawaban.context["adminform"].form.errors
    assert mail.outbox == []


@pytest.mark.django_db
def test_perubahan_peran_tercatat_dengan_pelakunya(client, pengelola):
    orang = pabrik.pengguna("piket")
    lama = isi("petugas", "piket", username=orang.username, nama=orang.nama, email=orang.email)
    assert client.post(f"{DAFTAR}{orang.pk}/change/", lama).status_code == 302
    catatan = orang.history.latest()
    assert catatan.history_user == pengelola
    assert {baris.group.name for baris in catatan.groups.all()} == {"petugas", "piket"}
    client.force_login(pabrik.pengguna("kepala_dinas"))
    halaman = client.get(f"{DAFTAR}{orang.pk}/history/").content.decode()
    assert "Petugas, Petugas piket" in halaman
    assert str(pengelola) in halaman


@pytest.mark.django_db
def test_tidak_dapat_memberi_diri_sendiri_peran_atau_menutup_akun_sendiri(client, pengelola):
    data = isi("kepala_dinas", username=pengelola.username, nama="Nama Baru, S.Kom.", email=pengelola.email)
    del data["is_active"]
    assert client.post(f"{DAFTAR}{pengelola.pk}/change/", data).status_code == 302
    orang = Pengguna.objects.get(pk=pengelola.pk)
    assert orang.nama == "Nama Baru, S.Kom."
    assert orang.peran == {"pengelola"}
    assert orang.is_active


@pytest.mark.django_db
def test_akun_tidak_dapat_dihapus(client, pengelola):
    orang = pabrik.pengguna("petugas")
    assert client.post(f"{DAFTAR}{orang.pk}/delete/", {"post": "yes"}).status_code == 403
    aksi = {"action": "delete_selected", "_selected_action": [orang.pk], "post": "yes"}
    client.post(DAFTAR, aksi)
    assert Pengguna.objects.filter(pk=orang.pk).exists()


@pytest.mark.django_db
def test_kirim_tautan_dari_daftar(client, pengelola):
    biasa, peraga = pabrik.pengguna("petugas"), pabrik.pengguna("petugas", demo=True)
    aksi = {"action": "kirim_tautan", "_selected_action": [biasa.pk, peraga.pk]}
    jawaban = client.post(DAFTAR, aksi, follow=True).content.decode()
    assert [pesan.to for pesan in mail.outbox] == [[biasa.email]]
    assert f"{biasa}: tautan untuk mengatur kata sandi sudah dikirim" in jawaban
    assert f"{peraga}: tautan tidak dikirim" in jawaban


@pytest.mark.django_db
def test_surel_gagal_diberitahukan(client, pengelola, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 1, False
    orang = pabrik.pengguna("petugas")
    aksi = {"action": "kirim_tautan", "_selected_action": [orang.pk]}
    assert "e-mail tidak terkirim" in client.post(DAFTAR, aksi, follow=True).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("peran", ["kepala_dinas", "sekretaris"])
def test_pimpinan_membaca_tidak_mengubah(client, peran):
    client.force_login(pabrik.pengguna(peran))
    orang = pabrik.pengguna("petugas")
    assert client.get(DAFTAR).status_code == 200
    assert client.get(f"{DAFTAR}{orang.pk}/change/").status_code == 200
    assert client.post(f"{DAFTAR}{orang.pk}/change/", isi("kepala_dinas")).status_code == 403
    assert client.get(DAFTAR + "add/").status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("peran", ["piket", "petugas"])
def test_bukan_pimpinan_ditolak_dengan_halaman_kita(client, peran):
    client.force_login(pabrik.pengguna(peran))
    for alamat in ("/admin/", "/admin/login/", DAFTAR):
        jawaban = client.get(alamat)
        assert jawaban.status_code == 403
        assert "Anda tidak dapat membuka halaman ini" in jawaban.content.decode()


@pytest.mark.django_db
def test_pintu_admin_adalah_halaman_masuk_kita(client):
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/masuk/?next=/admin/"
    client.force_login(pabrik.pengguna("pengelola"))
    assert client.get("/admin/login/").url == "/admin/"
    assert client.get("/admin/password_change/").url == "/sandi/ganti/"


def data_plh(orang):
    kini = jam.hari_ini()
    return {
        "pengguna": orang.pk,
        "mulai": str(kini),
        "sampai": str(kini + timedelta(days=2)),
        "nomor_surat": "800/12/2026",
    }


@pytest.mark.django_db
def test_pelaksana_harian_masuk_ruang_pimpinan_selama_tanggalnya(client, pengelola):
    orang = pabrik.pengguna("petugas")
    assert client.post(PLH + "add/", data_plh(orang)).status_code == 302
    client.force_login(orang)
    assert client.get("/admin/").status_code == 200


@pytest.mark.django_db
def test_pengelola_tidak_dapat_menunjuk_dirinya(client, pengelola):
    jawaban = client.post(PLH + "add/", data_plh(pengelola))
    assert "pengguna" in jawaban.context["adminform"].form.errors
    assert not PelaksanaHarian.objects.exists()


@pytest.mark.django_db
def test_tanggal_terbalik_ditolak(client, pengelola):
    data = data_plh(pabrik.pengguna("petugas"))
    data["sampai"] = "2020-01-01"
    galat = client.post(PLH + "add/", data).context["adminform"].form.errors
    assert "Tanggal akhir tidak boleh sebelum tanggal mulai." in str(galat)
