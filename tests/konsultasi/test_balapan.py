"""Two officers press the button at once: one wins, the other reads what happened; nothing is written twice."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.bantu import basisdata

KATA = {
    "berita_acara": "Berita acara sudah dicatat oleh",
    "jawaban": "sudah dicatat",
    "data": "sudah diserahkan kepada pengirim",
    "surat_lembaga": "Surat pimpinan lembaga sudah dicatat oleh",
    "identitas": "Identitas sudah diperiksa oleh",
    "selesai": "sudah berstatus “Selesai”",
    "ganti_layanan": "sudah menjadi pengaduan, diganti oleh",
}
SEKALI = {
    "berita_acara": ("SELECT count(*) FROM konsultasi_beritaacara", "berita_acara"),
    "jawaban": ("SELECT count(*) FROM notifikasi_pesan WHERE kelas = 'hasil'", "hasil"),
    "data": ("SELECT count(*) FROM konsultasi_penyerahan", "data_diserahkan"),
    "surat_lembaga": ("SELECT count(*) FROM agenda_suratmasuk", "surat_lembaga_dibawa"),
    "identitas": ("SELECT count(*) FROM agenda_suratmasuk", "identitas_diperiksa"),
    "selesai": ("SELECT count(*) FROM agenda_suratmasuk WHERE status = 'selesai'", "selesai"),
    "ganti_layanan": ("SELECT count(*) FROM pengaduan_pengaduan", "ganti_layanan"),
}


@pytest.fixture
def database(tmp_path):
    url = basisdata.baru(tmp_path)
    yield url
    basisdata.buang(url)


def balapan(database: str, tmp_path, tindakan: str, jumlah: int) -> list[dict]:
    keluaran = subprocess.run(
        [sys.executable, "-m", "tests.konsultasi.balapan", tindakan, str(jumlah)],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "dinsos.settings",
            "BERKAS_ROOT": str(tmp_path / "berkas"),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=200,
        check=True,
    ).stdout
    hasil = [json.loads(baris) for baris in keluaran.splitlines()]
    assert [h["pesan"] for h in hasil if h["hasil"] == "galat"] == []
    return hasil


@pytest.mark.parametrize("tindakan", list(KATA))
def test_it_happens_once(database, tmp_path, tindakan):
    hasil = balapan(database, tmp_path, tindakan, 4)
    kalah = [h["pesan"] for h in hasil if h["hasil"] == "terlambat"]
    assert len(kalah) == len(hasil) - 1
    assert all(KATA[tindakan] in pesan for pesan in kalah)
    baris, jenis = SEKALI[tindakan]
    assert basisdata.tanya(database, baris) == [(1,)]
    cerita = f"SELECT count(*) FROM agenda_riwayat WHERE jenis = '{jenis}'"
    assert basisdata.tanya(database, cerita) == [(1,)]


def test_change_of_service_and_decision_meet(database, tmp_path):
    """Either order is fine: changed and then decided, or decided and left as it was; never half of each."""
    hasil = balapan(database, tmp_path, "ganti_atau_putus", 4)
    assert basisdata.tanya(database, "SELECT count(*) FROM disposisi_disposisi") == [(1,)]
    [(status, layanan)] = basisdata.tanya(database, "SELECT status, layanan FROM agenda_suratmasuk")
    assert status == "ditolak"
    diganti = len([h for h in hasil if h["hasil"] == "berhasil"]) == 2
    assert layanan == ("pengaduan" if diganti else "konsultasi")
    assert basisdata.tanya(database, "SELECT count(*) FROM pengaduan_pengaduan") == [(int(diganti),)]
