"""Random sequences of planning, moving, cancelling and asking for a suggestion, next to a plain model.

The model keeps intervals and compares them pairwise; it knows nothing of cells.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dinsos.inti.galat import GalatAturan
from disposisi import jadwal
from disposisi.models import Audiensi, PemakaianSlot, Ruang
from disposisi.rencana import usulan
from tests import pabrik

SEL = timedelta(minutes=15)
AWAL = datetime.fromisoformat("2026-11-24T07:30+08:00")
SIANG = datetime.fromisoformat("2026-11-24T12:00+08:00")
SIAPA = st.integers(0, 1)
KAPAN = st.integers(0, 17).map(lambda n: AWAL + n * SEL)
LAMA = st.integers(1, 3).map(lambda n: n * SEL)


@dataclass
class Rencana:
    """An appointment as the model sees it."""

    pk: int
    surat: int
    petugas: int
    ruang: int
    mulai: datetime
    selesai: datetime


class Kantor(RuleBasedStateMachine):
    """Two rooms, two officers, five letters, one morning."""

    @initialize()
    def buka(self) -> None:
        self.kepala = pabrik.pengguna("kepala_dinas")
        self.petugas = [pabrik.pengguna("petugas") for _ in range(2)]
        self.ruang = [Ruang.objects.create(nama=f"Ruang {self.kepala.pk}-{n}") for n in range(2)]
        self.surat = [pabrik.pengaduan() for _ in range(5)]
        self.rencana: dict[int, Rencana] = {}

    def _bebas(self, petugas: int, ruang: int, mulai, selesai, kecuali: int | None = None) -> bool:
        return not any(
            (r.petugas == petugas or r.ruang == ruang) and mulai < r.selesai + SEL and r.mulai < selesai + SEL
            for r in self.rencana.values()
            if r.surat != kecuali
        )

    @rule(surat=st.integers(0, 4), petugas=SIAPA, ruang=SIAPA, mulai=KAPAN, lama=LAMA)
    def jadwalkan(self, surat: int, petugas: int, ruang: int, mulai: datetime, lama: timedelta) -> None:
        boleh = surat not in self.rencana and mulai + lama <= SIANG
        boleh = boleh and self._bebas(petugas, ruang, mulai, mulai + lama)
        isi = {
            "surat": self.surat[surat],
            "oleh": self.kepala,
            "petugas": self.petugas[petugas],
            "ruang": self.ruang[ruang],
            "mode": "tatap_muka",
        }
        if not boleh:
            with pytest.raises(GalatAturan):
                jadwal.jadwalkan(mulai=mulai, lama=lama, **isi)
            return
        baru = jadwal.jadwalkan(mulai=mulai, lama=lama, **isi)
        self.rencana[surat] = Rencana(baru.pk, surat, petugas, ruang, mulai, mulai + lama)

    @precondition(lambda self: self.rencana)
    @rule(data=st.data(), petugas=SIAPA, ruang=SIAPA, mulai=KAPAN, lama=LAMA)
    def pindahkan(self, data, petugas: int, ruang: int, mulai: datetime, lama: timedelta) -> None:
        lama_nya = self.rencana[data.draw(st.sampled_from(sorted(self.rencana)))]
        bebas = self._bebas(petugas, ruang, mulai, mulai + lama, kecuali=lama_nya.surat)
        isi = {
            "audiensi": Audiensi.objects.get(pk=lama_nya.pk),
            "oleh": self.kepala,
            "mulai": mulai,
            "lama": lama,
            "petugas": self.petugas[petugas],
            "ruang": self.ruang[ruang],
            "alasan": "Uji.",
        }
        if mulai + lama > SIANG or not bebas:
            with pytest.raises(GalatAturan):
                jadwal.jadwal_ulang(**isi)
            return
        baru = jadwal.jadwal_ulang(**isi)
        self.rencana[lama_nya.surat] = Rencana(baru.pk, lama_nya.surat, petugas, ruang, mulai, mulai + lama)

    @precondition(lambda self: self.rencana)
    @rule(data=st.data())
    def batalkan(self, data) -> None:
        satu = self.rencana.pop(data.draw(st.sampled_from(sorted(self.rencana))))
        jadwal.batalkan_jadwal(audiensi=Audiensi.objects.get(pk=satu.pk), oleh=self.kepala, alasan="Uji.")

    @rule(petugas=SIAPA, dari=KAPAN)
    def usul_pertama_bebas(self, petugas: int, dari: datetime) -> None:
        pk = self.petugas[petugas].pk
        usul = usulan(petugas=[pk], ruang=self.ruang, dari=dari, sampai=SIANG - 2 * SEL, lama=2 * SEL)[pk]
        waktu = [AWAL + n * SEL for n in range(17) if AWAL + n * SEL >= dari]
        harap = [
            (mulai, self.ruang[ruang])
            for mulai in waktu
            for ruang in range(2)
            if mulai + 2 * SEL <= SIANG and self._bebas(petugas, ruang, mulai, mulai + 2 * SEL)
        ]
        assert usul == (harap[0] if harap else None)

    @invariant()
    def tidak_ada_yang_bertumpuk(self) -> None:
        semua = list(Audiensi.objects.berjalan().filter(dibuat_oleh=self.kepala)) if self._siap else []
        assert {a.pk for a in semua} == ({r.pk for r in self.rencana.values()} if self._siap else set())
        for nomor, satu in enumerate(semua):
            for lain in semua[nomor + 1 :]:
                bersama = satu.petugas_id == lain.petugas_id or satu.ruang_id == lain.ruang_id
                assert not (bersama and satu.mulai < lain.selesai + SEL and lain.mulai < satu.selesai + SEL)

    @invariant()
    def sel_hanya_milik_yang_berjalan(self) -> None:
        if self._siap:
            pakai = PemakaianSlot.objects.filter(audiensi__dibuat_oleh=self.kepala)
            assert set(pakai.values_list("audiensi", flat=True)) == {r.pk for r in self.rencana.values()}

    @property
    def _siap(self) -> bool:
        return hasattr(self, "rencana")


Kantor.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.mark.django_db
def test_urutan_acak_tidak_pernah_bertumpuk(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    mesin = Kantor.TestCase("runTest")
    mesin.runTest()
