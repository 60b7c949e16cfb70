"""The complaint set out as the facts of a letter to the Kepala Dinas (PGD-SYARAT-1..4)."""

from datetime import date

from dinsos.agenda.formulir.fakta import Fakta
from dinsos.inti.teks import rupiah, tanggal
from pengaduan.models import Pengaduan


def tempat_dan_tanggal(tempat: str, hari: date) -> str:
    """How a letter begins: "Pasarwajo, 23 November 2026"."""
    return f"{tempat}, {tanggal(hari).split(', ')[1]}"


def tentang_kejadian(rincian: Pengaduan) -> Fakta:
    """What the complaint is about; empty values are left out by the page."""
    terlapor = [str(rincian.terlapor or ""), rincian.terlapor_lain]
    return [
        ("Layanan", rincian.layanan_diadukan),
        ("Waktu kejadian", rincian.kejadian),
        ("Kejadian", rincian.uraian),
        ("Petugas yang dikeluhkan", "; ".join(satu for satu in terlapor if satu)),
        ("Kerugian", rincian.get_jenis_kerugian_display()),
        ("Uraian kerugian", rincian.uraian_kerugian),
        ("Jumlah kerugian", rupiah(rincian.nilai_kerugian)),
        ("Penyelesaian yang saya minta", rincian.permintaan),
    ]
