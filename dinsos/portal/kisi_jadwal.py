"""One day as a table: a row for each half hour of office hours, a column for each room or officer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dinsos.akun.models import Pengguna, Peran
from dinsos.inti import jam
from dinsos.sla.kalender import Kalender, pada_wita
from disposisi import slot
from disposisi.enums import BERJALAN, KeadaanAudiensi
from disposisi.models import Ruang
from disposisi.rencana import Terpakai

SETENGAH_JAM = timedelta(minutes=30)
DARING = "Daring"
TIDAK_HADIR = "tidak hadir"
BUKAN_JAMNYA = "tidak menerima tamu"
MEMAKAI = (*BERJALAN, KeadaanAudiensi.DIUSULKAN, KeadaanAudiensi.SELESAI)
"""An appointment that didn't take place leaves its room and officer free."""


@dataclass(frozen=True)
class Sel:
    """What begins in this half hour, whether something from before goes on, and why the officer receives nobody.

    None of the three: free.
    """

    mulai: list
    lanjut: bool
    tutup: str


@dataclass(frozen=True)
class Kisi:
    """Names of the columns, and for each row its half hour ("09.00") with the cells."""

    kolom: list[str]
    baris: list[tuple[str, list[Sel]]]


@dataclass(frozen=True)
class Kolom:
    """Rooms or officers to compare, and when these officers receive nobody."""

    nama: dict[str, int]
    terpakai: Terpakai

    @classmethod
    def baca(cls, apa: str, pilihan, dari: date, hari: int) -> "Kolom":
        """Rooms in use or active officers, or the chosen one alone, for `hari` days; four queries at most."""
        if apa != "petugas":
            semua = [pilihan] if pilihan else Ruang.objects.filter(aktif=True)
            return cls({str(satu): satu.pk for satu in semua}, Terpakai())
        petugas = Pengguna.objects.berperan(Peran.PETUGAS).filter(is_active=True).order_by("nama")
        nama = {str(satu): satu.pk for satu in ([pilihan] if pilihan else petugas)}
        awal = datetime.combine(dari, time.min, tzinfo=jam.WITA)
        return cls(nama, Terpakai.baca(nama.values(), awal, awal + timedelta(days=hari)))

    def tutup(self, nama: str, awal: datetime, akhir: datetime) -> str:
        """Why this officer receives nobody in [awal, akhir) (aware), "" when that isn't so."""
        petugas = self.nama.get(nama)
        absen = self.terpakai.absen.get(petugas, ())
        if any(mulai < akhir and selesai > awal for mulai, selesai in absen):
            return TIDAK_HADIR
        jam_kerja = self.terpakai.jam_kerja.get(petugas)
        return "" if slot.dalam_jam_kerja(awal, akhir - awal, jam_kerja) else BUKAN_JAMNYA


def susun_kisi(tanggal: date, baris: Iterable, *, apa: str, kolom: Kolom, kalender: Kalender) -> Kisi | None:
    """The table of a day from its `jadwal.Baris`; None when the office is closed or has nothing to compare."""
    memakai = [(_pada(satu, apa), satu) for satu in baris if satu.audiensi.keadaan in MEMAKAI]
    lain = sorted({nama for semua, _ in memakai for nama in semua if nama not in kolom.nama})
    semua_kolom = [*kolom.nama, *lain]
    potongan = [awal for selang in kalender.hari(tanggal).jam for awal in _potong(tanggal, selang)]
    if not semua_kolom or not potongan:
        return None
    milik = {nama: [b for semua, b in memakai if nama in semua] for nama in semua_kolom}
    return Kisi(
        semua_kolom,
        [
            (
                f"{jam.wita(awal):%H.%M}",
                [_sel(milik[nama], awal, akhir, kolom.tutup(nama, awal, akhir)) for nama in semua_kolom],
            )
            for awal, akhir in potongan
        ],
    )


def _pada(baris, apa: str) -> list[str]:
    """The columns that an appointment takes up."""
    satu = baris.audiensi
    if apa == "petugas":
        return [str(satu.petugas), *(str(ikut.petugas) for ikut in satu.pendamping.all())]
    return [str(satu.ruang) if satu.ruang else DARING]


def _potong(tanggal: date, selang) -> Iterable[tuple]:
    awal, tutup = pada_wita(tanggal, selang.buka), pada_wita(tanggal, selang.tutup)
    while awal < tutup:
        yield awal, min(awal + SETENGAH_JAM, tutup)
        awal += SETENGAH_JAM


def _sel(baris: list, awal: datetime, akhir: datetime, tutup: str) -> Sel:
    return Sel(
        mulai=[satu for satu in baris if awal <= satu.audiensi.mulai < akhir],
        lanjut=any(satu.audiensi.mulai < awal < satu.audiensi.selesai for satu in baris),
        tutup=tutup,
    )
