"""The public check of a letter: what a code says, whether a file is the letter, and nothing about persons."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from dinsos.berkas.models import Berkas
from dinsos.dokumen import surat, verifikasi
from dinsos.dokumen.models import PindaianSurat
from tests import pabrik
from tests.bantu.peramban import Rekaman, keluhan, peramban
from tests.dokumen import keluar

pytestmark = pytest.mark.django_db
ALAMAT = "/periksa-surat/"
PADA = {"sqlite": "", "postgresql": " ON dokumen_suratkeluar"}
TIDAK_ADA = "Kode ini tidak ada pada kami"


def banding(client, satu, isi: bytes, nama="surat.pdf"):
    unggahan = SimpleUploadedFile(nama, isi, "application/pdf")
    return client.post(f"{ALAMAT}{satu.kode}/", {"berkas": unggahan})


def test_kode_benar_menyebut_surat_tanpa_data_pribadi(client, jam_uji):
    jam_uji.ke("2026-11-24T09:00+08:00")
    satu = keluar.jawaban(oleh=pabrik.pengguna("petugas", nama="La Ode Rahasia"))
    jawaban = client.post(ALAMAT, {"kode": satu.kode_tampil.lower()})
    assert (jawaban.status_code, jawaban.url) == (303, f"{ALAMAT}{satu.kode}/")
    isi = client.get(jawaban.url).content.decode()
    satu.refresh_from_db()
    for kata in ("Surat jawaban", "400.9/001/DINSOS/XI/2026", "24 November 2026", "masih berlaku"):
        assert kata in isi
    assert satu.sha256 in re.sub(r"\s", "", isi)
    for kata in ("Nurhayati", "Rahasia", "Jawaban atas", str(satu.kasus), satu.kasus.hex):
        assert kata not in isi


def test_surat_batal_dan_diganti_dikatakan(client):
    oleh = pabrik.pengguna("petugas")
    lama = keluar.jawaban(oleh=oleh)
    baru = surat.gantikan(surat=lama, data=keluar.JAWABAN, perihal="Jawaban", oleh=oleh)
    surat.batalkan(surat=baru, oleh=oleh, alasan="Salah nama Wa Ode")
    assert "sudah kami gantikan" in client.get(f"{ALAMAT}{lama.kode}/").content.decode()
    isi = client.get(f"{ALAMAT}{baru.kode}/").content.decode()
    assert "sudah kami batalkan" in isi
    assert "Wa Ode" not in isi


def test_berkas_sama_atau_tidak_sama_dan_tidak_disimpan(client, tmp_path):
    satu = keluar.jawaban()
    isi = surat.isi_pdf(satu)
    ada = Berkas.objects.count()
    assert "<strong>Sama.</strong>" in banding(client, satu, isi).content.decode()
    berubah = isi[:-20] + bytes([isi[-20] ^ 1]) + isi[-19:]
    assert "<strong>Tidak sama.</strong>" in banding(client, satu, berubah).content.decode()
    assert "<strong>Tidak sama.</strong>" in banding(client, keluar.jawaban(), isi).content.decode()
    assert Berkas.objects.count() == ada + 1  # the PDF of the last letter, made to be compared
    for kosong in (client.post(f"{ALAMAT}{satu.kode}/"), banding(client, satu, b"")):
        assert "Pilih berkas surat yang Anda terima." in kosong.content.decode()


def test_berkas_terlalu_besar_tidak_dibaca_sampai_habis(client, settings):
    satu = keluar.jawaban()
    settings.BERKAS_UKURAN_MAKS = 1000
    isi = banding(client, satu, b"x" * 200_000).content.decode()
    assert "lebih besar dari" in isi


def test_pindaian_bertanda_tangan_sama_sahnya(client):
    oleh, satu = pabrik.pengguna("petugas"), keluar.jawaban()
    pdf, asli = surat.isi_pdf(satu), pabrik.gambar()
    pindaian = surat.unggah_pindaian(
        surat=satu, unggahan=SimpleUploadedFile("pindai.jpg", asli, "image/jpeg"), oleh=oleh
    )
    assert surat.lembar(satu) == pindaian.berkas
    with surat.gudang.buka(pindaian.berkas.nama_simpan) as simpanan:
        ditulis_ulang = simpanan.read()
    for isi in (pdf, asli, ditulis_ulang):
        assert "<strong>Sama.</strong>" in banding(client, satu, isi).content.decode()
    with pytest.raises(TypeError):
        PindaianSurat.objects.update(sha256_asal="x")
    surat.batalkan(surat=satu, oleh=oleh, alasan="Salah")
    satu.refresh_from_db()
    with pytest.raises(surat.GalatAturan, match="masih berlaku"):
        surat.unggah_pindaian(surat=satu, unggahan=SimpleUploadedFile("p.jpg", asli), oleh=oleh)


def test_kode_salah_dijawab_sama_dan_dibatasi(client):
    satu = keluar.jawaban()
    for salah in ("ZZZZZ-ZZZZZ", "' OR 1=1 --", "x" * 60):
        jawaban = client.post(ALAMAT, {"kode": salah})
        assert jawaban.status_code == 200
        assert TIDAK_ADA in jawaban.content.decode()
    jawaban = client.get(f"{ALAMAT}entah/")
    assert jawaban.status_code == 404
    assert TIDAK_ADA in jawaban.content.decode()
    for _ in range(3):
        assert client.get(f"{ALAMAT}{satu.kode}/").status_code == 200  # costs no try
    for _ in range(verifikasi.BATAS_SALAH - 4):
        client.get(f"{ALAMAT}ZZZZZZZZZZ/")
    for jawaban in (client.get(f"{ALAMAT}{satu.kode}/"), client.post(ALAMAT, {"kode": satu.kode})):
        assert jawaban.status_code == 429
        assert "Terlalu banyak percobaan" in jawaban.content.decode()


def test_unggahan_palsu_dari_situs_lain_ditolak():
    from django.test import Client

    satu = keluar.jawaban()
    assert banding(Client(enforce_csrf_checks=True), satu, b"x").status_code == 403


@pytest.mark.alur
@pytest.mark.jelajah
def test_halaman_periksa_dapat_dipakai_semua_orang(client):
    satu = keluar.jawaban()
    isi = surat.isi_pdf(satu)
    halaman = {
        "kosong": client.get(ALAMAT),
        "tanpa kode": client.post(ALAMAT, {}),
        "salah": client.post(ALAMAT, {"kode": "ZZZZZ-ZZZZZ"}),
        "surat": client.get(f"{ALAMAT}{satu.kode}/"),
        "sama": banding(client, satu, isi),
        "tidak sama": banding(client, satu, b"lain"),
        "tanpa berkas": client.post(f"{ALAMAT}{satu.kode}/"),
    }
    rekaman = {nama: Rekaman.dari(jawaban) for nama, jawaban in halaman.items()}
    with peramban() as browser:
        assert keluhan(browser, rekaman, lebar=360) == {}
        assert keluhan(browser, rekaman, lebar=1280, skema="dark") == {}


def test_surat_yang_pdfnya_belum_dapat_dibuat_tetap_dikenal(client):
    """The picture of the letterhead is lost: the page says what it knows, and that there is no PDF yet."""
    satu = keluar.jawaban()
    satu.kop |= {"logo": str(uuid.uuid4())}
    with connection.cursor() as kursor:
        kursor.execute("DROP TRIGGER dokumen_surat_beku" + PADA[connection.vendor])
    satu._simpan_kolom(["kop"])
    halaman = client.get(f"{ALAMAT}{satu.kode}/")
    assert halaman.status_code == 200
    assert "belum dapat dibuat" in halaman.content.decode()
    assert satu.nomor in halaman.content.decode()
    jawaban = banding(client, satu, b"%PDF-1.7 lain")
    assert jawaban.status_code == 503
    assert "belum dapat dibuat" in jawaban.content.decode()
