"""Paper: plain data in, PDF out. Knows nothing of letters' models."""

from dinsos.dokumen.cetak.galat import DataTidakSesuai, GalatCetak, JenisTidakDikenal
from dinsos.dokumen.cetak.jenis import BARIS_MAKS, JENIS, baca_kop
from dinsos.dokumen.cetak.mesin import gambar_halaman, pdf

__all__ = [
    "BARIS_MAKS",
    "JENIS",
    "DataTidakSesuai",
    "GalatCetak",
    "JenisTidakDikenal",
    "baca_kop",
    "gambar_halaman",
    "pdf",
]
