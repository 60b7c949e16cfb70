"""The calendar pages in a real browser at 360 and 1280 px, light and dark: axe finds nothing, nothing overflows."""

import mimetypes
import os
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from playwright.sync_api import sync_playwright

from dinsos.sla import actions
from dinsos.sla.models import HariKhusus, UsulanKebijakan
from tests import pabrik
from tests.alur.conftest import ARGUMEN, CHROMIUM

pytestmark = [pytest.mark.django_db, pytest.mark.alur]

ASAL = "http://testserver"
PILIHAN = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
}


KECIL = """() => [...document.querySelectorAll('#content .btn, #content .form-control, #content summary')]
  .filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"""


def periksa(semua: dict) -> None:
    """Shows answers of the test client at both widths, light and dark; nothing may be wrong with any of them.

    The answers are complete before the browser starts, because its event loop bars the database.
    """
    with sync_playwright() as main, main.chromium.launch(executable_path=CHROMIUM, args=ARGUMEN) as peramban:
        for nama, jawaban in semua.items():
            assert jawaban.status_code == 200, nama
            for lebar, skema in product((360, 1280), ("light", "dark")):
                _periksa_satu(peramban, f"{nama}-{lebar}-{skema}", jawaban, lebar, skema)


def _periksa_satu(peramban, nama: str, jawaban, lebar: int, skema: str) -> None:
    galat: list[str] = []
    ruang = peramban.new_context(viewport={"width": lebar, "height": 800}, color_scheme=skema)
    ruang.route(f"{ASAL}/**", lambda rute: layani(rute, jawaban))
    halaman = ruang.new_page()
    halaman.on("console", lambda p: galat.append(p.text) if p.type == "error" else None)
    halaman.goto(f"{ASAL}/halaman/")
    if album := os.environ.get("ALBUM"):
        halaman.screenshot(path=f"{album}/{nama}.png", full_page=True)
    hasil = Axe().run(halaman, options=PILIHAN)
    assert hasil.violations_count == 0, f"{nama}: {hasil.generate_report()}"
    assert halaman.evaluate("document.documentElement.scrollWidth") <= lebar, nama
    assert halaman.evaluate(KECIL) == [], nama
    assert galat == [], nama
    ruang.close()


def layani(rute, jawaban) -> None:
    jalur = rute.request.url.removeprefix(ASAL)
    if jalur.startswith("/static/"):
        berkas = finders.find(jalur.removeprefix("/static/").split("?")[0])
        rute.fulfill(body=Path(berkas).read_bytes(), content_type=mimetypes.guess_type(berkas)[0])
    else:
        kepala = ("Content-Type", "Content-Security-Policy")
        rute.fulfill(body=jawaban.content, headers={k: jawaban[k] for k in kepala})


def alamat(nama: str, *isi: int) -> str:
    return reverse(f"admin:kalender_{nama}", args=isi)


def klien(orang) -> Client:
    hasil = Client()
    hasil.force_login(orang)
    return hasil


@pytest.mark.jelajah
def test_calendar_pages(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    pengelola, kepala = pabrik.pengguna("pengelola"), pabrik.pengguna("kepala_dinas")
    for _ in range(2):
        pabrik.pengaduan()
    versi = actions.susun_kalender(tahun=2026, dari_paket=False, oleh=pengelola)
    hari = HariKhusus(versi=versi, tanggal=date(2026, 11, 24), jenis="tutup_kantor", nama="Banjir")
    actions.simpan_isi(isi=hari, oleh=pengelola)
    penyusun, pimpinan = klien(pengelola), klien(kepala)
    jam_kerja = versi.profil_jam.first().pk

    semua = {}
    semua["depan"] = penyusun.get(reverse("admin:index"))
    semua["daftar"] = penyusun.get(alamat("daftar"))
    semua["susun"] = penyusun.get(alamat("susun"))
    semua["susun-galat"] = penyusun.post(alamat("susun"), {"tahun": "1999"})
    semua["draf"] = penyusun.get(alamat("versi", versi.pk))
    semua["draf-galat"] = penyusun.post(alamat("dasar", versi.pk), {"dasar_hukum": ""})
    semua["hari"] = penyusun.get(alamat("hari", versi.pk, hari.pk))
    semua["hari-galat"] = penyusun.post(alamat("hari_baru", versi.pk), {"jenis": "buka_khusus"})
    semua["jam"] = penyusun.get(alamat("jam", versi.pk, jam_kerja))
    semua["jam-galat"] = penyusun.post(alamat("jam_baru", versi.pk), {"senin": "pagi"})
    semua["buang"] = penyusun.get(alamat("buang", versi.pk))
    actions.ajukan_kalender(versi=versi, oleh=pengelola)
    semua["diajukan-pengelola"] = penyusun.get(alamat("versi", versi.pk))
    semua["diajukan-kepala"] = pimpinan.get(alamat("versi", versi.pk))
    semua["kembalikan-galat"] = pimpinan.post(alamat("kembalikan", versi.pk), {"alasan": ""})
    actions.terbitkan_kalender(versi=versi, oleh=kepala)
    semua["terbit-kepala"] = pimpinan.get(alamat("versi", versi.pk))
    semua["terapkan-galat"] = pimpinan.post(alamat("terapkan", versi.pk), {"alasan": ""})
    periksa(semua)


@pytest.mark.jelajah
def test_policy_pages(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    pengelola, kepala = pabrik.pengguna("pengelola"), pabrik.pengguna("kepala_dinas")
    pabrik.pengaduan()
    jam_uji.maju(hari=3)
    penyusun, pimpinan = klien(pengelola), klien(kepala)
    isi = {
        "layanan": "pengaduan",
        "jenis": "respon",
        "satuan": "hari_kalender",
        "jumlah": "1",
        "bunyi": "Pengaduan dijawab paling lama satu hari kalender.",
        "nomor_sk": "SK 9/2026",
        "berlaku_sejak": "2026-12-01",
    }
    semua = {
        "kebijakan": penyusun.get(reverse("admin:kebijakan_daftar")),
        "usulkan": penyusun.get(reverse("admin:kebijakan_usulkan")),
        "usulkan-galat": penyusun.post(reverse("admin:kebijakan_usulkan"), isi | {"satuan": "menit"}),
        "pilihan": pimpinan.get(reverse("admin:pilihan_kantor")),
        "pilihan-galat": pimpinan.post(reverse("admin:pilihan_kantor"), {}),
    }
    penyusun.post(reverse("admin:kebijakan_usulkan"), isi)
    usulan = UsulanKebijakan.objects.get().pk
    semua["usulan"] = pimpinan.get(reverse("admin:kebijakan_usulan", args=[usulan]))
    tanpa_alasan = pimpinan.post(reverse("admin:kebijakan_kembalikan", args=[usulan]), {"alasan": ""})
    semua["usulan-galat"] = tanpa_alasan
    periksa(semua)
