"""The agenda book: every number has its line, on the screen and on paper, whoever looks."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dinsos.agenda.models import Pengecualian
from dinsos.inti import jam
from dinsos.laporan import buku_agenda
from tests import pabrik
from tests.bantu.templat import ketatkan
from tests.dokumen.baca import teks_pdf
from tests.portal.kerja import SENIN, kata, masuk, surat_di

pytestmark = pytest.mark.django_db
BUKU = reverse("laporan:buku_agenda")
CETAK = reverse("laporan:buku_agenda_cetak")


@pytest.fixture(autouse=True)
def _ketat(settings):
    ketatkan(settings)


@pytest.fixture
def kepala(jam_uji):
    jam_uji.ke(SENIN)
    return pabrik.pengguna("kepala_dinas")


def test_buku_memuat_setiap_nomor_di_layar_dan_di_kertas(kepala, jam_uji):
    petugas = pabrik.pengguna("petugas", nama="La Ode Amrin, S.ST.")
    lama = pabrik.pengaduan()
    jam_uji.ke("2026-12-01T09:00+08:00")
    satu = surat_di("dijawab", kepala=kepala, petugas=petugas)
    dua = pabrik.konsultasi(pengirim_=pabrik.pengirim(nama="Wa Ode Rahasia"), rahasiakan_identitas=True)
    klien = masuk(kepala)
    halaman = kata(klien.get(BUKU))
    assert "2 surat dicatat dari Selasa, 1 Desember 2026 sampai Kamis, 31 Desember 2026" in halaman
    isi = klien.get(re.search(rf'href="({CETAK}[^"]*)"', halaman)[1].replace("&amp;", "&"))
    assert isi["Content-Disposition"] == 'attachment; filename="buku-agenda-2026-12-01.pdf"'
    for teks in (halaman, teks_pdf(isi.content)):
        assert satu.nomor in teks
        assert dua.nomor in teks
        assert lama.nomor not in teks
        assert "La Ode Amrin" in teks
        assert "Pengirim dirahasiakan" in teks
        assert "Rahasia, " not in teks
        assert "Wa Ode Rahasia" not in teks
    assert lama.nomor in teks_pdf(klien.get(CETAK, {"dari": "2026-11-23", "sampai": "23/11/2026"}).content)


def test_buku_tidak_memuat_surat_yang_mengecualikan_pembacanya(kepala):
    sekretaris = pabrik.pengguna("sekretaris")
    surat = pabrik.pengaduan()
    Pengecualian.objects.create(surat=surat, pengguna=sekretaris, alasan="Diadukan")
    tentang_kepala = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=kepala))
    for orang, tertutup in ((sekretaris, surat), (kepala, tentang_kepala)):
        masa = [jam.wita(surat.dicatat_pada).date()] * 2
        [lain] = buku_agenda.baris(orang, *masa)
        assert {lain.nomor, tertutup.nomor} == {surat.nomor, tentang_kepala.nomor}
        assert lain.pengirim == "Wa Ode Nurhayati"
        assert buku_agenda.jumlah(orang, *masa) == 1


def test_kueri_tetap_berapa_pun_suratnya(kepala):
    def banyak_kueri() -> int:
        with CaptureQueriesContext(connection) as kueri:
            hari = surat.dicatat_pada.date()
            buku_agenda.data(kepala, hari, hari)
        return len(kueri)

    surat = pabrik.pengaduan()
    assert kepala.adalah_kepala()
    sedikit = banyak_kueri()
    for _ in range(5):
        pabrik.pengaduan(rahasiakan_identitas=True)
    assert banyak_kueri() == sedikit == 2


def test_masa_yang_salah_dan_yang_terlalu_banyak_dijelaskan(kepala, monkeypatch):
    klien = masuk(kepala)
    terbalik = {"dari": "2026-11-23", "sampai": "2026-11-22"}
    for alamat in (BUKU, CETAK):
        jawaban = klien.get(alamat, terbalik)
        assert jawaban.status_code == 422
        assert "Tanggal akhir tidak boleh sebelum tanggal awal." in kata(jawaban)
    assert "paling lama satu tahun" in kata(klien.get(BUKU, {"dari": "2024-01-01"}))
    assert "Tidak ada surat pada masa ini." in kata(klien.get(BUKU, {"dari": "2026-11-01"}))
    for _ in range(2):
        pabrik.pengaduan()
    monkeypatch.setattr(buku_agenda, "BARIS_MAKS", 1)
    jawaban = klien.get(CETAK)
    assert jawaban.status_code == 422
    assert "Masa ini memuat 2 surat, sedangkan satu buku memuat paling banyak 1." in kata(jawaban)
    assert "Unduh untuk dicetak" not in kata(klien.get(BUKU))
    assert BUKU in kata(klien.get(reverse("laporan:daftar")))


@pytest.mark.parametrize("nama", ["laporan:buku_agenda", "laporan:buku_agenda_cetak", "laporan:perbaikan"])
@pytest.mark.parametrize("hari", ["9999-12-31", "0001-01-01"])
def test_hari_yang_terlalu_jauh_ditolak_dengan_kalimat(kepala, nama, hari):
    jawaban = masuk(kepala).get(reverse(nama), {"dari": hari, "sampai": hari})
    assert jawaban.status_code == 422
    assert "Pilih tanggal antara 1 Januari 2000 dan 31 Desember 2100." in kata(jawaban)
