"""The disposition form of an office that has rooms: suggestion, own choice, none; one submit plans everything."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.urls import reverse

from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from disposisi import jadwal
from disposisi.models import Audiensi, Disposisi, Ketidakhadiran, Ruang
from tests import pabrik

pytestmark = pytest.mark.django_db
ANTREAN = reverse("admin:disposisi_antrean")


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=jam.WITA)


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")


@pytest.fixture
def ruang() -> Ruang:
    return Ruang.objects.create(nama="Ruang Layanan 1", letak="Lantai III")


@pytest.fixture
def petugas():
    return pabrik.pengguna("petugas", nama="La Ode Hasan")


@pytest.fixture
def klien(client):
    client.force_login(pabrik.pengguna("kepala_dinas"))
    return client


def alamat(surat) -> str:
    return reverse("admin:disposisi_putuskan", args=[surat.pk])


def isian(petugas, **ubah) -> dict:
    bawaan = {
        "keputusan": "ditangani",
        "mode": "tatap_muka",
        "petugas": petugas.pk,
        "penjadwalan": "usulan",
        "lama": "30",
    }
    return {nama: nilai for nama, nilai in (bawaan | ubah).items() if nilai is not None}


def test_usulan_menjadi_jadwal_dan_isi_pemberitahuan(klien, ruang, petugas):
    surat = pabrik.pengaduan()
    halaman = klien.get(alamat(surat)).content.decode()
    assert "bebas 23 Nov 2026 11.15, Ruang Layanan 1" in halaman
    balasan = klien.post(alamat(surat), isian(petugas))
    assert balasan.url == ANTREAN
    audiensi = Audiensi.objects.get(surat=surat)
    assert (audiensi.mulai, audiensi.ruang, audiensi.petugas) == (wita("2026-11-23T11:15"), ruang, petugas)
    disposisi = Disposisi.objects.get(surat=surat)
    assert (disposisi.waktu, disposisi.tempat) == (audiensi.mulai, "Ruang Layanan 1, Lantai III")
    pesan = Pesan.objects.get(kunci=f"surat:{surat.pk}:jawaban")
    assert "Senin, 23 November 2026 pukul 11.15 WITA" in pesan.isi
    assert "Ruang Layanan 1, Lantai III" in pesan.isi


def test_sepuluh_surat_berturut_turut_tidak_pernah_bertumpuk(klien, ruang, petugas):
    for _ in range(10):
        surat = pabrik.pengaduan()
        assert klien.post(alamat(surat), isian(petugas)).url == ANTREAN
    mulai = list(Audiensi.objects.order_by("mulai").values_list("mulai", flat=True))
    assert len(mulai) == 10
    assert all(b - a >= timedelta(minutes=45) for a, b in pairwise(mulai))


def test_surat_berikutnya_langsung_terbuka_yang_paling_dekat_batasnya(klien, ruang, petugas, jam_uji):
    lama, _, baru = (pabrik.pengaduan() for _ in range(3))
    jam_uji.ke("2026-11-24T09:00+08:00")
    pabrik.pengaduan()
    balasan = klien.post(alamat(baru), isian(petugas), follow=True)
    assert balasan.redirect_chain == [(f"{alamat(lama)}#content-start", 302)]
    assert f"Surat {baru.nomor} didisposisikan kepada La Ode Hasan." in balasan.content.decode()


def test_usulan_daring_hanya_menunggu_petugas(klien, ruang, petugas):
    lain = pabrik.pengguna("petugas")
    klien.post(alamat(pabrik.pengaduan()), isian(lain))
    surat = pabrik.pengaduan()
    klien.post(alamat(surat), isian(petugas, mode="daring", metode="telepon"))
    audiensi = Audiensi.objects.get(surat=surat)
    assert (audiensi.mulai, audiensi.ruang) == (wita("2026-11-23T11:15"), None)


def test_penuh_sampai_batas_dikatakan_dan_dapat_dilangkahi(klien, ruang, petugas):
    Ketidakhadiran.objects.create(
        petugas=petugas, mulai=wita("2026-11-23T00:00"), selesai=wita("2026-11-27T00:00"), alasan="Cuti"
    )
    surat = pabrik.pengaduan()
    assert "penuh sampai batas" in klien.get(alamat(surat)).content.decode()
    balasan = klien.post(alamat(surat), isian(petugas))
    assert "Tidak ada waktu yang sama-sama bebas" in balasan.content.decode()
    sendiri = {"penjadwalan": "sendiri", "tanggal": "2026-11-27", "pukul": "09:00", "ruang": ruang.pk}
    balasan = klien.post(alamat(surat), isian(petugas, **sendiri))
    assert set(balasan.context["form"].errors) == {"alasan_lewat"}
    balasan = klien.post(alamat(surat), isian(petugas, **sendiri, alasan_lewat="Petugas cuti."), follow=True)
    assert "melewati batas" in balasan.content.decode()
    audiensi = Audiensi.objects.get(surat=surat)
    assert (audiensi.lewat_batas, audiensi.alasan) == (True, "Petugas cuti.")


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [
        ({"penjadwalan": "sendiri"}, {"tanggal", "pukul", "ruang"}),
        ({"penjadwalan": "sendiri", "mode": "daring", "metode": "telepon"}, {"tanggal", "pukul"}),
        ({"penjadwalan": "tanpa", "mode": "daring", "metode": "telepon"}, {"penjadwalan"}),
        ({"penjadwalan": "entah"}, {"penjadwalan"}),
        ({"ruang": "77", "penjadwalan": "sendiri", "tanggal": "2026-11-24", "pukul": "09:00"}, {"ruang"}),
        ({"lama": "7"}, {"lama"}),
    ],
)
def test_isian_yang_kurang_disebut_pada_bidangnya(klien, ruang, petugas, ubah, bidang):
    balasan = klien.post(alamat(pabrik.pengaduan()), isian(petugas, **ubah))
    assert set(balasan.context["form"].errors) == bidang
    assert not Audiensi.objects.exists()


def test_bentrok_dikatakan_dan_isian_tetap(klien, ruang, petugas):
    sendiri = {"penjadwalan": "sendiri", "tanggal": "2026-11-24", "pukul": "09:00", "ruang": ruang.pk}
    klien.post(alamat(pabrik.pengaduan()), isian(petugas, **sendiri))
    surat = pabrik.pengaduan()
    balasan = klien.post(alamat(surat), isian(petugas, **sendiri, catatan="Jangan hilang."))
    halaman = balasan.content.decode()
    assert "sudah punya jadwal lain sekitar Selasa, 24 November 2026 pukul 09.00 WITA" in halaman
    assert "Jangan hilang." in halaman
    assert not Disposisi.objects.filter(surat=surat).exists()


@pytest.mark.parametrize("pukul", ["06:00", "12:15", "23:00"])
def test_di_luar_jam_kantor(klien, ruang, petugas, pukul):
    isi = {"penjadwalan": "sendiri", "tanggal": "2026-11-24", "pukul": pukul, "ruang": ruang.pk}
    halaman = klien.post(alamat(pabrik.pengaduan()), isian(petugas, **isi)).content.decode()
    assert "Jam kantor hari itu: 07.30–12.00 dan 13.00–16.00." in halaman


def test_tanpa_jadwal_dan_tertulis_tidak_memakai_ruang(klien, ruang, petugas):
    surat = pabrik.pengaduan()
    klien.post(alamat(surat), isian(petugas, penjadwalan="tanpa", tanggal="2026-11-24", pukul="09:00"))
    assert Disposisi.objects.get(surat=surat).waktu is None
    tertulis = {"mode": "daring", "metode": "tertulis", "tanggal": "2026-11-25", "pukul": "16:00"}
    surat = pabrik.pengaduan()
    klien.post(alamat(surat), isian(petugas, **tertulis))
    assert Disposisi.objects.get(surat=surat).waktu == wita("2026-11-25T16:00")
    assert not Audiensi.objects.exists()


def test_tertulis_dijanjikan_sampai_batas(klien, ruang, petugas):
    surat = pabrik.pengaduan()
    assert klien.post(alamat(surat), isian(petugas, mode="daring", metode="tertulis")).url == ANTREAN
    assert Disposisi.objects.get(surat=surat).waktu == wita("2026-11-26T16:00")
    assert not Audiensi.objects.exists()


def test_batas_sudah_lewat_tetap_ditawari_waktu_dan_tercatat_terlambat(klien, ruang, petugas, jam_uji):
    surat = pabrik.pengaduan()
    jam_uji.ke("2026-11-30T09:00+08:00")
    assert "bebas 30 Nov 2026 11.15, Ruang Layanan 1" in klien.get(alamat(surat)).content.decode()
    halaman = klien.post(alamat(surat), isian(petugas), follow=True).content.decode()
    assert "melewati batas" in halaman
    audiensi = Audiensi.objects.get(surat=surat)
    assert audiensi.lewat_batas
    assert "sudah lewat ketika" in audiensi.alasan


def test_batas_yang_dekat_bukan_batas_yang_lewat(klien, ruang, petugas, jam_uji):
    """At 14.30 on the last day there is still time before the limit at 16.00."""
    surat = pabrik.pengaduan()
    jam_uji.ke("2026-11-26T14:30+08:00")
    assert "bebas 26 Nov 2026 15.00, Ruang Layanan 1" in klien.get(alamat(surat)).content.decode()
    klien.post(alamat(surat), isian(petugas))
    audiensi = Audiensi.objects.get(surat=surat)
    assert (audiensi.mulai, audiensi.lewat_batas) == (wita("2026-11-26T15:00"), False)


def test_kueri_tetap_dengan_banyak_petugas_dan_ruang(klien, ruang, django_assert_max_num_queries):
    surat = pabrik.pengaduan()
    pabrik.pengguna("petugas")
    klien.get(alamat(surat))
    for n in range(10):
        pabrik.pengguna("petugas")
        Ruang.objects.create(nama=f"Ruang {n}")
    with django_assert_max_num_queries(15):
        klien.get(alamat(surat))


def test_jadwal_dicatat_terlaksana_dengan_penanganannya(klien, ruang, petugas, jam_uji):
    from dinsos.notifikasi.pengirim import kirim_tertunda
    from disposisi.actions import laksanakan

    surat = pabrik.pengaduan()
    klien.post(alamat(surat), isian(petugas))
    kirim_tertunda()
    jam_uji.ke("2026-11-23T11:40+08:00")
    laksanakan(surat=surat, oleh=petugas, pada=wita("2026-11-23T11:05"))
    audiensi = Audiensi.objects.get(surat=surat)
    assert (audiensi.keadaan, audiensi.mulai_sebenarnya) == ("selesai", wita("2026-11-23T11:05"))


def test_surat_yang_dicabut_membebaskan_ruang(klien, ruang, petugas):
    from disposisi.actions import cabut

    surat = pabrik.pengaduan()
    klien.post(alamat(surat), isian(petugas))
    cabut(surat=surat)
    assert Audiensi.objects.get(surat=surat).keadaan == "dibatalkan"
    assert jadwal.PemakaianSlot.objects.count() == 0
