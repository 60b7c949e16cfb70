"""The office's calendar: which dates are working days, and when the office opens and closes.

Pure: no ORM, no Django, no clock. Dates are calendar dates in Asia/Makassar; instants that come in are aware
in any zone, instants that go out are aware in Asia/Makassar. Source of the rules: the service standard counts
days; hours, holidays and cuti bersama are the office's own published data (`VersiKalender`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import combinations, pairwise
from zoneinfo import ZoneInfo

WITA = ZoneInfo("Asia/Makassar")
HARI_MINGGUAN = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
SABTU = 5
BATAS_HARI = 366
"""So many closed days in a row mean that the calendar is wrong, not that the office is on leave."""


class KalenderTidakSah(ValueError):
    """The data do not make a calendar; the message says in Indonesian what to correct."""


class KalenderTanpaHariKerja(Exception):
    """No working day within `BATAS_HARI` days."""


class WaktuTanpaZona(ValueError):
    """An instant without time zone was given; nobody can say which day it is in Asia/Makassar."""

    def __init__(self) -> None:
        super().__init__("Waktu harus menyebut zona, misalnya 2026-03-17T10:00+08:00.")


class JenisHari(StrEnum):
    """Kinds of special days; only the last one opens the office."""

    LIBUR_NASIONAL = "libur_nasional"
    CUTI_BERSAMA = "cuti_bersama"
    TUTUP_KANTOR = "tutup_kantor"
    BUKA_KHUSUS = "buka_khusus"


@dataclass(frozen=True, slots=True, order=True)
class Selang:
    """An interval of office hours on one date, local time, both ends included."""

    buka: time
    tutup: time

    def __post_init__(self) -> None:
        if self.buka >= self.tutup:
            raise KalenderTidakSah(f"Jam buka {self.buka:%H.%M} harus sebelum jam tutup {self.tutup:%H.%M}.")


Jam = tuple[Selang, ...]


@dataclass(frozen=True, slots=True)
class HariKhusus:
    """A date that differs from the weekly hours. `jam` is given exactly for `buka_khusus`."""

    tanggal: date
    jenis: JenisHari
    nama: str
    dasar_hukum: str = ""
    perkiraan: bool = False
    jam: Jam = ()

    def __post_init__(self) -> None:
        if (self.jenis == JenisHari.BUKA_KHUSUS) != bool(self.jam):
            raise KalenderTidakSah(f"{self.nama}: jam diisi untuk hari buka khusus, dan hanya untuk itu.")
        _periksa_urutan(self.jam, self.nama)


@dataclass(frozen=True, slots=True)
class ProfilJam:
    """Weekly hours (Monday first) within [mulai, sampai], None: without end. The highest priority wins."""

    nama: str
    mingguan: tuple[Jam, ...]
    mulai: date | None = None
    sampai: date | None = None
    prioritas: int = 0

    def __post_init__(self) -> None:
        if len(self.mingguan) != 7:
            raise KalenderTidakSah(f"{self.nama}: jam kerja harus memuat tujuh hari.")
        if self.mulai and self.sampai and self.mulai > self.sampai:
            raise KalenderTidakSah(f"{self.nama}: tanggal mulai harus sebelum tanggal selesai.")
        for nama, jam in zip(HARI_MINGGUAN, self.mingguan, strict=True):
            _periksa_urutan(jam, f"{self.nama}, {nama}")

    def berlaku(self, tanggal: date) -> bool:
        """Whether the profile covers the date."""
        return (self.mulai or date.min) <= tanggal <= (self.sampai or date.max)

    def bertumpuk(self, lain: "ProfilJam") -> bool:
        """Whether both profiles cover some date with the same priority, so that neither wins."""
        mulai = max(self.mulai or date.min, lain.mulai or date.min)
        sampai = min(self.sampai or date.max, lain.sampai or date.max)
        return self.prioritas == lain.prioritas and mulai <= sampai


@dataclass(frozen=True, slots=True)
class Hari:
    """What one date is for the office: its hours (none when closed) and, when closed, why."""

    tanggal: date
    jam: Jam
    alasan: str
    khusus: HariKhusus | None = None

    @property
    def hari_kerja(self) -> bool:
        return bool(self.jam)


@dataclass(frozen=True)
class Kalender:
    """Hours profiles and special days; `tahun_terbit` are the years whose special days are published.

    Dates of other years are computed from the profiles alone; whoever uses them marks the result `sementara`.
    Raises KalenderTidakSah when a date is special twice or two profiles of one priority overlap.
    """

    profil: tuple[ProfilJam, ...]
    khusus: tuple[HariKhusus, ...] = ()
    tahun_terbit: frozenset[int] = frozenset()
    _khusus: dict[date, HariKhusus] = field(init=False, repr=False, compare=False)
    _profil: tuple[ProfilJam, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for satu, lain in combinations(self.profil, 2):
            if satu.bertumpuk(lain):
                raise KalenderTidakSah(
                    f"Jam kerja “{satu.nama}” dan “{lain.nama}” berlaku bersamaan dengan prioritas yang sama."
                )
        per_tanggal = {hari.tanggal: hari for hari in self.khusus}
        if len(per_tanggal) != len(self.khusus):
            raise KalenderTidakSah("Ada tanggal yang tercantum dua kali sebagai hari khusus.")
        object.__setattr__(self, "_khusus", per_tanggal)
        object.__setattr__(self, "_profil", tuple(sorted(self.profil, key=lambda p: -p.prioritas)))

    def hari(self, tanggal: date) -> Hari:
        """What the date is: working day with its hours, or closed with the reason in Indonesian."""
        khusus = self._khusus.get(tanggal)
        if khusus is not None:
            return Hari(tanggal, khusus.jam, "" if khusus.jam else khusus.nama, khusus)
        profil = next((p for p in self._profil if p.berlaku(tanggal)), None)
        if profil is None:
            return Hari(tanggal, (), "jam kerja belum ditetapkan")
        jam = profil.mingguan[tanggal.weekday()]
        if jam:
            return Hari(tanggal, jam, "")
        return Hari(tanggal, (), "akhir pekan" if tanggal.weekday() >= SABTU else "bukan hari kerja kantor")

    def diketahui(self, tanggal: date) -> bool:
        """Whether the special days of that year are published."""
        return tanggal.year in self.tahun_terbit

    def buka(self, tanggal: date) -> datetime | None:
        """The opening instant of the date, None when the office is closed all day."""
        jam = self.hari(tanggal).jam
        return pada_wita(tanggal, jam[0].buka) if jam else None

    def tutup(self, tanggal: date) -> datetime | None:
        """The closing instant of the date, None when the office is closed all day."""
        jam = self.hari(tanggal).jam
        return pada_wita(tanggal, jam[-1].tutup) if jam else None

    def hari_kerja_sesudah(self, tanggal: date) -> date:
        """The first working day strictly after the date. Raises KalenderTanpaHariKerja."""
        return self._cari(tanggal, 1)

    def hari_kerja_sebelum(self, tanggal: date) -> date:
        """The last working day strictly before the date. Raises KalenderTanpaHariKerja."""
        return self._cari(tanggal, -1)

    def pembukaan_sesudah(self, saat: datetime) -> datetime:
        """The first opening of a working day strictly after the instant. Raises KalenderTanpaHariKerja."""
        tanggal = tanggal_wita(saat)
        buka = self.buka(tanggal)
        if buka is not None and saat < buka:
            return buka
        return self.buka(self.hari_kerja_sesudah(tanggal))

    def saat_kantor(self, saat: datetime) -> datetime:
        """The instant itself within office hours, otherwise when they next begin.

        Raises KalenderTanpaHariKerja.
        """
        tanggal = tanggal_wita(saat)
        for selang in self.hari(tanggal).jam:
            if saat <= pada_wita(tanggal, selang.tutup):
                return max(saat, pada_wita(tanggal, selang.buka)).astimezone(WITA)
        return self.buka(self.hari_kerja_sesudah(tanggal))

    def mundur_jam_kantor(self, saat: datetime, lama: timedelta) -> datetime:
        """The latest instant with `lama` of office hours between it and `saat`.

        Raises KalenderTanpaHariKerja.
        """
        tanggal, sisa = tanggal_wita(saat), lama
        while True:
            for selang in reversed(self.hari(tanggal).jam):
                awal, akhir = pada_wita(tanggal, selang.buka), pada_wita(tanggal, selang.tutup)
                tersedia = min(akhir, saat) - awal
                if tersedia >= sisa:
                    return (min(akhir, saat) - sisa).astimezone(WITA)
                sisa -= max(tersedia, timedelta(0))
            tanggal = self.hari_kerja_sebelum(tanggal)

    def _cari(self, tanggal: date, langkah: int) -> date:
        try:
            for n in range(1, BATAS_HARI + 1):
                calon = tanggal + timedelta(days=n * langkah)
                if self.hari(calon).hari_kerja:
                    return calon
        except OverflowError:
            pass
        raise KalenderTanpaHariKerja(f"Tidak ada hari kerja dalam {BATAS_HARI} hari dari {tanggal:%d-%m-%Y}.")


def tanggal_wita(saat: datetime) -> date:
    """The date that the instant has in Asia/Makassar, whatever zone it comes in. Raises WaktuTanpaZona."""
    if saat.utcoffset() is None:
        raise WaktuTanpaZona
    return saat.astimezone(WITA).date()


def pada_wita(tanggal: date, jam: time) -> datetime:
    """The instant of a local date and time of day in Asia/Makassar."""
    return datetime.combine(tanggal, jam, tzinfo=WITA)


def jam_dari_json(nilai: object, nama: str = "Jam") -> Jam:
    """Intervals from [["07:30", "12:00"], …]. Raises KalenderTidakSah naming `nama`."""
    try:
        pasangan = [(time.fromisoformat(buka), time.fromisoformat(tutup)) for buka, tutup in nilai]
    except (TypeError, ValueError) as galat:
        raise KalenderTidakSah(f'{nama}: tulis jam seperti [["07:30", "12:00"]].') from galat
    if any(waktu.tzinfo for selang in pasangan for waktu in selang):
        raise KalenderTidakSah(f"{nama}: jam tidak menyebut zona waktu.")
    jam = tuple(Selang(buka, tutup) for buka, tutup in pasangan)
    _periksa_urutan(jam, nama)
    return jam


def mingguan_dari_json(nilai: object) -> tuple[Jam, ...]:
    """Seven days of intervals from {"senin": [["07:30", "12:00"], …], …}; days left out are closed.

    Raises KalenderTidakSah.
    """
    if not isinstance(nilai, dict):
        raise KalenderTidakSah("Jam kerja mingguan ditulis per nama hari.")
    asing = [str(nama) for nama in nilai if nama not in HARI_MINGGUAN]
    if asing:
        raise KalenderTidakSah(f"Nama hari tidak dikenal: {', '.join(asing)}.")
    return tuple(jam_dari_json(nilai.get(nama, []), nama.capitalize()) for nama in HARI_MINGGUAN)


def _periksa_urutan(jam: Iterable[Selang], nama: str) -> None:
    for satu, berikut in pairwise(jam):
        if satu.tutup > berikut.buka:
            raise KalenderTidakSah(f"{nama}: selang jam harus berurutan dan tidak bertumpuk.")
