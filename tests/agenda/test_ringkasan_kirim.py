"""The digest of what does not get through: once a day, only with a problem, nothing about citizens."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from dinsos.agenda.detak import detak
from dinsos.agenda.ringkasan_kirim import kirim_ringkasan
from dinsos.inti import jam
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi.enums import Galat, Keadaan
from dinsos.notifikasi.keadaan import pindahkan
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from tests import pabrik
from tests.bantu.server import port_bebas
from tests.notifikasi.bantuan import Penampung, server_surat
from tests.portal.kerja import lewat_wa

pytestmark = pytest.mark.django_db
JUMAT_SORE = "2026-11-27T15:00+08:00"
SENIN_BUKA = "2026-11-30T07:30+08:00"


@pytest.fixture
def pengelola():
    return pabrik.pengguna("pengelola")


@pytest.fixture
def porta(settings) -> int:
    """Real SMTP to a port nobody listens on."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_SIMULASI, settings.EMAIL_USE_TLS = False, False
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port_bebas()
    return settings.EMAIL_PORT


def surat_gagal() -> Pesan:
    pesan = pabrik_pesan()
    with transaction.atomic():
        pindahkan(pesan, Keadaan.GAGAL, pada=jam.sekarang(), galat_terakhir=Galat.ALAMAT_DITOLAK)
    return pesan


def pabrik_pesan() -> Pesan:
    return Pesan.objects.get(kasus=pabrik.pengaduan().uuid)


def ringkasan():
    return Pesan.objects.filter(kelas="ringkasan")


def test_once_at_the_opening_of_a_day_on_which_the_office_opens(jam_uji, pengelola, capsys):
    jam_uji.ke(JUMAT_SORE)
    kirim_ringkasan()
    surat_gagal()
    pabrik_pesan()
    for saat in ("2026-11-27T16:00+08:00", "2026-11-29T10:00+08:00", "2026-11-30T07:29+08:00"):
        jam_uji.ke(saat)
        assert kirim_ringkasan() == 0
    jam_uji.ke(SENIN_BUKA)
    assert kirim_ringkasan() == 1
    assert kirim_ringkasan() == 0
    pesan = ringkasan().get()
    assert (pesan.tujuan, pesan.kasus, pesan.saluran) == (pengelola.email, None, "email")
    assert "- 1 surat elektronik kepada warga gagal, yang tertua sejak Jumat, 27 November 2026" in pesan.isi
    assert "- 1 surat elektronik belum terkirim, yang tertua sejak Jumat, 27 November 2026" in pesan.isi
    assert "menunggu petugas" not in pesan.isi
    for satu in Pesan.objects.exclude(kelas="ringkasan"):
        for rahasia in (satu.penerima_nama, satu.tujuan, satu.data["nomor"]):
            assert rahasia not in f"{pesan.isi} {pesan.data}"
    kirim_tertunda()
    jam_uji.maju(hari=1)
    assert kirim_ringkasan() == 1


def test_all_is_well(jam_uji, pengelola):
    jam_uji.ke("2026-11-30T07:25+08:00")
    pabrik_pesan()
    jam_uji.ke(SENIN_BUKA)
    assert kirim_ringkasan() == 0
    jam_uji.maju(jam=2)
    assert kirim_ringkasan() == 0  # what goes wrong during the day is for the screen, and for tomorrow
    assert not ringkasan().exists()


def test_what_waits_for_a_hand_and_what_came_back(jam_uji, pengelola, settings, capsys):
    petugas = pabrik.pengguna("petugas")
    jam_uji.ke("2026-11-30T08:00+08:00")
    kirim_ringkasan()
    kembali = pabrik_pesan()
    kirim_tertunda()
    outbox.catat_tidak_sampai(pesan=kembali, oleh=petugas, alasan="kembali", saluran="kertas", tujuan="")
    jam_uji.ke("2026-12-01T09:00+08:00")
    assert kirim_ringkasan() == 1
    isi = ringkasan().get().isi
    assert "- 1 pesan WhatsApp atau surat kertas menunggu petugas lebih dari sehari" in isi
    assert "- 1 surat elektronik kembali sejak ringkasan sebelumnya" in isi
    kirim_tertunda()
    jam_uji.ke("2026-12-02T09:00+08:00")
    kirim_ringkasan()
    assert "kembali sejak" not in ringkasan().latest("dibuat_pada").isi


def test_a_digest_that_could_not_leave_arrives_later_with_the_present_state(jam_uji, pengelola, porta):
    """The server is down from Monday to Wednesday: one digest, on Wednesday, and the next one on Thursday."""
    penampung = Penampung()
    jam_uji.ke(SENIN_BUKA)
    surat_gagal()
    assert kirim_ringkasan() == 1
    kirim_tertunda()
    for saat in ("2026-12-01T07:30+08:00", "2026-12-02T07:30+08:00"):
        jam_uji.ke(saat)
        assert kirim_ringkasan() == 0  # the one of Monday still waits
        kirim_tertunda()
    surat_gagal()
    with server_surat(penampung, porta):
        jam_uji.ke("2026-12-02T10:00+08:00")
        while kirim_tertunda():
            pass
        (surel,) = [satu for satu in penampung.surat if satu["To"] == pengelola.email]
        isi = surel.get_body(("plain",)).get_content()
        assert "Ringkasan ini dibuat Senin, 30 November 2026 pukul 07.30 WITA" in isi
        assert "Kiriman yang perlu perhatian pada Rabu, 2 Desember 2026 pukul 10.00 WITA" in isi
        assert "- 2 surat elektronik kepada warga gagal, yang tertua sejak Senin, 30 November 2026" in isi
        assert kirim_ringkasan() == 0
        jam_uji.ke("2026-12-03T07:30+08:00")
        assert kirim_ringkasan() == 1
        kirim_tertunda()
    assert len([satu for satu in penampung.surat if satu["To"] == pengelola.email]) == 2


def test_at_most_one_a_day_and_all_is_well_again(jam_uji, pengelola, porta):
    """Monday's digest leaves on Tuesday before opening: none is written at opening. What is over is not told."""
    penampung = Penampung()
    jam_uji.ke("2026-11-27T07:30+08:00")
    petugas = pabrik.pengguna("petugas")
    kepada_warga = surat_gagal()
    assert kirim_ringkasan() == 1
    outbox.kirim_cara_lain(pesan=kepada_warga, oleh=petugas, saluran="kertas", tujuan="")
    Pesan.objects.filter(saluran="kertas").update(dibuat_pada=jam.sekarang())
    jam_uji.ke("2026-11-27T08:00+08:00")
    with server_surat(penampung, porta):
        kirim_tertunda()
    (surel,) = penampung.surat
    assert "tidak ada lagi kiriman yang bermasalah." in surel.get_body(("plain",)).get_content()
    surat_gagal()
    jam_uji.ke(SENIN_BUKA)
    assert kirim_ringkasan() == 1
    jam_uji.ke("2026-12-01T07:00+08:00")
    with server_surat(penampung, porta):
        kirim_tertunda()
    jam_uji.ke("2026-12-01T07:30+08:00")
    assert kirim_ringkasan() == 0
    assert len(penampung.surat) == 2


def test_not_to_somebody_who_is_no_pengelola_any_more(jam_uji, pengelola, settings, capsys):
    jam_uji.ke(SENIN_BUKA)
    surat_gagal()
    kirim_ringkasan()
    pengelola.groups.clear()
    kirim_tertunda()
    assert ringkasan().get().galat_terakhir == Galat.TIDAK_BERLAKU


def test_dead_reminders_are_counted_until_they_are_settled_or_their_clock_has_stopped(
    jam_uji, pengelola, porta
):
    jam_uji.ke("2026-11-30T09:00+08:00")
    petugas, penampung = pabrik.pengguna("petugas"), Penampung()
    pabrik.disposisi(pabrik.pengaduan(pengirim_=lewat_wa()), petugas=petugas)
    penampung.jawab_penerima = {petugas.email: "550 no such user"}
    jam_uji.ke("2026-12-01T08:00+08:00")
    assert detak() == 1
    with server_surat(penampung, porta):
        kirim_tertunda()
    jam_uji.ke("2026-12-02T07:30+08:00")
    assert kirim_ringkasan() == 1
    assert "- 1 surat elektronik kepada pegawai gagal" in ringkasan().get().isi
    for pesan in Pesan.objects.perlu_manual():
        outbox.tandai_manual(pesan=pesan, oleh=petugas, pada=jam.sekarang())
    ringkasan().delete()
    jam_uji.ke("2026-12-03T07:30+08:00")
    assert kirim_ringkasan() == 0  # the clock has stopped: nobody misses the reminder
    pengingat = Pesan.objects.get(kelas="pengingat")
    assert (pengingat.keadaan, pengingat.upaya.last().rincian) == (
        Keadaan.DIBATALKAN,
        "surat sudah tidak berlaku",
    )


@pytest.mark.django_db(transaction=True)
def test_once_whoever_is_faster(jam_uji):
    jam_uji.ke(SENIN_BUKA)
    for nomor in (1, 2):
        pabrik.pengguna("pengelola", email=f"pengelola{nomor}@contoh.id")
    surat_gagal()
    bersama = Barrier(4)

    def kerja(_) -> int:
        try:
            bersama.wait()
            return kirim_ringkasan()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as kolam:
        jumlah = sorted(kolam.map(kerja, range(4)))
    assert jumlah == [0, 0, 0, 2]
    assert ringkasan().count() == 2
