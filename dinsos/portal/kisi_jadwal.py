"""One day as a table: a row for each half hour of office hours, a column for each room or officer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dinsos.akun.models import Pengguna, Peran
from dinsos.inti import jam
from dinsos.sla.kalender import Kalender, pada_wita
from disposisi.enums import BERJALAN, KeadaanAudiensi
from disposisi.models import Ruang

SETENGAH_JAM = timedelta(minutes=30)
DARING = "Daring"
MEMAKAI = (*BERJALAN, KeadaanAudiensi.DIUSULKAN, KeadaanAudiensi.SELESAI)
"""An appointment that didn't take place leaves its room and officer free."""


@dataclass(frozen=True)
class Sel:
    """What begins in this half hour, and whether something from before goes on; neither: free."""

    mulai: list
    lanjut: bool


@dataclass(frozen=True)
class Kisi:
    """Names of the columns, and for each row its half hour ("09.00") with the cells."""

    kolom: list[str]
    baris: list[tuple[str, list[Sel]]]


def nama_kolom(apa: str, pilihan) -> list[str]:
    """Rooms in use or officers, or the chosen one alone; one query at most."""
    if pilihan:
        return [str(pilihan)]
    if apa == "petugas":
        return [
            str(satu)
            for satu in Pengguna.objects.berperan(Peran.PETUGAS).filter(is_active=True).order_by("nama")
        ]
    return [str(satu) for satu in Ruang.objects.filter(aktif=True)]


def susun_kisi(
    tanggal: date, baris: Iterable, *, apa: str, kolom: list[str], kalender: Kalender
) -> Kisi | None:
    """The table of a day from its `jadwal.Baris`; None when the office is closed or has nothing to compare."""
    memakai = [(_pada(satu, apa), satu) for satu in baris if satu.audiensi.keadaan in MEMAKAI]
    lain = sorted({nama for semua, _ in memakai for nama in semua if nama not in kolom})
    kolom = [*kolom, *lain]
    potongan = [awal for selang in kalender.hari(tanggal).jam for awal in _potong(tanggal, selang)]
    if not kolom or not potongan:
        return None
    return Kisi(
        kolom,
        [
            (
                f"{jam.wita(awal):%H.%M}",
                [_sel([b for semua, b in memakai if nama in semua], awal, akhir) for nama in kolom],
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


def _sel(baris: list, awal, akhir) -> Sel:
    return Sel(
        mulai=[satu for satu in baris if awal <= satu.audiensi.mulai < akhir],
        lanjut=any(satu.audiensi.mulai < awal < satu.audiensi.selesai for satu in baris),
    )
