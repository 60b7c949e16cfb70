"""What the citizen hears when a letter is handed on or decided anew, and when an officer's absence counts."""

from datetime import datetime

import pytest

from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi import rantai, usulan
from disposisi.models import Audiensi, Disposisi, Ketidakhadiran, Ruang
from disposisi.models_jadwal import PermintaanWaktu
from disposisi.rencana import LAMA_BAKU
from tests import pabrik

pytestmark = pytest.mark.django_db


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=jam.WITA)


RABU = wita("2026-11-25T09:00")


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")


@pytest.fixture
def rekan(db):
    return pabrik.pengguna("petugas", nama="Wa Ode Rahma, S.Sos.")


@pytest.fixture
def ruang():
    return Ruang.objects.create(nama="Ruang Layanan 1")


@pytest.fixture
def terjadwal(surat, kepala, petugas, ruang, jam_uji):
    """A letter with an appointment on Wednesday, of which its sender was told."""
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=RABU, ruang=ruang, lama=LAMA_BAKU)
    kirim_tertunda()
    jam_uji.maju(menit=15)
    surat.refresh_from_db()
    return surat


def antre(surat) -> list[Pesan]:
    return list(Pesan.objects.untuk_kasus(surat.uuid).filter(keadaan="antre"))


def tidak_hadir_siang_ini(orang) -> None:
    Ketidakhadiran.objects.create(
        petugas=orang, mulai=wita("2026-11-23T08:00"), selesai=wita("2026-11-23T12:00"), alasan="rapat"
    )


def test_a_request_for_another_time_waits_again_when_the_letter_is_handed_on(
    terjadwal, kepala, petugas, rekan
):
    usulan.minta_waktu_lain(surat=terjadwal, alasan="Sakit")
    usulan.usulkan(surat=terjadwal, oleh=petugas, mulai=[wita("2026-11-25T13:00")], alasan="Sesuai")
    kirim_tertunda()
    rantai.teruskan(surat=terjadwal, oleh=kepala, petugas=rekan, alasan="Cuti")
    assert PermintaanWaktu.objects.get().keadaan == "menunggu"
    (kabar,) = antre(terjadwal)
    assert "Waktu lain yang kami tawarkan tidak berlaku lagi." in kabar.isi
    assert Audiensi.objects.berjalan().get().mulai == RABU


def test_a_note_alone_changes_nothing_for_the_citizen(terjadwal, kepala, petugas, ruang):
    semula, cerita = Audiensi.objects.get(), terjadwal.riwayat.exclude(teks_warga="").count()
    isi = {"mode": "tatap_muka", "petugas": petugas, "waktu": RABU, "ruang": ruang, "lama": LAMA_BAKU}
    rantai.disposisi_ulang(
        surat=terjadwal, oleh=kepala, alasan_perubahan="Menambah catatan", catatan="Hati-hati", **isi
    )
    assert Disposisi.objects.aktif().get().catatan == "Hati-hati"
    assert (Audiensi.objects.get(), Audiensi.objects.get().keadaan) == (semula, "dipastikan")
    assert antre(terjadwal) == []
    assert terjadwal.riwayat.exclude(teks_warga="").count() == cerita


def test_who_is_away_now_can_have_a_letter_whose_meeting_comes_later(
    terjadwal, kepala, petugas, rekan, ruang
):
    tidak_hadir_siang_ini(petugas)
    tidak_hadir_siang_ini(rekan)
    lain = Ruang.objects.create(nama="Ruang Layanan 2")
    isi = {"mode": "tatap_muka", "petugas": petugas, "waktu": RABU, "ruang": lain, "lama": LAMA_BAKU}
    rantai.disposisi_ulang(surat=terjadwal, oleh=kepala, alasan_perubahan="Ruang bocor", **isi)
    assert Audiensi.objects.berjalan().get().ruang == lain
    rantai.teruskan(surat=terjadwal, oleh=kepala, petugas=rekan, alasan="Bidangnya")
    assert Audiensi.objects.berjalan().get().petugas == rekan
