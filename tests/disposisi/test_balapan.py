"""Two heads press the button at once: one decision, one message, and a plain answer for the other."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.bantu import basisdata


@pytest.fixture
def database(tmp_path):
    url = basisdata.baru(tmp_path)
    yield url
    basisdata.buang(url)


@pytest.mark.parametrize("jumlah", [2, 8])
def test_one_letter_is_decided_once(database, jumlah):
    keluaran = subprocess.run(
        [sys.executable, "-m", "tests.disposisi.balapan", str(jumlah)],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "dinsos.settings"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=200,
        check=True,
    ).stdout
    hasil = [json.loads(baris) for baris in keluaran.splitlines()]

    assert [h["pesan"] for h in hasil if h["hasil"] == "galat"] == []
    menang = [h["pesan"] for h in hasil if h["hasil"] == "diputus"]
    kalah = [h["pesan"] for h in hasil if h["hasil"] == "terlambat"]
    assert len(menang) == 1
    assert len(kalah) == jumlah - 1
    assert all("sudah didisposisikan oleh" in pesan for pesan in kalah)
    assert basisdata.tanya(database, "SELECT keputusan FROM disposisi_disposisi") == [(menang[0],)]
    status = {"ditangani": "didisposisikan", "ditolak": "ditolak"}[menang[0]]
    assert basisdata.tanya(database, "SELECT status FROM agenda_suratmasuk") == [(status,)]
    jawaban = "SELECT count(*) FROM notifikasi_pesan WHERE kunci LIKE 'surat:%:jawaban'"
    assert basisdata.tanya(database, jawaban) == [(1,)]
    kisah = "SELECT count(*) FROM agenda_riwayat WHERE jenis IN ('didisposisikan', 'ditolak')"
    assert basisdata.tanya(database, kisah) == [(1,)]
