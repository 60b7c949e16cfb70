"""Which quarter hours of a day are free: the arithmetic of appointments.

Pure: no ORM, no clock. Instants that come in are aware in any zone; those that go out are aware in
Asia/Makassar. A plan takes whole cells of 15 minutes of every resource (room, officer), and cells are unique per
resource, so two plans can't overlap.
"""

from collections.abc import Collection, Iterator
from datetime import datetime, time, timedelta

from dinsos.sla.kalender import WITA, Kalender, Selang, pada_wita, tanggal_wita

SEL = timedelta(minutes=15)
JEDA = SEL
"""Kept free after each appointment, for what takes longer and for the next guest's way to the room."""
HARI_DICARI = 60


def awal_sel(saat: datetime) -> datetime:
    """The start of the cell in which the instant lies."""
    lokal = saat.astimezone(WITA)
    return lokal.replace(minute=lokal.minute - lokal.minute % 15, second=0, microsecond=0)


def sel(mulai: datetime, selesai: datetime) -> list[datetime]:
    """Starts of all cells that [mulai, selesai) touches, in order; none when the interval is empty."""
    hasil, satu = [], awal_sel(mulai)
    while satu < selesai and mulai < selesai:
        hasil.append(satu)
        satu += SEL
    return hasil


def sel_rencana(mulai: datetime, selesai: datetime) -> list[datetime]:
    """The cells that a plan takes: its own and the pause after it."""
    return sel(mulai, selesai + JEDA)


def selang_buka(kalender: Kalender, saat: datetime) -> tuple[datetime, datetime] | None:
    """The stretch of office hours without a break that the instant lies in, its end excluded; None when closed."""
    tanggal = tanggal_wita(saat)
    for selang in kalender.hari(tanggal).jam:
        buka, tutup = pada_wita(tanggal, selang.buka), pada_wita(tanggal, selang.tutup)
        if buka <= saat < tutup:
            return buka, tutup
    return None


def penghalang(kalender: Kalender, mulai: datetime, selesai: datetime) -> str:
    """Why an appointment can't be planned then, in Indonesian; "" within one stretch of office hours."""
    tanggal = tanggal_wita(mulai)
    hari = kalender.hari(tanggal)
    if not hari.hari_kerja:
        return f"Kantor tutup pada hari itu: {hari.alasan}."
    buka = selang_buka(kalender, mulai)
    if buka is None:
        return f"Waktu mulai di luar jam kantor. Jam kantor hari itu: {tulis_jam(hari.jam)}."
    if selesai > buka[1]:
        return f"Pertemuan melewati jam istirahat atau jam tutup. Jam kantor hari itu: {tulis_jam(hari.jam)}."
    return ""


def tulis_jam(jam: Collection[Selang]) -> str:
    """ "07.30–12.00 dan 13.00–16.00"."""
    return " dan ".join(f"{satu.buka:%H.%M}–{satu.tutup:%H.%M}" for satu in jam)


def slot_bebas(
    *,
    kalender: Kalender,
    dari: datetime,
    sampai: datetime,
    lama: timedelta,
    terpakai: Collection[datetime],
    jam_kerja: dict[int, list[tuple[time, time]]] | None = None,
) -> Iterator[datetime]:
    """Starts at which an appointment of `lama` fits, earliest first, from `dari` up to and including `sampai`.

    It lies within one stretch of office hours, and none of its cells nor the pause after it is in `terpakai`
    (aware starts of cells that any of the resources has given away). `jam_kerja` narrows the hours of the officer:
    weekday (Monday is 0) → intervals; None: all office hours. Looks at most `HARI_DICARI` days ahead.
    """
    sibuk = {satu.timestamp() for satu in terpakai}
    tanggal = tanggal_wita(dari)
    for n in range(HARI_DICARI):
        hari = tanggal + timedelta(days=n)
        if pada_wita(hari, time.min) > sampai:
            return
        for selang in kalender.hari(hari).jam:
            batas = (pada_wita(hari, selang.buka), pada_wita(hari, selang.tutup))
            for mulai in _dalam_selang(batas, lama):
                if mulai > sampai:
                    return
                cocok = mulai >= dari and dalam_jam_kerja(mulai, lama, jam_kerja)
                if cocok and sibuk.isdisjoint(s.timestamp() for s in sel_rencana(mulai, mulai + lama)):
                    yield mulai


def _dalam_selang(batas: tuple[datetime, datetime], lama: timedelta) -> Iterator[datetime]:
    mulai = awal_sel(batas[0])
    if mulai < batas[0]:
        mulai += SEL
    while mulai + lama <= batas[1]:
        yield mulai
        mulai += SEL


def dalam_jam_kerja(mulai: datetime, lama: timedelta, jam_kerja: dict | None) -> bool:
    """Whether an appointment lies within one interval of the officer's own hours (see `slot_bebas`)."""
    if jam_kerja is None:
        return True
    tanggal = tanggal_wita(mulai)
    return any(
        pada_wita(tanggal, buka) <= mulai and mulai + lama <= pada_wita(tanggal, tutup)
        for buka, tutup in jam_kerja.get(tanggal.weekday(), ())
    )
