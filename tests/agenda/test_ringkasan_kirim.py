"""The digest of what does not get through: once a day, only with a problem, nothing about citizens."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from dinsos.agenda.ringkasan_kirim import kirim_ringkasan
from dinsos.inti import jam
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi.enums import Galat, Keadaan
from dinsos.notifikasi.keadaan import pindahkan
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from tests import pabrik

pytestmark = pytest.mark.django_db
JUMAT_SORE = "2026-11-27T15:00+08:00"
SENIN_BUKA = "2026-11-30T07:30+08:00"


@pytest.fixture
def pengelola():
    return pabrik.pengguna("pengelola")


def surat_gagal() -> Pesan:
    pesan = pabrik_pesan()
    with transaction.atomic():
        pindahkan(pesan, Keadaan.GAGAL, pada=jam.sekarang(), galat_terakhir=Galat.ALAMAT_DITOLAK)
    return pesan


def pabrik_pesan() -> Pesan:
    return Pesan.objects.get(kasus=pabrik.pengaduan().uuid)


def ringkasan():
    return Pesan.objects.filter(kelas="ringkasan")


def test_once_at_the_opening_of_a_day_on_which_the_office_opens(jam_uji, pengelola):
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
    assert "- 1 surat elektronik gagal, yang tertua sejak Jumat, 27 November 2026" in pesan.isi
    assert "- 1 surat elektronik belum terkirim, yang tertua sejak Jumat, 27 November 2026" in pesan.isi
    assert "menunggu petugas" not in pesan.isi
    for satu in Pesan.objects.exclude(kelas="ringkasan"):
        for rahasia in (satu.penerima_nama, satu.tujuan, satu.data["nomor"]):
            assert rahasia not in f"{pesan.isi} {pesan.data}"
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
    jam_uji.ke("2026-12-02T09:00+08:00")
    kirim_ringkasan()
    assert "kembali sejak" not in ringkasan().latest("dibuat_pada").isi


def test_yesterdays_digest_is_not_sent_today(jam_uji, pengelola, settings, capsys):
    jam_uji.ke(SENIN_BUKA)
    gagal = surat_gagal()
    assert kirim_ringkasan() == 1
    jam_uji.maju(hari=1)
    kirim_tertunda()
    assert ringkasan().get().galat_terakhir == Galat.TIDAK_BERLAKU
    assert gagal.dibuat_pada + timedelta(days=1) <= jam.sekarang()


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
