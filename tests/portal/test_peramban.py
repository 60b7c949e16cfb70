"""The public pages in a real browser: accessible at 360 and 1280 px, light and dark, error states included."""

import pytest

from dinsos.agenda import actions, rahasia
from dinsos.notifikasi.pengirim import kirim_tertunda
from tests import pabrik
from tests.bantu.peramban import Rekaman, keluhan, peramban

pytestmark = [pytest.mark.django_db, pytest.mark.alur]
SURAT = "/lacak/surat/"


def buka(client, surat):
    client.post("/lacak/", {"nomor": surat.nomor, "kode": rahasia.kode(surat)})
    return client.get(SURAT)


def semua_halaman(client, jam_uji) -> dict[str, Rekaman]:
    """Every public page of the portal in every state that looks different."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    kepala, petugas = pabrik.pengguna("kepala_dinas"), pabrik.pengguna("petugas")
    dicabut, ditanya, telat = (pabrik.pengaduan() for _ in range(3))
    halaman = {
        nama: client.get(nama)
        for nama in ("/", "/standar-pelayanan/", "/privasi/", "/konsultasi/cara/", "/lacak/")
    }
    halaman["lacak kosong"] = client.post("/lacak/", {})
    halaman["lacak salah"] = client.post("/lacak/", {"nomor": telat.nomor, "kode": "AAAA-AAAA-AAAA"})
    halaman["baru"] = buka(client, telat)
    halaman["tanya cabut"] = client.get("/lacak/surat/cabut/")

    pabrik.disposisi(ditanya, oleh=kepala, petugas=petugas)
    kirim_tertunda()
    pertanyaan = actions.tanyakan(surat=ditanya, oleh=petugas, teks="Berapa nomor kartunya?")
    halaman["ditanya"] = buka(client, ditanya)
    jawab = f"/lacak/surat/jawab/{pertanyaan.pk}/"
    halaman["jawaban kosong"] = client.post(jawab, {"jawaban": ""})
    halaman["dijawab"] = client.post(jawab, {"jawaban": "4417"}, follow=True)
    buka(client, dicabut)
    halaman["dicabut"] = client.post("/lacak/surat/cabut/", follow=True)

    jam_uji.ke("2026-12-02T10:00+08:00")
    halaman["terlambat"] = buka(client, telat)
    jam_uji.maju(jam=1)
    halaman["tertutup"] = client.post(jawab, {"jawaban": "tulisan saya"})
    for _ in range(6):
        halaman["terkunci"] = client.post("/lacak/", {"nomor": "2026-77777", "kode": "AAAA-AAAA-AAAA"})
    halaman["beranda berangka"] = client.get("/")
    return {nama: Rekaman.dari(jawaban) for nama, jawaban in halaman.items()}


@pytest.mark.jelajah
def test_every_public_page_is_accessible_and_quiet(client, jam_uji):
    halaman = semua_halaman(client, jam_uji)
    with peramban() as browser:
        assert keluhan(browser, halaman, lebar=360) == {}
        assert keluhan(browser, halaman, lebar=1280, skema="dark") == {}
