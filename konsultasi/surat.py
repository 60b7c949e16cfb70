"""The request for consultation set out as the facts of a letter to the Kepala Dinas (KSL-SYARAT-1..4)."""

from datetime import date

from dinsos.agenda.formulir.fakta import Fakta, tentang_pengirim
from dinsos.agenda.models import Pengirim
from dinsos.inti.teks import tanggal
from konsultasi.models import Konsultasi


def tanggal_surat(hari: date) -> str:
    """How the letter begins: "23 November 2026"."""
    return tanggal(hari).split(", ")[1]


def tentang_pemohon(pengirim: Pengirim, rincian: Konsultasi) -> Fakta:
    """Who asks, for which institution, and how to answer; empty values are left out by the page."""
    return [
        ("Pemohon", rincian.get_jenis_pemohon_display()),
        ("Lembaga", rincian.nama_lembaga),
        ("Jabatan di lembaga", rincian.jabatan_pemohon),
        *tentang_pengirim(pengirim),
    ]


def tentang_permohonan(rincian: Konsultasi) -> Fakta:
    """What is asked and what for, and the identity document that is handed in."""
    kartu = f"{rincian.kartu_identitas}, nomor {rincian.nomor_identitas}"
    return [
        ("Materi konsultasi", rincian.materi),
        ("Maksud dan tujuan", rincian.maksud),
        ("Yang saya inginkan", rincian.get_bentuk_display()),
        ("Kartu identitas", kartu if rincian.nomor_identitas else rincian.kartu_identitas),
    ]
