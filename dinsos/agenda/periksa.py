"""The nightly self-check: every running due date is computed again from what was frozen with it (tenggat.md).

It shares nothing with the process that wrote the clocks: calendars are read anew, and have to match the
fingerprint with which they were published. Nothing is repaired here; a difference is reported.
"""

import itertools
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q

from dinsos.agenda.models import Denyut, SuratMasuk, Tenggat
from dinsos.inti import jam
from dinsos.inti.teks import waktu
from dinsos.sla.kalender import Kalender, KalenderTanpaHariKerja, KalenderTidakSah
from dinsos.sla.layanan import Layanan
from dinsos.sla.models import VersiKalender
from dinsos.sla.muat import gabung, sidik
from dinsos.sla.tenggat import jatuh_tempo

log = logging.getLogger(__name__)

NAMA = "periksa"
NAMA_BEDA = "periksa_beda"
MALAM = time(1, 0)  # WITA
BASI = timedelta(hours=49)  # two nights were missed
SEKALI_BACA = 500


@dataclass(frozen=True)
class Beda:
    """A running clock whose stored due time isn't the computed one. Instants are aware, in UTC.

    `dihitung` is None when it can't be computed; `sebab` then says why in Indonesian, else it is "".
    """

    nomor: str
    jenis: str
    tersimpan: datetime
    dihitung: datetime | None
    sebab: str = ""

    def __str__(self) -> str:
        hitungan = jam.wita(self.dihitung).isoformat() if self.dihitung else f"tidak ada ({self.sebab})"
        return f"{self.nomor} {self.jenis}: tersimpan {jam.wita(self.tersimpan).isoformat()}, hitungan {hitungan}"


@dataclass(frozen=True)
class Hasil:
    """How many running clocks were looked at, and how many of them differ."""

    diperiksa: int
    berbeda: int


class TidakTerhitung(Exception):
    """The due time can't be computed; the message says why."""


def periksa(*, lapor: Callable[[Beda], None]) -> Hasil:
    """Compute every running due time again; hands each difference to `lapor` and records the outcome.

    Reads the index of running clocks in chunks, so the memory it needs doesn't grow. A difference is looked at
    once more under the clock's lock before it is told. The outcome stands in `Denyut`: "periksa" says when the
    last check ran, "periksa_beda" when the last one that found a difference did.
    """
    mulai, kalender = jam.sekarang(), _Kalender()
    diperiksa = berbeda = 0
    for tenggat in _berjalan():
        diperiksa += 1
        if _beda(tenggat, kalender) and (beda := _pastikan(tenggat.pk, kalender)):
            berbeda += 1
            lapor(beda)
    with transaction.atomic():
        Denyut.objects.update_or_create(nama=NAMA, defaults={"pada": mulai})
        if berbeda:
            Denyut.objects.update_or_create(nama=NAMA_BEDA, defaults={"pada": mulai})
    return Hasil(diperiksa, berbeda)


def periksa_malam() -> Hasil | None:
    """The worker's turn: checks once after each 01.00 WITA, later if it was away; None when it is done already.

    Each difference goes to the log: number and clock only, nothing about the citizen.
    """
    pada = jam.sekarang()
    batas = datetime.combine(jam.wita(pada).date(), MALAM, jam.WITA)
    if batas > pada:
        batas -= timedelta(days=1)
    if Denyut.objects.filter(nama=NAMA, pada__gte=batas).exists():
        return None
    return periksa(lapor=lambda beda: log.error("batas waktu berbeda: %s", beda))


def kalimat_peringatan() -> str:
    """A sentence for staff when the last check found a difference or none ran for two nights, else "".

    One query. A new installation that has not yet come to its first check is not warned about.
    """
    denyut = dict(Denyut.objects.filter(nama__in=[NAMA, NAMA_BEDA]).values_list("nama", "pada"))
    terakhir = denyut.get(NAMA)
    if terakhir is None:
        return ""
    if denyut.get(NAMA_BEDA) == terakhir:
        return (
            f"Pemeriksaan tenggat pada {waktu(terakhir)} menemukan batas waktu yang tidak sama dengan hitungan"
            " ulang. Beri tahu pengelola."
        )
    if jam.sekarang() - terakhir > BASI:
        return f"Pemeriksaan tenggat terakhir berjalan pada {waktu(terakhir)}. Beri tahu pengelola."
    return ""


def _berjalan() -> Iterator[Tenggat]:
    """Running clocks in the order of their index; a due time that is moved meanwhile is met later again."""
    baris = (
        Tenggat.objects.terbuka()
        .select_related("kebijakan", "surat", "kunjungan")
        .prefetch_related("perubahan")
        .order_by("jatuh_tempo", "pk")
    )
    sesudah = Q()
    while kelompok := list(baris.filter(sesudah)[:SEKALI_BACA]):
        yield from kelompok
        akhir = kelompok[-1]
        sesudah = Q(jatuh_tempo__gte=akhir.jatuh_tempo) & (
            Q(jatuh_tempo__gt=akhir.jatuh_tempo) | Q(pk__gt=akhir.pk)
        )


@transaction.atomic
def _pastikan(pk: int, kalender: "_Kalender") -> Beda | None:
    terkunci = Tenggat.objects.terbuka().select_for_update(of=("self",)).filter(pk=pk)
    tenggat = terkunci.select_related("kebijakan", "surat", "kunjungan").first()
    return _beda(tenggat, kalender) if tenggat else None


def _beda(tenggat: Tenggat, kalender: "_Kalender") -> Beda | None:
    try:
        dihitung, sebab = _hitung(tenggat, kalender), ""
    except TidakTerhitung as galat:
        dihitung, sebab = None, str(galat)
    if dihitung == tenggat.jatuh_tempo:
        return None
    return Beda(tenggat.surat.nomor, tenggat.jenis, tenggat.jatuh_tempo, dihitung, sebab)


def _hitung(tenggat: Tenggat, kalender: "_Kalender") -> datetime:
    """By the start, policy and calendars; a clock that was moved has to stand where its last move left it."""
    aturan, tamu = tenggat.kebijakan, tenggat.kunjungan
    layanan = Layanan.TAMU if tamu else tenggat.surat.layanan
    if not tamu and aturan.layanan != layanan:
        layanan = _layanan_saat_diterima(tenggat.surat)
    if (aturan.jenis, aturan.layanan) != (tenggat.jenis, layanan):
        raise TidakTerhitung("kebijakannya untuk layanan atau tenggat lain")
    mulai = tamu.mulai_menunggu if tamu else tenggat.surat.diterima_pada
    pindah = sorted(tenggat.perubahan.all(), key=lambda satu: satu.pk)
    if pindah and pindah[-1].versi_baru != tenggat.versi_kalender:
        raise TidakTerhitung("versi kalendernya bukan versi pada perubahan terakhir")
    for lama, baru in itertools.pairwise(pindah):
        if lama.jatuh_tempo_baru != baru.jatuh_tempo_lama:
            raise TidakTerhitung("catatan perubahannya tidak bersambung")
    if pindah and pindah[-1].jatuh_tempo_baru != tenggat.jatuh_tempo:
        return pindah[-1].jatuh_tempo_baru
    try:
        return jatuh_tempo(mulai, aturan.satuan, aturan.jumlah, kalender.untuk(tenggat.versi_kalender))
    except (KalenderTanpaHariKerja, ValueError) as galat:
        raise TidakTerhitung(str(galat)) from galat


def _layanan_saat_diterima(surat: SuratMasuk) -> str:
    """The service whose promise was made: the first in the letter's history, if that leads to the present one."""
    jejak = list(surat.history.order_by("history_id").values_list("layanan", flat=True))
    return jejak[0] if jejak and jejak[-1] == surat.layanan else surat.layanan


class _Kalender:
    """Published calendars, read once in a run and held against their fingerprints."""

    def __init__(self) -> None:
        self._ada: dict[tuple[int, ...], Kalender | str] = {}

    def untuk(self, versi_ids: list[int]) -> Kalender:
        """The calendar of these versions. Raises TidakTerhitung when one is missing or was changed."""
        if not isinstance(versi_ids, list) or not all(isinstance(pk, int) for pk in versi_ids):
            raise TidakTerhitung("daftar versi kalendernya rusak")
        kunci = tuple(sorted(versi_ids))
        if kunci not in self._ada:
            self._ada[kunci] = self._baca(kunci)
        kalender = self._ada[kunci]
        if isinstance(kalender, str):
            raise TidakTerhitung(kalender)
        return kalender

    def _baca(self, kunci: tuple[int, ...]) -> Kalender | str:
        versi = list(
            VersiKalender.objects.terbit().filter(pk__in=kunci).prefetch_related("hari_khusus", "profil_jam")
        )
        if len(versi) != len(set(kunci)):
            return "kalendernya tidak ada"
        if berubah := [str(satu.tahun) for satu in versi if sidik(satu) != satu.sidik]:
            return f"isi kalender {', '.join(berubah)} berubah sesudah terbit"
        try:
            return gabung(versi)
        except KalenderTidakSah as galat:
            return str(galat)
