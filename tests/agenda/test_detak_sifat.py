"""Property 12 of tenggat.md: whatever ticks, crashes and closures come in between, each reminder goes out once."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dinsos.agenda import actions, tenggat_surat
from dinsos.agenda import detak as modul
from dinsos.agenda.models import Peringatan, SuratMasuk, Tenggat
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from tests import pabrik
from tests.sla import orakel
from tests.sla.resmi import aturan_resmi

pytestmark = [pytest.mark.django_db, pytest.mark.sk("PGD-WAKTU-1", "KSL-WAKTU-1")]

AWAL = datetime.fromisoformat("2026-11-23T06:00+08:00")
URUTAN = ("belum_terjadwal", "hari_jatuh_tempo", "dua_jam_kantor", "terlambat")
KE_PIMPINAN = URUTAN[2:]
TENGGANG = timedelta(minutes=2)
DETIK = timedelta(seconds=1)
ATURAN = aturan_resmi()

Langkah = tuple[str, int, int]
MASUK = ("masuk", 0, 0)
BOBOT = {
    "masuk": 2,
    "beri_petugas": 2,
    "tetapkan_waktu": 1,
    "penuhi": 1,
    "cabut": 1,
    "tunggu": 2,
    "detak": 4,
    "mati": 6,
}
APA = [apa for apa, bobot in BOBOT.items() for _ in range(bobot)]
LANGKAH = st.tuples(st.sampled_from(APA), st.integers(0, 11), st.integers(1, 40))


class Mati(BaseException):
    """The worker dies."""


@contextmanager
def mati_pada(perintah: int) -> Iterator[None]:
    """Die before the n-th statement that the database is given."""

    def hitung(execute, sql, params, many, context):
        nonlocal perintah
        perintah -= 1
        if perintah == 0:
            raise Mati
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hitung):
        yield


def kantor_buka(pada: datetime) -> bool:
    """By the oracle's hours; a tick that comes a little after closing still counts."""

    def dalam_jam(saat: datetime) -> bool:
        dinding = orakel.lokal(saat)
        lewat = dinding - datetime.combine(dinding.date(), datetime.min.time())
        return any(
            timedelta(minutes=dari) <= lewat <= timedelta(minutes=sampai)
            for dari, sampai in ATURAN.rentang(dinding.date())
        )

    return dalam_jam(pada) or dalam_jam(pada - TENGGANG)


def tahap_semestinya(mulai: datetime) -> dict[str, dict[str, datetime]]:
    """Each clock's steps and their instants (tenggat.md, "Reminders"), from the oracle alone."""
    hari_pertama, _, hari_ketiga = orakel.tutup_hari_kerja(ATURAN, mulai, 3)
    respon, pelaksanaan = hari_pertama, hari_ketiga
    return {
        "respon": {
            "hari_jatuh_tempo": _pembukaan(respon),
            "dua_jam_kantor": orakel.mundur(ATURAN, respon, 120),
            "terlambat": orakel.pembukaan_sesudah(ATURAN, respon),
        },
        "pelaksanaan": {
            "belum_terjadwal": hari_pertama,
            "hari_jatuh_tempo": _pembukaan(pelaksanaan),
            "terlambat": orakel.pembukaan_sesudah(ATURAN, pelaksanaan),
        },
    }


def _pembukaan(batas: datetime) -> datetime:
    """When the office opens on the day of a due date."""
    tengah_malam = datetime.combine(orakel.lokal(batas).date(), datetime.min.time())
    return orakel.pembukaan_sesudah(ATURAN, orakel.mutlak(tengah_malam) - DETIK)


@dataclass
class Jam:
    """What the model knows of a clock: its letter, the steps still to come and when, whether it runs."""

    surat: int
    menunggu: dict[str, datetime]
    berjalan: bool = True


@dataclass
class Surat:
    """What the model knows of a letter."""

    petugas: int | None = None
    terjadwal: bool = False
    jam: dict[str, Jam] = field(default_factory=dict)


class Kantor:
    """Letters come, are given to officers, answered, withdrawn; the worker ticks, and dies while it ticks."""

    def __init__(self) -> None:
        self.pada = AWAL
        self.kepala = pabrik.pengguna("kepala_dinas")
        self.petugas = pabrik.pengguna("petugas")
        self.surat: dict[int, Surat] = {}
        self.jam: dict[int, Jam] = {}
        self.semestinya: set[str] = set()

    def jalani(self, langkah: Langkah) -> None:
        """One step: what happens, to which letter (or clock of it), and a number that it may need."""
        apa, mana, n = langkah
        if apa in ("masuk", "tunggu", "detak", "mati"):
            getattr(self, apa)(mana, n)
        elif self.surat:
            pk = sorted(self.surat)[mana % len(self.surat)]
            with jam.pada(self.pada):
                getattr(self, apa)(SuratMasuk.objects.get(pk=pk), self.surat[pk], n)

    def tutup_tahun(self) -> None:
        """A later tick ran: nothing is left."""
        self.pada = max(self.pada, datetime.fromisoformat("2026-12-28T08:00+08:00"))
        self.pada += timedelta(days=(7 - orakel.lokal(self.pada).weekday()) % 7)
        self.satu_detak()
        assert not any(satu.menunggu for satu in self.jam.values())

    # --- what people do ------------------------------------------------------------------------

    def masuk(self, *_) -> None:
        with jam.pada(self.pada):
            surat = pabrik.pengaduan()
        satu = self.surat[surat.pk] = Surat()
        pk = dict(surat.tenggat.values_list("jenis", "pk"))
        semestinya = tahap_semestinya(self.pada)
        assert set(pk) == set(semestinya)
        for jenis, tahap in semestinya.items():
            self.jam[pk[jenis]] = satu.jam[jenis] = Jam(surat.pk, tahap)

    def beri_petugas(self, surat: SuratMasuk, satu: Surat, _) -> None:
        if surat.status == "diterima":
            pabrik.disposisi(surat, oleh=self.kepala, petugas=self.petugas, surat_oleh_petugas=True)
            satu.petugas = self.petugas.pk

    def tetapkan_waktu(self, _surat, satu: Surat, _) -> None:
        satu.terjadwal = True

    def penuhi(self, surat: SuratMasuk, satu: Surat, n: int) -> None:
        jenis = ("respon", "pelaksanaan")[n % 2]
        tenggat_surat.hentikan(surat=surat, jenis=jenis, pada=self.pada)
        satu.jam[jenis].berjalan = False

    def cabut(self, surat: SuratMasuk, satu: Surat, _) -> None:
        if not surat.tertutup:
            actions.cabut(surat=surat)
        for jam_surat in satu.jam.values():
            jam_surat.berjalan = False

    # --- time and the worker -------------------------------------------------------------------

    def tunggu(self, lama: int, n: int) -> None:
        """Minutes, hours or a day or two."""
        self.pada += timedelta(minutes=lama * (7, 60, 600)[n % 3], seconds=n)

    def tunggu_tahap(self, pilihan: int) -> None:
        """To the next step of any clock, a second too early, or up to a tick too late; or not at all."""
        saat = [kirim_pada for satu in self.jam.values() for kirim_pada in satu.menunggu.values()]
        if saat and pilihan % 5:
            meleset = timedelta(seconds=(0, 30, -1, 0)[pilihan % 4])
            self.pada = max(self.pada, min(saat) + meleset)

    def detak(self, pilihan: int, _) -> None:
        self.tunggu_tahap(pilihan)
        self.satu_detak()

    def mati(self, pilihan: int, perintah: int) -> None:
        self.tunggu_tahap(pilihan)
        try:
            with mati_pada(perintah):
                self.satu_detak(periksa=False)
        except Mati:
            self.periksa(tuntas=False)
        else:
            self.periksa(tuntas=True)

    def satu_detak(self, *, periksa: bool = True) -> None:
        with jam.pada(self.pada):
            modul.detak(terjadwal=lambda ids: {pk for pk in ids if self.surat[pk].terjadwal})
        if periksa:
            self.periksa(tuntas=True)

    # --- what must be so -----------------------------------------------------------------------

    def jatuh(self, satu: Jam) -> list[str]:
        """Steps due and not done, the lowest first."""
        return [t for t in URUTAN if t in satu.menunggu and satu.menunggu[t] <= self.pada]

    def periksa(self, *, tuntas: bool) -> None:
        """Each clock was done wholly or not at all; a tick that lived has left nothing in office hours."""
        buka = kantor_buka(self.pada)
        hasil = {
            (pk, tahap): hasil
            for pk, tahap, hasil in Peringatan.objects.exclude(selesai_pada=None).values_list(
                "tenggat_id", "tahap", "hasil"
            )
        }
        for pk, satu in self.jam.items():
            jatuh = self.jatuh(satu)
            selesai = [tahap for tahap in satu.menunggu if (pk, tahap) in hasil]
            assert sorted(selesai) in ([], sorted(jatuh))
            assert not selesai or buka
            if not selesai:
                assert not (jatuh and tuntas and buka)
                continue
            *lewat, puncak = jatuh
            assert {hasil[pk, tahap] for tahap in lewat} <= {"dilewati"}
            assert hasil[pk, puncak] == self.tembakkan(pk, satu, puncak)
            for tahap in jatuh:
                del satu.menunggu[tahap]
        kunci = list(Pesan.objects.filter(kelas="pengingat").values_list("kunci", flat=True))
        assert sorted(kunci) == sorted(self.semestinya)

    def tembakkan(self, pk: int, satu: Jam, tahap: str) -> str:
        """What the rules say about this step now; the expected messages are noted."""
        surat = self.surat[satu.surat]
        if not satu.berjalan or (tahap == "belum_terjadwal" and surat.terjadwal):
            return "tidak_perlu"
        penerima = {surat.petugas or self.kepala.pk}
        if tahap in KE_PIMPINAN:
            penerima.add(self.kepala.pk)
        baru = {f"{pk}:{tahap}:{siapa}" for siapa in penerima}
        assert not baru & self.semestinya
        self.semestinya |= baru
        return "terkirim"


UKURAN = round(15 + 100 * float(os.environ.get("UJI_SKALA", "0.1")))


@settings(
    max_examples=UKURAN,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(awal=st.lists(LANGKAH, max_size=3), lalu=st.lists(LANGKAH, min_size=12, max_size=30))
def test_12_each_clock_step_and_recipient_once(monkeypatch, skala, awal, lalu):
    monkeypatch.setattr(modul, "SEKALI_KLAIM", 3)  # several claims a tick, with a handful of letters
    titik = transaction.savepoint()
    try:
        kantor = Kantor()
        for langkah in [MASUK, MASUK, *awal, *lalu]:
            kantor.jalani(langkah)
        kantor.tutup_tahun()
    finally:
        transaction.savepoint_rollback(titik)


def test_an_address_that_cannot_be_used_holds_nobody_up(jam_uji):
    jam_uji.ke(AWAL)
    rusak, kepala = pabrik.pengguna("kepala_dinas", email="bukan alamat"), pabrik.pengguna("kepala_dinas")
    surat = pabrik.pengaduan()
    jam_uji.ke("2026-12-02T10:00+08:00")
    assert modul.detak() == 2
    assert set(Pesan.objects.filter(kelas="pengingat").values_list("tujuan", flat=True)) == {kepala.email}

    kepala.groups.clear()
    lain = pabrik.pengaduan()
    jam_uji.ke("2026-12-09T10:00+08:00")
    assert modul.detak() == 0
    terlambat = Peringatan.objects.filter(tahap="terlambat")
    assert set(terlambat.filter(tenggat__surat=surat).values_list("hasil", flat=True)) == {"terkirim"}
    assert set(terlambat.filter(tenggat__surat=lain).values_list("hasil", flat=True)) == {"layar"}
    assert not Tenggat.objects.filter(peringatan__selesai_pada=None).exists()
    assert rusak.is_active
