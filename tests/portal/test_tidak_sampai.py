"""The staff's pages when an accepted message did not arrive."""

import pytest
from django.urls import reverse

from dinsos.agenda.models import Riwayat
from dinsos.inti import jam
from dinsos.notifikasi import actions as outbox
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from tests import pabrik
from tests.bantu.server import port_bebas
from tests.notifikasi.bantuan import Penampung, server_surat
from tests.portal.kerja import SENIN, kata, masuk, pelacak, pesan_layar

pytestmark = pytest.mark.usefixtures("templat_ketat")


def test_a_mail_that_came_back_goes_out_another_way(settings, kepala, petugas, jam_uji):
    """The officer records it from the letter's page; the clock keeps its stop, the message is on the worklist."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_SIMULASI, settings.EMAIL_USE_TLS = False, False
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port_bebas()
    jam_uji.ke(SENIN)
    surat = pabrik.pengaduan()
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    with server_surat(Penampung(), settings.EMAIL_PORT):
        kirim_tertunda()
    berhenti = surat.tenggat.get(jenis="respon").berhenti_pada
    assert berhenti is not None
    jam_uji.maju(jam=3)
    pesan = Pesan.objects.get(kelas="pemberitahuan")
    alamat = reverse("portal:pesan", args=[pesan.pk])
    klien = masuk(petugas)
    assert f"{alamat}?tidak-sampai=1" in klien.get(reverse("portal:surat", args=[surat.pk])).content.decode()
    assert "Catat dan kirim lagi" in kata(klien.get(f"{alamat}?tidak-sampai=1"))
    assert klien.get(alamat).status_code == 302

    kosong = klien.post(alamat, {"aksi": "tidak_sampai", "tidak_sampai-saluran": "kertas"})
    assert kosong.status_code == 422
    assert "Tulis dari mana Anda tahu bahwa pesan ini tidak sampai." in kata(kosong)
    isian = {"tidak_sampai-alasan": "surat kembali", "tidak_sampai-saluran": "kertas"}
    jawaban = klien.post(alamat, {"aksi": "tidak_sampai"} | isian)
    baru = Pesan.objects.get(menggantikan=pesan)
    assert jawaban.url == reverse("portal:pesan", args=[baru.pk])
    assert baru.isi.splitlines()[-2:] == ["Hormat kami,", "Dinas Sosial Kabupaten Buton"]
    assert reverse("portal:pesan", args=[baru.pk]) in klien.get(reverse("portal:kerja")).content.decode()
    halaman = kata(klien.get(reverse("portal:surat", args=[surat.pk])))
    assert "tetapi dikembalikan, alamatnya tidak bisa menerima" in halaman
    cerita = Riwayat.objects.get(surat=surat, jenis="tidak_sampai")
    assert (cerita.oleh, cerita.teks_warga) == (petugas, "")
    assert cerita.teks.startswith("Pemberitahuan tindak lanjut (Surat elektronik) dikembalikan")

    outbox.tandai_manual(pesan=baru, oleh=petugas, pada=jam.sekarang())
    assert surat.tenggat.get(jenis="respon").berhenti_pada == berhenti


def test_what_stands_on_the_case_page_did_arrive(kepala, petugas):
    surat = pabrik.pengaduan(pengirim_=pelacak())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    pesan = Pesan.objects.get(kelas="pemberitahuan")
    jawaban = masuk(petugas).post(reverse("portal:pesan", args=[pesan.pk]), {"aksi": "tidak_sampai"})
    ((_, kata_layar),) = pesan_layar(jawaban)
    assert "Dimuat di halaman lacak" in kata_layar
    assert not pesan.bisa_tidak_sampai
