"""The real portal as a process group: web server and worker, on a database and folders of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings

from tests.bantu import basisdata


def port_bebas() -> int:
    """A loopback port that is free now."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Portal:
    """Start, stop, or kill the portal; the same database and files survive a restart."""

    def __init__(self, akar: Path, *, porta_smtp: int | None = None) -> None:
        self.akar = akar
        self.berkas = akar / "berkas"
        self.berkas.mkdir(mode=0o700, exist_ok=True)
        self.porta = port_bebas()
        self.url = f"http://127.0.0.1:{self.porta}"
        self.database = basisdata.baru(akar)
        self.jam = akar / "jam"
        self.catatan = akar / "server.log"
        self.lingkungan = os.environ | {
            "DJANGO_SETTINGS_MODULE": "dinsos.settings",
            "DINSOS_MODE": "uji",
            "DATABASE_URL": self.database,
            "BERKAS_ROOT": str(self.berkas),
            "JAM_BERKAS": str(self.jam),
            "PORT": str(self.porta),
            "DINSOS_ALAMAT": self.url,
            "DINSOS_BERKAS_ALAMAT_JUMLAH": "100000",
            "DINSOS_BERKAS_ALAMAT_MB": "100000",
            "PYTHONUNBUFFERED": "1",
        }
        if porta_smtp:
            self.lingkungan |= {
                "DINSOS_EMAIL": "smtp",
                "DINSOS_EMAIL_HOST": "127.0.0.1",
                "DINSOS_EMAIL_PORT": str(porta_smtp),
                "DINSOS_EMAIL_TLS": "false",
            }
        self.proses: subprocess.Popen | None = None

    def __enter__(self) -> "Portal":
        self.mulai()
        return self

    def __exit__(self, *_) -> None:
        self.henti()
        basisdata.buang(self.database)

    def kelola(self, *perintah: str, masukan: str = "") -> str:
        """Run a management command in the portal's environment; returns its output."""
        return subprocess.run(
            [sys.executable, "manage.py", *perintah],
            cwd=settings.BASE_DIR,
            env=self.lingkungan,
            input=masukan,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def mulai(self) -> None:
        """Start and wait until it answers."""
        with self.catatan.open("ab") as catatan:
            self.proses = subprocess.Popen(
                [sys.executable, "manage.py", "jalankan", "--porta", str(self.porta)],
                cwd=settings.BASE_DIR,
                env=self.lingkungan,
                stdin=subprocess.DEVNULL,
                stdout=catatan,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        batas = time.monotonic() + 40
        while time.monotonic() < batas and self.proses.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
        raise AssertionError(f"portal tidak mulai:\n{self.catatan.read_text()[-4000:]}")

    def keturunan(self) -> list[int]:
        """Process ids of everything the portal has started, itself included."""
        semua: dict[int, int] = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                isi = (folder / "stat").read_text()
            except (FileNotFoundError, ProcessLookupError):
                continue
            semua[int(folder.name)] = int(isi.rsplit(")", 1)[1].split()[1])
        hasil, depan = [self.proses.pid], [self.proses.pid]
        while depan:
            depan = [pid for pid, induk in semua.items() if induk in depan]
            hasil += depan
        return hasil

    def bunuh(self) -> None:
        """`kill -9` everything at once."""
        for pid in self.keturunan():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.proses.wait()

    def henti(self) -> None:
        """Stop as an administrator would."""
        if self.proses and self.proses.poll() is None:
            self.proses.terminate()
            try:
                self.proses.wait(20)
            except subprocess.TimeoutExpired:
                self.bunuh()
