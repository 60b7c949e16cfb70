"""What ends `pelaksanaan` because of the citizen: needs evidence, counts apart, never erases lateness."""

import pytest

from dinsos.agenda import actions
from dinsos.agenda.akibat import catat_diminta_mundur, catat_tidak_hadir
from dinsos.agenda.models import Tenggat
from dinsos.agenda.tenggat_surat import hentikan
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from tests import pabrik
from tests.agenda.tamu import jam_surat, status_kini, wita

pytestmark = [pytest.mark.django_db, pytest.mark.sk("PGD-WAKTU-1", "KSL-WAKTU-1")]

BUKTI = "Petugas dan satpam menunggu di ruang layanan."
DALAM, TEPAT, LEWAT = wita("2026-11-25T09:00"), wita("2026-11-26T16:00"), wita("2026-11-26T16:01")
DIJAWAB = wita("2026-11-23T09:30")
NANTI = wita("2026-12-07T09:00")


@pytest.fixture
def kasus(jam_uji):
    """Received Monday 23 November 2026, 09.00, answered at 09.30: `pelaksanaan` is due Thursday 16.00. Now it is
    Friday."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    petugas = pabrik.pengguna("petugas")
    surat = pabrik.pengaduan()
    pabrik.disposisi(surat, petugas=petugas, surat_oleh_petugas=True)
    hentikan(surat=surat, jenis="respon", pada=DIJAWAB)
    jam_uji.ke("2026-11-27T09:00+08:00")
    return surat, petugas


@pytest.mark.parametrize("slot", [DALAM, TEPAT])
def test_absent_at_a_slot_within_the_limit_stops_the_clock_at_slot_time(kasus, slot):
    surat, petugas = kasus
    jam = catat_tidak_hadir(surat=surat, oleh=petugas, slot_mulai=slot, bukti=BUKTI)
    assert (jam.berhenti_pada, jam.akibat) == (slot, "pemohon_tidak_hadir")
    assert jam == jam_surat(surat, "pelaksanaan")
    assert status_kini(jam, NANTI) == "terpenuhi"
    cerita = surat.riwayat.get(jenis="pemohon_tidak_hadir")
    assert BUKTI in cerita.teks
    assert BUKTI not in cerita.teks_warga
    assert cerita.oleh == petugas


@pytest.mark.parametrize("slot", [LEWAT, wita("2026-11-23T08:00")])
def test_a_slot_outside_the_limit_leaves_the_clock_running_late(kasus, slot):
    surat, petugas = kasus
    for act in (
        lambda: catat_tidak_hadir(surat=surat, oleh=petugas, slot_mulai=slot, bukti=BUKTI),
        lambda: catat_diminta_mundur(surat=surat, oleh=petugas, slot_pertama=slot, bukti=BUKTI),
    ):
        with pytest.raises(GalatAturan, match="tidak di dalam batas"):
            act()
    assert status_kini(jam_surat(surat, "pelaksanaan")) == "terlambat"
    assert not surat.riwayat.filter(jenis__in=["pemohon_tidak_hadir", "diminta_mundur_pemohon"]).exists()


def test_a_slot_that_the_citizen_did_not_know_excuses_nobody(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    petugas = pabrik.pengguna("petugas")
    surat = pabrik.pengaduan()
    pabrik.disposisi(surat, petugas=petugas, surat_oleh_petugas=True)
    jam_uji.ke("2026-11-27T09:00+08:00")
    belum = _dua(surat, petugas)
    for act in belum:
        with pytest.raises(GalatAturan, match="belum disampaikan"):
            act()
    hentikan(surat=surat, jenis="respon", pada=wita("2026-11-25T09:01"))  # a minute after the slot
    with pytest.raises(GalatAturan, match="belum disampaikan"):
        belum[0]()
    assert status_kini(jam_surat(surat, "pelaksanaan")) == "terlambat"


def test_a_slot_still_to_come_is_no_absence(kasus):
    surat, petugas = kasus
    with pytest.raises(GalatAturan, match="belum lewat"):
        catat_tidak_hadir(surat=surat, oleh=petugas, slot_mulai=wita("2026-11-27T10:00"), bukti=BUKTI)


@pytest.mark.parametrize(
    ("diminta", "tampak"),
    [
        (wita("2026-11-24T10:00"), "batal"),
        (TEPAT, "batal"),
        (LEWAT, "terpenuhi_terlambat"),
        (None, "terpenuhi_terlambat"),  # now, on Friday
    ],
)
def test_asked_for_later_in_time_voids_and_never_erases_lateness(kasus, diminta, tampak):
    surat, petugas = kasus
    jam = catat_diminta_mundur(surat=surat, oleh=petugas, slot_pertama=DALAM, bukti=BUKTI, pada=diminta)
    assert jam.akibat == "diminta_mundur_pemohon"
    assert jam.berhenti_pada == (diminta or surat.riwayat.get(jenis="diminta_mundur_pemohon").pada)
    assert (status_kini(jam), status_kini(jam, NANTI)) == (tampak, tampak)
    assert not Tenggat.objects.terbuka().filter(pk=jam.pk).exists()


@pytest.mark.parametrize("diminta", [wita("2026-11-23T08:00"), wita("2026-11-27T10:00")])
def test_asked_before_receipt_or_in_the_future_is_refused(kasus, diminta):
    surat, petugas = kasus
    with pytest.raises(GalatAturan, match="Waktu permintaan"):
        catat_diminta_mundur(surat=surat, oleh=petugas, slot_pertama=DALAM, bukti=BUKTI, pada=diminta)


def _dua(surat, oleh, bukti=BUKTI):
    return (
        lambda: catat_tidak_hadir(surat=surat, oleh=oleh, slot_mulai=DALAM, bukti=bukti),
        lambda: catat_diminta_mundur(surat=surat, oleh=oleh, slot_pertama=DALAM, bukti=bukti),
    )


def test_without_evidence_nothing_ends(kasus):
    surat, petugas = kasus
    for act in _dua(surat, petugas, " "):
        with pytest.raises(GalatAturan, match="Tulis buktinya"):
            act()
    assert jam_surat(surat, "pelaksanaan").berhenti_pada is None


def test_another_officer_may_not(kasus):
    surat, _ = kasus
    for act in _dua(surat, pabrik.pengguna("petugas")):
        with pytest.raises(TidakBerwenang):
            act()


def test_a_clock_that_has_stopped_keeps_its_first_stop(kasus):
    surat, petugas = kasus
    _dua(surat, petugas)[0]()
    for act in _dua(surat, petugas):
        with pytest.raises(SudahTerjadi, match="sudah berhenti"):
            act()
    assert jam_surat(surat, "pelaksanaan").akibat == "pemohon_tidak_hadir"


def test_withdrawing_late_keeps_the_clock_late_and_what_had_stopped_stopped(kasus):
    surat, _ = kasus
    actions.cabut(surat=surat)
    jam = jam_surat(surat, "pelaksanaan")
    assert (jam.akibat, status_kini(jam, NANTI)) == ("dicabut", "terpenuhi_terlambat")
    assert jam_surat(surat, "respon").berhenti_pada == DIJAWAB


@pytest.mark.parametrize(
    ("pukul", "tampak"), [("2026-11-26T10:00", "batal"), ("2026-11-27T10:00", "terpenuhi_terlambat")]
)
@pytest.mark.parametrize(
    ("keputusan", "lebih"),
    [("ditolak", {"jalan_lain": "Hubungi kantor desa."}), ("dirujuk", {"tujuan_rujukan": "Dinas Kesehatan"})],
)
def test_refusing_and_referring_void_pelaksanaan_in_time_and_never_lateness(
    jam_uji, pukul, tampak, keputusan, lebih
):
    jam_uji.ke("2026-11-23T09:00+08:00")
    surat = pabrik.pengaduan()
    jam_uji.ke(f"{pukul}+08:00")
    pabrik.disposisi(surat, keputusan=keputusan, alasan="Bukan wewenang kami.", mode="", **lebih)
    jam = jam_surat(surat, "pelaksanaan")
    assert (jam.akibat, status_kini(jam, NANTI)) == (keputusan, tampak)
    assert jam_surat(surat, "respon").berhenti_pada is None  # until the letter is accepted by a channel
