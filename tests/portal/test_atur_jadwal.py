"""The page of a letter's appointment, and what the citizen gets of it."""

from datetime import datetime

import pytest

from dinsos.agenda import rahasia
from dinsos.agenda.models import SuratMasuk
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from dinsos.portal.forms_jadwal import TAUTAN_TETAP
from disposisi import ics
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


def surat_baru(petugas, *, rahasia: bool = False, **lain) -> SuratMasuk:
    surat = pabrik.pengaduan(rahasiakan_identitas=rahasia)
    pabrik.disposisi(surat, petugas=petugas, **lain)
    kirim_tertunda()
    surat.refresh_from_db()
    return surat


@pytest.fixture
def terjadwal(petugas, ruang) -> SuratMasuk:
    return surat_baru(petugas, waktu=wita("2026-11-24T09:00"), ruang=ruang, lama=LAMA_BAKU)


def atur(client, surat, **isi):
    """Post the page's form, with the appointment that the page shows now unless `isi` names another."""
    berjalan = Audiensi.objects.berjalan().filter(surat=surat).first()
    isi.setdefault("jadwal_ini", berjalan.pk if berjalan else "")
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
    lama = Audiensi.objects.get(surat=terjadwal)
    isi = {"apa": apa, "alasan": "Ditunggu di ruang sampai 09.20.", "jadwal_ini": lama.pk}
    assert "Ruang dan petugas bebas lagi." in atur(client, terjadwal, **isi).content.decode()
    lama.refresh_from_db()
    assert lama.keadaan == keadaan
    assert "Jadwal surat ini sudah berubah." in atur(client, terjadwal, **isi).content.decode()


def test_halaman_lama_dan_klik_dua_kali_tidak_mengubah_jadwal_lain(client, terjadwal, ruang):
    isi = {"tanggal": "2026-11-24", "pukul": "10:00", "lama": "30", "ruang": ruang.pk, "alasan": "Rapat."}
    lama = Audiensi.objects.get(surat=terjadwal)
    atur(client, terjadwal, **isi)
    assert (
        "Jadwal surat ini sudah berubah."
        in atur(client, terjadwal, **isi, jadwal_ini=lama.pk).content.decode()
    )
    assert "sama seperti sekarang" in atur(client, terjadwal, **isi).content.decode()
    assert Pesan.objects.filter(kelas="jadwal").count() == 1
    baru = Audiensi.objects.berjalan().get(surat=terjadwal)
    atur(client, terjadwal, apa="batal", alasan="Petugas sakit.")
    assert "sudah berubah" in atur(client, terjadwal, **isi, jadwal_ini=baru.pk).content.decode()
    assert not Audiensi.objects.berjalan().exists()


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"tanggal": "9999-12-31", "pukul": "23:59"}, "Tahun itu terlalu jauh"),
        ({"tanggal": "0001-01-01"}, "Tahun itu terlalu jauh"),
        ({"alasan": "x" * 201}, "paling banyak 200"),
        ({"jadwal_ini": "7777"}, "sudah berubah"),
        ({"jadwal_ini": "entah"}, "sudah berubah"),
    ],
)
def test_isian_aneh_dijawab_dengan_kalimat(client, terjadwal, ruang, isi, kata):
    wajar = {"tanggal": "2026-11-25", "pukul": "10:00", "lama": "30", "ruang": ruang.pk, "alasan": "Rapat."}
    jawaban = atur(client, terjadwal, **(wajar | isi))
    assert jawaban.status_code == 422
    assert kata in jawaban.content.decode()


def test_jadwal_daring_dibuat_lagi_dengan_tautannya(client, petugas, ruang):
    video = {"mode": "daring", "metode": "video", "tempat": "https://meet.jit.si/1"}
    surat = surat_baru(petugas, **video, waktu=wita("2026-11-24T09:00"), lama=LAMA_BAKU)
    atur(client, surat, apa="batal", alasan="Listrik padam.")
    isi = {"tanggal": "2026-11-24", "pukul": "13:00", "lama": "30"}
    assert "Tulis tautan panggilan video." in atur(client, surat, **isi).content.decode()
    keliru = atur(client, surat, **isi, tautan="http://meet.jit.si/2")
    assert list(keliru.context["form"].errors) == ["tautan"]
    assert 'id="atur_tautan_error"' in keliru.content.decode()
    assert 'value="https://meet.jit.si/1"' in client.get(f"/kerja/surat/{surat.pk}/jadwal/").content.decode()
    atur(client, surat, **isi, tautan="https://meet.jit.si/2")
    assert Audiensi.objects.berjalan().get(surat=surat).tautan == "https://meet.jit.si/2"


def test_jadwal_surat_rahasia_tanpa_tautan_di_kantor(client, petugas):
    tautan = "https://meet.jit.si/nurhayatikenari"
    video = {"mode": "daring", "metode": "video", "tempat": tautan}
    surat = surat_baru(petugas, rahasia=True, **video, waktu=wita("2026-11-24T09:00"), lama=LAMA_BAKU)
    audiensi = Audiensi.objects.berjalan().select_related("surat", "petugas").get(surat=surat)
    kantor = client.get(f"/kerja/jadwal/{audiensi.pk}.ics").content.decode()
    assert "LOCATION:Panggilan video" in kantor
    assert tautan not in kantor
    assert f"LOCATION:{tautan}" in ics.undangan(audiensi).decode()
    atur(client, surat, apa="batal", alasan="Listrik padam.")
    halaman = client.get(f"/kerja/surat/{surat.pk}/jadwal/").content.decode()
    assert tautan not in halaman
    assert TAUTAN_TETAP in halaman
    atur(client, surat, tanggal="2026-11-24", pukul="13:00", lama="30")
    assert Audiensi.objects.berjalan().get(surat=surat).tautan == tautan


# --- before the officer has written the notice -------------------------------------------------------
@pytest.fixture
def belum_ditulis(petugas, ruang) -> SuratMasuk:
    return surat_baru(
        petugas, waktu=wita("2026-11-24T09:00"), ruang=ruang, lama=LAMA_BAKU, surat_oleh_petugas=True
    )


def test_sebelum_surat_ditulis_pengirim_tidak_dikabari(client, belum_ditulis, ruang):
    isi = {"tanggal": "2026-11-24", "pukul": "10:00", "lama": "30", "ruang": ruang.pk, "alasan": "Rapat."}
    halaman = atur(client, belum_ditulis, **isi).content.decode()
    assert "surat yang masih harus Anda kirim" in halaman
    assert not Pesan.objects.filter(kelas="jadwal").exists()
    assert not belum_ditulis.riwayat.filter(jenis="jadwal_dipindahkan").exclude(teks_warga="").exists()


def test_surat_petugas_memuat_waktu_jadwal_yang_berlaku(client, belum_ditulis, ruang):
    alamat = f"/kerja/surat/{belum_ditulis.pk}/"
    assert 'name="waktu"' not in client.get(alamat).content.decode()
    atur(
        client, belum_ditulis, tanggal="2026-11-24", pukul="10:00", lama="30", ruang=ruang.pk, alasan="Rapat."
    )
    client.post(f"{alamat}pemberitahuan/", {"waktu": "2026-11-25T14:00", "tempat": "Kantor Desa"})
    isi = Pesan.objects.get(kunci=f"surat:{belum_ditulis.pk}:jawaban").isi
    assert "Selasa, 24 November 2026 pukul 10.00 WITA" in isi
    assert "Kantor Desa" not in isi


def test_waktu_yang_sudah_lewat_tidak_dikirim(client, belum_ditulis, jam_uji):
    jam_uji.ke("2026-11-24T09:30+08:00")
    halaman = client.post(f"/kerja/surat/{belum_ditulis.pk}/pemberitahuan/", {}).content.decode()
    assert "Tentukan waktu yang baru dahulu." in halaman
    assert not Pesan.objects.filter(kunci=f"surat:{belum_ditulis.pk}:jawaban").exists()


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
