"""Databases of their own for tests that run several processes or a real server."""

import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg2
from django.conf import settings

from tests.setelan import AKAR

BENIH: dict[str, str] = {}


def _url_utama() -> str:
    return os.environ["DATABASE_URL"]


def dengan_postgres() -> bool:
    """Whether the suite runs on PostgreSQL."""
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


def _sql_postgres(perintah: str) -> None:
    koneksi = psycopg2.connect(_url_utama())
    koneksi.autocommit = True
    try:
        with koneksi.cursor() as kursor:
            kursor.execute(perintah)
    finally:
        koneksi.close()


def _migrasikan(url: str, akar: Path) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "dinsos.settings",
            "DATABASE_URL": url,
            "BERKAS_ROOT": str(akar / "berkas"),
        },
        check=True,
        stdin=subprocess.DEVNULL,
    )


def baru(akar: Path) -> str:
    """The DATABASE_URL of a fresh, migrated database of the kind the suite runs on."""
    if dengan_postgres():
        if "postgres" not in BENIH:
            nama = f"benih_{uuid.uuid4().hex[:12]}"
            _sql_postgres(f"CREATE DATABASE {nama}")
            BENIH["postgres"] = nama
            _migrasikan(_ganti_nama(nama), akar)
        nama = f"uji_{uuid.uuid4().hex[:12]}"
        _sql_postgres(f"CREATE DATABASE {nama} TEMPLATE {BENIH['postgres']}")
        return _ganti_nama(nama)
    if "sqlite" not in BENIH:
        BENIH["sqlite"] = str(AKAR / "benih.sqlite3")
        _migrasikan(f"sqlite:///{BENIH['sqlite']}", akar)
        with sqlite3.connect(BENIH["sqlite"]) as koneksi:
            koneksi.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        koneksi.close()
    berkas = akar / f"{uuid.uuid4().hex}.sqlite3"
    shutil.copyfile(BENIH["sqlite"], berkas)
    return f"sqlite:///{berkas}"


def buang(url: str) -> None:
    """Drop a database made by `baru`."""
    if url.startswith("postgres"):
        _sql_postgres(f"DROP DATABASE IF EXISTS {url.rsplit('/', 1)[1]} WITH (FORCE)")


def _ganti_nama(nama: str) -> str:
    return f"{_url_utama().rsplit('/', 1)[0]}/{nama}"


def tanya(url: str, perintah: str) -> list[tuple]:
    """Rows of a query, over a connection of its own: what is really on the disk."""
    if url.startswith("postgres"):
        koneksi = psycopg2.connect(url)
    else:
        koneksi = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20)
    try:
        kursor = koneksi.cursor()
        kursor.execute(perintah)
        return kursor.fetchall()
    finally:
        koneksi.close()
