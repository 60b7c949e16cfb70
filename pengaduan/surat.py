"""The complaint set out as the facts of a letter to the Kepala Dinas (PGD-SYARAT-1..4)."""

from datetime import date

from dinsos.agenda.models import Pengirim
from dinsos.inti.teks import rupiah, tanggal
from pengaduan.models import Pengaduan

Fakta = list[tuple[str, str]]


def tempat_dan_tanggal(tempat: str, hari: date) -> str:
    """How a letter begins: "Pasarwajo, 23 November 2026"."""
    return f"{tempat}, {tanggal(hari).split(', ')[1]}"


def tentang_pengirim(pengirim: Pengirim) -> Fakta:
    """Who writes, for whom, and how to answer; empty values are left out by the page."""
    diwakili = f"{pengirim.nama_diwakili}, {pengirim.alamat_diwakili}" if pengirim.sebagai_kuasa else ""
    return [
        ("Nama", pengirim.nama),
        ("Alamat", pengirim.alamat_lengkap),
        ("Mewakili", diwakili),
        ("Telepon", pengirim.telepon_tampil),
        ("E-mail", pengirim.email),
    ]


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
