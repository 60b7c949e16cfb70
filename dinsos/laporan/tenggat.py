"""The overdue dashboard: which clocks burn, read from the index of open clocks only."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Q

from dinsos.agenda.models import Denyut, Tenggat
from dinsos.agenda.tampilan import NAMA_JAM, KeadaanTenggat, keadaan
from dinsos.akun.models import Peran
from dinsos.inti import jam

PERAN_PAPAN = (Peran.PETUGAS, Peran.KEPALA_DINAS, Peran.SEKRETARIS)
BATAS_HITUNG = 1000
BATAS_BARIS = 50
DETAK_WAJAR = timedelta(minutes=2)

KELOMPOK = {"terlambat": "Terlambat", "hari_ini": "Jatuh tempo hari ini", "besok": "Jatuh tempo besok"}


@dataclass(frozen=True)
class Baris:
    """One clock on the dashboard: which, of which letter, whose, and by how much."""

    tenggat: Tenggat
    nama: str
    s: KeadaanTenggat


def batas(kelompok: str, pada: datetime) -> Q:
    """The due times of a group at an aware instant; days are those of WITA.

    Overdue: due before now. Today: from now through midnight. Tomorrow: the whole next day.
    """
    besok = datetime.combine(jam.wita(pada).date() + timedelta(days=1), time(), jam.WITA)
    match kelompok:
        case "terlambat":
            return Q(jatuh_tempo__lt=pada)
        case "hari_ini":
            return Q(jatuh_tempo__gte=pada, jatuh_tempo__lt=besok)
        case "besok":
            return Q(jatuh_tempo__gte=besok, jatuh_tempo__lt=besok + timedelta(days=1))
    raise ValueError(kelompok)


def hitung(pengguna, pada: datetime) -> dict[str, int]:
    """How many open clocks that the person may see are in each group, counted up to `BATAS_HITUNG`."""
    terbuka = Tenggat.objects.untuk(pengguna).terbuka().order_by()
    return {k: terbuka.filter(batas(k, pada))[:BATAS_HITUNG].count() for k in KELOMPOK}


def daftar(pengguna, kelompok: str, pada: datetime, petugas: int | None = None) -> list[Baris]:
    """The clocks of a group, earliest due first, at most `BATAS_BARIS`; optionally of one officer."""
    tenggat = Tenggat.objects.untuk(pengguna).terbuka().filter(batas(kelompok, pada))
    if petugas:
        tenggat = tenggat.filter(surat__petugas=petugas)
    tenggat = tenggat.select_related("surat__petugas").order_by("jatuh_tempo", "id")[:BATAS_BARIS]
    return [Baris(t, NAMA_JAM[t.jenis], keadaan(t, pada)) for t in tenggat]


def per_petugas(pengguna, pada: datetime) -> list[dict]:
    """Open clocks by officer: `petugas_id`, `nama`, and a count for each group; one query."""
    hitungan = {k: Count("pk", filter=batas(k, pada)) for k in KELOMPOK}
    return list(
        Tenggat.objects.untuk(pengguna)
        .terbuka()
        .values("surat__petugas", "surat__petugas__nama")
        .annotate(terbuka=Count("pk"), **hitungan)
        .order_by("-terlambat", "surat__petugas__nama")
    )


def peringatan_detak(pada: datetime) -> str:
    """A sentence when the background worker has not ticked lately, else ""."""
    denyut = Denyut.objects.filter(nama="detak").first()
    if denyut and pada - denyut.pada <= DETAK_WAJAR:
        return ""
    return "Pekerja latar tidak berjalan: pengingat dan pesan tidak terkirim. Beri tahu pengelola."
