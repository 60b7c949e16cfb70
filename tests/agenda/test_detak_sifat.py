"""Property 12 of tenggat.md: whatever ticks, crashes and closures come in between, each reminder goes out once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

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


@dataclass
class Jam:
    """What the model knows of a clock: its letter, the steps still to come and when, whether it runs."""

    surat: int
    jenis: str
    menunggu: dict[str, datetime]
    berjalan: bool = True


@dataclass
class Surat:
    """What the model knows of a letter."""

    petugas: int | None = None
    terjadwal: bool = False
    jam: dict[str, Jam] = field(default_factory=dict)


class Kantor(RuleBasedStateMachine):
    """Letters come, are given to officers, answered, withdrawn; the worker ticks, and dies while it ticks."""

    def __init__(self) -> None:
        super().__init__()
        self.titik = transaction.savepoint()
        self.pada = AWAL
        self.kepala = pabrik.pengguna("kepala_dinas")
        self.petugas = pabrik.pengguna("petugas")
        self.surat: dict[int, Surat] = {}
        self.jam: dict[int, Jam] = {}
        self.semestinya: set[str] = set()

    def teardown(self) -> None:
        self.pada = max(self.pada, datetime.fromisoformat("2026-12-28T08:00+08:00"))
        self.pada += timedelta(days=(7 - orakel.lokal(self.pada).weekday()) % 7)
        self.satu_detak()
        assert not any(tahap for satu in self.jam.values() for tahap in self.jatuh(satu))
        transaction.savepoint_rollback(self.titik)

    def terbuka(self) -> list[int]:
        return sorted(pk for pk, satu in self.surat.items() if any(j.berjalan for j in satu.jam.values()))

    def ambil(self, data) -> SuratMasuk:
        return SuratMasuk.objects.get(pk=data.draw(st.sampled_from(self.terbuka())))

    # --- what people do ------------------------------------------------------------------------

    @precondition(lambda self: len(self.surat) < 7)
    @rule()
    def masuk(self) -> None:
        with jam.pada(self.pada):
            surat = pabrik.pengaduan()
        satu = self.surat[surat.pk] = Surat()
        for tenggat in surat.tenggat.all():
            tahap = dict(tenggat.peringatan.values_list("tahap", "kirim_pada"))
            self.jam[tenggat.pk] = satu.jam[tenggat.jenis] = Jam(surat.pk, tenggat.jenis, tahap)

    @precondition(lambda self: self.terbuka())
    @rule(data=st.data())
    def beri_petugas(self, data) -> None:
        surat = self.ambil(data)
        if surat.status == "diterima":
            with jam.pada(self.pada):
                pabrik.disposisi(surat, oleh=self.kepala, petugas=self.petugas, surat_oleh_petugas=True)
            self.surat[surat.pk].petugas = self.petugas.pk

    @precondition(lambda self: self.terbuka())
    @rule(data=st.data())
    def tetapkan_waktu(self, data) -> None:
        self.surat[self.ambil(data).pk].terjadwal = True

    @precondition(lambda self: self.terbuka())
    @rule(data=st.data(), jenis=st.sampled_from(["respon", "pelaksanaan"]))
    def penuhi(self, data, jenis) -> None:
        surat = self.ambil(data)
        tenggat_surat.hentikan(surat=surat, jenis=jenis, pada=self.pada)
        self.surat[surat.pk].jam[jenis].berjalan = False

    @precondition(lambda self: self.terbuka())
    @rule(data=st.data())
    def cabut(self, data) -> None:
        surat = self.ambil(data)
        with jam.pada(self.pada):
            actions.cabut(surat=surat)
        for satu in self.surat[surat.pk].jam.values():
            satu.berjalan = False

    # --- time and the worker -------------------------------------------------------------------

    @rule(menit=st.integers(1, 600) | st.sampled_from([24 * 60, 3 * 24 * 60]), detik=st.integers(0, 59))
    def tunggu(self, menit, detik) -> None:
        self.pada += timedelta(minutes=menit, seconds=detik)

    @precondition(lambda self: any(satu.menunggu for satu in self.jam.values()))
    @rule(meleset=st.integers(-1, 40))
    def tunggu_tahap_berikut(self, meleset) -> None:
        """To the next step of any clock, a second too early or up to a tick too late."""
        saat = min(min(satu.menunggu.values()) for satu in self.jam.values() if satu.menunggu)
        self.pada = max(self.pada, saat + meleset * DETIK)

    @rule()
    def detak(self) -> None:
        self.satu_detak()

    @rule(perintah=st.integers(1, 80))
    def detak_lalu_mati(self, perintah) -> None:
        try:
            with mati_pada(perintah):
                self.satu_detak()
        except Mati:
            self.periksa(tuntas=False)

    def satu_detak(self) -> None:
        with jam.pada(self.pada):
            modul.detak(terjadwal=lambda ids: {pk for pk in ids if self.surat[pk].terjadwal})
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


def test_12_each_clock_step_and_recipient_once(monkeypatch, skala):
    monkeypatch.setattr(modul, "SEKALI_KLAIM", 3)  # several claims a tick, with a handful of letters
    run_state_machine_as_test(
        Kantor,
        settings=settings(
            max_examples=10 + round(90 * skala), stateful_step_count=30, deadline=None, database=None
        ),
    )


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
