"""Numbers of identity cards in texts that stay for ever: NIK and family card have 16 digits (UU 27/2022)."""

import re

from dinsos.inti.galat import GalatAturan

_NOMOR = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")
DITOLAK = (
    "Surat ini memuat nomor 16 angka seperti nomor kartu identitas. Surat disimpan selamanya, jadi hapus nomor itu "
    "atau tulis empat angka terakhirnya saja."
)


def tolak(teks: str) -> None:
    """Raise GalatAturan for a text that holds such a number, however its digits are set apart."""
    if _NOMOR.search(teks):
        raise GalatAturan(DITOLAK)


def samarkan(teks: str) -> str:
    """The text with four digits left of each such number: for what a citizen wrote and we only repeat."""
    return _NOMOR.sub(lambda temuan: "*" * 12 + re.sub(r"\D", "", temuan[0])[-4:], teks)
