"""Typed numbers and the look at a letter in a real browser: axe, error states too, and the keyboard alone."""

import pytest
from django.urls import reverse

from dinsos.dokumen.models import SuratKeluar
from tests import pabrik
from tests.bantu.peramban import Rekaman, keluhan, peramban, tampilkan
from tests.konsultasi.tahap import konsultasi_di, lupakan_surat
from tests.portal.kerja import SENIN, alamat, masuk, surat_di

pytestmark = [pytest.mark.django_db, pytest.mark.alur]
SALAH = {"nomor": "tanpa angka"}


@pytest.fixture
def halaman(jam_uji) -> dict:
    """Every form that sends a numbered letter, folded and with a number that is refused."""
    jam_uji.ke(SENIN)
    orang = {"kepala": pabrik.pengguna("kepala_dinas"), "petugas": pabrik.pengguna("petugas")}
    kepala, petugas = masuk(orang["kepala"]), masuk(orang["petugas"])
    baru, dijawab = pabrik.pengaduan(), surat_di("dijawab", **orang)
    putuskan = reverse("admin:disposisi_putuskan", args=[baru.pk])
    keluar = SuratKeluar.objects.milik(dijawab.uuid).get(jenis="surat_jawaban")
    urus = reverse("portal:urus_surat", args=[dijawab.pk, keluar.pk])
    konsultasi = konsultasi_di("dijawab", **orang)
    belum = konsultasi_di("dilaksanakan", **orang)
    lupakan_surat(belum)
    nomori = reverse("portal:berita_acara", args=[belum.pk])
    teruskan = reverse("portal:teruskan", args=[dijawab.pk])
    return {
        "putuskan": kepala.get(putuskan),
        "putuskan_galat": kepala.post(putuskan, SALAH | {"keputusan": "ditolak", "alasan": "Ya."}),
        "tutup_galat": kepala.post(reverse("admin:disposisi_tutup", args=[dijawab.pk]), SALAH),
        "ulang_galat": kepala.post(reverse("admin:disposisi_ulang", args=[dijawab.pk]), SALAH),
        "urus": petugas.get(urus),
        "urus_galat": petugas.post(urus, SALAH | {"apa": "ganti", "teks": "Datanglah."}),
        "teruskan_galat": petugas.post(teruskan, SALAH),
        "berita_acara": petugas.get(nomori),
        "berita_acara_galat": petugas.post(nomori, SALAH),
        "konsultasi": petugas.get(alamat(konsultasi)),
        "konsultasi_galat": petugas.post(alamat(konsultasi, "konsultasi"), SALAH),
    }


@pytest.mark.jelajah
def test_semua_keadaan_terbaca(halaman):
    layar = {nama: Rekaman.dari(jawaban) for nama, jawaban in halaman.items()}
    with peramban() as browser:
        assert keluhan(browser, layar, lebar=360) == {}
        assert keluhan(browser, layar, lebar=1280, skema="dark") == {}


def test_nomor_dilipat_dan_dibuka_dengan_papan_tik_dan_melihat_surat_tidak_mengirim(halaman):
    isi = {nama: halaman[nama].content for nama in ("putuskan", "putuskan_galat", "konsultasi")}
    with peramban() as browser, tampilkan(browser, isi, lebar=360, tinggi=740) as buka:
        for nama, id_ in (("putuskan", "#id_nomor"), ("konsultasi", "#konsultasi_nomor")):
            layar = buka(nama)
            assert not layar.locator(id_).is_visible()
            layar.locator("details.nomor-surat > summary").focus()
            layar.keyboard.press("Enter")
            layar.keyboard.press("Tab")
            layar.keyboard.type("B/7/2026")
            assert layar.locator(id_).input_value() == "B/7/2026"
            tombol = layar.locator('button[name="pratinjau"]').first
            assert tombol.get_attribute("formtarget") == "_blank"
            layar.evaluate("document.querySelectorAll('form').forEach(f => f.target = 'lain')")
            tombol.focus()
            with layar.expect_popup() as baru:
                layar.keyboard.press("Enter")
            baru.value.close()
            assert layar.locator("form[data-terkirim]").count() == 0
            assert layar.locator(id_).input_value() == "B/7/2026"
        assert buka("putuskan_galat").locator("#id_nomor").is_visible()
