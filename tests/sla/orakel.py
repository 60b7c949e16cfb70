"""An independent oracle of due dates: it walks minute by minute and shares no code with `dinsos.sla`.

Local time is UTC plus eight hours (WITA has no daylight saving), a date is a date when the local clock says so,
and nothing but "is this minute within office hours" is ever asked of the rules.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

DELAPAN_JAM = timedelta(hours=8)
SEMENIT = timedelta(minutes=1)
BATAS_MENIT = 120 * 24 * 60

Rentang = list[tuple[int, int]]
"""Office hours of a date in minutes since local midnight: [from, to)."""


@dataclass
class Profil:
    """Hours per weekday (0 is Monday) between two dates, both included."""

    jam: dict[int, Rentang]
    mulai: date = date.min
    sampai: date = date.max
    prioritas: int = 0


@dataclass
class Aturan:
    """What the office decided, in the plainest form."""

    profil: list[Profil]
    tutup: set[date] = field(default_factory=set)
    buka: dict[date, Rentang] = field(default_factory=dict)

    def rentang(self, tanggal: date) -> Rentang:
        if tanggal in self.buka:
            return self.buka[tanggal]
        if tanggal in self.tutup:
            return []
        cocok = [p for p in self.profil if p.mulai <= tanggal <= p.sampai]
        return max(cocok, key=lambda p: p.prioritas).jam.get(tanggal.weekday(), []) if cocok else []


def lokal(saat: datetime) -> datetime:
    """The wall clock of Buton, without zone."""
    return saat.astimezone(UTC).replace(tzinfo=None) + DELAPAN_JAM


def mutlak(jam_dinding: datetime) -> datetime:
    """The instant of a reading of that wall clock."""
    return (jam_dinding - DELAPAN_JAM).replace(tzinfo=UTC)


class Jalan:
    """Walks the wall clock minute by minute, forwards or backwards, and says which minutes are open."""

    def __init__(self, aturan: Aturan, mulai: datetime, langkah: int = 1) -> None:
        self.aturan = aturan
        self.menit = mulai.replace(second=0, microsecond=0)
        self.langkah = langkah * SEMENIT

    def __iter__(self):
        menit, tanggal, rentang = self.menit, None, []
        for _ in range(BATAS_MENIT):
            if menit.date() != tanggal:
                tanggal = menit.date()
                rentang = self.aturan.rentang(tanggal)
            ke = menit.hour * 60 + menit.minute
            yield menit, any(dari <= ke < sampai for dari, sampai in rentang)
            menit += self.langkah
        raise AssertionError("orakel berjalan terlalu jauh")


def tutup_hari_kerja(aturan: Aturan, mulai: datetime, banyak: int) -> list[datetime]:
    """Closing instants of the first working days strictly after the local date of `mulai`."""
    hari_terima = lokal(mulai).date()
    hasil, tanggal, terakhir = [], hari_terima, None
    for menit, terbuka in Jalan(aturan, lokal(mulai)):
        if menit.date() != tanggal:
            if terakhir is not None:
                hasil.append(mutlak(terakhir))
            tanggal, terakhir = menit.date(), None
            if len(hasil) == banyak:
                return hasil
        if terbuka and tanggal > hari_terima:
            terakhir = menit + SEMENIT
    raise AssertionError("orakel tidak menemukan hari kerja")


def tutup_hari_kalender(aturan: Aturan, mulai: datetime, jumlah: int) -> datetime:
    """Closing instant of the date `jumlah` days later; 23:59:59 when no minute of it is open."""
    tanggal = lokal(mulai).date()
    lewat, terakhir = 0, None
    for menit, terbuka in Jalan(aturan, lokal(mulai)):
        if menit.date() != tanggal:
            if lewat == jumlah:
                return mutlak(terakhir or menit - timedelta(seconds=1))
            tanggal, lewat, terakhir = menit.date(), lewat + 1, None
        if terbuka:
            terakhir = menit + SEMENIT
    raise AssertionError("orakel tidak sampai")


def jatuh_tempo(aturan: Aturan, mulai: datetime, satuan: str, jumlah: int) -> datetime:
    """The due date (UTC) that the service standard promises."""
    if satuan == "menit":
        return mulai.astimezone(UTC) + jumlah * SEMENIT
    if satuan == "hari_kalender":
        return tutup_hari_kalender(aturan, mulai, jumlah)
    return tutup_hari_kerja(aturan, mulai, jumlah)[-1]


def mundur(aturan: Aturan, saat: datetime, menit_kantor: int) -> datetime:
    """The latest whole minute with that many open minutes between it and `saat` (a whole minute)."""
    sisa = menit_kantor
    for menit, terbuka in Jalan(aturan, lokal(saat) - SEMENIT, langkah=-1):
        sisa -= terbuka
        if sisa == 0:
            return mutlak(menit)
    raise AssertionError("orakel tidak menemukan jam kantor")


def pembukaan_sesudah(aturan: Aturan, saat: datetime) -> datetime:
    """The first minute after `saat` that is the first open one of its date."""
    awal = lokal(saat)
    sudah_buka = {
        awal.date()
        for dari, _ in aturan.rentang(awal.date())
        if awal >= datetime.combine(awal.date(), datetime.min.time()) + dari * SEMENIT
    }
    for menit, terbuka in Jalan(aturan, awal):
        if terbuka and menit > awal and menit.date() not in sudah_buka:
            return mutlak(menit)
    raise AssertionError("orakel tidak menemukan pembukaan")


def banyak_hari_kerja(aturan: Aturan, sesudah: date, sampai: date) -> int:
    """Dates in (sesudah, sampai] with at least one open minute."""
    buka = set()
    awal = datetime.combine(sesudah + timedelta(days=1), datetime.min.time())
    for menit, terbuka in Jalan(aturan, awal):
        if menit.date() > sampai:
            return len(buka)
        if terbuka:
            buka.add(menit.date())
    raise AssertionError("orakel berjalan terlalu jauh")
