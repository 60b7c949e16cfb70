"""What complaints changed in the service: listed for the management, on the screen and as a table."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dinsos.inti import jam
from dinsos.laporan import perbaikan
from pengaduan import actions
from tests import pabrik
from tests.bantu.templat import ketatkan
from tests.portal.kerja import SENIN, kata, masuk, pelacak, surat_di

pytestmark = pytest.mark.django_db
DAFTAR = reverse("laporan:perbaikan")
TABEL = reverse("laporan:perbaikan_csv")


@pytest.fixture(autouse=True)
def _ketat(settings):
    ketatkan(settings)


@pytest.fixture
def orang(jam_uji):
    jam_uji.ke(SENIN)
    return {"kepala": pabrik.pengguna("kepala_dinas"), "petugas": pabrik.pengguna("petugas")}


def selesai(orang, *, perbaikan: str, hasil="Bantuan dibayarkan.", rahasia=False, **rincian):
    """A complaint in whose handling the outcome was recorded."""
    surat = pabrik.pengaduan(
        pengirim_=pelacak(), rincian_=pabrik.rincian(**rincian), rahasiakan_identitas=rahasia
    )
    pabrik.disposisi(
        surat,
        oleh=orang["kepala"],
        petugas=orang["petugas"],
        mode="daring",
        metode="tertulis",
        waktu=jam.sekarang() + timedelta(days=1),
    )
    actions.catat_hasil(surat=surat, oleh=orang["petugas"], hasil=hasil, perbaikan=perbaikan)
    surat.refresh_from_db()
    return surat


def tabel(jawaban) -> list[list[str]]:
    assert jawaban["Content-Type"] == "text/csv; charset=utf-8"
    isi = b"".join(jawaban.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(isi, newline="")))


@pytest.mark.sk("PGD-PRODUK")
def test_pimpinan_melihat_hasil_dan_perbaikan_menurut_masa_layanan_dan_keadaan(orang):
    ada = selesai(orang, perbaikan="Daftar penerima diperiksa tiap Senin.", unit="pkh")
    tanpa = selesai(orang, perbaikan="", unit="sembako")
    belum = surat_di("dijawab", **orang)
    klien = masuk(orang["kepala"])

    def nomor(**saring) -> set[str]:
        halaman = kata(klien.get(DAFTAR, saring))
        return {satu.nomor for satu in (ada, tanpa, belum) if f"<b>{satu.nomor}</b>" in halaman}

    halaman = kata(klien.get(DAFTAR))
    assert "Daftar penerima diperiksa tiap Senin." in halaman
    for sebutan in ("Ada tindak lanjut perbaikan", "Ada hasil, tanpa perbaikan", "Belum ada hasil"):
        assert f"<dt>{sebutan}</dt> <dd> 1 </dd>" in halaman
    assert nomor() == {ada.nomor, tanpa.nomor, belum.nomor}
    assert nomor(keadaan="ada") == {ada.nomor}
    assert nomor(keadaan="tanpa") == {tanpa.nomor} == nomor(unit="sembako")
    assert nomor(keadaan="belum") == {belum.nomor}
    assert nomor(dari="2026-11-01", sampai="2026-11-22") == set()
    assert klien.get(DAFTAR, {"unit": "entah"}).status_code == 422
    kepala, *baris = tabel(klien.get(TABEL, {"keadaan": "ada"}))
    assert kepala[-2:] == ["Hasil", "Perbaikan"]
    assert [(satu[0], satu[-1]) for satu in baris] == [(ada.nomor, "Daftar penerima diperiksa tiap Senin.")]
    for lain in (orang["petugas"], pabrik.pengguna("pengelola"), pabrik.pengguna("piket")):
        assert masuk(lain).get(DAFTAR).status_code == 403


def test_tabel_tidak_menjalankan_rumus_dan_menyamarkan_pengirim(orang):
    selesai(
        orang,
        perbaikan='=HYPERLINK("http://jahat.test")',
        hasil="\n@SUM(1)",
        rahasia=True,
        unit="lain",
        unit_lain="+62 Wa Ode Nurhayati",
    )
    selesai(orang, perbaikan="Wa Ode Nurhayati dihubungi.", rahasia=True)
    _, kedua, pertama = tabel(masuk(orang["kepala"]).get(TABEL))
    assert pertama[2] == "'+62 (dirahasiakan)"
    assert pertama[-2:] == ["'@SUM(1)", '\'=HYPERLINK("http://jahat.test")']
    assert kedua[-1] == "(dirahasiakan) dihubungi."
    for sel in ("=1", "+1", "-1", "@a", "\ta", "\ra", " =1", "\n=1"):
        assert perbaikan.sel(sel) == f"'{sel}"
    assert perbaikan.sel("a=1") == "a=1"


def test_halaman_berkunci_dan_kueri_tetap(orang, monkeypatch):
    monkeypatch.setattr(perbaikan, "SEHALAMAN", 2)
    semua = [selesai(orang, perbaikan="Ya", rahasia=True) for _ in range(3)]
    klien = masuk(orang["kepala"])
    halaman = klien.get(DAFTAR)
    assert [satu.surat for satu in halaman.context["baris"]] == [semua[2], semua[1]]
    lanjut = klien.get(DAFTAR, {"sesudah": halaman.context["berikut"]})
    assert [satu.surat for satu in lanjut.context["baris"]] == [semua[0]]
    assert not lanjut.context["berikut"]
    hari = jam.hari_ini()
    with CaptureQueriesContext(connection) as kueri:
        perbaikan.halaman(perbaikan.pilih(orang["kepala"], hari, hari))
    assert len(kueri) == 1


def test_pengaduan_tentang_kepala_tidak_didaftar_untuk_kepala(orang):
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=orang["kepala"]))
    hari = jam.hari_ini()
    assert not perbaikan.pilih(orang["kepala"], hari, hari).exists()
    assert perbaikan.pilih(pabrik.pengguna("sekretaris"), hari, hari).get() == surat
