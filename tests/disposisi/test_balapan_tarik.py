"""A sender and a head at the same notice: it is either taken or cancelled, never both."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.bantu import basisdata

AKHIR = """
SELECT d.id, d.aktif_untuk_id IS NOT NULL, t.id IS NOT NULL, s.status, p.keadaan,
       (SELECT count(*) FROM notifikasi_upayakirim u WHERE u.pesan_id = p.id AND u.hasil = 'diterima')
FROM disposisi_disposisi d JOIN agenda_suratmasuk s ON s.id = d.surat_id
JOIN notifikasi_pesan p ON p.kasus = s.uuid AND p.kelas = 'pemberitahuan'
LEFT JOIN disposisi_penarikandisposisi t ON t.disposisi_id = d.id
"""


@pytest.fixture
def database(tmp_path):
    url = basisdata.baru(tmp_path)
    yield url
    basisdata.buang(url)


def test_exactly_one_wins(database, skala):
    jumlah = int(200 * skala)
    keluaran = subprocess.run(
        [sys.executable, "-m", "tests.disposisi.balapan_tarik", str(jumlah)],
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
    ditarik = sorted(h["disposisi"] for h in hasil if h["hasil"] == "ditarik")
    assert len(ditarik) == len(set(ditarik))
    for pk, aktif, tarikan, status, keadaan, diterima in basisdata.tanya(database, AKHIR):
        akhir = (bool(aktif), bool(tarikan), status, keadaan, diterima)
        if pk in ditarik:
            assert akhir == (False, True, "diterima", "dibatalkan", 0)
        else:
            assert akhir == (True, False, "dijawab", "diterima", 1)
    assert {h["pesan"].split(".")[0].split(" pada ")[0] for h in hasil if h["hasil"] == "terlambat"} <= {
        "Kabar kepada pengirim sudah dikirim",
        "Kabar kepada pengirim sedang dikirim, jadi disposisi ini tidak dapat ditarik",
        "Disposisi ini sudah ditarik oleh Pegawai 1, S",
    }
