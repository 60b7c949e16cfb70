"""The complaint on paper: receipt and letter to the head of office."""

import pytest

from dinsos.agenda import dokumen_surat, rahasia
from pengaduan import dokumen_pengaduan
from tests.dokumen.baca import teks_pdf
from tests.pengaduan.warga import Warga, coretan

pytestmark = pytest.mark.django_db


@pytest.mark.sk("PGD-PRODUK")
def test_tanda_terima_dapat_diunduh_tanpa_kode_rahasia(warga):
    surat = warga.ajukan()
    assert "?pdf=1" in warga.tanda_terima().content.decode()
    jawaban = warga.klien.get(warga.alamat_tanda_terima, {"pdf": "1"})
    assert jawaban["Content-Type"] == "application/pdf"
    teks = teks_pdf(b"".join(jawaban.streaming_content))
    assert surat.nomor in teks
    assert rahasia.kode(surat) not in teks
    assert Warga().klien.get(warga.alamat_tanda_terima, {"pdf": "1"})["Content-Type"] != "application/pdf"


@pytest.mark.sk("PGD-SYARAT-4")
@pytest.mark.parametrize(
    ("isian", "cara"),
    [
        ({"cara_tanda_tangan": "gambar", "ttd_gambar": coretan()}, "gambar"),
        ({"cara_tanda_tangan": "ketik"}, "ketik"),
    ],
)
def test_pengaduan_menjadi_surat_kepada_kepala_dinas_dengan_tanda_tangan(warga, isian, cara):
    surat = warga.ajukan(**isian)
    data, gambar = dokumen_pengaduan.susun(surat)
    assert data["tanda_tangan"]["cara"] == cara
    assert bool(gambar) == (cara == "gambar")
    teks = teks_pdf(dokumen_surat.cetak_sekarang("surat_pengaduan", data, gambar))
    for kata in (
        "Yth. Kepala",
        surat.pengirim.nama,
        surat.nomor,
        "Permintaan penyelesaian",
        "Waktu kejadian",
    ):
        assert kata in teks
