"""The overdue dashboard: which clocks burn, read from the index of open clocks only."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from operator import itemgetter
from typing import NamedTuple

from django.db.models import BigIntegerField, Case, CharField, DateTimeField, Q, QuerySet, Value, When
from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from dinsos.agenda.enums import Layanan, Status
from dinsos.agenda.models import Denyut, Tenggat
from dinsos.agenda.querysets import ditangani
from dinsos.agenda.tampilan import NAMA_JAM, KeadaanTenggat, keadaan
from dinsos.akun.models import Peran, Sudut
from dinsos.inti import jam
from dinsos.inti.kueri_siap import Isian, KueriSiap, isian_banyak, nilai_banyak
from dinsos.inti.teks import durasi
from dinsos.inti.teks import waktu as tulis_waktu

PERAN_PAPAN = (Peran.PETUGAS, Peran.KEPALA_DINAS, Peran.SEKRETARIS)
BATAS_HITUNG = 1000
BATAS_BARIS = 25
"""Rows of one screen: of all groups together on the first one, of the group that was chosen otherwise."""
PALING_SEDIKIT = 5
"""Rows that each group gets on the first screen before the more urgent ones take the rest."""
KOLOM = (
    *("jenis", "mulai", "ingat_pada", "jatuh_tempo", "berhenti_pada", "akibat"),
    *("surat__nomor", "surat__hal", "surat__status", "surat__petugas__nama", "surat__petugas__username"),
)
"""What a row of the dashboard shows."""
DETAK_WAJAR = timedelta(minutes=2)

KELOMPOK = {"terlambat": "Terlambat", "hari_ini": "Jatuh tempo hari ini", "besok": "Jatuh tempo besok"}
NANTI = "nanti"
_STATUS = dict(Status.choices)
PIMPINAN = "pimpinan"
"""In place of an officer: letters that nobody but the head (or deputy) holds."""


@dataclass(frozen=True)
class Saringan:
    """What the address of the page asks for; "" means everything. Unknown values count as "".

    `petugas` is a user id in digits or `PIMPINAN`. `kelompok` shows one group only, in pages; `sesudah` is the
    due time and id of the last clock on the page before.
    """

    layanan: str = ""
    jenis: str = ""
    petugas: str = ""
    kelompok: str = ""
    sesudah: tuple[datetime, int] | None = None

    @classmethod
    def baca(cls, kueri: QueryDict) -> "Saringan":
        """From the query string of a request."""
        petugas = kueri.get("petugas", "")
        if petugas != PIMPINAN:
            petugas = str(int(petugas)) if _nomor(petugas) else ""
        kelompok = _dari(kueri.get("kelompok", ""), KELOMPOK)
        return cls(
            layanan=_dari(kueri.get("layanan", ""), Layanan.values),
            jenis=_dari(kueri.get("jenis", ""), NAMA_JAM),
            petugas=petugas,
            kelompok=kelompok,
            sesudah=_baca_kunci(kueri.get("sesudah", "")) if kelompok else None,
        )

    @property
    def aktif(self) -> bool:
        """Whether something is left out because of service, clock or officer."""
        return bool(self.layanan or self.jenis or self.petugas)

    @property
    def kueri(self) -> str:
        """The query string of the filters, without group and page."""
        isi = {"layanan": self.layanan, "jenis": self.jenis, "petugas": self.petugas}
        return "&".join(f"{nama}={nilai}" for nama, nilai in isi.items() if nilai)

    def cocok(self) -> Q:
        """Service and clock as a condition on clocks."""
        syarat = Q(surat__layanan=self.layanan) if self.layanan else Q()
        return syarat & Q(jenis=self.jenis) if self.jenis else syarat

    def milik(self) -> Q:
        """The officer as a condition on clocks."""
        if not self.petugas:
            return Q()
        return ditangani(None if self.petugas == PIMPINAN else int(self.petugas), "surat")


@dataclass(frozen=True)
class Baris:
    """One clock on the dashboard: which, of which letter, by how much, who holds the letter and where it stands."""

    tenggat: Tenggat
    nama: str
    s: KeadaanTenggat
    pemegang: str
    status: str


JamTerbuka = tuple[str, int, int | None, str | None]
"""An open clock: the place of its group among the groups, its id, and who holds the letter (None: nobody)."""


@dataclass(frozen=True)
class Ringkasan:
    """Numbers of open clocks: by group, and by officer (the officer filter applies to `jumlah` only).

    Each group is counted up to `BATAS_HITUNG`; `terpotong` says that one holds more.
    """

    jumlah: dict[str, int]
    per_petugas: list[dict]
    terpotong: bool
    jam: dict[str, list[JamTerbuka]]

    def teratas(self, saringan: Saringan) -> list[int] | None:
        """Ids of the clocks that stand on the first screen, if these numbers tell; None when they don't."""
        if saringan.kelompok or (self.terpotong and saringan.petugas):
            return None
        cocok = {k: self.jam[k] for k in KELOMPOK}
        if saringan.petugas:
            cocok = {k: [j for j in isi if _pemegang(j[2]) == saringan.petugas] for k, isi in cocok.items()}
        batas = jatah({k: len(isi) for k, isi in cocok.items()})
        return [satu[1] for k, isi in cocok.items() for satu in isi[: batas[k]]]

    @property
    def angka(self) -> list[tuple[str, str, str]]:
        """Code, title and number of each group; "lebih dari 1000" when it holds more than is counted."""
        return [(kode, judul, _tulis(self.jumlah[kode])) for kode, judul in KELOMPOK.items()]


def rentang(pada: datetime) -> dict[str, tuple[datetime | None, datetime | None]]:
    """From when (included) until when (not included) the clocks of each group are due, at an aware instant.

    Overdue: due before now. Today: from now through midnight. Tomorrow: the whole next day. Later: the rest.
    Days are those of WITA; None is no limit.
    """
    besok = datetime.combine(jam.wita(pada).date() + timedelta(days=1), time(), jam.WITA)
    lusa = besok + timedelta(days=1)
    return {
        "terlambat": (None, pada),
        "hari_ini": (pada, besok),
        "besok": (besok, lusa),
        NANTI: (lusa, None),
    }


def _batas(dari: datetime | None, sampai: datetime | None) -> Q:
    syarat = Q(jatuh_tempo__gte=dari) if dari else Q()
    return syarat & Q(jatuh_tempo__lt=sampai) if sampai else syarat


def _dalam(tenggat: Tenggat, dari: datetime | None, sampai: datetime | None) -> bool:
    saat = tenggat.jatuh_tempo
    return (dari is None or saat >= dari) and (sampai is None or saat < sampai)


def jatah(banyak: dict[str, int]) -> dict[str, int]:
    """How many clocks of each group the first screen shows, from how many there are; `BATAS_BARIS` together."""
    hasil = {k: min(n, PALING_SEDIKIT, BATAS_BARIS // len(banyak)) for k, n in banyak.items()}
    sisa = BATAS_BARIS - sum(hasil.values())
    for k, n in banyak.items():
        tambah = min(n - hasil[k], sisa)
        hasil[k] += tambah
        sisa -= tambah
    return hasil


def _pemegang(petugas: int | None) -> str:
    return PIMPINAN if petugas is None else str(petugas)


def ringkas(pengguna, pada: datetime, saringan: Saringan = Saringan()) -> Ringkasan:
    """The numbers of the dashboard, of clocks that the person may see; one query, two with thousands of clocks."""
    kelompok = _pilah(pengguna, pada, saringan)
    hitungan = {k: Counter(map(itemgetter(2, 3), isi)) for k, isi in kelompok.items()}
    per_petugas = [
        {k: jumlah[orang] for k, jumlah in hitungan.items()}
        | {
            "petugas": _pemegang(orang[0]),
            "nama": orang[1],
            "terbuka": sum(satu[orang] for satu in hitungan.values()),
        }
        for orang in set().union(*hitungan.values())
    ]
    per_petugas.sort(key=lambda p: (-p["terlambat"], -p["hari_ini"], p["nama"] or "", p["petugas"]))
    terpilih = [satu for satu in per_petugas if saringan.petugas in ("", satu["petugas"])]
    return Ringkasan(
        jumlah={k: sum(satu[k] for satu in terpilih) for k in KELOMPOK},
        per_petugas=per_petugas,
        terpotong=any(len(isi) > BATAS_HITUNG for isi in kelompok.values()),
        jam=kelompok,
    )


def _pilah(pengguna, pada: datetime, saringan: Saringan) -> dict[str, list[JamTerbuka]]:
    """Open clocks by group, earliest due first; of each group one more than `BATAS_HITUNG` at most."""
    kelompok, n = rentang(pada), BATAS_HITUNG + 1
    batas = {f"sampai{i}": sampai for i, (_, sampai) in enumerate(kelompok.values())}
    cocok = Saringan(layanan=saringan.layanan, jenis=saringan.jenis)
    baris = _JAM(pengguna.sudut, cocok, n * len(kelompok), saya=pengguna.pk, **batas)
    if len(baris) == n * len(kelompok):
        terbuka = Tenggat.objects.untuk(pengguna).terbuka().filter(cocok.cocok())
        teratas = _teratas(terbuka, kelompok.values(), n)
        baris = list(_berkelompok(teratas, [sampai for _, sampai in kelompok.values()]))
    awal = [bisect_left(baris, str(i), key=itemgetter(0)) for i in range(len(kelompok))]
    return {
        k: baris[dari:sampai][:n]
        for k, dari, sampai in zip(kelompok, awal, [*awal[1:], len(baris)], strict=True)
    }


def _berkelompok(terbuka: QuerySet[Tenggat], sampai: list) -> QuerySet:
    """The columns of `JamTerbuka`; `sampai` are the ends of the groups, the last of which has none."""
    kapan = [When(jatuh_tempo__lt=satu, then=Value(str(i))) for i, satu in enumerate(sampai[:-1])]
    nomor = Case(*kapan, default=Value(str(len(kapan))), output_field=CharField())
    kolom = ("nomor_kelompok", "pk", "surat__petugas", "surat__petugas__nama")
    return terbuka.annotate(nomor_kelompok=nomor).order_by("jatuh_tempo", "id").values_list(*kolom)


def _susun_jam(sudut: Sudut, saringan: Saringan, batas: int) -> QuerySet:
    sampai = [Isian(f"sampai{i}", DateTimeField()) for i in range(len(KELOMPOK))]
    terbuka = Tenggat.objects.untuk(sudut).terbuka().filter(saringan.cocok())
    return _berkelompok(terbuka, [*sampai, None])[:batas]


def _susun_baris(banyak: int) -> QuerySet[Tenggat]:
    pk = isian_banyak("pk", BigIntegerField(), banyak)
    return _berisi(Tenggat.objects.terbuka().filter(pk__in=pk))


def _berisi(terpilih: QuerySet[Tenggat]) -> QuerySet[Tenggat]:
    return terpilih.select_related("surat__petugas").only(*KOLOM).order_by("jatuh_tempo", "id")


_JAM = KueriSiap(_susun_jam)
_BARIS = KueriSiap(_susun_baris)
_DETAK = KueriSiap(lambda: Denyut.objects.filter(nama="detak").values_list("pada", flat=True))


def _tulis(jumlah: int) -> str:
    return str(jumlah) if jumlah <= BATAS_HITUNG else f"lebih dari {BATAS_HITUNG}"


def daftar(
    pengguna, pada: datetime, saringan: Saringan = Saringan(), ringkasan: Ringkasan | None = None
) -> tuple[dict[str, list[Baris]], str]:
    """The clocks of each group, earliest due first, at most `BATAS_BARIS` of all groups (see `jatah`); one query.

    With `saringan.kelompok` only that group, from `saringan.sesudah` on; the second value is then the key of
    the next page ("": there is none). `ringkasan`, made with the same arguments, spares looking for them again.
    """
    semua = rentang(pada)
    kelompok = {k: semua[k] for k in KELOMPOK if saringan.kelompok in ("", k)}
    pk = ringkasan.teratas(saringan) if ringkasan else None
    if pk is not None:
        tenggat = _BARIS(BATAS_BARIS, **nilai_banyak("pk", pk, BATAS_BARIS)) if pk else []
    else:
        teratas = _teratas(_terbuka(pengguna, saringan), kelompok.values(), BATAS_BARIS + 1)
        tenggat = list(_berisi(teratas))
    isi = {k: [t for t in tenggat if _dalam(t, *saat)] for k, saat in kelompok.items()}
    berikut = ""
    if saringan.kelompok and len(tenggat) > BATAS_BARIS:
        berikut = _tulis_kunci(tenggat[BATAS_BARIS - 1])
    batas = jatah({k: len(satu) for k, satu in isi.items()})
    return {k: [_baris(t, pada) for t in satu[: batas[k]]] for k, satu in isi.items()}, berikut


def _terbuka(pengguna, saringan: Saringan) -> QuerySet[Tenggat]:
    terbuka = Tenggat.objects.untuk(pengguna).terbuka().filter(saringan.cocok() & saringan.milik())
    if saringan.sesudah:
        saat, pk = saringan.sesudah
        terbuka = terbuka.filter(Q(jatuh_tempo__gt=saat) | Q(jatuh_tempo=saat, pk__gt=pk))
    return terbuka


def _baris(tenggat: Tenggat, pada: datetime) -> Baris:
    surat = tenggat.surat
    pemegang = str(surat.petugas or "Pimpinan")
    return Baris(tenggat, NAMA_JAM[tenggat.jenis], keadaan(tenggat, pada), pemegang, _STATUS[surat.status])


def _teratas(terbuka: QuerySet[Tenggat], kelompok, n: int) -> QuerySet[Tenggat]:
    """The `n` clocks of each group that are due first, as one queryset of open clocks."""
    salah_satu = Q()
    for saat in kelompok:
        urut = terbuka.filter(_batas(*saat)).order_by("jatuh_tempo", "id")
        salah_satu |= Q(pk__in=urut.values("pk")[:n])
    return Tenggat.objects.terbuka().filter(salah_satu)


def _tulis_kunci(tenggat: Tenggat) -> str:
    return f"{tenggat.jatuh_tempo:%Y-%m-%dT%H:%M:%S.%fZ}_{tenggat.pk}"


def _baca_kunci(kunci: str) -> tuple[datetime, int] | None:
    saat, _, pk = kunci.partition("_")
    try:
        waktu = parse_datetime(saat)
    except ValueError:
        return None
    return (waktu, int(pk)) if waktu and waktu.tzinfo and _nomor(pk) else None


def _nomor(teks: str) -> bool:
    return teks.isascii() and teks.isdecimal() and len(teks) < 19


def _dari(nilai: str, pilihan) -> str:
    return nilai if nilai in pilihan else ""


class Detak(NamedTuple):
    """How long ago the background worker last ticked, in a sentence; `berhenti`: it must be taken as stopped."""

    berhenti: bool
    kalimat: str


def keadaan_detak(pada: datetime) -> Detak:
    """The age of the last tick at an aware instant."""
    denyut = _DETAK.satu()
    if denyut and pada - denyut <= DETAK_WAJAR:
        usia = max(0, int((pada - denyut).total_seconds()))
        return Detak(False, f"Pekerja latar terakhir berjalan {usia} detik yang lalu.")
    sejak = (
        f"sejak {tulis_waktu(denyut)} ({durasi(pada - denyut)})"
        if denyut
        else "dan belum pernah tercatat berjalan"
    )
    return Detak(
        True,
        f"Pekerja latar tidak berjalan {sejak}. Pengingat dan pesan tidak terkirim. Beri tahu pengelola sekarang.",
    )
