"""A busy morning: piket, head and two officers in four browsers at once, twelve guests, one clock for all."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from dinsos.inti.jam import wita
from tests.alur import langkah, langkah_piket
from tests.bantu import basisdata
from tests.bantu.jam import Jam

pytestmark = [pytest.mark.alur, pytest.mark.timeout(280)]
AMRIN, SINTA = "La Ode Amrin, S.ST.", "Wa Sinta, S.Sos."
SATU, DUA = "Ruang Layanan 1", "Ruang Layanan 2"
BUKU = [
    ("P-01", "08.00", AMRIN, "08.40"),
    ("K-02", "08.05", SINTA, "08.50"),
    ("K-03", "08.15", "–", "08.22"),
    ("T-04", "08.20", "Sekretaris", "08.30"),
    ("P-05", "08.25", "–", "08.51"),
    ("K-06", "08.30", AMRIN, "09.25"),
    ("P-07", "09.20", AMRIN, "09.55"),
    ("P-08", "10.05", SINTA, "10.40"),
    ("P-09", "10.10", "–", "10.12"),
    ("K-10", "10.20", SINTA, "11.45"),
    ("P-11", "10.45", AMRIN, "11.20"),
    ("P-12", "15.40", AMRIN, "16.05"),
]
"""Code, time in, officer met, time out of every guest, as the morning goes."""
JAM_TAMU = [
    ("P-01", "08.00", "", True),
    ("K-02", "08.05", "", True),
    ("K-03", "08.15", "ditolak", True),
    ("P-05", "08.25", "tamu_pulang", True),
    ("K-06", "08.30", "", True),
    ("P-07", "09.30", "", True),
    ("P-08", "10.05", "", True),
    ("P-09", "10.10", "tamu_pulang", True),
    ("K-10", "10.20", "", False),
    ("P-11", "10.45", "", True),
    ("P-12", "15.40", "", True),
]
"""Of every guest with a case: when the hour began, how it ended, whether in time."""


class Pagi:
    """The four browsers, and a clock that moves server, worker and pages together."""

    def __init__(self, portal, orang, jam: Jam) -> None:
        self.portal, self.jam = portal, jam
        self.ponsel = orang(lebar=360)
        self.semua = [self.ponsel]
        for nama, lebar in (("piket", 768), ("kepala", 360), ("petugas", 1280), ("petugas2", 1280)):
            satu = orang(lebar=lebar)
            self.semua.append(satu)
            setattr(self, nama, satu.halaman)
            langkah.masuk(satu.halaman, nama)

    def pukul(self, teks: str) -> None:
        """Set the clock of everything to a time of 23 November 2026 (WITA)."""
        saat = self.jam.ke(f"2026-11-23T{teks}+08:00")
        for satu in self.semua:
            satu.konteks.clock.set_fixed_time(saat)

    def tanya(self, sql: str) -> list[tuple]:
        return basisdata.tanya(self.portal.database, sql)


@pytest.fixture
def janji(portal) -> list[str]:
    """Numbers of the letters with an appointment this morning."""
    selesai = subprocess.run(
        [sys.executable, "-m", "tests.alur.sibuk"],
        cwd=settings.BASE_DIR,
        env=portal.lingkungan,
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(selesai.stdout.splitlines()[-1])


@pytest.fixture
def pagi(portal, orang, janji):
    jam = Jam(portal.jam)
    jam.ke("2026-11-23T07:55+08:00")
    yield Pagi(portal, orang, jam)
    jam.kembali()


def putuskan(kepala: Page, nomor: str, petugas: str = "") -> None:
    """The head gives a waiting guest's request to an officer, or refuses it."""
    kepala.goto("/admin/disposisi/antrean/")
    kepala.get_by_role("link", name=re.compile(nomor)).first.click()
    if petugas:
        kepala.get_by_label("Ya, ditangani kantor ini").check()
        kepala.get_by_label("Tatap muka di kantor").check()
        kepala.get_by_role("radio", name=re.compile(petugas)).check()
    else:
        kepala.locator("input[name=keputusan][value=ditolak]").check()
        kepala.locator("[name=alasan]").fill("Ini urusan Dinas Pendidikan.")
        kepala.locator("[name=jalan_lain]").fill("Silakan ke Dinas Pendidikan di Gedung B.")
    kepala.get_by_role("button", name="Simpan keputusan").click()
    expect(kepala.get_by_text(f"Surat {nomor}").first).to_be_visible()


def daftar_dari_ponsel(pagi: Pagi, nomor: str = "") -> None:
    """A guest opens the address of the QR sheet and registers, or reports with a number."""
    pagi.piket.goto("/piket/kode-qr/")
    ponsel = pagi.ponsel.halaman
    ponsel.goto(pagi.piket.locator(".lembar-qr .redup").inner_text())
    if nomor:
        ponsel.get_by_text("Saya sudah punya nomor surat").click()
        ponsel.get_by_label("Nomor surat Anda").fill(nomor)
        ponsel.get_by_role("button", name="Saya sudah datang").click()
    else:
        ponsel.get_by_label("Nama Anda").fill("La Ponsel")
        ponsel.get_by_label("Alamat atau lembaga").fill("Desa Wabula")
        ponsel.get_by_label(re.compile("Konsultasi: ")).check()
        ponsel.get_by_label("Keperluan Anda dalam satu kalimat").fill("Syarat bantuan sembako")
        ponsel.get_by_role("button", name="Daftar sebagai tamu").click()
    expect(ponsel.get_by_text("Menunggu petugas piket")).to_be_visible()


def catat_dari_ponsel(pagi: Pagi) -> str:
    """Piket confirms who waits from the phone, in one tap; returns the register number."""
    pagi.piket.goto("/piket/")
    pagi.piket.get_by_role("button", name="Catat tamu ini").click()
    return langkah_piket.nomor_tanda_terima(pagi.piket)


def jam_pertama(pagi: Pagi) -> None:
    """08.00 to 08.51: five guests; one is refused, one leaves."""
    piket, kepala = pagi.piket, pagi.kepala
    pagi.pukul("08:00")
    satu = langkah_piket.catat(piket, "La Satu", "Pengaduan", "Bantuan PKH tidak masuk")
    pagi.pukul("08:05")
    dua = langkah_piket.catat(piket, "Wa Dua", "Konsultasi", "Syarat mendirikan panti")
    pagi.pukul("08:10")
    langkah_piket.layani(piket, "P-01", AMRIN, SATU)
    pagi.pukul("08:15")
    tiga = langkah_piket.catat(piket, "La Tiga", "Konsultasi", "Beasiswa anak")
    kepala.goto("/admin/disposisi/antrean/")
    expect(kepala.get_by_text("2 tamu menunggu keputusan Anda.")).to_be_visible()
    putuskan(kepala, dua, SINTA)
    putuskan(kepala, tiga)
    pagi.pukul("08:20")
    langkah_piket.catat(piket, "Wa Empat", "Keperluan lain", "Mengantar undangan")
    langkah_piket.tekan(piket, "K-02", "Sudah saya sampaikan", "Arahkan tamu ke ruang.")
    langkah_piket.layani(piket, "K-02", SINTA, DUA)
    pagi.pukul("08:22")
    expect(langkah_piket.kartu(piket, "K-03")).to_contain_text("Silakan ke Dinas Pendidikan")
    langkah_piket.tekan(piket, "K-03", "Sudah saya sampaikan", "Kunjungan tamu selesai.")
    pagi.pukul("08:25")
    langkah_piket.catat(piket, "La Lima", "Pengaduan", "Kursi roda belum datang")
    pagi.pukul("08:30")
    langkah_piket.kartu(piket, "T-04").get_by_label("Bertemu dengan").fill("Sekretaris")
    piket.locator("#lain").get_by_role("button", name="Tamu keluar").click()
    daftar_dari_ponsel(pagi)
    pagi.pukul("08:34")
    enam = catat_dari_ponsel(pagi)
    expect(pagi.ponsel.halaman.get_by_text("K-06")).to_be_visible(timeout=15_000)
    pagi.pukul("08:40")
    langkah_piket.keluar(piket, "P-01")
    _catat_hasil(pagi.petugas, satu)
    pagi.pukul("08:50")
    langkah_piket.keluar(piket, "K-02")
    _catat_berita_acara(pagi.petugas2, dua)
    pagi.pukul("08:51")
    langkah_piket.tekan(piket, "P-05", "Tamu pulang", "tamu pulang sebelum diarahkan")
    pagi.pukul("08:55")
    putuskan(kepala, enam, AMRIN)
    langkah_piket.tekan(piket, "K-06", "Sudah saya sampaikan", "Arahkan tamu ke ruang.")
    langkah_piket.layani(piket, "K-06", AMRIN, SATU)


def _catat_hasil(petugas: Page, nomor: str) -> None:
    langkah.buka_surat(petugas, nomor)
    hasil = langkah.kartu(petugas, "Catat hasil dan perbaikan")
    hasil.get_by_label("Hasil penanganan").fill("Bantuan dibayarkan 1 Desember.")
    hasil.get_by_label("Tindak lanjut perbaikan layanan").fill("Daftar bayar diperiksa tiap bulan.")
    hasil.get_by_role("button", name="Simpan dan kirim hasil").click()


def _catat_berita_acara(petugas: Page, nomor: str) -> None:
    """The assigned officer writes who was there, until when, and what was advised; the start is known already."""
    langkah.buka_surat(petugas, nomor)
    catat = langkah.kartu(petugas, "Catat konsultasi")
    expect(catat).to_contain_text("Konsultasi dimulai Senin, 23 November 2026 pukul 08.20 WITA")
    catat.get_by_label("Selesai pukul").fill("08:48")
    catat.get_by_label("Cara", exact=True).select_option("Tatap muka di kantor")
    catat.get_by_label("Yang hadir").fill(f"Wa Dua\n{SINTA}")
    catat.get_by_label("Saran yang Anda berikan").fill("Lengkapi akta dan daftar pengurus.")
    catat.get_by_role("button", name="Simpan dan kirim saran").click()
    expect(petugas.get_by_text("Berita acara disimpan").first).to_be_visible()


def janji_temu(pagi: Pagi, janji: list[str]) -> str:
    """09.20 to 10.40: a guest whose number is scanned, one who reports by phone, one who stays away.

    Returns the number of the request that came at 10.20 and waits for the head.
    """
    piket = pagi.piket
    pagi.pukul("09:20")
    piket.goto("/piket/")
    piket.get_by_label("Nomor surat").focus()
    piket.keyboard.type(f"{janji[0]}\n")  # what a scanner types that reads the QR code of the receipt
    expect(piket.get_by_text(f"nomor antrean P-07. Janji temu di {SATU} dengan {AMRIN}.")).to_be_visible()
    pagi.pukul("09:25")
    langkah_piket.keluar(piket, "K-06")
    pagi.pukul("09:32")
    langkah_piket.layani(piket, "P-07", AMRIN, SATU)
    pagi.pukul("09:55")
    langkah_piket.keluar(piket, "P-07")
    pagi.pukul("10:05")
    daftar_dari_ponsel(pagi, janji[1])
    pagi.pukul("10:08")
    catat_dari_ponsel(pagi)
    pagi.pukul("10:10")
    langkah_piket.layani(piket, "P-08", SINTA, DUA)
    langkah_piket.catat(piket, "Wa Sembilan", "Pengaduan", "Sembako kurang timbangan")
    pagi.pukul("10:12")
    langkah_piket.tekan(piket, "P-09", "Janji temu saja, tamu setuju", "tamu memilih janji temu")
    pagi.pukul("10:20")
    sepuluh = langkah_piket.catat(piket, "La Sepuluh", "Konsultasi", "Data penerima bantuan desa")
    pagi.pukul("10:29")
    piket.goto("/piket/")
    assert piket.get_by_role("button", name="Tidak datang, petugas siap").count() == 0
    pagi.pukul("10:31")
    piket.goto("/piket/")
    piket.get_by_role("button", name="Tidak datang, petugas siap").click()
    expect(piket.get_by_text("pemohon tidak datang pada janji temunya")).to_be_visible()
    pagi.pukul("10:40")
    langkah_piket.keluar(piket, "P-08")
    return sepuluh


def terlambat_dan_listrik_padam(pagi: Pagi, sepuluh: str) -> None:
    """11.24 to 11.45: the head decides too late; a guest is copied from the paper book."""
    piket, kepala = pagi.piket, pagi.kepala
    pagi.pukul("11:24")
    piket.goto("/piket/")
    expect(langkah_piket.kartu(piket, "K-10")).to_contain_text("Terlambat")
    kepala.goto("/tenggat/")
    expect(kepala.locator("#angka-terlambat")).to_contain_text("1 Terlambat")
    putuskan(kepala, sepuluh, SINTA)
    pagi.pukul("11:26")
    langkah_piket.tekan(piket, "K-10", "Sudah saya sampaikan", "Arahkan tamu ke ruang.")
    langkah_piket.layani(piket, "K-10", SINTA, DUA)
    pagi.pukul("11:30")
    _salin_dari_kertas(piket)
    pagi.pukul("11:45")
    langkah_piket.keluar(piket, "K-10")


def _salin_dari_kertas(piket: Page) -> None:
    piket.goto("/piket/tamu/susulan/")
    piket.get_by_label("Waktu datang").fill("2026-11-23T10:45")
    piket.get_by_label("Nama tamu").fill("Wa Sebelas")
    piket.get_by_label("Pengaduan", exact=True).check()
    piket.get_by_label("dengan kata tamu sendiri").fill("Kartu KIS hilang")
    piket.get_by_role("button", name="Catat tamu").last.click()
    for isian in (
        {"Pada waktu": "2026-11-23T11:00"},
        {"Pertemuan dimulai pada": "2026-11-23T11:00", "Tamu keluar pada": "2026-11-23T11:20"},
    ):
        satu = langkah_piket.kartu(piket, "P-11")
        if "Pada waktu" in isian:
            satu.get_by_text("Tindakan lain").click()
        satu.get_by_role("link", name="Catat kejadian sebelumnya").click()
        if "Pada waktu" in isian:
            piket.get_by_label("Tamu sudah diarahkan kepada petugas").check()
            piket.get_by_label("Diarahkan kepada", exact=True).select_option(label=AMRIN)
        for label, nilai in isian.items():
            piket.get_by_label(label).fill(nilai)
        piket.get_by_label("Mengapa dicatat kemudian").fill("Listrik padam.")
        piket.get_by_role("button", name="Catat", exact=True).click()
        expect(piket.get_by_text("Kunjungan dicatat sesuai kenyataannya.")).to_be_visible()


def menjelang_tutup(pagi: Pagi) -> None:
    """15.40: the last guest; the desk says that the office closes."""
    piket = pagi.piket
    pagi.pukul("15:40")
    langkah_piket.catat(piket, "La Dua Belas", "Pengaduan", "Antrean terlalu lama")
    expect(langkah_piket.kartu(piket, "P-12")).to_contain_text("melewati jam tutup")
    expect(piket.get_by_text("Kantor tutup pukul 16.00 WITA. 1 kunjungan belum selesai")).to_be_visible()
    pagi.pukul("15:45")
    langkah_piket.layani(piket, "P-12", AMRIN, SATU)
    pagi.pukul("16:05")
    langkah_piket.keluar(piket, "P-12")


@pytest.mark.sk(
    "PGD-SYARAT-5", "PGD-PROSEDUR-3", "PGD-WAKTU-2", "KSL-SYARAT-5", "KSL-PROSEDUR-5", "KSL-PROSEDUR-6",
    "KSL-PROSEDUR-7", "KSL-PROSEDUR-8", "KSL-PROSEDUR-9", "KSL-WAKTU-2",
)  # fmt: skip
def test_a_busy_morning_ends_with_the_same_numbers_everywhere(pagi, janji):
    jam_pertama(pagi)
    terlambat_dan_listrik_padam(pagi, janji_temu(pagi, janji))
    menjelang_tutup(pagi)

    pagi.pukul("16:10")
    piket, kepala = pagi.piket, pagi.kepala
    piket.goto("/piket/")
    for nama in ("pendaftar", "menunggu", "dilayani", "lain", "janji"):
        assert piket.locator(f"#{nama} > li:not(.hampa)").count() == 0, nama
    assert piket.locator(".tempat-kini .dipakai").count() == 0
    layar = piket.get_by_role("link", name="Layar ruang tunggu").get_attribute("href")
    assert langkah_piket.buku(piket, "2026-11-23") == BUKU
    pagi.ponsel.halaman.goto(layar)
    expect(pagi.ponsel.halaman.get_by_text("Tidak ada antrean.")).to_be_visible()
    assert _jam_tamu(pagi) == JAM_TAMU
    _papan_sama(pagi, kepala)


def _jam_tamu(pagi: Pagi) -> list[tuple]:
    """What the register says of every guest's hour, by queue code."""
    baris = pagi.tanya(
        "SELECT g.jenis, g.urut, t.mulai, t.akibat, t.berhenti_pada <= t.jatuh_tempo FROM bukutamu_tamu g"
        " JOIN agenda_tenggat t ON t.kunjungan_id = g.kunjungan_id ORDER BY g.urut"
    )
    return [
        (f"{jenis[0].upper()}-{urut:02d}", _pukul(mulai), akibat, bool(tepat))
        for jenis, urut, mulai, akibat, tepat in baris
    ]


def _pukul(saat: datetime | str) -> str:
    """An instant as either database tells it (SQLite: naive, in UTC), as a time in WITA."""
    if isinstance(saat, str):
        saat = datetime.fromisoformat(saat).replace(tzinfo=UTC)
    return f"{wita(saat):%H.%M}"


def _papan_sama(pagi: Pagi, kepala: Page) -> None:
    """The head's dashboard: who left and who chose an appointment is still owed an answer, nobody else."""
    terbuka = pagi.tanya(
        "SELECT t.jenis, count(*) FROM agenda_tenggat t WHERE t.berhenti_pada IS NULL GROUP BY t.jenis"
    )
    pulang = sum(akibat == "tamu_pulang" for _, _, akibat, _ in JAM_TAMU)
    assert sorted(terbuka) == [("pelaksanaan", pulang), ("respon", pulang)]
    kepala.goto("/tenggat/")
    angka = {
        kode: kepala.locator(f"#angka-{kode} b").inner_text() for kode in ("terlambat", "hari_ini", "besok")
    }
    assert angka == {"terlambat": "0", "hari_ini": "0", "besok": str(pulang)}
