"""The pages in a real browser: accessible at 360 and 1280 px, in error states too, with and without JavaScript."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.bantu.peramban import Rekaman, keluhan
from tests.konsultasi.pemohon import Pemohon, ktp
from tests.pengaduan.test_halaman import buka, peramban

pytestmark = [pytest.mark.django_db, pytest.mark.alur]

BERSYARAT = (
    "nama_lembaga",
    "jabatan_pemohon",
    "nama_diwakili",
    "alamat_diwakili",
    "jawaban_lewat_0",
    "nama_identitas_lain",
    "surat_lembaga",
)


def semua_halaman(pemohon: Pemohon, client) -> dict[str, Rekaman]:
    """Every page of the way, the error states included."""
    kosong = dict.fromkeys(
        ("nama", "alamat", "kecamatan", "desa", "telepon", "email", "materi", "maksud"), ""
    )
    halaman = {"kosong": pemohon.buka(), "cara": client.get("/konsultasi/cara/")}
    belum = {"jenis_pemohon": None, "bentuk": None, "jenis_identitas": None}
    halaman["galat kosong"] = Pemohon().isi({}, **kosong, **belum)
    salah = {"identitas": ktp(), "surat_lembaga": SimpleUploadedFile("surat.docx", b"PK")}
    halaman["galat lembaga"] = pemohon.isi(
        salah, **kosong, jenis_pemohon="lsm", tanpa_email="on", jenis_identitas="lain"
    )
    halaman["galat orang"] = pemohon.isi(
        {}, sebagai="kuasa", nomor_identitas="12", tanpa_email="on", jawaban_lewat="kertas"
    )
    halaman["tinjau"] = pemohon.isi_lembaga(rahasiakan_identitas="on")
    halaman["ubah"] = pemohon.formulir()
    pemohon.kirim()
    halaman["tanda terima"] = pemohon.tanda_terima()
    halaman["peramban lain"] = Pemohon().klien.get(pemohon.alamat_tanda_terima)
    return {nama: Rekaman.dari(jawaban) for nama, jawaban in halaman.items()}


@pytest.mark.jelajah
def test_every_page_is_accessible_and_quiet(pemohon, client):
    halaman = semua_halaman(pemohon, client)
    with peramban() as browser:
        assert keluhan(browser, halaman, lebar=360) == {}
        assert keluhan(browser, halaman, lebar=1280, skema="dark") == {}


def test_without_javascript_everything_can_be_answered(pemohon):
    isi = pemohon.buka().content.decode()
    with peramban() as browser:
        halaman, _ = buka(browser, isi, js=False)
        for bidang in BERSYARAT:
            assert halaman.locator(f"#id_{bidang}").is_visible(), bidang


def test_with_javascript_only_what_is_needed_is_asked(pemohon):
    isi = pemohon.buka().content.decode()
    with peramban() as browser:
        halaman, galat = buka(browser, isi)

        def terlihat() -> list[str]:
            return [satu for satu in BERSYARAT if halaman.locator(f"#id_{satu}").is_visible()]

        assert terlihat() == []
        halaman.get_by_label("Perseorangan", exact=True).check()
        halaman.get_by_label("Saya mewakili orang lain (kuasa)").check()
        assert terlihat() == ["nama_diwakili", "alamat_diwakili"]
        halaman.get_by_label("Partai politik", exact=True).check()
        assert terlihat() == ["nama_lembaga", "jabatan_pemohon", "surat_lembaga"]
        halaman.get_by_label("Saya tidak punya e-mail").check()
        assert "jawaban_lewat_0" in terlihat()
        halaman.get_by_label("Kartu identitas lain").check()
        assert "nama_identitas_lain" in terlihat()
        assert galat == []
