"""The staff rooms in a real browser: axe at 360 and 1280 px, in error states too; keyboard alone suffices."""

import mimetypes
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse
from playwright.sync_api import Browser, Page

from dinsos.agenda import actions as agenda
from dinsos.agenda.enums import Status
from dinsos.inti import jam
from dinsos.inti.konteks import situs
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi.enums import Galat, Keadaan
from dinsos.notifikasi.keadaan import pindahkan
from dinsos.notifikasi.models import Pesan
from tests import pabrik
from tests.bantu.peramban import ASAL, Rekaman, keluhan, peramban
from tests.disposisi.bantuan import bersurat
from tests.notifikasi.bantuan import antre
from tests.portal.kerja import SENIN, alamat, isian, lewat_wa, masuk, surat_di

pytestmark = [pytest.mark.django_db, pytest.mark.alur]

KERJA, PAPAN = reverse("portal:kerja"), reverse("laporan:tenggat")
FOKUS = """() => {
  const e = document.activeElement, gaya = getComputedStyle(e);
  return [e.id || e.textContent.trim() || e.outerHTML, parseFloat(gaya.outlineWidth), gaya.outlineStyle];
}"""
DAPAT_FOKUS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter(e => e.type !== "hidden" && e.checkVisibility())
  .map(e => e.id || e.textContent.trim() || e.outerHTML)"""


def gagal(kunci: str, **isian) -> None:
    """An e-mail that was given up on."""
    pesan = antre(kunci, **isian)
    pindahkan(pesan, Keadaan.GAGAL, pada=jam.sekarang(), galat_terakhir=Galat.ALAMAT_DITOLAK)


@pytest.fixture
def layar(jam_uji) -> dict[str, Rekaman]:
    """Every page of the staff rooms, filled and empty, in normal and in error states."""
    jam_uji.ke(SENIN)
    kepala, petugas = pabrik.pengguna("kepala_dinas"), pabrik.pengguna("petugas", nama="La Ode Amrin, S.ST.")
    surat = bersurat("bukti.jpg", pengirim_=lewat_wa(), rahasiakan_identitas=True)
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True, catatan="Segera.")
    agenda.tanyakan(surat=surat, oleh=petugas, teks="Nomor kartunya berapa?")
    dijawab = surat_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    dilaksanakan = surat_di(Status.DILAKSANAKAN, kepala=kepala, petugas=petugas, hasil=False)
    surat_di(Status.DITERIMA, kepala=kepala, petugas=petugas)
    klien, pesan = masuk(petugas), Pesan.objects.get(kelas="pertanyaan")
    tujuan = reverse("portal:pesan", args=[pesan.pk])
    terkirim = Pesan.objects.get(kasus=surat.uuid, kelas="tanda_terima")
    outbox.tandai_manual(pesan=terkirim, oleh=petugas, pada=jam.sekarang())
    kembali = reverse("portal:pesan", args=[terkirim.pk], query={"tidak-sampai": 1})
    kode, bernomor = reverse("portal:kode_baru"), {"nomor": dijawab.nomor}
    gagal("pegawai", kasus=None)
    gagal("warga", kasus=dijawab.uuid)
    diperlihatkan = {"cara": "loket", "bukti": "ktp", "kali": "sekali"}
    halaman = {
        "kode_nomor": klien.get(kode),
        "galat_kode_nomor": klien.get(kode, {"nomor": "2026-99999"}),
        "kode_bukti": klien.get(kode, bernomor),
        "galat_kode_bukti": klien.post(f"{kode}?nomor={dijawab.nomor}", {"cara": "loket"}),
        "kode_baru": klien.post(f"{kode}?nomor={dijawab.nomor}", diperlihatkan),
        "meja_pengelola": masuk(pabrik.pengguna("pengelola")).get(KERJA),
        "surat_pesan_gagal": klien.get(alamat(dijawab)),
        "meja_kosong": masuk(pabrik.pengguna("petugas")).get(KERJA),
        "surat_didisposisikan": klien.get(alamat(surat)),
        "surat_dilaksanakan": klien.get(alamat(dilaksanakan)),
        "galat_tindakan": klien.post(
            alamat(dijawab, "laksanakan"), isian("laksanakan", pada="2026-12-24T09:00")
        ),
        "galat_kosong": klien.post(alamat(dilaksanakan, "hasil"), isian("hasil", hasil="")),
        "pesan": klien.get(tujuan),
        "galat_pesan": klien.post(tujuan, {"aksi": "tandai", "tandai-pada": "2026-12-24T09:00"}),
        "galat_cara_lain": klien.post(tujuan, {"aksi": "lain", "lain-saluran": "email", "lain-tujuan": "x"}),
        "tidak_sampai": klien.get(kembali),
        "galat_tidak_sampai": klien.post(kembali, {"aksi": "tidak_sampai"}),
        "galat_tarik": klien.post(kembali, {"aksi": "tarik"}),
        "galat_tandai_kemudian": klien.post(tujuan, {"aksi": "tandai", "tandai-pada": "2026-11-23T08:00"}),
        "meja_pimpinan": masuk(kepala).get(KERJA),
        "papan_kosong": masuk(pabrik.pengguna("petugas")).get(PAPAN),
    }
    jam_uji.ke("2026-11-24T18:10+08:00")
    halaman |= {
        "meja": klien.get(KERJA),
        "surat_terlambat": klien.get(alamat(surat)),
        "papan": masuk(kepala).get(PAPAN),
        "papan_saring": masuk(kepala).get(PAPAN, {"jenis": "respon", "kelompok": "terlambat"}),
    }
    csp = halaman["papan"]["Content-Security-Policy"]
    sibuk = Rekaman(render_to_string("503.html", situs(None)).encode(), csp)
    return {nama: Rekaman.dari(jawaban) for nama, jawaban in halaman.items()} | {"sibuk": sibuk}


@pytest.mark.jelajah
def test_every_page_is_accessible_and_quiet(layar):
    with peramban() as browser:
        assert keluhan(browser, layar, lebar=360) == {}
        assert keluhan(browser, layar, lebar=1280, skema="dark") == {}


def buka(browser: Browser, rekaman: Rekaman) -> Page:
    def layani(rute) -> None:
        jalur = rute.request.url.removeprefix(ASAL)
        if not jalur.startswith("/static/"):
            rute.fulfill(body=rekaman.isi, content_type="text/html; charset=utf-8")
            return
        berkas = finders.find(jalur.removeprefix("/static/"))
        rute.fulfill(body=Path(berkas).read_bytes(), content_type=mimetypes.guess_type(berkas)[0])

    ruang = browser.new_context(viewport={"width": 360, "height": 740})
    ruang.route(f"{ASAL}/**", layani)
    halaman = ruang.new_page()
    halaman.goto(ASAL)
    return halaman


@pytest.mark.parametrize("nama", ["meja", "surat_terlambat", "pesan", "papan_saring"])
def test_tab_reaches_every_control_in_order_and_shows_where_it_is(layar, nama):
    with peramban() as browser:
        halaman = buka(browser, layar[nama])
        semua = halaman.evaluate(DAPAT_FOKUS)
        ditempuh: dict[str, bool] = {}
        for _ in range(4 * len(semua)):  # a date and time control has several stops
            halaman.keyboard.press("Tab")
            if halaman.evaluate("document.activeElement === document.body"):
                break
            kunci, tebal, gaya = halaman.evaluate(FOKUS)
            ditempuh.setdefault(kunci, tebal >= 2 and gaya != "none")
    assert list(ditempuh) == semua
    assert all(ditempuh.values()), ditempuh


def test_keyboard_opens_messages_and_filters(layar):
    with peramban() as browser:
        halaman = buka(browser, layar["surat_terlambat"])
        pertama = halaman.locator(".kartu summary").first
        pertama.focus()
        halaman.keyboard.press("Enter")
        assert halaman.locator(".kartu details[open]").count() == 1
        halaman = buka(browser, layar["papan"])
        halaman.locator(".saring summary").focus()
        halaman.keyboard.press("Enter")
        halaman.keyboard.press("Tab")
        assert halaman.evaluate("document.activeElement.id") == "saring_layanan"


def test_error_summary_has_the_focus_and_leads_to_the_field(layar):
    with peramban() as browser:
        for nama, bidang in (
            ("galat_tindakan", "laksanakan_pada"),
            ("galat_kosong", "hasil_hasil"),
            ("galat_pesan", "id_tandai-pada"),
            ("galat_cara_lain", "id_lain-tujuan"),
        ):
            halaman = buka(browser, layar[nama])
            assert "ringkasan-galat" in halaman.evaluate("document.activeElement.className"), nama
            halaman.keyboard.press("Tab")
            assert halaman.evaluate("document.activeElement.getAttribute('href')") == f"#{bidang}", nama
            halaman.keyboard.press("Enter")
            assert halaman.evaluate("document.activeElement.id") == bidang


def test_page_renews_itself_and_keeps_the_place(layar):
    """The list is fetched again; who stands on a row stays there; when it fails the page says it is old."""
    with peramban() as browser:
        halaman = buka(browser, layar["meja_kosong"])
        halaman.evaluate("document.querySelector('#pekerjaan').prepend('UsangUji')")
        lanjut = "document.dispatchEvent(new Event('visibilitychange'))"
        halaman.evaluate(lanjut)
        halaman.wait_for_function("!document.querySelector('#pekerjaan').textContent.includes('UsangUji')")
        assert halaman.locator("[data-segarkan-gagal]").is_hidden()
        halaman.context.set_offline(True)
        halaman.context.unroute_all()
        halaman.evaluate(lanjut)
        halaman.wait_for_function("!document.querySelector('[data-segarkan-gagal]').hidden")
        halaman = buka(browser, layar["meja"])
        tautan = halaman.locator("#pekerjaan td a").first
        tautan.focus()
        kunci = tautan.get_attribute("id")
        halaman.evaluate("document.querySelector('#pekerjaan').append('UsangUji')")
        halaman.evaluate(lanjut)
        halaman.wait_for_function("!document.querySelector('#pekerjaan').textContent.includes('UsangUji')")
        assert halaman.evaluate("document.activeElement.id") == kunci
