"""What can be configured is written down, and what is written down exists."""

import re
import stat
import subprocess
import sys

import pytest

from tests.bantu.sumber import AKAR

SETELAN = (AKAR / "dinsos" / "settings.py").read_text(encoding="utf-8")
OPERASI = (AKAR / "docs" / "operasi.md").read_text(encoding="utf-8")
CONTOH = (AKAR / ".env.example").read_text(encoding="utf-8")
DIBACA = set(re.findall(r"""env\.\w+[(,]\s*["']([A-Z_]+)["']""", SETELAN))


def test_setiap_pengaturan_ada_di_contoh_dan_di_panduan():
    assert DIBACA
    assert set(re.findall(r"^#?([A-Z_]+)=", CONTOH, re.M)) == DIBACA
    baris = [baris for baris in OPERASI.splitlines() if baris.startswith("| `")]
    assert {nama for satu in baris for nama in re.findall(r"`([A-Z_]{4,})`", satu.split("|")[1])} == DIBACA


def test_setiap_pemeriksaan_dijelaskan():
    kode = "".join(satu.read_text(encoding="utf-8") for satu in (AKAR / "dinsos").glob("checks*.py"))
    nomor = set(re.findall(r'"(dinsos\.[EW]\d{3})"', kode))
    assert nomor == set(re.findall(r"^\| `(dinsos\.[EW]\d{3})`", OPERASI, re.M))


def test_env_acak_tertutup_dan_tidak_ditimpa(tmp_path):
    """`make run` writes .env once: random keys, for its owner only."""
    (tmp_path / ".ci").mkdir()
    perkakas = tmp_path / ".ci" / "tulis_env.py"
    perkakas.write_text((AKAR / ".ci" / "tulis_env.py").read_text())
    isi = []
    for _ in range(2):
        subprocess.run([sys.executable, perkakas], check=True, capture_output=True)
        isi.append((tmp_path / ".env").read_text())
    assert isi[0] == isi[1]
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600
    kunci = dict(re.findall(r"^(\w+)=(.+)$", isi[0], re.M))
    assert kunci["DINSOS_MODE"] == "demo"
    assert len(kunci["KUNCI_DJANGO"]) >= 50
    assert len(kunci["KUNCI_RAHASIA"]) >= 50
    assert kunci["KUNCI_DJANGO"] != kunci["KUNCI_RAHASIA"]


@pytest.mark.parametrize("jalur", [".env", "data/dinsos.sqlite3", ".venv/bin/python", "__pycache__/x.pyc"])
def test_yang_tidak_boleh_masuk_git(jalur):
    hasil = subprocess.run(["git", "check-ignore", "-q", jalur], cwd=AKAR, check=False)
    assert hasil.returncode == 0


def test_setiap_paket_dipatok_dan_beralasan():
    for baris in (AKAR / "requirements.txt").read_text().splitlines():
        if baris.strip() and not baris.startswith("#"):
            assert re.fullmatch(r"[\w.-]+==[\w.]+ +# .{10,}", baris), baris
