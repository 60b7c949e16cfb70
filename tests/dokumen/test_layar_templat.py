"""Screens of the texts, the patterns and the book of outgoing letters."""

import pytest
from django.urls import reverse

from dinsos.dokumen import surat
from dinsos.dokumen.models import PolaNomor, TemplatSurat
from tests import pabrik
from tests.bantu.peramban import Rekaman, keluhan, peramban
from tests.dokumen import keluar

pytestmark = pytest.mark.django_db


@pytest.fixture
def milik():
    return TemplatSurat.objects.get(jenis="hasil_pengaduan")


def halaman_ubah(milik) -> str:
    return reverse("admin:dokumen_templatsurat_change", args=[milik.pk])


def test_pengelola_mengubah_templat_dengan_isian_yang_dikenal(client, milik):
    client.force_login(pabrik.pengguna("pengelola", nama="Wa Pengelola"))
    alamat = halaman_ubah(milik)
    isi = client.get(alamat).content.decode()
    assert "<code>{hasil}</code>: hasil atau jawaban yang ditulis petugas (harus ada)" in isi
    salah = client.post(alamat, {"isi": "Maaf {hasil} {entah}", "dari": 1}).content.decode()
    assert "Isian {entah} tidak dikenal. Yang dikenal untuk surat ini: {nama_pengirim}" in salah
    assert client.post(alamat, {"isi": "Maaf.\r\n\r\n{hasil}", "dari": 1}).status_code == 302
    assert (milik.terbaru.nomor, milik.terbaru.isi) == (2, "Maaf.\n\n{hasil}")
    basi = client.post(alamat, {"isi": "Lain: {hasil}", "dari": 1}).content.decode()
    assert "baru saja diubah orang lain" in basi
    assert milik.terbaru.nomor == 2
    isi = client.get(alamat).content.decode()
    assert "Versi 2, Wa Pengelola" in isi
    assert "Versi 1, bawaan" in isi


def test_pimpinan_membaca_saja(client, milik):
    client.force_login(pabrik.pengguna("kepala_dinas"))
    isi = client.get(halaman_ubah(milik)).content.decode()
    assert "Versi 1, bawaan" in isi
    assert client.post(halaman_ubah(milik), {"isi": "x {hasil}", "dari": 1}).status_code == 403
    assert milik.terbaru.nomor == 1


def test_pratinjau_teks_dan_pdf_sebelum_disimpan(client, milik):
    client.force_login(pabrik.pengguna("petugas"))
    assert milik.get_jenis_display() in client.get("/kerja/templat-surat/").content.decode()
    alamat = f"/kerja/templat-surat/{milik.jenis}/"
    assert "Bantuan Anda cair pada 1 Desember 2026." in client.get(alamat).content.decode()
    isi = client.post(alamat, {"isi": "<b>Maaf</b> {hasil}"}).content.decode()
    assert "&lt;b&gt;Maaf&lt;/b&gt; Bantuan" in isi
    assert "Belum disimpan" in isi
    assert "Isian {entah} tidak dikenal" in client.post(alamat, {"isi": "{hasil}{entah}"}).content.decode()
    jawaban = client.post(f"{alamat}pdf/", {"isi": "Maaf.\n\n{hasil}"})
    assert jawaban.content.startswith(b"%PDF-")
    assert client.post(f"{alamat}pdf/", {"isi": "{entah}"}).status_code == 404
    assert client.get("/kerja/templat-surat/entah/").status_code == 404
    assert milik.terbaru.nomor == 1


def test_pola_nomor_diperiksa_dan_dicontohkan(client, jam_uji):
    jam_uji.ke("2026-11-24T09:00+08:00")
    client.force_login(pabrik.pengguna("pengelola"))
    satu = PolaNomor.objects.get(jenis="surat_jawaban")
    alamat = reverse("admin:dokumen_polanomor_change", args=[satu.pk])
    assert "400.9/007/DINSOS/XI/2026" in client.get(alamat).content.decode()
    isian = {"pola": "{kode}/{urut}", "kode": "460", "buku": "surat keluar"}
    assert "Isian {urut} tidak dikenal" in client.post(alamat, isian).content.decode()
    jawaban = client.post(alamat, isian | {"pola": "{kode}/{nomor}-DS/{tahun}"}, follow=True)
    assert "Nomor surat berikutnya ditulis seperti 460/7-DS/2026." in jawaban.content.decode()
    assert keluar.jawaban().nomor == "460/1-DS/2026"


def test_buku_surat_keluar_memuat_nomor_batal_tanpa_data_pribadi(client):
    oleh = pabrik.pengguna("petugas")
    satu = keluar.jawaban(oleh=oleh)
    surat.batalkan(surat=satu, oleh=oleh, alasan="Salah Wa Ode")
    client.force_login(pabrik.pengguna("pengelola"))
    isi = client.get(reverse("admin:dokumen_suratkeluar_changelist")).content.decode()
    assert satu.nomor in isi
    assert "Dibatalkan" in isi
    assert "Wa Ode" not in isi
    assert client.get(reverse("admin:dokumen_suratkeluar_change", args=[satu.pk])).status_code in (302, 403)


@pytest.mark.alur
@pytest.mark.jelajah
def test_layar_templat_dapat_dipakai_semua_orang(client, milik):
    client.force_login(pabrik.pengguna("pengelola"))
    alamat = f"/kerja/templat-surat/{milik.jenis}/"
    halaman = {
        "daftar": client.get("/kerja/templat-surat/"),
        "pratinjau": client.get(alamat),
        "salah": client.post(alamat, {"isi": "{entah}"}),
        "ubah": client.get(halaman_ubah(milik)),
        "ubah salah": client.post(halaman_ubah(milik), {"isi": "{entah}", "dari": 1}),
    }
    rekaman = {nama: Rekaman.dari(jawaban) for nama, jawaban in halaman.items()}
    skrip = {"/admin/jsi18n/": client.get("/admin/jsi18n/").content}
    with peramban() as browser:
        assert keluhan(browser, rekaman, lebar=360, skrip=skrip) == {}
        assert keluhan(browser, rekaman, lebar=1280, skema="dark", skrip=skrip) == {}
