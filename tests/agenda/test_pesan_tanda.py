"""A mark "sent" made by mistake: the clock runs on with its original due time, and nothing recorded is erased."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from dinsos.agenda import actions as agenda
from dinsos.agenda import kunjungan as tamu
from dinsos.agenda.akibat import catat_tidak_hadir
from dinsos.agenda.detak import detak
from dinsos.agenda.enums import Status
from dinsos.agenda.models import Riwayat, SuratMasuk, Tenggat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi.enums import Keadaan
from dinsos.notifikasi.koreksi import tarik_tanda
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi import jadwal, rantai
from disposisi.models import Audiensi, Ruang
from pengaduan import actions as pengaduan
from tests import pabrik
from tests.agenda import tamu as meja
from tests.portal.kerja import PELAKSANAAN, RESPON, SENIN, TERTULIS, besok, lewat_wa

pytestmark = pytest.mark.django_db


@pytest.fixture
def kepala(db):
    return pabrik.pengguna("kepala_dinas")


@pytest.fixture
def petugas(db):
    return pabrik.pengguna("petugas")


def surat_diberitahu(kepala, petugas, **cara) -> SuratMasuk:
    """A complaint filed on Monday at 09:00; its notice waits for WhatsApp."""
    surat = pabrik.pengaduan(pengirim_=lewat_wa())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, **cara)
    return surat


def ambil(surat: SuratMasuk, kelas: str = "pemberitahuan") -> Pesan:
    return Pesan.objects.filter(kasus=surat.uuid, kelas=kelas).latest("dibuat_pada", "kunci")


def tandai(surat: SuratMasuk, petugas, kelas: str = "pemberitahuan") -> Pesan:
    return outbox.tandai_manual(pesan=ambil(surat, kelas), oleh=petugas, pada=jam.sekarang())


def tarik(pesan: Pesan, petugas) -> Pesan:
    return tarik_tanda(pesan=pesan, oleh=petugas, alasan="Salah pesan.")


def tenggat(surat: SuratMasuk, jenis: str = "respon") -> Tenggat:
    return meja.jam_surat(surat, jenis)


def status(surat: SuratMasuk) -> str:
    surat.refresh_from_db()
    return surat.status


@pytest.mark.sk("PGD-WAKTU-1", "KSL-WAKTU-1")
def test_the_clock_runs_on_with_its_original_due_time_and_lateness_stays(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = surat_diberitahu(kepala, petugas)
    jam_uji.ke("2026-11-23T10:00+08:00")
    pesan = tandai(surat, petugas)
    assert (tenggat(surat).berhenti_pada, status(surat)) == (pesan.diterima_pada, Status.DIJAWAB)
    jam_uji.ke("2026-11-24T08:00+08:00")
    assert detak() == 0  # the step of the due day found the clock stopped

    tarik(pesan, petugas)
    jalan = tenggat(surat)
    assert (jalan.berhenti_pada, jalan.akibat, jalan.jatuh_tempo) == (None, "", RESPON)
    assert status(surat) == Status.DIDISPOSISIKAN
    assert surat.history.first().history_user == petugas
    cerita = Riwayat.objects.get(surat=surat, jenis="tanda_ditarik")
    assert (cerita.oleh, cerita.pelaku) == (petugas, str(petugas))
    assert f"Senin, 23 November 2026 pukul 10.00 WITA oleh {petugas}. Alasan: Salah pesan." in cerita.teks
    assert cerita.teks.endswith("batas semula, Selasa, 24 November 2026 pukul 16.00 WITA.")
    assert cerita.teks_warga == (
        "Kami keliru mencatat bahwa pemberitahuan tindak lanjut sudah kami kirim kepada Anda. "
        "Kami segera mengirimkannya."
    )
    assert Riwayat.objects.filter(surat=surat, jenis="dijawab").exists()
    assert detak() == 1  # the officer is reminded after all

    jam_uji.ke("2026-11-25T09:00+08:00")
    assert meja.status_kini(tenggat(surat)) == "terlambat"
    lampau = datetime.fromisoformat("2026-11-24T07:59+08:00")
    with pytest.raises(GalatAturan, match=r"sebelum tanda yang keliru ditarik, yaitu Selasa, 24 .* 08\.00"):
        outbox.tandai_manual(pesan=pesan, oleh=petugas, pada=lampau, alasan="Sudah kemarin.")
    dikirim = tandai(surat, petugas)
    assert dikirim.pk == pesan.pk
    assert tenggat(surat).berhenti_pada == dikirim.diterima_pada
    assert meja.status_kini(tenggat(surat)) == "terpenuhi_terlambat"
    assert status(surat) == Status.DIJAWAB


def test_what_was_said_in_person_still_counts(petugas, jam_uji):
    """A walk-in complaint: the guest was led after the false mark; that is when the first answer was given."""
    jam_uji.ke(SENIN)
    piket = pabrik.pengguna("piket")
    kunjungan = meja.kunjungan(meja.surat_tamu(), oleh=piket)
    surat = kunjungan.surat
    surat.pengirim.email = ""
    surat.pengirim.save()
    pabrik.disposisi(surat, petugas=petugas)
    pesan = tandai(surat, petugas)
    jam_uji.ke("2026-11-23T09:30+08:00")
    tamu.arahkan_tamu(kunjungan=kunjungan, oleh=piket, petugas=petugas)
    assert tenggat(surat).berhenti_pada == pesan.diterima_pada
    jam_uji.ke("2026-11-23T09:40+08:00")
    tarik(pesan, petugas)
    kunjungan.refresh_from_db()
    assert tenggat(surat).berhenti_pada == kunjungan.diarahkan_pada > pesan.diterima_pada
    assert status(surat) == Status.DIJAWAB


def test_nobody_stays_away_from_a_time_that_they_were_not_told(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    slot = besok()
    surat = surat_diberitahu(kepala, petugas, waktu=slot)
    pesan = tandai(surat, petugas)
    jam_uji.ke("2026-11-24T11:00+08:00")
    catat_tidak_hadir(surat=surat, oleh=petugas, slot_mulai=slot, bukti="Ditunggu sampai pukul 11.")
    assert tenggat(surat, "pelaksanaan").berhenti_pada is not None
    tarik(pesan, petugas)
    jalan = tenggat(surat, "pelaksanaan")
    assert (jalan.berhenti_pada, jalan.akibat, jalan.jatuh_tempo) == (None, "", PELAKSANAAN)
    assert "ketidakhadirannya" in Riwayat.objects.get(surat=surat, jenis="tanda_ditarik").teks


def test_the_same_holds_for_an_appointment_that_was_moved(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    ruang = Ruang.objects.create(nama="Ruang Layanan 1")
    surat = surat_diberitahu(kepala, petugas, waktu=besok(), ruang=ruang, lama=timedelta(minutes=30))
    diberitahu = tandai(surat, petugas)
    baru = jadwal.jadwal_ulang(
        audiensi=Audiensi.objects.get(surat=surat),
        oleh=petugas,
        mulai=besok() + timedelta(days=1),
        alasan="Rapat.",
    )
    keliru = tandai(surat, petugas, "jadwal")
    jam_uji.ke("2026-11-25T09:20+08:00")
    jadwal.catat_pemohon_tidak_hadir(audiensi=baru, oleh=petugas, bukti="Ditunggu piket.")
    assert tenggat(surat, "pelaksanaan").akibat == "pemohon_tidak_hadir"
    tarik(tandai(surat, petugas, "tanda_terima"), petugas)
    assert tenggat(surat, "pelaksanaan").akibat == "pemohon_tidak_hadir", "that message named no time"
    tarik(keliru, petugas)
    jalan = tenggat(surat, "pelaksanaan")
    assert (jalan.berhenti_pada, jalan.akibat) == (None, "")
    assert tenggat(surat).berhenti_pada == diberitahu.diterima_pada


def test_a_letter_that_was_withdrawn_meanwhile(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = surat_diberitahu(kepala, petugas)
    pesan = tandai(surat, petugas)
    jam_uji.ke("2026-11-23T11:00+08:00")
    agenda.cabut(surat=surat)
    jam_uji.ke("2026-11-23T12:00+08:00")
    tarik(pesan, petugas)
    jalan = tenggat(surat)
    assert status(surat) == Status.DICABUT
    assert (jalan.berhenti_pada, jalan.akibat) == (surat.ditutup_pada, "dicabut")


def test_a_written_outcome_that_was_never_sent(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = surat_diberitahu(kepala, petugas, **TERTULIS, waktu=besok())
    tandai(surat, petugas)
    respon = tenggat(surat).berhenti_pada
    jam_uji.ke("2026-11-24T09:00+08:00")
    pengaduan.catat_hasil(surat=surat, oleh=petugas, hasil="Bantuan dibayarkan.", perbaikan="Diperiksa.")
    pesan = tandai(surat, petugas, "hasil")
    assert status(surat) == Status.DILAKSANAKAN
    tarik(pesan, petugas)
    jalan = tenggat(surat, "pelaksanaan")
    assert (status(surat), jalan.berhenti_pada, jalan.jatuh_tempo) == (Status.DIJAWAB, None, PELAKSANAAN)
    assert tenggat(surat).berhenti_pada == respon
    tandai(surat, petugas, "hasil")
    pengaduan.selesaikan(surat=surat, oleh=petugas)
    tarik(ambil(surat, "hasil"), petugas)
    assert (status(surat), tenggat(surat, "pelaksanaan").berhenti_pada) == (Status.SELESAI, None)
    assert surat in SuratMasuk.objects.di_meja(petugas)


def test_a_receipt_stops_no_clock_and_a_clock_stopped_before_keeps_its_stop(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = surat_diberitahu(kepala, petugas)
    tandai(surat, petugas)
    berhenti = tenggat(surat).berhenti_pada
    jam_uji.maju(jam=1)
    tarik(tandai(surat, petugas, "tanda_terima"), petugas)
    assert Riwayat.objects.get(surat=surat, jenis="tanda_ditarik").teks_warga == ""
    ulang(surat, kepala)
    tarik(tandai(surat, petugas), petugas)
    assert (tenggat(surat).berhenti_pada, status(surat)) == (berhenti, Status.DIJAWAB)


def ulang(surat: SuratMasuk, kepala) -> None:
    """Decided anew: the citizen hears of another officer."""
    baru = pabrik.pengguna("petugas")
    rantai.disposisi_ulang(
        surat=surat, oleh=kepala, alasan_perubahan="Berubah.", mode="tatap_muka", petugas=baru
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("dahulu", ["tarik", "kirim", "bersamaan"])
def test_the_mark_is_taken_back_while_another_channel_accepts(kepala, petugas, jam_uji, dahulu):
    """A newer notice leaves by e-mail: the clock stops where that was accepted, in any order."""
    jam_uji.ke(SENIN)
    surat = surat_diberitahu(kepala, petugas)
    pesan = tandai(surat, petugas)
    jam_uji.maju(jam=1)
    ulang(surat, kepala)
    outbox.kirim_cara_lain(pesan=ambil(surat), oleh=petugas, saluran="email", tujuan="warga@contoh.test")
    bersama = Barrier(2 if dahulu == "bersamaan" else 1)

    def jalankan(kerja) -> object:
        try:
            bersama.wait(30)
            return kerja()
        finally:
            connection.close()

    kerja = [lambda: tarik(pesan, petugas), kirim_tertunda]
    if dahulu == "kirim":
        kerja.reverse()
    with ThreadPoolExecutor(bersama.parties) as kolam:
        list(kolam.map(jalankan, kerja))
    pesan.refresh_from_db()
    surel = Pesan.objects.get(kasus=surat.uuid, saluran="email")
    assert (pesan.keadaan, surel.keadaan) == (Keadaan.DIBATALKAN, Keadaan.DITERIMA)
    assert tenggat(surat).berhenti_pada == surel.diterima_pada > datetime.fromisoformat(SENIN)
    assert status(surat) == Status.DIJAWAB
    assert "sudah ada yang lebih baru" in Riwayat.objects.get(surat=surat, jenis="tanda_ditarik").teks
