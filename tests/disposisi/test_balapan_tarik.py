"""Sender, officer and head at the same notice: it is taken and put right, or cancelled; nothing of it is left."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.bantu import basisdata

AKHIR = """
SELECT d.id, d.aktif_untuk_id IS NOT NULL, t.id IS NOT NULL, s.status,
       (SELECT count(*) FROM notifikasi_pesan p WHERE p.kasus = s.uuid AND p.kelas = 'pemberitahuan'
        AND p.keadaan NOT IN ('diterima', 'dibatalkan')),
       (SELECT count(*) FROM notifikasi_pesan p WHERE p.kasus = s.uuid AND p.kelas = 'pemberitahuan'
        AND p.keadaan = 'diterima'),
       (SELECT count(*) FROM notifikasi_pesan p WHERE p.kasus = s.uuid AND p.kelas = 'penarikan')
FROM disposisi_disposisi d JOIN agenda_suratmasuk s ON s.id = d.surat_id
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
    for pk, aktif, tarikan, status, terbuka, diterima, diluruskan in basisdata.tanya(database, AKHIR):
        assert bool(tarikan) == (pk in ditarik) == (not aktif)
        assert diterima + terbuka <= 1
        if pk in ditarik:
            assert (status, terbuka, diluruskan) == ("diterima", 0, diterima)
        else:  # the one instant in which the notice was being sent
            assert (status, diterima, diluruskan) == ("dijawab", 1, 0)
    kata = {h["pesan"].split(".")[0].split(" pada ")[0] for h in hasil if h["hasil"] == "terlambat"}
    assert kata <= {
        "Kabar kepada pengirim sedang dikirim saat ini",
        "Disposisi ini sudah ditarik oleh Pegawai 1, S",
    }
