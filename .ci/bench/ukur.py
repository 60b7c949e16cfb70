"""Real servers, asked over HTTP; what they cost, from /proc."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

AKAR = Path(__file__).resolve().parents[2]
DETIK = 1 / os.sysconf("SC_CLK_TCK")


def port_bebas() -> int:
    """A loopback port that is free now."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def keluarga(induk: list[int]) -> set[int]:
    """Process ids of these processes and everything below them."""
    anak: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            isi = (folder / "stat").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        anak.setdefault(int(isi.rsplit(")", 1)[1].split()[1]), []).append(int(folder.name))
    hasil, depan = set(induk), list(induk)
    while depan:
        depan = [pid for satu in depan for pid in anak.get(satu, [])]
        hasil |= set(depan)
    return hasil


def detik_cpu(induk: list[int]) -> float:
    """CPU seconds, user and system, that these processes and all below them have used, ended ones included."""
    jumlah = 0
    for pid in keluarga(induk):
        try:
            kolom = (Path("/proc") / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        jumlah += sum(map(int, kolom[11:15]))  # utime, stime and those of children that were waited for
    return jumlah * DETIK


class Server:
    """gunicorn as `manage.py jalankan` starts it: two processes of four threads."""

    def __init__(self, modul: str, folder: Path, lingkungan: dict[str, str], basis_pid: list[int]) -> None:
        self.porta = port_bebas()
        perintah = [
            *(sys.executable, "-m", "gunicorn", modul, "--bind", f"127.0.0.1:{self.porta}"),
            *("--workers", "2", "--worker-class", "gthread", "--threads", "4"),
            *(
                "--no-control-socket",
                "--log-level",
                "warning",
                "--keep-alive",
                "600",
                "--graceful-timeout",
                "3",
            ),
        ]
        self._proses = subprocess.Popen(
            perintah, cwd=folder, env=os.environ | lingkungan, stdin=subprocess.DEVNULL
        )
        self.induk = [self._proses.pid, *basis_pid]

    def __enter__(self) -> "Server":
        batas = time.monotonic() + 60
        while time.monotonic() < batas and self._proses.poll() is None:
            with socket.socket() as coba:
                if coba.connect_ex(("127.0.0.1", self.porta)) == 0:
                    return self
            time.sleep(0.1)
        raise SystemExit("server tidak mulai")

    def __exit__(self, *_) -> None:
        self._proses.send_signal(signal.SIGTERM)
        self._proses.wait(30)

    def cpu(self) -> float:
        """CPU seconds used so far by the web server and the database server."""
        return detik_cpu(self.induk)


def tersembunyi(halaman: str) -> dict[str, str]:
    """Names and values of the hidden fields of a page."""
    return dict(re.findall(r'<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', halaman))


class Peramban:
    """One browser on one kept connection: cookies, redirects, CSRF token of the page it is on."""

    def __init__(self, porta: int, kuki: dict[str, str] | None = None) -> None:
        self._porta = porta
        self._sambungan = http.client.HTTPConnection("127.0.0.1", porta, timeout=60)
        self.kuki = dict(kuki or {})
        self.isi = ""

    def tutup(self) -> None:
        self._sambungan.close()

    def minta(self, cara: str, alamat: str, isian: dict[str, str] | None = None) -> str:
        """Follow redirects to a page; raises SystemExit for anything but 200. Returns the last address."""
        badan = urllib.parse.urlencode(isian) if isian else None
        kepala = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.kuki.items())}
        if badan:
            kepala["Content-Type"] = "application/x-www-form-urlencoded"
        self._sambungan.request(cara, alamat, badan, kepala)
        jawaban = self._sambungan.getresponse()
        isi = jawaban.read()
        for satu in jawaban.headers.get_all("Set-Cookie", []):
            nama, _, nilai = satu.partition(";")[0].partition("=")
            self.kuki[nama] = nilai
        if jawaban.status in (301, 302, 303):
            return self.minta("GET", jawaban.headers["Location"])
        if jawaban.status != 200:
            raise SystemExit(f"{cara} {alamat}: status {jawaban.status}")
        self.isi = isi.decode()
        return alamat

    def kirim(self, alamat: str, isian: dict[str, str]) -> str:
        """POST with the hidden fields of the page that is open, its CSRF token among them."""
        return self.minta("POST", alamat, tersembunyi(self.isi) | isian)


def ukur(server: Server, kerja, banyak: int) -> tuple[list[float], float]:
    """Do a piece of work `banyak` times: seconds of each, and CPU seconds of the servers per time."""
    for _ in range(3):
        kerja()
    lama, sebelum = [], server.cpu()
    for _ in range(banyak):
        mulai = time.perf_counter()
        kerja()
        lama.append(time.perf_counter() - mulai)
    return lama, (server.cpu() - sebelum) / banyak
