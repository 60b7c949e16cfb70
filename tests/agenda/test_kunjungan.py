"""Walk-in guests: when the hour begins, what stops which clock, and how a visit ends (tenggat.md, "Clocks")."""

from datetime import timedelta

import pytest

from dinsos.agenda import actions
from dinsos.agenda import kunjungan as tamu
from dinsos.agenda.models import Kunjungan, Pengecualian, Tenggat
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from tests import pabrik
from tests.agenda.tamu import SENIN, jam_surat, jam_tamu, kunjungan, status_kini, surat_tamu, wita

pytestmark = [pytest.mark.django_db, pytest.mark.sk("PGD-WAKTU-2", "KSL-WAKTU-2")]

LAMBAT = "Listrik padam, dari buku tamu."


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke(SENIN)


@pytest.fixture
def piket(db):
    return pabrik.pengguna("piket")


@pytest.fixture
def petugas(db):
    return pabrik.pengguna("petugas", nama="La Ode Amrin")


# --- the start -----------------------------------------------------------------------------------


def test_without_appointment_the_hour_begins_with_the_stated_purpose(piket, jam_uji):
    jam_uji.ke(wita("11:40"))
    satu = kunjungan(oleh=piket, masuk_pada=wita("11:25"))
    jam = jam_tamu(satu)
    assert (satu.keadaan, satu.masuk_pada, satu.dicatat_oleh) == ("menunggu", wita("11:25"), piket)
    assert jam.mulai == satu.disampaikan_pada == satu.dicatat_pada
    assert jam.jatuh_tempo == jam.mulai + timedelta(hours=1)  # through lunch
    assert jam.ingat_pada == jam.mulai + timedelta(minutes=30)
    assert (jam.kebijakan.layanan, jam.jenis, jam.versi_kalender, jam.sementara) == (
        "tamu",
        "tatap_muka",
        [],
        False,
    )
    assert [nama for nama, _ in jam.peringatan.order_by("kirim_pada").values_list("tahap", "kirim_pada")] == [
        "seketika",
        "menit_30",
        "menit_45",
        "terlambat",
    ]
    assert satu.surat.riwayat.get(jenis="tamu_datang").oleh == piket


@pytest.mark.parametrize(
    ("datang", "slot", "mulai"),
    [("08:40", "09:00", "09:00"), ("09:20", "09:00", "09:20"), ("09:00", "09:00", "09:00")],
)
def test_with_an_appointment_it_begins_at_check_in_or_slot_whichever_is_later(
    piket, jam_uji, datang, slot, mulai
):
    surat = surat_tamu(saluran="portal")
    jam_uji.ke(wita("09:30"))
    satu = kunjungan(surat, oleh=piket, pada=wita(datang), slot_mulai=wita(slot), alasan_selisih=LAMBAT)
    jam = jam_tamu(satu)
    assert (jam.mulai, jam.jatuh_tempo) == (wita(mulai), wita(mulai) + timedelta(hours=1))


def test_entered_later_needs_a_reason_and_says_so(piket, jam_uji):
    surat = surat_tamu()
    jam_uji.ke(wita("11:00"))
    with pytest.raises(GalatAturan, match="alasan"):
        kunjungan(surat, oleh=piket, pada=wita("10:15"))
    satu = kunjungan(surat, oleh=piket, pada=wita("10:15"), alasan_selisih=LAMBAT)
    assert (satu.disampaikan_pada, satu.dicatat_kemudian, satu.alasan_selisih) == (
        wita("10:15"),
        True,
        LAMBAT,
    )
    assert jam_tamu(satu).jatuh_tempo == wita("11:15")
    assert f"Dicatat kemudian: {LAMBAT}" in surat.riwayat.get(jenis="tamu_datang").teks
    # Forms carry whole minutes: the present minute is now.
    lain = kunjungan(oleh=piket, pada=wita("11:00"))
    assert (lain.dicatat_kemudian, lain.alasan_selisih) == (False, "")


@pytest.mark.parametrize(
    ("kolom", "pesan"),
    [
        ({"pada": wita("09:30")}, "masa depan"),
        ({"masuk_pada": wita("09:30")}, "sesudah keperluan"),
        ({"keperluan": "  "}, "Tulis keperluan"),
        ({"slot_mulai": wita("2026-11-24T09:00")}, "bukan pada hari ia datang"),
    ],
)
def test_what_cannot_be_a_visit(piket, kolom, pesan):
    surat = surat_tamu()
    with pytest.raises(GalatAturan, match=pesan):
        kunjungan(surat, oleh=piket, **kolom)
    assert not Kunjungan.objects.exists()
    assert not Tenggat.objects.filter(jenis="tatap_muka").exists()


def test_one_guest_waits_per_letter_and_a_closed_letter_has_none(piket, petugas):
    surat = surat_tamu()
    satu = kunjungan(surat, oleh=piket)
    with pytest.raises(SudahTerjadi, match="sudah tercatat menunggu"):
        kunjungan(surat, oleh=piket)
    tamu.tamu_pulang(kunjungan=satu, oleh=piket)
    dua = kunjungan(surat, oleh=piket)  # who comes again has an hour of its own
    assert Tenggat.objects.filter(surat=surat, jenis="tatap_muka").count() == 2
    tamu.tamu_pulang(kunjungan=dua, oleh=piket)
    actions.cabut(surat=surat)
    with pytest.raises(GalatAturan, match="sudah ditutup"):
        kunjungan(surat, oleh=piket)


# --- led to the officer --------------------------------------------------------------------------


@pytest.mark.sk("PGD-SYARAT-5", "PGD-PROSEDUR-3")
def test_leading_a_walk_in_complaint_stops_the_wait_and_respon(piket, petugas, jam_uji):
    surat = surat_tamu("pengaduan")
    satu = kunjungan(surat, oleh=piket)
    jam_uji.ke(wita("09:40"))
    satu = tamu.arahkan_tamu(kunjungan=satu, oleh=piket, petugas=petugas)
    assert (satu.keadaan, satu.petugas, satu.diarahkan_oleh) == ("diarahkan", petugas, piket)
    assert jam_tamu(satu).berhenti_pada == jam_surat(surat, "respon").berhenti_pada == satu.diarahkan_pada
    assert status_kini(jam_tamu(satu)) == status_kini(jam_surat(surat, "respon")) == "terpenuhi"
    assert jam_surat(surat, "pelaksanaan").berhenti_pada is None
    assert "La Ode Amrin" in surat.riwayat.get(jenis="tamu_diarahkan").teks_warga


def test_led_after_the_hour_is_late_for_ever(piket, petugas, jam_uji):
    satu = kunjungan(oleh=piket)
    jam_uji.ke(wita("10:01"))
    tamu.arahkan_tamu(kunjungan=satu, oleh=piket, petugas=petugas)
    assert status_kini(jam_tamu(satu)) == "terpenuhi_terlambat"
    assert status_kini(jam_tamu(satu), wita("2027-06-01T09:00")) == "terpenuhi_terlambat"


@pytest.mark.parametrize(("layanan", "saluran"), [("pengaduan", "portal"), ("konsultasi", "portal")])
def test_a_guest_about_a_letter_of_another_channel_does_not_stop_respon(piket, petugas, layanan, saluran):
    surat = surat_tamu(layanan, saluran)
    satu = tamu.arahkan_tamu(kunjungan=kunjungan(surat, oleh=piket), oleh=piket, petugas=petugas)
    assert jam_tamu(satu).berhenti_pada == satu.diarahkan_pada
    assert jam_surat(surat, "respon").berhenti_pada is None


def test_an_early_guest_with_an_appointment_may_be_led_before_the_hour_begins(piket, petugas, jam_uji):
    surat = surat_tamu(saluran="portal")
    satu = kunjungan(surat, oleh=piket, slot_mulai=wita("09:30"))
    jam_uji.ke(wita("09:10"))
    satu = tamu.arahkan_tamu(kunjungan=satu, oleh=piket, petugas=petugas)
    jam = jam_tamu(satu)
    assert satu.diarahkan_pada < jam.mulai == jam.berhenti_pada == wita("09:30")
    assert status_kini(jam, wita("09:30")) == "terpenuhi"


def test_a_decided_complaint_is_answered_by_leading_its_guest(piket, petugas):
    surat = surat_tamu("pengaduan")
    satu = kunjungan(surat, oleh=piket)
    pabrik.disposisi(surat, petugas=petugas, surat_oleh_petugas=True)
    tamu.arahkan_tamu(kunjungan=satu, oleh=piket, petugas=petugas)
    surat.refresh_from_db()
    assert surat.status == "dijawab"


def test_who_may_serve(piket, petugas):
    surat = surat_tamu()
    satu = kunjungan(surat, oleh=piket)
    mati, pengelola = pabrik.pengguna("petugas", is_active=False), pabrik.pengguna("pengelola")
    for orang in (mati, pengelola, piket):
        with pytest.raises(GalatAturan, match="tidak dapat melayani"):
            tamu.arahkan_tamu(kunjungan=satu, oleh=piket, petugas=orang)
    Pengecualian.objects.create(surat=surat, pengguna=petugas, alasan="Disebut")
    with pytest.raises(GalatAturan, match="disebut dalam surat ini"):
        tamu.arahkan_tamu(kunjungan=satu, oleh=piket, petugas=petugas)
    surat.menyangkut_kepala = True
    surat.save()
    with pytest.raises(GalatAturan, match="disebut dalam surat ini"):
        tamu.arahkan_tamu(kunjungan=satu, oleh=piket, petugas=pabrik.pengguna("kepala_dinas"))
    assert jam_tamu(satu).berhenti_pada is None


def test_only_piket_and_nobody_whom_the_letter_names(piket, petugas):
    surat = surat_tamu()
    Pengecualian.objects.create(surat=surat, pengguna=piket, alasan="Disebut")
    for orang in (piket, petugas, pabrik.pengguna("kepala_dinas"), pabrik.pengguna("pengelola")):
        with pytest.raises(TidakBerwenang):
            kunjungan(surat, oleh=orang)
    satu = kunjungan(surat)
    for act in (tamu.arahkan_tamu, tamu.tamu_pulang, tamu.sampaikan_keputusan, tamu.jadwalkan_ulang):
        lebih = {"petugas": petugas} if act is tamu.arahkan_tamu else {}
        lebih |= {"persetujuan": "Lisan."} if act is tamu.jadwalkan_ulang else {}
        with pytest.raises(TidakBerwenang):
            act(kunjungan=satu, oleh=piket, **lebih)
    with pytest.raises(TidakBerwenang):
        tamu.mulai_pertemuan(kunjungan=satu, oleh=piket)
    with pytest.raises(TidakBerwenang):
        tamu.selesaikan_kunjungan(kunjungan=satu, oleh=piket)


# --- the decision about a walk-in consultation ---------------------------------------------------


@pytest.mark.sk("KSL-PROSEDUR-6", "KSL-PROSEDUR-7", "KSL-PROSEDUR-8")
def test_a_walk_in_consultation_is_led_after_the_decision_was_passed_on(piket, petugas, jam_uji):
    surat = surat_tamu("konsultasi")
    satu = kunjungan(surat, oleh=piket)
    with pytest.raises(GalatAturan, match="belum memutuskan"):
        tamu.sampaikan_keputusan(kunjungan=satu, oleh=piket)
    with pytest.raises(GalatAturan, match="Sampaikan dahulu"):
        tamu.arahkan_tamu(kunjungan=satu, oleh=piket, petugas=petugas)
    jam_uji.ke(wita("09:20"))
    pabrik.disposisi(surat, petugas=petugas, surat_oleh_petugas=True)
    jam_uji.ke(wita("09:25"))
    satu = tamu.sampaikan_keputusan(kunjungan=satu, oleh=piket)
    surat.refresh_from_db()
    assert (surat.status, satu.keadaan) == ("dijawab", "menunggu")
    assert jam_surat(surat, "respon").berhenti_pada == satu.keputusan_disampaikan_pada
    assert jam_tamu(satu).berhenti_pada is None
    with pytest.raises(SudahTerjadi, match="sudah disampaikan"):
        tamu.sampaikan_keputusan(kunjungan=satu, oleh=piket)
    jam_uji.ke(wita("09:35"))
    satu = tamu.arahkan_tamu(kunjungan=satu, oleh=piket, petugas=petugas)
    assert jam_tamu(satu).berhenti_pada == satu.diarahkan_pada
    assert jam_surat(surat, "respon").berhenti_pada == satu.keputusan_disampaikan_pada


@pytest.mark.parametrize("pukul", ["09:50", "10:30"])
@pytest.mark.parametrize(
    ("keputusan", "lebih"),
    [("ditolak", {"jalan_lain": "Hubungi kantor desa."}), ("dirujuk", {"tujuan_rujukan": "Dinas Kesehatan"})],
)
def test_a_refusal_told_in_person_ends_the_visit(piket, jam_uji, keputusan, lebih, pukul):
    surat = surat_tamu("konsultasi")
    satu = kunjungan(surat, oleh=piket)
    pabrik.disposisi(surat, keputusan=keputusan, alasan="Bukan wewenang kami.", mode="", **lebih)
    jam_uji.ke(wita(pukul))
    satu = tamu.sampaikan_keputusan(kunjungan=satu, oleh=piket)
    assert (satu.keadaan, satu.keluar_pada, satu.diarahkan_pada) == (
        "selesai",
        satu.keputusan_disampaikan_pada,
        None,
    )
    jam = jam_tamu(satu)
    assert (jam.akibat, jam.berhenti_pada) == (keputusan, satu.keluar_pada)
    assert status_kini(jam) == ("batal" if pukul < "10" else "terpenuhi_terlambat")
    respon = jam_surat(surat, "respon")
    assert (respon.akibat, status_kini(respon)) == ("", "terpenuhi")
    assert (jam_surat(surat, "pelaksanaan").akibat, status_kini(jam_surat(surat, "pelaksanaan"))) == (
        keputusan,
        "batal",
    )


def test_passing_on_is_for_walk_in_consultations_of_waiting_guests_and_after_the_decision(
    piket, petugas, jam_uji
):
    for surat in (surat_tamu("pengaduan"), surat_tamu("konsultasi", "portal")):
        with pytest.raises(GalatAturan, match="hanya kepada tamu"):
            tamu.sampaikan_keputusan(kunjungan=kunjungan(surat, oleh=piket), oleh=piket)
    surat = surat_tamu("konsultasi")
    satu = kunjungan(surat, oleh=piket)
    jam_uji.ke(wita("09:20"))
    pabrik.disposisi(surat, petugas=petugas, surat_oleh_petugas=True)
    jam_uji.ke(wita("09:30"))
    with pytest.raises(GalatAturan, match="sebelum dibuat"):
        tamu.sampaikan_keputusan(kunjungan=satu, oleh=piket, pada=wita("09:10"), alasan_selisih=LAMBAT)
    tamu.tamu_pulang(kunjungan=satu, oleh=piket)
    with pytest.raises(GalatAturan, match="tidak lagi menunggu"):
        tamu.sampaikan_keputusan(kunjungan=satu, oleh=piket)
    assert jam_surat(surat, "respon").berhenti_pada is None
