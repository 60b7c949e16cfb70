"""`buat_pengelola` and `cabut_superuser`."""

import io

import pytest
from django.core.management import CommandError, call_command

from dinsos.akun.models import Pengguna
from tests import pabrik

SANDI = "rumpun bambu 73"
ISI = {"nama_pengguna": "Kelola", "nama": "Wa Ode Sitti, S.Kom.", "email": "kelola@contoh.test"}


def buat(masukan=f"{SANDI}\n", **pilihan):
    keluaran = io.StringIO()
    call_command(
        "buat_pengelola",
        **(ISI | {"sandi_stdin": True} | pilihan),
        stdin=io.StringIO(masukan),
        stdout=keluaran,
        skip_checks=True,
    )
    return keluaran.getvalue()


@pytest.mark.django_db
def test_akun_pertama():
    assert "“kelola” sudah dibuat" in buat()
    orang = Pengguna.objects.get()
    assert (orang.username, orang.nama, orang.email) == ("kelola", ISI["nama"], ISI["email"])
    assert orang.check_password(SANDI)
    assert orang.peran == {"pengelola"}
    assert [orang.is_superuser, orang.is_staff, orang.demo] == [False, False, False]
    assert orang.history.earliest().history_change_reason == "dibuat dengan perintah buat_pengelola"


@pytest.mark.django_db
def test_bertanya_bila_belum_disebut():
    jawaban = f"kelola\nWa Ode Sitti\nkelola@contoh.test\n{SANDI}\n"
    keluaran = buat(jawaban, nama_pengguna=None, nama=None, email=None)
    assert "Nama lengkap dan gelar: " in keluaran
    assert Pengguna.objects.get().email == "kelola@contoh.test"


@pytest.mark.django_db
def test_sandi_dari_lingkungan(monkeypatch):
    monkeypatch.setenv("DINSOS_SANDI", SANDI)
    buat("", sandi_stdin=False)
    assert Pengguna.objects.get().check_password(SANDI)


@pytest.mark.django_db
def test_yang_kedua_hanya_dengan_tambah():
    buat()
    with pytest.raises(CommandError, match="Sudah ada pengelola"):
        buat(nama_pengguna="kelola2")
    assert Pengguna.objects.count() == 1
    buat(nama_pengguna="kelola2", tambah=True)
    assert Pengguna.objects.count() == 2


@pytest.mark.django_db
def test_akun_peraga_bukan_pengelola_pertama():
    pabrik.pengguna("pengelola", demo=True)
    buat()
    assert Pengguna.objects.filter(demo=False).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pilihan", "masukan", "kata"),
    [
        ({}, "pendek\n", "paling sedikit 10 huruf"),
        ({}, "wa ode sitti\n", "mirip"),
        ({}, "\n", "paling sedikit 10 huruf"),
        ({"email": "bukan-alamat"}, f"{SANDI}\n", "E-mail:"),
        ({"nama_pengguna": "ada spasi"}, f"{SANDI}\n", "Nama pengguna:"),
        ({"nama": None}, "\n", "Jawaban kosong"),
        ({"sandi_stdin": False}, "", "Kata sandi belum ada"),
    ],
)
def test_yang_ditolak_tidak_meninggalkan_akun(pilihan, masukan, kata):
    with pytest.raises(CommandError, match=kata):
        buat(masukan, **pilihan)
    assert not Pengguna.objects.exists()


@pytest.mark.django_db
def test_cabut_superuser():
    Pengguna.objects.create_superuser("atasan", nama="Atasan", password=SANDI)
    keluaran = io.StringIO()
    call_command("cabut_superuser", stdout=keluaran)
    assert "atasan" in keluaran.getvalue()
    orang = Pengguna.objects.get()
    assert not orang.is_superuser
    assert orang.is_active
    assert "dicabut" in orang.history.latest().history_change_reason
