"""Handing over all letters of an absent officer: together, with their appointments, and everybody told once."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from dinsos.agenda import kunjungan
from dinsos.agenda.models import SuratMasuk
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi import serah_terima
from disposisi.models import Audiensi, Disposisi, Ketidakhadiran, Ruang
from disposisi.rencana import LAMA_BAKU
from tests import pabrik
from tests.agenda.tamu import kunjungan as mulai_kunjungan
from tests.agenda.tamu import surat_tamu

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
    return [Ruang.objects.create(nama=f"Ruang Layanan {n}") for n in (1, 2, 3)]


@pytest.fixture
def tumpukan(kepala, petugas, rekan, ruang):
    """Three answered letters: the new officer is free at the first one's time, busy at the second's; no meeting."""
    isi = {"oleh": kepala, "petugas": petugas, "lama": LAMA_BAKU}
    daftar = [pabrik.pengaduan() for _ in range(3)]
    pabrik.disposisi(daftar[0], waktu=wita("2026-11-24T09:00"), ruang=ruang[0], **isi)
    pabrik.disposisi(daftar[1], waktu=wita("2026-11-24T13:00"), ruang=ruang[0], **isi)
    pabrik.disposisi(daftar[2], oleh=kepala, petugas=petugas)
    lain = isi | {"petugas": rekan}
    pabrik.disposisi(pabrik.pengaduan(), waktu=wita("2026-11-24T13:00"), ruang=ruang[1], **lain)
    kirim_tertunda(batas=100)
    return daftar


def kabar_baru(surat) -> list[str]:
    pesan = Pesan.objects.untuk_kasus(surat.uuid).filter(keadaan="antre")
    return [satu.kelas for satu in pesan]


def test_all_at_once_and_everybody_hears_once(tumpukan, kepala, petugas, rekan, jam_uji):
    jam_uji.maju(menit=5)
    pilihan = {satu.pk: rekan for satu in tumpukan}
    rencana, halangan = serah_terima.pratinjau(petugas=petugas, oleh=kepala, pengganti=pilihan)
    assert halangan == {}
    assert Disposisi.objects.count() == 4
    assert not Pesan.objects.filter(keadaan="antre").exists()
    hasil = serah_terima.serahkan_semua(petugas=petugas, oleh=kepala, pengganti=pilihan, alasan="Cuti.")
    assert [satu.jadwal for satu in hasil] == ["tetap", "pindah", "tanpa"]
    assert [satu.kata for satu in hasil] == [rencana[satu.pk].kata for satu in tumpukan]
    for surat in tumpukan:
        surat.refresh_from_db()
        assert surat.petugas == rekan
        satu = Disposisi.objects.get(aktif_untuk=surat)
        assert (satu.jenis, satu.alasan_perubahan, satu.sebagai) == ("penerusan", "Cuti.", "kepala")
        assert kabar_baru(surat) == ["pemberitahuan"]
    pertama, kedua = (Audiensi.objects.berjalan().get(surat=satu) for satu in tumpukan[:2])
    assert (pertama.mulai, pertama.petugas) == (wita("2026-11-24T09:00"), rekan)
    assert kedua.mulai == hasil[1].mulai != hasil[1].semula
    assert kedua.mulai <= tumpukan[1].tenggat.get(jenis="pelaksanaan").jatuh_tempo
    assert Disposisi.objects.get(aktif_untuk=tumpukan[1]).waktu == kedua.mulai
    assert serah_terima.surat_diserahkan(petugas, kepala) == []


def test_no_time_is_left(tumpukan, kepala, petugas, rekan, jam_uji):
    """The new officer is away until after the limit, but here now: the appointment is called off, and said so."""
    jam_uji.maju(menit=5)
    Ketidakhadiran.objects.create(
        petugas=rekan, mulai=wita("2026-11-23T10:00"), selesai=wita("2026-12-01T08:00"), alasan="dinas luar"
    )
    pilihan = {tumpukan[0].pk: rekan}
    hasil = serah_terima.serahkan_semua(petugas=petugas, oleh=kepala, pengganti=pilihan, alasan="Cuti.")
    assert [satu.jadwal for satu in hasil] == ["batal"]
    assert "tidak ada waktu bersama" in hasil[0].kata
    assert not Audiensi.objects.berjalan().filter(surat=tumpukan[0]).exists()
    assert kabar_baru(tumpukan[0]) == ["jadwal"]
    assert "kami batalkan" in Pesan.objects.untuk_kasus(tumpukan[0].uuid).last().isi


def test_nothing_is_half_done(tumpukan, kepala, petugas, rekan):
    tumpukan[2].pengecualian.create(pengguna=rekan, alasan="Disebut dalam surat")
    pilihan = {satu.pk: rekan for satu in tumpukan}
    with pytest.raises(GalatAturan, match=f"Surat {tumpukan[2].nomor}: .* disebut dalam surat ini"):
        serah_terima.serahkan_semua(petugas=petugas, oleh=kepala, pengganti=pilihan, alasan="Cuti.")
    assert {satu.petugas for satu in Disposisi.objects.aktif().filter(surat__in=tumpukan)} == {petugas}
    assert not Pesan.objects.filter(keadaan="antre").exists()
    _, halangan = serah_terima.pratinjau(petugas=petugas, oleh=kepala, pengganti=pilihan)
    assert list(halangan) == [tumpukan[2].pk]


def test_the_page(tumpukan, surat_kepala, kepala, sekretaris, petugas, rekan, jam_uji):
    jam_uji.maju(menit=5)
    pabrik.disposisi(surat_kepala, oleh=sekretaris, petugas=petugas)
    Ketidakhadiran.objects.create(
        petugas=petugas, mulai=jam.sekarang(), selesai=wita("2026-11-30T08:00"), alasan="cuti"
    )
    tumpukan[2].pengecualian.create(pengguna=rekan, alasan="Disebut dalam surat")
    klien, alamat = Client(), reverse("portal:serah_terima")
    klien.force_login(kepala)
    assert "Tidak hadir sampai" in klien.get(alamat).content.decode()
    halaman = klien.get(alamat, {"petugas": petugas.pk, "semua": rekan.pk}).content.decode()
    assert "Jadwal tetap Selasa, 24 November 2026 pukul 09.00" in halaman
    assert "pindah ke" in halaman
    assert f"tetap pada {petugas}" in halaman
    assert surat_kepala.nomor not in halaman
    isi = {"petugas": petugas.pk, "alasan": "", "serahkan": "1"}
    isi |= {f"kepada_{satu.pk}": rekan.pk for satu in tumpukan[:2]}
    assert klien.post(alamat, isi).status_code == 422
    terlarang = isi | {"alasan": "Cuti.", f"kepada_{tumpukan[2].pk}": rekan.pk}
    assert klien.post(alamat, terlarang).status_code == 422
    halaman = klien.post(alamat, isi | {"alasan": "Cuti."}, follow=True).content.decode()
    assert f"2 surat {petugas} sudah diserahkan." in halaman
    assert "pindah ke" in halaman
    assert [satu.pk for satu in serah_terima.surat_diserahkan(petugas, kepala)] == [tumpukan[2].pk]
    klien.force_login(petugas)
    assert klien.get(alamat).status_code == 403


def test_a_walk_in_complaint_that_nobody_decided_about_goes_along(tumpukan, kepala, petugas, rekan, jam_uji):
    """Piket led the guest to the officer: there is no disposition, and nothing of the open work stays behind."""
    piket, tamu = pabrik.pengguna("piket"), surat_tamu("pengaduan")
    satu = kunjungan.arahkan_tamu(kunjungan=mulai_kunjungan(tamu, oleh=piket), oleh=piket, petugas=petugas)
    kunjungan.mulai_pertemuan(kunjungan=satu, oleh=petugas)
    assert serah_terima.petugas_diserahkan(kepala).filter(pk=petugas.pk).exists()
    assert {satu.pk for satu in serah_terima.surat_diserahkan(petugas, kepala)} == {
        tamu.pk,
        *(satu.pk for satu in tumpukan),
    }
    klien, alamat = Client(), reverse("portal:serah_terima")
    klien.force_login(kepala)
    halaman = klien.get(alamat, {"petugas": petugas.pk, "semua": rekan.pk}).content.decode()
    assert tamu.nomor in halaman
    pilihan = {satu.pk: rekan for satu in (*tumpukan, tamu)}
    with pytest.raises(GalatAturan, match="Tulis alasan"):
        serah_terima.serahkan_semua(petugas=petugas, oleh=kepala, pengganti=pilihan, alasan=" ")
    serah_terima.serahkan_semua(petugas=petugas, oleh=kepala, pengganti=pilihan, alasan="Cuti melahirkan.")
    tamu.refresh_from_db()
    assert (tamu.petugas, tamu.status) == (rekan, "dilaksanakan")
    assert tamu.history.first().history_user == kepala
    cerita = tamu.riwayat.get(jenis="diteruskan")
    assert "Cuti melahirkan." in cerita.teks
    assert cerita.teks_warga == f"Surat Anda sekarang ditangani {rekan}."
    assert serah_terima.surat_diserahkan(petugas, kepala) == []
    assert SuratMasuk.objects.untuk(rekan).filter(pk=tamu.pk).exists()
    assert not SuratMasuk.objects.untuk(petugas).filter(pk=tamu.pk).exists()
