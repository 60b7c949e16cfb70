"""Outcomes (`akibat`) stop or void a clock as tenggat.md says, also after its due date was moved."""

from datetime import date, datetime, timedelta

import pytest

from dinsos.agenda import actions, tenggat_surat
from dinsos.agenda.models import Tenggat
from dinsos.agenda.perubahan import terapkan
from dinsos.agenda.tampilan import keadaan
from dinsos.inti import jam
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi.models import Pesan
from dinsos.sla import actions as sla
from dinsos.sla.models import HariKhusus
from dinsos.sla.tenggat import Akibat
from tests import pabrik

pytestmark = [pytest.mark.django_db, pytest.mark.sk("PGD-WAKTU-1", "KSL-WAKTU-1")]

MEMBATALKAN = ("ditolak", "dirujuk", "dicabut", "tamu_pulang", "diminta_mundur_pemohon")


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(f"{teks}+08:00")


@pytest.fixture
def surat(jam_uji):
    """`pelaksanaan` is due Thursday 26 November 2026, 16.00."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    return pabrik.pengaduan()


def kode(surat, jenis: str, pada: datetime) -> str:
    return keadaan(surat.tenggat.get(jenis=jenis), pada).kode


def tutup_selasa() -> None:
    """A closed day is published and applied: `pelaksanaan` becomes due Friday 27 November, 16.30."""
    kepala, pengelola = pabrik.pengguna("kepala_dinas"), pabrik.pengguna("pengelola")
    draf = sla.susun_kalender(tahun=2026, dari_paket=False, oleh=pengelola)
    hari = HariKhusus(versi=draf, tanggal=date(2026, 11, 24), jenis="tutup_kantor", nama="Banjir")
    sla.simpan_isi(isi=hari, oleh=pengelola)
    versi = sla.terbitkan_kalender(versi=sla.ajukan_kalender(versi=draf, oleh=pengelola), oleh=kepala)
    terapkan(versi=versi, oleh=kepala, alasan="Banjir.")


def test_every_outcome_is_covered_here():
    assert {*MEMBATALKAN, "pemohon_tidak_hadir"} == set(Akibat)


@pytest.mark.parametrize("diundur", [False, True])
@pytest.mark.parametrize("akibat", MEMBATALKAN)
def test_an_exit_voids_in_time_and_never_erases_lateness(surat, akibat, diundur):
    if diundur:
        tutup_selasa()
    batas = surat.tenggat.get(jenis="pelaksanaan").jatuh_tempo
    assert batas == (wita("2026-11-27T16:30") if diundur else wita("2026-11-26T16:00"))
    for selisih, harapan in ((timedelta(0), "batal"), (timedelta(seconds=1), "terpenuhi_terlambat")):
        lain = pabrik.pengaduan()
        Tenggat.objects.filter(surat=lain, jenis="pelaksanaan").update(jatuh_tempo=batas)
        assert tenggat_surat.hentikan(surat=lain, jenis="pelaksanaan", pada=batas + selisih, akibat=akibat)
        assert kode(lain, "pelaksanaan", batas + timedelta(days=400)) == harapan
        assert lain.tenggat.get(jenis="pelaksanaan").berhenti_pada == batas + selisih


def test_an_absent_citizen_leaves_the_promise_kept(surat):
    tenggat_surat.hentikan(
        surat=surat, jenis="pelaksanaan", pada=wita("2026-11-26T10:00"), akibat="pemohon_tidak_hadir"
    )
    assert kode(surat, "pelaksanaan", wita("2026-12-26T10:00")) == "terpenuhi"


def test_a_refusal_voids_handling_at_once_and_answers_when_accepted(surat, jam_uji):
    jam_uji.ke("2026-11-24T10:00+08:00")
    pabrik.disposisi(
        surat,
        petugas=None,
        keputusan="ditolak",
        jalan_lain="Hubungi kantor desa.",
        alasan="Bukan kewenangan kami.",
        mode="",
    )
    assert kode(surat, "pelaksanaan", jam.sekarang()) == "batal"
    assert surat.tenggat.get(jenis="respon").berhenti_pada is None
    jam_uji.ke("2026-11-24T16:00:01+08:00")
    assert kode(surat, "respon", jam.sekarang()) == "terlambat"
    petugas = pabrik.pengguna("petugas")
    pesan = Pesan.objects.get(kelas="penolakan")
    pesan = outbox.kirim_cara_lain(pesan=pesan, oleh=petugas, saluran="kertas", tujuan="")
    outbox.tandai_manual(pesan=pesan, oleh=petugas, pada=jam.sekarang())
    assert kode(surat, "respon", jam.sekarang()) == "terpenuhi_terlambat"


def test_withdrawal_ends_both_clocks_and_keeps_the_late_one_late(surat, jam_uji):
    jam_uji.ke("2026-11-25T09:00+08:00")
    actions.cabut(surat=surat)
    nanti = wita("2027-01-01T00:00")
    assert (kode(surat, "respon", nanti), kode(surat, "pelaksanaan", nanti)) == (
        "terpenuhi_terlambat",
        "batal",
    )
    assert not surat.tenggat.filter(berhenti_pada=None).exists()


def test_moving_after_the_fact_never_turns_late_into_kept(surat, jam_uji):
    jam_uji.ke("2026-11-25T09:00+08:00")
    assert kode(surat, "respon", jam.sekarang()) == "terlambat"
    tutup_selasa()
    assert kode(surat, "respon", jam.sekarang()) == "terlambat"
    assert surat.tenggat.get(jenis="pelaksanaan").jatuh_tempo == wita("2026-11-27T16:30")
