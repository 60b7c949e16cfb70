"""The desk in a real browser: axe at phone, tablet and wide screen; error states too; what it prints."""

import io
import uuid
from datetime import timedelta

import pikepdf
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from dinsos.bukutamu import layar
from dinsos.bukutamu.models import PendaftaranTamu
from dinsos.inti import jam
from dinsos.notifikasi.pengirim import kirim_tertunda
from tests import pabrik
from tests.bantu.peramban import ASAL, Rekaman, keluhan, peramban
from tests.bukutamu.tamu import isian, tamu

pytestmark = [pytest.mark.django_db, pytest.mark.alur]


@pytest.fixture
def halaman(meja, piket, kepala, petugas, ruang, jam_uji) -> dict[str, Rekaman]:
    """The pages of the desk, full and empty, in normal and in error states."""
    kosong = meja.get(reverse("bukutamu:meja"))
    surat = pabrik.pengaduan()
    besok = jam.wita(jam.sekarang()).replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=1)
    pabrik.disposisi(
        surat, oleh=kepala, petugas=petugas, waktu=besok, ruang=ruang, lama=timedelta(minutes=30)
    )
    kirim_tertunda()
    jam_uji.ke("2026-11-24T08:30+08:00")
    terlambat = tamu(piket, "konsultasi", nama="La Sali", keperluan="Bertanya syarat sembako")
    jam_uji.ke("2026-11-24T08:55+08:00")
    pabrik.disposisi(tamu(piket, "konsultasi").kunjungan.surat, oleh=kepala, petugas=petugas)
    tamu(piket, "lain", nama="Kurir", keperluan="Mengantar undangan")
    jam_uji.ke("2026-11-24T09:32+08:00")
    baru = tamu(piket, nama="Wa Siti")
    pintu = reverse("bukutamu:daftar", args=[layar.kunci_pintu()])
    ponsel = Client()
    giliran = ponsel.get(ponsel.post(pintu, isian(nama="La Ponsel")).url)
    pendaftar = PendaftaranTamu.objects.get()
    perbaiki = reverse("bukutamu:perbaiki", args=[pendaftar.pk])
    akhiri = reverse("bukutamu:akhiri", args=[baru.kunjungan_id])
    catat = reverse("bukutamu:catat")
    semua = {
        "kosong": kosong,
        "meja": meja.get(reverse("bukutamu:meja")),
        "galat_nomor": meja.post(reverse("bukutamu:datang"), {"nomor": "x", "kunci": str(uuid.uuid4())}),
        "catat": meja.get(catat),
        "galat_catat": meja.post(catat, isian(nama="", telepon="abc")),
        "cari": meja.post(catat, isian(nama="wa s", telepon="", cari="1")),
        "susulan": meja.get(reverse("bukutamu:susulan")),
        "tanda_terima": meja.get(reverse("bukutamu:tamu", args=[terlambat.pk])),
        "lengkapi": meja.get(reverse("bukutamu:lengkapi", args=[baru.pk])),
        "akhiri": meja.get(akhiri),
        "galat_akhiri": meja.post(akhiri, {"akhir": "janji"}),
        "surat": meja.get(reverse("bukutamu:surat_pengaduan")),
        "galat_surat": meja.post(reverse("bukutamu:surat_konsultasi"), {"kunci": str(uuid.uuid4())}),
        "buku": meja.get(reverse("bukutamu:buku")),
        "kosong_cetak": meja.get(reverse("bukutamu:buku_kosong")),
        "lembar_qr": meja.get(reverse("bukutamu:lembar_qr")),
        "perbaiki": meja.get(perbaiki),
        "galat_perbaiki": meja.post(perbaiki, isian(nama="")),
        "daftar": ponsel.get(pintu),
        "galat_daftar": ponsel.post(pintu, isian(nama="", asal="", telepon="abc")),
        "galat_lapor": ponsel.post(pintu, {"lapor": "1", "surat-nomor": "x"}),
        "giliran": giliran,
        "layar": meja.get(reverse("bukutamu:layar", args=[layar.kunci()])),
    }
    return {nama: Rekaman.dari(jawaban) for nama, jawaban in semua.items()}


def lembar_cetak(browser, satu: Rekaman) -> tuple[int, bool]:
    """How many sheets of paper a page becomes, and whether the first lies on its side."""

    def layani(rute) -> None:
        alamat = rute.request.url.removeprefix(ASAL)
        if alamat.startswith("/static/"):
            rute.fulfill(path=finders.find(alamat.removeprefix("/static/")))
        else:
            rute.fulfill(body=satu.isi, content_type="text/html")

    with browser.new_context() as ruang:
        ruang.route(f"{ASAL}/**", layani)
        layar_ = ruang.new_page()
        layar_.goto(ASAL)
        kertas = pikepdf.open(io.BytesIO(layar_.pdf(format="A4", prefer_css_page_size=True)))
        _, _, lebar, tinggi = kertas.pages[0].mediabox
        return len(kertas.pages), lebar > tinggi


@pytest.mark.jelajah
def test_every_page_of_the_desk_is_accessible(halaman):
    with peramban() as browser:
        assert lembar_cetak(browser, halaman["kosong_cetak"]) == (1, True)
        for nama in ("lembar_qr", "tanda_terima"):
            assert lembar_cetak(browser, halaman[nama]) == (1, False), nama
        assert keluhan(browser, halaman, lebar=360) == {}
        assert keluhan(browser, halaman, lebar=768) == {}
        assert keluhan(browser, halaman, lebar=1280, skema="dark") == {}
