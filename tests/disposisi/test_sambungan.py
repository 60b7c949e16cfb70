"""Links that citizens are sent to: https on the services that the office uses, nothing that only looks like it."""

import pytest

from disposisi.sambungan import (
    BERSANDI,
    BUKAN_HTTPS,
    BUKAN_TAUTAN,
    keluhan_kalimat,
    keluhan_tautan,
    yang_kurang,
)

HOST = ["meet.google.com", "zoom.us"]


@pytest.fixture(autouse=True)
def _host(settings):
    settings.TAUTAN_HOST = HOST


@pytest.mark.parametrize(
    "tautan",
    [
        "https://meet.google.com/abc-defg-hij",
        "https://zoom.us/j/123?pwd=a%20b&x=@y#z",
        "https://us02web.zoom.us/j/123",
        "HTTPS://Us02Web.ZOOM.us/j/123",
        "https://meet.google.com",
    ],
)
def test_taut_yang_dipakai(tautan):
    assert keluhan_tautan(tautan) == ""


@pytest.mark.parametrize(
    ("tautan", "kata"),
    [
        ("http://meet.google.com/abc", BUKAN_HTTPS),
        ("https://contoh.test/abc", "Situs contoh.test tidak dipakai kantor ini"),
        ("https://zoom.us.contoh.test/j/1", "Situs zoom.us.contoh.test tidak dipakai"),
        ("https://jahatzoom.us/j/1", "Situs jahatzoom.us tidak dipakai"),
        ("https://google.com/url?q=https://zoom.us", "Situs google.com tidak dipakai"),
        ("https://xn--zom-jna.us/j/1", "Situs xn--zom-jna.us tidak dipakai"),
        ("https://zoom.us@contoh.test/j/1", BERSANDI),
        ("https://orang:sandi@zoom.us/j/1", BERSANDI),
        ("https://@zoom.us/j/1", BERSANDI),
        ("https://zoom.us:8443/j/1", BUKAN_TAUTAN),
        ("https://zoom.us:443/j/1", BUKAN_TAUTAN),
        ("https://zoom.us:/j/1", BUKAN_TAUTAN),
        ("https://zoom.us:99999/j/1", BUKAN_TAUTAN),
        ("https://zoom.us./j/1", BUKAN_TAUTAN),
        ("https://contoh.test\\@zoom.us/j/1", BUKAN_TAUTAN),
        ("https://contoh.test\\.zoom.us/j/1", BUKAN_TAUTAN),
        ("https:\\\\zoom.us/j/1", BUKAN_TAUTAN),
        ("https://zoom。us/j/1", BUKAN_TAUTAN),
        ("https://zооm.us/j/1", BUKAN_TAUTAN),  # two Cyrillic letters
        ("https://contoh.test／.zoom.us/j/1", BUKAN_TAUTAN),
        ("https://zoom.us/j/1\nBcc: a@b.test", BUKAN_TAUTAN),
        ("https://zo\tom.us/j/1", BUKAN_TAUTAN),
        ("https://zoom.us/j/1 sandi 123", BUKAN_TAUTAN),
        ("https://[::1]/j", BUKAN_TAUTAN),
        ("https://[zoom.us/j", BUKAN_TAUTAN),
        ("https://127.0.0.1/j", BUKAN_TAUTAN),
        ("https:///j", BUKAN_TAUTAN),
        ("https:zoom.us/j/1", BUKAN_TAUTAN),
        ("//zoom.us/j/1", BUKAN_TAUTAN),
        ("zoom.us/j/1", BUKAN_TAUTAN),
        ("javascript:alert(1)//https://zoom.us", BUKAN_TAUTAN),
        ("data:text/html,zoom.us", BUKAN_TAUTAN),
        ("", BUKAN_TAUTAN),
    ],
)
def test_tautan_yang_ditolak(tautan, kata):
    assert keluhan_tautan(tautan).startswith(kata)


def test_tanpa_daftar_semua_situs_https_boleh_dan_bentuknya_tetap_diperiksa(settings):
    settings.TAUTAN_HOST = []
    assert keluhan_tautan("https://temu.contoh.test/a") == ""
    assert keluhan_tautan("http://temu.contoh.test/a") == BUKAN_HTTPS
    assert keluhan_tautan("https://a@temu.contoh.test/a") == BERSANDI


def test_daftar_disebut_supaya_orang_tahu_apa_yang_dipakai():
    assert "meet.google.com dan zoom.us" in keluhan_tautan("https://contoh.test/a")


@pytest.mark.parametrize(
    ("metode", "tempat", "sah"),
    [
        ("video", "https://zoom.us/j/1", True),
        ("video", "0811 1111 1111", False),
        ("telepon", "0811 1111 1111", True),
        ("whatsapp", "https://contoh.test/wa", False),
        ("whatsapp", "zoom.us/j/1?pwd=x", False),
        ("telepon", "+62 (812) 3456-7890", True),
        ("telepon", "https://zoom.us/j/1", True),
        ("telepon", "0811 1111 1111 https://zoom.us/j/1", False),
        ("telepon", "tanya piket", False),
        ("", "Ruang 1, Lantai III", True),
        ("", "Balai desa, lihat https://zoom.us/j/1", False),
    ],
)
def test_tautan_diperiksa_pada_setiap_cara(metode, tempat, sah):
    assert (yang_kurang(metode=metode, tempat=tempat, telepon="") == "") == sah


@pytest.mark.parametrize(
    "teks",
    [
        "Buka https://zoom.us/j/1",
        "Buka WWW.contoh.test nanti",
        "Gabung lewat meet.google.com/abc-defg",
        "lihat zoom.us.",
        "t.me/kantor",
        "wa.me/628111111111",
        "contoh.cn/j/1",
        "portal.contoh.test.jahat.com",
        "https://portal.contoh.test@jahat.com/",
        "https://portal.contoh.test.jahat.com/",
    ],
)
def test_kalimat_untuk_pengirim_tidak_memuat_tautan(teks, settings):
    settings.ALAMAT_SITUS = "https://portal.contoh.test"
    assert "Jangan tulis tautan" in keluhan_kalimat(teks)


@pytest.mark.parametrize(
    "teks",
    [
        "Temui La Ode Amrin, S.Sos., M.Si. pukul 09.00–10.00, Rp150.000.",
        "Bawa SK No.SK/8/2023 dan KTP.Datang pagi, 24/11/2026.",
        "Balas ke ruslan.id@gmail.com atau dinassosialbuton@gmail.com.",
        "Lacak di https://portal.contoh.test/lacak/ atau portal.contoh.test.",
        "Hubungi https://wa.me/6285257048204 atau lapor.go.id.",
        "",
    ],
)
def test_kalimat_biasa_dan_alamat_kantor_boleh(teks, settings):
    settings.ALAMAT_SITUS = "https://portal.contoh.test"
    assert keluhan_kalimat(teks) == ""
