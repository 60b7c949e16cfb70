"""Guests at the desk, and the rooms, officers and appointments that their visits take up."""

from datetime import datetime, timedelta

import pytest

from dinsos.agenda.models import Kunjungan, Tenggat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi import meja_tamu, usulan
from disposisi.enums import KeadaanAudiensi as K
from disposisi.models import Audiensi, PemakaianSlot, Ruang
from disposisi.rencana import LAMA_BAKU
from disposisi.rencana import usulan as slot_bebas
from tests import pabrik

pytestmark = pytest.mark.django_db


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=jam.WITA)


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")


@pytest.fixture
def piket():
    return pabrik.pengguna("piket")


@pytest.fixture
def petugas():
    return pabrik.pengguna("petugas", nama="La Ode Hasan")


@pytest.fixture
def ruang() -> Ruang:
    return Ruang.objects.create(nama="Ruang Layanan 1")


def bertemu(petugas, ruang, waktu: str):
    surat = pabrik.pengaduan()
    pabrik.disposisi(surat, petugas=petugas, waktu=wita(waktu), ruang=ruang, lama=LAMA_BAKU)
    kirim_tertunda()
    surat.refresh_from_db()
    return surat


def batas_tamu(kunjungan: Kunjungan) -> datetime:
    return Tenggat.objects.get(kunjungan=kunjungan).jatuh_tempo


def dipakai(siapa) -> list[str]:
    sel = PemakaianSlot.objects.filter(sumber__petugas=siapa).order_by("mulai")
    return [f"{jam.wita(satu.mulai):%H.%M}" for satu in sel]


@pytest.mark.parametrize(("datang", "batas"), [("08:40", "10:00"), ("09:10", "10:10")])
def test_tamu_berjanji_dari_datang_sampai_keluar(petugas, ruang, piket, jam_uji, datang, batas):
    surat = bertemu(petugas, ruang, "2026-11-24T09:00")
    jam_uji.ke(f"2026-11-24T{datang}+08:00")
    assert meja_tamu.janji_hari_ini(surat=surat).ruang == ruang
    kunjungan = meja_tamu.datang(surat=surat, oleh=piket, keperluan="Janji temu")
    assert abs(batas_tamu(kunjungan) - wita(f"2026-11-24T{batas}")) < timedelta(minutes=1)
    janji = Audiensi.objects.get(surat=surat)
    assert janji.keadaan == K.HADIR

    jam_uji.ke("2026-11-24T09:20+08:00")
    assert meja_tamu.arahkan(kunjungan=kunjungan, oleh=piket, petugas=petugas, ruang=ruang) == []
    assert dipakai(petugas) == ["09.15", "09.30", "09.45"]
    jam_uji.ke("2026-11-24T09:25+08:00")
    kunjungan = meja_tamu.mulai(kunjungan=kunjungan, oleh=petugas)
    janji.refresh_from_db()
    assert (janji.keadaan, janji.mulai_sebenarnya) == (K.BERLANGSUNG, kunjungan.dilayani_pada)
    assert Tenggat.objects.get(surat=surat, jenis="pelaksanaan").berhenti_pada == kunjungan.dilayani_pada
    jam_uji.ke("2026-11-24T09:29+08:00")
    meja_tamu.selesai(kunjungan=kunjungan, oleh=petugas)
    janji.refresh_from_db()
    assert janji.keadaan == K.SELESAI
    assert dipakai(petugas) == ["09.15"], "finishing early frees the rest"


def test_tamu_langsung_memakai_ruang_dan_menyebut_yang_terdesak(petugas, ruang, piket, jam_uji):
    lain = bertemu(petugas, ruang, "2026-11-24T09:30")
    jam_uji.ke("2026-11-24T09:10+08:00")
    surat = pabrik.pengaduan()
    pabrik.disposisi(surat, petugas=petugas)
    kirim_tertunda()
    kunjungan = meja_tamu.datang(surat=surat, oleh=piket, keperluan="Bertanya")
    terdesak = meja_tamu.arahkan(kunjungan=kunjungan, oleh=piket, petugas=petugas, ruang=ruang)
    assert [satu.surat for satu in terdesak] == [lain]
    assert Audiensi.objects.get(surat=lain).pemakaian.count() == 6, "the plan keeps its cells"
    assert Audiensi.objects.get(surat=surat).pemakaian.count() == 4
    bebas = slot_bebas(
        petugas=[petugas.pk], ruang=[ruang], dari=wita("2026-11-24T09:00"), sampai=wita("2026-11-24T11:00")
    )
    assert bebas[petugas.pk][0] == wita("2026-11-24T10:15")
    meja_tamu.mulai(kunjungan=kunjungan, oleh=piket)
    meja_tamu.selesai(kunjungan=kunjungan, oleh=piket)
    assert Audiensi.objects.get(surat=surat).keadaan == K.SELESAI


def test_dilayani_lain_dari_rencana_menutup_rencana_dan_tawaran(petugas, ruang, piket, jam_uji):
    surat = bertemu(petugas, ruang, "2026-11-25T09:00")
    rencana = Audiensi.objects.get(surat=surat)
    [tawaran] = usulan.usulkan(surat=surat, oleh=petugas, mulai=[wita("2026-11-26T09:00")], alasan="Rapat.")
    usulan_lain, lain = Ruang.objects.create(nama="Ruang Layanan 2"), pabrik.pengguna("petugas")
    jam_uji.ke("2026-11-24T10:00+08:00")
    kunjungan = meja_tamu.datang(surat=surat, oleh=piket, keperluan="Datang lebih awal")
    assert kunjungan.slot_mulai is None, "the appointment is not today"
    meja_tamu.arahkan(kunjungan=kunjungan, oleh=piket, petugas=lain, ruang=usulan_lain)
    keadaan = {satu.pk: satu.keadaan for satu in Audiensi.objects.all()}
    assert (keadaan[rencana.pk], keadaan[tawaran.pk]) == (K.DIGANTI, K.TIDAK_DIPILIH)
    nyata = Audiensi.objects.berjalan().get(surat=surat)
    assert (nyata.uid, nyata.urutan, nyata.petugas, nyata.ruang) == (rencana.uid, 1, lain, usulan_lain)
    assert dipakai(petugas) == []
    meja_tamu.selesai(kunjungan=kunjungan, oleh=piket)
    nyata.refresh_from_db()
    assert nyata.keadaan == K.DIBATALKAN, "led, but never served"
    assert not PemakaianSlot.objects.exists()


def test_pulang_sebelum_dilayani(petugas, ruang, piket, jam_uji):
    surat = bertemu(petugas, ruang, "2026-11-24T09:00")
    jam_uji.ke("2026-11-24T09:15+08:00")
    kunjungan = meja_tamu.datang(surat=surat, oleh=piket, keperluan="Terlambat")
    meja_tamu.pulang(kunjungan=kunjungan, oleh=piket)
    assert Audiensi.objects.get(surat=surat).keadaan == K.DIBATALKAN
    assert not PemakaianSlot.objects.exists()


def test_tanpa_ruang_dan_ruang_yang_tidak_dipakai(petugas, ruang, piket):
    surat = pabrik.pengaduan()
    pabrik.disposisi(surat, petugas=petugas)
    kirim_tertunda()
    kunjungan = meja_tamu.datang(surat=surat, oleh=piket, keperluan="Bertanya")
    ruang.aktif = False
    with pytest.raises(GalatAturan, match="tidak dipakai lagi"):
        meja_tamu.arahkan(kunjungan=kunjungan, oleh=piket, petugas=petugas, ruang=ruang)
    assert meja_tamu.arahkan(kunjungan=kunjungan, oleh=piket, petugas=petugas) == []
    assert not Audiensi.objects.exists()
