"""Disposition, case page and tracking page of a consultation in a real browser at 360 and 1280 px."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dinsos.agenda import rahasia
from dinsos.agenda.enums import Status
from disposisi.actions_layanan import ganti_layanan
from konsultasi import penanganan
from tests import pabrik
from tests.bantu.peramban import Rekaman, keluhan, peramban
from tests.konsultasi.tahap import data, konsultasi_di, pdf
from tests.konsultasi.test_kerja import isian
from tests.portal.kerja import SENIN, alamat, masuk

pytestmark = [pytest.mark.django_db, pytest.mark.alur]


def putusan(surat, nama: str = "disposisi_putuskan") -> str:
    return reverse(f"admin:{nama}", args=[surat.pk])


def lacak(surat):
    klien = Client()
    klien.post("/lacak/", {"nomor": surat.nomor, "kode": rahasia.kode(surat)})
    return klien.get("/lacak/surat/")


@pytest.fixture
def layar(jam_uji, kepala, petugas) -> dict[str, Rekaman]:
    """Every page in normal, error and later states."""
    jam_uji.ke(SENIN)
    pimpinan, klien = masuk(kepala), masuk(petugas)
    menunggu = konsultasi_di(Status.DITERIMA, kepala=kepala, petugas=petugas, rincian=pabrik.lembaga())
    diganti = pabrik.pengaduan()
    ganti_layanan(surat=diganti, oleh=kepala, ke="konsultasi", alasan="Isinya pertanyaan, bukan keluhan.")
    dijawab = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    tertulis = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas, tertulis=True)
    data(tertulis, petugas)
    peta = SimpleUploadedFile("peta.png", pabrik.gambar(format_="PNG"))
    data(tertulis, petugas, unggahan=peta, keterangan="Peta sebaran penerima bantuan per kecamatan")
    penanganan.jawab_tertulis(surat=tertulis, oleh=petugas, jawaban="Data terlampir.")
    selesai = konsultasi_di(Status.SELESAI, kepala=kepala, petugas=petugas)
    penuh = {
        "putuskan": pimpinan.get(putusan(menunggu)),
        "putuskan_diganti": pimpinan.get(putusan(diganti)),
        "galat_layanan": pimpinan.post(
            putusan(menunggu, "disposisi_ganti_layanan"), {"ke": "pengaduan", "alasan_ganti": ""}
        ),
        "diputus": pimpinan.get(putusan(dijawab)),
        "surat_dijawab": klien.get(alamat(dijawab)),
        "surat_tertulis": klien.get(alamat(tertulis)),
        "surat_selesai": klien.get(alamat(selesai)),
        "galat_konsultasi": klien.post(
            alamat(dijawab, "konsultasi"), isian("konsultasi", saran="", mulai="")
        ),
        "galat_data": klien.post(alamat(dijawab, "data"), isian("data", unggahan=rusak())),
        "meja": klien.get(reverse("portal:kerja")),
        "lacak_menunggu": lacak(menunggu),
        "lacak_dijawab": lacak(dijawab),
        "lacak_data": lacak(tertulis),
        "lacak_selesai": lacak(selesai),
        "lacak_diganti": lacak(diganti),
    }
    return {nama: Rekaman.dari(jawaban) for nama, jawaban in penuh.items()}


def rusak() -> SimpleUploadedFile:
    """The beginning of a PDF."""
    return SimpleUploadedFile("data.pdf", pdf().read()[:40])


@pytest.mark.jelajah
def test_every_page_is_accessible_and_quiet(layar):
    with peramban() as browser:
        assert keluhan(browser, layar, lebar=360) == {}
        assert keluhan(browser, layar, lebar=1280, skema="dark") == {}
