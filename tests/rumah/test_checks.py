"""Unsafe production is refused, in words that say what to do."""

import os
import subprocess
import sys

import pytest
from django.core.checks import run_checks
from django.core.management.base import CommandError

from dinsos.akun.models import Pengguna
from dinsos.checks import wajib_aman
from tests import pabrik
from tests.bantu.sumber import AKAR

KUNCI_A = "Xq3vP0sLr8TnYw5kBd2mJh7cGf4aZe9uRi1oNt6yWx8bQw5kBd2m"
KUNCI_B = "Lm4nB7vC2xZ9aS5dF8gH1jK6lQ3wE0rT7yU4iO2pPa5sRt9kWq1z"


@pytest.fixture
def produksi(settings, tmp_path):
    """Settings of a production installation with nothing wrong."""
    berkas = tmp_path / "papan"
    berkas.mkdir(mode=0o700)
    statis = tmp_path / "statis"
    statis.mkdir()
    (statis / "staticfiles.json").write_text("{}")
    for nama, nilai in {
        "MODE": "produksi",
        "MODE_PRODUKSI": True,
        "MODE_UJI": False,
        "JAM_BERKAS": "",
        "SECRET_KEY": KUNCI_A,
        "KUNCI_RAHASIA": KUNCI_B,
        "DEBUG": False,
        "ALLOWED_HOSTS": ["dinsos.contoh.test"],
        "ALAMAT_SITUS": "https://dinsos.contoh.test",
        "PROKSI": 1,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_SIMULASI": False,
        "EMAIL_HOST": "surel.contoh.test",
        "SQLITE_DIIZINKAN": True,
        "STATIC_ROOT": statis,
        "BERKAS_ROOT": berkas,
    }.items():
        setattr(settings, nama, nilai)
    return settings


def nomor(databases=None) -> list[str]:
    return sorted(satu.id for satu in run_checks(tags=["dinsos"], databases=databases))


def test_produksi_yang_benar_diterima(produksi):
    assert nomor() == []


@pytest.mark.parametrize(
    ("nama", "nilai", "diharapkan"),
    [
        ("MODE", "prouksi", "dinsos.E001"),
        ("JAM_BERKAS", "/tmp/jam", "dinsos.E002"),
        ("SECRET_KEY", "kunci-belum-diatur", "dinsos.E003"),
        ("SECRET_KEY", "pendek", "dinsos.E003"),
        ("SECRET_KEY", "a" * 60, "dinsos.E003"),
        ("SECRET_KEY", "demo-" + KUNCI_A, "dinsos.E003"),
        ("KUNCI_RAHASIA", "kunci-belum-diatur", "dinsos.E004"),
        ("KUNCI_RAHASIA", "contoh-" + KUNCI_A, "dinsos.E004"),
        ("KUNCI_RAHASIA", KUNCI_A, "dinsos.E005"),
        ("DEBUG", True, "dinsos.E006"),
        ("ALLOWED_HOSTS", ["*"], "dinsos.E007"),
        ("ALLOWED_HOSTS", [".contoh.test", "dinsos.contoh.test"], "dinsos.E007"),
        ("SECURE_SSL_REDIRECT", False, "dinsos.E008"),
        ("SESSION_COOKIE_SECURE", False, "dinsos.E008"),
        ("ALAMAT_SITUS", "http://dinsos.contoh.test", "dinsos.E009"),
        ("ALAMAT_SITUS", "https://lain.contoh.test", "dinsos.E009"),
        ("PROKSI", 0, "dinsos.W002"),
        ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", "dinsos.E010"),
        ("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend", "dinsos.E010"),
        ("EMAIL_SIMULASI", True, "dinsos.E010"),
        ("EMAIL_HOST", "", "dinsos.E011"),
        ("BERKAS_ROOT", "/tidak/ada", "dinsos.E012"),
        ("IDENTITAS_SIMPAN_HARI", 0, "dinsos.E016"),
        ("IDENTITAS_SIMPAN_HARI", -30, "dinsos.E016"),
        ("IDENTITAS_SIMPAN_HARI", 366, "dinsos.E016"),
        ("BUKU_TAMU_SIMPAN_HARI", 0, "dinsos.E025"),
        ("BUKU_TAMU_SIMPAN_HARI", 3651, "dinsos.E025"),
        ("BERKAS_ALAMAT_JUMLAH", 0, "dinsos.E017"),
        ("BERKAS_ALAMAT_JUMLAH", -1, "dinsos.E017"),
        ("BERKAS_ALAMAT_JUMLAH", 100_001, "dinsos.E017"),
        ("BERKAS_ALAMAT_UKURAN", 0, "dinsos.E017"),
        ("BERKAS_ALAMAT_UKURAN", 24 * 1024**2, "dinsos.E017"),
        ("BERKAS_ALAMAT_UKURAN", 100_001 * 1024**2, "dinsos.E017"),
        ("SURAT_ALAMAT_JUMLAH", 0, "dinsos.E018"),
        ("SURAT_NOMOR_JUMLAH", 100_001, "dinsos.E018"),
        ("FORMULIR_DETIK", 61, "dinsos.E018"),
    ],
)
def test_yang_tidak_aman_ditemukan(produksi, nama, nilai, diharapkan):
    setattr(produksi, nama, nilai)
    assert nomor() == [diharapkan]


def test_alamat_kosong(produksi):
    produksi.ALLOWED_HOSTS = []
    assert nomor() == ["dinsos.E007"]


def test_folder_yang_terbuka(produksi, tmp_path):
    produksi.BERKAS_ROOT.chmod(0o755)
    assert nomor() == ["dinsos.E012"]
    produksi.BERKAS_ROOT = tmp_path / "statis" / "berkas"
    produksi.BERKAS_ROOT.mkdir(mode=0o700)
    assert nomor() == ["dinsos.E012"]


def test_statis_belum_dikumpulkan(produksi, tmp_path):
    (tmp_path / "statis" / "staticfiles.json").unlink()
    assert nomor() == ["dinsos.W004"]


def test_sqlite_hanya_bila_disengaja(produksi):
    produksi.DATABASES["default"]["ENGINE"] = "django.db.backends.sqlite3"
    produksi.SQLITE_DIIZINKAN = False
    assert nomor() == ["dinsos.W003"]


def test_peragaan_untuk_komputer_lain_diperingatkan(settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "dinsos.contoh.test"]
    assert nomor() == ["dinsos.W001"]


@pytest.mark.django_db
def test_akun_peraga_dan_superuser(produksi):
    assert nomor(["default"]) == []
    pabrik.pengguna("petugas", demo=True)
    assert nomor(["default"]) == ["dinsos.E013"]
    Pengguna.objects.create_user("atasan", nama="Atasan", password=pabrik.SANDI, is_superuser=True)
    assert nomor(["default"]) == ["dinsos.E013", "dinsos.E014"]
    assert nomor() == [], "static checks never ask the database"


@pytest.mark.django_db
def test_setiap_temuan_berkata_apa_yang_harus_dilakukan(produksi):
    produksi.KUNCI_RAHASIA = produksi.EMAIL_HOST = produksi.ALAMAT_SITUS = ""
    produksi.ALLOWED_HOSTS, produksi.BERKAS_ROOT, produksi.DEBUG = [], "/tidak/ada", True
    temuan = run_checks(tags=["dinsos"])
    assert len(temuan) >= 6
    assert all(satu.hint and satu.msg for satu in temuan)


@pytest.mark.django_db
def test_wajib_aman(produksi, capsys):
    assert wajib_aman() is None
    produksi.EMAIL_HOST = ""
    with pytest.raises(SystemExit, match="3"):
        wajib_aman()
    assert "DINSOS_EMAIL_HOST belum diatur" in capsys.readouterr().err


def test_gunicorn_menolak_pengaturan_yang_belum_aman(tmp_path):
    """The real server, with nothing configured: it ends by itself and says why."""
    lingkungan = {
        **{k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "LANG"}},
        **dict.fromkeys(("KUNCI_DJANGO", "KUNCI_RAHASIA", "DINSOS_HOST", "DINSOS_EMAIL_HOST"), ""),
        "DINSOS_MODE": "produksi",
        "DATABASE_URL": f"sqlite:///{tmp_path}/kosong.sqlite3",
    }
    hasil = subprocess.run(
        [sys.executable, "-m", "gunicorn", "dinsos.wsgi:application", "--bind", "127.0.0.1:0"],
        cwd=AKAR,
        env=lingkungan,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert hasil.returncode == 3
    for potongan in ("KUNCI_DJANGO belum diatur", "DINSOS_HOST kosong", "DINSOS_EMAIL_HOST belum diatur"):
        assert potongan in hasil.stderr


@pytest.mark.parametrize(
    "salah",
    [
        *("DINSOS_EMAIL_PORT=abc", "DATABASE_URL=kacau", "DINSOS_PROKSI=ya", "PORT=x", "DINSOS_DEBUG=?"),
        *("DINSOS_BERKAS_ALAMAT_JUMLAH=banyak", "DINSOS_BERKAS_ALAMAT_MB=3,5"),
    ],
)
def test_nilai_yang_tidak_dapat_dibaca_disebut_namanya(salah):
    nama, nilai = salah.split("=")
    hasil = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=AKAR,
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "dinsos.settings", "DINSOS_MODE": "produksi", nama: nilai},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert hasil.returncode == 1
    assert f"{nama} berisi nilai yang tidak dapat dibaca." in hasil.stderr
    assert "Traceback" not in hasil.stderr


@pytest.mark.django_db
def test_superuser_tidak_dibuat_di_produksi(produksi):
    with pytest.raises(CommandError, match="buat_pengelola"):
        Pengguna.objects.create_superuser("atasan", "atasan@contoh.test", pabrik.SANDI)
    assert not Pengguna.objects.filter(username="atasan").exists()
