"""A walk-in consultation at the desk, with the head in a second browser: the decision appears by itself."""

import re
import subprocess
import sys

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.alur import langkah
from tests.bantu import basisdata
from tests.bantu.jam import Jam

pytestmark = [pytest.mark.alur, pytest.mark.timeout(280)]


@pytest.fixture
def jam(portal):
    satu = Jam(portal.jam)
    yield satu
    satu.kembali()


def ketik_tamu(halaman: Page, nama: str, jenis: str, keperluan: str) -> None:
    """Register a guest with nothing but the keyboard; the name has the focus when the page opens."""
    halaman.get_by_role("link", name="Catat tamu").click()
    expect(halaman.get_by_label("Nama tamu")).to_be_focused()
    halaman.keyboard.type(nama)
    for _ in range(3):
        halaman.keyboard.press("Tab")
    halaman.get_by_label(jenis, exact=True).check()
    halaman.get_by_label("dengan kata tamu sendiri").fill(keperluan)
    halaman.keyboard.press("Enter")


@pytest.mark.sk("KSL-PROSEDUR-5", "KSL-PROSEDUR-6", "KSL-PROSEDUR-7", "KSL-PROSEDUR-8", "KSL-WAKTU-2")
def test_a_walk_in_from_the_guest_book_to_the_room(portal, orang, jam):
    jam.ke("2026-11-23T09:00+08:00")
    subprocess.run(
        [sys.executable, "-m", "tests.alur.menunggu", "0"],
        cwd=settings.BASE_DIR,
        env=portal.lingkungan,
        check=True,
    )
    piket, kepala = orang(lebar=768).halaman, orang(lebar=360).halaman
    langkah.masuk(piket, "piket")
    piket.get_by_role("link", name="Piket").click()
    ketik_tamu(piket, "Wa Ode Siti", "Keperluan lain", "Mengantar undangan")
    expect(piket.get_by_text("Wa Ode Siti dicatat di buku tamu.")).to_be_visible()

    piket.get_by_role("link", name="Catat tamu").click()
    piket.get_by_label("Nama tamu").press_sequentially("wa ode s")
    piket.get_by_role("button", name=re.compile("Wa Ode Siti")).click()
    expect(piket.get_by_label("Nama tamu")).to_have_value("Wa Ode Siti")
    piket.get_by_label("Konsultasi", exact=True).check()
    piket.get_by_label("dengan kata tamu sendiri").fill("Syarat bantuan sembako")
    piket.get_by_role("button", name="Catat tamu").last.click()
    expect(piket.get_by_role("heading", level=1)).to_have_text("Tanda terima")
    nomor = piket.locator(".tanda-terima .nomor").nth(1).inner_text()

    piket.get_by_role("link", name="Kembali ke meja piket").click()
    expect(piket.get_by_text("Menunggu keputusan Kepala Dinas")).to_be_visible()
    bertemu = piket.get_by_label("Bertemu dengan")
    bertemu.press_sequentially("Sekre")

    jam.maju(menit=10)
    langkah.masuk(kepala, "kepala")
    langkah.buka_disposisi(kepala, nomor)
    kepala.get_by_label("Ya, ditangani kantor ini").check()
    kepala.get_by_label("Tatap muka di kantor").check()
    kepala.get_by_role("radio", name=re.compile("La Ode Amrin")).check()
    kepala.get_by_role("button", name="Simpan keputusan").click()

    expect(piket.get_by_text("Sampaikan keputusan kepada tamu")).to_be_visible(timeout=15_000)
    expect(bertemu).to_be_focused()
    expect(bertemu).to_have_value("Sekre")
    piket.get_by_role("button", name="Sudah saya sampaikan").click()
    jam.maju(menit=20)
    piket.get_by_role("button", name="Arahkan tamu").click()
    expect(piket.get_by_text(re.compile("Tamu diarahkan kepada La Ode Amrin"))).to_be_visible()
    expect(piket.locator("#ruang .dipakai")).to_have_count(1)
    [(akibat, tepat)] = basisdata.tanya(
        portal.database,
        "SELECT t.akibat, t.berhenti_pada <= t.jatuh_tempo FROM agenda_tenggat t"
        f" JOIN agenda_suratmasuk s ON s.id = t.surat_id WHERE s.nomor = '{nomor}' AND t.jenis = 'tatap_muka'",
    )
    assert (akibat, bool(tepat)) == ("", True)
