"""A consultation from the home page to receipt and tracking, by a person and an institution at 360 px."""

import pytest
from playwright.sync_api import expect

from tests.alur import langkah, langkah_konsultasi
from tests.bantu import basisdata
from tests.bantu.jam import Jam

pytestmark = [pytest.mark.alur, pytest.mark.timeout(280)]


@pytest.fixture
def jam(portal):
    satu = Jam(portal.jam)
    yield satu
    satu.kembali()


def berkas(portal, nomor: str) -> list[tuple[str, str]]:
    """Role and name of the letter's files, as the database has them."""
    return basisdata.tanya(
        portal.database,
        "SELECT l.peran, b.nama_asli FROM agenda_lampiran l JOIN berkas_berkas b ON b.id = l.berkas_id"
        f" JOIN agenda_suratmasuk s ON s.id = l.surat_id WHERE s.nomor = '{nomor}' ORDER BY l.peran",
    )


@pytest.mark.sk("KSL-SYARAT-1", "KSL-SYARAT-2", "KSL-SYARAT-3", "KSL-SYARAT-4", "KSL-BIAYA")
@pytest.mark.parametrize("js", [True, False], ids=["dengan-js", "tanpa-js"])
def test_person_asks_and_tracks(portal, orang, kotak_surat, jam, js):
    jam.ke("2026-11-23T09:00+08:00")
    email = f"pemohon-{js}@contoh.test".lower()
    halaman = orang(js=js).halaman
    langkah_konsultasi.isi_konsultasi(halaman, email=email)
    tanda = langkah_konsultasi.kirim_konsultasi(halaman)
    terima = halaman.locator("main")
    for teks in (
        "Kami menjawab paling lambat Selasa, 24 November 2026 pukul 16.00 WITA",
        "Kami melayani konsultasi Anda paling lambat Kamis, 26 November 2026 pukul 16.00 WITA",
        "tidak dipungut biaya",
    ):
        expect(terima).to_contain_text(teks)
    surat = kotak_surat.tunggu(email, "Tanda terima")
    assert tanda.nomor in surat
    assert tanda.kode in surat
    assert berkas(portal, tanda.nomor) == [("identitas", "ktp.jpg")]

    langkah.lacak(halaman, tanda)
    lacak = halaman.locator("main")
    expect(lacak).to_contain_text("Selasa, 24 November 2026 pukul 16.00 WITA")
    expect(lacak).to_contain_text("Surat Anda kami terima dan kami catat")


@pytest.mark.sk("KSL-SYARAT-1", "KSL-SYARAT-6")
@pytest.mark.parametrize("js", [True, False], ids=["dengan-js", "tanpa-js"])
def test_institution_is_asked_for_its_letter_and_loses_nothing(portal, orang, jam, js):
    """The letter is forgotten at first; text and card stay. The answer comes by WhatsApp, without e-mail."""
    jam.ke("2026-11-23T11:00+08:00")
    halaman = orang(js=js).halaman
    langkah_konsultasi.isi_konsultasi(halaman, email="", lembaga=True)
    halaman.get_by_label("Foto atau PDF surat dari pimpinan").set_input_files([])
    langkah.tombol_utama(halaman).click()
    galat = halaman.locator(".ringkasan-galat")
    expect(galat.get_by_role("link")).to_have_text("Pilih foto atau PDF surat dari pimpinan lembaga Anda.")
    expect(halaman.locator("#identitas")).to_contain_text("ktp.jpg")
    expect(halaman.get_by_label("Nama lembaga")).to_have_value(langkah_konsultasi.LEMBAGA)
    langkah_konsultasi.unggah_surat_lembaga(halaman)
    tanda = langkah_konsultasi.kirim_konsultasi(halaman)
    expect(halaman.locator("main")).to_contain_text("lewat WhatsApp ke nomor 0812-3456-7890")
    assert berkas(portal, tanda.nomor) == [
        ("identitas", "ktp.jpg"),
        ("surat_lembaga", "surat-pimpinan.pdf"),
    ]
    halaman.go_back()
    halaman.goto(halaman.url)
    expect(halaman.locator("#nomor")).to_have_text(tanda.nomor)
    langkah.lacak(halaman, tanda)
    expect(halaman.locator("main")).to_contain_text("Selasa, 24 November 2026 pukul 16.00 WITA")
