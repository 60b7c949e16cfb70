"""Invitations as they arrive: through a real SMTP server, read by parsers that know nothing of the writer."""

from datetime import datetime, timedelta

import pytest
import vobject

from dinsos.agenda import surat_terbit
from dinsos.dokumen.models import SuratKeluar
from dinsos.inti import jam
from dinsos.notifikasi import registri
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi import jadwal, usulan
from disposisi.jadwal_undangan import lampiran
from disposisi.models import Audiensi
from disposisi.rencana import LAMA_BAKU
from tests import pabrik
from tests.bantu.server import port_bebas
from tests.notifikasi.bantuan import Penampung, server_surat

pytestmark = pytest.mark.django_db
TAUTAN = "https://meet.jit.si/RahasiaTujuh?x=1"
PENGIRIM, PETUGAS = "nurhayati@contoh.test", "amrin@contoh.test"
RABU = datetime.fromisoformat("2026-11-25T09:00+08:00")


@pytest.fixture
def kotak(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_SIMULASI = False
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port_bebas()
    settings.EMAIL_USE_TLS = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    penampung = Penampung()
    with server_surat(penampung, settings.EMAIL_PORT):
        yield penampung


@pytest.fixture
def petugas(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    return pabrik.pengguna("petugas", nama="La Ode Amrin", email=PETUGAS)


@pytest.fixture
def surat(petugas):
    """A video call on Wednesday 09.00 about the letter of a sender whose identity is secret."""
    surat = pabrik.pengaduan(rahasiakan_identitas=True)
    pabrik.disposisi(
        surat, petugas=petugas, mode="daring", metode="video", waktu=RABU, tempat=TAUTAN, lama=LAMA_BAKU
    )
    return surat


def sampai(kotak, ke: str) -> tuple[str, object]:
    """What has arrived for this address by now: the whole last message as text, and its calendar."""
    kirim_tertunda()
    surat = [satu for satu in kotak.surat if satu["To"] == ke][-1]
    [bagian] = [satu for satu in surat.walk() if satu.get_content_type() == "text/calendar"]
    kalender = vobject.readOne(bagian.get_payload(decode=True).decode())
    assert bagian["Content-Type"].params["method"] == kalender.method.value
    assert bagian.get_filename().endswith(".ics")
    isi = "\n".join(
        satu.get_payload(decode=True).decode()
        for satu in surat.walk()
        if satu.get_content_maintype() == "text"
    )
    return f"{surat['Subject']}\n{isi}", kalender


def urutan(kalender) -> int:
    return int(kalender.vevent.sequence.value)


def test_dibuat_dipindahkan_dibatalkan(kotak, surat, petugas):
    isi, awal = sampai(kotak, PENGIRIM)
    assert awal.method.value == "REQUEST"
    assert awal.vevent.dtstart.value == RABU
    assert awal.vtimezone.tzid.value == "Asia/Makassar"
    assert awal.vevent.attendee.value == f"mailto:{PENGIRIM}"
    assert awal.vevent.organizer.value.startswith("mailto:")
    assert "halaman lacak" in isi
    dari_petugas = sampai(kotak, PETUGAS)[1]
    assert dari_petugas.vevent.uid.value == awal.vevent.uid.value

    audiensi = Audiensi.objects.get(surat=surat)
    baru = jadwal.jadwal_ulang(
        audiensi=audiensi, oleh=petugas, mulai=RABU + timedelta(hours=1), alasan="Rapat."
    )
    for siapa in (PENGIRIM, PETUGAS):
        pindah = sampai(kotak, siapa)[1]
        assert (pindah.method.value, pindah.vevent.uid.value) == ("REQUEST", awal.vevent.uid.value)
        assert urutan(pindah) > urutan(awal)
        assert pindah.vevent.dtstart.value == RABU + timedelta(hours=1)
    jadwal.batalkan_jadwal(audiensi=baru, oleh=petugas, alasan="Petugas sakit.")
    for siapa in (PENGIRIM, PETUGAS):
        batal = sampai(kotak, siapa)[1]
        assert (batal.method.value, batal.vevent.status.value) == ("CANCEL", "CANCELLED")
        assert batal.vevent.uid.value == awal.vevent.uid.value
        assert urutan(batal) > urutan(pindah)
    assert len(kotak.surat) == 7, "the receipt, and three messages to each"
    for satu in kotak.surat:
        assert "RahasiaTujuh" not in satu.as_string(), "the link stands behind the secret only"


def test_petugas_tidak_membaca_siapa_pengirimnya(kotak, surat):
    isi, kalender = sampai(kotak, PETUGAS)
    semua = isi + kalender.serialize()
    pengirim = surat.pengirim
    for rahasia in (pengirim.nama, pengirim.email, pengirim.telepon, pengirim.alamat, surat.hal, TAUTAN):
        assert rahasia not in semua
    assert surat.nomor in semua


def test_pilihan_pengirim_sampai_sebagai_undangan_baru(kotak, surat, petugas):
    awal = sampai(kotak, PENGIRIM)[1]
    surat.refresh_from_db()
    [satu] = usulan.usulkan(surat=surat, oleh=petugas, mulai=[RABU + timedelta(days=1)], alasan="Rapat.")
    usulan.pilih_usulan(surat=surat, pk=satu.pk)
    for siapa in (PENGIRIM, PETUGAS):
        baru = sampai(kotak, siapa)[1]
        assert (baru.vevent.uid.value, baru.method.value) == (awal.vevent.uid.value, "REQUEST")
        assert urutan(baru) > urutan(awal)


def test_surat_yang_ditutup_membatalkan_kedua_undangan(kotak, surat):
    awal = sampai(kotak, PENGIRIM)[1]
    jadwal.lepaskan_jadwal(surat=surat)
    for siapa in (PENGIRIM, PETUGAS):
        batal = sampai(kotak, siapa)[1]
        assert (batal.method.value, batal.vevent.uid.value) == ("CANCEL", awal.vevent.uid.value)


def test_petugas_lama_dibatalkan_undangannya(kotak, surat, petugas):
    lain = pabrik.pengguna("petugas", email="sitti@contoh.test")
    audiensi = Audiensi.objects.get(surat=surat)
    jadwal.jadwal_ulang(audiensi=audiensi, oleh=petugas, mulai=RABU, petugas=lain, alasan="Cuti.")
    assert sampai(kotak, PETUGAS)[1].method.value == "CANCEL"
    assert sampai(kotak, "sitti@contoh.test")[1].method.value == "REQUEST"


def test_setiap_percobaan_mengirim_berkas_yang_sama(surat, jam_uji):
    pesan = Pesan.objects.get(kelas="pemberitahuan")
    dulu = registri.ambil("pemberitahuan").lampiran(pesan)
    jam_uji.maju(jam=1)
    Audiensi.objects.filter(surat=surat).update(keadaan="dibatalkan")
    assert registri.ambil("pemberitahuan").lampiran(pesan) == dulu
    assert lampiran(pesan) == dulu[1:]  # after the letter itself


def test_tanpa_alamat_petugas_tidak_ada_pesan(petugas):
    petugas.email = ""
    petugas.save()
    surat = pabrik.pengaduan()
    pabrik.disposisi(surat, petugas=petugas, mode="daring", metode="telepon", waktu=RABU, lama=LAMA_BAKU)
    assert not Pesan.objects.filter(kelas="jadwal_petugas").exists()
    assert jam.sekarang() < Audiensi.objects.get(surat=surat).mulai


def test_surat_pengganti_mengundang_ke_waktu_yang_berlaku(surat, petugas):
    """The first letter never left; meanwhile the appointment was moved, then called off."""

    def ganti(teks: str) -> list:
        keluar = SuratKeluar.objects.milik(surat.uuid).berlaku().get(jenis="surat_jawaban")
        baru = surat_terbit.ganti_surat(surat=surat, keluar=keluar, oleh=petugas, teks=teks)
        pesan = Pesan.objects.get(data__surat_keluar=str(baru.pk))
        berkas = [satu.isi for satu in registri.ambil(pesan.kelas).lampiran(pesan)]
        return [vobject.readOne(isi.decode()) for isi in berkas if isi.startswith(b"BEGIN:VCALENDAR")]

    lama, pesan_awal = Audiensi.objects.get(surat=surat), Pesan.objects.get(kelas="pemberitahuan")
    [undangan_awal] = [vobject.readOne(satu.isi.decode()) for satu in lampiran(pesan_awal)]
    kamis = RABU + timedelta(days=1)
    pindah = jadwal.jadwal_ulang(audiensi=lama, oleh=petugas, mulai=kamis, alasan="Rapat.")
    [undangan] = ganti("Kita bertemu hari Kamis.")
    assert undangan.vevent.dtstart.value == kamis
    assert (undangan.vevent.uid.value, undangan.method.value) == (undangan_awal.vevent.uid.value, "REQUEST")
    jadwal.batalkan_jadwal(audiensi=pindah, oleh=petugas, alasan="Petugas sakit.")
    assert ganti("Kami kabari lagi.") == []
