"""The share of a network address: enough for many people, and parallel uploads don't slip through."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from dinsos.akun.models import Percobaan
from dinsos.berkas import jatah
from dinsos.berkas.galat import GalatBerkas
from dinsos.berkas.models import Berkas
from tests.berkas import korpus

KB = 1024


def _ambil(alamat: str = "36.81.12.7", ukuran: int = KB) -> tuple[str, str] | None:
    """Code and sentence of the refusal, None when it was granted."""
    try:
        jatah.ambil(alamat=alamat, nama="KTP saya.jpg", ukuran=ukuran)
    except GalatBerkas as galat:
        return galat.kode, galat.pesan
    return None


@pytest.mark.django_db
def test_jumlah_berkas_per_alamat_dan_jam(settings, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    settings.BERKAS_ALAMAT_JUMLAH = 3
    assert [_ambil() for _ in range(3)] == [None] * 3
    kode, pesan = _ambil()
    assert kode == "alamat"
    assert "“KTP saya.jpg”" in pesan
    assert "10.00 WITA" in pesan
    assert _ambil("36.81.12.8") is None, "somebody else's address is not touched"
    jam_uji.maju(menit=61)
    assert _ambil() is None


@pytest.mark.django_db
def test_ukuran_per_alamat_dan_jam_tepat_pada_batas(settings, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    settings.BERKAS_ALAMAT_UKURAN = 10 * KB
    assert _ambil(ukuran=9 * KB) is None
    assert _ambil(ukuran=KB + 1) is not None
    assert _ambil(ukuran=KB) is None, "what was refused isn't counted"
    assert _ambil(ukuran=1) is not None


@pytest.mark.django_db
def test_alamat_tidak_disimpan():
    _ambil("36.81.12.7")
    assert "36.81.12.7" not in str(list(Percobaan.objects.values()))


@pytest.mark.django_db(transaction=True)
def test_unggahan_bersamaan_tidak_lolos(settings):
    settings.BERKAS_ALAMAT_JUMLAH = 5

    def coba(_) -> bool:
        try:
            return _ambil() is None
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as kolam:
        assert sum(kolam.map(coba, range(18))) == 5


@pytest.mark.django_db(transaction=True)
def test_formulir_menolak_dengan_kalimat_dan_tidak_kehilangan_tulisan(client, settings):
    settings.BERKAS_ALAMAT_JUMLAH = 1
    alamat = client.get("/pengaduan/").url
    kunci = alamat.split("kunci=")[1][:36]
    foto = [SimpleUploadedFile(f"foto{n}.png", korpus.png(60 + n)) for n in range(2)]
    kirim = {"kunci": kunci, "uraian": "Beras bantuan bulan Oktober tidak saya terima.", "bukti": foto}
    halaman = client.post("/pengaduan/", kirim, follow=True).content.decode()
    assert "Beras bantuan bulan Oktober tidak saya terima." in halaman
    assert "“foto1.png” belum diterima; unggah lagi mulai pukul" in halaman
    assert Berkas.objects.get().nama_asli == "foto0.png"
