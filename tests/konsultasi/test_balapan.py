"""Real concurrent processes on the database that the suite runs on."""

import os
import subprocess
import sys

from django.conf import settings

from tests.bantu import basisdata


def test_same_draft_sent_ten_times_at_once_is_one_letter(tmp_path):
    url = basisdata.baru(tmp_path)
    lingkungan = {
        "DJANGO_SETTINGS_MODULE": "dinsos.settings",
        "DATABASE_URL": url,
        "BERKAS_ROOT": str(tmp_path),
    }
    try:
        keluaran = subprocess.run(
            [sys.executable, "-m", "tests.konsultasi.proses_kirim", "10"],
            cwd=settings.BASE_DIR,
            env=os.environ | lingkungan,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=280,
            check=True,
        ).stdout
        nomor = keluaran.split("\n")[:-1]
        assert len(nomor) == 10
        assert len(set(nomor)) == 1
        assert nomor[0].endswith("-00001"), nomor[0]
        for tabel, banyak in (
            ("agenda_suratmasuk", 1),
            ("konsultasi_konsultasi", 1),
            ("agenda_tenggat", 2),
            ("notifikasi_pesan", 1),
            ("agenda_lampiran WHERE surat_id IS NOT NULL", 2),
        ):
            assert basisdata.tanya(url, f"SELECT count(*) FROM {tabel}") == [(banyak,)], tabel
    finally:
        basisdata.buang(url)
