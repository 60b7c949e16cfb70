"""The pages in a real browser: accessible at 360 and 1280 px, in error states too, with and without JavaScript."""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests import pabrik
from tests.pengaduan.warga import Warga, coretan, foto

pytestmark = [pytest.mark.django_db, pytest.mark.alur]

ASAL = "http://contoh.test"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; form-action 'self'"
)


@contextmanager
def peramban() -> Iterator[Browser]:
    """Chromium, only after the database work is done: its driver and the ORM don't share a thread."""
    with sync_playwright() as main:
        satu = main.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield satu
        satu.close()


def buka(browser: Browser, isi: str, *, lebar: int = 360, js: bool = True) -> tuple[Page, list[str]]:
    """A page that was rendered before, with the real style sheets and scripts; and its console errors."""

    def layani(rute: Route) -> None:
        alamat = rute.request.url.removeprefix(ASAL)
        if not alamat.startswith("/static/"):
            rute.fulfill(body=isi, content_type="text/html", headers={"Content-Security-Policy": CSP})
            return
        berkas = finders.find(alamat.removeprefix("/static/"))
        rute.fulfill(body=Path(berkas).read_bytes(), content_type=mimetypes.guess_type(berkas)[0])

    galat: list[str] = []
    ruang = browser.new_context(viewport={"width": lebar, "height": 740}, java_script_enabled=js)
    ruang.route(f"{ASAL}/**", layani)
    halaman = ruang.new_page()
    halaman.on("console", lambda pesan: galat.append(pesan.text) if pesan.type == "error" else None)
    halaman.on("pageerror", lambda g: galat.append(str(g)))
    halaman.goto(f"{ASAL}/pengaduan/")
    return halaman, galat


def semua_halaman(warga: Warga) -> dict[str, str]:
    """Every page of the way, the error states included."""
    pabrik.pengguna("kepala_dinas", jabatan="Kepala Dinas")
    kosong = dict.fromkeys(("nama", "alamat", "kecamatan", "desa", "telepon", "email", "unit", "uraian"), "")
    halaman = {"kosong": warga.buka()}
    salah = {"bukti": [foto(), SimpleUploadedFile("catatan.txt", b"x")]}
    halaman["galat"] = warga.isi(
        salah,
        **kosong,
        sebagai="kuasa",
        jenis_kerugian=None,
        cara_tanda_tangan="gambar",
        ttd_gambar=coretan(),
    )
    halaman["galat_pindaian"] = warga.isi(cara_tanda_tangan="pindaian", lacak_sendiri="on")
    halaman["tinjau"] = warga.isi(cara_tanda_tangan="gambar", ttd_gambar=coretan())
    halaman["ubah"] = warga.formulir()
    warga.kirim()
    halaman["tanda_terima"] = warga.tanda_terima()
    halaman["peramban_lain"] = Warga().klien.get(warga.alamat_tanda_terima)
    return {nama: jawaban.content.decode() for nama, jawaban in halaman.items()}


@pytest.mark.jelajah
def test_every_page_is_accessible_and_quiet(warga):
    halaman = semua_halaman(warga)
    temuan = {}
    with peramban() as browser:
        for nama, isi in halaman.items():
            for lebar in (360, 1280):
                satu, galat = buka(browser, isi, lebar=lebar)
                hasil = [t["id"] for t in Axe().run(satu).response["violations"]]
                meluber = satu.evaluate("document.documentElement.scrollWidth > innerWidth")
                if hasil or galat or meluber:
                    temuan[nama, lebar] = (hasil, galat, meluber)
                satu.context.close()
    assert temuan == {}


def test_error_summary_has_the_focus_and_leads_to_the_fields(warga):
    isi = warga.isi(nama="", sebagai="kuasa").content.decode()
    with peramban() as browser:
        halaman, _ = buka(browser, isi)
        assert "ringkasan-galat" in halaman.evaluate("document.activeElement.className")
        halaman.click(".ringkasan-galat a >> nth=0")
        assert halaman.evaluate("document.activeElement.id") == "id_nama"
        halaman.click("text=Tulis nama lengkap orang yang Anda wakili.")
        assert halaman.evaluate("document.activeElement.id") == "id_nama_diwakili"


def test_without_javascript_everything_can_be_answered(warga):
    isi = warga.buka().content.decode()
    assert (
        "Peramban ini tidak dapat dipakai menggambar."
        in isi[isi.index("<noscript>") : isi.index("</noscript>")]
    )
    with peramban() as browser:
        halaman, _ = buka(browser, isi, js=False)
        for bidang in (
            "nama_diwakili",
            "unit_lain",
            "nilai_kerugian",
            "nama_tanda_tangan",
            "pernyataan",
            "pindaian",
        ):
            assert halaman.locator(f"#id_{bidang}").is_visible(), bidang
        assert not halaman.locator("canvas").is_visible()


def test_with_javascript_only_what_is_needed_is_asked(warga):
    isi = warga.buka().content.decode()
    with peramban() as browser:
        halaman, _ = buka(browser, isi)
        assert not halaman.locator("#id_nama_diwakili").is_visible()
        halaman.check("#id_sebagai_1")
        assert halaman.locator("#id_nama_diwakili").is_visible()
        assert not halaman.locator("#id_nilai_kerugian").is_visible()
        halaman.get_by_label("Keduanya").check()
        assert halaman.locator("#id_nilai_kerugian").is_visible()
        assert not halaman.locator("canvas").is_visible()
        halaman.get_by_label("Gambar tanda tangan di layar").check()
        assert halaman.locator("canvas").is_visible()


def test_the_enter_key_goes_on_and_removes_nothing(warga):
    isi = warga.isi({"bukti": foto()}, nama="").content.decode()
    with peramban() as browser:
        halaman, _ = buka(browser, isi)
        halaman.fill("#id_nama", "Wa Ode Nurhayati")
        with halaman.expect_request(lambda permintaan: permintaan.method == "POST") as kiriman:
            halaman.press("#id_nama", "Enter")
        assert b'name="hapus"' not in kiriman.value.post_data_buffer
