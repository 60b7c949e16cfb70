"""What pages weigh on the wire, and how soon the first one is usable on a slow connection.

The public pages in `make test`; every page of everybody, with axe, in `make test-berat` and `make bobot`.
"""

import re
import time

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.bantu import basisdata, bobot
from tests.bantu.peraga import Peraga

LAMBAT = {  # slow 3G: 400 ms, 400 kbit/s
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
HURUF_PER_DETIK, PIKIR, KETUK = 3, 4, 1.5  # thumbs on glass; seconds to find and think; seconds for a tap
CERITA = (
    "Bantuan PKH tahap ketiga tidak masuk ke rekening saya, padahal nama saya ada di daftar penerima. "
    "Di kantor desa tidak ada penjelasan."
)
BERIKUT = ("/standar-pelayanan/", "/privasi/", "/panduan/", "/lacak/", "/konsultasi/cara/", "/periksa-surat/")


@pytest.fixture(scope="module")
def peraga(tmp_path_factory):
    """The portal as the office runs it: static files hashed and compressed; without demo data, for speed."""
    folder = tmp_path_factory.mktemp("peraga")
    database = basisdata.baru(folder)
    with Peraga(folder, database=database, DINSOS_FORMULIR_DETIK="2") as satu:
        yield satu
    basisdata.buang(database)


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as main:
        satu = main.chromium.launch(**bobot.CHROMIUM)
        yield satu
        satu.close()


@pytest.mark.alur
def test_public_pages_stay_within_their_budgets(peraga, browser):
    for alamat in bobot.PERTAMA:
        satu = bobot.kunjungan_pertama(browser, peraga.url, alamat)
        assert satu.status == 200
        assert satu.bita <= bobot.KUNJUNGAN_PERTAMA, alamat
        assert satu.asing == [], "nothing is asked of anybody else"
    with bobot.ruang(browser, peraga.url) as konteks:
        halaman = konteks.new_page()
        pencatat = bobot.Pencatat(halaman)
        pertama = bobot.ukur(halaman, pencatat, "/", siapa="", asal=peraga.url)
        assert pertama.permintaan <= 3, "the page, its style sheet, the icon of the tab"
        for alamat in (*BERIKUT, "/pengaduan/", "/konsultasi/", "/tidak/ada/"):
            satu = bobot.ukur(halaman, pencatat, alamat, siapa="", asal=peraga.url)
            assert 0 < satu.bita <= bobot.HALAMAN_LANJUT, (alamat, satu.bita)
            assert satu.asing == []


@pytest.mark.alur
def test_static_files_are_kept_for_ever_and_sent_as_small_as_the_browser_takes(peraga, browser):
    with bobot.ruang(browser, peraga.url) as konteks:
        halaman = konteks.new_page()
        halaman.goto("/")
        alamat = halaman.locator("link[rel=stylesheet]").get_attribute("href")
        ukuran = {}
        for cara in ("br", "gzip", "identity"):
            jawaban = konteks.request.get(alamat, headers={"accept-encoding": cara})
            assert jawaban.headers.get("content-encoding", "identity") == cara
            assert jawaban.headers["cache-control"] == "max-age=315360000, public, immutable"
            ukuran[cara] = int(jawaban.headers["content-length"])
        assert ukuran["br"] < ukuran["gzip"] < ukuran["identity"] / 3


class Pengetik:
    """Somebody who files for the first time, and how long that takes with two thumbs on a phone."""

    def __init__(self, halaman: Page) -> None:
        self.halaman, self.detik, self.bidang = halaman, 0.0, 0

    def ketik(self, label: str, teks: str) -> None:
        """Find the field, think what to write, type it."""
        self.bidang += 1
        self.detik += PIKIR + len(teks) / HURUF_PER_DETIK
        self.halaman.get_by_label(label, exact=True).press_sequentially(teks)

    def pilih(self, label: str | re.Pattern, pilihan: str = "") -> None:
        """Find the question, think, tap the answer; a list takes two taps."""
        self.bidang += 1
        self.detik += PIKIR + (2 * KETUK if pilihan else KETUK)
        bidang = self.halaman.get_by_label(label)
        bidang.select_option(label=pilihan) if pilihan else bidang.check()

    def tekan(self, nama: str) -> None:
        self.detik += PIKIR
        self.halaman.get_by_role("button", name=nama).last.click()


@pytest.mark.alur
def test_a_complaint_on_slow_3g_takes_three_minutes_of_typing(peraga, browser):
    """First-time user, 360 px, empty cache: the first page is usable within 5 s, the letter filed within 180."""
    with bobot.ruang(browser, peraga.url) as konteks:
        halaman = konteks.new_page()
        sesi = konteks.new_cdp_session(halaman)
        sesi.send("Network.enable")
        sesi.send("Network.emulateNetworkConditions", LAMBAT)
        mulai = time.monotonic()
        halaman.goto("/", wait_until="commit")
        pintu = halaman.get_by_role("link", name=re.compile("Sampaikan pengaduan"))
        pintu.click(trial=True)
        assert time.monotonic() - mulai <= 5
        pintu.click()
        warga = Pengetik(halaman)
        warga.ketik("Nama lengkap Anda", "Wa Ode Nurhayati")
        warga.ketik("Alamat lengkap Anda", "Jalan Poros Takawa 12, RT 2")
        warga.pilih("Kecamatan", "Pasarwajo")
        warga.ketik("Desa atau kelurahan", "Takimpo")
        warga.ketik("Nomor telepon atau WhatsApp", "081234567890")
        warga.pilih("Layanan yang Anda keluhkan", "Program Keluarga Harapan (PKH)")
        warga.ketik("Kapan terjadinya?", "Oktober 2026")
        warga.ketik("Ceritakan apa yang terjadi", CERITA)
        warga.pilih("Tidak ada kerugian")
        warga.ketik("Apa yang Anda minta dari kami?", "Mohon bantuan saya dibayarkan bulan ini.")
        warga.ketik("Tempat Anda menulis surat ini", "Pasarwajo")
        warga.pilih("Ketik nama saya sebagai tanda tangan")
        warga.ketik("Ketik nama lengkap Anda", "Wa Ode Nurhayati")
        warga.pilih(re.compile("berlaku sebagai tanda tangan"))
        warga.tekan("Lanjut: periksa surat")
        expect(halaman.get_by_role("heading", level=1)).to_have_text("Periksa surat Anda", timeout=20_000)
        warga.tekan("Kirim pengaduan")
        expect(halaman.locator("#nomor")).to_be_visible(timeout=20_000)
        assert len(CERITA) >= 120
        assert warga.bidang <= 14
        assert warga.detik <= 180


@pytest.mark.jelajah
@pytest.mark.timeout(1800)
def test_every_page_of_everybody_is_light_and_accessible(tmp_path, browser):
    """The walk of `make bobot`: all roles, both widths, error states included."""
    with Peraga(tmp_path, DINSOS_FORMULIR_DETIK="0") as peraga:
        ukuran = list(bobot.semua(browser, peraga.url))
    assert len(ukuran) > 100
    assert {f"{satu.siapa} {satu.jenis}": bobot.keluhan(satu) for satu in ukuran if bobot.keluhan(satu)} == {}
