"""The pages of appointments in a real browser at 360 and 1280 px: axe finds nothing, nothing overflows."""

import mimetypes
import os
from datetime import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import sync_playwright

from dinsos.agenda import rahasia
from dinsos.inti import jam
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi import actions, usulan
from disposisi.models import Audiensi, Ruang
from disposisi.rencana import LAMA_BAKU
from tests import pabrik
from tests.alur.conftest import ARGUMEN, CHROMIUM
from tests.bantu.peramban import PILIHAN

pytestmark = [pytest.mark.django_db, pytest.mark.alur]
ASAL = "http://testserver"
TAUTAN = "https://meet.jit.si/" + "PertemuanYangNamanyaPanjangSekali" * 3


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=jam.WITA)


def _surat(petugas, waktu: str, **lain):
    surat = pabrik.pengaduan()
    pabrik.disposisi(surat, petugas=petugas, waktu=wita(waktu), lama=LAMA_BAKU, **lain)
    kirim_tertunda()
    surat.refresh_from_db()
    return surat


def _halaman(jam_uji) -> dict:
    """Complete answers by name: the browser's event loop bars the database."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    petugas = pabrik.pengguna("petugas", nama="La Ode Muhammad Hasan Basri, S.Sos., M.Si.")
    ruang = Ruang.objects.create(nama="Ruang Layanan Terpadu Lantai Tiga")
    surat = _surat(petugas, "2026-11-25T09:00", ruang=ruang)
    video = _surat(petugas, "2026-11-24T09:00", mode="daring", metode="video", tempat=TAUTAN)
    staf, warga = Client(), Client()
    staf.force_login(petugas)
    atur, saya = f"/kerja/surat/{surat.pk}/jadwal/", "/lacak/surat/jadwal/"
    usulan.minta_waktu_lain(surat=surat, alasan="Anak sakit.", pilihan=[wita("2026-11-25T13:00")])
    hasil = {
        "minta": staf.get(atur),
        "galat": staf.post(atur, {"bagian": "tawarkan", "pukul_1": "x", "lama": "30"}),
        "galat_atur": staf.post(atur, {"jadwal_ini": Audiensi.objects.get(surat=surat).pk}),
        "meja": staf.get("/kerja/"),
    }
    usulan.usulkan(surat=surat, oleh=petugas, mulai=[wita("2026-11-25T13:00")], alasan="Rapat.")
    warga.post("/lacak/", {"nomor": surat.nomor, "kode": rahasia.kode(surat)})
    hasil |= {
        "ditawarkan": staf.get(atur),
        "pilih": warga.get(saya),
        "pilih_galat": warga.post(saya, {"apa": "pilih"}),
        "kasus": warga.get("/lacak/surat/"),
    }
    warga.post("/lacak/", {"nomor": video.nomor, "kode": rahasia.kode(video)})
    hasil |= {"tautan": warga.get(saya), "minta_galat": warga.post(saya, {"apa": "minta"})}
    jam_uji.ke("2026-11-24T09:02+08:00")
    actions.mulai_pertemuan(audiensi=Audiensi.objects.get(surat=video), oleh=petugas)
    hasil |= {
        "cara": staf.get(f"/kerja/surat/{video.pk}/jadwal/"),
        "hari": staf.get("/kerja/jadwal/"),
        "minggu": staf.get("/kerja/jadwal/?rentang=minggu&tanggal=2026-11-24"),
        "kalender_galat": staf.get("/kerja/jadwal/?tanggal=kapan"),
    }
    return hasil


@pytest.mark.jelajah
def test_halaman_jadwal_terbaca_semua_orang(jam_uji):
    semua = _halaman(jam_uji)
    galat = {"galat", "galat_atur", "pilih_galat", "minta_galat", "kalender_galat"}
    assert {nama for nama, satu in semua.items() if satu.status_code == 422} == galat
    assert {satu.status_code for satu in semua.values()} == {200, 422}
    with sync_playwright() as main, main.chromium.launch(executable_path=CHROMIUM, args=ARGUMEN) as peramban:
        for nama, jawaban in semua.items():
            for lebar in (360, 1280):
                _periksa(peramban, f"{nama}-{lebar}", jawaban, lebar)


def _periksa(peramban, nama: str, jawaban, lebar: int) -> None:
    galat: list[str] = []
    ruang = peramban.new_context(viewport={"width": lebar, "height": 800})
    ruang.route(f"{ASAL}/**", lambda rute: _layani(rute, jawaban))
    halaman = ruang.new_page()
    halaman.on("console", lambda p: galat.append(p.text) if p.type == "error" else None)
    halaman.goto(f"{ASAL}/halaman/")
    if album := os.environ.get("ALBUM"):
        halaman.screenshot(path=f"{album}/{nama}.png", full_page=True)
    hasil = Axe().run(halaman, options=PILIHAN)
    assert hasil.violations_count == 0, f"{nama}: {hasil.generate_report()}"
    assert halaman.evaluate("document.documentElement.scrollWidth") <= lebar, nama
    if jawaban.status_code == 422:
        assert halaman.evaluate("document.activeElement.className") == "ringkasan-galat", nama
    if nama.startswith("minggu"):
        halaman.emulate_media(media="print")
        if album:
            halaman.screenshot(path=f"{album}/{nama}-cetak.png", full_page=True)
        tampak = (
            "[...document.querySelectorAll('.btn, .saring, .menu-staf')].filter(e => e.offsetParent).length"
        )
        assert halaman.evaluate(tampak) == 0, "buttons and menus stay off the paper"
    assert galat == [], nama
    ruang.close()


def _layani(rute, jawaban) -> None:
    jalur = rute.request.url.removeprefix(ASAL)
    if jalur.startswith("/static/"):
        berkas = finders.find(jalur.removeprefix("/static/").split("?")[0])
        rute.fulfill(body=Path(berkas).read_bytes(), content_type=mimetypes.guess_type(berkas)[0])
    else:
        kepala = ("Content-Type", "Content-Security-Policy")
        rute.fulfill(body=jawaban.content, headers={k: jawaban[k] for k in kepala if k in jawaban})
