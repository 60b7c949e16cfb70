"""What holds programs off the public forms, and sixty honest people behind one address who don't notice it."""

import re

import pytest

from dinsos.agenda.formulir import penjaga
from dinsos.agenda.models import Draf, SuratMasuk
from dinsos.akun.models import Percobaan
from dinsos.inti import jam
from tests.konsultasi.pemohon import Pemohon
from tests.pengaduan.warga import ISI, KIRIM, Warga, di_tinjau, isian

pytestmark = pytest.mark.django_db
DESA = "36.81.12.7"


@pytest.fixture(autouse=True)
def _batas(settings, jam_uji):
    settings.SURAT_ALAMAT_JUMLAH, settings.SURAT_NOMOR_JUMLAH, settings.FORMULIR_DETIK = 120, 30, 10
    jam_uji.ke("2026-11-23T09:00+08:00")


class Orang(Warga):
    """A person in the village hall, who takes the time that typing takes."""

    def __init__(self, jam_uji, *, alamat: str = DESA, detik: int = 60) -> None:
        super().__init__(REMOTE_ADDR=alamat)
        self.jam, self.detik = jam_uji, detik

    def isi(self, berkas=None, **ubah):
        cap = re.search(r'name="dibuka"\s+value="([^"]+)"', self.buka().content.decode())[1]
        self.jam.maju(menit=self.detik / 60)
        return super().isi(berkas, **({"dibuka": cap} | ubah))


def teks(jawaban) -> str:
    return " ".join(jawaban.content.decode().split())


@pytest.mark.jelajah
def test_sixty_people_behind_one_address_file_within_an_hour(jam_uji):
    """Every one of them by a browser of their own, with a form open for a minute; three of them from one phone."""
    awal = jam.sekarang()
    for n in range(60):
        orang = Orang(jam_uji, detik=59)
        nomor = "0812 3456 7890" if n < 3 else f"0813 1000 {n:04d}"
        assert di_tinjau(orang.isi(telepon=nomor))
        assert orang.kirim().url == orang.alamat_tanda_terima
    assert SuratMasuk.objects.count() == 60
    assert jam.sekarang() - awal <= penjaga.JENDELA


@pytest.mark.parametrize("warga", [Warga, Pemohon])
def test_a_program_that_fills_in_everything_sends_nothing(jam_uji, warga):
    """It meets the form again, with its text, as a person would whose browser filled that field."""
    bot = warga(REMOTE_ADDR=DESA)
    jawaban = bot.isi(situs="https://iklan.contoh.test", dibuka=_cap(jam_uji))
    assert "Satu kolom tersembunyi terisi" in teks(jawaban)
    assert "Wa Ode Nurhayati" in teks(jawaban)
    assert not di_tinjau(jawaban)
    assert not bot.draf.lampiran.exists()


def test_a_form_filled_in_within_seconds_is_shown_once_more_and_nothing_is_lost(jam_uji):
    orang = Orang(jam_uji, detik=3)
    jawaban = orang.isi(uraian="Bantuan saya tidak pernah datang sejak Mei.")
    assert "terisi sangat cepat" in teks(jawaban)
    assert "Bantuan saya tidak pernah datang sejak Mei." in teks(jawaban)
    jam_uji.maju(menit=8 / 60)
    assert di_tinjau(Warga.isi(orang)), (
        "ten seconds after the form was opened, whatever page was shown between"
    )


@pytest.mark.parametrize("cap", ["", "1", "1700000000:palsu"])
def test_the_time_of_opening_cannot_be_made_up(jam_uji, cap):
    bot = Warga(REMOTE_ADDR=DESA)
    assert not di_tinjau(bot.isi(dibuka=cap))
    assert bot.draf.data[penjaga.DIBUKA] == penjaga._detik()


def test_a_patient_program_meets_the_limit_and_a_person_gets_through(settings, jam_uji):
    """The share of the address is used up; who wrote for minutes has one of its own, until that is gone, too."""
    settings.SURAT_ALAMAT_JUMLAH = 5
    for _ in range(5):
        bot = Orang(jam_uji, detik=11)
        assert di_tinjau(bot.isi())
        bot.kirim()
    bot = Orang(jam_uji, detik=11)
    bot.isi()
    tolak = bot.klien.post(KIRIM, {"kunci": bot.kunci}, follow=True)
    assert SuratMasuk.objects.count() == 5
    assert di_tinjau(tolak), "the letter stands on the review page, ready to be sent again"
    for kata in (
        "Coba lagi mulai pukul 10.00 WITA",
        "WhatsApp 085257048204",
        "loket",
        "Bantuan PKH tahap ketiga",
    ):
        assert kata in teks(tolak)

    orang = Orang(jam_uji, detik=240)
    orang.isi()
    assert orang.kirim().url == orang.alamat_tanda_terima
    assert Orang(jam_uji, alamat="36.81.12.8", detik=30).ajukan(), "another address is not touched"
    jam_uji.ke("2026-11-23T10:01+08:00")
    assert bot.kirim().url == bot.alamat_tanda_terima, (
        "later the same letter goes, without typing anything again"
    )


def test_one_browser_and_one_number_have_a_limit(settings, jam_uji):
    settings.SURAT_NOMOR_JUMLAH = 2
    for _ in range(2):
        assert Orang(jam_uji, alamat="10.0.0.1", detik=300).ajukan()
    lain = Orang(jam_uji, alamat="10.0.0.2", detik=300)
    lain.isi()
    assert "/tinjau/" in lain.kirim().url, "the same number from another address and browser"
    assert SuratMasuk.objects.count() == 2
    sendiri = Orang(jam_uji, alamat="10.0.0.3", detik=300)
    for n in range(3):
        sendiri.kunci = ""
        sendiri.isi(telepon=f"0813 2000 000{n}")
        sendiri.kirim()
    assert SuratMasuk.objects.count() == 4


def test_a_letter_that_was_not_sent_after_all_does_not_count(settings, jam_uji):
    settings.SURAT_NOMOR_JUMLAH = 1
    orang = Orang(jam_uji)
    orang.isi()
    usang = orang.klien.post(KIRIM, {"kunci": orang.kunci, "sidik": "0" * 64}, follow=True)
    assert "Isi surat berubah" in teks(usang)
    assert orang.kirim().url == orang.alamat_tanda_terima


def test_drafts_are_limited_and_what_was_typed_is_given_back(settings, jam_uji):
    settings.SURAT_ALAMAT_JUMLAH = 1
    for _ in range(penjaga.DRAF_PER_SURAT):
        Warga(REMOTE_ADDR=DESA).isi()
    banyak = Draf.objects.count()
    jawaban = Warga(REMOTE_ADDR=DESA).klien.post(ISI, isian(uraian="Cerita panjang yang sudah saya ketik."))
    assert jawaban.status_code == 429
    assert "Cerita panjang yang sudah saya ketik." in teks(jawaban)
    assert "Coba lagi mulai pukul 10.00 WITA" in teks(jawaban)
    assert Draf.objects.count() == banyak


def test_neither_address_nor_number_nor_browser_is_kept(jam_uji):
    Orang(jam_uji).ajukan()
    assert Percobaan.objects.count() == 5
    isi = str(list(Percobaan.objects.values()))
    for rahasia in (DESA, "81234567890", "nurhayati"):
        assert rahasia not in isi


def test_nobody_is_asked_to_prove_anything_by_a_third_party(client):
    isi = client.get(ISI, follow=True).content.decode()
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//(?!wa\.me|lapor\.go\.id)', isi)
    assert "captcha" not in isi.lower()
    assert re.search(r'<div class="umpan" aria-hidden="true">.*?tabindex="-1"', isi, re.S)


def _cap(jam_uji) -> str:
    cap = penjaga.cap()
    jam_uji.maju(menit=2)
    return cap
