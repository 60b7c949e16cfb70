"""The demo as `make run` shows it, on a database, port and folders of its own: real data, real static files."""

import os
import re
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Page

from tests.bantu.server import port_bebas

AKAR = Path(__file__).resolve().parents[2]
SANDI = "tenun-pasarwajo"
"""The password of all demo accounts."""


class Peraga:
    """`with Peraga(folder) as satu:` serves the demo at `satu.url`.

    `database`: the address of a migrated database, which is served as it is, without accounts and letters.
    """

    def __init__(self, folder: Path, *, database: str = "", **lingkungan: str) -> None:
        self.data = not database
        self.porta = port_bebas()
        self.url = f"http://127.0.0.1:{self.porta}"
        self.catatan = folder / "peraga.log"
        (folder / "berkas").mkdir(mode=0o700)
        bersih = {
            nama: nilai for nama, nilai in os.environ.items() if not nama.startswith(("DINSOS_", "JAM_"))
        }
        self.lingkungan = bersih | {
            "DJANGO_SETTINGS_MODULE": "dinsos.settings",
            "DINSOS_MODE": "demo",
            "KUNCI_DJANGO": secrets.token_urlsafe(50),
            "KUNCI_RAHASIA": secrets.token_urlsafe(50),
            "DATABASE_URL": database or f"sqlite:///{folder / 'peraga.sqlite3'}",
            "BERKAS_ROOT": str(folder / "berkas"),
            "STATIC_ROOT": str(folder / "statis"),
            "JAM_BERKAS": "",
            "PORT": str(self.porta),
            "DINSOS_ALAMAT": self.url,
            **lingkungan,
        }
        self.proses: subprocess.Popen | None = None

    def kelola(self, *perintah: str) -> str:
        """Run a management command of the demo; returns its output."""
        hasil = subprocess.run(
            [sys.executable, "manage.py", *perintah],
            cwd=AKAR,
            env=self.lingkungan,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert hasil.returncode == 0, hasil.stderr[-4000:]
        return hasil.stdout

    def __enter__(self) -> "Peraga":
        self.kelola("collectstatic", "--noinput", "--verbosity", "0")
        if self.data:
            self.kelola("migrate", "--verbosity", "0")
            self.kelola("muat_demo")
        with self.catatan.open("ab") as catatan:
            self.proses = subprocess.Popen(
                [sys.executable, "manage.py", "jalankan", "--porta", str(self.porta)],
                cwd=AKAR,
                env=self.lingkungan,
                stdin=subprocess.DEVNULL,
                stdout=catatan,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        batas = time.monotonic() + 60
        while time.monotonic() < batas and self.proses.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2):
                    return self
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise AssertionError(self.catatan.read_text()[-4000:])

    def __exit__(self, *_) -> None:
        self.proses.send_signal(signal.SIGTERM)
        self.proses.wait(30)


def isi_pengaduan(halaman: Page) -> None:
    """A short complaint of an invented citizen."""
    halaman.goto("/pengaduan/")
    for label, teks in (
        ("Nama lengkap Anda", "Wa Ode Nurhayati"),
        ("Alamat lengkap Anda", "Jalan Poros Takawa 12, RT 2"),
        ("Desa atau kelurahan", "Takimpo"),
        ("Nomor telepon atau WhatsApp", "0812 0000 0000"),
        ("Kapan terjadinya?", "Oktober 2026"),
        ("Ceritakan apa yang terjadi", "Bantuan PKH tahap ketiga tidak masuk."),
        ("Apa yang Anda minta dari kami?", "Mohon bantuan dibayarkan."),
        ("Tempat Anda menulis surat ini", "Pasarwajo"),
    ):
        halaman.get_by_label(label, exact=True).fill(teks)
    halaman.get_by_label("Kecamatan").select_option("Pasarwajo")
    halaman.get_by_label("Layanan yang Anda keluhkan").select_option("pkh")
    halaman.get_by_label("Tidak ada kerugian").check()
    halaman.get_by_label("Ketik nama saya sebagai tanda tangan").check()
    halaman.get_by_label("Ketik nama lengkap Anda").fill("Wa Ode Nurhayati")
    halaman.get_by_label(re.compile("berlaku sebagai tanda tangan")).check()
