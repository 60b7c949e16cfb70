"""`manage.py jalankan`: the web server and the background worker together, on one machine."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

BATAS_ULANG = 5
JENDELA_ULANG = 60.0
WAKTU_PAMIT = 15.0
SINYAL_HENTI = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Command(BaseCommand):
    help = "Menjalankan server web (gunicorn) bersama pekerja latar. Berhenti dengan Ctrl+C."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--alamat", default="127.0.0.1", help="alamat yang didengarkan (127.0.0.1)")
        parser.add_argument("--porta", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--proses", type=int, default=2, help="banyaknya proses web (2)")
        parser.add_argument("--utas", type=int, default=4, help="banyaknya utas per proses web (4)")

    def handle(self, *, alamat: str, porta: int, proses: int, utas: int, **options) -> None:
        pastikan_bebas(alamat, porta)
        pengasuh = Pengasuh(
            web=perintah_web(alamat, porta, proses, utas),
            pekerja=[sys.executable, "manage.py", "pekerja"],
            kabari=self.stderr.write,
        )
        for sinyal in SINYAL_HENTI:
            signal.signal(sinyal, pengasuh.minta_henti)
        pengasuh.mulai()
        if tunggu_terbuka(alamat, porta, pengasuh):
            self.stdout.write(
                self.style.SUCCESS(f"\nPortal siap: {settings.ALAMAT_SITUS}  (berhenti: Ctrl+C)\n")
            )
            self.stdout.flush()
        raise SystemExit(pengasuh.jaga())


def perintah_web(alamat: str, porta: int, proses: int, utas: int) -> list[str]:
    """gunicorn without preloading: each process opens its own database connections."""
    return [
        *(sys.executable, "-m", "gunicorn", "dinsos.wsgi:application"),
        *("--bind", f"{alamat}:{porta}"),
        *("--workers", str(proses), "--worker-class", "gthread", "--threads", str(utas)),
        *("--no-control-socket", "--log-level", "warning"),
    ]


def pastikan_bebas(alamat: str, porta: int) -> None:
    """Raises CommandError, saying what to do, when the port is taken."""
    with socket.socket() as coba:
        coba.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            coba.bind((alamat, porta))
        except OSError as galat:
            raise CommandError(
                f"Porta {porta} tidak dapat dipakai ({galat.strerror}). "
                f"Hentikan program yang memakainya, atau pilih porta lain: make run PORT={porta + 1}"
            ) from galat


def tunggu_terbuka(alamat: str, porta: int, pengasuh: "Pengasuh") -> bool:
    """True once the web server accepts connections; False when it was stopped before that."""
    while pengasuh.web_hidup() and not pengasuh.diminta_henti:
        with socket.socket() as coba:
            if coba.connect_ex((alamat, porta)) == 0:
                return True
        time.sleep(0.1)
    return False


class Pengasuh:
    """Keeps two child processes: a dead worker is started again, a dead web server ends everything."""

    def __init__(self, *, web: list[str], pekerja: list[str], kabari) -> None:
        self._perintah = {"web": web, "pekerja": pekerja}
        self._anak: dict[str, subprocess.Popen] = {}
        self._kabari = kabari
        self._mulai_ulang: deque[float] = deque(maxlen=BATAS_ULANG)
        self.diminta_henti = False

    def minta_henti(self, *_) -> None:
        """Signal handler: `jaga` ends both children at its next turn."""
        self.diminta_henti = True

    def mulai(self) -> None:
        for nama in self._perintah:
            self._hidupkan(nama)

    def web_hidup(self) -> bool:
        return self._anak["web"].poll() is None

    def jaga(self) -> int:
        """Watch until asked to stop or until a child can't be kept. Returns the exit code."""
        kode = 0
        while not self.diminta_henti:
            if not self.web_hidup():
                self._kabari(f"Server web berhenti (kode {self._anak['web'].returncode}).")
                kode = 1
                break
            if self._anak["pekerja"].poll() is not None and not self._ulangi_pekerja():
                kode = 1
                break
            time.sleep(0.2)
        self._pamit()
        return kode

    def _hidupkan(self, nama: str) -> None:
        # A group of their own: Ctrl+C reaches the children once, through `_pamit`.
        self._anak[nama] = subprocess.Popen(  # noqa: S603  (our own two commands)
            self._perintah[nama],
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=_ikut_mati,
        )

    def _ulangi_pekerja(self) -> bool:
        """Start the worker again; False when it died too often within a minute."""
        kini = time.monotonic()
        if len(self._mulai_ulang) == BATAS_ULANG and kini - self._mulai_ulang[0] < JENDELA_ULANG:
            self._kabari(f"Pekerja latar mati {BATAS_ULANG} kali dalam semenit. Portal dihentikan.")
            return False
        self._kabari(f"Pekerja latar berhenti (kode {self._anak['pekerja'].returncode}) dan dijalankan lagi.")
        self._mulai_ulang.append(kini)
        self._hidupkan("pekerja")
        return True

    def _pamit(self) -> None:
        """SIGTERM to both, so that requests and messages in hand are finished; SIGKILL after `WAKTU_PAMIT`."""
        for anak in self._anak.values():
            if anak.poll() is None:
                anak.terminate()
        batas = time.monotonic() + WAKTU_PAMIT
        for anak in self._anak.values():
            try:
                anak.wait(max(0.1, batas - time.monotonic()))
            except subprocess.TimeoutExpired:
                anak.kill()
                anak.wait()


def _ikut_mati() -> None:
    """In the child, on Linux: end when the parent is killed, so that no server is left holding the port."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)
