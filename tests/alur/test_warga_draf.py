"""A letter that is being written survives a closed browser, a lost connection and an error, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.alur import langkah
from tests.bantu.jam import Jam

pytestmark = pytest.mark.alur
CERITA = "Bantuan PKH tahap ketiga tidak masuk, dan saya belum selesai menulis."


def test_a_draft_survives_and_is_deleted_in_sight(portal, orang):
    Jam(portal.jam).ke("2026-11-23T09:00+08:00")
    warga = orang()
    halaman = warga.halaman
    halaman.goto("/pengaduan/")
    cerita = halaman.get_by_label("Ceritakan apa yang terjadi")
    with halaman.expect_response(lambda j: j.status == 204):
        cerita.press_sequentially(CERITA)
    expect(halaman.get_by_text("Tulisan Anda tersimpan di sini sementara.")).to_be_visible()

    halaman.close()  # the browser is closed in the middle of it
    halaman = warga.konteks.new_page()
    halaman.goto("/")
    halaman.get_by_role("link", name=re.compile("Sampaikan pengaduan")).first.click()
    expect(halaman.get_by_role("heading", level=1)).to_have_text("Ada tulisan yang belum terkirim")
    expect(halaman.get_by_role("button", name="Hapus draf")).to_be_visible()
    halaman.get_by_role("link", name="Lanjutkan menulis").click()
    cerita = halaman.get_by_label("Ceritakan apa yang terjadi")
    expect(cerita).to_have_value(CERITA)

    warga.konteks.set_offline(True)  # the connection is lost
    cerita.press_sequentially(" Ditambah tanpa sinyal.")
    expect(halaman.get_by_text("Belum tersimpan: sambungan terputus.")).to_be_visible(timeout=15_000)
    warga.konteks.set_offline(False)
    with halaman.expect_response(lambda j: j.status == 204):
        halaman.evaluate("dispatchEvent(new Event('online'))")
    warga.galat.clear()  # what the browser itself says about the lost connection

    langkah.tombol_utama(halaman).click()  # an error: most of the form is empty
    expect(halaman.get_by_role("alert")).to_contain_text("Ada yang perlu diperbaiki")
    expect(halaman.get_by_label("Ceritakan apa yang terjadi")).to_have_value(
        re.compile("Ditambah tanpa sinyal")
    )

    halaman.get_by_role("button", name="Simpan dulu, lanjutkan nanti").click()
    tautan = halaman.locator("#tautan").inner_text()
    lain = orang(js=False)  # another phone, which runs no scripts
    lain.halaman.goto(tautan)
    lain.halaman.get_by_role("button", name="Lanjutkan menulis").click()
    expect(lain.halaman.get_by_label("Ceritakan apa yang terjadi")).to_have_value(
        re.compile("Ditambah tanpa sinyal")
    )
    lain.halaman.get_by_role("button", name="Hapus draf").click()
    lain.halaman.get_by_role("button", name="Ya, hapus draf").click()
    expect(lain.halaman.get_by_text("Draf Anda sudah dihapus.")).to_be_visible()
    lain.halaman.goto("/pengaduan/")
    expect(lain.halaman.get_by_role("heading", level=1)).not_to_have_text("Ada tulisan yang belum terkirim")
