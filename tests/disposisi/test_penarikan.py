"""Revoking within ten minutes: what is taken back, what is put right, and that the record says so."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dinsos.agenda import kunjungan, rahasia
from dinsos.agenda.detak import detak
from dinsos.agenda.models import Peringatan, Riwayat, SuratMasuk, Tenggat
from dinsos.dokumen.models import SuratKeluar
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from dinsos.portal.tindakan import kiriman_terakhir, langkah_berikut
from disposisi import rantai, serah_terima
from disposisi.actions import kirim_pemberitahuan, laksanakan
from disposisi.models import Audiensi, Disposisi, Ketidakhadiran, Ruang
from disposisi.penarikan import halangan, sisa_menit, tarik_disposisi
from disposisi.rencana import LAMA_BAKU
from tests import pabrik
from tests.portal.kerja import lewat_wa, pelacak

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


def test_not_after_ten_minutes_nor_by_others(surat, kepala, petugas, sekretaris, jam_uji):
    satu = pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    for orang in (petugas, sekretaris):
        with pytest.raises(TidakBerwenang):
            tarik_disposisi(disposisi=satu, oleh=orang)
    kirim_tertunda()
    jam_uji.maju(menit=10.5)
    assert sisa_menit(satu, jam.sekarang()) == 0
    with pytest.raises(GalatAturan, match="dapat ditarik sampai pukul"):
        tarik_disposisi(disposisi=satu, oleh=kepala)
    assert Disposisi.objects.aktif().count() == 1


@pytest.mark.parametrize("orang", [pabrik.pengirim, lewat_wa, pelacak])
def test_a_notice_that_was_taken_is_put_right_once(kepala, petugas, ruang, orang, jam_uji):
    """In every channel: the letter waits again, `respon` keeps its stop, and a new answer follows."""
    surat = pabrik.pengaduan(pengirim_=orang())
    satu = pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=SELASA, ruang=ruang, lama=LAMA_BAKU)
    jam_uji.maju(menit=1)
    _sampaikan(surat, petugas)
    surat.refresh_from_db()
    berhenti = surat.tenggat.get(jenis="respon").berhenti_pada
    assert (surat.status, berhenti is None) == ("dijawab", False)
    jam_uji.maju(menit=8)
    tarik_disposisi(disposisi=satu, oleh=kepala)
    surat = SuratMasuk.objects.get(pk=surat.pk)
    assert (surat.status, surat.petugas) == ("diterima", None)
    assert surat.tenggat.get(jenis="respon").berhenti_pada == berhenti
    assert not Audiensi.objects.berjalan().exists()
    kabar = Pesan.objects.untuk_kasus(surat.uuid).exclude(kelas="tanda_terima")
    assert [satu.kelas for satu in kabar] == ["pemberitahuan", "penarikan"]
    isi = kabar.last().isi
    assert "kami tarik kembali" in isi
    assert "24 November 2026 pukul 09.00 WITA batal" in isi
    assert "ditutup" not in isi
    assert kabar.last().data["batal"] is True
    keluar = SuratKeluar.objects.filter(kasus=surat.uuid, jenis="surat_jawaban")
    assert [surat.keadaan for surat in keluar] == ["dibatalkan"]
    jam_uji.maju(menit=1)
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True)
    surat = SuratMasuk.objects.get(pk=surat.pk)
    assert langkah_berikut(surat, kiriman_terakhir(kabar)).tindakan == "pemberitahuan"
    kirim_pemberitahuan(surat=surat, oleh=petugas)
    _sampaikan(surat, petugas)
    surat.refresh_from_db()
    assert (surat.status, surat.tenggat.get(jenis="respon").berhenti_pada) == ("dijawab", berhenti)


def _sampaikan(surat, oleh) -> None:
    kirim_tertunda()
    for satu in Pesan.objects.untuk_kasus(surat.uuid).perlu_manual():
        outbox.tandai_manual(pesan=satu, oleh=oleh, pada=jam.sekarang())


def test_a_refusal_that_was_sent_is_taken_back(surat, kepala, jam_uji):
    satu = pabrik.disposisi(surat, oleh=kepala, **TOLAK)
    jam_uji.maju(menit=1)
    kirim_tertunda()
    tarik_disposisi(disposisi=satu, oleh=kepala)
    surat.refresh_from_db()
    jalan = surat.tenggat.get(jenis="pelaksanaan")
    assert (surat.status, surat.ditutup_pada, jalan.berhenti_pada) == ("diterima", None, None)
    assert "Surat Anda kami periksa lagi" in Pesan.objects.untuk_kasus(surat.uuid).last().isi


def test_not_while_the_notice_is_being_sent(surat, kepala, petugas):
    satu = pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    kabar = Pesan.objects.filter(kasus=surat.uuid, kelas="pemberitahuan")
    kabar.update(dikunci_sampai=jam.sekarang() + timedelta(minutes=1))
    assert halangan(satu) == ""
    with pytest.raises(GalatAturan, match="sedang dikirim"):
        tarik_disposisi(disposisi=satu, oleh=kepala)


def test_a_notice_to_be_sent_by_hand(kepala, petugas):
    """Not yet marked: cancelled, also when it was changed to another channel, and the next decision is told."""
    orang = pabrik.pengirim(email="")
    belum, ganti = (pabrik.pengaduan(pengirim_=pabrik.pengirim(email="")) for _ in range(2))
    assert orang.saluran_jawaban == "whatsapp"
    daftar = [pabrik.disposisi(satu, oleh=kepala, petugas=petugas) for satu in (belum, ganti)]
    tarik_disposisi(disposisi=daftar[0], oleh=kepala)
    assert keadaan(belum) == ["dibatalkan"]
    pesan = Pesan.objects.get(kasus=ganti.uuid, kelas="pemberitahuan")
    outbox.kirim_cara_lain(pesan=pesan, oleh=petugas, saluran="kertas", tujuan="")
    tarik_disposisi(disposisi=daftar[1], oleh=kepala)
    assert keadaan(ganti) == ["dibatalkan", "dibatalkan"]
    ganti = SuratMasuk.objects.get(pk=ganti.pk)
    pabrik.disposisi(ganti, oleh=kepala, petugas=petugas, surat_oleh_petugas=True)
    kirim_pemberitahuan(surat=ganti, oleh=petugas)
    assert keadaan(ganti) == ["dibatalkan", "dibatalkan", "menunggu_manual"]


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


def test_a_revoked_redisposition_gives_back_room_and_link(kepala, petugas, ruang, jam_uji):
    lain = Ruang.objects.create(nama="Ruang Layanan 2")
    di_kantor = {"mode": "tatap_muka", "waktu": SELASA, "lama": LAMA_BAKU}
    daring = {"mode": "daring", "metode": "video", "waktu": RABU, "lama": LAMA_BAKU}
    for awal, kini in (
        (di_kantor | {"ruang": ruang}, di_kantor | {"ruang": lain}),
        (daring | {"tempat": "https://meet.jit.si/lama"}, daring | {"tempat": "https://meet.jit.si/baru"}),
    ):
        surat = pabrik.pengaduan()
        satu = pabrik.disposisi(surat, oleh=kepala, petugas=petugas, **awal)
        semula = Audiensi.objects.berjalan().get(surat=surat)
        kirim_tertunda()
        jam_uji.maju(menit=5)
        dua = rantai.disposisi_ulang(
            surat=surat, oleh=kepala, petugas=petugas, alasan_perubahan="Bocor.", **kini
        )
        kirim_tertunda()
        tarik_disposisi(disposisi=dua, oleh=kepala)
        lagi = Audiensi.objects.berjalan().get(surat=surat)
        assert (lagi.ruang, lagi.tautan, lagi.mulai) == (semula.ruang, semula.tautan, semula.mulai)
        assert Disposisi.objects.get(aktif_untuk=surat).pk == satu.pk
        kabar = Pesan.objects.untuk_kasus(surat.uuid).last()
        assert (kabar.kelas, "kami tarik kembali" in kabar.isi) == ("pemberitahuan", True)
        assert kabar.data["audiensi"] == lagi.pk


@pytest.mark.parametrize("terkirim", [False, True])
def test_a_hand_over_that_called_off_a_meeting(surat, kepala, petugas, rekan, ruang, jam_uji, terkirim):
    """Its news is called back, or what holds again is told: never a meeting that nobody hears of."""
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=SELASA, ruang=ruang, lama=LAMA_BAKU)
    kirim_tertunda()
    jam_uji.maju(menit=15)
    Ketidakhadiran.objects.create(
        petugas=rekan, mulai=wita("2026-11-23T10:00"), selesai=wita("2027-03-01T08:00"), alasan="Dinas luar."
    )
    serah_terima.serahkan_semua(petugas=petugas, oleh=kepala, pengganti={surat.pk: rekan}, alasan="Cuti.")
    assert not Audiensi.objects.berjalan().exists()
    assert keadaan(surat) == ["diterima", "antre"]
    if terkirim:
        kirim_tertunda()
    jam_uji.maju(menit=3)
    tarik_disposisi(disposisi=Disposisi.objects.get(aktif_untuk=surat), oleh=kepala)
    assert Audiensi.objects.berjalan().get().mulai == SELASA
    if not terkirim:
        assert keadaan(surat) == ["diterima", "dibatalkan"]
        return
    kabar = Pesan.objects.untuk_kasus(surat.uuid).last()
    assert (kabar.keadaan, kabar.data["batal"], "24 November 2026" in kabar.isi) == ("antre", False, True)


def test_the_officer_whose_notice_nobody_wrote_writes_it(surat, kepala, petugas, rekan, jam_uji):
    """The one that a channel took was about the revoked decision."""
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True)
    jam_uji.maju(menit=1)
    dua = rantai.disposisi_ulang(
        surat=surat, oleh=kepala, petugas=rekan, alasan_perubahan="Ganti.", mode="tatap_muka"
    )
    kirim_tertunda()
    jam_uji.maju(menit=1)
    tarik_disposisi(disposisi=dua, oleh=kepala)
    surat = SuratMasuk.objects.get(pk=surat.pk)
    assert (surat.status, surat.petugas) == ("didisposisikan", petugas)
    assert Pesan.objects.untuk_kasus(surat.uuid).last().kelas == "penarikan"
    kirim_pemberitahuan(surat=surat, oleh=petugas)
    kirim_tertunda()
    surat.refresh_from_db()
    assert surat.status == "dijawab"


def test_another_way_and_revoking_lock_the_letter_before_the_message(surat, kepala, petugas):
    """In one order, so that a notice sent another way is either cancelled too, or refused."""
    satu = pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    kabar = Pesan.objects.get(kasus=surat.uuid, kelas="pemberitahuan")
    with CaptureQueriesContext(connection) as kueri:
        outbox.kirim_cara_lain(pesan=kabar, oleh=petugas, saluran="kertas", tujuan="")
    dibaca = [satu["sql"] for satu in kueri if satu["sql"].startswith("SELECT")]
    tabel = [re.search(r'FROM "(\w+)"', sql)[1] for sql in dibaca]
    assert tabel.index("agenda_suratmasuk") < tabel.index("notifikasi_pesan")
    tarik_disposisi(disposisi=satu, oleh=kepala)
    assert keadaan(surat) == ["dibatalkan", "dibatalkan"]


def test_the_page_says_whether_the_news_has_gone_and_what_hinders(kepala, petugas, jam_uji, client):
    client.force_login(kepala)
    surat = pabrik.pengaduan(pengirim_=pelacak())
    satu = pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    alamat = reverse("portal:tarik_disposisi", args=[satu.pk])
    halaman = client.get(alamat).content.decode()
    assert "Kabarnya sudah terkirim pada" in halaman
    assert "10 menit lagi" in halaman
    laksanakan(surat=SuratMasuk.objects.get(pk=surat.pk), oleh=petugas, pada=jam.sekarang())
    halaman = client.get(alamat).content.decode()
    assert "sudah berjalan sesudah disposisi itu" in halaman
    assert "menit lagi" not in halaman
    warga = Client()
    lain = pabrik.pengaduan(pengirim_=pelacak())
    dua = pabrik.disposisi(lain, oleh=kepala, petugas=petugas)
    jam_uji.maju(menit=1)
    client.post(reverse("portal:tarik_disposisi", args=[dua.pk]))
    lain = SuratMasuk.objects.get(pk=lain.pk)
    pabrik.disposisi(lain, oleh=kepala, petugas=petugas, surat_oleh_petugas=True)
    warga.post(reverse("portal:lacak"), {"nomor": lain.nomor, "kode": rahasia.kode(lain)})
    halaman = warga.get(reverse("portal:kasus"))
    assert "Keputusan tadi kami tarik kembali" in halaman.content.decode()
    assert halaman.context["halaman_jadwal"] is False
