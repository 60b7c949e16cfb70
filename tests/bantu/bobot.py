"""Weight, requests and accessibility of every page, as a browser meets them in the demo.

`python -m tests.bantu.bobot` (`make bobot`) starts the demo, signs in as everybody, follows every link to every
kind of page, sends every form as it stands, and writes docs/bobot.md.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Locator,
    Page,
    Response,
    sync_playwright,
)

from tests.bantu.peraga import SANDI, Peraga, isi_pengaduan
from tests.bantu.peramban import PILIHAN

HALAMAN = Path(__file__).resolve().parents[2] / "docs" / "bobot.md"
KUNJUNGAN_PERTAMA = 60 * 1024
HALAMAN_LANJUT = 14 * 1024
HALAMAN_STAF = 30 * 1024
HALAMAN_ADMIN = 90 * 1024
ORANG = ("", "kepala", "sekretaris", "petugas1", "piket", "pengelola")
AWAL = {
    "": ("/", "/masuk/", "/sandi/lupa/", "/periksa-surat/", "/kinerja/", "/tidak/ada/"),
    "pengelola": ("/admin/", "/kerja/"),
}
LEBAR = (360, 1280)
PER_JENIS = 1
"""How many addresses of one kind are visited per role; they differ in their data only."""


@dataclass
class Ukuran:
    """One page: who opened it, its kind and address, what came over the wire, what axe says at both widths."""

    siapa: str
    jenis: str
    alamat: str
    status: int
    permintaan: int
    bita: int
    asing: list[str]
    axe: dict[int, list[str]] = field(default_factory=dict)
    meluber: list[int] = field(default_factory=list)


class Pencatat:
    """Counts what a page really transfers, headers included, by the browser's own protocol."""

    def __init__(self, halaman: Page) -> None:
        self.asal = ""
        self.nol()
        sesi = halaman.context.new_cdp_session(halaman)
        sesi.send("Network.enable")
        sesi.on("Network.requestWillBeSent", self._dikirim)
        sesi.on("Network.loadingFinished", self._selesai)
        sesi.on("Network.requestServedFromCache", self._dari_simpanan)

    def nol(self) -> None:
        self.bita, self.alamat, self.simpanan = 0, [], 0

    def _dikirim(self, pesan: dict) -> None:
        self.alamat.append(pesan["request"]["url"])

    def _selesai(self, pesan: dict) -> None:
        self.bita += int(pesan["encodedDataLength"])

    def _dari_simpanan(self, _: dict) -> None:
        self.simpanan += 1

    def asing(self, asal: str) -> list[str]:
        """Requests that left the portal's own address."""
        return [satu for satu in self.alamat if not satu.startswith((asal, "data:", "blob:"))]

    @property
    def permintaan(self) -> int:
        """Requests that went over the wire."""
        return len(self.alamat) - self.simpanan


def ruang(browser: Browser, url: str, lebar: int = LEBAR[0]) -> BrowserContext:
    """A browser of its own with an empty cache."""
    return browser.new_context(
        base_url=url, viewport={"width": lebar, "height": 740}, locale="id-ID", timezone_id="Asia/Makassar"
    )


def ukur(
    halaman: Page, pencatat: Pencatat, alamat: str, *, siapa: str, asal: str, sampai: str = "load"
) -> Ukuran:
    """Open an address and note what it costs until this event of the page."""
    pencatat.nol()
    jawaban = halaman.goto(alamat, wait_until=sampai)
    return catat(halaman, pencatat, jawaban, siapa=siapa, asal=asal)


def catat(halaman: Page, pencatat: Pencatat, jawaban: Response | None, *, siapa: str, asal: str) -> Ukuran:
    """What the page that is open has cost."""
    halaman.evaluate("() => new Promise(s => setTimeout(s, 0))")  # the last events of the network are in
    jalur = urlsplit(halaman.url)
    return Ukuran(
        siapa=siapa,
        jenis=jenis(jalur.path),
        alamat=jalur.path,
        status=jawaban.status if jawaban else 0,
        permintaan=pencatat.permintaan,
        bita=pencatat.bita,
        asing=pencatat.asing(asal),
    )


def jenis(jalur: str) -> str:
    """The kind of a page: its path with ids, numbers, keys and codes taken out."""
    bagian = []
    for satu in jalur.strip("/").split("/"):
        berangka = any(huruf.isdigit() for huruf in satu)
        bagian.append("…" if berangka else satu)
    return "/" + "/".join(bagian)


def periksa(halaman: Page, ukuran: Ukuran) -> None:
    """Let axe look at the page at both widths, without loading it again."""
    for lebar in LEBAR:
        halaman.set_viewport_size({"width": lebar, "height": 740})
        temuan = Axe().run(halaman, options=PILIHAN).response["violations"]
        ukuran.axe[lebar] = sorted(satu["id"] for satu in temuan)
        if halaman.evaluate("document.documentElement.scrollWidth > innerWidth"):
            ukuran.meluber.append(lebar)


TAUTAN = """() => [...document.querySelectorAll('a[href]')]
  .filter(a => a.origin === location.origin && !a.hasAttribute('download')).map(a => a.pathname + a.search)"""
FORMULIR = """() => [...document.querySelectorAll('form')].map((f, n) => [n, f.method, f.action])
  .filter(([n, cara, aksi]) => cara === 'post' && !/keluar|logout/.test(aksi)).map(([n]) => n)"""
MASYARAKAT = (
    "/pengaduan",
    "/konsultasi",
    "/lacak",
    "/standar",
    "/privasi",
    "/panduan",
    "/kinerja",
    "/periksa",
)
"""Public pages, which staff meet as they are."""
BUKAN_HALAMAN = (
    ".ics",
    ".pdf",
    ".csv",
    ".xlsx",
    "/berkas/",
    "/data/",
    "pdf",
    "format=",
    "cetak",
    "unduh",
    "gambar",
)


def jelajah(browser: Browser, url: str, siapa: str) -> Iterator[Ukuran]:
    """Every kind of page that this person can reach by links, then every form of them sent as it stands."""
    with ruang(browser, url) as konteks:
        halaman = konteks.new_page()
        halaman.on("dialog", lambda kotak: kotak.dismiss())
        if siapa:
            masuk(halaman, siapa)
        pencatat = Pencatat(halaman)
        antrean = list(AWAL.get(siapa, ("/kerja/",)))
        banyak: dict[str, int] = {}
        dibuka = []
        while antrean:
            alamat = antrean.pop(0)
            macam = jenis(urlsplit(alamat).path)
            umum = bool(siapa) and (macam == "/" or macam.startswith(MASYARAKAT))
            if umum or banyak.get(macam, 0) >= PER_JENIS or _berkas(alamat):
                continue
            banyak[macam] = banyak.get(macam, 0) + 1
            try:
                satu = ukur(halaman, pencatat, alamat, siapa=siapa, asal=url)
            except Error:  # a file, which its address didn't tell
                continue
            if satu.jenis != macam and banyak.get(satu.jenis, 0):
                continue  # led to a page that is known
            banyak[satu.jenis] = banyak.get(satu.jenis, 0) + 1
            periksa(halaman, satu)
            antrean += halaman.evaluate(TAUTAN)
            if siapa or satu.jenis not in ("/masuk",):
                dibuka.append(halaman.url)
            yield satu
        yield from _kosong(halaman, pencatat, dibuka, siapa=siapa, asal=url)


def _berkas(alamat: str) -> bool:
    """Whether an address leads to a file instead of a page."""
    return any(kata in alamat for kata in BUKAN_HALAMAN)


def _kosong(
    halaman: Page, pencatat: Pencatat, dibuka: list[str], *, siapa: str, asal: str
) -> Iterator[Ukuran]:
    """The error states: each form of each page, sent as it stands."""
    for alamat in dibuka:
        halaman.set_viewport_size({"width": LEBAR[0], "height": 740})
        halaman.goto(alamat)
        for nomor in halaman.evaluate(FORMULIR):
            halaman.goto(alamat)
            if nomor >= halaman.locator("form").count():
                break
            pencatat.nol()
            try:
                with halaman.expect_navigation(timeout=6000) as tunggu:
                    halaman.evaluate(f"document.forms[{nomor}].submit()")
            except Error:  # an answer that is a file, or none at all
                continue
            satu = catat(halaman, pencatat, tunggu.value, siapa=siapa, asal=asal)
            if not halaman.locator(".ringkasan-galat, .errornote, [aria-invalid=true]").count():
                continue
            satu.jenis = f"{satu.jenis} (isian salah)"
            periksa(halaman, satu)
            yield satu


def masuk(halaman: Page, siapa: str) -> None:
    """Sign in with a demo account."""
    halaman.goto("/masuk/")
    halaman.get_by_label("Nama pengguna").fill(siapa)
    halaman.get_by_label("Kata sandi").fill(SANDI)
    halaman.get_by_role("button", name="Masuk").click()
    halaman.wait_for_url(lambda alamat: "/masuk/" not in alamat)


def kunjungan_pertama(browser: Browser, url: str, alamat: str) -> Ukuran:
    """The first page of somebody who has never been here, everything included, the icon of the tab too."""
    with ruang(browser, url) as konteks:
        halaman = konteks.new_page()
        pencatat = Pencatat(halaman)
        return ukur(halaman, pencatat, alamat, siapa="", asal=url, sampai="networkidle")


def batas(ukuran: Ukuran) -> int:
    """How heavy a further page may be; Django's admin brings its own scripts once, with the first form or list."""
    if ukuran.jenis.startswith("/admin"):
        return HALAMAN_ADMIN
    return HALAMAN_STAF if ukuran.siapa else HALAMAN_LANJUT


def keluhan(ukuran: Ukuran) -> list[str]:
    """What breaks a budget on this page; empty when all is well."""
    hasil = [f"meluber pada {lebar} px" for lebar in ukuran.meluber]
    hasil += [f"keluar dari portal: {satu}" for satu in ukuran.asing]
    if ukuran.bita > batas(ukuran):
        hasil.append(f"{ukuran.bita} bita, anggaran {batas(ukuran)}")
    hasil += [f"axe {lebar} px: {', '.join(temuan)}" for lebar, temuan in ukuran.axe.items() if temuan]
    return hasil


def surat_baru(browser: Browser, url: str) -> Iterator[Ukuran]:
    """The pages that only the sender of a letter meets: review, receipt, a wrong secret, the case page."""
    with ruang(browser, url) as konteks:
        halaman = konteks.new_page()
        pencatat = Pencatat(halaman)
        isi_pengaduan(halaman)
        yield _tekan(halaman, pencatat, halaman.locator("main button.btn-primary"), asal=url)
        yield _tekan(halaman, pencatat, halaman.get_by_role("button", name="Kirim pengaduan"), asal=url)
        nomor, kode = (halaman.locator(f"#{satu}").inner_text() for satu in ("nomor", "kode"))
        for rahasia, akhir in (("AAAA-AAAA-AAAA", " (kode salah)"), (kode, "")):
            halaman.goto("/lacak/")
            halaman.get_by_label("Nomor surat").fill(nomor)
            halaman.get_by_label("Kode rahasia").fill(rahasia)
            satu = _tekan(halaman, pencatat, halaman.get_by_role("button", name="Lihat surat saya"), asal=url)
            satu.jenis += akhir
            yield satu
        dibuka = {"/lacak/surat", "/lacak", "/"}
        for alamat in halaman.evaluate(TAUTAN):
            macam = jenis(urlsplit(alamat).path)
            if macam.startswith("/lacak/") and macam not in dibuka and not _berkas(alamat):
                dibuka.add(macam)
                satu = ukur(halaman, pencatat, alamat, siapa="", asal=url)
                periksa(halaman, satu)
                yield satu


def _tekan(halaman: Page, pencatat: Pencatat, tombol: Locator, *, asal: str) -> Ukuran:
    """Press a button and note the page to which it leads."""
    halaman.set_viewport_size({"width": LEBAR[0], "height": 740})
    pencatat.nol()
    with halaman.expect_navigation() as tunggu:
        tombol.click()
    satu = catat(halaman, pencatat, tunggu.value, siapa="", asal=asal)
    periksa(halaman, satu)
    return satu


def semua(browser: Browser, url: str) -> Iterator[Ukuran]:
    """The whole walk: citizens first, then everybody in the office."""
    yield from surat_baru(browser, url)
    for siapa in ORANG:
        yield from jelajah(browser, url, siapa)


def tabel(ukuran: list[Ukuran], pertama: list[Ukuran]) -> str:
    """The page docs/bobot.md."""
    baris = [
        "# Page weights, requests and accessibility",
        "",
        "Written by `make bobot`; do not edit. Bytes over the wire with headers, as Chromium counted them in",
        "the demo at 360 px; `requests` went over the wire, what the browser had kept is not among them.",
        "axe looked at 360 and 1280 px. A page with ids in its address stands here once for each role.",
        "“(isian salah)” is the page after its form was sent empty. Budgets: first visit 60 KB, further public",
        "page 14 KB, staff page 30 KB, admin 90 KB (Django's own scripts, once); no request elsewhere.",
        "",
        "## First visit, everything included",
        "",
        "| Page | Requests | Bytes | Budget |",
        "|---|---|---|---|",
        *(f"| `{p.jenis}` | {p.permintaan} | {p.bita} | {KUNJUNGAN_PERTAMA} |" for p in pertama),
        "",
        "## Every page",
        "",
        "| Who | Page | Requests | Bytes | axe 360 | axe 1280 |",
        "|---|---|---|---|---|---|",
        *(_baris(satu) for satu in ukuran),
        "",
        f"{len(ukuran)} pages; {sum(bool(keluhan(satu)) for satu in ukuran)} with findings.",
        "",
    ]
    return "\n".join(baris)


def _baris(satu: Ukuran) -> str:
    kata = [", ".join(satu.axe.get(lebar, [])) or "0" for lebar in LEBAR]
    status = f" → {satu.status}" if satu.status >= 400 else ""
    siapa = satu.siapa or "masyarakat"
    return f"| {siapa} | `{satu.jenis}`{status} | {satu.permintaan} | {satu.bita} | {kata[0]} | {kata[1]} |"


PERTAMA = ("/", "/pengaduan/", "/konsultasi/", "/lacak/", "/standar-pelayanan/")
CHROMIUM = {
    "executable_path": "/usr/bin/chromium",
    "args": ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
}


def utama() -> int:
    """Measure, write docs/bobot.md, and say what breaks a budget; the exit code is 1 when something does."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Peraga(Path(folder), DINSOS_FORMULIR_DETIK="0") as peraga,
        sync_playwright() as main,
    ):
        browser = main.chromium.launch(**CHROMIUM)
        pertama = [kunjungan_pertama(browser, peraga.url, alamat) for alamat in PERTAMA]
        ukuran = []
        for satu in semua(browser, peraga.url):
            ukuran.append(satu)
            sys.stdout.write(f"{satu.siapa or 'masyarakat'} {satu.jenis} {satu.bita} {keluhan(satu) or ''}\n")
            sys.stdout.flush()
        browser.close()
    HALAMAN.write_text(tabel(ukuran, pertama), encoding="utf-8")
    salah = [
        f"{satu.siapa or 'masyarakat'} {satu.jenis}: {kata}" for satu in ukuran for kata in keluhan(satu)
    ]
    akhir = f"{len(ukuran)} halaman, {len(salah)} keluhan. Ditulis: docs/bobot.md"
    sys.stdout.write("\n".join([*salah, akhir, ""]))
    return int(bool(salah))


if __name__ == "__main__":
    sys.exit(utama())
