"""Reports and the page of a letter of ours in a real browser: axe at phone and wide screen, error states too."""

import pytest
from django.urls import reverse

from dinsos.dokumen.models import SuratKeluar
from tests import pabrik
from tests.bantu.peramban import Rekaman, keluhan, peramban
from tests.portal.kerja import SENIN, alamat, masuk, surat_di

pytestmark = [pytest.mark.django_db, pytest.mark.alur]


@pytest.fixture
def halaman(jam_uji) -> dict[str, Rekaman]:
    """The pages, full and empty, in normal and in error states."""
    jam_uji.ke(SENIN)
    orang = {"kepala": pabrik.pengguna("kepala_dinas"), "petugas": pabrik.pengguna("petugas")}
    surat_di("selesai", **orang)
    surat = surat_di("dijawab", **orang)
    keluar = SuratKeluar.objects.milik(surat.uuid).get(jenis="surat_jawaban")
    urus, klien = reverse("portal:urus_surat", args=[surat.pk, keluar.pk]), masuk(orang["kepala"])
    buku, perbaikan = reverse("laporan:buku_agenda"), reverse("laporan:perbaikan")
    semua = {
        "laporan": klien.get(reverse("laporan:daftar")),
        "buku": klien.get(buku),
        "galat_buku": klien.get(buku, {"dari": "2026-12-01", "sampai": "2026-11-01"}),
        "buku_kosong": klien.get(buku, {"dari": "2026-12-01", "sampai": "2026-12-01"}),
        "perbaikan": klien.get(perbaikan),
        "galat_perbaikan": klien.get(perbaikan, {"unit": "entah"}),
        "urus": klien.get(urus),
        "galat_urus": klien.post(urus, {"apa": "batal", "alasan": ""}),
        "surat": klien.get(alamat(surat)),
    }
    return {nama: Rekaman.dari(jawaban) for nama, jawaban in semua.items()}


@pytest.mark.jelajah
def test_setiap_halaman_dapat_dibaca_semua_orang(halaman):
    with peramban() as browser:
        assert keluhan(browser, halaman, lebar=360) == {}
        assert keluhan(browser, halaman, lebar=1280, skema="dark") == {}
