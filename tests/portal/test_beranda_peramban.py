"""The public pages as a phone shows them: first screen, large text, own colours, paper, screen reader, keyboard."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests import pabrik
from tests.bantu.peramban import peramban, tampilkan
from tests.pengaduan.warga import Warga

pytestmark = [pytest.mark.django_db, pytest.mark.alur]
JAWABAN = (
    "Sampaikan pengaduan",
    "Ajukan konsultasi",
    "1 hari kerja",
    "Gratis",
    "WhatsApp",
    "telepon 085257048204",
)


@pytest.fixture
def isi(client, jam_uji) -> dict[str, bytes]:
    """Every public page by its address, with both forms and a complaint that was refused."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    pabrik.pengguna("petugas", nama="La Ode Amrin, S.ST.")
    nama = ("portal:beranda", "portal:standar", "portal:privasi", "portal:panduan_warga", "portal:lacak")
    nama += ("konsultasi:cara", "dokumen:periksa", "akun:masuk", "akun:lupa_sandi")
    semua = {satu: client.get(reverse(satu)) for satu in nama}
    semua |= {
        ruang: client.get(reverse(f"{ruang}:isi"), follow=True) for ruang in ("pengaduan", "konsultasi")
    }
    semua["galat"] = Warga().isi(nama="", uraian="", cara_tanda_tangan="")
    return {satu: jawaban.content for satu, jawaban in semua.items()}


def _meluber(layar: Page) -> bool:
    return layar.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_the_public_pages_on_a_phone(isi):
    """One browser for everything here: a browser costs more than what is looked at."""
    with peramban() as browser:
        with tampilkan(browser, isi, lebar=360, tinggi=640) as buka:
            layar_pertama(buka("portal:beranda"))
            urutan_pembaca_layar(buka)
            hanya_papan_tik(buka("pengaduan"))
        with tampilkan(browser, isi, lebar=320, tinggi=640) as buka:
            assert [nama for nama in isi if _meluber(buka(nama))] == [], "1280 px at 400 %, or a small phone"
        with tampilkan(browser, isi, lebar=640, tinggi=640) as buka:
            huruf_besar(buka, isi)
        with tampilkan(
            browser, isi, lebar=360, tinggi=640, forced_colors="active", reduced_motion="reduce"
        ) as buka:
            warna_sendiri(buka("portal:lacak"))
        with tampilkan(browser, isi, lebar=800, tinggi=640) as buka:
            di_kertas(buka("portal:standar"))


def layar_pertama(layar: Page) -> None:
    """What can I do here, how long does it take, what does it cost, whom do I ask: without scrolling."""
    utama = layar.locator("main")
    for kata in JAWABAN:
        letak = utama.get_by_text(kata).first.bounding_box()
        assert letak["y"] + letak["height"] <= 640, kata
    assert layar.evaluate("scrollY") == 0
    for nama, awal in (
        ("WhatsApp", "https://wa.me/6285257048204"),
        ("telepon 085257048204", "tel:085257048204"),
    ):
        assert utama.get_by_role("link", name=nama).first.get_attribute("href") == awal


def urutan_pembaca_layar(buka) -> None:
    """Landmarks, headings and names in the order in which a screen reader meets them."""
    expect(buka("portal:beranda").locator("body")).to_match_aria_snapshot("""
      - link "Langsung ke isi"
      - banner:
        - link "Dinas Sosial Kabupaten Buton"
        - navigation "Utama"
      - main:
        - heading "Perlu bantuan kami?" [level=1]
        - list:
          - listitem:
            - link /Sampaikan pengaduan/
          - listitem:
            - link /Ajukan konsultasi/
        - term: Waktu
        - definition
        - term: Biaya
        - definition:
          - strong: Gratis
        - term: Tanya
        - definition
        - term: Kantor
        - definition: Hari ini buka sampai 16.00 WITA.
        - heading "Sudah mengirim surat?" [level=2]
        - heading "Jam pelayanan" [level=2]
        - table "Jam pelayanan kantor dalam seminggu"
      - contentinfo
    """)
    expect(buka("pengaduan").locator("main")).to_match_aria_snapshot("""
      - heading "Sampaikan pengaduan" [level=1]
      - region "Tentang Anda":
        - heading "Tentang Anda" [level=2]
        - group "Surat ini untuk siapa?"
        - textbox "Nama lengkap Anda"
        - textbox "Alamat lengkap Anda"
        - combobox "Kecamatan"
        - textbox "Desa atau kelurahan"
      - region "Cara kami menjawab Anda"
      - region "Yang Anda keluhkan"
      - region "Kerugian"
      - region "Penyelesaian"
      - region "Bukti"
      - region "Tanda tangan"
      - region "Kerahasiaan"
      - 'button "Lanjut: periksa surat"'
    """)
    umpan = buka("pengaduan").get_by_role("textbox", name="Jangan isi kolom ini")
    assert umpan.count() == 0, "the field for programs is none for a screen reader"
    expect(buka("galat").locator("main")).to_match_aria_snapshot("""
      - alert:
        - heading "Ada yang perlu diperbaiki" [level=2]
        - list:
          - listitem:
            - link "Tulis nama lengkap Anda."
          - listitem:
            - link "Ceritakan apa yang terjadi."
          - listitem:
            - link "Pilih cara Anda menandatangani surat ini."
    """)
    nama = buka("galat").get_by_role("textbox", name="Nama lengkap Anda", exact=True)
    expect(nama).to_have_accessible_description(re.compile("Seperti pada KTP.*Tulis nama lengkap Anda", re.S))
    expect(nama).to_have_attribute("aria-invalid", "true")
    expect(buka("portal:lacak").locator("main")).to_match_aria_snapshot("""
      - heading "Lacak surat Anda" [level=1]
      - textbox "Nomor surat"
      - textbox "Kode rahasia"
      - button "Lihat surat saya"
    """)


def hanya_papan_tik(layar: Page) -> None:
    """Tab meets every field that can be seen, in the order of the page, and never the one for programs."""
    terlihat = layar.evaluate("""() => [...document.querySelectorAll(
        'main input:not([type=hidden]), main select, main textarea, main button')]
      .filter(e => e.tabIndex >= 0 && e.offsetParent && e.type !== 'radio')
      .map(e => e.id || e.textContent.trim())""")
    assert "id_situs" not in terlihat
    ditemui = []
    for _ in range(90):
        layar.keyboard.press("Tab")
        ditemui.append(layar.evaluate("(e => e.id || e.textContent.trim())(document.activeElement)"))
        if ditemui[-1] == terlihat[-1]:
            break
    assert [satu for satu in ditemui if satu in terlihat] == terlihat


def huruf_besar(buka, isi) -> None:
    """Letters twice as large, in a window of 640 px: everything is still in one column."""
    sempit = []
    for nama in isi:
        layar = buka(nama)
        layar.evaluate("document.documentElement.style.fontSize = '200%'")
        if _meluber(layar):
            sempit.append(nama)
    assert sempit == []


def warna_sendiri(layar: Page) -> None:
    """Where the system sets the colours, a border says what a background said, and nothing moves."""
    gaya = "e => [getComputedStyle(e).borderBottomStyle, getComputedStyle(e).borderBottomWidth]"
    assert layar.locator(".navigasi [aria-current]").evaluate(gaya) == ["solid", "3px"]
    assert layar.locator(".btn-primary").evaluate(gaya)[1] == "3px"
    durasi = layar.locator(".btn-primary").evaluate("e => getComputedStyle(e).transitionDuration")
    assert durasi == "0s"


def di_kertas(layar: Page) -> None:
    """The standard prints as text, without menu, buttons and footer, black on white."""
    layar.emulate_media(media="print", color_scheme="dark")
    for bagian in (".navigasi", ".kaki", ".tindakan"):
        assert layar.locator(bagian).first.is_hidden(), bagian
    assert layar.locator("#pgd-waktu-1").is_visible()
    assert layar.locator("#pgd-waktu-1").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
