"""Real concurrent processes on the database that the suite runs on."""

import json
import os
import subprocess
import sys
import uuid

import pytest
from django.conf import settings

from tests.bantu import basisdata


@pytest.fixture
def database(tmp_path):
    url = basisdata.baru(tmp_path)
    yield url
    basisdata.buang(url)


def _balap(url: str, jumlah: int, kunci: str = "") -> list[dict]:
    keluaran = subprocess.run(
        [sys.executable, "-m", "tests.bantu.balapan", str(jumlah), *([kunci] if kunci else [])],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "dinsos.settings", "DATABASE_URL": url},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=280,
        check=True,
    ).stdout
    return [json.loads(baris) for baris in keluaran.splitlines()]


def test_concurrent_submissions_give_distinct_gapless_numbers(database, skala):
    jumlah = round(200 * skala)
    hasil = _balap(database, jumlah)

    assert [h["galat"] for h in hasil if "galat" in h] == []
    assert sorted(int(h["nomor"].split("-")[1]) for h in hasil) == list(range(1, jumlah + 1))
    assert basisdata.tanya(
        database, "SELECT count(*), count(DISTINCT urut), max(urut) FROM agenda_suratmasuk"
    ) == [(jumlah, jumlah, jumlah)]
    assert basisdata.tanya(database, "SELECT count(*) FROM agenda_tenggat") == [(2 * jumlah,)]
    assert basisdata.tanya(database, "SELECT nilai FROM agenda_penghitung") == [(jumlah,)]


def test_same_key_sent_twenty_times_at_once_gives_one_case(database):
    hasil = _balap(database, 20, str(uuid.uuid4()))

    assert [h["galat"] for h in hasil if "galat" in h] == []
    assert {h["nomor"].split("-")[1] for h in hasil} == {"00001"}
    for tabel, banyak in (
        ("agenda_suratmasuk", 1),
        ("pengaduan_pengaduan", 1),
        ("agenda_tenggat", 2),
        ("notifikasi_pesan", 1),
        ("agenda_riwayat", 1),
    ):
        assert basisdata.tanya(database, f"SELECT count(*) FROM {tabel}") == [(banyak,)], tabel
