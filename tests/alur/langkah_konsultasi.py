"""Steps of the journeys of a consultation, as applicants, Kepala Dinas and officer take them."""

import io
import re
import time

from PIL import Image
from playwright.sync_api import Page, expect

from tests import pabrik
from tests.alur.langkah import buka_disposisi, buka_surat, kartu, tombol_utama
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


def setujui(halaman: Page, nomor: str, *, petugas: str, tertulis: bool = False) -> None:
    """The head gives the letter to an officer for 24 November 2026, 09.30: face to face, or in writing."""
    buka_disposisi(halaman, nomor)
    halaman.get_by_label("Ya, ditangani kantor ini").check()
    if tertulis:
        halaman.get_by_label("Daring", exact=True).check()
        halaman.get_by_label("Tertulis", exact=True).check()
    else:
        halaman.get_by_label("Tatap muka di kantor").check()
    halaman.get_by_role("radio", name=re.compile(petugas)).check()
    halaman.get_by_label("Tanggal").fill("2026-11-24")
    halaman.get_by_label("Pukul").fill("09:30")
    halaman.get_by_role("button", name="Simpan keputusan").click()
    expect(halaman.get_by_text(f"Surat {nomor} didisposisikan").first).to_be_visible()


def buka_sampai_ada(halaman: Page, nomor: str, judul: str) -> None:
    """Open the letter as its officer and reload until the act is offered: the worker notes what SMTP took."""
    buka_surat(halaman, nomor)
    batas = time.monotonic() + 20
    while not kartu(halaman, judul).count() and time.monotonic() < batas:
        time.sleep(0.3)
        halaman.reload()
    expect(kartu(halaman, judul)).to_be_visible()


def periksa_kartu(halaman: Page) -> None:
    """From the letter to the card: what for is asked first, then the marked picture; back, and tick it off."""
    halaman.get_by_role("link", name=re.compile("^lihat")).click()
    expect(halaman.get_by_role("heading", level=1)).to_have_text("Melihat kartu identitas")
    expect(halaman.locator("main img")).to_have_count(0)
    halaman.get_by_label("Memastikan pengirim berhak mewakili lembaganya").check()
    halaman.get_by_role("button", name="Lihat kartu identitas").click()
    gambar = halaman.get_by_alt_text("Kartu identitas pengirim dengan tanda nama Anda")
    expect(gambar).to_be_visible()
    expect(gambar).to_have_js_property("complete", True)
    expect(gambar).to_have_js_property("naturalWidth", 640)
    isi = halaman.request.get(gambar.get_attribute("src")).body()
    terang = Image.open(io.BytesIO(isi)).convert("L").getextrema()
    assert terang[1] - terang[0] > 20, "the card was sent in one colour; the mark is what stands on it"
    halaman.get_by_role("link", name=re.compile("Kembali ke surat")).click()
    halaman.get_by_role("button", name="Identitas sudah saya periksa").click()
    expect(halaman.get_by_text("Pemeriksaan identitas dicatat.")).to_be_visible()


def catat_konsultasi(halaman: Page, *, saran: str) -> None:
    """Start, end, who was there and the advice in one submit."""
    catat = kartu(halaman, "Catat konsultasi")
    catat.get_by_label("Waktu mulai").fill("2026-11-24T09:35")
    catat.get_by_label("Selesai pukul").fill("10:15")
    catat.get_by_label("Cara", exact=True).select_option("Tatap muka di kantor")
    catat.get_by_label("Yang hadir").fill("Wa Ode Nurhayati\nLa Ode Amrin, S.ST.")
    catat.get_by_label("Saran yang Anda berikan").fill(saran)
    catat.get_by_role("button", name="Simpan dan kirim saran").click()
    expect(halaman.get_by_text("Berita acara disimpan").first).to_be_visible()


def serahkan(halaman: Page, *, keterangan: str, nama: str, isi: bytes) -> None:
    """Hand a PDF over to the citizen."""
    data = kartu(halaman, "Serahkan data")
    data.get_by_label("Data apa ini?").fill(keterangan)
    data.get_by_label("Berkas data").set_input_files(
        {"name": nama, "mimeType": "application/pdf", "buffer": isi}
    )
    data.get_by_role("button", name="Serahkan data").click()
    expect(halaman.get_by_text("Data dapat diunduh pengirim di halaman lacak").first).to_be_visible()


def tutup(halaman: Page) -> None:
    """Close the letter."""
    halaman.get_by_role("button", name="Tutup surat").click()
    expect(halaman.get_by_text("Surat ditutup.").first).to_be_visible()


def unduh(halaman: Page, keterangan: str) -> tuple[str, bytes]:
    """Name and bytes of a data file, fetched from the tracking page."""
    with halaman.expect_download() as tunggu:
        halaman.get_by_role("link", name=f"Unduh {keterangan}").click()
    unduhan = tunggu.value
    return unduhan.suggested_filename, unduhan.path().read_bytes()
