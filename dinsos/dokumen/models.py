"""Outgoing letters, and what stands on every sheet of paper."""

from dinsos.dokumen.models_asal import AsalSurat
from dinsos.dokumen.models_kop import KopSurat
from dinsos.dokumen.models_nomor import PenghitungSurat, PolaNomor
from dinsos.dokumen.models_surat import PindaianSurat, SuratKeluar
from dinsos.dokumen.models_templat import TemplatSurat, VersiTemplat

__all__ = [
    "AsalSurat",
    "KopSurat",
    "PenghitungSurat",
    "PindaianSurat",
    "PolaNomor",
    "SuratKeluar",
    "TemplatSurat",
    "VersiTemplat",
]
