"""The sample pages in a real browser: accessibility, overflow, keyboard, and each small script."""

import base64
import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from tests.rupa.conftest import ALAMAT

pytestmark = pytest.mark.alur

PILIHAN = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
}
PADAT = ("/contoh/formulir/?galat", "/contoh/surat/", "/contoh/staf/")  # these hold every component


@pytest.mark.parametrize("lebar", [360, 1280])
@pytest.mark.parametrize("skema", ["light", "dark"])
def test_axe_finds_nothing(buka, lebar, skema):
    penuh = (lebar, skema) in ((360, "light"), (1280, "dark"))
    for alamat in ALAMAT if penuh else PADAT:
        hasil = Axe().run(buka(alamat, lebar, skema), options=PILIHAN)
        assert hasil.violations_count == 0, f"{alamat}: {hasil.generate_report()}"


@pytest.mark.parametrize("lebar", [320, 768])
def test_nothing_overflows_and_targets_are_large(buka, lebar):
    for alamat in ALAMAT:
        halaman = buka(alamat, lebar)
        assert halaman.evaluate("document.documentElement.scrollWidth") <= lebar, alamat
        kecil = halaman.evaluate(
            """() => [...document.querySelectorAll(
                 '.btn, .form-control, .form-select, .form-check, .navigasi a, .kaki li a, .menu-staf a, summary')]
               .filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"""
        )
        assert kecil == [], alamat


def test_skip_link_and_visible_focus(buka):
    halaman = buka("/contoh/beranda/")
    halaman.keyboard.press("Tab")
    assert halaman.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    assert halaman.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    assert halaman.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    halaman.keyboard.press("Enter")
    assert halaman.evaluate("document.activeElement.id") == "isi"


def test_error_summary_takes_focus_and_leads_to_the_field(buka):
    halaman = buka("/contoh/formulir/?galat")
    assert halaman.evaluate("document.activeElement.className") == "ringkasan-galat"
    halaman.get_by_role("link", name="Ceritakan kejadiannya").click()
    assert halaman.evaluate("document.activeElement.id") == "id_uraian"


def test_conditional_part_follows_the_answer(buka):
    halaman = buka("/contoh/formulir/")
    bagian = halaman.locator("#bagian-wakil")
    assert bagian.is_hidden()
    halaman.get_by_label("Mewakili orang lain").check()
    assert bagian.is_visible()
    halaman.get_by_label("Nama orang yang Anda wakili").fill("Wa Ina")
    halaman.get_by_label("Untuk diri saya sendiri").check()
    assert bagian.is_hidden()
    assert halaman.locator("#id_wakil").input_value() == "Wa Ina"


def _tanda_tangan(halaman) -> str:
    return halaman.locator("#id_ttd_gambar").input_value()


def test_signature_is_drawn_restored_and_cleared(buka):
    halaman = buka("/contoh/formulir/", 360)
    kotak = halaman.locator("canvas")
    kotak.scroll_into_view_if_needed()
    letak = kotak.bounding_box()
    halaman.mouse.move(letak["x"] + 40, letak["y"] + 80)
    halaman.mouse.down()
    halaman.mouse.move(letak["x"] + 200, letak["y"] + 40, steps=8)
    halaman.mouse.up()
    data = _tanda_tangan(halaman)
    assert data.startswith("data:image/png;base64,")
    with Image.open(io.BytesIO(base64.b64decode(data.split(",")[1]))) as gambar:
        assert gambar.size == (800, 400)
        gelap = sum(gambar.convert("L").histogram()[:128])
    assert 500 < gelap < 20_000
    assert len(data) < 40_000

    halaman.evaluate("""() => {
      const kanvas = document.querySelector('canvas');
      kanvas.getContext('2d').clearRect(0, 0, 800, 400);
      const ulang = document.createElement('script');
      ulang.src = document.querySelector('script[src*="tanda-tangan"]').src;
      document.body.append(ulang);
    }""")
    halaman.wait_for_function(
        """() => document.querySelector('canvas').getContext('2d').getImageData(0, 0, 800, 400).data
             .some((v, i) => i % 4 === 0 && v < 100)"""
    )
    halaman.get_by_role("button", name="Hapus gambar").click()
    assert _tanda_tangan(halaman) == ""


def test_large_photo_is_shrunk_and_pdf_stays(buka):
    halaman = buka("/contoh/formulir/")
    foto = io.BytesIO()
    Image.effect_noise((2600, 1300), 60).convert("RGB").save(foto, "JPEG", quality=95)
    masukan = halaman.locator("#id_bukti")
    masukan.set_input_files({"name": "foto.jpeg", "mimeType": "image/jpeg", "buffer": foto.getvalue()})
    halaman.wait_for_function("() => document.getElementById('id_bukti').files[0].name === 'foto.jpg'")
    sisi = halaman.evaluate(
        "createImageBitmap(document.getElementById('id_bukti').files[0]).then(b => [b.width, b.height])"
    )
    assert sisi == [1600, 800]
    assert halaman.evaluate("document.getElementById('id_bukti').files[0].size") < len(foto.getvalue())
    surat = b"%PDF-1.7\n" + b"0" * 400_000
    masukan.set_input_files({"name": "surat.pdf", "mimeType": "application/pdf", "buffer": surat})
    halaman.wait_for_timeout(200)
    assert halaman.evaluate(
        "(() => { const b = document.getElementById('id_bukti').files[0]; return [b.name, b.size]; })()"
    ) == ["surat.pdf", len(surat)]


def test_form_is_sent_once(buka):
    halaman = buka("/contoh/formulir/")
    hasil = halaman.evaluate("""async () => {
      const formulir = document.querySelector('form');
      let terkirim = 0;
      window.addEventListener('submit', p => { if (!p.defaultPrevented) terkirim++; p.preventDefault(); });
      const tombol = document.querySelector('[type=submit]');
      tombol.click();
      tombol.click();
      await new Promise(s => setTimeout(s, 50));
      const kata = tombol.value, mati = tombol.getAttribute('aria-disabled');
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      return [terkirim, kata, mati, tombol.value, tombol.getAttribute('aria-disabled')];
    }""")
    assert hasil == [1, "Sedang mengirim…", "true", "Kirim pengaduan", None]


def test_secret_is_copied(buka):
    halaman = buka("/contoh/surat/")
    tombol = halaman.locator("[data-salin]")
    if halaman.evaluate("isSecureContext"):
        halaman.context.grant_permissions(["clipboard-read", "clipboard-write"])
        tombol.click()
        assert halaman.get_by_text("Tersalin").is_visible()
        assert halaman.evaluate("navigator.clipboard.readText()") == "K7QF-2M9X-TR4A"
    else:
        assert tombol.is_hidden()


def test_staff_page_renews_itself_and_says_when_it_cannot(buka):
    halaman = buka("/contoh/staf/", 1280)
    halaman.evaluate("document.querySelector('#papan').replaceChildren('lama')")
    halaman.evaluate("segarkan('papan')")
    halaman.wait_for_function("() => document.querySelector('#papan').textContent.includes('terlambat')")
    gagal = halaman.locator("[data-segarkan-gagal]")
    assert gagal.is_hidden()
    halaman.context.route("**/contoh/staf/", lambda rute: rute.fulfill(status=204))
    halaman.evaluate("segarkan('papan')")
    gagal.wait_for(state="visible")
    assert "terlambat" in halaman.locator("#papan").inner_text()


@pytest.mark.parametrize("lebar", [360, 1280])
def test_the_menu_stands_in_one_row(buka, lebar):
    """On a phone below the name of the office, without the standard, which the footer has too."""
    menu = buka("/contoh/beranda/", lebar).locator(".navigasi a:visible")
    kotak = [menu.nth(n).bounding_box() for n in range(menu.count())]
    assert len(kotak) == (3 if lebar == 360 else 4)
    assert len({satu["y"] for satu in kotak}) == 1
    assert min(satu["x"] for satu in kotak) >= 0
    assert max(satu["x"] + satu["width"] for satu in kotak) <= lebar


def test_pages_print_without_furniture(buka):
    halaman = buka("/contoh/surat/", 1280)
    halaman.emulate_media(media="print")
    assert halaman.locator(".navigasi").is_hidden()
    assert halaman.locator(".kaki").is_hidden()
    assert halaman.locator(".nomor").first.is_visible()
    assert (
        halaman.evaluate("getComputedStyle(document.querySelector('.status-terlambat')).color")
        == "rgb(0, 0, 0)"
    )
