"""The page of a letter's appointment, and what the citizen gets of it."""

from datetime import datetime

import pytest

from dinsos.agenda import rahasia
from dinsos.agenda.models import SuratMasuk
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi.models import Audiensi, Disposisi, Ruang
from disposisi.rencana import LAMA_BAKU
from tests import pabrik

pytestmark = pytest.mark.django_db


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=jam.WITA)


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")


@pytest.fixture
def petugas(client):
    orang = pabrik.pengguna("petugas", nama="La Ode Hasan")
    client.force_login(orang)
    return orang


@pytest.fixture
def ruang() -> Ruang:
    return Ruang.objects.create(nama="Ruang Layanan 1")


def surat_baru(petugas, **lain) -> SuratMasuk:
    surat = pabrik.pengaduan()
    pabrik.disposisi(surat, petugas=petugas, **lain)
    kirim_tertunda()
    surat.refresh_from_db()
    return surat


@pytest.fixture
def terjadwal(petugas, ruang) -> SuratMasuk:
    return surat_baru(petugas, waktu=wita("2026-11-24T09:00"), ruang=ruang, lama=LAMA_BAKU)


def atur(client, surat, **isi):
    return client.post(f"/kerja/surat/{surat.pk}/jadwal/", isi, follow=True)


def test_halaman_surat_membawa_ke_jadwal(client, terjadwal):
    alamat = f"/kerja/surat/{terjadwal.pk}/jadwal/"
    assert f'href="{alamat}"' in client.get(f"/kerja/surat/{terjadwal.pk}/").content.decode()
    halaman = client.get(alamat).content.decode()
    assert "Selasa, 24 November 2026 pukul 09.00 WITA" in halaman
    assert "Pindahkan jadwal" in halaman


def test_buat_jadwal_untuk_surat_yang_belum_punya(client, petugas, ruang):
    surat = surat_baru(petugas)
    halaman = atur(client, surat, tanggal="2026-11-24", pukul="10:00", lama="30", ruang=ruang.pk)
    assert "Dijadwalkan Selasa, 24 November 2026 pukul 10.00 WITA." in halaman.content.decode()
    assert Disposisi.objects.get(surat=surat).waktu == wita("2026-11-24T10:00")
    assert "Selasa, 24 November 2026 pukul 10.00 WITA" in Pesan.objects.get(kelas="jadwal").isi


def test_pindahkan_dan_beri_tahu(client, terjadwal, ruang):
    isi = {"tanggal": "2026-11-25", "pukul": "13:30", "lama": "45", "ruang": ruang.pk}
    assert "Tulis alasan jadwal dipindahkan." in atur(client, terjadwal, **isi).content.decode()
    halaman = atur(client, terjadwal, **isi, alasan="Petugas rapat.").content.decode()
    assert "Jadwal dipindahkan ke Rabu, 25 November 2026 pukul 13.30 WITA." in halaman
    audiensi = Audiensi.objects.berjalan().get(surat=terjadwal)
    assert (audiensi.mulai, audiensi.urutan) == (wita("2026-11-25T13:30"), 1)
    assert "Petugas rapat." in Pesan.objects.get(kelas="jadwal").isi


def test_galat_kembali_dengan_isiannya(client, terjadwal, ruang):
    isi = {
        "tanggal": "2026-11-25",
        "pukul": "12:15",
        "lama": "30",
        "ruang": ruang.pk,
        "alasan": "Pagi penuh.",
    }
    jawaban = atur(client, terjadwal, **isi)
    assert jawaban.status_code == 422
    halaman = jawaban.content.decode()
    assert "Jam kantor hari itu: 07.30–12.00 dan 13.00–16.00." in halaman
    assert "Pagi penuh." in halaman


@pytest.mark.parametrize(
    ("apa", "pada", "keadaan"),
    [
        ("batal", "2026-11-23T10:00", "dibatalkan"),
        ("pemohon", "2026-11-24T09:20", "pemohon_tidak_hadir"),
        ("petugas", "2026-11-24T09:05", "petugas_tidak_hadir"),
    ],
)
def test_tidak_terlaksana(client, terjadwal, jam_uji, apa, pada, keadaan):
    assert atur(client, terjadwal, apa=apa).status_code == 422
    jam_uji.ke(f"{pada}+08:00")
    halaman = atur(client, terjadwal, apa=apa, alasan="Ditunggu di ruang sampai 09.20.").content.decode()
    assert "Ruang dan petugas bebas lagi." in halaman
    assert Audiensi.objects.get(surat=terjadwal).keadaan == keadaan
    lagi = atur(client, terjadwal, apa=apa, alasan="Sekali lagi.")
    assert "Jadwal ini sudah berubah." in lagi.content.decode()


def test_hanya_yang_boleh_tahu(client, terjadwal):
    alamat = f"/kerja/surat/{terjadwal.pk}/jadwal/"
    client.force_login(pabrik.pengguna("petugas"))
    assert client.get(alamat).status_code == 404
    client.force_login(pabrik.pengguna("piket"))
    assert client.get(alamat).status_code == 403


def test_surat_tertulis_tidak_berjadwal(client, petugas, ruang):
    surat = surat_baru(petugas, mode="daring", metode="tertulis", waktu=wita("2026-11-25T16:00"))
    assert client.get(f"/kerja/surat/{surat.pk}/jadwal/").status_code == 404
    assert "Atur jadwal" not in client.get(f"/kerja/surat/{surat.pk}/").content.decode()


# --- the citizen ---------------------------------------------------------------------------------
def buka(client, surat) -> str:
    client.post("/lacak/", {"nomor": surat.nomor, "kode": rahasia.kode(surat)})
    return client.get("/lacak/surat/").content.decode()


def test_pengirim_menyimpan_jadwal_ke_kalender(client, terjadwal, petugas):
    client.logout()
    assert client.get("/lacak/surat/jadwal.ics").status_code == 302
    assert 'href="/lacak/surat/jadwal.ics"' in buka(client, terjadwal)
    berkas = client.get("/lacak/surat/jadwal.ics")
    assert berkas["Content-Type"].startswith("text/calendar")
    assert b"DTSTART;TZID=Asia/Makassar:20261124T090000" in berkas.content
    assert "no-store" in berkas["Cache-Control"]


def test_tanpa_jadwal_tanpa_berkas(client, petugas, ruang):
    surat = surat_baru(petugas)
    client.logout()
    assert "jadwal.ics" not in buka(client, surat)
    assert client.get("/lacak/surat/jadwal.ics").status_code == 404


def test_pencabutan_membebaskan_ruang(client, terjadwal):
    client.logout()
    buka(client, terjadwal)
    client.post("/lacak/surat/cabut/")
    audiensi = Audiensi.objects.get(surat=terjadwal)
    assert audiensi.keadaan == "dibatalkan"
    assert not audiensi.pemakaian.exists()
