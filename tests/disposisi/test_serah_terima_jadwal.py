"""Handing over letters whose meeting was missed, is called off, or lies after the limit."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi import actions, serah_terima
from disposisi.models import Audiensi, Disposisi, Ketidakhadiran, Ruang
from disposisi.rencana import LAMA_BAKU
from tests import pabrik

pytestmark = pytest.mark.django_db


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=jam.WITA)


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")


@pytest.fixture
def rekan(db):
    return pabrik.pengguna("petugas", nama="Wa Ode Rahma, S.Sos.")


@pytest.fixture
def ruang():
    return [Ruang.objects.create(nama=f"Ruang Layanan {n}") for n in (1, 2)]


def tidak_hadir(orang, dari: str, sampai: str) -> None:
    Ketidakhadiran.objects.create(petugas=orang, mulai=wita(dari), selesai=wita(sampai), alasan="dinas luar")


def antre(surat) -> Pesan:
    """The one message that waits for this letter's sender."""
    return Pesan.objects.untuk_kasus(surat.uuid).get(keadaan="antre")


def test_a_meeting_that_is_off_is_told_though_the_officer_wrote_the_notice(
    surat, kepala, petugas, rekan, ruang, jam_uji
):
    isi = {"waktu": wita("2026-11-24T09:00"), "ruang": ruang[0], "lama": LAMA_BAKU}
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True, **isi)
    actions.kirim_pemberitahuan(surat=surat, oleh=petugas)
    kirim_tertunda()
    jam_uji.maju(menit=5)
    tidak_hadir(rekan, "2026-11-23T10:00", "2026-12-08T08:00")
    hasil = serah_terima.serahkan_semua(
        petugas=petugas, oleh=kepala, pengganti={surat.pk: rekan}, alasan="Cuti."
    )
    assert [satu.jadwal for satu in hasil] == ["batal"]
    assert "kami batalkan karena petugas berganti" in antre(surat).isi
    assert antre(surat).data["batal"] is True


def test_a_meeting_that_the_absent_officer_missed_is_recorded_and_told_once(
    surat, kepala, petugas, rekan, ruang, jam_uji
):
    lain = pabrik.pengaduan()
    isi = {"oleh": kepala, "petugas": petugas}
    pabrik.disposisi(surat, waktu=wita("2026-11-23T11:00"), ruang=ruang[0], lama=LAMA_BAKU, **isi)
    pabrik.disposisi(lain, **isi)
    kirim_tertunda()
    jam_uji.maju(jam=3)
    tidak_hadir(petugas, "2026-11-23T10:00", "2026-11-27T08:00")
    hasil = serah_terima.serahkan_semua(
        petugas=petugas, oleh=kepala, pengganti={surat.pk: rekan, lain.pk: rekan}, alasan="Sakit."
    )
    assert [satu.jadwal for satu in hasil] == ["terlewat", "tanpa"]
    assert "dicatat tidak terlaksana karena petugas tidak hadir" in hasil[0].kata
    assert Audiensi.objects.get(surat=surat).keadaan == "petugas_tidak_hadir"
    kini = Disposisi.objects.get(aktif_untuk=surat)
    assert (kini.petugas, kini.waktu, kini.tempat) == (rekan, None, "")
    assert "Kami mohon maaf" in antre(surat).isi
    assert f"Petugas Anda sekarang {rekan}" in antre(surat).isi
    assert "dinas luar" not in antre(surat).isi


def test_what_stands_against_one_letter_does_not_stop_the_others(
    surat, kepala, petugas, rekan, ruang, jam_uji
):
    """Nobody knows of an absence at the time of the meeting: it may have been held, so the letter stays."""
    lain = pabrik.pengaduan()
    isi = {"oleh": kepala, "petugas": petugas}
    pabrik.disposisi(surat, waktu=wita("2026-11-23T11:00"), ruang=ruang[0], lama=LAMA_BAKU, **isi)
    pabrik.disposisi(lain, **isi)
    jam_uji.maju(jam=3)
    klien, alamat = Client(), reverse("portal:serah_terima")
    klien.force_login(kepala)
    jawaban = klien.get(alamat, {"petugas": petugas.pk})
    form = jawaban.context["form"]
    assert list(form.terpilih) == [lain.pk]
    assert "sudah lewat. Catat dahulu" in jawaban.content.decode()
    kiriman = {nama: form[nama].value() for nama in form.calon} | {"alasan": "Sakit.", "serahkan": "1"}
    halaman = klien.post(alamat, kiriman | {"petugas": petugas.pk}, follow=True).content.decode()
    assert f"1 surat {petugas} sudah diserahkan." in halaman


def test_a_meeting_after_the_limit_finds_another_time(surat, kepala, petugas, rekan, ruang, jam_uji):
    isi = {"waktu": wita("2026-12-01T09:00"), "lama": LAMA_BAKU, "alasan_lewat": "Penuh.", "oleh": kepala}
    pabrik.disposisi(surat, petugas=petugas, ruang=ruang[0], **isi)
    pabrik.disposisi(pabrik.pengaduan(), petugas=rekan, ruang=ruang[1], **isi)
    kirim_tertunda()
    pengganti = {surat.pk: rekan}
    tidak_hadir(rekan, "2026-11-23T10:00", "2026-11-28T08:00")
    jam_uji.maju(menit=5)
    rencana, _ = serah_terima.pratinjau(petugas=petugas, oleh=kepala, pengganti=pengganti)
    assert rencana[surat.pk].jadwal == "pindah"
    jam_uji.ke("2026-11-28T09:00+08:00")
    hasil = serah_terima.serahkan_semua(petugas=petugas, oleh=kepala, pengganti=pengganti, alasan="Cuti.")
    assert hasil[0].jadwal == "pindah"
    assert Audiensi.objects.berjalan().get(surat=surat).petugas == rekan
