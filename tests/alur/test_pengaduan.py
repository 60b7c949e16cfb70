"""A complaint from the form to its outcome, played by citizen, Kepala Dinas and officer at 360 px."""

import pytest
from playwright.sync_api import expect

from tests.alur import langkah
from tests.bantu import basisdata
from tests.bantu.jam import Jam

pytestmark = [pytest.mark.alur, pytest.mark.timeout(280)]


@pytest.fixture
def jam(portal):
    satu = Jam(portal.jam)
    yield satu
    satu.kembali()


@pytest.mark.sk("PGD-WAKTU-1", "PGD-SYARAT-1", "PGD-SYARAT-2", "PGD-SYARAT-3", "PGD-BIAYA")
@pytest.mark.parametrize("js", [True, False], ids=["dengan-js", "tanpa-js"])
def test_complaint_from_form_to_outcome(portal, orang, kotak_surat, jam, js):
    jam.ke("2026-11-23T09:00+08:00")
    email = f"nurhayati-{js}@contoh.test".lower()
    warga, kepala, petugas = orang(js=js), orang(js=js), orang(js=js)

    langkah.isi_pengaduan(warga.halaman, gambar=js, email=email)
    tanda = langkah.kirim_pengaduan(warga.halaman)
    terima = warga.halaman.locator("main")
    expect(terima).to_contain_text("Selasa, 24 November 2026 pukul 16.00 WITA")
    expect(terima).to_contain_text("Kamis, 26 November 2026 pukul 16.00 WITA")
    expect(terima).to_contain_text("tidak dipungut biaya")
    surat = kotak_surat.tunggu(email, "Tanda terima")
    assert tanda.nomor in surat
    assert tanda.kode in surat

    jam.maju(jam=1)
    langkah.masuk(kepala.halaman, "kepala")
    langkah.beri_disposisi(kepala.halaman, tanda.nomor, petugas="La Ode Amrin")
    pemberitahuan = kotak_surat.tunggu(email, "Pemberitahuan tindak lanjut")
    for bagian in ("La Ode Amrin", "Telepon", "Selasa, 24 November 2026 pukul 09.30 WITA"):
        assert bagian in pemberitahuan

    langkah.masuk(petugas.halaman, "petugas")
    langkah.buka_surat(petugas.halaman, tanda.nomor)
    tanya = langkah.kartu(petugas.halaman, "Tanya pengirim")
    tanya.get_by_label("Pertanyaan").fill("Kapan terakhir kali bantuan masuk?")
    tanya.get_by_role("button", name="Kirim pertanyaan").click()
    kotak_surat.tunggu(email, "Pertanyaan dari petugas")

    langkah.lacak(warga.halaman, tanda)
    warga.halaman.get_by_label("Jawaban Anda").fill("Bulan Juli, lewat kantor pos.")
    warga.halaman.get_by_role("button", name="Kirim jawaban").click()
    expect(warga.halaman.get_by_text("Jawaban Anda sudah kami terima.")).to_be_visible()

    jam.ke("2026-11-24T10:00+08:00")
    petugas.halaman.reload()
    expect(petugas.halaman.get_by_text("Bulan Juli, lewat kantor pos.").first).to_be_visible()
    catat = langkah.kartu(petugas.halaman, "Catat bahwa penanganan sudah dilaksanakan")
    catat.get_by_label("Waktu pengirim mulai dilayani").fill("2026-11-24T09:30")
    catat.get_by_role("button", name="Catat pelaksanaan").click()
    hasil = langkah.kartu(petugas.halaman, "Catat hasil dan perbaikan")
    hasil.get_by_label("Hasil penanganan").fill("Bantuan tahap ketiga dibayarkan 1 Desember.")
    hasil.get_by_label("Tindak lanjut perbaikan layanan").fill("Daftar bayar diperiksa tiap bulan.")
    hasil.get_by_role("button", name="Simpan dan kirim hasil").click()
    petugas.halaman.get_by_role("button", name="Tutup surat").click()
    expect(petugas.halaman.get_by_text("Surat ditutup.").first).to_be_visible()
    assert "dibayarkan 1 Desember" in kotak_surat.tunggu(email, "Hasil penanganan")

    langkah.lacak(warga.halaman, tanda)
    expect(warga.halaman.locator("main")).to_contain_text("Pengaduan Anda selesai ditangani.")
    tenggat = basisdata.tanya(
        portal.database,
        "SELECT t.jenis, t.akibat, t.berhenti_pada <= t.jatuh_tempo FROM agenda_tenggat t"
        f" JOIN agenda_suratmasuk s ON s.id = t.surat_id WHERE s.nomor = '{tanda.nomor}' ORDER BY t.jenis",
    )
    assert [(jenis, akibat, bool(tepat)) for jenis, akibat, tepat in tenggat] == [
        ("pelaksanaan", "", True),
        ("respon", "", True),
    ]


def test_nothing_is_lost_on_an_error_and_nothing_is_sent_twice(portal, orang, jam):
    jam.ke("2026-11-23T11:00+08:00")
    warga = orang()
    halaman = warga.halaman
    langkah.isi_pengaduan(halaman, gambar=True, email="galat@contoh.test")
    halaman.get_by_label("Nama lengkap Anda", exact=True).fill("")
    langkah.tombol_utama(halaman).click()
    expect(halaman.locator(".ringkasan-galat")).to_be_visible()
    expect(halaman.locator("#berkas")).to_contain_text("bukti.jpg")
    expect(halaman.get_by_alt_text("Tanda tangan yang Anda gambar")).to_be_visible()
    halaman.locator(".ringkasan-galat a").first.click()
    halaman.keyboard.type("Wa Ode Nurhayati")
    tanda = langkah.kirim_pengaduan(halaman)

    halaman.go_back()
    halaman.goto(halaman.url)
    expect(halaman.locator("#nomor")).to_have_text(tanda.nomor)
    banyak = basisdata.tanya(
        portal.database, "SELECT count(*) FROM agenda_pengirim WHERE email = 'galat@contoh.test'"
    )
    assert banyak == [(1,)]


def test_complaint_that_names_the_head_goes_to_the_deputy(portal, orang, jam):
    jam.ke("2026-11-23T13:30+08:00")
    warga, kepala, sekretaris = orang(), orang(), orang()
    langkah.isi_pengaduan(warga.halaman, gambar=False, email="tentang-kepala@contoh.test")
    warga.halaman.get_by_label("Petugas yang Anda keluhkan").select_option(
        label="Drs. La Ode Hamzah, M.Si. — Kepala Dinas"
    )
    tanda = langkah.kirim_pengaduan(warga.halaman)

    langkah.masuk(kepala.halaman, "kepala")
    kepala.halaman.goto("/admin/disposisi/antrean/")
    expect(kepala.halaman.get_by_text(tanda.nomor)).to_have_count(0)
    langkah.masuk(sekretaris.halaman, "sekretaris")
    langkah.beri_disposisi(sekretaris.halaman, tanda.nomor, petugas="La Ode Amrin")
    langkah.lacak(warga.halaman, tanda)
    expect(warga.halaman.locator("main")).to_contain_text("La Ode Amrin")
