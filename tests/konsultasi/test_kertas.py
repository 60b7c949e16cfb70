"""A sender who fetches the letters on paper: nothing counts before somebody has handed the paper over."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from dinsos.agenda import rahasia, tampilan
from dinsos.agenda.enums import Status
from dinsos.inti import jam
from dinsos.notifikasi.enums import Keadaan, Saluran
from dinsos.notifikasi.models import Pesan
from dinsos.portal import meja
from konsultasi import penanganan
from tests import pabrik
from tests.konsultasi.tahap import SARAN, berhenti, berita_acara, sebentar, terima
from tests.portal.kerja import SENIN, TERTULIS, alamat, ambil_kertas, besok, kata, masuk, pesan_layar

pytestmark = pytest.mark.django_db


@pytest.fixture
def surat(kepala, petugas, jam_uji):
    """A consultation whose receipt and answer letter wait on paper; now it is Monday 10:00."""
    jam_uji.ke(SENIN)
    satu = pabrik.konsultasi(pengirim_=ambil_kertas())
    jam_uji.ke("2026-11-23T10:00+08:00")
    pabrik.disposisi(satu, oleh=kepala, petugas=petugas, waktu=besok())
    satu.refresh_from_db()
    return satu


def jawaban(surat) -> Pesan:
    return Pesan.objects.get(kunci=f"surat:{surat.pk}:jawaban")


@pytest.mark.sk("KSL-SYARAT-1")
def test_a_sender_can_be_reached_by_paper_alone():
    surat = pabrik.konsultasi(pengirim_=ambil_kertas(telepon=""))
    assert surat.pengirim.history.get().jawaban_kertas
    surat.pengirim.jawaban_kertas = False
    with pytest.raises(IntegrityError), transaction.atomic():
        surat.pengirim.save()


@pytest.mark.sk("KSL-PROSEDUR-4", "KSL-WAKTU-1")
def test_the_clock_runs_until_an_officer_records_that_paper_was_handed_over(petugas, surat, jam_uji):
    pesan = jawaban(surat)
    assert (pesan.saluran, pesan.keadaan, pesan.tujuan) == (Saluran.KERTAS, Keadaan.MENUNGGU_MANUAL, "")
    assert (surat.status, berhenti(surat, "respon")) == (Status.DIDISPOSISIKAN, None)
    jam_uji.ke("2026-11-24T09:00+08:00")
    pada = terima(surat, "jawaban", petugas)
    surat.refresh_from_db()
    assert (surat.status, berhenti(surat, "respon")) == (Status.DIJAWAB, pada)


def test_who_never_comes_leaves_the_letter_overdue(petugas, surat, jam_uji):
    jam_uji.ke("2026-11-24T16:00:01+08:00")
    respon = surat.tenggat.get(jenis="respon")
    assert tampilan.keadaan(respon, jam.sekarang()).kode == "terlambat"
    terima(surat, "jawaban", petugas)
    respon.refresh_from_db()
    assert tampilan.keadaan(respon, jam.sekarang()).kode == "terpenuhi_terlambat"


def test_in_writing_the_second_clock_waits_for_paper_too(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = pabrik.konsultasi(pengirim_=ambil_kertas())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=besok(), **TERTULIS)
    terima(surat, "jawaban", petugas)
    surat.refresh_from_db()
    penanganan.jawab_tertulis(surat=surat, oleh=petugas, jawaban=SARAN)
    assert berhenti(surat, "pelaksanaan") is None
    pada = terima(surat, "hasil", petugas)
    assert berhenti(surat, "pelaksanaan") == pada


def test_the_worklist_shows_it_and_the_receipt_waits_for_piket(petugas, surat):
    assert {p.kelas for p in meja.pesan_manual(petugas)} == {"tanda_terima", "pemberitahuan"}
    assert [p.kelas for p in meja.pesan_manual(pabrik.pengguna("piket"))] == ["tanda_terima"]
    halaman = kata(masuk(petugas).get(alamat(surat)))
    assert "Serahkan surat jawaban di atas kertas, lalu tandai." in halaman
    assert "Pengirim mengambil surat kertas di loket" in halaman
    assert "melacak sendiri" not in halaman


def test_the_page_says_what_to_do_and_keeps_it_off_the_paper(petugas, surat):
    klien, url = masuk(petugas), reverse("portal:pesan", args=[jawaban(surat).pk])
    teks = kata(klien.get(url))
    assert "Cetak, serahkan, lalu tandai" in teks
    assert "Unduh dan cetak suratnya." in teks
    assert "Kepada <strong>Wa Ode Nurhayati</strong> melalui Surat kertas. Menunggu diserahkan" in teks
    assert "Permohonan konsultasi Anda kami setujui." in teks
    assert teks.count('<section class="kartu tanpa-cetak"') == 2
    sesudah = klien.post(
        url, {"aksi": "tandai", "tandai-pada": "2026-11-23T10:00", "tandai-bukti": "diambil"}
    )
    assert pesan_layar(sesudah) == [("success", "Sudah dicatat sebagai terkirim.")]
    assert jam.sekarang() - berhenti(surat, "respon") < sebentar()


def test_the_head_reads_how_the_answer_goes(kepala, jam_uji):
    jam_uji.ke(SENIN)
    surat = pabrik.konsultasi(pengirim_=ambil_kertas())
    halaman = kata(masuk(kepala).get(reverse("admin:disposisi_putuskan", args=[surat.pk])))
    assert "pengirim mengambil surat kertas di loket." in halaman
    assert "pengirim memilih melacak sendiri" not in halaman


def test_the_sender_reads_on_the_case_page_what_was_handed_over(client, petugas, surat):
    client.post("/lacak/", {"nomor": surat.nomor, "kode": rahasia.kode(surat)})
    assert "Permohonan konsultasi Anda kami setujui." not in kata(client.get("/lacak/surat/"))
    terima(surat, "jawaban", petugas)
    teks = kata(client.get("/lacak/surat/"))
    assert "Permohonan konsultasi Anda kami setujui." in teks
    assert "kami kirim kepada Anda melalui surat kertas" in teks
    berita_acara(surat, petugas, mulai=jam.sekarang() - timedelta(minutes=1))
    assert SARAN not in kata(client.get("/lacak/surat/"))
