"""Guests register on their own phone; nothing counts before piket confirms, and then from the phone's instant."""

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dinsos.agenda.models import SuratMasuk, Tenggat
from dinsos.bukutamu import daftar_sendiri, layar, retensi
from dinsos.bukutamu.models import PendaftaranTamu, Tamu
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi.rencana import LAMA_BAKU
from tests import pabrik
from tests.bukutamu.tamu import isian

pytestmark = [pytest.mark.django_db, pytest.mark.sk("KSL-SYARAT-5")]
MEJA = reverse("bukutamu:meja")


@pytest.fixture
def pintu() -> str:
    return reverse("bukutamu:daftar", args=[layar.kunci_pintu()])


@pytest.fixture
def ponsel() -> Client:
    """The guest's own browser, without an account."""
    return Client()


def isi(klien, alamat: str) -> str:
    return re.sub(r"\s+", " ", klien.get(alamat).content.decode())


def tulis(**kolom) -> PendaftaranTamu:
    data = {"jenis": "konsultasi", "nama": "La Ode Ponsel", "keperluan": "Syarat sembako", "asal": "Wabula"}
    return daftar_sendiri.daftar(kunci=uuid.uuid4(), **(data | kolom))


def test_from_the_phone_to_the_book_with_one_tap_and_the_hour_of_the_phone(ponsel, meja, pintu, jam_uji):
    jam_uji.ke("2026-11-23T09:02+08:00")
    data = isian()
    jawaban = ponsel.post(pintu, data)
    assert ponsel.post(pintu, data).url == jawaban.url, "the same form again is the same registration"
    satu = PendaftaranTamu.objects.get()
    assert jawaban.url == f"{pintu}{satu.kunci}/"
    assert "Menunggu petugas piket" in isi(ponsel, jawaban.url)
    assert not Tamu.objects.exists()
    assert not SuratMasuk.objects.exists(), "no case and no clock before piket confirms"

    jam_uji.ke("2026-11-23T09:10:30+08:00")
    layar_ = isi(meja, MEJA)
    assert "Mengisi di ponsel pukul 09.02 WITA, 8 menit lalu." in layar_
    assert "La Sali" in layar_
    catat = reverse("bukutamu:konfirmasi", args=[satu.pk])
    terima = meja.post(catat)
    tamu = Tamu.objects.select_related("kunjungan__surat").get()
    assert terima.url == reverse("bukutamu:tamu", args=[tamu.pk])
    assert "Kode rahasia</p>" in meja.get(terima.url).content.decode()
    mulai = jam.wita(Tenggat.objects.get(kunjungan=tamu.kunjungan).mulai)
    assert f"{mulai:%H.%M}" == "09.02", "the guest stated the purpose then"
    assert tamu.kunjungan.surat.diterima_pada == tamu.masuk_pada == satu.diisi_pada
    assert "ponselnya" in tamu.kunjungan.surat.riwayat.get(jenis="daftar_sendiri").teks

    meja.post(catat)
    assert Tamu.objects.count() == SuratMasuk.objects.count() == 1, "a second tap changes nothing"
    milik = isi(ponsel, jawaban.url)
    assert "<b>K-01</b> <span>Menunggu keputusan Kepala Dinas" in milik
    assert "Sali" not in milik
    assert tamu.kunjungan.surat.nomor not in milik
    satu.refresh_from_db()
    assert (satu.nama, satu.telepon, satu.keperluan) == ("", "", ""), "the guest book has it now"


def test_piket_puts_right_first_and_who_came_later_waits_from_now(meja, piket, petugas, jam_uji):
    satu = tulis(jenis="pengaduan", nama="La Odee", telepon="+6281234567890")
    jam_uji.maju(menit=20)
    alamat = reverse("bukutamu:perbaiki", args=[satu.pk])
    awal = meja.get(alamat).content.decode()
    assert 'value="La Odee"' in awal
    assert 'value="0812-3456-7890"' in awal
    assert meja.post(alamat, isian(nama="")).status_code == 422
    meja.post(alamat, isian(nama="La Ode", jenis="pengaduan", terlapor=petugas.pk, baru_tiba="on"))
    tamu = Tamu.objects.select_related("kunjungan__surat__pengaduan").get()
    assert (tamu.nama, tamu.kunjungan.surat.pengaduan.terlapor) == ("La Ode", petugas)
    assert tamu.masuk_pada == tamu.dicatat_pada > satu.diisi_pada
    assert "baru tiba" in tamu.kunjungan.surat.riwayat.get(jenis="daftar_sendiri").teks
    assert meja.get(alamat).url == MEJA, "it is settled"


def test_dismissed_with_a_reason_and_nothing_of_the_person_is_kept(ponsel, meja, pintu):
    satu = tulis()
    buang = reverse("bukutamu:sisihkan", args=[satu.pk])
    assert "Pilih mengapa" in meja.post(buang, {"alasan": "x"}, follow=True).content.decode()
    meja.post(buang, {"alasan": "tidak_ada"})
    satu.refresh_from_db()
    assert (satu.keadaan, satu.alasan, satu.nama, satu.asal) == ("disisihkan", "tidak_ada", "", "")
    assert "Silakan ke meja piket" in isi(ponsel, f"{pintu}{satu.kunci}/")
    with pytest.raises(SudahTerjadi):
        daftar_sendiri.konfirmasi(pendaftaran=satu, oleh=satu.diputus_oleh)
    assert not Tamu.objects.exists()


def test_what_nobody_confirmed_ends_with_its_day_without_its_data(ponsel, meja, piket, pintu, jam_uji):
    satu = tulis()
    jam_uji.ke("2026-11-24T08:00+08:00")
    assert "La Ode Ponsel" not in isi(meja, MEJA)
    assert "berlaku pada hari" in isi(ponsel, f"{pintu}{satu.kunci}/")
    with pytest.raises(GalatAturan, match="bukan dari hari ini"):
        daftar_sendiri.konfirmasi(pendaftaran=satu, oleh=piket)
    assert retensi.hapus_malam() == 0
    satu.refresh_from_db()
    assert (satu.keadaan, satu.nama, satu.keperluan) == ("kedaluwarsa", "", "")
    assert retensi.hapus_malam() is None, "once a night"


def test_who_wrote_long_ago_is_asked_since_when_they_are_here(meja, jam_uji):
    jam_uji.ke("2026-11-23T08:00+08:00")
    satu = tulis()
    jam_uji.ke("2026-11-23T08:59+08:00")
    assert "Tanyakan sejak kapan" not in isi(meja, MEJA)
    jam_uji.ke("2026-11-23T09:01+08:00")
    halaman = isi(meja, MEJA)
    assert "Tanyakan sejak kapan tamu ini di kantor." in halaman
    assert "Sudah di sini sejak pukul 08.00" in halaman
    meja.post(reverse("bukutamu:konfirmasi", args=[satu.pk]), {"tiba": "baru"})
    satu.refresh_from_db()
    assert satu.tamu.kunjungan.tenggat.get().mulai >= jam.sekarang() - timedelta(minutes=1)


@pytest.mark.sk("PGD-SYARAT-5")
def test_a_guest_with_an_appointment_reports_on_the_phone(
    ponsel, meja, piket, petugas, ruang, pintu, jam_uji
):
    surat = pabrik.pengaduan()
    mulai = jam.wita(jam.sekarang()).replace(day=24, hour=9, minute=0, second=0, microsecond=0)
    pabrik.disposisi(surat, petugas=petugas, waktu=mulai, ruang=ruang, lama=LAMA_BAKU)
    kirim_tertunda()
    jam_uji.ke("2026-11-24T08:50+08:00")
    for nomor in (surat.nomor, "2026-99999"):
        kirim = {"surat-nomor": nomor, "surat-kunci": str(uuid.uuid4()), "lapor": "1"}
        jawaban = ponsel.post(pintu, kirim)
        assert "Menunggu petugas piket" in isi(ponsel, jawaban.url), "known and unknown numbers look alike"
    assert ponsel.post(pintu, {"surat-nomor": "x", "lapor": "1"}).status_code == 422
    layar_ = isi(meja, MEJA)
    assert f"Janji temu 09.00 WITA di {ruang}, {petugas}" in layar_
    assert "Nomor 2026-99999 tidak ditemukan" in layar_
    asing, ada = PendaftaranTamu.objects.order_by("-nomor_surat")
    jam_uji.ke("2026-11-24T08:55+08:00")
    assert (
        "tidak ditemukan"
        in meja.post(reverse("bukutamu:konfirmasi", args=[asing.pk]), follow=True).content.decode()
    )
    meja.post(reverse("bukutamu:konfirmasi", args=[ada.pk]))
    tamu = Tamu.objects.select_related("kunjungan").get()
    assert jam.wita(tamu.masuk_pada).strftime("%H.%M") == "08.50"
    assert tamu.kunjungan.mulai_menunggu == mulai, "check-in or slot start, whichever is later"


def test_who_stays_secret_is_named_neither_at_the_desk_nor_in_the_book(meja, piket):
    diri = {"nama": "Wa Ode Nurhayati", "asal": "Kenari Sari"}
    satu = tulis(jenis="pengaduan", rahasia=True, keperluan="Saya Wa Ode Nurhayati, bansos dipotong.", **diri)
    layar_ = isi(meja, MEJA)
    assert "Pengirim dirahasiakan" in layar_
    assert "bansos dipotong" in layar_
    assert "Nurhayati" not in layar_
    tamu = daftar_sendiri.konfirmasi(pendaftaran=satu, oleh=piket)
    assert (tamu.nama, tamu.asal) == ("Pengirim dirahasiakan", "")


def test_strangers_floods_and_other_roles_stay_outside(ponsel, pintu, petugas, monkeypatch):
    assert ponsel.get(reverse("bukutamu:daftar", args=["salah"])).status_code == 404
    assert ponsel.get(f"{pintu}{uuid.uuid4()}/").status_code == 404
    assert ponsel.post(pintu, isian(asal="")).status_code == 422
    with pytest.raises(TidakBerwenang):
        daftar_sendiri.konfirmasi(pendaftaran=tulis(), oleh=petugas)
    monkeypatch.setattr(daftar_sendiri, "MENUNGGU_MAKS", 1)
    penuh = ponsel.post(pintu, isian())
    assert "langsung ke meja piket" in penuh.content.decode()
    monkeypatch.setattr(daftar_sendiri, "MENUNGGU_MAKS", 99)
    kode = [ponsel.post(pintu, isian()).status_code for _ in range(31)]
    assert kode[0] == 302
    assert kode[-1] == 422, "one network address registers thirty in a quarter of an hour"


def test_the_sheet_for_the_desk_holds_the_address(meja, pintu):
    lembar = meja.get(reverse("bukutamu:lembar_qr")).content.decode()
    assert layar.alamat_pintu().endswith(pintu)
    assert layar.alamat_pintu() in lembar
    assert "data-cetak-langsung" in lembar
