"""Search of staff: everything a person may type, only visible letters, from an index, nothing in addresses."""

import importlib
import re
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from dinsos.agenda.models import Pengecualian, Pengirim, SuratMasuk
from dinsos.agenda.pencarian import bentuk_cari, berawalan
from dinsos.inti import telepon
from dinsos.portal import cari
from dinsos.portal.cari import Kunci
from tests import pabrik
from tests.bantu.peramban import Rekaman, keluhan, peramban
from tests.bantu.templat import ketatkan
from tests.portal.kerja import kata

CARI, HASIL = reverse("portal:cari"), reverse("portal:cari_hasil")
PANJANG = "Ahmad Zulkarnaen bin La Ode Muhammad Idrus"


@pytest.fixture(autouse=True)
def _ketat(settings):
    ketatkan(settings)


@pytest.fixture
def kepala(db):
    return pabrik.pengguna("kepala_dinas")


def surat_dari(nama: str, telepon: str = "+6281234567890", **kolom) -> SuratMasuk:
    return pabrik.pengaduan(pengirim_=pabrik.pengirim(nama=nama, telepon=telepon), **kolom)


def masuk(orang) -> Client:
    klien = Client()
    klien.force_login(orang)
    return klien


def ditemukan(orang, teks: str) -> set[int]:
    return {satu.pk for satu in cari.cari(orang, cari.baca(teks)).surat}


@pytest.mark.parametrize(
    "teks", ["2026-00012", "2026 12", "12/2026", "0012/2026", "202600012", " no. 2026-12 ", "00012-2026"]
)
def test_number_is_read_as_people_write_it(teks):
    assert cari.baca(teks) == Kunci("nomor", "2026-00012")


@pytest.mark.parametrize(
    ("teks", "awal"),
    [
        ("0812 3456 7890", "+6281234567890"),
        ("0812-3456-7890", "+6281234567890"),
        ("6281234567890", "+6281234567890"),
        ("+62 812 3456 7890", "+6281234567890"),
        ("(0812) 3456.7890", "+6281234567890"),
        ("81234567890", "+6281234567890"),
        ("0812 34", "+6281234"),
        ("62 812 3", "+628123"),
        ("+62 8123", "+628123"),
        ("+62 0812 3456 7890", "+6281234567890"),
        ("+65 6123 4567", "+6561234567"),
        ("+65 6123", "+656123"),
    ],
)
def test_phone_is_read_as_people_write_it(teks, awal):
    assert cari.baca(teks) == Kunci("telepon", awal)


@pytest.mark.parametrize("teks", ["WA ODE", "wa  ode", " Wa Ode "])
def test_name_is_compared_without_case_and_white_space(teks):
    assert cari.baca(teks) == Kunci("nama_cari", "wa ode")


@pytest.mark.parametrize("teks", ["wa", "1", "2026", "08123", "+62"])
def test_too_little_says_what_to_type(teks):
    with pytest.raises(cari.ValidationError, match="paling sedikit"):
        cari.baca(teks)


@given(st.integers(8_110_000_000, 899_999_999_999), st.integers(6, 13))
def test_beginning_of_a_number_is_the_beginning_of_what_is_stored(angka, panjang):
    tersimpan = telepon.ke_e164(f"0{angka}")
    for tulisan in (f"0{angka}", f"62{angka}", f"+62{angka}"):
        awal = cari.baca(tulisan[: panjang + 1]).nilai
        assert len(awal) >= 6
        assert tersimpan.startswith(awal)


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused(teks):
    try:
        kunci = cari.baca(teks)
    except cari.ValidationError:
        return
    assert kunci.kolom in ("nomor", "telepon", "nama_cari")
    assert kunci.nilai


def test_letter_is_found_by_each_of_the_three(kepala):
    dicari, lain = surat_dari("Wa Ode Nurhayati"), surat_dari("La Ode Amrin", "+6282199990000")
    for teks in (dicari.nomor, "0812-3456-7890", "081234", "wa ode nurHAYATI", "Wa Ode"):
        assert ditemukan(kepala, teks) == {dicari.pk}, teks
    assert ditemukan(kepala, "Nurhayati") == set()
    assert ditemukan(kepala, lain.nomor) == {lain.pk}


def test_signs_of_patterns_are_only_signs(kepala):
    surat_dari("Wa Ode")
    persen = surat_dari("100% Jaya_Abadi")
    assert ditemukan(kepala, "%%%") == ditemukan(kepala, "___") == set()
    assert ditemukan(kepala, "100% jaya_") == {persen.pk}
    assert ditemukan(kepala, "100% jaya%") == set()


def test_name_follows_every_change(kepala):
    surat = surat_dari("Siti")
    surat.pengirim.nama = "Ömer ẞtraße"
    surat.pengirim.save(update_fields=["nama"])
    assert ditemukan(kepala, "öMER SSTRASSE") == {surat.pk}
    assert ditemukan(kepala, "Siti") == set()
    assert len(bentuk_cari("ΐ" * 120)) == 360


def test_migration_writes_the_form_of_names_that_are_there(kepala):
    surat = surat_dari("La  Ode ÉMILE")
    Pengirim.objects.filter(pk=surat.pengirim.pk).update(nama_cari="")
    assert ditemukan(kepala, "la ode") == set()
    migrasi = importlib.import_module("dinsos.agenda.migrations.0003_pencarian")
    migrasi.isi(apps, SimpleNamespace(connection=connection))
    assert ditemukan(kepala, "la ode émile") == {surat.pk}


def test_only_letters_that_one_may_know_of(db):
    kepala, sekretaris = pabrik.pengguna("kepala_dinas"), pabrik.pengguna("sekretaris")
    petugas, lain = pabrik.pengguna("petugas"), pabrik.pengguna("petugas")
    surat = surat_dari("Wa Biasa")
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    for teks in (surat.nomor, "081234567890", "wa biasa"):
        assert ditemukan(kepala, teks) == ditemukan(petugas, teks) == {surat.pk}
        assert ditemukan(lain, teks) == ditemukan(sekretaris, teks) == set()
    Pengecualian.objects.create(surat=surat, pengguna=kepala, alasan="Disebut")
    for teks in (surat.nomor, "081234567890", "wa biasa"):
        assert ditemukan(kepala, teks) == set()


def test_letter_of_a_secret_sender_is_found_by_its_number_only(kepala):
    petugas = pabrik.pengguna("petugas")
    surat = surat_dari("Wa Rahasia", rahasiakan_identitas=True)
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    for orang in (kepala, petugas):
        assert ditemukan(orang, surat.nomor) == {surat.pk}
        assert ditemukan(orang, "081234567890") == ditemukan(orang, "wa rahasia") == set()
        halaman = kata(masuk(orang).post(CARI, {"cari": surat.nomor}, follow=True))
        assert "Pengirim dirahasiakan" in halaman
        assert "Wa Rahasia" not in halaman
        assert "7890" not in halaman.split('id="j-hasil"')[1]


def test_letter_about_the_head_is_the_deputys(kepala):
    surat = pabrik.pengaduan(pengirim_=pabrik.pengirim(nama="Siti"), rincian_=pabrik.rincian(terlapor=kepala))
    assert ditemukan(pabrik.pengguna("sekretaris"), "siti") == {surat.pk}
    assert ditemukan(pabrik.pengguna("kepala_dinas"), "siti") == set()


def test_newest_first_and_no_more_than_fits(kepala, monkeypatch):
    monkeypatch.setattr(cari, "BATAS_HASIL", 2)
    surat = [surat_dari(f"Wa Ode {i}").pk for i in range(3)]
    hasil = cari.cari(kepala, cari.baca("Wa Ode"))
    assert ([s.pk for s in hasil.surat], hasil.persempit) == (surat[:0:-1], True)
    assert not cari.cari(kepala, cari.baca("Wa Ode 1")).persempit


def test_a_common_name_is_told_from_one_that_is_not_there(kepala, monkeypatch):
    """Of too many senders only the first are looked at: the answer never claims that there is nothing."""
    petugas = pabrik.pengguna("petugas")
    monkeypatch.setattr(cari, "BATAS_CALON", 2)
    surat = [surat_dari(f"Wa Ode {i}") for i in range(3)]
    pabrik.disposisi(surat[2], oleh=kepala, petugas=petugas)
    klien = masuk(petugas)
    halaman = kata(klien.post(CARI, {"cari": "Wa Ode"}, follow=True))
    assert "Terlalu banyak yang cocok" in halaman
    assert "Tidak ditemukan" not in halaman
    assert surat[2].nomor in kata(klien.post(CARI, {"cari": "wa ode 2"}, follow=True))
    assert "Tidak ditemukan" in kata(klien.post(CARI, {"cari": "wa ode 1"}, follow=True))


def test_page_keeps_the_search_until_signing_out(kepala):
    surat = surat_dari("Wa Ode Nurhayati")
    klien = masuk(kepala)
    assert klien.get(HASIL).url == CARI
    jawaban = klien.post(CARI, {"cari": "nurhayati"})
    assert (jawaban.status_code, jawaban.url) == (302, HASIL)
    klien.post(CARI, {"cari": "wa ode"})
    for _ in range(2):
        halaman = klien.get(HASIL)
        assert surat.nomor in kata(halaman)
        assert 'value="wa ode"' in kata(halaman)
        assert "no-store" in halaman["Cache-Control"]
    assert surat.nomor not in kata(klien.get(CARI))
    klien.post(reverse("akun:keluar"))
    klien.force_login(kepala)
    assert klien.get(HASIL).url == CARI


@pytest.mark.parametrize(
    ("teks", "pesan"),
    [
        ("", "Tulis nomor surat, nomor telepon, atau nama pengirim."),
        ("wa", "Tulis paling sedikit 3 huruf"),
        ("0812", "paling sedikit 6 angka"),
        ("x" * 121, "Terlalu panjang"),
        ("wa\0ode", "Karakter null"),
    ],
)
def test_refused_with_words(kepala, teks, pesan):
    jawaban = masuk(kepala).post(CARI, {"cari": teks})
    assert jawaban.status_code == 422
    assert pesan in kata(jawaban)


def test_what_is_looked_for_stands_in_no_address(kepala, caplog):
    surat_dari("Wa Ode Nurhayati")
    klien = masuk(kepala)
    with caplog.at_level("DEBUG"):
        jawaban = klien.post(CARI, {"cari": "Wa Ode Nurhayati"}, follow=True)
    assert "nurhayati" not in f"{jawaban.redirect_chain} {caplog.text}".lower()


def test_menu_marks_one_entry(kepala):
    halaman = kata(masuk(kepala).get(CARI))
    assert re.findall(r'<a href="([^"]+)" aria-current="page"', halaman) == [CARI]


@pytest.mark.parametrize("banyak", [1, 25])
def test_statements_are_constant(kepala, banyak):
    for i in range(banyak):
        pabrik.disposisi(surat_dari(f"Wa Ode {i}"), oleh=kepala)
    klien = masuk(kepala)
    klien.post(CARI, {"cari": "wa ode"})
    with CaptureQueriesContext(connection) as tangkapan:
        halaman = klien.get(HASIL)
    assert len(halaman.context["hasil"].surat) == banyak
    assert len(tangkapan) <= 8


@pytest.mark.parametrize(
    ("kolom", "awal", "indeks"),
    [("nama_cari", "wa ode", "pengirim_nama_cari"), ("telepon", "+62812", "pengirim_telepon")],
)
def test_beginnings_are_read_from_an_index_in_its_order(db, kolom, awal, indeks):
    calon = berawalan(Pengirim.objects, kolom, awal).values("surat")[:500]
    if connection.vendor == "postgresql":
        with connection.cursor() as kursor:
            kursor.execute("SET LOCAL enable_seqscan = off")
        rencana = calon.explain()
        assert "Index Cond" in rencana
        assert "Sort" not in rencana
    else:
        rencana = calon.explain()
        assert f"{kolom}>? AND {kolom}<?" in rencana
        assert "TEMP B-TREE" not in rencana
    assert indeks in rencana


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL plans a query before it knows the text"
)
def test_a_plan_made_before_the_text_is_known_compares_by_bytes(kepala):
    """As the index does; with LIKE such a plan reads the whole index (docs/kinerja.md)."""
    surat_dari("Wa Ode Nurhayati")
    with CaptureQueriesContext(connection) as tangkapan:
        cari.cari(kepala, cari.baca("wa ode"))
    with connection.cursor() as kursor:
        kursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        kueri = next(q["sql"] for q in tangkapan if "wa ode" in q["sql"])
        kursor.execute(f"EXPLAIN {kueri}")
        rencana = "\n".join(baris for (baris,) in kursor.fetchall())
    assert re.search(r"nama_cari\)?(::text)? ~>=~ .* ~<~ ", rencana)
    assert " ~~ " not in rencana


@pytest.mark.alur
def test_page_is_accessible_on_a_phone_and_on_a_desk(kepala):
    surat_dari("Wa Ode Nurhayati")
    surat_dari(PANJANG, rahasiakan_identitas=True)
    klien = masuk(kepala)
    halaman = {
        "kosong": klien.get(CARI),
        "galat": klien.post(CARI, {"cari": "wa"}),
        "ditemukan": klien.post(CARI, {"cari": "081234"}, follow=True),
        "tidak ada": klien.post(CARI, {"cari": "tidak ada"}, follow=True),
    }
    rekaman = {nama: Rekaman.dari(jawaban) for nama, jawaban in halaman.items()}
    with peramban() as browser:
        assert keluhan(browser, rekaman, lebar=360) == {}
        assert keluhan(browser, rekaman, lebar=1280, skema="dark") == {}
