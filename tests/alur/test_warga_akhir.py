"""What citizens do on the page of their letter, in a real browser at 360 px: before and after the outcome."""

import json
import re
import subprocess
import sys

import pytest
from django.conf import settings
from playwright.sync_api import expect

from dinsos.laporan.skm import KODE
from tests import pabrik
from tests.alur import langkah
from tests.bantu import basisdata
from tests.bantu.jam import Jam
from tests.bantu.warga_http import Tanda

pytestmark = pytest.mark.alur
KARTU = {"name": "kk.jpg", "mimeType": "image/jpeg", "buffer": pabrik.gambar()}


@pytest.fixture(scope="module")
def surat(portal) -> dict[str, Tanda]:
    """Three letters of Monday 23 November 2026, see `tests.bantu.panggung_warga`."""
    Jam(portal.jam).ke("2026-11-23T09:00+08:00")
    hasil = subprocess.run(
        [sys.executable, "-m", "tests.bantu.panggung_warga"],
        cwd=settings.BASE_DIR,
        env=portal.lingkungan,
        capture_output=True,
        text=True,
        check=True,
    )
    return {nama: Tanda(*isi) for nama, isi in json.loads(hasil.stdout.splitlines()[-1]).items()}


def dengarkan(halaman) -> list[str]:
    """Every address and every Referer that this page sends out, from now on."""
    jejak: list[str] = []
    halaman.on("request", lambda minta: jejak.extend((minta.url, minta.headers.get("referer", ""))))
    return jejak


def tanpa_kode(portal, tanda: Tanda, jejak: list[str]) -> None:
    """The secret is in no address, no Referer and nothing that server or worker wrote."""
    assert jejak
    polos = tanda.kode.replace("-", "")
    for tempat in (*jejak, portal.catatan.read_text()):
        assert tanda.kode not in tempat
        assert polos not in tempat


def test_before_the_meeting(portal, orang, surat):
    """Adds the paper, finds the way, takes the calendar file, chooses the other time, asks again, withdraws."""
    warga = orang()
    halaman = warga.halaman
    jejak = dengarkan(halaman)
    langkah.lacak(halaman, surat["diminta"])
    halaman.get_by_label("Foto atau PDF yang diminta").set_input_files(
        {"name": "kk.jpg", "mimeType": "image/jpeg", "buffer": b"bukan foto"}
    )
    halaman.get_by_label("Jawaban Anda").fill("Ini kartu keluarga saya.")
    halaman.get_by_role("button", name="Kirim jawaban").click()
    expect(halaman.get_by_role("alert")).to_contain_text("bukan foto")
    expect(halaman.get_by_label("Jawaban Anda")).to_have_value("Ini kartu keluarga saya.")
    halaman.get_by_label("Foto atau PDF yang diminta").set_input_files(KARTU)
    halaman.get_by_role("button", name="Kirim jawaban").click()
    expect(halaman.get_by_text("Anda menjawab pertanyaan petugas (1 berkas).")).to_be_visible()

    halaman.get_by_role("link", name="Pilih waktu").click()
    arah = langkah.kartu(halaman, "Menuju kantor kami")
    expect(arah).to_contain_text("Gedung C Lantai III")
    peta = arah.get_by_role("link", name="Buka peta")
    assert peta.get_attribute("href").startswith("https://")
    assert peta.get_attribute("rel") == "noreferrer"
    with halaman.expect_download() as unduhan:
        halaman.get_by_role("link", name="Simpan jadwal ke kalender ponsel").click()
    assert "BEGIN:VEVENT" in unduhan.value.path().read_text()
    halaman.get_by_label(re.compile("pukul 10.00 WITA")).check()
    halaman.get_by_role("button", name="Pilih waktu ini").click()
    expect(
        halaman.get_by_text("Jadwal Anda sekarang Selasa, 24 November 2026 pukul 10.00 WITA")
    ).to_be_visible()
    halaman.locator("summary", has_text="Minta waktu lain").click()
    halaman.get_by_label("Mengapa Anda meminta waktu lain?").fill("Mobilnya mogok.")
    halaman.get_by_role("button", name="Kirim permintaan").click()
    expect(halaman.get_by_text("Permintaan Anda sudah kami terima.")).to_be_visible()

    halaman.get_by_role("link", name=re.compile("Kembali ke surat")).click()
    halaman.get_by_role("link", name="Cabut surat ini").click()
    halaman.get_by_role("button", name="Ya, cabut surat saya").click()
    expect(halaman.get_by_text("sudah Anda cabut")).to_be_visible()
    expect(halaman.get_by_role("link", name=re.compile("surat lanjutan"))).to_be_visible()
    tanpa_kode(portal, surat["diminta"], jejak)


def test_no_time_suits(portal, orang, surat):
    """Declines what is on offer, without JavaScript, then calls off the time that stands."""
    halaman = orang(js=False).halaman
    langkah.lacak(halaman, surat["ditawari"])
    halaman.get_by_role("link", name="Pilih waktu").click()
    halaman.locator("summary", has_text="Tidak ada yang cocok").click()
    halaman.get_by_role("button", name="Tolak semua pilihan").click()
    expect(halaman.get_by_text("Pilihan waktu lain Anda tolak.")).to_be_visible()
    expect(halaman.get_by_role("button", name="Pilih waktu ini")).to_have_count(0)
    halaman.locator("summary", has_text="Minta waktu lain").click()
    halaman.get_by_label("Mengapa Anda meminta waktu lain?").fill("Saya ke Baubau pekan ini.")
    halaman.get_by_label("Saya pasti tidak dapat datang").check()
    halaman.get_by_role("button", name="Kirim permintaan").click()
    expect(halaman.get_by_text("Jadwal Anda dibatalkan.")).to_be_visible()
    keadaan = basisdata.tanya(
        portal.database, "SELECT keadaan FROM disposisi_audiensi ORDER BY mulai DESC, id DESC"
    )
    assert [satu for (satu,) in keadaan][:2] == ["tidak_dipilih", "dibatalkan"]


@pytest.mark.parametrize("js", [pytest.param(False, id="tanpa-js")])
def test_after_the_outcome(portal, orang, surat, js):
    """Not helped, with the reason asked for; the survey; a follow-up letter with its own number and due dates."""
    warga = orang(js=js)
    halaman = warga.halaman
    langkah.lacak(halaman, surat["selesai"])
    halaman.get_by_role("link", name="Apakah Anda terbantu?").click()
    halaman.get_by_label("Belum", exact=True).check()
    halaman.get_by_role("button", name="Kirim tanggapan").click()
    expect(halaman.get_by_role("alert")).to_contain_text("Tulis apa yang belum terbantu.")
    assert [satu for satu in warga.galat if "422" not in satu] == []
    warga.galat.clear()  # the browser notes every page that says what is missing
    halaman.keyboard.press(
        "Tab"
    )  # with the keyboard alone: from the summary to the field, then to the button
    halaman.keyboard.press("Enter")
    expect(halaman.get_by_label("Apa yang belum terbantu?")).to_be_focused()
    halaman.keyboard.type("Bantuan belum masuk.")
    halaman.keyboard.press("Tab")
    halaman.keyboard.press("Enter")
    expect(halaman.get_by_text("Anda menyatakan belum terbantu.")).to_be_visible()

    halaman.get_by_role("link", name=re.compile("Isi survei")).click()
    for kode in KODE:
        halaman.locator(f"input[name={kode}][value='3']").check()
    halaman.get_by_role("button", name="Kirim jawaban survei").click()
    expect(halaman.get_by_text("tanpa nama dan tanpa nomor surat")).to_be_visible()
    expect(halaman.get_by_role("link", name=re.compile("Isi survei"))).to_have_count(0)

    Jam(portal.jam).ke("2026-11-25T10:00+08:00")
    langkah.lacak(halaman, surat["selesai"])
    halaman.get_by_role("link", name=re.compile("surat lanjutan")).click()
    halaman.get_by_label(re.compile("^Pengaduan")).check()
    halaman.get_by_role("button", name="Lanjut ke formulir").click()
    expect(halaman.get_by_label("Nama lengkap Anda", exact=True)).to_have_value("Wa Ode Nurhayati")
    baru = _kirim_lanjutan(halaman)
    assert baru.nomor != surat["selesai"].nomor
    expect(halaman.get_by_text("Kamis, 26 November 2026").first).to_be_visible()
    langkah.lacak(halaman, surat["selesai"])
    expect(halaman.get_by_text(f"Anda mengirim surat lanjutan, nomor {baru.nomor}.")).to_be_visible()

    kepala = orang()
    langkah.masuk(kepala.halaman, "kepala")
    kepala.halaman.goto("/laporan/belum-terbantu/")
    expect(kepala.halaman.get_by_text("Bantuan belum masuk.")).to_be_visible()
    [(banyak,)] = basisdata.tanya(portal.database, "SELECT jumlah FROM laporan_hasilskm")
    assert banyak == 1


def _kirim_lanjutan(halaman) -> Tanda:
    """The rest of the complaint form, whose sender is filled in already, up to the receipt."""
    halaman.get_by_label("Layanan yang Anda keluhkan").select_option("pkh")
    halaman.get_by_label("Kapan terjadinya?").fill("November 2026")
    halaman.get_by_label("Ceritakan apa yang terjadi").fill("Bantuan PKH tahap ketiga tidak masuk.")
    halaman.get_by_label("Tidak ada kerugian").check()
    halaman.get_by_label("Apa yang Anda minta dari kami?").fill("Mohon bantuan dibayarkan.")
    halaman.get_by_label("Tempat Anda menulis surat ini").fill("Pasarwajo")
    halaman.get_by_label("Ketik nama saya sebagai tanda tangan").check()
    halaman.get_by_label("Ketik nama lengkap Anda").fill("Wa Ode Nurhayati")
    halaman.get_by_label(re.compile("berlaku sebagai tanda tangan")).check()
    langkah.tombol_utama(halaman).click()
    expect(halaman.get_by_text("Surat ini melanjutkan surat nomor")).to_be_visible()
    halaman.get_by_role("button", name="Kirim pengaduan").click()
    expect(halaman.locator("#nomor")).to_be_visible()
    return Tanda(halaman.locator("#nomor").inner_text(), halaman.locator("#kode").inner_text())
