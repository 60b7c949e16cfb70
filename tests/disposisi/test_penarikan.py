"""Revoking within ten minutes: what is taken back, what can't be, and that the record says so."""

from datetime import datetime

import pytest

from dinsos.agenda import kunjungan
from dinsos.agenda.detak import detak
from dinsos.agenda.models import Peringatan, Riwayat, SuratMasuk, Tenggat
from dinsos.dokumen.models import SuratKeluar
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi import rantai
from disposisi.models import Audiensi, Disposisi, Ruang
from disposisi.penarikan import sisa_menit, tarik_disposisi
from disposisi.rencana import LAMA_BAKU
from tests import pabrik

pytestmark = pytest.mark.django_db
TOLAK = {
    "keputusan": "ditolak",
    "alasan": "Bukan wewenang kami.",
    "jalan_lain": "Hubungi Inspektorat.",
    "mode": "",
}


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


def keadaan(surat) -> list[str]:
    return list(
        Pesan.objects.untuk_kasus(surat.uuid).exclude(kelas="tanda_terima").values_list("keadaan", flat=True)
    )


def test_everything_is_as_before_and_the_row_stays(surat, kepala, petugas, ruang, jam_uji):
    satu = pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=SELASA, ruang=ruang, lama=LAMA_BAKU)
    jam_uji.maju(menit=9)
    assert sisa_menit(satu, jam.sekarang()) == 1
    tarik_disposisi(disposisi=satu, oleh=kepala)
    surat = SuratMasuk.objects.get(pk=surat.pk)
    assert (surat.status, surat.petugas, hasattr(surat, "disposisi")) == ("diterima", None, False)
    assert keadaan(surat) == ["dibatalkan"]
    assert not Audiensi.objects.berjalan().exists()
    satu.refresh_from_db()
    assert (satu.penarikan.oleh, satu.petugas, satu.aktif_untuk) == (kepala, petugas, None)
    assert [keluar.keadaan for keluar in SuratKeluar.objects.filter(kasus=surat.uuid)] == ["dibatalkan"]
    assert Riwayat.objects.filter(jenis="disposisi_ditarik", surat=surat).count() == 1
    with pytest.raises(SudahTerjadi, match="sudah ditarik oleh"):
        tarik_disposisi(disposisi=satu, oleh=kepala)
    jam_uji.maju(menit=1)
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=SELASA, ruang=ruang, lama=LAMA_BAKU)
    assert keadaan(surat) == ["dibatalkan", "antre"]
    kirim_tertunda()
    surat.refresh_from_db()
    assert surat.status == "dijawab"


@pytest.mark.parametrize("lewat", [False, True])
def test_a_revoked_refusal_lets_the_clock_run_on_with_its_due_time(surat, kepala, jam_uji, lewat):
    """As though it had never been voided; what is late stays late, and a reminder that was left out comes."""
    if lewat:
        jam_uji.ke("2026-11-27T08:00+08:00")
    semula = Tenggat.objects.get(surat=surat, jenis="pelaksanaan").jatuh_tempo
    satu = pabrik.disposisi(surat, oleh=kepala, **TOLAK)
    terhenti = Tenggat.objects.get(surat=surat, jenis="pelaksanaan")
    assert (terhenti.berhenti_pada, terhenti.akibat) == (satu.pada, "ditolak")
    Peringatan.objects.filter(tenggat=terhenti, tahap="terlambat").update(kirim_pada=satu.pada)
    Peringatan.objects.filter(tenggat=terhenti).exclude(tahap="terlambat").delete()
    detak()
    assert Peringatan.objects.get(tenggat=terhenti).hasil == "tidak_perlu"
    jam_uji.maju(menit=5)
    tarik_disposisi(disposisi=satu, oleh=kepala)
    jalan = Tenggat.objects.get(surat=surat, jenis="pelaksanaan")
    assert (jalan.berhenti_pada, jalan.akibat, jalan.jatuh_tempo) == (None, "", semula)
    assert (satu.penarikan.jam_berhenti_pada, satu.penarikan.jam_akibat) == (satu.pada, "ditolak")
    surat.refresh_from_db()
    assert (surat.status, surat.ditutup_pada) == ("diterima", None)
    detak()
    assert Peringatan.objects.get(tenggat=jalan).hasil == "terkirim"


def test_not_after_ten_minutes_nor_after_the_citizen_was_told(surat, kepala, petugas, sekretaris, jam_uji):
    satu = pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    with pytest.raises(TidakBerwenang):
        tarik_disposisi(disposisi=satu, oleh=petugas)
    with pytest.raises(TidakBerwenang):
        tarik_disposisi(disposisi=satu, oleh=sekretaris)
    kirim_tertunda()
    with pytest.raises(GalatAturan, match=r"sudah dikirim pada .*beri disposisi ulang"):
        tarik_disposisi(disposisi=satu, oleh=kepala)
    dua = pabrik.disposisi(pabrik.pengaduan(), oleh=kepala, petugas=petugas)
    jam_uji.maju(menit=10.5)
    assert sisa_menit(dua, jam.sekarang()) == 0
    with pytest.raises(GalatAturan, match="dapat ditarik sampai pukul"):
        tarik_disposisi(disposisi=dua, oleh=kepala)
    assert Disposisi.objects.aktif().count() == 2


def test_a_notice_to_be_sent_by_hand(kepala, petugas):
    """Not yet marked: cancelled, also when it was changed to another channel. Marked: it was sent."""
    orang = pabrik.pengirim(email="")
    belum, ganti, sudah = (pabrik.pengaduan(pengirim_=pabrik.pengirim(email="")) for _ in range(3))
    assert orang.saluran_jawaban == "whatsapp"
    daftar = [pabrik.disposisi(satu, oleh=kepala, petugas=petugas) for satu in (belum, ganti, sudah)]
    tarik_disposisi(disposisi=daftar[0], oleh=kepala)
    assert keadaan(belum) == ["dibatalkan"]
    pesan = Pesan.objects.get(kasus=ganti.uuid, kelas="pemberitahuan")
    outbox.kirim_cara_lain(pesan=pesan, oleh=petugas, saluran="kertas", tujuan="")
    tarik_disposisi(disposisi=daftar[1], oleh=kepala)
    assert keadaan(ganti) == ["dibatalkan", "dibatalkan"]
    pesan = Pesan.objects.get(kasus=sudah.uuid, kelas="pemberitahuan")
    outbox.tandai_manual(pesan=pesan, oleh=petugas, pada=jam.sekarang())
    with pytest.raises(GalatAturan, match="tidak dapat ditarik"):
        tarik_disposisi(disposisi=daftar[2], oleh=kepala)


def test_the_earlier_disposition_holds_again(surat, kepala, petugas, rekan, ruang, jam_uji):
    """With its appointment and with its notice, which the revoked one had called back."""
    pertama = pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=SELASA, ruang=ruang, lama=LAMA_BAKU)
    jam_uji.maju(menit=1)
    kedua = rantai.disposisi_ulang(
        surat=surat, oleh=kepala, alasan_perubahan="Ganti.", mode="tatap_muka", petugas=rekan,
        waktu=RABU, ruang=ruang, lama=LAMA_BAKU,
    )  # fmt: skip
    jam_uji.maju(menit=1)
    tarik_disposisi(disposisi=kedua, oleh=kepala)
    surat = SuratMasuk.objects.get(pk=surat.pk)
    assert (surat.disposisi, surat.petugas, surat.status) == (pertama, petugas, "didisposisikan")
    audiensi = Audiensi.objects.berjalan().get()
    assert (audiensi.mulai, audiensi.petugas, surat.disposisi.waktu) == (SELASA, petugas, SELASA)
    assert keadaan(surat) == ["dibatalkan", "dibatalkan", "antre"]
    assert "24 November 2026" in Pesan.objects.untuk_kasus(surat.uuid).last().isi
    tarik_disposisi(disposisi=surat.disposisi, oleh=kepala)
    surat.refresh_from_db()
    assert surat.status == "diterima"
    assert keadaan(surat) == ["dibatalkan"] * 3


def test_the_place_of_the_earlier_appointment_is_gone(surat, kepala, petugas, rekan, ruang, jam_uji):
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=SELASA, ruang=ruang, lama=LAMA_BAKU)
    kirim_tertunda()
    jam_uji.maju(menit=1)
    kedua = rantai.teruskan(surat=surat, oleh=petugas, petugas=rekan, alasan="Cuti.")
    lain = Ruang.objects.create(nama="Ruang Layanan 2")
    pabrik.disposisi(
        pabrik.pengaduan(), oleh=kepala, petugas=petugas, waktu=SELASA, ruang=lain, lama=LAMA_BAKU
    )
    tarik_disposisi(disposisi=kedua, oleh=petugas)
    surat = SuratMasuk.objects.get(pk=surat.pk)
    assert (surat.petugas, surat.disposisi.waktu, surat.status) == (petugas, None, "dijawab")
    assert keadaan(surat) == ["diterima", "dibatalkan", "antre"]
    assert "kami batalkan" in Pesan.objects.untuk_kasus(surat.uuid).last().isi


def test_a_decision_that_was_revoked_is_not_passed_on_to_the_guest(kepala, petugas):
    piket = pabrik.pengguna("piket")
    surat = pabrik.konsultasi()
    SuratMasuk.objects.filter(pk=surat.pk).update(saluran="tamu")
    tamu = kunjungan.mulai_kunjungan(surat=surat, oleh=piket, keperluan="Konsultasi.")
    satu = pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    tarik_disposisi(disposisi=satu, oleh=kepala)
    with pytest.raises(GalatAturan, match="belum memutuskan"):
        kunjungan.sampaikan_keputusan(kunjungan=tamu, oleh=piket)
    dua = pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    kunjungan.sampaikan_keputusan(kunjungan=tamu, oleh=piket)
    with pytest.raises(GalatAturan, match="sudah berjalan"):
        tarik_disposisi(disposisi=dua, oleh=kepala)
