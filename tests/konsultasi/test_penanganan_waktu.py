"""The promises of KSL-WAKTU-1: answered within one day, held within three; what stops which clock, and when."""

from datetime import datetime, timedelta

import pytest

from dinsos.agenda import actions as agenda
from dinsos.agenda.akibat import catat_tidak_hadir
from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.tampilan import keadaan
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi.actions import disposisikan, kirim_pemberitahuan
from konsultasi import penanganan
from tests import pabrik
from tests.konsultasi.tahap import SARAN, berhenti, berita_acara, data, sebentar, terima
from tests.portal.kerja import SENIN, lewat_wa, pelacak

pytestmark = [pytest.mark.django_db, pytest.mark.sk("KSL-WAKTU-1")]
SELASA = datetime.fromisoformat("2026-11-24T10:00+08:00")
TERTULIS = {"mode": "daring", "metode": "tertulis"}


@pytest.fixture
def surat(jam_uji, kepala) -> SuratMasuk:
    """Received Monday 23 November 2026 09.00 WITA; the applicant has WhatsApp only."""
    jam_uji.ke(SENIN)
    return pabrik.konsultasi(pengirim_=lewat_wa())


def kode(surat, jenis: str) -> str:
    return keadaan(surat.tenggat.get(jenis=jenis), jam.sekarang()).kode


def status(surat) -> str:
    return SuratMasuk.objects.get(pk=surat.pk).status


def dijawab(surat, kepala, petugas, **cara) -> None:
    """Given to the officer; the answer letter went out by WhatsApp just now."""
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=jam.sekarang() + timedelta(days=1), **cara)
    terima(surat, "jawaban", petugas)


@pytest.mark.parametrize(
    ("diterima", "respon", "pelaksanaan"),
    [
        ("2026-11-23T09:00+08:00", "2026-11-24T16:00+08:00", "2026-11-26T16:00+08:00"),
        ("2026-11-23T20:00+08:00", "2026-11-24T16:00+08:00", "2026-11-26T16:00+08:00"),
        ("2026-11-28T10:00+08:00", "2026-11-30T16:00+08:00", "2026-12-02T16:00+08:00"),
        ("2026-03-17T10:00+08:00", "2026-03-25T16:00+08:00", "2026-03-27T16:30+08:00"),
        ("2026-11-22T17:30+00:00", "2026-11-24T16:00+08:00", "2026-11-26T16:00+08:00"),
    ],
)
def test_due_one_and_three_working_days_after_receipt(jam_uji, diterima, respon, pelaksanaan):
    """The worked examples of tenggat.md, through the act of filing; the last instant is told in UTC."""
    jam_uji.ke(diterima)
    surat = pabrik.konsultasi()
    batas = {t.jenis: t.jatuh_tempo for t in surat.tenggat.all()}
    assert batas == {
        "respon": datetime.fromisoformat(respon),
        "pelaksanaan": datetime.fromisoformat(pelaksanaan),
    }
    isi = Pesan.objects.get(kunci=f"surat:{surat.pk}:tanda_terima").isi
    assert "Konsultasi kami laksanakan paling lambat" in isi


def test_answered_within_one_day_and_held_within_three(surat, kepala, petugas, jam_uji):
    jam_uji.ke("2026-11-24T15:00+08:00")
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=jam.sekarang() + timedelta(days=1))
    assert berhenti(surat, "respon") is None  # written, and no channel has taken it
    pada = terima(surat, "jawaban", petugas)
    assert (berhenti(surat, "respon"), kode(surat, "respon")) == (pada, "terpenuhi")
    assert status(surat) == Status.DIJAWAB
    assert berhenti(surat, "pelaksanaan") is None
    jam_uji.ke("2026-11-26T17:00+08:00")
    mulai = datetime.fromisoformat("2026-11-26T15:59+08:00")
    berita_acara(surat, petugas, mulai=mulai, selesai=mulai + timedelta(minutes=30))
    assert (berhenti(surat, "pelaksanaan"), kode(surat, "pelaksanaan")) == (mulai, "terpenuhi")
    assert status(surat) == Status.DILAKSANAKAN


def test_late_stays_late(surat, kepala, petugas, jam_uji):
    jam_uji.ke("2026-11-24T16:00:01+08:00")
    assert kode(surat, "respon") == "terlambat"
    dijawab(surat, kepala, petugas)
    assert kode(surat, "respon") == "terpenuhi_terlambat"
    jam_uji.ke("2026-11-26T17:00+08:00")
    mulai = datetime.fromisoformat("2026-11-26T16:01+08:00")
    berita_acara(surat, petugas, mulai=mulai, selesai=mulai)
    assert kode(surat, "pelaksanaan") == "terpenuhi_terlambat"
    penanganan.selesaikan(surat=surat, oleh=petugas)
    assert [kode(surat, j) for j in ("respon", "pelaksanaan")] == ["terpenuhi_terlambat"] * 2


def test_by_e_mail_the_server_stops_the_clock(jam_uji, kepala, petugas, settings):
    jam_uji.ke(SENIN)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    surat = pabrik.konsultasi()
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=jam.sekarang() + timedelta(days=1))
    assert berhenti(surat, "respon") is None
    kirim_tertunda()
    assert abs(berhenti(surat, "respon") - jam.sekarang()) < sebentar()
    assert status(surat) == Status.DIJAWAB


def test_who_tracks_the_letter_is_answered_on_the_page(jam_uji, kepala, petugas):
    pada = jam_uji.ke(SENIN)
    surat = pabrik.konsultasi(pengirim_=pelacak())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    assert abs(berhenti(surat, "respon") - pada) < sebentar()


def test_held_back_the_answer_keeps_running(surat, kepala, petugas, jam_uji):
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True)
    jam_uji.ke("2026-11-24T16:00:01+08:00")
    assert kode(surat, "respon") == "terlambat"
    kirim_pemberitahuan(surat=surat, oleh=petugas)
    assert berhenti(surat, "respon") is None
    pada = terima(surat, "jawaban", petugas)
    assert berhenti(surat, "respon") == pada


@pytest.mark.parametrize(
    ("isian", "akhir"),
    [
        (
            {"keputusan": "ditolak", "jalan_lain": "Hubungi kantor desa.", "alasan": "Bukan wewenang kami."},
            Status.DITOLAK,
        ),
        (
            {"keputusan": "dirujuk", "alasan": "Urusan mereka.", "tujuan_rujukan": "BPJS Kesehatan"},
            Status.DIRUJUK,
        ),
    ],
)
def test_refusal_and_referral(surat, kepala, petugas, jam_uji, isian, akhir):
    """The decision voids `pelaksanaan`; acceptance of the answer letter stops `respon`."""
    jam_uji.ke("2026-11-23T15:00+08:00")
    disposisikan(surat=surat, oleh=kepala, **isian)
    assert status(surat) == akhir
    assert kode(surat, "pelaksanaan") == "batal"
    assert berhenti(surat, "respon") is None
    pada = terima(surat, "jawaban", petugas)
    assert (berhenti(surat, "respon"), kode(surat, "respon")) == (pada, "terpenuhi")


@pytest.mark.parametrize("dahulu", [True, False])
def test_who_stayed_away_may_still_be_served(surat, kepala, petugas, jam_uji, dahulu):
    """The clock has ended at the offered slot; the meeting that follows is recorded with its own start."""
    dijawab(surat, kepala, petugas)
    jam_uji.ke("2026-11-24T11:00+08:00")
    slot = SELASA.replace(hour=9)
    catat_tidak_hadir(surat=surat, oleh=petugas, slot_mulai=slot, bukti="Ditunggu sampai pukul 10.")
    mulai = jam_uji.ke("2026-11-25T11:00+08:00")
    if dahulu:
        agenda.laksanakan(surat=surat, oleh=petugas, pada=mulai)
    berita = berita_acara(surat, petugas, mulai=mulai, selesai=mulai)
    assert berita.mulai == mulai
    assert (berhenti(surat, "pelaksanaan"), status(surat)) == (slot, Status.DILAKSANAKAN)


# --- in writing -----------------------------------------------------------------------------------


@pytest.mark.parametrize("isi", ["jawaban", "data"])
def test_in_writing_the_accepted_answer_or_data_carries_it_out(surat, kepala, petugas, jam_uji, isi):
    dijawab(surat, kepala, petugas, **TERTULIS)
    jam_uji.ke(SELASA.isoformat())
    if isi == "jawaban":
        penanganan.jawab_tertulis(surat=surat, oleh=petugas, jawaban=SARAN)
        kunci = "hasil"
    else:
        kunci = f"data:{data(surat, petugas).pk}"
    assert (berhenti(surat, "pelaksanaan"), status(surat)) == (None, Status.DIJAWAB)
    jam_uji.ke("2026-11-25T11:00+08:00")
    pada = terima(surat, kunci, petugas)
    assert (berhenti(surat, "pelaksanaan"), status(surat)) == (pada, Status.DILAKSANAKAN)
    assert kode(surat, "pelaksanaan") == "terpenuhi"


def test_in_writing_the_first_of_both_counts(surat, kepala, petugas, jam_uji):
    dijawab(surat, kepala, petugas, **TERTULIS)
    kunci = f"data:{data(surat, petugas).pk}"
    penanganan.jawab_tertulis(surat=surat, oleh=petugas, jawaban=SARAN)
    pertama = terima(surat, kunci, petugas)
    jam_uji.ke(SELASA.isoformat())
    terima(surat, "hasil", petugas)
    assert berhenti(surat, "pelaksanaan") == pertama


def test_data_before_a_meeting_is_no_meeting(surat, kepala, petugas, jam_uji):
    dijawab(surat, kepala, petugas)
    terima(surat, f"data:{data(surat, petugas).pk}", petugas)
    assert (berhenti(surat, "pelaksanaan"), status(surat)) == (None, Status.DIJAWAB)


def test_advice_after_a_meeting_moves_no_clock(surat, kepala, petugas, jam_uji):
    dijawab(surat, kepala, petugas)
    jam_uji.ke(SELASA.isoformat())
    berita = berita_acara(surat, petugas)
    jam_uji.ke("2026-11-25T11:00+08:00")
    terima(surat, "hasil", petugas)
    assert berhenti(surat, "pelaksanaan") == berita.mulai
