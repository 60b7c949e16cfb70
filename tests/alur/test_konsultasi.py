"""A consultation from the home page to its advice, answer and data, by person and institution at 360 px."""

import pytest
from playwright.sync_api import expect

from tests.alur import langkah, langkah_konsultasi
from tests.bantu import basisdata
from tests.bantu.jam import Jam
from tests.berkas.korpus_pdf import rupa_pdf
from tests.konsultasi.tahap import SARAN, pdf

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


def tenggat(portal, nomor: str) -> list[tuple]:
    """Kind, consequence and whether it was kept, of the letter's clocks."""
    baris = basisdata.tanya(
        portal.database,
        "SELECT t.jenis, t.akibat, t.berhenti_pada <= t.jatuh_tempo FROM agenda_tenggat t"
        f" JOIN agenda_suratmasuk s ON s.id = t.surat_id WHERE s.nomor = '{nomor}' ORDER BY t.jenis",
    )
    return [(jenis, akibat, bool(tepat)) for jenis, akibat, tepat in baris]


TEPAT_WAKTU = [("pelaksanaan", "", True), ("respon", "", True)]


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


@pytest.mark.sk(
    "KSL-SYARAT-4", "KSL-PROSEDUR-3", "KSL-PROSEDUR-4", "KSL-PROSEDUR-9", "KSL-WAKTU-1", "KSL-PRODUK"
)
def test_institution_is_advised_face_to_face_and_downloads_its_data(portal, orang, kotak_surat, jam):
    jam.ke("2026-11-23T14:00+08:00")
    warga, kepala, petugas = orang(), orang(), orang()
    langkah_konsultasi.isi_konsultasi(warga.halaman, email="lembaga@contoh.test", lembaga=True)
    tanda = langkah_konsultasi.kirim_konsultasi(warga.halaman)

    jam.maju(jam=1)
    langkah.masuk(kepala.halaman, "kepala")
    langkah_konsultasi.setujui(kepala.halaman, tanda.nomor, petugas="La Ode Amrin")
    jawaban = kotak_surat.tunggu("lembaga@contoh.test", "Surat jawaban permohonan konsultasi")
    for bagian in (
        "Narahubung: La Ode Amrin",
        "0812-4200-0111",
        "Selasa, 24 November 2026 pukul 09.30 WITA",
    ):
        assert bagian in jawaban

    jam.ke("2026-11-24T10:30+08:00")
    langkah.masuk(petugas.halaman, "petugas")
    langkah_konsultasi.buka_sampai_ada(petugas.halaman, tanda.nomor, "Catat konsultasi")
    langkah_konsultasi.periksa_kartu(petugas.halaman)
    petugas.halaman.get_by_role("button", name="Surat lembaga sudah saya lihat").click()
    expect(petugas.halaman.get_by_text("Surat lembaga yang dibawa dicatat.")).to_be_visible()
    langkah_konsultasi.catat_konsultasi(petugas.halaman, saran=SARAN)
    isi_data = pdf().read()
    langkah_konsultasi.serahkan(
        petugas.halaman, keterangan="Data penerima per desa", nama="data-desa.pdf", isi=isi_data
    )
    langkah_konsultasi.tutup(petugas.halaman)
    assert SARAN in kotak_surat.tunggu("lembaga@contoh.test", "Saran hasil konsultasi")
    assert "Data penerima per desa" in kotak_surat.tunggu("lembaga@contoh.test", "Data untuk Anda")

    langkah.lacak(warga.halaman, tanda)
    lacak = warga.halaman.locator("main")
    expect(lacak).to_contain_text(SARAN)
    expect(lacak).to_contain_text(
        "Kami melaksanakan konsultasi Anda pada Selasa, 24 November 2026 pukul 09.35 WITA"
    )
    nama, diunduh = langkah_konsultasi.unduh(warga.halaman, "Data penerima per desa")
    assert (nama, rupa_pdf(diunduh)) == ("data-desa.pdf", rupa_pdf(isi_data))
    assert tenggat(portal, tanda.nomor) == TEPAT_WAKTU


@pytest.mark.sk("KSL-PROSEDUR-3", "KSL-PROSEDUR-4", "KSL-WAKTU-1", "KSL-PRODUK")
def test_person_is_answered_in_writing_without_javascript(portal, orang, kotak_surat, jam):
    """SMTP's acceptance of the answer is what keeps `pelaksanaan`."""
    jam.ke("2026-11-23T15:00+08:00")
    warga, kepala, petugas = orang(js=False), orang(js=False), orang(js=False)
    langkah_konsultasi.isi_konsultasi(warga.halaman, email="tertulis@contoh.test")
    tanda = langkah_konsultasi.kirim_konsultasi(warga.halaman)

    langkah.masuk(kepala.halaman, "kepala")
    langkah_konsultasi.setujui(kepala.halaman, tanda.nomor, petugas="La Ode Amrin", tertulis=True)
    jawaban = kotak_surat.tunggu("tertulis@contoh.test", "Surat jawaban permohonan konsultasi")
    assert "La Ode Amrin" in jawaban

    jam.ke("2026-11-24T09:00+08:00")
    langkah.masuk(petugas.halaman, "petugas")
    langkah_konsultasi.buka_sampai_ada(petugas.halaman, tanda.nomor, "Kirim jawaban tertulis")
    kartu = langkah.kartu(petugas.halaman, "Kirim jawaban tertulis")
    kartu.get_by_label("Jawaban Anda").fill(SARAN)
    kartu.get_by_role("button", name="Kirim jawaban").click()
    assert SARAN in kotak_surat.tunggu("tertulis@contoh.test", "Jawaban tertulis")

    langkah_konsultasi.buka_sampai_ada(petugas.halaman, tanda.nomor, "Tutup surat")
    langkah.lacak(warga.halaman, tanda)
    lacak = warga.halaman.locator("main")
    expect(lacak).to_contain_text(
        "Kami mengirim jawaban tertulis atau data pada Selasa, 24 November 2026 pukul 09.0"
    )
    expect(lacak).to_contain_text("sebelum batas")
    expect(lacak).to_contain_text(SARAN)
    assert tenggat(portal, tanda.nomor) == TEPAT_WAKTU
    langkah_konsultasi.tutup(petugas.halaman)
