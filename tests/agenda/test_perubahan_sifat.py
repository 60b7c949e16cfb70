"""Properties 10 and 11 of tenggat.md on random offices, letters and calendars, against the oracle of tests/sla."""

import os
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from dinsos.agenda import actions, tenggat_surat
from dinsos.agenda.models import Peringatan, PerubahanTenggat, Riwayat, Tenggat
from dinsos.agenda.perubahan import terapkan
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from dinsos.sla import actions as sla
from dinsos.sla.models import HariKhusus, KebijakanTenggat, VersiKalender
from tests import pabrik
from tests.sla import orakel

pytestmark = [pytest.mark.django_db, pytest.mark.sk("PGD-WAKTU-1", "KSL-WAKTU-1")]

AWAL = date(2026, 12, 17)
HARI = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
ALASAN = "Surat keputusan bersama berubah."


def _menit(teks: str) -> int:
    return int(teks[:2]) * 60 + int(teks[3:])


def _rentang(isi) -> orakel.Rentang:
    return [(_menit(buka), _menit(tutup)) for buka, tutup in isi]


def aturan() -> orakel.Aturan:
    """The published rows in the oracle's plain form, read without the module under test."""
    hasil = orakel.Aturan([])
    for tahun in (2026, 2027):
        versi = VersiKalender.objects.filter(keadaan="terbit", tahun=tahun).order_by("-versi").first()
        for p in versi.profil_jam.all():
            jam_hari = {HARI.index(nama): _rentang(isi) for nama, isi in p.jam.items()}
            hasil.profil.append(
                orakel.Profil(jam_hari, p.mulai, p.sampai or date(tahun, 12, 31), p.prioritas)
            )
        for h in versi.hari_khusus.all():
            if h.jenis == "buka_khusus":
                hasil.buka[h.tanggal] = _rentang(h.jam)
            else:
                hasil.tutup.add(h.tanggal)
    return hasil


MULAI = {
    2026: datetime.fromisoformat("2026-12-17T08:00+08:00"),
    2027: datetime.fromisoformat("2026-12-30T08:00+08:00"),
}
"""When letters begin to come: shortly before the days that a calendar of that year changes."""
PERUBAHAN = st.sampled_from(["tutup", "tutup", "tutup", "buka", "hapus"])
HARI_DEKAT = st.lists(st.tuples(st.sampled_from([1, 3, 4, 5]), st.just("tutup")), min_size=2, max_size=4)
HARI_BERUBAH = st.lists(st.tuples(st.integers(0, 10), PERUBAHAN), min_size=3, max_size=9)
LANGKAH = st.one_of(
    st.tuples(st.just("masuk"), st.integers(1, 1440)),
    st.tuples(
        st.just("kebijakan"),
        st.tuples(
            st.sampled_from(["respon", "pelaksanaan"]),
            st.sampled_from(["hari_kerja", "hari_kalender"]),
            st.integers(2, 6),
        ),
    ),
    st.tuples(st.just("kalender"), st.tuples(HARI_BERUBAH, st.sampled_from([None, None, "15:00", "17:30"]))),
    st.tuples(st.just("terapkan"), st.none()),
    st.tuples(st.just("penuhi"), st.tuples(st.integers(0, 5), st.sampled_from(["respon", "pelaksanaan"]))),
    st.tuples(st.just("cabut"), st.integers(0, 5)),
    st.tuples(st.just("tunggu"), st.integers(1, 3000)),
)
MASUK = ("masuk", 60)


def potret() -> dict[str, list]:
    """Everything that a calendar or policy could touch."""
    return {
        "tenggat": list(Tenggat.objects.order_by("pk").values()),
        "peringatan": list(Peringatan.objects.order_by("pk").values()),
        "log": list(PerubahanTenggat.objects.order_by("pk").values()),
        "pesan": list(Pesan.objects.order_by("pk").values_list("pk", flat=True)),
    }


def beku() -> dict[int, tuple]:
    """What is frozen on each clock."""
    kolom = (
        "mulai",
        "jatuh_tempo",
        "ingat_pada",
        "kebijakan_id",
        "versi_kalender",
        "penjelasan",
        "sementara",
    )
    return {baris["id"]: tuple(baris[nama] for nama in kolom) for baris in Tenggat.objects.values()}


@dataclass
class Kantor:
    """An office that changes its policies and one year's calendar while letters come and are dealt with."""

    tahun: int
    surat: list = field(default_factory=list)
    versi: VersiKalender | None = None
    pindah: int = 0

    def __post_init__(self) -> None:
        self.pada = MULAI[self.tahun]
        self.pengelola, self.kepala = pabrik.pengguna("pengelola"), pabrik.pengguna("kepala_dinas")

    def jalani(self, apa: str, isi) -> None:
        """One step, and what must hold after it: nothing but applying a calendar moves a clock."""
        sebelum, semua = beku(), potret()
        with jam.pada(self.pada):
            getattr(self, apa)(isi)
        if apa == "terapkan":
            return
        sesudah = beku()
        assert {pk: sesudah[pk] for pk in sebelum} == sebelum
        if apa in ("kebijakan", "kalender", "tunggu"):
            assert potret() == semua  # property 10

    # --- what people do ------------------------------------------------------------------------

    def masuk(self, menit: int) -> None:
        self.surat.append(pabrik.pengaduan())
        self.tunggu(menit)

    def tunggu(self, menit: int) -> None:
        self.pada += timedelta(minutes=menit)

    def penuhi(self, isi: tuple[int, str]) -> None:
        mana, jenis = isi
        if self.surat:
            surat = self.surat[mana % len(self.surat)]
            tenggat_surat.hentikan(surat=surat, jenis=jenis, pada=self.pada)

    def cabut(self, mana: int) -> None:
        if self.surat:
            surat = self.surat[mana % len(self.surat)]
            surat.refresh_from_db()
            if not surat.tertutup:
                actions.cabut(surat=surat)

    def kebijakan(self, isi: tuple[str, str, int]) -> None:
        jenis, satuan, jumlah = isi
        KebijakanTenggat.objects.create(
            layanan="pengaduan",
            jenis=jenis,
            satuan=satuan,
            jumlah=jumlah,
            bunyi="Ketentuan.",
            nomor_sk="SK",
            berlaku_sejak=orakel.lokal(self.pada).date(),
            diterbitkan_pada=self.pada,
        )

    def kalender(self, isi: tuple[list[tuple[int, str]], str | None]) -> None:
        """A new published version with days closed, opened and taken out, and perhaps other hours."""
        perubahan, tutup = isi
        draf = sla.susun_kalender(tahun=self.tahun, dari_paket=False, oleh=self.pengelola)
        for geser, apa in perubahan:
            self._ubah_hari(draf, max(AWAL, date(self.tahun, 1, 1)) + timedelta(days=geser), apa)
        if tutup:
            profil = draf.profil_jam.get(nama="Jam kerja biasa")
            profil.jam = {nama: [["08:00", tutup]] for nama in HARI[:5]}
            sla.simpan_isi(isi=profil, oleh=self.pengelola)
        draf = sla.ajukan_kalender(versi=draf, oleh=self.pengelola)
        self.versi = sla.terbitkan_kalender(versi=draf, oleh=self.kepala)

    def _ubah_hari(self, draf: VersiKalender, tanggal: date, apa: str) -> None:
        ada = draf.hari_khusus.filter(tanggal=tanggal).first()
        if apa == "hapus" and ada:
            sla.hapus_isi(isi=ada, oleh=self.pengelola)
        elif apa != "hapus" and not ada and tanggal.year == self.tahun:
            buka = apa == "buka"
            hari = HariKhusus(
                versi=draf,
                tanggal=tanggal,
                jenis="buka_khusus" if buka else "tutup_kantor",
                nama="Keadaan khusus",
                jam=[["09:00", "11:30"]] if buka else None,
            )
            sla.simpan_isi(isi=hari, oleh=self.pengelola)

    # --- property 11 ---------------------------------------------------------------------------

    def terapkan(self, _) -> None:
        """Only open clocks that are not yet due move, only later, just as far as the oracle says, and each is
        logged and told; a second call does nothing."""
        if self.versi is None:
            return
        sebelum, lama_log = potret(), set(PerubahanTenggat.objects.values_list("pk", flat=True))
        hasil = terapkan(versi=self.versi, oleh=self.kepala, alasan=ALASAN)
        isi = aturan()
        baru = {p.tenggat_id: p for p in PerubahanTenggat.objects.exclude(pk__in=lama_log)}
        assert {p.pk for p in hasil} == {p.pk for p in baru.values()}
        for lama in sebelum["tenggat"]:
            self._periksa_satu(lama, isi, baru.get(lama["id"]))
        assert Riwayat.objects.filter(jenis="batas_diundur").count() == len(lama_log) + len(baru)
        kabar = len(potret()["pesan"]) - len(sebelum["pesan"])
        assert kabar == len({p.tenggat.surat_id for p in hasil})
        self.pindah += len(hasil)

        sesudah = potret()
        assert terapkan(versi=self.versi, oleh=self.kepala, alasan=ALASAN) == []
        assert potret() == sesudah

    def _periksa_satu(self, lama: dict, isi: orakel.Aturan, log: PerubahanTenggat | None) -> None:
        kini = Tenggat.objects.select_related("kebijakan").get(pk=lama["id"])
        harapan = lama["jatuh_tempo"]
        if kini.berhenti_pada is None and harapan > self.pada:
            aturan_ini = kini.kebijakan
            harapan = max(harapan, orakel.jatuh_tempo(isi, kini.mulai, aturan_ini.satuan, aturan_ini.jumlah))
        assert kini.jatuh_tempo == harapan
        assert (log is not None) == (harapan > lama["jatuh_tempo"])
        if log is None:
            assert Tenggat.objects.values().get(pk=kini.pk) == lama
            return
        assert (log.jatuh_tempo_lama, log.jatuh_tempo_baru) == (lama["jatuh_tempo"], kini.jatuh_tempo)
        assert (log.oleh, log.alasan, log.dasar) == (self.kepala, ALASAN, self.versi.dasar_hukum)
        assert (log.versi_lama, log.versi_baru) == (lama["versi_kalender"], kini.versi_kalender)


UKURAN = round(12 + 80 * float(os.environ.get("UJI_SKALA", "0.1")))


@settings(
    max_examples=UKURAN,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    tahun=st.sampled_from([2026, 2026, 2027]),
    awal=st.lists(LANGKAH, max_size=4),
    kalender=st.tuples(HARI_DEKAT, st.none()),
    lalu=st.lists(LANGKAH, max_size=6),
)
def test_10_editing_changes_no_clock_and_11_applying_only_extends_and_logs(
    skala, tahun, awal, kalender, lalu
):
    titik = transaction.savepoint()
    try:
        kantor = Kantor(tahun)
        langkah = [MASUK, *awal, MASUK, ("kalender", kalender), ("terapkan", None), *lalu, ("terapkan", None)]
        for apa, isi in langkah:
            kantor.jalani(apa, isi)
        event(f"jam diundur: {min(kantor.pindah, 3)}")
    finally:
        transaction.savepoint_rollback(titik)


@pytest.mark.parametrize(
    ("hari", "pindah"), [(18, {"respon", "pelaksanaan"}), (21, {"pelaksanaan"}), (28, set())]
)
def test_random_offices_do_move_clocks(hari, pindah):
    """The same office by example, so that the properties above can't hold only because nothing ever happens."""
    kantor = Kantor(2026)
    kantor.jalani(*MASUK)
    kantor.jalani("kalender", ([(hari - AWAL.day, "tutup")], None))
    kantor.jalani("terapkan", None)
    assert kantor.pindah == len(pindah)
    assert set(PerubahanTenggat.objects.values_list("tenggat__jenis", flat=True)) == pindah
