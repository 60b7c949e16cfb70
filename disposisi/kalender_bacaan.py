"""How the office would have done under the other reading of "hari", from the stored instants (tenggat.md).

Computed when the page is viewed; nothing is stored.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time

from dinsos.agenda.models import Tenggat
from dinsos.inti.jam import WITA, wita
from dinsos.inti.teks import BULAN
from dinsos.sla.layanan import kalender_berlaku
from dinsos.sla.tenggat import Jenis, Satuan, Status, jatuh_tempo, status

BULAN_DITAMPILKAN = 4
PALING_BANYAK = 3000
BACAAN = (Satuan.HARI_KERJA, Satuan.HARI_KALENDER)
TEPAT = Status.TERPENUHI
TERHITUNG = (TEPAT, Status.TERPENUHI_TERLAMBAT, Status.TERLAMBAT)


@dataclass
class Angka:
    """Promises decided under one reading; `tepat` of them were kept."""

    jumlah: int = 0
    tepat: int = 0


@dataclass(frozen=True)
class BarisBacaan:
    """One month and promise: what was kept counting working days, and counting calendar days."""

    bulan: str
    janji: str
    hari_kerja: Angka
    hari_kalender: Angka


@dataclass(frozen=True)
class Bacaan:
    """The table, newest month first; `terpotong` says that only the newest clocks were read."""

    baris: list[BarisBacaan]
    terpotong: bool


def bacaan(pada: datetime) -> Bacaan:
    """Letters received in the last `BULAN_DITAMPILKAN` months, as things stand at `pada` (aware).

    Each clock counts with its own number of days; under the unit of its policy by its stored due date, under the
    other by the calendar now published. Void clocks and those not yet due don't count. Two queries, at most
    `PALING_BANYAK` clocks by primary key.
    """
    kalender = kalender_berlaku()
    kolom = (
        "jenis",
        "mulai",
        "jatuh_tempo",
        "berhenti_pada",
        "akibat",
        "kebijakan__satuan",
        "kebijakan__jumlah",
    )
    terbaru = list(Tenggat.objects.order_by("-pk").values_list(*kolom)[:PALING_BANYAK])
    awal = _awal_bulan(pada)
    hitung: dict[tuple[int, int, str], dict[str, Angka]] = defaultdict(lambda: {b: Angka() for b in BACAAN})
    for jenis, mulai, batas, berhenti, akibat, satuan, jumlah in terbaru:
        if satuan not in BACAAN or not awal <= mulai <= pada:
            continue
        lokal = wita(mulai)
        for cara, angka in hitung[lokal.year, lokal.month, jenis].items():
            ujung = batas if cara == satuan else jatuh_tempo(mulai, cara, jumlah, kalender)
            keadaan = status(pada, mulai, ujung, mulai, berhenti, akibat or None)
            angka.jumlah += keadaan in TERHITUNG
            angka.tepat += keadaan == TEPAT
    terpotong = len(terbaru) == PALING_BANYAK and terbaru[-1][1] > awal
    terisi = [kunci for kunci, angka in hitung.items() if any(satu.jumlah for satu in angka.values())]
    return Bacaan([_baris(kunci, hitung[kunci]) for kunci in sorted(terisi, key=_urutan)], terpotong)


def _urutan(kunci: tuple[int, int, str]) -> tuple[int, int, bool]:
    tahun, bulan, jenis = kunci
    return -tahun, -bulan, jenis != Jenis.RESPON


def _baris(kunci: tuple[int, int, str], angka: dict[str, Angka]) -> BarisBacaan:
    tahun, bulan, jenis = kunci
    janji = "Jawaban pertama" if jenis == Jenis.RESPON else "Penanganan"
    return BarisBacaan(f"{BULAN[bulan]} {tahun}", janji, *(angka[cara] for cara in BACAAN))


def _awal_bulan(pada: datetime) -> datetime:
    """The first instant of the earliest month shown, in WITA."""
    lokal = wita(pada)
    nomor = lokal.year * 12 + lokal.month - BULAN_DITAMPILKAN
    return datetime.combine(date(nomor // 12, nomor % 12 + 1, 1), time(), WITA)
