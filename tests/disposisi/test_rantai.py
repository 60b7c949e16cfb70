"""The chain: handing on and deciding anew; who may, what the citizen is told, and that no clock restarts."""

from datetime import datetime, timedelta

import pytest

from dinsos.agenda import actions as agenda
from dinsos.agenda.models import Riwayat, Tenggat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi import rantai
from disposisi.models import Audiensi, Disposisi, Ketidakhadiran, Ruang
from disposisi.rencana import LAMA_BAKU
from tests import pabrik

pytestmark = pytest.mark.django_db


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=jam.WITA)


SELASA = wita("2026-11-24T09:00")
RABU = wita("2026-11-25T10:00")


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")


@pytest.fixture
def ruang() -> Ruang:
    return Ruang.objects.create(nama="Ruang Layanan 1")


@pytest.fixture
def rekan(db):
    return pabrik.pengguna("petugas", nama="Wa Ode Rahma, S.Sos.")


@pytest.fixture
def terjadwal(surat, kepala, petugas, ruang):
    """A letter with an appointment on Tuesday."""
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=SELASA, ruang=ruang, lama=LAMA_BAKU)
    surat.refresh_from_db()
    return surat


def kabar(surat) -> list[str]:
    """States of the notices, oldest first."""
    return list(
        Pesan.objects.untuk_kasus(surat.uuid)
        .filter(kelas__in=("pemberitahuan", "jadwal"))
        .values_list("keadaan", flat=True)
    )


def isi_terakhir(surat) -> str:
    return Pesan.objects.untuk_kasus(surat.uuid).filter(kelas="pemberitahuan").last().isi


@pytest.mark.sk("PGD-PROSEDUR-2")
def test_officer_hands_on_and_the_citizen_hears_once(terjadwal, kepala, petugas, rekan, jam_uji):
    lama = terjadwal.disposisi
    jam_uji.maju(menit=1)
    baru = rantai.teruskan(surat=terjadwal, oleh=petugas, petugas=rekan, alasan="Bidang Wa Ode Rahma.")
    terjadwal.refresh_from_db()
    assert terjadwal.petugas == rekan
    assert (baru.jenis, baru.menggantikan, baru.sebagai, baru.oleh) == ("penerusan", lama, "petugas", petugas)
    assert (baru.waktu, baru.tempat, baru.mode) == (SELASA, "Ruang Layanan 1", "tatap_muka")
    assert list(Disposisi.objects.aktif()) == [baru]
    lama.refresh_from_db()
    assert (lama.petugas, lama.oleh, lama.waktu) == (petugas, kepala, SELASA)
    audiensi = Audiensi.objects.berjalan().get()
    assert (audiensi.petugas, audiensi.mulai, audiensi.urutan) == (rekan, SELASA, 1)
    assert not Audiensi.objects.exclude(pk=audiensi.pk).get().pemakaian.exists()
    assert kabar(terjadwal) == ["dibatalkan", "antre"]
    assert "Wa Ode Rahma" in isi_terakhir(terjadwal)
    assert "24 November 2026 pukul 09.00" in isi_terakhir(terjadwal)
    cerita = Riwayat.objects.get(jenis="diteruskan")
    assert "Bidang" in cerita.teks
    assert "Bidang" not in cerita.teks_warga


def test_handing_on_after_the_answer_restarts_no_clock(terjadwal, petugas, rekan, jam_uji):
    kirim_tertunda()
    berhenti = Tenggat.objects.get(jenis="respon").berhenti_pada
    assert berhenti
    jam_uji.maju(jam=1)
    rantai.teruskan(surat=terjadwal, oleh=petugas, petugas=rekan, alasan="Cuti.")
    assert kabar(terjadwal) == ["diterima", "antre"]
    assert rantai.BERUBAH in isi_terakhir(terjadwal)
    kirim_tertunda()
    terjadwal.refresh_from_db()
    assert terjadwal.status == "dijawab"
    assert Tenggat.objects.get(jenis="respon").berhenti_pada == berhenti
    assert Tenggat.objects.get(jenis="pelaksanaan").berhenti_pada is None


def test_who_may_hand_on_and_to_whom(terjadwal, kepala, petugas, rekan):
    orang_lain = pabrik.pengguna("petugas")
    disebut = pabrik.pengguna("petugas")
    terjadwal.pengecualian.create(pengguna=disebut, alasan="Disebut dalam surat")
    absen = pabrik.pengguna("petugas")
    sekarang = jam.sekarang()
    Ketidakhadiran.objects.create(petugas=absen, mulai=sekarang, selesai=RABU, alasan="cuti")

    def coba(oleh=petugas, petugas_=rekan, alasan="Cuti."):
        return rantai.teruskan(surat=terjadwal, oleh=oleh, petugas=petugas_, alasan=alasan)

    with pytest.raises(TidakBerwenang):
        coba(oleh=orang_lain)
    with pytest.raises(SudahTerjadi, match="sudah ditangani"):
        coba(petugas_=petugas)
    with pytest.raises(GalatAturan, match="disebut dalam surat ini"):
        coba(petugas_=disebut)
    with pytest.raises(GalatAturan, match=r"sedang tidak hadir sampai .*cuti"):
        coba(petugas_=absen)
    with pytest.raises(GalatAturan, match="Tulis alasan"):
        coba(alasan=" ")
    assert Disposisi.objects.count() == 1
    assert coba(oleh=kepala).sebagai == "kepala"
    agenda.cabut(surat=terjadwal)
    with pytest.raises(GalatAturan, match="tidak dapat diteruskan"):
        coba(oleh=kepala, petugas_=orang_lain)


@pytest.mark.parametrize("dijawab", [False, True])
def test_decided_anew_with_everything_different(terjadwal, kepala, rekan, jam_uji, dijawab):
    if dijawab:
        kirim_tertunda()
    jam_uji.maju(menit=1)
    rantai.disposisi_ulang(
        surat=terjadwal,
        oleh=kepala,
        alasan_perubahan="Pengirim di luar kota.",
        mode="daring",
        metode="telepon",
        petugas=rekan,
        waktu=RABU,
        tempat="0812 1111 2222",
        lama=LAMA_BAKU,
    )
    terjadwal.refresh_from_db()
    assert terjadwal.petugas == rekan
    audiensi = Audiensi.objects.berjalan().get()
    assert (audiensi.mode, audiensi.mulai, audiensi.ruang, audiensi.urutan) == ("daring", RABU, None, 1)
    assert kabar(terjadwal) == ["diterima" if dijawab else "dibatalkan", "antre"]
    assert "25 November 2026 pukul 10.00" in isi_terakhir(terjadwal)
    kirim_tertunda()
    terjadwal.refresh_from_db()
    assert terjadwal.status == "dijawab"


def test_decided_anew_without_appointment_frees_the_place(terjadwal, kepala, petugas):
    rantai.disposisi_ulang(
        surat=terjadwal,
        oleh=kepala,
        alasan_perubahan="Cukup lewat surat.",
        mode="daring",
        metode="tertulis",
        petugas=petugas,
        waktu=RABU,
    )
    assert not Audiensi.objects.berjalan().exists()
    assert kabar(terjadwal) == ["dibatalkan", "antre"]
    assert "tertulis" in isi_terakhir(terjadwal)


def test_decided_anew_is_refused(terjadwal, surat_kepala, kepala, petugas, rekan):
    isi = {"alasan_perubahan": "Ganti.", "mode": "tatap_muka", "petugas": rekan}
    with pytest.raises(TidakBerwenang):
        rantai.disposisi_ulang(surat=terjadwal, oleh=petugas, **isi)
    with pytest.raises(TidakBerwenang):
        rantai.disposisi_ulang(surat=surat_kepala, oleh=kepala, **isi)
    with pytest.raises(GalatAturan, match="Tulis alasan"):
        rantai.disposisi_ulang(surat=terjadwal, oleh=kepala, **(isi | {"alasan_perubahan": ""}))
    with pytest.raises(GalatAturan, match="belum didisposisikan"):
        rantai.disposisi_ulang(surat=pabrik.pengaduan(), oleh=kepala, **isi)
    kirim_tertunda()
    agenda.laksanakan(surat=terjadwal, oleh=petugas, pada=jam.sekarang())
    with pytest.raises(GalatAturan, match="sudah dilayani"):
        rantai.disposisi_ulang(surat=terjadwal, oleh=kepala, **isi)
    lanjut = rantai.teruskan(surat=terjadwal, oleh=kepala, petugas=rekan, alasan="Cuti.")
    assert [satu.pk for satu in rantai.rantai(terjadwal)] == [lanjut.menggantikan_id, lanjut.pk]
    assert kabar(terjadwal) == ["diterima"]


def test_a_busy_officer_or_an_ongoing_meeting_changes_nothing(terjadwal, kepala, petugas, rekan, ruang):
    lain = Ruang.objects.create(nama="Ruang Layanan 2")
    pabrik.disposisi(pabrik.pengaduan(), oleh=kepala, petugas=rekan, waktu=SELASA, ruang=lain, lama=LAMA_BAKU)
    with pytest.raises(GalatAturan, match="sudah punya jadwal lain"):
        rantai.teruskan(surat=terjadwal, oleh=petugas, petugas=rekan, alasan="Cuti.")
    terjadwal.refresh_from_db()
    assert terjadwal.petugas == petugas
    assert terjadwal.semua_disposisi.count() == 1
    assert kabar(terjadwal) == ["antre"]
    Audiensi.objects.filter(surat=terjadwal).update(keadaan="berlangsung", mulai_sebenarnya=jam.sekarang())
    with pytest.raises(GalatAturan, match="sedang berlangsung"):
        rantai.teruskan(surat=terjadwal, oleh=petugas, petugas=pabrik.pengguna("petugas"), alasan="Cuti.")
    assert jam.sekarang() < SELASA - timedelta(hours=1)
