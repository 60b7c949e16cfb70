"""Names from outside become one clean line; the ending follows the content."""

import pytest

from dinsos.berkas import nama as penamaan
from dinsos.berkas.ringkas import ukuran_terbaca
from tests.berkas import korpus


@pytest.mark.parametrize(("kotor", "bersih"), korpus.NAMA_BURUK.items())
def test_nama_dibersihkan(kotor, bersih):
    hasil = penamaan.berakhiran(penamaan.bersihkan(kotor), "jpg")
    assert hasil == bersih
    assert hasil.isprintable()
    assert len(hasil) <= penamaan.PANJANG_MAKS


def test_nama_biasa_tidak_berubah():
    for nama in ("KTP Wa Ode Sitti.jpg", "Surat keterangan (2).JPEG", "foto-rumah_1.jpg"):
        assert penamaan.berakhiran(penamaan.bersihkan(nama), "jpg") == nama


def test_akhiran_tidak_menambah_panjang():
    assert len(penamaan.berakhiran("x" * 120, "pdf")) == 120
    assert penamaan.bersihkan(None) == "tanpa nama"


@pytest.mark.parametrize(
    ("bita", "teks"),
    [
        (0, "0 bita"),
        (1023, "1023 bita"),
        (1024, "1 KB"),
        (49_300, "48 KB"),
        (1024 * 1024 - 1, "1 MB"),
        (1_258_291, "1,2 MB"),
        (8 * 1024 * 1024, "8 MB"),
    ],
)
def test_ukuran_terbaca(bita, teks):
    assert ukuran_terbaca(bita) == teks
