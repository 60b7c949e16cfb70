"""The mailbox's pages in a real browser: axe on phone and wide screen, error states too, and the keyboard alone."""

import pytest
from django.test import Client
from django.urls import reverse

from dinsos.bukutamu.kotak import actions
from tests.bantu.peramban import Rekaman, keluhan, peramban, tampilkan
from tests.bukutamu import surel

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alur]


@pytest.fixture
def halaman(meja, kepala, piket, jam_uji) -> dict[str, Rekaman]:
    """Every page of the mailbox, full, empty and in error."""
    kosong = meja.get(reverse("surel:daftar")), meja.get(reverse("surel:selesai"))
    lama = surel.kirim(
        surel.berlampiran(1, ("program.exe", "application/octet-stream", b"MZ")), "2026-11-20T08:00+08:00"
    )
    surel.kirim(surel.surat(2, Precedence="bulk", Subject="Undangan " + "panjangsekali" * 12))
    surel.kirim(b"From: x\r\nContent-Type: application/pkcs7-mime\r\n\r\nsandi")
    buang = surel.kirim(surel.surat(4))
    actions.buang_surel(surel=buang, oleh=piket, alasan="Iklan atau penipuan.")
    jam_uji.ke("2026-11-23T17:00+08:00")
    pimpinan = Client()
    pimpinan.force_login(kepala)
    alamat = {
        nama: reverse(f"surel:{nama}", args=[lama.pk])
        for nama in ("satu", "buang", "pengaduan", "konsultasi")
    }
    semua = {
        "daftar_kosong": kosong[0],
        "selesai_kosong": kosong[1],
        "daftar": meja.get(reverse("surel:daftar")),
        "satu": meja.get(alamat["satu"]),
        "galat_buang": meja.post(alamat["buang"], {"alasan": ""}),
        "dibuang": meja.get(reverse("surel:satu", args=[buang.pk])),
        "selesai": meja.get(reverse("surel:selesai")),
        "pengaduan": meja.get(alamat["pengaduan"]),
        "galat_pengaduan": meja.post(alamat["pengaduan"], {"nama": ""}),
        "konsultasi": meja.get(alamat["konsultasi"]),
        "meja": meja.get(reverse("bukutamu:meja")),
        "papan": pimpinan.get(reverse("laporan:tenggat")),
    }
    return {nama: Rekaman.dari(jawaban) for nama, jawaban in semua.items()}


@pytest.mark.jelajah
def test_every_page_is_accessible_and_needs_no_mouse(halaman):
    with peramban() as browser:
        assert keluhan(browser, halaman, lebar=360) == {}
        assert keluhan(browser, halaman, lebar=1280, skema="dark") == {}
        with tampilkan(browser, {"satu": halaman["satu"].isi}, lebar=1280, tinggi=740) as buka:
            layar = buka("satu")
            urutan = []
            for _ in range(40):
                layar.keyboard.press("Tab")
                urutan.append(
                    layar.evaluate("document.activeElement.textContent.trim() || document.activeElement.name")
                )
        terlihat = [
            kata
            for kata in urutan
            if kata in ("Catat pengaduan", "Catat konsultasi", "alasan", "Jangan catat")
        ]
        assert terlihat[:4] == ["Catat pengaduan", "Catat konsultasi", "alasan", "Jangan catat"]
