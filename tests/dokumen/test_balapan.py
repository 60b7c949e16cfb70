"""Real processes send letters out at the same time and die at it: the book has no gap, each letter one PDF."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.bantu import basisdata

TUNTASKAN = """
import django
django.setup()
from dinsos.dokumen import surat
from dinsos.dokumen.models import SuratKeluar
for satu in SuratKeluar.objects.all():
    print(surat.pastikan_pdf(satu).nama_simpan)
"""


@pytest.fixture
def lingkungan(tmp_path):
    url = basisdata.baru(tmp_path)
    yield os.environ | {
        "DJANGO_SETTINGS_MODULE": "dinsos.settings",
        "DATABASE_URL": url,
        "BERKAS_ROOT": str(tmp_path / "berkas"),
    }
    basisdata.buang(url)


def jalankan(lingkungan: dict, *perintah: str) -> str:
    return subprocess.run(
        [sys.executable, *perintah],
        cwd=settings.BASE_DIR,
        env=lingkungan,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=280,
        check=True,
    ).stdout


@pytest.mark.timeout(300)
def test_buku_tanpa_celah_dan_satu_pdf_walau_proses_mati(lingkungan, skala):
    proses, banyak = max(3, round(8 * skala)), max(10, round(40 * skala))
    keluaran = jalankan(
        lingkungan,
        "-m",
        "tests.bantu.balapan_keluar",
        str(proses),
        str(banyak),
        str(max(2, round(12 * skala))),
    )
    hasil = json.loads(keluaran)
    assert hasil["galat"] == []
    assert hasil["mati"] >= 1

    def tanya(perintah: str) -> list[tuple]:
        return basisdata.tanya(lingkungan["DATABASE_URL"], perintah)

    nomor = sorted(int(satu.split("/")[1]) for (satu,) in tanya("SELECT nomor FROM dokumen_suratkeluar"))
    assert len(nomor) >= proses * banyak
    assert nomor == list(range(1, len(nomor) + 1))
    sebelum = dict(tanya("SELECT id, sha256 FROM dokumen_suratkeluar WHERE sha256 <> ''"))
    berkas = [Path(lingkungan["BERKAS_ROOT"]) / satu for satu in _tuntaskan(lingkungan)]
    sesudah = dict(tanya("SELECT id, sha256 FROM dokumen_suratkeluar"))
    assert sesudah.items() >= sebelum.items()
    assert len(set(berkas)) == len(nomor)
    assert {hashlib.sha256(satu.read_bytes()).hexdigest() for satu in berkas} == set(sesudah.values())
    assert tanya("SELECT count(*) FROM dokumen_suratkeluar WHERE berkas_id IS NULL") == [(0,)]


def _tuntaskan(lingkungan: dict) -> list[str]:
    """Make the PDFs that the dead left unmade; returns where all of them lie."""
    return jalankan(lingkungan, "-c", TUNTASKAN).split()
