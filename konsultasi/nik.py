"""What a NIK says about its holder, as a hint to staff who compare it with the card; never a reason to refuse.

A NIK is six digits of the place where it was first issued (two each of province, regency, district), the date of
birth as DDMMYY with 40 added to a woman's day, and four digits that count.
"""

import re
from datetime import date

from dinsos.inti.teks import BULAN

WILAYAH_BUTON = "7404"
PROVINSI = (
    *range(11, 22),
    31,
    32,
    33,
    34,
    35,
    36,
    51,
    52,
    53,
    *range(61, 66),
    *range(71, 77),
    81,
    82,
    *range(91, 98),
)
CUKUP_UMUR = 17


def lengkap(nomor: str) -> bool:
    """Whether the text is sixteen digits and nothing else: the only hard check."""
    return bool(re.fullmatch(r"[0-9]{16}", nomor))


def petunjuk(nomor: str, *, hari: date) -> list[str]:
    """Sentences for staff about a NIK on the local date `hari`: whose it says to be, and what is odd about it.

    Empty for a text that is no NIK.
    """
    if not lengkap(nomor):
        return []
    kalimat = [_pemegang(nomor, hari), _wilayah(nomor)]
    if nomor.endswith("0000"):
        kalimat.append("Empat angka terakhir 0000 tidak lazim. Cocokkan dengan kartunya.")
    return [satu for satu in kalimat if satu]


def _pemegang(nomor: str, hari: date) -> str:
    """Sex and date of birth; an age under which nobody has a KTP is told."""
    angka_hari, bulan, tahun = (int(nomor[i : i + 2]) for i in (6, 8, 10))
    jenis = "perempuan" if angka_hari > 40 else "laki-laki"
    lahir = _tanggal(angka_hari % 40, bulan, tahun, hari)
    if lahir is None:
        return f"Tanggal lahir dalam NIK ({nomor[6:12]}) tidak ada dalam kalender. Cocokkan dengan kartunya."
    kalimat = f"Menurut NIK: {jenis}, lahir {lahir.day} {BULAN[lahir.month]} {lahir.year}."
    umur = hari.year - lahir.year - ((hari.month, hari.day) < (lahir.month, lahir.day))
    return f"{kalimat} Belum {CUKUP_UMUR} tahun." if umur < CUKUP_UMUR else kalimat


def _tanggal(hari_lahir: int, bulan: int, tahun: int, hari: date) -> date | None:
    """The date of birth in the latest century in which it is not in the future; None for no date."""
    for abad in (hari.year // 100 * 100, hari.year // 100 * 100 - 100):
        try:
            lahir = date(abad + tahun, bulan, hari_lahir)
        except ValueError:  # 29 February exists in one century and not in the other
            continue
        if lahir <= hari:
            return lahir
    return None


def _wilayah(nomor: str) -> str:
    if int(nomor[:2]) not in PROVINSI:
        return f"Kode provinsi {nomor[:2]} tidak dikenal. Cocokkan dengan kartunya."
    if not nomor.startswith(WILAYAH_BUTON):
        return f"NIK pertama kali diterbitkan di luar Kabupaten Buton (kode {nomor[:4]})."
    return ""
