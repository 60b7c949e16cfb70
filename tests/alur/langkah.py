"""Steps of the journeys, as people take them: what they read on the screen is what they press."""

import re

from playwright.sync_api import Page, expect

from tests import pabrik
from tests.bantu.warga_http import Tanda

SANDI = pabrik.SANDI


def isi_pengaduan(halaman: Page, *, gambar: bool, email: str) -> None:
    """Fill in the complaint form; `gambar` draws the signature, otherwise the name is typed."""
    halaman.goto("/")
    halaman.get_by_role("link", name=re.compile("Sampaikan pengaduan")).first.click()
    halaman.get_by_label("Nama lengkap Anda", exact=True).fill("Wa Ode Nurhayati")
    halaman.get_by_label("Alamat lengkap Anda").fill("Jalan Poros Takawa 12, RT 2")
    halaman.get_by_label("Kecamatan").select_option("Pasarwajo")
    halaman.get_by_label("Desa atau kelurahan").fill("Takimpo")
    halaman.get_by_label("Nomor telepon atau WhatsApp").fill("0812 3456 7890")
    halaman.get_by_label("Alamat e-mail").fill(email)
    halaman.get_by_label("Layanan yang Anda keluhkan").select_option("pkh")
    halaman.get_by_label("Kapan terjadinya?").fill("Oktober 2026")
    halaman.get_by_label("Ceritakan apa yang terjadi").fill("Bantuan PKH tahap ketiga tidak masuk.")
    halaman.get_by_label("Tidak ada kerugian").check()
    halaman.get_by_label("Apa yang Anda minta dari kami?").fill("Mohon bantuan dibayarkan.")
    halaman.get_by_label("Tambah foto atau PDF").set_input_files(
        {"name": "bukti.jpg", "mimeType": "image/jpeg", "buffer": pabrik.gambar()}
    )
    halaman.get_by_label("Tempat Anda menulis surat ini").fill("Pasarwajo")
    if gambar:
        halaman.get_by_label("Gambar tanda tangan di layar").check()
        _coret(halaman)
    else:
        halaman.get_by_label("Ketik nama saya sebagai tanda tangan").check()
        halaman.get_by_label("Ketik nama lengkap Anda").fill("Wa Ode Nurhayati")
        halaman.get_by_label(re.compile("berlaku sebagai tanda tangan")).check()


def _coret(halaman: Page) -> None:
    kotak = halaman.locator("canvas")
    kotak.scroll_into_view_if_needed()
    tempat = kotak.bounding_box()
    halaman.mouse.move(tempat["x"] + 20, tempat["y"] + 40)
    halaman.mouse.down()
    for langkah in range(12):
        halaman.mouse.move(tempat["x"] + 20 + 15 * langkah, tempat["y"] + (30 if langkah % 2 else 90))
    halaman.mouse.up()


def tombol_utama(halaman: Page):
    """The one primary button of the form."""
    return halaman.locator("main button.btn-primary")


def kirim_pengaduan(halaman: Page) -> Tanda:
    """From the filled form over the review page to the receipt."""
    tombol_utama(halaman).click()
    expect(halaman.get_by_role("heading", level=1)).to_contain_text("Periksa")
    expect(halaman.get_by_text("Bantuan PKH tahap ketiga tidak masuk.")).to_be_visible()
    halaman.get_by_role("button", name="Kirim pengaduan").click()
    expect(halaman.locator("#nomor")).to_be_visible()
    return Tanda(halaman.locator("#nomor").inner_text(), halaman.locator("#kode").inner_text())


def masuk(halaman: Page, nama: str) -> None:
    """Sign in as a member of staff."""
    halaman.goto("/masuk/")
    halaman.get_by_label("Nama pengguna").fill(nama)
    halaman.get_by_label("Kata sandi").fill(SANDI)
    halaman.get_by_role("button", name="Masuk").click()
    expect(halaman.get_by_role("heading", level=1)).to_have_text("Pekerjaan saya")


def buka_disposisi(halaman: Page, nomor: str) -> None:
    """From the first screen of the head to the letter's disposition form."""
    halaman.goto("/kerja/")
    halaman.get_by_role("link", name="Buka antrean disposisi").click()
    halaman.get_by_role("link", name=re.compile(nomor)).first.click()
    expect(halaman.get_by_text("Dapatkah surat ini ditangani?").first).to_be_visible()


def beri_disposisi(halaman: Page, nomor: str, *, petugas: str) -> None:
    """The head gives the letter to an officer, by telephone tomorrow."""
    buka_disposisi(halaman, nomor)
    halaman.get_by_label("Ya, ditangani kantor ini").check()
    halaman.get_by_label("Daring", exact=True).check()
    halaman.get_by_label("Telepon", exact=True).check()
    halaman.get_by_role("radio", name=re.compile(petugas)).check()
    halaman.get_by_label("Tanggal").fill("2026-11-24")
    halaman.get_by_label("Pukul").fill("09:30")
    halaman.get_by_label("Proses lebih lanjut").check()
    halaman.get_by_role("button", name="Simpan keputusan").click()
    expect(halaman.get_by_text(f"Surat {nomor} didisposisikan").first).to_be_visible()


def lacak(halaman: Page, tanda: Tanda) -> None:
    """Open the own letter with number and secret."""
    halaman.goto("/lacak/")
    halaman.get_by_label("Nomor surat").fill(tanda.nomor)
    halaman.get_by_label("Kode rahasia").fill(tanda.kode)
    halaman.get_by_role("button", name="Lihat surat saya").click()
    expect(halaman.get_by_role("heading", level=1)).to_have_text(tanda.nomor)


def buka_surat(halaman: Page, nomor: str) -> None:
    """From the officer's worklist to the case page."""
    halaman.goto("/kerja/")
    halaman.get_by_role("link", name=re.compile(nomor)).first.click()
    expect(halaman.get_by_role("heading", level=1)).to_contain_text(nomor)


def kartu(halaman: Page, judul: str):
    """The section of a page with this heading."""
    return halaman.locator("section").filter(has=halaman.get_by_role("heading", name=judul))
