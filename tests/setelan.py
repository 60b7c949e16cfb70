"""The product's settings, in a test environment: set before `dinsos.settings` reads it, whatever .env says."""

import atexit
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

AKAR = Path(tempfile.mkdtemp(prefix="dinsos-uji-"))
atexit.register(shutil.rmtree, AKAR, ignore_errors=True)

os.environ |= {
    "DINSOS_MODE": "uji",
    "KUNCI_DJANGO": "kunci-untuk-uji-saja-" + "x" * 40,
    "KUNCI_RAHASIA": "rahasia-untuk-uji-saja-" + "y" * 40,
    "BERKAS_ROOT": str(AKAR / "berkas"),
    "JAM_BERKAS": str(AKAR / "jam"),
    # Tests fill forms in at once and many from one address; tests/agenda/test_penjaga.py sets the real limits.
    "DINSOS_SURAT_ALAMAT": "100000",
    "DINSOS_SURAT_NOMOR": "100000",
    "DINSOS_FORMULIR_DETIK": "0",
}
# UJI_SAAT=2026-11-23T10:00+08:00 has the whole suite begin at that instant: tests must not care about today.
if saat := os.environ.get("UJI_SAAT"):
    geseran = datetime.fromisoformat(saat) - datetime.now(UTC)
    Path(os.environ["JAM_BERKAS"]).write_text(str(geseran.total_seconds()))
os.environ.setdefault("DATABASE_URL", f"sqlite:///{AKAR}/uji.sqlite3")

from dinsos.settings import *  # noqa: E402, F403  (the environment must be set first)

# A file database, so that tests with several processes meet the same rows.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": str(AKAR / "uji.sqlite3")}  # noqa: F405
