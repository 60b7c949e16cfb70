"""Several processes at one desk: a guest is led once, whoever is faster, and stays one guest."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.bantu import basisdata

pytestmark = pytest.mark.sk("PGD-WAKTU-2", "KSL-WAKTU-2")


@pytest.fixture
def database(tmp_path):
    url = basisdata.baru(tmp_path)
    yield url
    basisdata.buang(url)


def balapan(url: str, akar, apa: str, jumlah: int) -> list[str]:
    """What each of the processes was told: "ok" or the kind of error."""
    selesai = subprocess.run(
        [sys.executable, "-m", "tests.agenda.proses_tamu", apa, str(jumlah)],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "dinsos.settings", "DATABASE_URL": url, "BERKAS_ROOT": str(akar)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert selesai.returncode == 0, selesai.stderr[-4000:]
    return json.loads(selesai.stdout.splitlines()[-1])


def jumlah(url: str, kueri: str) -> int:
    return basisdata.tanya(url, kueri)[0][0]


def test_a_guest_is_led_once(database, tmp_path, skala):
    n = max(3, round(12 * skala))
    hasil = balapan(database, tmp_path, "arahkan", n)
    assert sorted(hasil) == ["SudahTerjadi"] * (n - 1) + ["ok"]
    assert jumlah(database, "SELECT count(*) FROM agenda_riwayat WHERE jenis = 'tamu_diarahkan'") == 1
    sama = (
        "SELECT count(*) FROM agenda_kunjungan k JOIN agenda_tenggat t ON t.surat_id = k.surat_id"
        " WHERE k.keadaan = 'diarahkan' AND t.jenis IN ('tatap_muka', 'respon')"
        " AND t.berhenti_pada = k.diarahkan_pada AND t.akibat = ''"
    )
    assert jumlah(database, sama) == 2


def test_led_or_gone_home_but_not_both(database, tmp_path, skala):
    n = max(4, round(12 * skala))
    hasil = balapan(database, tmp_path, "campur", n)
    assert hasil.count("ok") == 1
    assert set(hasil) <= {"ok", "SudahTerjadi", "GalatAturan"}
    cocok = (
        "SELECT count(*) FROM agenda_kunjungan k JOIN agenda_tenggat t ON t.kunjungan_id = k.id"
        " WHERE (k.keadaan = 'diarahkan' AND t.akibat = '' AND t.berhenti_pada = k.diarahkan_pada)"
        " OR (k.keadaan = 'pulang' AND t.akibat = 'tamu_pulang' AND t.berhenti_pada = k.keluar_pada)"
    )
    assert jumlah(database, cocok) == 1


def test_a_guest_entered_twice_waits_once(database, tmp_path, skala):
    n = max(3, round(12 * skala))
    hasil = balapan(database, tmp_path, "masuk", n)
    assert sorted(hasil) == ["SudahTerjadi"] * (n - 1) + ["ok"]
    assert jumlah(database, "SELECT count(*) FROM agenda_kunjungan") == 1
    assert jumlah(database, "SELECT count(*) FROM agenda_tenggat WHERE jenis = 'tatap_muka'") == 1
    assert jumlah(database, "SELECT count(*) FROM agenda_peringatan WHERE tahap = 'seketika'") == 1
