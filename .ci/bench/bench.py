"""`make bench`: what the pages cost in small and large registers, next to a bare Django project.

Prints a table and writes it into docs/kinerja.md. BENCH_PENUH=1 adds 1,000,000 letters; BENCH_UKURAN, BENCH_BASIS
and BENCH_BANYAK choose sizes, databases and requests per round (see docs/kinerja.md).
"""

import json
import os
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import tabel
from ukur import AKAR, Peramban, Server, ukur

POLOS = AKAR / ".ci" / "bench" / "polos"
sys.path.insert(0, str(AKAR))
from tests.bantu.warga_http import ISIAN  # noqa: E402  (the one form that tests fill in, too)

PUTARAN = 3


@dataclass
class Hasil:
    """What one page cost: seconds of each request, CPU seconds per request in each round, statements."""

    lama: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    kueri: str = ""

    @property
    def cpu_ms(self) -> float:
        return statistics.median(self.cpu) * 1000


def ajukan(porta: int) -> None:
    """Form, review, submission and receipt by a browser that was never here."""
    warga = Peramban(porta)
    warga.minta("GET", "/pengaduan/")
    warga.kirim("/pengaduan/", ISIAN)
    alamat = warga.kirim("/pengaduan/kirim/", {})
    if "/tanda-terima/" not in alamat:
        raise SystemExit("tidak ada tanda terima")
    warga.tutup()


def tulis_polos(porta: int) -> None:
    """The bare form and its insert; the page after it is not counted as part of it."""
    klien = Peramban(porta)
    klien.minta("GET", "/baru/")
    nomor = uuid.uuid4().hex[:12]
    klien.kirim("/baru/", {"nomor": nomor, "nama": "Wa", "uraian": "x" * 200, "batas": "2030-01-01 08:00"})
    klien.tutup()


def kerja_portal(porta: int, tempat: dict) -> dict[str, Callable[[], object]]:
    """Each page as something to do once."""
    semua: dict[str, Callable[[], object]] = {"mengajukan": partial(ajukan, porta)}
    nomor, kode = tempat.pop("lacak")
    warga = Peramban(porta)
    warga.minta("GET", "/lacak/")
    warga.kirim("/lacak/", {"nomor": nomor, "kode": kode})
    semua["lacak"] = partial(warga.minta, "GET", "/lacak/surat/")
    for nama, (alamat, sesi) in tempat.items():
        semua[nama] = partial(Peramban(porta, {"sessionid": sesi}).minta, "GET", alamat)
    return semua


def kerja_polos(porta: int) -> dict[str, Callable[[], object]]:
    klien = Peramban(porta)
    return {
        "polos: tulis": partial(tulis_polos, porta),
        "polos: baca": partial(klien.minta, "GET", "/satu/2026-00007/"),
        "polos: daftar": partial(klien.minta, "GET", "/daftar/"),
    }


class Panggung:
    """One database of one kind and size, with both servers on it."""

    def __init__(self, folder: Path, url: str, url_polos: str, basis_pid: list[int]) -> None:
        self.folder, self.basis_pid, self.url_polos = folder, basis_pid, url_polos
        self.lingkungan = {
            "DINSOS_MODE": "demo",
            "KUNCI_DJANGO": secrets.token_urlsafe(50),
            "KUNCI_RAHASIA": secrets.token_urlsafe(50),
            "DATABASE_URL": url,
            "BERKAS_ROOT": str(folder / "berkas"),
            "STATIC_ROOT": str(folder / "statis"),
            "PYTHONPATH": str(AKAR),
            # One client files hundreds of letters; the brakes count all the same.
            "DINSOS_SURAT_ALAMAT": "100000",
            "DINSOS_SURAT_NOMOR": "100000",
            "DINSOS_FORMULIR_DETIK": "0",
        }

    def python(self, *perintah: str) -> str:
        """Run our Python in the portal's environment."""
        lingkungan = os.environ | self.lingkungan
        return subprocess.run(
            [sys.executable, *perintah],
            cwd=AKAR,
            env=lingkungan,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout

    def jalan(self, jumlah: int, banyak: int) -> dict[str, Hasil]:
        """Fill, serve, ask; returns the cost of each page."""
        self.python("manage.py", "migrate", "--verbosity", "0")
        self.python("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        benih = json.loads(self.python(".ci/bench/benih.py", str(jumlah)))
        polos = {"DATABASE_URL": self.url_polos}
        subprocess.run(
            [sys.executable, "polos.py", str(jumlah)], cwd=POLOS, env=os.environ | polos, check=True
        )
        hasil: dict[str, Hasil] = {}
        with (
            Server("dinsos.wsgi:application", AKAR, self.lingkungan, self.basis_pid) as portal,
            Server("polos:application", POLOS, polos, self.basis_pid) as bare,
        ):
            semua = [(bare, kerja_polos(bare.porta)), (portal, kerja_portal(portal.porta, benih["tempat"]))]
            for _ in range(PUTARAN):
                for server, pekerjaan in semua:
                    for nama, kerja in pekerjaan.items():
                        lama, cpu = ukur(server, kerja, banyak if nama != "mengajukan" else banyak // 4)
                        satu = hasil.setdefault(nama, Hasil())
                        satu.lama += lama
                        satu.cpu.append(cpu)
        for nama, kueri in benih["kueri"].items():
            hasil[nama].kueri = "/".join(map(str, kueri)) if isinstance(kueri, list) else str(kueri)
        return hasil


def di_sqlite(folder: Path, jumlah: int, banyak: int) -> dict[str, Hasil]:
    ruang = folder / f"sqlite-{jumlah}"
    ruang.mkdir(mode=0o700)
    try:
        url = [f"sqlite:///{ruang}/{nama}.sqlite3" for nama in ("portal", "polos")]
        return Panggung(ruang, *url, []).jalan(jumlah, banyak)
    finally:
        shutil.rmtree(ruang)


def di_postgresql(folder: Path, jumlah: int, banyak: int) -> dict[str, Hasil]:
    ruang, skrip = folder / f"pg-{jumlah}", AKAR / ".ci" / "postgres.sh"
    ruang.mkdir(mode=0o700)
    mulai = subprocess.run(
        [skrip, "mulai", ruang / "pg", "kantor"], stdout=subprocess.PIPE, text=True, check=True
    )
    try:
        pid = int(
            (Path((ruang / "pg" / "lokasi").read_text().strip()) / "data/postmaster.pid")
            .read_text()
            .split()[0]
        )
        url = mulai.stdout.strip()
        return Panggung(ruang, url, url, [pid]).jalan(jumlah, banyak)
    finally:
        subprocess.run([skrip, "berhenti", ruang / "pg"], check=True)
        shutil.rmtree(ruang)


BASIS = {"SQLite": di_sqlite, "PostgreSQL": di_postgresql}


def utama() -> None:
    ukuran = [1000, 100_000, *([1_000_000] if os.environ.get("BENCH_PENUH") == "1" else [])]
    if os.environ.get("BENCH_UKURAN"):
        ukuran = [int(satu) for satu in os.environ["BENCH_UKURAN"].split(",")]
    basis = [nama for nama in BASIS if nama in os.environ.get("BENCH_BASIS", ",".join(BASIS)).split(",")]
    banyak = int(os.environ.get("BENCH_BANYAK", "200"))
    hasil = {}
    with tempfile.TemporaryDirectory(prefix="dinsos-bench-") as folder:
        for nama in basis:
            for jumlah in ukuran:
                sys.stderr.write(f"== {nama}, {jumlah} surat\n")
                hasil[nama, jumlah] = BASIS[nama](Path(folder), jumlah, banyak)
    teks = tabel.susun(hasil, ukuran, basis)
    sys.stdout.write(teks)
    if not os.environ.get("BENCH_UKURAN") and len(basis) == len(BASIS):
        tabel.simpan(AKAR / "docs" / "kinerja.md", teks)


if __name__ == "__main__":
    utama()
