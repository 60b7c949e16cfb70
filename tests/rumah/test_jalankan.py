"""`manage.py jalankan` keeps web server and worker together, and leaves nobody behind. Real processes."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from dinsos.portal.management.commands.jalankan import BATAS_ULANG, Pengasuh
from tests.bantu.sumber import AKAR

TIDUR = [sys.executable, "-c", "import time; time.sleep(600)"]
MATI = [sys.executable, "-c", "raise SystemExit(9)"]


def tunggu(syarat, detik=30.0):
    batas = time.monotonic() + detik
    while time.monotonic() < batas:
        if hasil := syarat():
            return hasil
        time.sleep(0.05)
    pytest.fail(f"tidak terjadi dalam {detik:.0f} detik")


def anak(induk: int) -> dict[int, str]:
    """Child processes of a process: number → command line."""
    hasil = {}
    for nomor in Path(f"/proc/{induk}/task/{induk}/children").read_text().split():
        try:
            hasil[int(nomor)] = Path(f"/proc/{nomor}/cmdline").read_text().replace("\0", " ")
        except FileNotFoundError:
            continue
    return hasil


def hidup(nomor: int) -> bool:
    try:
        return Path(f"/proc/{nomor}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def kabar():
    return []


def pengasuh(kabar, web, pekerja) -> Pengasuh:
    satu = Pengasuh(web=web, pekerja=pekerja, kabari=kabar.append)
    satu.mulai()
    return satu


def test_web_yang_mati_mengakhiri_semuanya(kabar):
    satu = pengasuh(kabar, MATI, TIDUR)
    assert satu.jaga() == 1
    assert kabar == ["Server web berhenti (kode 9)."]
    assert None not in [proses.poll() for proses in satu._anak.values()]


def test_pekerja_yang_mati_terus_mengakhiri_semuanya(kabar):
    satu = pengasuh(kabar, TIDUR, MATI)
    assert satu.jaga() == 1
    assert len(kabar) == BATAS_ULANG + 1
    assert "mati 5 kali" in kabar[-1]
    assert None not in [proses.poll() for proses in satu._anak.values()]


def test_diminta_henti(kabar):
    satu = pengasuh(kabar, TIDUR, TIDUR)
    threading.Timer(0.3, satu.minta_henti).start()
    assert satu.jaga() == 0
    assert kabar == []
    assert None not in [proses.poll() for proses in satu._anak.values()]


class Portal:
    """The command itself, on a free port and an empty database."""

    def __init__(self, tmp_path: Path) -> None:
        with socket.socket() as coba:
            coba.bind(("127.0.0.1", 0))
            self.porta = coba.getsockname()[1]
        self.lingkungan = {
            **{k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "LANG"}},
            "DINSOS_MODE": "uji",
            "DATABASE_URL": f"sqlite:///{tmp_path}/portal.sqlite3",
            "BERKAS_ROOT": str(tmp_path / "berkas"),
            "PORT": str(self.porta),
        }
        self.perintah("migrate", "--verbosity", "0")
        self.proses = self._popen("jalankan", "--proses", "1")
        tunggu(self._menjawab, 60)

    def _popen(self, *kata: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "manage.py", *kata],
            cwd=AKAR,
            env=self.lingkungan,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def perintah(self, *kata: str) -> tuple[int, str]:
        proses = self._popen(*kata)
        keluaran, _ = proses.communicate(timeout=120)
        return proses.returncode, keluaran

    def _menjawab(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.porta}/healthz", timeout=2) as jawaban:
                return jawaban.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def pekerja(self) -> int | None:
        return next((n for n, baris in anak(self.proses.pid).items() if "pekerja" in baris), None)

    def keturunan(self) -> list[int]:
        langsung = anak(self.proses.pid)
        return [*langsung, *(cucu for n in langsung for cucu in anak(n))]


@pytest.fixture
def portal(tmp_path):
    satu = Portal(tmp_path)
    yield satu
    if satu.proses.poll() is None:
        satu.proses.terminate()
    satu.proses.communicate(timeout=60)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_dari_menyala_sampai_berhenti(portal):
    kode, keluaran = portal.perintah("jalankan")
    assert kode != 0
    assert re.search(rf"Porta {portal.porta} tidak dapat dipakai.*PORT={portal.porta + 1}", keluaran)

    lama = tunggu(portal.pekerja)
    os.kill(lama, signal.SIGKILL)
    tunggu(lambda: portal.pekerja() not in (None, lama))
    assert portal._menjawab(), "the web server goes on"

    keturunan = portal.keturunan()
    assert len(keturunan) >= 3
    portal.proses.send_signal(signal.SIGTERM)
    keluaran, _ = portal.proses.communicate(timeout=60)
    assert portal.proses.returncode == 0
    assert f"Portal siap: http://127.0.0.1:{portal.porta}" in keluaran
    assert not [n for n in keturunan if hidup(n)]


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux")
def test_induk_yang_dibunuh_tidak_meninggalkan_server(portal):
    tunggu(portal.pekerja)
    keturunan = portal.keturunan()
    portal.proses.kill()
    tunggu(lambda: not [n for n in keturunan if hidup(n)])
