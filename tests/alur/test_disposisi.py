"""The head decides ten waiting letters on a small phone, with nothing but a keyboard."""

import re
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.alur import langkah
from tests.bantu import basisdata
from tests.bantu.jam import Jam
from tests.bantu.peramban import PILIHAN

pytestmark = [pytest.mark.alur, pytest.mark.timeout(280)]

JUMLAH = 10
FOKUS = """() => {
  const e = document.activeElement;
  const kata = e.labels?.length ? e.labels[0].innerText : e.innerText || e.value || "";
  return [e.name || "", e.value || "", kata.trim(), e.id || ""].join("|");
}"""


@pytest.fixture
def jam(portal):
    satu = Jam(portal.jam)
    yield satu
    satu.kembali()


def tab_ke(halaman: Page, pola: str, paling_banyak: int = 120) -> None:
    """Press Tab until what has the focus (name, value, words, id) matches."""
    for _ in range(paling_banyak):
        halaman.keyboard.press("Tab")
        if re.search(pola, halaman.evaluate(FOKUS)):
            return
    raise AssertionError(f"the keyboard never reaches {pola!r}")


def pilih(halaman: Page, nama: str, nilai: str) -> None:
    """Tab into a group of radio buttons and choose with Space and the arrow keys."""
    tab_ke(halaman, rf"^{nama}\|")
    halaman.keyboard.press("Space")
    for _ in range(12):
        if halaman.evaluate(FOKUS).startswith(f"{nama}|{nilai}|"):
            return
        halaman.keyboard.press("ArrowDown")
    raise AssertionError(f"{nama} has no choice {nilai}")


def masuk_dengan_papan_tik(halaman: Page) -> None:
    halaman.goto("/masuk/")
    tab_ke(halaman, r"^username\|")
    halaman.keyboard.type("kepala")
    tab_ke(halaman, r"^password\|")
    halaman.keyboard.type(langkah.SANDI)
    halaman.keyboard.press("Enter")
    expect(halaman.get_by_role("heading", level=1)).to_have_text("Pekerjaan saya")
    tab_ke(halaman, "Buka antrean disposisi")
    halaman.keyboard.press("Enter")
    expect(halaman.get_by_role("heading", level=1)).to_contain_text("Menunggu disposisi")


def putuskan(halaman: Page, nomor: int) -> None:
    """One decision: most are given to the officer face to face, some by telephone, in writing, or refused."""
    tab_ke(halaman, "Langsung ke keputusan")
    halaman.keyboard.press("Enter")
    if nomor % 5 == 4:
        pilih(halaman, "keputusan", "ditolak")
        tab_ke(halaman, r"^alasan\|")
        halaman.keyboard.type("Bantuan ini dikelola pemerintah desa.")
        tab_ke(halaman, r"^jalan_lain\|")
        halaman.keyboard.type("Silakan hubungi kantor desa.")
    else:
        pilih(halaman, "keputusan", "ditangani")
        metode = {1: "telepon", 3: "tertulis"}.get(nomor % 5)
        pilih(halaman, "mode", "daring" if metode else "tatap_muka")
        if metode:
            pilih(halaman, "metode", metode)
        tab_ke(halaman, r"^petugas\|")
        halaman.keyboard.press("Space")
    tab_ke(halaman, "Simpan keputusan")
    halaman.keyboard.press("Enter")


def keluhan(halaman: Page) -> list[str]:
    return [satu["id"] for satu in Axe().run(halaman, options=PILIHAN).response["violations"]]


@pytest.mark.sk("PGD-PROSEDUR-2", "KSL-PROSEDUR-3")
def test_sepuluh_surat_dengan_papan_tik_di_layar_360(portal, orang, jam):
    jam.ke("2026-11-23T08:00+08:00")
    subprocess.run(
        [sys.executable, "-m", "tests.alur.menunggu", str(JUMLAH)],
        cwd=settings.BASE_DIR,
        env=portal.lingkungan,
        check=True,
    )
    halaman = orang(lebar=360).halaman
    masuk_dengan_papan_tik(halaman)
    assert keluhan(halaman) == []
    tab_ke(halaman, r"\d{4}-\d{5}")
    halaman.keyboard.press("Enter")
    expect(halaman.get_by_text("Keputusan Anda")).to_be_visible()
    assert keluhan(halaman) == []

    dokumen: list[str] = []
    halaman.on("request", lambda r: dokumen.append(r.method) if r.resource_type == "document" else None)
    for nomor in range(JUMLAH):
        dokumen.clear()
        surat = halaman.locator("h1 .angka").inner_text()
        putuskan(halaman, nomor)
        expect(halaman.get_by_role("status").first).to_contain_text(f"Surat {surat}")
        assert dokumen == ["POST", "GET"], "one submit, and the next letter"
    expect(halaman.get_by_role("heading", level=1)).to_contain_text("Menunggu disposisi")

    def tanya(sql: str) -> int:
        return basisdata.tanya(portal.database, sql)[0][0]

    assert tanya("SELECT count(*) FROM disposisi_disposisi") == JUMLAH
    assert tanya("SELECT count(*) FROM agenda_suratmasuk WHERE status = 'diterima'") == 0
    assert tanya("SELECT count(*) FROM disposisi_audiensi WHERE keadaan = 'dipastikan'") == 6
    assert tanya("SELECT count(*) FROM disposisi_audiensi WHERE ruang_id IS NOT NULL") == 4


def test_galat_dengan_papan_tik_terbaca_dan_bersih(portal, orang, jam):
    """An empty submit: the summary has the focus, leads to the field, and axe finds nothing."""
    jam.ke("2026-11-23T08:00+08:00")
    subprocess.run(
        [sys.executable, "-m", "tests.alur.menunggu", "1"],
        cwd=settings.BASE_DIR,
        env=portal.lingkungan,
        check=True,
    )
    halaman = orang(lebar=360).halaman
    masuk_dengan_papan_tik(halaman)
    tab_ke(halaman, r"\d{4}-\d{5}")
    halaman.keyboard.press("Enter")
    expect(halaman.get_by_text("Keputusan Anda")).to_be_visible()
    tab_ke(halaman, "Langsung ke keputusan")
    halaman.keyboard.press("Enter")
    tab_ke(halaman, "Simpan keputusan")
    halaman.keyboard.press("Enter")
    expect(halaman.get_by_text("Ada yang perlu diperbaiki")).to_be_visible()
    assert keluhan(halaman) == []
    tab_ke(halaman, "Pilih apakah surat ini dapat ditangani")
    halaman.keyboard.press("Enter")
    assert halaman.evaluate(FOKUS).startswith(("keputusan|", "|"))
