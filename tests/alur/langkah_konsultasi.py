"""Steps of the journeys of a consultation, as applicants take them."""

import re

from playwright.sync_api import Page, expect

from tests import pabrik
from tests.alur.langkah import tombol_utama
from tests.bantu.warga_http import Tanda
from tests.pengaduan.warga import pdf

MATERI = "Apa syarat mengusulkan keluarga sebagai penerima bantuan sembako?"
MAKSUD = "Supaya usulan dari desa kami lengkap."
LEMBAGA = "LSM Peduli Buton"


def isi_konsultasi(halaman: Page, *, email: str, lembaga: bool = False) -> None:
    """From the home page to the filled form, with a real photo of a card; `lembaga` asks for an NGO.

    Without an e-mail address ("") the answer is asked for by WhatsApp.
    """
    halaman.goto("/")
    halaman.get_by_role("link", name=re.compile("Ajukan konsultasi")).first.click()
    _siapa(halaman, lembaga=lembaga)
    halaman.get_by_label("Nomor telepon atau WhatsApp").fill("0812 3456 7890")
    if email:
        halaman.get_by_label("Alamat e-mail").fill(email)
    else:
        halaman.get_by_label("Saya tidak punya e-mail").check()
        halaman.get_by_label("WhatsApp ke nomor di atas").check()
    halaman.get_by_label("Apa yang ingin Anda konsultasikan?").fill(MATERI)
    halaman.get_by_label("Apa maksud dan tujuannya?").fill(MAKSUD)
    halaman.get_by_label("Berbicara dengan petugas").check()
    halaman.get_by_label("KTP", exact=True).check()
    halaman.get_by_label("Nomor pada kartu").fill("7404 0145 0380 0001")
    halaman.get_by_label("Foto atau PDF kartu identitas").set_input_files(
        {"name": "ktp.jpg", "mimeType": "image/jpeg", "buffer": pabrik.gambar()}
    )


def _siapa(halaman: Page, *, lembaga: bool) -> None:
    if lembaga:
        halaman.get_by_label("Lembaga swadaya masyarakat (LSM)").check()
        halaman.get_by_label("Nama lembaga").fill(LEMBAGA)
        halaman.get_by_label("Jabatan Anda di lembaga itu").fill("Ketua harian")
        unggah_surat_lembaga(halaman)
    else:
        halaman.get_by_label("Perseorangan", exact=True).check()
    halaman.get_by_label("Nama lengkap Anda", exact=True).fill("Wa Ode Nurhayati")
    halaman.get_by_label("Alamat lengkap Anda").fill("Jalan Poros Takawa 12, RT 2")
    halaman.get_by_label("Kecamatan").select_option("Pasarwajo")
    halaman.get_by_label("Desa atau kelurahan").fill("Takimpo")


def unggah_surat_lembaga(halaman: Page) -> None:
    """Choose the letter of the institution's head, a PDF."""
    surat = {"name": "surat-pimpinan.pdf", "mimeType": "application/pdf", "buffer": pdf().read()}
    halaman.get_by_label("Foto atau PDF surat dari pimpinan").set_input_files(surat)


def kirim_konsultasi(halaman: Page) -> Tanda:
    """From the filled form over the review page to the receipt; the card is named and never shown."""
    tombol_utama(halaman).click()
    expect(halaman.get_by_role("heading", level=1)).to_contain_text("Periksa")
    surat = halaman.get_by_role("article")
    for teks in (MATERI, MAKSUD, "Yth. Kepala Dinas Sosial Kabupaten Buton", "ktp.jpg"):
        expect(surat).to_contain_text(teks)
    expect(halaman.locator("main img")).to_have_count(0)
    halaman.get_by_role("button", name="Kirim permohonan").click()
    expect(halaman.locator("#nomor")).to_be_visible()
    return Tanda(halaman.locator("#nomor").inner_text(), halaman.locator("#kode").inner_text())
