"""A letter's own number and date: noted at the desk, on the lembar disposisi and in the agenda book."""

from datetime import date

import pytest
from django.urls import reverse

from dinsos.agenda import dokumen_surat
from dinsos.agenda.models import SuratMasuk
from dinsos.dokumen.models import AsalSurat
from dinsos.laporan import buku_agenda
from konsultasi import dokumen_konsultasi
from pengaduan import dokumen_pengaduan
from tests import pabrik
from tests.bukutamu.tamu import tamu
from tests.bukutamu.test_surat_lain import KONSULTASI, PENGADUAN, isian, pindaian
from tests.dokumen.baca import teks_pdf
from tests.portal.kerja import SENIN, kata, masuk

pytestmark = pytest.mark.django_db
NOMOR = "12/LKS-Peduli/XI/2026"


@pytest.fixture
def orang(jam_uji):
    jam_uji.ke(SENIN)
    return {
        "piket": pabrik.pengguna("piket", nama="Wa Piket, A.Md."),
        "kepala": pabrik.pengguna("kepala_dinas"),
    }


def catat(klien, alamat=KONSULTASI, **kolom) -> SuratMasuk:
    jawaban = klien.post(alamat, isian(**kolom) | {"pindaian": pindaian()})
    assert jawaban.status_code == 302, kata(jawaban)
    return SuratMasuk.objects.latest("pk")


def disposisi(kepala, surat) -> str:
    unduhan = masuk(kepala).get(reverse("portal:surat_cetak", args=[surat.pk, "lembar-disposisi"]))
    return " ".join(teks_pdf(unduhan.content).split())


def test_nomor_dan_tanggal_surat_dari_loket_sampai_ke_lembar_disposisi_dan_buku(orang):
    piket = masuk(orang["piket"])
    lembaga = {"jenis_pemohon": "lsm", "nama_lembaga": "LKS Peduli", "jabatan_pemohon": "Ketua"}
    surat = catat(piket, saluran="loket", nomor_asal=f" {NOMOR} ", tanggal_asal="2026-11-19", **lembaga)
    lembar = disposisi(orang["kepala"], surat)
    assert f"Nomor surat {NOMOR}" in lembar
    assert "Tanggal surat 19 November 2026" in lembar
    rahasia = catat(piket, PENGADUAN, nomor_asal=NOMOR, rahasia="on")
    assert NOMOR not in disposisi(orang["kepala"], rahasia), "the number names an institution"
    catat(piket, saluran="kotak")
    pabrik.pengaduan()
    tamu(oleh=orang["piket"])
    hari = date(2026, 11, 23)
    semua = buku_agenda.data(orang["kepala"], hari, hari)["baris"]
    assert [satu["surat"] for satu in semua] == [
        f"19 November 2026, nomor {NOMOR}",
        "tanpa tanggal dan nomor",
        "tanpa tanggal dan nomor",
        "23 November 2026, tanpa nomor",
        "disampaikan lisan",
    ]
    assert semua[0]["keterangan"] == "Konsultasi (Loket). Diterima."


def test_tanggal_surat_yang_keliru_dijelaskan_dan_tulisan_tidak_hilang(orang):
    jawaban = masuk(orang["piket"]).post(KONSULTASI, isian(nomor_asal=NOMOR, tanggal_asal="2026-11-24"))
    assert jawaban.status_code == 422
    assert "Tanggal surat tidak boleh sesudah hari ini." in kata(jawaban)
    assert NOMOR in kata(jawaban)
    assert not AsalSurat.objects.exists()


@pytest.mark.sk("KSL-PROSEDUR-2")
def test_tanda_terima_dan_surat_dari_kantor_berkata_benar(orang):
    """Who came in person or wrote on paper has filled in no form, and perhaps holds no secret yet."""
    piket = orang["piket"]
    lewat = {
        "tamu": tamu(oleh=piket, jenis="konsultasi").kunjungan.surat,
        "loket": catat(masuk(piket), saluran="loket"),
        "portal": pabrik.konsultasi(),
    }
    terima = {
        nama: _lembar("tanda_terima", dokumen_surat.tanda_terima(surat).data) for nama, surat in lewat.items()
    }
    for nama in ("tamu", "loket"):
        assert "Petugas penerima, Wa Piket, A.Md." in terima[nama]
        assert "Bila Anda belum punya kodenya" in terima[nama]
        assert "Dicatat oleh portal" not in terima[nama]
    assert "Dicatat oleh portal Dinas Sosial" in terima["portal"]
    assert "kode rahasia Anda" in terima["portal"]
    kata_surat = {
        nama: _lembar("surat_konsultasi", dokumen_konsultasi.susun(surat)[0]) for nama, surat in lewat.items()
    }
    assert "Disampaikan langsung di kantor dan dicatat petugas piket." in kata_surat["tamu"]
    assert "Disalin petugas piket dari surat yang diterima lewat loket." in kata_surat["loket"]
    assert "Diajukan lewat portal layanan." in kata_surat["portal"]
    assert not any("formulir" in satu for satu in kata_surat.values())
    keluhan = tamu(oleh=piket, jenis="pengaduan").kunjungan.surat
    lembar = _lembar("surat_pengaduan", dokumen_pengaduan.susun(keluhan)[0])
    assert "Disampaikan langsung di kantor dan dicatat petugas piket." in lembar
    assert "Tidak diminta" not in lembar


def _lembar(jenis: str, data: dict) -> str:
    return " ".join(teks_pdf(dokumen_surat.cetak_sekarang(jenis, data)).split())
