"""The secret of a letter reaches its sender and nobody else."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from dinsos.agenda import kode_ulang, rahasia
from dinsos.agenda.models import BukaIdentitas, Riwayat
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from tests import pabrik
from tests.bantu.templat import ketatkan
from tests.portal.kerja import SENIN, kata, lewat_wa, masuk

pytestmark = pytest.mark.django_db
KODE = re.compile(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}")
HALAMAN = reverse("portal:kode_baru")


@pytest.fixture(autouse=True)
def _siap(settings, jam_uji):
    ketatkan(settings)
    jam_uji.ke(SENIN)


def test_a_receipt_that_is_sent_another_way_holds_no_secret():
    """The desk sends it to an address of its own, and to the sender's own again: only the first one says it."""
    piket = pabrik.pengguna("piket")
    surat = pabrik.pengaduan()
    kirim_tertunda()
    assert rahasia.kode(surat) in mail.outbox[-1].body
    for tujuan in ("piket@contoh.test", surat.pengirim.email):
        pesan = Pesan.objects.filter(kelas="tanda_terima", tidak_sampai="").latest("dibuat_pada", "kunci")
        pesan = outbox.catat_tidak_sampai(
            pesan=pesan, oleh=piket, alasan="surat kembali", saluran="kertas", tujuan=""
        )
        outbox.kirim_cara_lain(pesan=pesan, oleh=piket, saluran="email", tujuan=tujuan)
        kirim_tertunda()
        surel = mail.outbox[-1]
        assert surel.to[0].endswith(f"{tujuan}>") or surel.to == [tujuan]
        assert not KODE.search(surel.body)
        assert "ada pada tanda terima Anda. Bila hilang, datang atau hubungi kami" in surel.body


def test_the_desk_gives_a_new_code_once_and_the_sender_hears_of_it():
    piket = pabrik.pengguna("piket")
    surat = pabrik.pengaduan()
    lama = rahasia.kode(surat)
    klien = masuk(piket)
    assert "tidak ditemukan" in kata(klien.get(HALAMAN, {"nomor": "2026-99999"}))
    alamat = f"{HALAMAN}?nomor={surat.nomor}"
    halaman = klien.get(alamat)
    assert surat.pengirim.nama in kata(halaman)
    assert klien.post(alamat, {"cara": "loket"}).status_code == 422
    isian = {"cara": "loket", "bukti": "ktp", "kali": halaman.context["kali"]}
    baru = KODE.search(klien.post(alamat, isian).content.decode())[0]
    assert klien.post(alamat, isian).status_code == 302, "sent again, it shows nothing and changes nothing"
    surat.refresh_from_db()
    assert (baru, surat.versi_rahasia) == (rahasia.kode(surat), 2)
    assert not rahasia.cocok(surat, lama)
    cerita = Riwayat.objects.get(surat=surat, jenis="kode_baru")
    assert (cerita.oleh, "KTP" in cerita.teks) == (piket, True)
    assert "Bila bukan Anda yang memintanya" in cerita.teks_warga
    kirim_tertunda()
    assert "kami ganti di loket" in mail.outbox[-1].body
    assert not KODE.search(mail.outbox[-1].body)


def test_by_mail_the_code_goes_to_the_senders_own_address_and_no_staff_reads_it():
    petugas = pabrik.pengguna("petugas")
    surat = pabrik.pengaduan()
    pabrik.disposisi(surat, petugas=petugas)
    jawaban = masuk(petugas).post(f"{HALAMAN}?nomor={surat.nomor}", {"cara": "surel"}, follow=True)
    surat.refresh_from_db()
    assert rahasia.kode(surat) not in jawaban.content.decode()
    kirim_tertunda()
    surel = next(satu for satu in mail.outbox if "Kode rahasia baru" in satu.subject)
    assert rahasia.kode(surat) in surel.body
    pesan = Pesan.objects.get(kelas="kode_baru")
    assert not KODE.search(pesan.isi)
    with pytest.raises(GalatAturan):
        kode_ulang.kirim_kode(surat=pabrik.pengaduan(pengirim_=lewat_wa()), oleh=pabrik.pengguna("piket"))


def test_a_secret_sender_gets_it_from_who_may_see_them_and_that_is_logged():
    piket, kepala = pabrik.pengguna("piket"), pabrik.pengguna("kepala_dinas")
    surat = pabrik.pengaduan(rahasiakan_identitas=True)
    layar = kata(masuk(piket).get(HALAMAN, {"nomor": surat.nomor}))
    assert kode_ulang.BUKAN_UNTUK_ANDA in layar
    for orang in (piket, pabrik.pengguna("petugas")):
        with pytest.raises(TidakBerwenang):
            kode_ulang.berikan_kode(surat=surat, oleh=orang, bukti="ktp")
    halaman = kata(masuk(kepala).get(HALAMAN, {"nomor": surat.nomor}))
    assert surat.pengirim.nama not in halaman
    kode_ulang.berikan_kode(surat=surat, oleh=kepala, bukti="ktp")
    assert BukaIdentitas.objects.get().pengguna == kepala
