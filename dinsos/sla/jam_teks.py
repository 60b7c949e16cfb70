"""Office hours as people write them: "07.30–12.00, 13.00–16.00"."""

import re

from dinsos.sla.kalender import HARI_MINGGUAN, KalenderTidakSah, jam_dari_json

SELANG = re.compile(r"(\d{1,2})[.:](\d{2})\s*(?:-|–|—|s\.?d\.?)\s*(\d{1,2})[.:](\d{2})")
TUTUP = "tutup"


def tulis_jam(jam: list | None) -> str:
    """From [["07:30", "12:00"], …]; empty text for a closed day."""
    return ", ".join(f"{buka[:5]}–{tutup[:5]}".replace(":", ".") for buka, tutup in jam or ())


def baca_jam(teks: str, nama: str = "Jam") -> list[list[str]]:
    """The opposite of `tulis_jam`, forgiving about dots, colons and dashes. Raises KalenderTidakSah."""
    teks = teks.strip().casefold()
    if teks in ("", TUTUP):
        return []
    hasil = []
    for bagian in re.split(r"\s*(?:,|;|\bdan\b)\s*", teks):
        cocok = SELANG.fullmatch(bagian.strip())
        if cocok is None:
            raise KalenderTidakSah(f"{nama}: tulis seperti 07.30–12.00, 13.00–16.00.")
        a, b, c, d = cocok.groups()
        hasil.append([f"{int(a):02}:{b}", f"{int(c):02}:{d}"])
    jam_dari_json(hasil, nama)
    return hasil


def tulis_mingguan(jam: dict) -> list[tuple[str, str]]:
    """(days, hours) of a week, days in a row with the same hours together: ("Senin–Kamis", "07.30–16.00")."""
    kelompok: list[tuple[list[str], str]] = []
    for nama in HARI_MINGGUAN:
        isi = tulis_jam(jam.get(nama)) or TUTUP
        if kelompok and kelompok[-1][1] == isi:
            kelompok[-1][0].append(nama.capitalize())
        else:
            kelompok.append(([nama.capitalize()], isi))
    return [(hari[0] if len(hari) == 1 else f"{hari[0]}–{hari[-1]}", isi) for hari, isi in kelompok]
