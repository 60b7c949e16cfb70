"""The pattern of the numbers of outgoing letters: named places that the pengelola arranges."""

import re
from datetime import date

from django.core.exceptions import ValidationError

from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan

VARIABEL = {
    "nomor": "nomor urut dalam tahun ini; {nomor:03} menulis 007",
    "kode": "kode klasifikasi arsip",
    "bulan": "bulan dengan angka, misalnya 11",
    "bulan_romawi": "bulan dengan angka Romawi, misalnya XI",
    "tahun": "tahun, misalnya 2026",
}
PANJANG_NOMOR = 80
URUT_TERBESAR = 999_999
ROMAWI = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_TEMPAT = re.compile(r"\{([^{}]*)\}")
_LEBAR = re.compile(r"nomor:0([1-6])")


class NomorDitolak(GalatAturan):
    """A letter number that was typed in can't be used; a form shows it at the field of the number."""


def rapikan(nomor: str) -> str:
    """A number that was typed in: one line, single spaces. Raises NomorDitolak when it can't be one."""
    rapi = " ".join(nomor.split())
    if len(rapi) > PANJANG_NOMOR:
        raise NomorDitolak(f"Nomor surat terlalu panjang: paling banyak {PANJANG_NOMOR} huruf.")
    if not rapi.isprintable() or not any(huruf.isdigit() for huruf in rapi):
        raise NomorDitolak("Nomor surat belum benar. Tulis seperti tertulis pada surat, dengan angkanya.")
    return rapi


def isi(pola: str, *, urut: int, kode: str, tanggal: date) -> str:
    """A checked pattern with its values: plain substitution, nothing in a value is read again."""
    nilai = {
        "nomor": str(urut),
        "kode": kode,
        "bulan": f"{tanggal.month:02}",
        "bulan_romawi": ROMAWI[tanggal.month],
        "tahun": str(tanggal.year),
    }

    def ganti(temuan: re.Match) -> str:
        return str(urut).zfill(lebar(temuan[1])) if lebar(temuan[1]) else nilai[temuan[1]]

    return _TEMPAT.sub(ganti, pola)


def lebar(nama: str) -> int:
    """To how many digits a place like "nomor:03" pads the serial; 0 for any other place."""
    temuan = _LEBAR.fullmatch(nama)
    return int(temuan[1]) if temuan else 0


def contoh(pola: str, kode: str) -> str:
    """How the seventh number of today would look."""
    return isi(pola, urut=7, kode=kode, tanggal=jam.hari_ini())


def periksa(pola: str, kode: str = "") -> None:
    """Raises ValidationError, which says what is wrong and what may stand there."""
    dikenal = ", ".join(f"{{{nama}}}" for nama in VARIABEL)
    asing = [nama for nama in _TEMPAT.findall(pola) if nama not in VARIABEL and not lebar(nama)]
    if asing:
        sebut = ", ".join(f"{{{nama}}}" for nama in asing)
        raise ValidationError(f"Isian {sebut} tidak dikenal. Yang dikenal: {dikenal}.")
    if set("{}") & set(_TEMPAT.sub("", pola)):
        raise ValidationError(f"Kurung kurawal tidak berpasangan. Tulis isian seperti {dikenal}.")
    if not any(nama.partition(":")[0] == "nomor" for nama in _TEMPAT.findall(pola)):
        raise ValidationError("Pola harus memuat {nomor}, supaya setiap surat punya nomor sendiri.")
    if len(isi(pola, urut=URUT_TERBESAR, kode=kode, tanggal=date(2026, 8, 1))) > PANJANG_NOMOR:
        raise ValidationError(f"Nomor surat menjadi terlalu panjang: paling banyak {PANJANG_NOMOR} huruf.")
