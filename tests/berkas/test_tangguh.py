"""`kill -9` at every step of keeping, linking, deleting: no row of a case without its file, nothing left over."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def kematian(tmp_path_factory):
    """What every kill left behind, from processes with a database and a folder of their own."""
    folder = tmp_path_factory.mktemp("mati")
    lingkungan = os.environ | {
        "DJANGO_SETTINGS_MODULE": "dinsos.settings",
        "DINSOS_MODE": "uji",
        "DATABASE_URL": f"sqlite:///{folder / 'uji.sqlite3'}",
        "BERKAS_ROOT": str(folder / "berkas"),
        "JAM_BERKAS": "",
    }
    hasil = subprocess.run(
        [sys.executable, "-m", "tests.berkas.proses_mati"],
        cwd=AKAR,
        env=lingkungan,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert hasil.returncode == 0, hasil.stderr[-2000:]
    return [json.loads(baris) for baris in hasil.stdout.splitlines()]


def _menurut(kematian: list[dict], kerja: str) -> list[dict]:
    return [satu for satu in kematian if satu["kerja"] == kerja]


def test_setiap_langkah_memang_dilalui(kematian):
    simpan, hapus = _menurut(kematian, "simpan_lalu_tautkan"), _menurut(kematian, "hapus_yang_tertaut")
    assert len(simpan) > 20
    assert len(hapus) > 5
    for daftar in (simpan, hapus):
        assert [satu["mati"] for satu in daftar] == [True] * (len(daftar) - 1) + [False]
    tampak = {tuple(satu["sesudah"]["di_disk"]) for satu in simpan}
    assert {(), (".sebagian",), ("utuh",)} <= tampak, "kills before, within and after the writing were seen"
    rincian = [baris for satu in simpan for baris in satu["sesudah"]["baris"]]
    assert {(b["keadaan"], b["di_disk"] is not None) for b in rincian} >= {
        ("sementara", False),
        ("sementara", True),
        ("tertaut", True),
    }


def test_tidak_pernah_ada_baris_tertaut_tanpa_berkas_utuh(kematian):
    for satu in kematian:
        for saat in ("sesudah", "tersapu"):
            for baris in satu[saat]["baris"]:
                if baris["keadaan"] == "tertaut":
                    assert baris["di_disk"] == baris["ukuran"], satu


def test_berkas_tidak_pernah_mendahului_barisnya(kematian):
    for satu in kematian:
        assert len(satu["sesudah"]["di_disk"]) <= len(satu["sesudah"]["baris"]), satu


def test_nama_akhir_hanya_untuk_berkas_utuh(kematian):
    for satu in kematian:
        for baris in satu["sesudah"]["baris"]:
            assert baris["di_disk"] in (None, baris["ukuran"]), satu


def test_sapuan_setelah_hidup_kembali_meninggalkan_keadaan_bersih(kematian):
    """Never-linked uploads are gone with their bytes; deleted rows have none; cases keep theirs."""
    for satu in kematian:
        baris, di_disk = satu["tersapu"]["baris"], satu["tersapu"]["di_disk"]
        tertaut = [b for b in baris if b["keadaan"] == "tertaut"]
        assert not [b for b in baris if b["keadaan"] == "sementara"], satu
        assert all(b["di_disk"] is None for b in baris if b["keadaan"] == "dihapus"), satu
        assert di_disk == ["utuh"] * len(tertaut), satu


def test_yang_selesai_tetap_selesai(kematian):
    simpan = _menurut(kematian, "simpan_lalu_tautkan")[-1]["tersapu"]["baris"]
    hapus = _menurut(kematian, "hapus_yang_tertaut")[-1]["tersapu"]["baris"]
    assert [b["keadaan"] for b in simpan] == ["tertaut"]
    assert [b["keadaan"] for b in hapus] == ["dihapus"]
