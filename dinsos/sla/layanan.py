"""What other rooms ask: the due dates of a letter or guest, from the policy and calendars now published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS
from django.db.models import CharField, DateField, IntegerField, QuerySet, Value

from dinsos.inti.galat import GalatAturan
from dinsos.inti.kueri_siap import Isian, KueriSiap
from dinsos.sla import tenggat
from dinsos.sla.kalender import Kalender, tanggal_wita
from dinsos.sla.models import KebijakanTenggat, VersiKalender
from dinsos.sla.muat import gabung
from dinsos.sla.penjelasan import penjelasan

Layanan = KebijakanTenggat.Layanan
Jenis = KebijakanTenggat.Jenis

JENIS_SURAT = (Jenis.RESPON, Jenis.PELAKSANAAN)
JENIS_LAYANAN = {
    Layanan.PENGADUAN: JENIS_SURAT,
    Layanan.KONSULTASI: JENIS_SURAT,
    Layanan.TAMU: (Jenis.TATAP_MUKA,),
}


class KebijakanTidakAda(GalatAturan):
    """No policy of that service and kind was in force on the day."""


@dataclass(frozen=True, slots=True)
class Perhitungan:
    """A computed clock; everything in it is to be frozen on the clock's row.

    Instants are aware, in UTC. `ingat_pada`: from when the status is `segera`. `versi_kalender`: ids from which
    `kalender_untuk` rebuilds the calendar. `sementara`: the date rests on unpublished or estimated days.
    `peringatan`: reminder steps with the instant they fire, lowest step first.
    """

    jenis: str
    mulai: datetime
    jatuh_tempo: datetime
    ingat_pada: datetime
    kebijakan: KebijakanTenggat
    versi_kalender: list[int]
    penjelasan: str
    sementara: bool
    peringatan: list[tuple[str, datetime]]


@dataclass(frozen=True, slots=True)
class Terbitan:
    """Calendars that stand together: year → (id, fingerprint) of the version in force, and what they make."""

    versi: dict[int, tuple[int, str]]
    kalender: Kalender


def hitung(*, layanan: str, jenis: str, diterima_pada: datetime) -> Perhitungan:
    """Compute one clock from the policy in force at `diterima_pada` (aware, any zone; PGD-WAKTU, KSL-WAKTU).

    One query once the calendars are in the process. Raises WaktuTanpaZona, KebijakanTidakAda and
    KalenderTanpaHariKerja.
    """
    kebijakan, terbit = _aturan(layanan, tanggal_wita(diterima_pada))
    return _hitung(kebijakan, layanan, jenis, diterima_pada, terbit)


def hitung_semua(*, layanan: str, diterima_pada: datetime) -> dict[str, Perhitungan]:
    """Compute every clock that the service promises: of a letter `respon` and `pelaksanaan`.

    The same query and errors as `hitung`.
    """
    kebijakan, terbit = _aturan(layanan, tanggal_wita(diterima_pada))
    return {
        jenis.value: _hitung(kebijakan, layanan, jenis, diterima_pada, terbit)
        for jenis in JENIS_LAYANAN[layanan]
    }


def hitung_ulang(*, kebijakan: KebijakanTenggat, mulai: datetime, terbitan: Terbitan) -> Perhitungan:
    """Compute a clock again from its own frozen policy and start (aware), with the calendars given.

    No query. Raises KalenderTanpaHariKerja. Nothing is written: moving a clock is `agenda.perubahan`'s.
    """
    return _hitung_satu(kebijakan, kebijakan.jenis, mulai, terbitan)


def terbitan_kini() -> Terbitan:
    """The calendars now published; one query once they are in the process."""
    versi = _versi_terbit()
    return Terbitan(versi, _kalender(tuple(versi.values())))


def terbitan_dengan(versi: VersiKalender) -> Terbitan:
    """The calendars as they would stand with this version (a draft, too) as the one of its year.

    Raises KalenderTidakSah when the version makes no calendar.
    """
    terbit = _versi_terbit() | {versi.tahun: (versi.pk, versi.sidik)}
    semua = VersiKalender.objects.filter(pk__in=[pk for pk, _ in terbit.values()])
    return Terbitan(terbit, gabung(semua.prefetch_related("hari_khusus", "profil_jam")))


def kalender_untuk(versi_ids: Iterable[int]) -> Kalender:
    """The calendar that these published versions make, as frozen on a clock; kept in the process.

    Raises VersiKalender.DoesNotExist when one of them is missing or still a draft.
    """
    ids = set(versi_ids)
    kunci = tuple(VersiKalender.objects.terbit().filter(pk__in=ids).values_list("pk", "sidik"))
    if len(kunci) != len(ids):
        raise VersiKalender.DoesNotExist(f"Kalender terbit tidak lengkap untuk versi {sorted(ids)}.")
    return _kalender(kunci)


def kalender_berlaku() -> Kalender:
    """The calendar that the versions now published make; one query once it is in the process."""
    return _kalender(tuple(_versi_terbit().values()))


def lama_janji(*, pada: date) -> dict[str, dict[str, str]]:
    """The promises in force on the local date, in words: {"pengaduan": {"respon": "1 hari kerja", …}, …}.

    One query. A promise without a policy is left out.
    """
    hasil: dict[str, dict[str, str]] = {layanan.value: {} for layanan in JENIS_LAYANAN}
    for baris in KebijakanTenggat.objects.filter(berlaku_sejak__lte=pada).order_by("-berlaku_sejak", "-id"):
        hasil[baris.layanan].setdefault(baris.jenis, f"{baris.jumlah} {baris.get_satuan_display()}")
    return hasil


def _aturan(layanan: str, tanggal: date) -> tuple[dict[str, KebijakanTenggat], Terbitan]:
    """By kind the policy of a service in force on the local date, and the calendars now published; one query."""
    baris = [_Aturan._make(satu) for satu in _ATURAN(layanan=layanan, pada=tanggal)]
    kebijakan: dict[str, KebijakanTenggat] = {}
    for satu in sorted((b for b in baris if b.sejak), key=lambda b: (b.sejak, b.pk), reverse=True):
        kebijakan.setdefault(satu.jenis, _jadikan_kebijakan(layanan, satu))
    terbit = sorted((b for b in baris if not b.sejak), key=lambda b: (b.bilangan, b.urut))
    versi = {satu.bilangan: (satu.pk, satu.teks) for satu in terbit}
    return kebijakan, Terbitan(versi, _kalender(tuple(versi.values())))


class _Aturan(NamedTuple):
    """A policy (kind, id, amount, unit) or, without `sejak`, a published version (id, year, hash, number)."""

    sejak: date | None
    jenis: str
    pk: int
    bilangan: int
    teks: str
    urut: int


def _susun_aturan() -> QuerySet:
    kosong, nol = Value("", CharField()), Value(0, IntegerField())
    pada, layanan = Isian("pada", DateField()), Isian("layanan", CharField())
    kebijakan = KebijakanTenggat.objects.berlaku(layanan=layanan, pada=pada).order_by()
    kebijakan = kebijakan.annotate(nomor_urut=nol)
    versi = VersiKalender.objects.terbit().order_by().annotate(sejak=Value(None, DateField()), macam=kosong)
    return kebijakan.values_list("berlaku_sejak", "jenis", "pk", "jumlah", "satuan", "nomor_urut").union(
        versi.values_list("sejak", "macam", "pk", "tahun", "sidik", "versi"), all=True
    )


_ATURAN = KueriSiap(_susun_aturan)


def _jadikan_kebijakan(layanan: str, aturan: _Aturan) -> KebijakanTenggat:
    """The row with what a computation needs; its other columns are read when somebody asks for them."""
    isi = (aturan.pk, layanan, aturan.jenis, aturan.teks, aturan.bilangan)
    return KebijakanTenggat.from_db(DEFAULT_DB_ALIAS, ["id", "layanan", "jenis", "satuan", "jumlah"], isi)


def _versi_terbit() -> dict[int, tuple[int, str]]:
    """Year → (id, fingerprint) of its latest published version."""
    versi = VersiKalender.objects.terbit().values_list("tahun", "pk", "sidik")
    return {tahun: (pk, sidik) for tahun, pk, sidik in versi}


@lru_cache(maxsize=64)
def _kalender(kunci: tuple[tuple[int, str], ...]) -> Kalender:
    """Published versions never change; the fingerprint is part of the key because a rollback frees an id."""
    versi = VersiKalender.objects.filter(pk__in=[pk for pk, _ in kunci])
    return gabung(versi.prefetch_related("hari_khusus", "profil_jam"))


def _hitung(
    kebijakan: dict[str, KebijakanTenggat], layanan: str, jenis: str, mulai: datetime, terbitan: Terbitan
) -> Perhitungan:
    aturan = kebijakan.get(jenis)
    if aturan is None:
        raise KebijakanTidakAda(
            f"Belum ada kebijakan tenggat {jenis} untuk layanan {layanan} pada {tanggal_wita(mulai):%d-%m-%Y}."
            " Minta pengelola menerbitkannya."
        )
    return _hitung_satu(aturan, jenis, mulai, terbitan)


def _hitung_satu(aturan: KebijakanTenggat, jenis: str, mulai: datetime, terbitan: Terbitan) -> Perhitungan:
    kalender = terbitan.kalender
    batas = tenggat.jatuh_tempo(mulai, aturan.satuan, aturan.jumlah, kalender)
    peringatan = tenggat.tahap_peringatan(jenis, mulai, batas, kalender)
    tatap_muka = jenis == Jenis.TATAP_MUKA
    return Perhitungan(
        jenis=str(jenis),
        mulai=mulai.astimezone(UTC),
        jatuh_tempo=batas,
        ingat_pada=tenggat.ingat_pada(jenis, mulai, batas, kalender),
        kebijakan=aturan,
        versi_kalender=[] if tatap_muka else _versi_dipakai(terbitan.versi, mulai, peringatan[-1][1]),
        penjelasan=penjelasan(mulai, aturan.satuan, aturan.jumlah, batas, kalender),
        sementara=not tatap_muka and any(tenggat.hal_sementara(mulai, batas, kalender)),
        peringatan=[(tahap.value, pada) for tahap, pada in peringatan],
    )


def _versi_dipakai(terbit: dict[int, tuple[int, str]], mulai: datetime, akhir: datetime) -> list[int]:
    """Versions of the years from receipt to the last reminder; all of them when a year is not published."""
    tahun = range(tanggal_wita(mulai).year, tanggal_wita(akhir).year + 1)
    dipakai = tahun if all(t in terbit for t in tahun) else terbit
    return [terbit[t][0] for t in dipakai]
