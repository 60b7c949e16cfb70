"""Calendar files, read back by a parser that has nothing to do with what wrote them."""

from datetime import UTC, datetime, timedelta

import pytest
import vobject

from disposisi import ics, jadwal
from disposisi.models import Ruang
from tests import pabrik

pytestmark = pytest.mark.django_db
MULAI = datetime.fromisoformat("2026-11-24T09:00+08:00")


@pytest.fixture
def kepala():
    return pabrik.pengguna("kepala_dinas")


@pytest.fixture
def audiensi(jam_uji, kepala):
    jam_uji.ke("2026-11-23T09:00+08:00")
    ruang = Ruang.objects.create(nama="Ruang Layanan; 1, Timur", letak="Lantai III")
    petugas = pabrik.pengguna("petugas", nama="La Ode Hasan, S.Sos.")
    surat = pabrik.pengaduan(pengirim_=pabrik.pengirim(nama="Wa Rahasia"))
    return jadwal.jadwalkan(
        surat=surat, oleh=kepala, petugas=petugas, mode="tatap_muka", ruang=ruang, mulai=MULAI
    )


def baca(audiensi):
    isi = ics.undangan(audiensi).decode()
    assert "\n" not in isi.replace("\r\n", ""), "lines end with CR LF"
    assert max(len(baris.encode()) for baris in isi.split("\r\n")) <= 75
    return vobject.readOne(isi)


def test_undangan_menyebut_waktu_tempat_dan_nomor_tanpa_nama_pengirim(audiensi):
    kalender = baca(audiensi)
    acara = kalender.vevent
    assert kalender.method.value == "REQUEST"
    assert acara.dtstart.value.astimezone(UTC) == MULAI.astimezone(UTC)
    assert acara.dtend.value - acara.dtstart.value == timedelta(minutes=30)
    assert b"DTSTART;TZID=Asia/Makassar:20261124T090000" in ics.undangan(audiensi)
    assert kalender.vtimezone.tzid.value == "Asia/Makassar"
    assert acara.uid.value.startswith(f"{audiensi.uid}@")
    assert acara.sequence.value == "0"
    assert acara.status.value == "CONFIRMED"
    assert audiensi.surat.nomor in acara.summary.value
    assert acara.location.value.startswith("Ruang Layanan; 1, Timur, Lantai III, ")
    assert "La Ode Hasan, S.Sos." in acara.description.value
    assert "Wa Rahasia" not in ics.undangan(audiensi).decode()


def test_jadwal_ulang_dan_pembatalan_menggantikan_undangan(audiensi, kepala):
    baru = jadwal.jadwal_ulang(
        audiensi=audiensi, oleh=kepala, mulai=MULAI + timedelta(hours=1), alasan="Rapat."
    )
    satu, dua = baca(audiensi).vevent, baca(baru).vevent
    assert dua.uid.value == satu.uid.value
    assert int(dua.sequence.value) > int(satu.sequence.value)
    batal = jadwal.batalkan_jadwal(audiensi=baru, oleh=kepala, alasan="Petugas sakit.")
    kalender = baca(batal)
    assert kalender.method.value == "CANCEL"
    assert kalender.vevent.status.value == "CANCELLED"
    assert kalender.vevent.uid.value == satu.uid.value
    assert int(kalender.vevent.sequence.value) > int(dua.sequence.value)


def test_daring_menyebut_tautan(jam_uji, kepala):
    jam_uji.ke("2026-11-23T09:00+08:00")
    audiensi = jadwal.jadwalkan(
        surat=pabrik.pengaduan(),
        oleh=kepala,
        petugas=pabrik.pengguna("petugas"),
        mode="daring",
        metode="video",
        tautan="https://temu.contoh.test/abc",
        mulai=MULAI,
    )
    acara = baca(audiensi).vevent
    assert acara.location.value == "https://temu.contoh.test/abc"
    assert "Panggilan video" in acara.description.value
