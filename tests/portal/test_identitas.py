"""The pages of an identity document: the question what for, the marked picture, the line on the case page."""

import io
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Browser, Page

from dinsos.agenda import identitas
from dinsos.agenda.enums import Status
from dinsos.agenda.models import Lampiran, TujuanIdentitas
from dinsos.berkas import actions as berkas_actions
from dinsos.berkas import gudang
from dinsos.berkas.models import LogAksesBerkas
from konsultasi import retensi
from tests import pabrik
from tests.bantu.peramban import ASAL, Rekaman, keluhan, peramban
from tests.berkas import korpus
from tests.konsultasi.tahap import konsultasi_di
from tests.portal.kerja import SENIN, alamat, kata, masuk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("templat_ketat")]


@pytest.fixture
def surat(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    return konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)


def halaman(surat) -> str:
    return reverse("portal:identitas", args=[surat.pk])


def gambar_kartu(surat) -> str:
    kartu = surat.lampiran.filter(peran="identitas").first()
    return reverse("portal:surat_berkas", args=[surat.pk, kartu.berkas_id])


def sudah_bertujuan(orang, surat):
    klien = masuk(orang)
    klien.post(halaman(surat), {"pilihan": "cocokkan"})
    return klien


# --- the question ---------------------------------------------------------------------------------


def test_the_first_look_asks_what_for_and_shows_nothing(surat, petugas):
    layar = kata(masuk(petugas).get(halaman(surat)))
    assert "Untuk apa Anda melihat kartu identitas ini?" in layar
    assert "<img" not in layar
    assert "Setelah itu, setiap kali kartunya dibuka, nama Anda, tujuan ini, dan waktunya dicatat." in layar
    assert not LogAksesBerkas.objects.exists()


@pytest.mark.parametrize(
    ("isian", "tujuan"),
    [
        ({"pilihan": "cocokkan"}, "Mencocokkan nama pengirim dengan kartunya"),
        ({"pilihan": "wakil", "sendiri": "diabaikan"}, "Memastikan pengirim berhak mewakili lembaganya"),
        ({"pilihan": "lain", "sendiri": " Menjawab  Ombudsman "}, "Menjawab Ombudsman"),
    ],
)
def test_a_suggestion_or_own_words_are_kept(surat, petugas, isian, tujuan):
    klien = masuk(petugas)
    jawaban = klien.post(halaman(surat), isian)
    assert (jawaban.status_code, jawaban.url) == (302, halaman(surat))
    satu = TujuanIdentitas.objects.get()
    assert (satu.surat, satu.pengguna, satu.tujuan) == (surat, petugas, tujuan)
    layar = kata(klien.get(halaman(surat)))
    assert gambar_kartu(surat) in layar
    assert f"Tujuan Anda: {tujuan}." in layar


@pytest.mark.parametrize(
    ("isian", "galat"),
    [
        ({}, "Pilih untuk apa Anda melihat kartu ini."),
        ({"pilihan": "entah"}, identitas.TANPA_TUJUAN),
        ({"pilihan": "lain"}, identitas.TANPA_TUJUAN),
        ({"pilihan": "lain", "sendiri": "   "}, identitas.TANPA_TUJUAN),
        ({"pilihan": "lain", "sendiri": "x" * 201}, "paling banyak 200 huruf"),
    ],
)
def test_without_a_purpose_the_question_comes_back_with_the_reason(surat, petugas, isian, galat):
    jawaban = masuk(petugas).post(halaman(surat), isian)
    assert jawaban.status_code == 422
    assert galat in kata(jawaban)
    assert not TujuanIdentitas.objects.exists()


def test_the_second_tab_keeps_the_first_answer(surat, petugas):
    klien = masuk(petugas)
    for pilihan in ("cocokkan", "wakil"):
        assert klien.post(halaman(surat), {"pilihan": pilihan}).status_code == 302
    assert TujuanIdentitas.objects.get().tujuan == "Mencocokkan nama pengirim dengan kartunya"


# --- the picture ----------------------------------------------------------------------------------


def test_the_picture_is_marked_for_each_viewer_logged_and_never_kept(surat, petugas, kepala):
    lampiran = surat.lampiran.select_related("berkas").get(peran="identitas")
    with gudang.buka(lampiran.berkas.nama_simpan) as terbuka:
        asli = terbuka.read()
    isi = {}
    for orang in (petugas, kepala):
        jawaban = sudah_bertujuan(orang, surat).get(gambar_kartu(surat))
        assert "no-store" in jawaban["Cache-Control"]
        assert "private" in jawaban["Cache-Control"]
        assert jawaban["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert jawaban["Content-Type"] == "image/jpeg"
        assert jawaban["Content-Disposition"].startswith("inline")
        assert Image.open(io.BytesIO(jawaban.content)).size == (640, 480)
        isi[orang] = jawaban.content
    assert len({asli, *isi.values()}) == 3
    log = LogAksesBerkas.objects.order_by("pk")
    assert [(satu.oleh, satu.sebagai) for satu in log] == [
        (petugas, "Petugas yang menangani"),
        (kepala, "Kepala Dinas"),
    ]


def test_a_pdf_is_a_marked_download(surat, petugas):
    berkas = berkas_actions.simpan(unggahan=SimpleUploadedFile("ktp.pdf", korpus.pdf()))
    Lampiran.objects.create(surat=surat, berkas=berkas, peran="identitas")
    klien = sudah_bertujuan(petugas, surat)
    layar = kata(klien.get(halaman(surat)))
    assert "Unduh kartu identitas (PDF," in layar
    jawaban = klien.get(reverse("portal:surat_berkas", args=[surat.pk, berkas.pk]))
    assert jawaban["Content-Disposition"].startswith("attachment")
    assert jawaban.content.startswith(b"%PDF-")
    assert LogAksesBerkas.objects.get().berkas == berkas


def test_what_can_not_be_marked_is_refused_in_words(surat, petugas):
    klien = sudah_bertujuan(petugas, surat)
    berkas = surat.lampiran.select_related("berkas").get(peran="identitas").berkas
    gudang.jalur(berkas.nama_simpan).write_bytes(b"\xff\xd8\xff rusak")
    jawaban = klien.get(gambar_kartu(surat))
    assert jawaban.status_code == 422
    assert "tidak dapat kami beri tanda nama Anda" in kata(jawaban)
    assert not LogAksesBerkas.objects.exists()


# --- the line on the case page and on the head's page ----------------------------------------------


def test_the_case_page_has_one_line_and_the_list_of_looks(surat, petugas, kepala):
    layar = kata(masuk(petugas).get(alamat(surat)))
    assert "Kartu identitas (KTP):" in layar
    assert f'href="{halaman(surat)}"' in layar
    assert "Siapa yang pernah membuka kartu ini" not in layar
    sudah_bertujuan(kepala, surat).get(gambar_kartu(surat))
    layar = kata(masuk(petugas).get(alamat(surat)))
    assert "Siapa yang pernah membuka kartu ini" in layar
    assert f"{kepala} (Kepala Dinas), Senin, 23 November 2026 pukul 09.00 WITA: Mencocokkan nama" in layar


def test_after_the_purge_both_pages_tell_who_checked_it(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = konsultasi_di(Status.DITOLAK, kepala=kepala, petugas=petugas)
    rincian = surat.konsultasi
    rincian.identitas_diperiksa_pada, rincian.identitas_diperiksa_oleh = surat.ditutup_pada, petugas
    rincian.save()
    jam_uji.ke("2026-12-23T10:00+08:00")
    assert retensi.hapus_semua(lapor=lambda _: None) == 1
    kalimat = (
        "Kartu identitas (KTP): sudah diperiksa oleh La Ode Amrin, S.ST. pada Senin, 23 November 2026 pukul 09.00 "
        "WITA; salinannya dihapus Rabu, 23 Desember 2026 pukul 10.00 WITA."
    )
    for jalur in (alamat(surat), reverse("admin:disposisi_putuskan", args=[surat.pk])):
        layar = kata(masuk(kepala).get(jalur))
        assert kalimat in re.sub(r"<[^>]+>", "", layar).replace("  ", " ")
        assert halaman(surat) not in layar
    assert masuk(kepala).get(halaman(surat)).status_code == 404


def test_a_complaint_has_no_line(petugas, kepala):
    surat = pabrik.pengaduan()
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    assert "Kartu identitas" not in kata(masuk(petugas).get(alamat(surat)))


def test_the_privacy_notice_names_the_days(client, settings):
    settings.IDENTITAS_SIMPAN_HARI = 45
    layar = kata(client.get(reverse("portal:privasi")))
    assert "Salinan dan nomor kartu identitas: terhapus sendiri 45 hari setelah surat ditutup." in layar


# --- in a browser ---------------------------------------------------------------------------------


@pytest.fixture
def layar(surat, petugas, kepala) -> dict[str, Rekaman]:
    """The pages in all their states."""
    klien = masuk(petugas)
    semua = {
        "tujuan": klien.get(halaman(surat)),
        "galat_pilihan": klien.post(halaman(surat), {}),
        "galat_sendiri": klien.post(halaman(surat), {"pilihan": "lain"}),
    }
    sudah_bertujuan(kepala, surat).get(gambar_kartu(surat))
    klien.post(halaman(surat), {"pilihan": "cocokkan"})
    berkas = berkas_actions.simpan(unggahan=SimpleUploadedFile("ktp.pdf", korpus.pdf()))
    Lampiran.objects.create(surat=surat, berkas=berkas, peran="identitas")
    semua |= {
        "kartu": klien.get(halaman(surat)),
        "kasus": klien.get(alamat(surat)),
        "disposisi": masuk(kepala).get(reverse("admin:disposisi_putuskan", args=[surat.pk])),
    }
    simpan = surat.lampiran.select_related("berkas").filter(peran="identitas").first().berkas
    gudang.jalur(simpan.nama_simpan).write_bytes(b"\xff\xd8\xff")
    semua["gagal"] = klien.get(gambar_kartu(surat))
    return {nama: Rekaman.dari(jawaban) for nama, jawaban in semua.items()}


@pytest.mark.alur
@pytest.mark.jelajah
def test_every_page_is_accessible_and_quiet(layar):
    with peramban() as browser:
        assert keluhan(browser, layar, lebar=360) == {}
        assert keluhan(browser, layar, lebar=1280, skema="dark") == {}


def buka(browser: Browser, rekaman: Rekaman) -> Page:
    def layani(rute) -> None:
        jalur = rute.request.url.removeprefix(ASAL)
        if jalur.startswith("/static/"):
            rute.fulfill(path=Path(finders.find(jalur.removeprefix("/static/"))))
        else:
            rute.fulfill(body=rekaman.isi, content_type="text/html; charset=utf-8")

    ruang = browser.new_context(viewport={"width": 360, "height": 740})
    ruang.route(f"{ASAL}/**", layani)
    satu = ruang.new_page()
    satu.goto(ASAL)
    return satu


@pytest.mark.alur
def test_the_question_is_answered_by_keyboard_alone(layar):
    with peramban() as browser:
        satu = buka(browser, layar["tujuan"])
        assert satu.locator("#id_sendiri").is_hidden()  # asked only for another purpose
        satu.locator("#id_pilihan_0").focus()
        satu.keyboard.press("ArrowUp")  # round to the last one
        assert satu.evaluate("document.activeElement.value") == "lain"
        satu.keyboard.press("Tab")
        assert satu.evaluate("document.activeElement.id") == "id_sendiri"
        satu.keyboard.type("Menjawab Ombudsman")
        satu.keyboard.press("Tab")
        tombol = satu.evaluate("document.activeElement.textContent.trim()")
        assert tombol == "Lihat kartu identitas"
        kiriman = []
        satu.on("request", lambda r: kiriman.append(r.post_data or "") if r.method == "POST" else None)
        with satu.expect_navigation():
            satu.keyboard.press("Enter")
        assert "pilihan=lain" in kiriman[0]
        assert "sendiri=Menjawab+Ombudsman" in kiriman[0]


@pytest.mark.alur
def test_errors_take_the_focus_and_lead_to_the_answer(layar):
    with peramban() as browser:
        for nama, bidang in (("galat_pilihan", "id_pilihan_0"), ("galat_sendiri", "id_sendiri")):
            satu = buka(browser, layar[nama])
            assert "ringkasan-galat" in satu.evaluate("document.activeElement.className"), nama
            satu.keyboard.press("Tab")
            satu.keyboard.press("Enter")
            assert satu.evaluate("document.activeElement.id") == bidang
