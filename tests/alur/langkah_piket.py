"""Steps at the piket desk, as its officer takes them; a guest is known by the queue code."""

import re

from playwright.sync_api import Locator, Page, expect

MEJA = "/piket/"


def catat(meja: Page, nama: str, jenis: str, keperluan: str) -> str:
    """Register a guest by the short form; returns the register number, "" of another visitor."""
    meja.goto(f"{MEJA}tamu/")
    meja.get_by_label("Nama tamu").fill(nama)
    meja.get_by_label(jenis, exact=True).check()
    meja.get_by_label("dengan kata tamu sendiri").fill(keperluan)
    meja.get_by_role("button", name="Catat tamu").last.click()
    if jenis == "Keperluan lain":
        expect(meja.get_by_text(f"{nama} dicatat di buku tamu.")).to_be_visible()
        return ""
    return nomor_tanda_terima(meja)


def nomor_tanda_terima(meja: Page) -> str:
    """The register number on the receipt that is shown."""
    expect(meja.get_by_role("heading", level=1)).to_have_text("Tanda terima")
    return meja.locator(".tanda-terima .nomor").nth(1).inner_text()


def kartu(meja: Page, kode: str) -> Locator:
    """The card of a guest, wherever on the desk it stands."""
    if not meja.url.endswith(MEJA):
        meja.goto(MEJA)
    return meja.locator(".kartu-tamu > li").filter(has_text=re.compile(rf"\b{kode}\b"))


def _tombol(meja: Page, kode: str, nama: str) -> Locator:
    """A button of the guest's card; the screen is fetched anew when it is older than what the button needs."""
    sasaran = kartu(meja, kode).get_by_role("button", name=nama, include_hidden=True)
    if not sasaran.count():
        meja.goto(MEJA)
    return sasaran


def arahkan(meja: Page, kode: str, petugas: str, ruang: str) -> None:
    """Lead the guest to officer and room."""
    tombol = _tombol(meja, kode, "Arahkan tamu")
    for label, nama in (("Ruang", ruang), ("Petugas", petugas)):
        pilihan = kartu(meja, kode).get_by_label(label)
        pilihan.select_option(pilihan.locator("option").filter(has_text=nama).get_attribute("value"))
    tombol.click()
    expect(meja.get_by_text(re.compile(f"Tamu diarahkan kepada {petugas}"))).to_be_visible()


def tekan(meja: Page, kode: str, tombol: str, kabar: str) -> None:
    """One tap on the guest's card, also below "Tindakan lain"; `kabar` is what the desk then reads."""
    sasaran = _tombol(meja, kode, tombol)
    if not sasaran.is_visible():
        kartu(meja, kode).get_by_text("Tindakan lain").click()
    sasaran.click()
    expect(meja.get_by_text(kabar).first).to_be_visible()


def layani(meja: Page, kode: str, petugas: str, ruang: str) -> None:
    """Lead the guest, and the meeting begins."""
    arahkan(meja, kode, petugas, ruang)
    tekan(meja, kode, "Pertemuan dimulai", "Pertemuan dicatat dimulai.")


def keluar(meja: Page, kode: str) -> None:
    """The guest went out after the meeting."""
    tekan(meja, kode, "Tamu keluar", "Tamu dicatat keluar.")


def buku(meja: Page, tanggal: str) -> list[tuple[str, ...]]:
    """The guest book of a day as it reads on the screen: code, time in, officer met, time out."""
    meja.goto(f"{MEJA}buku/?dari={tanggal}&sampai={tanggal}")
    hasil = []
    for baris in meja.locator("table tbody tr").all():
        sel = [satu.inner_text() for satu in baris.locator("td").all()]
        kode, *datang = sel[0].split()
        hasil.append((kode, datang[3], sel[3].strip(), sel[4].split()[-1]))
    return hasil
