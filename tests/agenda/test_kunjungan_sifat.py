"""Whatever guests, desk, head and worker do in whatever order: each clock stops at the first act that counts, with
its true outcome, stays stopped, and what was late stays late."""

import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dinsos.agenda import actions
from dinsos.agenda import kunjungan as tamu
from dinsos.agenda.detak import detak
from dinsos.agenda.ingat_tamu import ingat_tamu
from dinsos.agenda.models import Kunjungan, Peringatan, SuratMasuk, Tenggat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.notifikasi.models import Pesan
from tests import pabrik
from tests.agenda.tamu import surat_tamu

pytestmark = [pytest.mark.django_db, pytest.mark.sk("PGD-WAKTU-2", "KSL-WAKTU-2")]

AWAL = datetime.fromisoformat("2026-11-23T14:30+08:00")  # closing at 16.00 comes while guests wait
SEJAM = timedelta(hours=1)
LANGKAH_TAMU = {
    "seketika": timedelta(),
    "menit_30": timedelta(minutes=30),
    "menit_45": timedelta(minutes=45),
    "terlambat": timedelta(hours=1, seconds=1),
}
BOBOT = {
    "masuk": 2,
    "putuskan": 1,
    "tolak": 1,
    "sampaikan": 2,
    "arahkan": 2,
    "temui": 1,
    "keluar": 1,
    "pulang": 1,
    "jadwalkan": 1,
    "cabut": 1,
    "detak": 2,
}
LANGKAH = st.tuples(
    st.sampled_from([apa for apa, bobot in BOBOT.items() for _ in range(bobot)]), st.integers(0, 50)
)


@dataclass
class Jam:
    """What the model knows of a clock."""

    mulai: datetime
    batas: datetime
    berhenti: datetime | None = None
    akibat: str = ""

    def henti(self, pada: datetime, akibat: str = "") -> None:
        if self.berhenti is None:
            self.berhenti, self.akibat = max(pada, self.mulai), akibat

    def status(self, pada: datetime) -> str:
        if self.berhenti is None or self.berhenti > pada:
            return "terlambat" if pada > self.batas else "berjalan"
        if self.berhenti > self.batas:
            return "terpenuhi_terlambat"
        return "batal" if self.akibat else "terpenuhi"


@dataclass
class Tamu:
    """What the model knows of a visit."""

    kunjungan: Kunjungan
    jam: Jam
    keadaan: str = "menunggu"
    diberi_tahu: bool = False
    ditemui: bool = False


@dataclass
class Meja:
    """One letter and its guests, one after the other."""

    layanan: str
    saluran: str
    pada: datetime = AWAL
    putusan: str = ""
    dicabut: bool = False
    tamu: list[Tamu] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.piket, self.petugas = pabrik.pengguna("piket"), pabrik.pengguna("petugas")
        with jam.pada(self.pada):
            self.surat = surat_tamu(self.layanan, self.saluran)
        self.jam = {satu.jenis: Jam(satu.mulai, satu.jatuh_tempo) for satu in self.surat.tenggat.all()}
        self.langsung = self.saluran == "tamu"
        self.terlambat: set[int] = set()

    def jalani(self, apa: str, menit: int) -> None:
        self.pada += timedelta(minutes=menit, seconds=7)
        with jam.pada(self.pada):
            boleh = getattr(self, f"boleh_{apa}")()
            try:
                getattr(self, apa)(menit)
            except GalatAturan:
                assert not boleh, apa
            else:
                assert boleh, apa
                getattr(self, f"setelah_{apa}", lambda: None)()
            self.periksa()

    @property
    def kini(self) -> Tamu:
        return self.tamu[-1]

    def di_ruang(self) -> bool:
        return bool(self.tamu) and self.kini.keadaan == "menunggu"

    # --- may it be, and what it does to the clocks, by tenggat.md -------------------------------

    def boleh_masuk(self) -> bool:
        return not self.di_ruang() and not self.dicabut and self.putusan != "ditolak"

    def boleh_putuskan(self) -> bool:
        status = SuratMasuk.objects.get(pk=self.surat.pk).status
        return status == "diterima"

    boleh_tolak = boleh_putuskan

    def setelah_tolak(self) -> None:
        self.putusan = "ditolak"
        self.jam["pelaksanaan"].henti(self.pada, "ditolak")

    def setelah_putuskan(self) -> None:
        self.putusan = "ditangani"

    def boleh_sampaikan(self) -> bool:
        tepat = self.langsung and self.layanan == "konsultasi" and bool(self.putusan)
        return tepat and self.di_ruang() and not self.kini.diberi_tahu

    def setelah_sampaikan(self) -> None:
        self.kini.diberi_tahu = True
        self.jam["respon"].henti(self.pada)
        if self.putusan == "ditolak":
            self.kini.keadaan = "selesai"
            self.kini.jam.henti(self.pada, "ditolak")

    def boleh_arahkan(self) -> bool:
        perlu = self.langsung and self.layanan == "konsultasi"
        return self.di_ruang() and (self.kini.diberi_tahu or not perlu)

    def setelah_arahkan(self) -> None:
        self.kini.keadaan = "diarahkan"
        self.kini.jam.henti(self.pada)
        if self.langsung and self.layanan == "pengaduan":
            self.jam["respon"].henti(self.pada)

    def boleh_temui(self) -> bool:
        return bool(self.tamu) and self.kini.keadaan == "diarahkan" and not self.kini.ditemui

    def setelah_temui(self) -> None:
        self.kini.ditemui = True
        self.jam["pelaksanaan"].henti(self.pada)

    def boleh_keluar(self) -> bool:
        return bool(self.tamu) and self.kini.keadaan == "diarahkan"

    def setelah_keluar(self) -> None:
        self.kini.keadaan = "selesai"

    def boleh_pulang(self) -> bool:
        return self.di_ruang()

    boleh_jadwalkan = boleh_pulang

    def setelah_pulang(self) -> None:
        self.kini.keadaan = "pulang"
        self.kini.jam.henti(self.pada, "tamu_pulang")

    def setelah_jadwalkan(self) -> None:
        self.kini.keadaan = "dijadwalkan"
        self.kini.jam.henti(self.pada, "tamu_pulang")

    def boleh_cabut(self) -> bool:
        return SuratMasuk.objects.get(pk=self.surat.pk).status in ("diterima", "didisposisikan", "dijawab")

    def setelah_cabut(self) -> None:
        self.dicabut = True
        for satu in [*self.jam.values(), *(satu.jam for satu in self.tamu)]:
            satu.henti(self.pada, "dicabut")
        if self.di_ruang():
            self.kini.keadaan = "pulang"

    def boleh_detak(self) -> bool:
        return True

    # --- the acts ------------------------------------------------------------------------------

    def masuk(self, menit: int) -> None:
        slot = self.pada + timedelta(minutes=menit - 25) if menit % 2 else None
        baru = tamu.mulai_kunjungan(surat=self.surat, oleh=self.piket, keperluan="Bantuan.", slot_mulai=slot)
        mulai = max(self.pada, slot) if slot else self.pada
        self.tamu.append(Tamu(baru, Jam(mulai, mulai + SEJAM)))

    def putuskan(self, _) -> None:
        pabrik.disposisi(self.surat, petugas=self.petugas, surat_oleh_petugas=True)

    def tolak(self, _) -> None:
        pabrik.disposisi(
            self.surat,
            keputusan="ditolak",
            jalan_lain="Hubungi kantor desa.",
            alasan="Bukan wewenang kami.",
            mode="",
        )

    def _atas_tamu(self, act, **lebih) -> None:
        if not self.tamu:
            raise GalatAturan("tidak ada tamu")
        act(kunjungan=self.kini.kunjungan, oleh=self.piket, **lebih)

    def sampaikan(self, _) -> None:
        self._atas_tamu(tamu.sampaikan_keputusan)

    def arahkan(self, _) -> None:
        self._atas_tamu(tamu.arahkan_tamu, petugas=self.petugas)

    def temui(self, _) -> None:
        self._atas_tamu(tamu.mulai_pertemuan)

    def keluar(self, _) -> None:
        self._atas_tamu(tamu.selesaikan_kunjungan)

    def pulang(self, _) -> None:
        self._atas_tamu(tamu.tamu_pulang)

    def jadwalkan(self, _) -> None:
        self._atas_tamu(tamu.jadwalkan_ulang, persetujuan="Lisan.")

    def cabut(self, _) -> None:
        actions.cabut(surat=self.surat)

    def detak(self, _) -> None:
        detak()
        for satu in self.tamu:
            self._periksa_langkah(satu)

    # --- what must be so -----------------------------------------------------------------------

    def _periksa_langkah(self, satu: Tamu) -> None:
        """After a tick every due step of a guest is done, at any hour; none came early."""
        baris = Peringatan.objects.filter(tenggat__kunjungan=satu.kunjungan)
        selesai = set(baris.exclude(selesai_pada=None).values_list("tahap", flat=True))
        assert selesai == {t for t, lama in LANGKAH_TAMU.items() if satu.jam.mulai + lama <= self.pada}
        assert set(baris.values_list("hasil", flat=True)) <= {"", "layar", "dilewati", "tidak_perlu"}

    def periksa(self) -> None:
        semua = {(satu.jenis, satu.kunjungan_id): satu for satu in Tenggat.objects.filter(surat=self.surat)}
        model = {(jenis, None): satu for jenis, satu in self.jam.items()}
        model |= {("tatap_muka", satu.kunjungan.pk): satu.jam for satu in self.tamu}
        assert {k: (t.mulai, t.jatuh_tempo, t.berhenti_pada, t.akibat) for k, t in semua.items()} == {
            k: (m.mulai, m.batas, m.berhenti, m.akibat) for k, m in model.items()
        }
        assert {satu.kunjungan.pk: satu.keadaan for satu in self.tamu} == dict(
            Kunjungan.objects.filter(surat=self.surat).values_list("pk", "keadaan")
        )
        for kunci, satu in model.items():
            pk = semua[kunci].pk
            if satu.status(self.pada) == "terlambat":
                self.terlambat.add(pk)
            if pk in self.terlambat:
                assert satu.status(self.pada) in ("terlambat", "terpenuhi_terlambat")
        menunggu = [s.surat for s in ingat_tamu(pengguna=self.piket, pada=self.pada)]
        terlihat = self.di_ruang() and self.kini.jam.mulai <= self.pada
        assert menunggu == ([self.surat] if terlihat else [])
        jam_tamu = {str(semua["tatap_muka", satu.kunjungan.pk].pk) for satu in self.tamu}
        kunci = Pesan.objects.filter(kelas="pengingat").values_list("kunci", flat=True)
        assert not jam_tamu & {satu.partition(":")[0] for satu in kunci}  # never by e-mail


UKURAN = round(30 + 200 * float(os.environ.get("UJI_SKALA", "0.1")))


@settings(
    max_examples=UKURAN,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    layanan=st.sampled_from(["pengaduan", "konsultasi"]),
    saluran=st.sampled_from(["tamu", "tamu", "portal"]),
    langkah=st.lists(LANGKAH, min_size=4, max_size=14),
)
def test_visits_in_any_order(skala, layanan, saluran, langkah):
    titik = transaction.savepoint()
    try:
        meja = Meja(layanan, saluran)
        for apa, menit in [("masuk", 0), *langkah]:
            meja.jalani(apa, menit)
    finally:
        transaction.savepoint_rollback(titik)
