"""The desk: who waits, what happens next, one tap each; the head's decision appears by itself."""

import re
import uuid
from datetime import timedelta

import pytest
import segno
from django.urls import reverse
from django.utils.html import escape

from dinsos.agenda import nomor, rahasia
from dinsos.agenda.enums import Status
from dinsos.agenda.models import KeadaanKunjungan, Tenggat
from dinsos.bukutamu import actions, layar
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi.models import Audiensi
from tests import pabrik
from tests.bantu.server import port_bebas
from tests.bukutamu.tamu import tamu

pytestmark = pytest.mark.django_db
MEJA = reverse("bukutamu:meja")


def isi(meja) -> str:
    return re.sub(r"\s+", " ", meja.get(MEJA).content.decode())


def lakukan(meja, nama: str, satu, **data) -> str:
    jawaban = meja.post(reverse(f"bukutamu:{nama}", args=[satu.kunjungan_id]), data, follow=True)
    satu.kunjungan.refresh_from_db()
    return jawaban.content.decode()


def jam_tamu(satu) -> Tenggat:
    return Tenggat.objects.get(kunjungan=satu.kunjungan_id)


@pytest.mark.sk("PGD-SYARAT-5", "PGD-PROSEDUR-3", "PGD-WAKTU-2")
def test_a_walk_in_complaint_is_led_to_the_duty_officer_at_once(meja, piket, petugas, ruang, jam_uji):
    satu = tamu(piket)
    jam_uji.ke("2026-11-23T09:20+08:00")
    layar_ = isi(meja)
    assert "P-01" in layar_
    assert re.search(r"Sisa (39|40) menit", layar_)
    assert "Ruang Layanan 1: bebas" in layar_
    lakukan(meja, "arahkan", satu, ruang=ruang.pk, petugas=petugas.pk)
    batas = jam_tamu(satu)
    assert satu.kunjungan.keadaan == KeadaanKunjungan.DIARAHKAN
    assert batas.berhenti_pada == satu.kunjungan.diarahkan_pada < batas.jatuh_tempo
    layar_ = isi(meja)
    assert "Dipakai sampai 10.00 WITA" in layar_
    lakukan(meja, "mulai", satu)
    assert satu.kunjungan.surat.status == Status.DILAKSANAKAN
    lakukan(meja, "selesai", satu)
    assert satu.keluar is not None
    assert satu.bertemu == str(petugas)
    assert "Dipakai sampai" not in isi(meja)


@pytest.mark.sk("KSL-PROSEDUR-7", "KSL-PROSEDUR-8", "KSL-PROSEDUR-9", "KSL-WAKTU-2")
def test_a_consultation_waits_for_the_decision_which_is_passed_on_before_leading(
    meja, piket, kepala, petugas, ruang, jam_uji
):
    satu = tamu(piket, "konsultasi")
    layar_ = isi(meja)
    assert "Menunggu keputusan Kepala Dinas" in layar_
    [tautan] = re.findall(r'href="(https://wa\.me/[^"]+)"', layar_)
    assert "Nurhayati" not in tautan
    assert reverse("bukutamu:arahkan", args=[satu.kunjungan_id]) not in layar_
    assert "Sampaikan dahulu" in lakukan(meja, "arahkan", satu, ruang=ruang.pk, petugas=petugas.pk)
    assert satu.kunjungan.keadaan == KeadaanKunjungan.MENUNGGU

    jam_uji.ke("2026-11-23T09:10+08:00")
    pabrik.disposisi(satu.kunjungan.surat, oleh=kepala, petugas=petugas)
    layar_ = isi(meja)
    assert "Sampaikan keputusan kepada tamu" in layar_
    assert f"Diterima: Tatap muka di kantor. Petugas: {petugas}" in layar_
    lakukan(meja, "sampaikan", satu)
    layar_ = isi(meja)
    assert f'<option value="{petugas.pk}" selected>' in layar_
    assert f'<option value="{kepala.pk}"' not in layar_, "to the officer who was assigned, and nobody else"
    lakukan(meja, "arahkan", satu, ruang=ruang.pk, petugas=petugas.pk)
    assert jam_tamu(satu).berhenti_pada == satu.kunjungan.diarahkan_pada


@pytest.mark.parametrize(
    ("keputusan", "lain", "kata"),
    [
        (
            "ditolak",
            {"jalan_lain": "Silakan ke Dinas Pendidikan."},
            "Tidak dapat ditangani. Ini urusan sekolah. Silakan ke Dinas Pendidikan.",
        ),
        (
            "dirujuk",
            {"tujuan_rujukan": "Dinas Pendidikan"},
            "Dirujuk ke Dinas Pendidikan. Ini urusan sekolah.",
        ),
    ],
)
def test_a_refusal_or_referral_is_passed_on_and_ends_the_visit(meja, piket, kepala, keputusan, lain, kata):
    satu = tamu(piket, "konsultasi")
    kolom = {"keputusan": keputusan, "mode": "", "alasan": "Ini urusan sekolah.", **lain}
    pabrik.disposisi(satu.kunjungan.surat, oleh=kepala, petugas=None, **kolom)
    assert kata in isi(meja)
    lakukan(meja, "sampaikan", satu)
    assert satu.kunjungan.keadaan == KeadaanKunjungan.SELESAI
    assert jam_tamu(satu).akibat == keputusan


@pytest.mark.parametrize(("nama", "keadaan"), [("pulang", "pulang"), ("janji", "dijadwalkan")])
def test_who_leaves_or_prefers_an_appointment_ends_the_wait_truthfully(meja, piket, nama, keadaan):
    satu = tamu(piket)
    lakukan(meja, nama, satu)
    assert satu.kunjungan.keadaan == keadaan
    assert jam_tamu(satu).akibat == "tamu_pulang"
    assert "Tidak ada tamu yang menunggu." in isi(meja)
    assert "sudah" in lakukan(meja, nama, satu), "somebody was faster"


def test_near_and_after_closing_the_desk_says_what_is_left(meja, piket, petugas, ruang, jam_uji):
    jam_uji.ke("2026-11-23T15:40+08:00")
    satu = tamu(piket)
    layar_ = isi(meja)
    assert "Kantor tutup pukul 16.00 WITA. 1 kunjungan belum selesai" in layar_
    assert "melewati jam tutup" in layar_
    jam_uji.ke("2026-11-24T08:00+08:00")
    assert "belum diselesaikan" in isi(meja)
    alamat = reverse("bukutamu:akhiri", args=[satu.kunjungan_id])
    data = {"akhir": "diarahkan", "petugas": petugas.pk, "pada": "2026-11-23T15:55", "alasan": ""}
    assert "Tulis alasan" in meja.post(alamat, data).content.decode()
    assert meja.post(alamat, data | {"petugas": ""}).status_code == 422
    assert meja.post(alamat, {"akhir": "janji", "pada": "2026-11-23T15:55"}).status_code == 422
    meja.post(alamat, data | {"alasan": "Lupa dicatat."})
    satu.kunjungan.refresh_from_db()
    assert jam.wita(satu.kunjungan.diarahkan_pada).isoformat() == "2026-11-23T15:55:00+08:00"
    assert jam_tamu(satu).berhenti_pada == satu.kunjungan.diarahkan_pada


def test_who_was_led_yesterday_and_other_visitors_are_ended_with_true_times(
    meja, piket, petugas, ruang, jam_uji
):
    satu, lain = tamu(piket), tamu(piket, "lain")
    lakukan(meja, "arahkan", satu, ruang=ruang.pk, petugas=petugas.pk)
    jam_uji.ke("2026-11-24T08:00+08:00")
    keluar = reverse("bukutamu:keluar", args=[lain.pk])
    assert "Tulis tanggal dan jam" in meja.post(keluar, follow=True).content.decode()
    meja.post(keluar, {"pada": "2026-11-23T09:40", "alasan": "Lupa dicatat."})
    lain.refresh_from_db()
    assert jam.wita(lain.keluar_pada).isoformat() == "2026-11-23T09:40:00+08:00"
    alamat = reverse("bukutamu:akhiri", args=[satu.kunjungan_id])
    data = {"mulai": "2026-11-23T09:10", "pada": "2026-11-23T09:50", "alasan": "Lupa dicatat."}
    assert meja.post(alamat, data | {"mulai": "2026-11-23T10:10"}).status_code == 422
    satu.kunjungan.refresh_from_db()
    assert satu.kunjungan.dilayani_pada is None, "all or nothing"
    meja.post(alamat, data)
    satu.kunjungan.refresh_from_db()
    assert jam.wita(satu.kunjungan.dilayani_pada).isoformat() == "2026-11-23T09:10:00+08:00"
    assert jam.wita(satu.keluar).isoformat() == "2026-11-23T09:50:00+08:00"


@pytest.fixture
def berjanji(petugas, ruang, jam_uji):
    surat = pabrik.pengaduan(rahasiakan_identitas=True)
    waktu = jam.wita(jam.sekarang()).replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
    pabrik.disposisi(surat, petugas=petugas, waktu=waktu, ruang=ruang, lama=timedelta(minutes=30))
    kirim_tertunda()
    jam_uji.ke("2026-11-24T08:50+08:00")
    return surat


def test_the_citizens_schedule_shows_the_code_that_the_desk_scans(client, berjanji):
    """Receipt and schedule hold the same picture, of the register number and nothing else."""
    client.post(reverse("portal:lacak"), {"nomor": berjanji.nomor, "kode": rahasia.kode(berjanji)})
    halaman = client.get(reverse("portal:jadwal_kasus")).content.decode()
    gambar = segno.make(berjanji.nomor, error="m", mask=2, micro=False)
    assert escape(gambar.svg_data_uri(scale=4, border=2, light="#fff")) in halaman
    assert nomor.baca(berjanji.nomor + "\n") == berjanji.nomor, "what a scanner types"


@pytest.mark.sk("PGD-SYARAT-5")
def test_a_guest_with_an_appointment_checks_in_by_number(meja, piket, petugas, ruang, berjanji, jam_uji):
    layar_ = isi(meja)
    assert "Belum datang" in layar_
    assert "Nurhayati" not in layar_, "the sender stays secret at the desk"
    tidak = reverse("bukutamu:tidak_hadir", args=[Audiensi.objects.get().pk])
    jam_uji.ke("2026-11-24T09:14+08:00")
    assert tidak not in layar_ + isi(meja)
    assert "mulai pukul 09.15" in meja.post(tidak, follow=True).content.decode(), "not before"
    jam_uji.ke("2026-11-24T09:15+08:00")
    assert "Tidak datang: lewat 15 menit" in isi(meja)
    kunci = str(uuid.uuid4())
    datang = reverse("bukutamu:datang")
    for _ in range(2):
        jawaban = meja.post(datang, {"nomor": berjanji.nomor, "kunci": kunci}, follow=True).content.decode()
        assert f"Janji temu di {ruang} dengan {petugas}" in jawaban
    assert berjanji.kunjungan.get().tamu.nama == "Pengirim dirahasiakan"
    assert Audiensi.objects.get(surat=berjanji).keadaan == "hadir"
    jawaban = meja.post(datang, {"nomor": "2026-99999", "kunci": kunci})
    assert jawaban.status_code == 422
    assert "Nomor surat tidak ditemukan" in jawaban.content.decode()


def test_who_does_not_come_is_recorded_at_the_desk_with_the_effect_on_the_clock(
    meja, piket, petugas, berjanji, jam_uji
):
    janji = Audiensi.objects.get()
    tidak = reverse("bukutamu:tidak_hadir", args=[janji.pk])
    jam_uji.ke("2026-11-24T09:16+08:00")
    assert tidak in isi(meja)
    assert "pemohon tidak datang" in meja.post(tidak, follow=True).content.decode()
    janji.refresh_from_db()
    batas = berjanji.tenggat.get(jenis="pelaksanaan")
    assert (janji.keadaan, janji.pemakaian.count()) == ("pemohon_tidak_hadir", 0)
    assert (batas.akibat, batas.berhenti_pada) == ("pemohon_tidak_hadir", janji.mulai)
    cerita = berjanji.riwayat.get(jenis="pemohon_tidak_hadir")
    assert cerita.oleh == piket
    assert f"{petugas} siap menerima" in cerita.teks
    assert tidak not in isi(meja)
    assert "sudah" in meja.post(tidak, follow=True).content.decode().lower()


def test_whom_the_complaint_names_is_not_offered_to_serve_the_guest(meja, piket, petugas, kepala, ruang):
    satu = tamu(piket, terlapor=petugas)
    layar_ = isi(meja)
    assert f'<option value="{petugas.pk}"' not in layar_
    assert f'<option value="{kepala.pk}" selected' in layar_
    assert "disebut dalam surat" in lakukan(meja, "arahkan", satu, ruang=ruang.pk, petugas=petugas.pk)


def test_excluded_letters_and_other_roles(meja, piket, petugas, client):
    satu = tamu(pabrik.pengguna("piket"), terlapor=piket)
    assert "P-01" not in isi(meja)
    assert meja.post(reverse("bukutamu:pulang", args=[satu.kunjungan_id])).status_code == 404
    client.force_login(petugas)
    assert client.get(MEJA).status_code == 403


def test_the_waiting_room_sees_codes_and_states_only(client, meja, piket, petugas, ruang, jam_uji):
    k, p = tamu(piket, "konsultasi"), tamu(piket)
    alamat = layar.alamat().removeprefix("http://127.0.0.1:8000")
    semua = client.get(alamat).content.decode()
    assert "K-01" in semua
    assert "P-02" in semua
    lakukan(meja, "arahkan", p, ruang=ruang.pk, petugas=petugas.pk)
    semua = re.sub(r"\s+", " ", client.get(alamat).content.decode())
    assert "<b>P-02</b> Silakan ke ruang layanan" in semua
    assert "<b>K-01</b> Menunggu keputusan Kepala Dinas" in semua
    for tersembunyi in ("Nurhayati", "PKH", k.kunjungan.surat.nomor, str(petugas)):
        assert tersembunyi not in semua
    jam_uji.maju(menit=11)
    assert "P-02" not in client.get(alamat).content.decode()
    assert client.get(reverse("bukutamu:layar", args=["salah"])).status_code == 404


def test_as_many_queries_for_many_guests_as_for_one(
    meja, piket, petugas, kepala, ruang, django_assert_max_num_queries
):
    tamu(piket, "konsultasi")
    meja.get(MEJA)
    with django_assert_max_num_queries(40) as satu:
        meja.get(MEJA)
    for _ in range(4):
        surat = tamu(piket, "konsultasi").kunjungan.surat
        tamu(piket)
        tamu(piket, "lain")
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    with django_assert_max_num_queries(len(satu) + 1):
        meja.get(MEJA)


def test_the_desk_works_while_no_mail_server_answers(meja, piket, petugas, ruang, berjanji, settings):
    """Mail waits in the outbox; guests come, are led and go."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port_bebas()
    surat = pabrik.pengaduan(pengirim_=pabrik.pengirim(email="wa.ode@contoh.test"))
    kirim_tertunda()
    assert Pesan.objects.filter(kasus=surat.uuid, diterima_pada=None).exists()
    satu = tamu(piket)
    for nama, data in (
        ("arahkan", {"ruang": ruang.pk, "petugas": petugas.pk}),
        ("mulai", {}),
        ("selesai", {}),
    ):
        lakukan(meja, nama, satu, **data)
    assert satu.kunjungan.keadaan == KeadaanKunjungan.SELESAI
    actions.terima_datang(oleh=piket, kunci=uuid.uuid4(), nomor_surat=berjanji.nomor)
    assert Audiensi.objects.get(surat=berjanji).keadaan == "hadir"
    assert "Menunggu" in isi(meja)


def test_one_tap_tells_the_head_or_the_deputy_of_any_guest_who_waits(meja, piket, kepala):
    """The address opens a chat with the words filled in; they name no guest."""
    wakil = pabrik.pengguna("sekretaris", telepon="+6281242000333")
    tamu(piket)
    alamat = re.findall(r'href="(https://wa\.me/[^"]+)"', isi(meja))
    assert {satu.partition("?")[0] for satu in alamat} == {
        f"https://wa.me/{orang.telepon.removeprefix('+')}" for orang in (kepala, wakil) if orang.telepon
    }
    assert all("Nurhayati" not in satu and "menunggu" in satu for satu in alamat)


def test_a_letter_by_number_without_appointment_waits_too(meja, piket):
    surat = pabrik.pengaduan()
    satu = actions.terima_datang(oleh=piket, kunci=uuid.uuid4(), nomor_surat=surat.nomor)
    assert satu.keperluan == f"Menanyakan surat {surat.nomor}."
    assert "Arahkan tamu ke ruang" in isi(meja)
