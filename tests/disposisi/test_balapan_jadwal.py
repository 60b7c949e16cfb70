"""Sixteen processes fight for three rooms and four officers: nothing overlaps, every loser reads why."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.conf import settings

from tests.bantu import basisdata

PROSES = 16
PERCOBAAN = 3200
JEDA = timedelta(minutes=15)
KATA = re.compile(
    r"sudah punya jadwal lain sekitar|Surat ini sudah dijadwalkan pada|Jadwal ini sudah|melewati jam istirahat"
    r"|tidak ditawarkan lagi|bertumpuk dengan waktu lain surat ini|Paling banyak 3 waktu"
)


@pytest.fixture
def database(tmp_path):
    url = basisdata.baru(tmp_path)
    yield url
    basisdata.buang(url)


def _saat(nilai) -> datetime:
    return nilai if isinstance(nilai, datetime) else datetime.fromisoformat(nilai)


def _bertumpuk(rencana: list[tuple]) -> list[tuple]:
    """Pairs of appointments that share a room or an officer at some moment, the pause after them included."""
    return [
        (satu, lain)
        for nomor, satu in enumerate(rencana)
        for lain in rencana[nomor + 1 :]
        if (satu[1] == lain[1] or satu[2] == lain[2])
        and _saat(satu[3]) < _saat(lain[4]) + JEDA
        and _saat(lain[3]) < _saat(satu[4]) + JEDA
    ]


@pytest.mark.timeout(900)
def test_tidak_ada_yang_bertumpuk(database, tmp_path, skala):
    jam = tmp_path / "jam"
    geseran = datetime.fromisoformat("2026-11-23T09:00+08:00") - datetime.now().astimezone()
    jam.write_text(str(geseran.total_seconds()))
    keluaran = subprocess.run(
        [sys.executable, "-m", "tests.disposisi.balapan_jadwal", str(PROSES), str(int(PERCOBAAN * skala))],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "dinsos.settings", "JAM_BERKAS": str(jam)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=850,
        check=True,
    ).stdout
    hasil = [json.loads(baris) for baris in keluaran.splitlines()]
    assert len(hasil) == PROSES
    assert [galat for satu in hasil for galat in satu["galat"]] == []
    ditolak = sum((Counter(satu["ditolak"]) for satu in hasil), Counter())
    assert [kata for kata in ditolak if not KATA.search(kata)] == []
    berhasil = sum(satu["berhasil"] for satu in hasil)
    assert berhasil + ditolak.total() >= int(PERCOBAAN * skala)
    assert berhasil > 40
    assert ditolak.total() > 40

    rencana = basisdata.tanya(
        database,
        "SELECT id, ruang_id, petugas_id, mulai, selesai, surat_id, keadaan FROM disposisi_audiensi"
        " WHERE keadaan IN ('dipastikan', 'diusulkan')",
    )
    assert len(rencana) > 5
    assert _bertumpuk(rencana) == []
    tetap = [satu[5] for satu in rencana if satu[6] == "dipastikan"]
    assert len(set(tetap)) == len(tetap), "a letter has two appointments"
    akhir = basisdata.tanya(database, "SELECT keadaan, count(*) FROM disposisi_audiensi GROUP BY keadaan")
    if skala == 1:
        assert {"kedaluwarsa", "tidak_dipilih", "diganti"} <= set(dict(akhir))
    sel = basisdata.tanya(
        database,
        "SELECT a.id, count(*) FROM disposisi_audiensi a JOIN disposisi_pemakaianslot p ON p.audiensi_id = a.id"
        " GROUP BY a.id",
    )
    butuh = {satu[0]: 2 * ((_saat(satu[4]) - _saat(satu[3]) + JEDA) // JEDA) for satu in rencana}
    assert dict(sel) == butuh, "cells are held by running appointments, all of them, and by nothing else"
