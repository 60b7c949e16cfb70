"""How instants, durations and names are written in Indonesian."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from dinsos.inti.jam import wita

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
BULAN = (
    "",
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def titik(teks: object) -> str:
    """A name or words as the end of a sentence: exactly one full stop, also after a degree such as "S.Sos."."""
    return f"{str(teks).rstrip('.')}."


def tanggal(nilai: date | datetime | None) -> str:
    """ "Selasa, 24 November 2026"; instants are told in WITA."""
    if nilai is None:
        return ""
    if isinstance(nilai, datetime):
        nilai = wita(nilai).date()
    return f"{HARI[nilai.weekday()]}, {nilai.day} {BULAN[nilai.month]} {nilai.year}"


def pukul(nilai: datetime | None) -> str:
    """ "16.00 WITA"."""
    return "" if nilai is None else f"{wita(nilai):%H.%M} WITA"


def waktu(nilai: datetime | None) -> str:
    """ "Selasa, 24 November 2026 pukul 16.00 WITA"."""
    return "" if nilai is None else f"{tanggal(nilai)} pukul {pukul(nilai)}"


def iso(nilai: datetime | None) -> str:
    """ "2026-11-24T16:00:00+08:00", for the `datetime` of a <time> element."""
    return "" if nilai is None else wita(nilai).isoformat()


def waktu_pendek(nilai: datetime | None) -> str:
    """ "24 Nov 2026 16.00"."""
    if nilai is None:
        return ""
    lokal = wita(nilai)
    return f"{lokal.day} {BULAN[lokal.month][:3]} {lokal.year} {lokal:%H.%M}"


def durasi(nilai: timedelta | None) -> str:
    """ "2 hari 3 jam", "2 jam 10 menit", "kurang dari 1 menit"; the sign is dropped."""
    if nilai is None:
        return ""
    menit = int(abs(nilai).total_seconds() // 60)
    hari, sisa = divmod(menit, 24 * 60)
    jam, menit = divmod(sisa, 60)
    bagian = [(hari, "hari"), (jam, "jam")] if hari else [(jam, "jam"), (menit, "menit")]
    return " ".join(f"{n} {kata}" for n, kata in bagian if n) or "kurang dari 1 menit"


def rupiah(nilai: Decimal | int | None) -> str:
    """ "Rp1.250.000"."""
    return "" if nilai is None else "Rp" + f"{int(nilai):,}".replace(",", ".")


def daftar(kata: list[str]) -> str:
    """ "a", "a dan b", "a, b, dan c"."""
    if len(kata) <= 2:
        return " dan ".join(kata)
    return ", ".join(kata[:-1]) + ", dan " + kata[-1]


def terlalu_panjang(batas: int) -> str:
    """The error of a text field that takes `batas` characters."""
    return f"Teks terlalu panjang: paling banyak {batas:,} huruf. Persingkat dahulu.".replace(",", ".")
