"""`manage.py jalankan` keeps web server and worker together, and leaves nobody behind. Real processes."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from dinsos.portal.management.commands.jalankan import BATAS_ULANG, Pengasuh
from tests.bantu.server import Portal

TIDUR = [sys.executable, "-c", "import time; time.sleep(600)"]
MATI = [sys.executable, "-c", "raise SystemExit(9)"]


def tunggu(syarat, detik=30.0):
    batas = time.monotonic() + detik
    while time.monotonic() < batas:
        if hasil := syarat():
            return hasil
        time.sleep(0.05)
    pytest.fail(f"tidak terjadi dalam {detik:.0f} detik")


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


@pytest.fixture
def portal(tmp_path):
    with Portal(tmp_path) as satu:
        yield satu


def pekerja(portal: Portal) -> int | None:
    for nomor in portal.keturunan():
        if hidup(nomor) and Path(f"/proc/{nomor}/cmdline").read_text().endswith("pekerja\0"):
            return nomor
    return None


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_dari_menyala_sampai_berhenti(portal):
    with pytest.raises(subprocess.CalledProcessError) as galat:
        portal.kelola("jalankan")
    assert f"Porta {portal.porta} tidak dapat dipakai" in galat.value.stderr
    assert f"make run PORT={portal.porta + 1}" in galat.value.stderr

    lama = tunggu(lambda: pekerja(portal))
    os.kill(lama, signal.SIGKILL)
    tunggu(lambda: pekerja(portal) not in (None, lama))
    with urllib.request.urlopen(f"{portal.url}/healthz", timeout=10) as jawaban:
        assert jawaban.status == 200, "the web server goes on"

    keturunan = portal.keturunan()
    assert len(keturunan) >= 4
    portal.proses.send_signal(signal.SIGTERM)
    assert portal.proses.wait(60) == 0
    assert f"Portal siap: {portal.url}" in portal.catatan.read_text()
    assert not [n for n in keturunan if hidup(n)]


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux")
def test_induk_yang_dibunuh_tidak_meninggalkan_server(portal):
    tunggu(lambda: pekerja(portal))
    keturunan = portal.keturunan()
    portal.proses.kill()
    portal.proses.wait(10)
    tunggu(lambda: not [n for n in keturunan if hidup(n)])
