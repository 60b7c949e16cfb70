"""Several processes at one desk: a form sent many times is one guest, and queue codes have no gap."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.bantu import basisdata

pytestmark = pytest.mark.sk("KSL-SYARAT-5")


@pytest.fixture
def database(tmp_path):
    url = basisdata.baru(tmp_path)
    yield url
    basisdata.buang(url)


def test_the_same_form_is_one_guest_and_codes_have_no_gap(database, tmp_path, skala):
    n = max(6, 2 * round(12 * skala))
    selesai = subprocess.run(
        [sys.executable, "-m", "tests.bukutamu.proses_daftar", str(n)],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "dinsos.settings",
            "DATABASE_URL": database,
            "BERKAS_ROOT": str(tmp_path),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert selesai.returncode == 0, selesai.stderr[-4000:]
    kode = json.loads(selesai.stdout.splitlines()[-1])
    orang = n // 2 + 1
    assert sorted(set(kode)) == [f"K-{urut:02d}" for urut in range(1, orang + 1)]
    for tabel in ("bukutamu_tamu", "agenda_suratmasuk", "agenda_kunjungan"):
        assert basisdata.tanya(database, f"SELECT count(*) FROM {tabel}") == [(orang,)]
