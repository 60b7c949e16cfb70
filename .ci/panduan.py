"""Takes the pictures of the manuals from the demo: `make panduan`, or `.ci/panduan.py URL` from one that runs.

Writes static/panduan/*.webp. Every picture is a screen of the portal as it is now, with the demo's invented people.
"""

import io
import re
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

AKAR = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(AKAR))

from tests.bantu.peraga import SANDI, Peraga, isi_pengaduan  # noqa: E402  (found after the path is set)

TUJUAN = AKAR / "static" / "panduan"
PONSEL = {"width": 360, "height": 720}
LAYAR = {"width": 1000, "height": 760}
MUTU = 55


def simpan(halaman: Page, nama: str) -> None:
    """What the window shows, as a small picture."""
    gambar = Image.open(io.BytesIO(halaman.screenshot()))
    gambar.convert("RGB").save(TUJUAN / f"{nama}.webp", quality=MUTU, method=6)


def ke(halaman: Page, judul: str) -> None:
    """Put a heading at the top of the window."""
    halaman.get_by_role("heading", name=re.compile(judul)).first.evaluate("e => e.scrollIntoView()")


@contextmanager
def orang(browser: Browser, url: str, ukuran: dict, nama: str = ""):
    """A page in a browser of its own; with `nama` signed in."""
    with browser.new_context(
        base_url=url, viewport=ukuran, locale="id-ID", timezone_id="Asia/Makassar"
    ) as ruang:
        halaman = ruang.new_page()
        if nama:
            halaman.goto("/masuk/")
            halaman.get_by_label("Nama pengguna").fill(nama)
            halaman.get_by_label("Kata sandi").fill(SANDI)
            halaman.get_by_role("button", name="Masuk").click()
        yield halaman


def warga(halaman: Page) -> None:
    halaman.goto("/")
    simpan(halaman, "warga-beranda")
    isi_pengaduan(halaman)
    ke(halaman, "Yang Anda keluhkan")
    simpan(halaman, "warga-formulir")
    halaman.locator("main button.btn-primary").click()
    halaman.get_by_role("button", name="Kirim pengaduan").click()
    nomor, kode = (halaman.locator(f"#{satu}").inner_text() for satu in ("nomor", "kode"))
    simpan(halaman, "warga-tanda-terima")
    halaman.goto("/lacak/")
    halaman.get_by_label("Nomor surat").fill(nomor)
    halaman.get_by_label("Kode rahasia").fill(kode)
    halaman.get_by_role("button", name="Lihat surat saya").click()
    simpan(halaman, "warga-lacak")


def kepala(halaman: Page) -> None:
    halaman.goto("/admin/disposisi/antrean/")
    simpan(halaman, "kepala-antrean")
    halaman.get_by_role("link", name=re.compile(r"\d{4}-\d{5}")).first.click()
    halaman.get_by_text("Dapatkah surat ini ditangani?").first.evaluate("e => e.scrollIntoView()")
    simpan(halaman, "kepala-keputusan")


def petugas(halaman: Page) -> None:
    halaman.goto("/kerja/")
    simpan(halaman, "petugas-pekerjaan")
    halaman.get_by_role("link", name=re.compile(r"\d{4}-\d{5}")).first.click()
    simpan(halaman, "petugas-surat")
    halaman.goto("/tenggat/")
    simpan(halaman, "petugas-tenggat")


def piket(halaman: Page) -> None:
    halaman.goto("/piket/")
    simpan(halaman, "piket-meja")
    halaman.get_by_role("link", name="Catat tamu").first.click()
    simpan(halaman, "piket-tamu")


def pengelola(halaman: Page) -> None:
    halaman.goto("/admin/")
    simpan(halaman, "pengelola-ruang")
    halaman.get_by_role("link", name="Kalender kerja").first.click()
    simpan(halaman, "pengelola-kalender")


def potret(url: str) -> None:
    """All pictures from the demo at `url`."""
    TUJUAN.mkdir(exist_ok=True)
    with sync_playwright() as main:
        browser = main.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        for kerja, ukuran, nama in (
            (warga, PONSEL, ""),
            (kepala, PONSEL, "kepala"),
            (petugas, LAYAR, "petugas1"),
            (piket, LAYAR, "piket"),
            (pengelola, LAYAR, "pengelola"),
        ):
            with orang(browser, url, ukuran, nama) as halaman:
                kerja(halaman)
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        potret(sys.argv[1])
    else:
        with tempfile.TemporaryDirectory() as folder, Peraga(Path(folder), DINSOS_FORMULIR_DETIK="0") as satu:
            potret(satu.url)
