"""A web process that prints all day stays as small as it was."""

from dinsos.dokumen import cetak
from tests.dokumen.baca import memori
from tests.dokumen.contoh import CONTOH, KOP, PERIKSA, gambar

TUMBUH_MAKS = 24  # MB; after the first letters the caches of the compiler are full


def cetak_berbeda(nomor: int) -> None:
    data = CONTOH["surat_jawaban"] | {
        "paragraf": [f"Surat ke-{nomor} memuat kalimat yang berbeda dari surat lain, nomor {nomor * 7}."],
        "verifikasi": PERIKSA | {"alamat": f"https://layanan.contoh.id/periksa/K{nomor:06}"},
    }
    cetak.pdf("surat_jawaban", data, kop=KOP, gambar=gambar("surat_jawaban"))


def test_memori_tidak_bertambah(skala):
    """A thousand different letters (in full size) after the first forty."""
    for nomor in range(40):
        cetak_berbeda(nomor)
    awal = memori()
    for nomor in range(40, 40 + int(1000 * skala)):
        cetak_berbeda(nomor)
    assert memori() - awal < TUMBUH_MAKS
