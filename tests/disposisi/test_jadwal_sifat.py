"""Random sequences of planning, moving, cancelling, offering, choosing and letting expire, next to a plain model.

The model keeps intervals and compares them pairwise; it knows nothing of cells.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from disposisi import jadwal
from disposisi import usulan as tawaran
from disposisi.models import Audiensi, PemakaianSlot, Ruang
from disposisi.rencana import usulan
from disposisi.usulan_lepas import sapu_kedaluwarsa
from tests import pabrik

SEL = timedelta(minutes=15)
AWAL = datetime.fromisoformat("2026-11-24T07:30+08:00")
SIANG = datetime.fromisoformat("2026-11-24T12:00+08:00")
SIAPA = st.integers(0, 1)
NOMOR = st.integers(0, 3)
SAMPAI = st.sampled_from([datetime.fromisoformat(f"2026-11-23T{n}:00+08:00") for n in (10, 11, 14, 16)])
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
    sampai: datetime | None = None


class Kantor(RuleBasedStateMachine):
    """Two rooms, two officers, four letters, one morning; offers expire on the day before."""

    jam_uji = None

    @initialize()
    def buka(self) -> None:
        self.kepala = pabrik.pengguna("kepala_dinas")
        self.petugas = [pabrik.pengguna("petugas") for _ in range(2)]
        self.ruang = [Ruang.objects.create(nama=f"Ruang {self.kepala.pk}-{n}") for n in range(2)]
        self.surat = [pabrik.pengaduan() for _ in range(4)]
        for satu in self.surat:
            pabrik.disposisi(satu, oleh=self.kepala, petugas=self.petugas[0])
        self.jam_uji.ke("2026-11-23T09:00+08:00")
        self.usulan: dict[int, Rencana] = {}
        self.rencana: dict[int, Rencana] = {}

    def _ditawarkan(self, surat: int | None = None) -> list[Rencana]:
        """Alternatives that can be chosen now."""
        pada = jam.sekarang()
        return [u for u in self.usulan.values() if u.sampai > pada and surat in (None, u.surat)]

    def _lupakan(self, surat: int) -> None:
        self.usulan = {pk: u for pk, u in self.usulan.items() if u.surat != surat}

    def _bebas(self, petugas: int, ruang: int, mulai, selesai, kecuali: int | None = None) -> bool:
        return not any(
            (r.petugas == petugas or r.ruang == ruang) and mulai < r.selesai + SEL and r.mulai < selesai + SEL
            for r in [*self.rencana.values(), *self._ditawarkan()]
            if r.surat != kecuali
        )

    @rule(surat=NOMOR, petugas=SIAPA, ruang=SIAPA, mulai=KAPAN, lama=LAMA)
    def jadwalkan(self, surat: int, petugas: int, ruang: int, mulai: datetime, lama: timedelta) -> None:
        boleh = surat not in self.rencana and mulai + lama <= SIANG
        boleh = boleh and self._bebas(petugas, ruang, mulai, mulai + lama, kecuali=surat)
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
        self._lupakan(surat)

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
        self._lupakan(lama_nya.surat)

    @precondition(lambda self: self.rencana)
    @rule(data=st.data())
    def batalkan(self, data) -> None:
        satu = self.rencana.pop(data.draw(st.sampled_from(sorted(self.rencana))))
        jadwal.batalkan_jadwal(audiensi=Audiensi.objects.get(pk=satu.pk), oleh=self.kepala, alasan="Uji.")

    @rule(surat=NOMOR, ruang=SIAPA, mulai=KAPAN, lama=LAMA, sampai=SAMPAI)
    def tawarkan(self, surat: int, ruang: int, mulai: datetime, lama: timedelta, sampai: datetime) -> None:
        tetap = self.rencana.get(surat)
        petugas = tetap.petugas if tetap else 0
        boleh = mulai + lama <= SIANG and sampai - jam.sekarang() >= 2 * SEL
        boleh = (
            boleh and len(self._ditawarkan(surat)) < 3 and self._bebas(petugas, ruang, mulai, mulai + lama)
        )
        isi = {
            "surat": self.surat[surat],
            "oleh": self.kepala,
            "mulai": [mulai],
            "alasan": "Uji.",
            "sampai": sampai,
            "tempat": tawaran.Tempat(lama, self.ruang[ruang]),
        }
        if not boleh:
            with pytest.raises(GalatAturan):
                tawaran.usulkan(**isi)
            return
        [baru] = tawaran.usulkan(**isi)
        self.usulan[baru.pk] = Rencana(baru.pk, surat, petugas, ruang, mulai, mulai + lama, sampai)

    @precondition(lambda self: self.usulan)
    @rule(data=st.data())
    def pilih(self, data) -> None:
        satu = self.usulan[data.draw(st.sampled_from(sorted(self.usulan)))]
        if satu not in self._ditawarkan():
            with pytest.raises(SudahTerjadi):
                tawaran.pilih_usulan(surat=self.surat[satu.surat], pk=satu.pk)
            return
        tawaran.pilih_usulan(surat=self.surat[satu.surat], pk=satu.pk)
        self._lupakan(satu.surat)
        self.rencana[satu.surat] = satu

    @precondition(lambda self: self.usulan)
    @rule(surat=NOMOR)
    def tolak_semua(self, surat: int) -> None:
        if not self._ditawarkan(surat):
            with pytest.raises(SudahTerjadi):
                tawaran.tolak_usulan(surat=self.surat[surat])
            return
        tawaran.tolak_usulan(surat=self.surat[surat])
        self._lupakan(surat)

    @precondition(lambda self: self.usulan and jam.sekarang() < AWAL - timedelta(hours=15))
    @rule(setengah_jam=st.integers(1, 3), detak=st.booleans())
    def waktu_berjalan(self, setengah_jam: int, detak: bool) -> None:
        self.jam_uji.maju(menit=30 * setengah_jam)
        if detak:
            sapu_kedaluwarsa()
            basi = [u.pk for u in self.usulan.values() if u not in self._ditawarkan()]
            keadaan = set(Audiensi.objects.filter(pk__in=basi).values_list("keadaan", flat=True))
            assert keadaan <= {"kedaluwarsa"}

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
        if not self._siap:
            return
        milik = Audiensi.objects.filter(dibuat_oleh=self.kepala)
        berjalan, usul = list(milik.berjalan()), list(milik.diusulkan(jam.sekarang()))
        assert {a.pk for a in berjalan} == {r.pk for r in self.rencana.values()}
        assert {a.pk for a in usul} == {u.pk for u in self._ditawarkan()}
        semua = berjalan + usul
        for nomor, satu in enumerate(semua):
            for lain in semua[nomor + 1 :]:
                bersama = satu.petugas_id == lain.petugas_id or satu.ruang_id == lain.ruang_id
                assert not (bersama and satu.mulai < lain.selesai + SEL and lain.mulai < satu.selesai + SEL)

    @invariant()
    def sel_hanya_milik_yang_berjalan(self) -> None:
        if self._siap:
            pakai = PemakaianSlot.objects.filter(audiensi__dibuat_oleh=self.kepala).hidup(jam.sekarang())
            punya = [*self.rencana.values(), *self._ditawarkan()]
            assert set(pakai.values_list("audiensi", flat=True)) == {r.pk for r in punya}

    @property
    def _siap(self) -> bool:
        return hasattr(self, "rencana")


Kantor.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=25,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.mark.django_db
def test_urutan_acak_tidak_pernah_bertumpuk(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    Kantor.jam_uji = jam_uji
    mesin = Kantor.TestCase("runTest")
    mesin.runTest()
