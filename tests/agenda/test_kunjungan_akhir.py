"""How visits go on and end: the meeting, the way out, near closing, the table of states and its constraints."""

import itertools
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from dinsos.agenda import actions
from dinsos.agenda import kunjungan as tamu
from dinsos.agenda.alur_kunjungan import PERPINDAHAN, boleh, pindahkan_kunjungan
from dinsos.agenda.models import KeadaanKunjungan, Kunjungan, Tenggat
from dinsos.inti.galat import GalatAturan, SudahTerjadi
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


# --- the meeting and the way out -----------------------------------------------------------------


@pytest.mark.sk("PGD-SYARAT-5", "PGD-PROSEDUR-3")
def test_the_meeting_of_a_walk_in_complaint_does_not_wait_for_the_disposition(piket, petugas, jam_uji):
    surat = surat_tamu("pengaduan")
    satu = tamu.arahkan_tamu(kunjungan=kunjungan(surat, oleh=piket), oleh=piket, petugas=petugas)
    jam_uji.ke(wita("09:15"))
    satu = tamu.mulai_pertemuan(kunjungan=satu, oleh=petugas)
    surat.refresh_from_db()
    assert (surat.status, surat.petugas) == ("dilaksanakan", petugas)
    assert jam_surat(surat, "pelaksanaan").berhenti_pada == satu.dilayani_pada
    with pytest.raises(SudahTerjadi, match="sudah tercatat dimulai"):
        tamu.mulai_pertemuan(kunjungan=satu, oleh=petugas)
    jam_uji.ke(wita("09:50"))
    satu = tamu.selesaikan_kunjungan(kunjungan=satu, oleh=petugas)
    assert (satu.keadaan, satu.dilayani_pada < satu.keluar_pada) == ("selesai", True)
    with pytest.raises(SudahTerjadi):
        tamu.selesaikan_kunjungan(kunjungan=satu, oleh=petugas)


@pytest.mark.sk("KSL-PROSEDUR-9")
def test_the_meeting_of_a_walk_in_consultation_carries_it_out(piket, petugas):
    surat = surat_tamu("konsultasi")
    satu = kunjungan(surat, oleh=piket)
    pabrik.disposisi(surat, petugas=petugas, surat_oleh_petugas=True)
    tamu.sampaikan_keputusan(kunjungan=satu, oleh=piket)
    tamu.arahkan_tamu(kunjungan=satu, oleh=piket, petugas=petugas)
    satu = tamu.mulai_pertemuan(kunjungan=satu, oleh=piket)
    surat.refresh_from_db()
    assert surat.status == "dilaksanakan"
    assert jam_surat(surat, "pelaksanaan").berhenti_pada == satu.dilayani_pada


def test_a_complaint_decided_after_the_guest_was_led_goes_through_dijawab(piket, petugas):
    surat = surat_tamu("pengaduan")
    satu = tamu.arahkan_tamu(kunjungan=kunjungan(surat, oleh=piket), oleh=piket, petugas=petugas)
    pabrik.disposisi(surat, petugas=petugas, surat_oleh_petugas=True)
    tamu.mulai_pertemuan(kunjungan=satu, oleh=petugas)
    surat.refresh_from_db()
    assert surat.status == "dilaksanakan"


@pytest.mark.parametrize("diputus", [False, True])
def test_a_meeting_about_a_letter_not_answered_yet_stops_the_clock_and_leaves_the_letter(
    piket, petugas, diputus
):
    surat = surat_tamu("pengaduan", "portal")
    if diputus:
        pabrik.disposisi(surat, petugas=petugas, surat_oleh_petugas=True)
    satu = tamu.arahkan_tamu(kunjungan=kunjungan(surat, oleh=piket), oleh=piket, petugas=petugas)
    satu = tamu.mulai_pertemuan(kunjungan=satu, oleh=petugas)
    surat.refresh_from_db()
    assert surat.status == ("didisposisikan" if diputus else "diterima")
    assert jam_surat(surat, "pelaksanaan").berhenti_pada == satu.dilayani_pada
    assert jam_surat(surat, "respon").berhenti_pada is None


def test_times_of_a_visit_follow_each_other(piket, petugas, jam_uji):
    surat = surat_tamu()
    satu = kunjungan(surat, oleh=piket)
    with pytest.raises(GalatAturan, match="kepada siapa"):
        tamu.mulai_pertemuan(kunjungan=satu, oleh=piket)
    with pytest.raises(GalatAturan, match="masih menunggu"):
        tamu.selesaikan_kunjungan(kunjungan=satu, oleh=piket)
    jam_uji.ke(wita("11:00"))
    terlambat = {"oleh": piket, "alasan_selisih": LAMBAT}
    with pytest.raises(GalatAturan, match="sebelum menyampaikan"):
        tamu.arahkan_tamu(kunjungan=satu, petugas=petugas, pada=wita("08:59"), **terlambat)
    with pytest.raises(GalatAturan, match="sebelum menyampaikan"):
        tamu.tamu_pulang(kunjungan=satu, pada=wita("08:59"), **terlambat)
    satu = tamu.arahkan_tamu(kunjungan=satu, petugas=petugas, pada=wita("09:30"), **terlambat)
    assert status_kini(jam_tamu(satu)) == "terpenuhi"
    assert "Dicatat kemudian" in surat.riwayat.get(jenis="tamu_diarahkan").teks
    with pytest.raises(GalatAturan, match="sebelum tamu diarahkan"):
        tamu.mulai_pertemuan(kunjungan=satu, pada=wita("09:20"), **terlambat)
    with pytest.raises(GalatAturan, match="sebelum dilayani"):
        tamu.selesaikan_kunjungan(kunjungan=satu, pada=wita("09:20"), **terlambat)
    satu = tamu.selesaikan_kunjungan(kunjungan=satu, pada=wita("10:10"), **terlambat)
    with pytest.raises(GalatAturan, match="sesudah tamu keluar"):
        tamu.mulai_pertemuan(kunjungan=satu, pada=wita("10:20"), **terlambat)
    satu = tamu.mulai_pertemuan(kunjungan=satu, pada=wita("09:35"), **terlambat)  # forgotten until now
    assert jam_surat(surat, "pelaksanaan").berhenti_pada == satu.dilayani_pada == wita("09:35")


# --- left without being led ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pukul", "tampak"), [("09:30", "batal"), ("10:00", "batal"), ("10:01", "terpenuhi_terlambat")]
)
@pytest.mark.parametrize("dijadwalkan", [False, True])
def test_who_leaves_voids_the_wait_in_time_and_never_lateness(piket, jam_uji, pukul, tampak, dijadwalkan):
    surat = surat_tamu()
    satu = kunjungan(surat, oleh=piket)
    jam_uji.ke(wita("11:00"))
    kapan = {"oleh": piket, "pada": wita(pukul), "alasan_selisih": LAMBAT}
    if dijadwalkan:
        satu = tamu.jadwalkan_ulang(kunjungan=satu, persetujuan="Lisan, disaksikan piket.", **kapan)
    else:
        satu = tamu.tamu_pulang(kunjungan=satu, **kapan)
    jam = jam_tamu(satu)
    assert satu.keadaan == ("dijadwalkan" if dijadwalkan else "pulang")
    assert (jam.akibat, jam.berhenti_pada) == ("tamu_pulang", satu.keluar_pada)
    assert status_kini(jam) == tampak
    # The letter stays, and with it what the office owes.
    assert surat.tenggat.filter(kunjungan=None, berhenti_pada=None).count() == 2


def test_an_appointment_instead_needs_the_guests_consent(piket):
    satu = kunjungan(oleh=piket)
    with pytest.raises(GalatAturan, match="menyetujui"):
        tamu.jadwalkan_ulang(kunjungan=satu, oleh=piket, persetujuan=" ")
    tamu.jadwalkan_ulang(kunjungan=satu, oleh=piket, persetujuan="Lisan.")
    assert "Persetujuan: Lisan." in satu.surat.riwayat.get(jenis="tamu_dijadwalkan").teks


def test_withdrawing_the_letter_voids_the_wait_too(piket, jam_uji):
    surat = surat_tamu("pengaduan", "portal")
    satu = kunjungan(surat, oleh=piket, slot_mulai=wita("10:00"))  # the hour has not begun
    actions.cabut(surat=surat)
    satu.refresh_from_db()
    assert satu.keadaan == "pulang"
    assert set(surat.tenggat.values_list("akibat", flat=True)) == {"dicabut"}
    assert not surat.tenggat.filter(berhenti_pada=None).exists()
    assert {status_kini(t, wita("10:00")) for t in surat.tenggat.all()} == {"batal"}


# --- near closing --------------------------------------------------------------------------------


def test_the_choice_is_told_from_the_visit(piket, jam_uji):
    assert tamu.perlu_ditawari_janji(kunjungan=kunjungan(oleh=piket)) is False
    jam_uji.ke(wita("15:30"))
    assert tamu.perlu_ditawari_janji(kunjungan=kunjungan(oleh=piket)) is True


def test_who_is_still_in_the_house_at_closing(piket, petugas):
    satu, dua, tiga = (kunjungan(oleh=piket) for _ in range(3))
    tamu.arahkan_tamu(kunjungan=dua, oleh=piket, petugas=petugas)
    tamu.tamu_pulang(kunjungan=tiga, oleh=piket)
    assert set(Kunjungan.objects.terbuka()) == {satu, dua}
    assert set(Kunjungan.objects.menunggu()) == {satu}


# --- the table and the database ------------------------------------------------------------------

BOLEH = {
    ("menunggu", "diarahkan"),
    ("menunggu", "selesai"),
    ("menunggu", "pulang"),
    ("menunggu", "dijadwalkan"),
    ("diarahkan", "selesai"),
}


@pytest.mark.parametrize(("dari", "ke"), list(itertools.product(KeadaanKunjungan.values, repeat=2)))
def test_every_pair_of_states(piket, petugas, dari, ke):
    assert boleh(dari, ke) is ((dari, ke) in BOLEH)
    satu = kunjungan(oleh=piket)
    if dari in ("diarahkan", "selesai"):
        satu = tamu.arahkan_tamu(kunjungan=satu, oleh=piket, petugas=petugas)
    if dari == "selesai":
        satu = tamu.selesaikan_kunjungan(kunjungan=satu, oleh=piket)
    if dari == "pulang":
        satu = tamu.tamu_pulang(kunjungan=satu, oleh=piket)
    if dari == "dijadwalkan":
        satu = tamu.jadwalkan_ulang(kunjungan=satu, oleh=piket, persetujuan="Lisan.")
    assert satu.keadaan == dari
    if (dari, ke) not in BOLEH:
        with pytest.raises(SudahTerjadi if dari == ke else GalatAturan):
            pindahkan_kunjungan(kunjungan=satu, ke=ke, pada=satu.dicatat_pada)


def test_every_state_is_in_the_glossary_and_the_table():
    glosarium = (Path(settings.BASE_DIR) / "docs" / "glosarium.md").read_text()
    assert [s for s in KeadaanKunjungan.values if f"**{s}**" not in glosarium] == []
    assert set(PERPINDAHAN) == set(KeadaanKunjungan.values)


@pytest.mark.parametrize(
    ("kolom", "kendala"),
    [
        ({"keadaan": "hilang"}, "keadaan"),
        ({"keadaan": "diarahkan"}, "diarahkan_sesuai_keadaan"),
        ({"keadaan": "selesai", "keluar_pada": wita("09:30")}, "diarahkan_sesuai_keadaan"),
        ({"keadaan": "pulang"}, "keluar_punya_waktu"),
        ({"keluar_pada": wita("09:30")}, "keluar_punya_waktu"),
        ({"diarahkan_pada": wita("09:30")}, "diarahkan_"),
        ({"keputusan_disampaikan_pada": wita("09:30")}, "keputusan_siapa_kapan"),
        ({"dilayani_pada": wita("09:30")}, "dilayani_setelah"),
        ({"masuk_pada": wita("09:30")}, "urutan_waktu"),
        ({"dicatat_pada": wita("08:30"), "alasan_selisih": "Salah."}, "urutan_waktu"),
        ({"disampaikan_pada": wita("08:30"), "masuk_pada": wita("08:30")}, "selisih_beralasan"),
    ],
)
def test_the_database_repeats_the_rules(piket, kolom, kendala):
    satu = kunjungan(oleh=piket)
    for nama, nilai in kolom.items():
        setattr(satu, nama, nilai)
    with pytest.raises(IntegrityError, match=kendala), transaction.atomic():
        satu.save()


def test_a_clock_is_of_the_letter_or_of_a_visit(piket):
    satu = kunjungan(oleh=piket)
    jam, surat = jam_tamu(satu), satu.surat
    for kolom in ({"kunjungan": None}, {"jenis": "respon"}):
        with pytest.raises(IntegrityError, match="tatap_muka_berkunjungan"), transaction.atomic():
            Tenggat.objects.filter(pk=jam.pk).update(**kolom)
    jam.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        jam.save(force_insert=True)
    respon = jam_surat(surat, "respon")
    respon.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        respon.save(force_insert=True)


def test_visits_are_never_taken_away_or_changed_in_bulk(piket):
    satu = kunjungan(oleh=piket)
    for act in (
        satu.delete,
        Kunjungan.objects.all().delete,
        lambda: Kunjungan.objects.update(keadaan="pulang"),
    ):
        with pytest.raises(TypeError):
            act()
