"""The public page of performance: counted from the stored clocks, once; nothing small, nothing personal."""

from datetime import date

import pytest
from django.core.cache import cache

from dinsos.agenda.actions import cabut, laksanakan
from dinsos.agenda.kunjungan import arahkan_tamu
from dinsos.inti import jam
from dinsos.laporan import kinerja
from dinsos.laporan.models import HasilSkm, KinerjaBulan
from dinsos.laporan.skm import KODE
from dinsos.notifikasi.models import Pesan
from tests import pabrik
from tests.agenda.tamu import kunjungan
from tests.portal.kerja import kata, masuk, pelacak

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tanpa_simpanan():
    cache.clear()
    yield
    cache.clear()


def satu(layanan: str = "pengaduan", bulan: str = "2026-10-01", **kolom) -> KinerjaBulan:
    """A month in which everything went well, but for `kolom`."""
    n = kolom.get("diterima", 10)
    bawaan = {"diterima": n, "dijawab": n, "dijawab_tepat": n, "dilayani": n, "dilayani_tepat": n}
    return KinerjaBulan.objects.create(
        layanan=layanan, bulan=date.fromisoformat(bulan), **(bawaan | {"tamu": 0, "tamu_detik": 0} | kolom)
    )


def survei(bulan: str, jumlah: int, *, nilai: int = 3, layanan: str = "pengaduan", saran=()) -> None:
    hitung = [jumlah if n == nilai else 0 for n in (1, 2, 3, 4)]
    HasilSkm.objects.create(
        layanan=layanan,
        bulan=date.fromisoformat(bulan),
        jumlah=jumlah,
        nilai=dict.fromkeys(KODE, hitung),
        saran=list(saran),
    )


def test_a_month_is_counted_once_when_all_of_it_is_decided(jam_uji):
    """November: one answered in time, one too late, one not at all, one withdrawn."""
    petugas = pabrik.pengguna("petugas")
    jam_uji.ke("2026-11-23T09:00+08:00")
    tepat, telat, diam, dicabut = (pabrik.pengaduan(pengirim_=pelacak()) for _ in range(4))
    cabut(surat=dicabut)
    pabrik.disposisi(tepat, petugas=petugas)
    laksanakan(surat=tepat, oleh=petugas, pada=jam.sekarang())
    jam_uji.ke("2026-11-25T09:00+08:00")
    pabrik.disposisi(telat, petugas=petugas)
    jam_uji.ke("2026-11-30T09:00+08:00")
    akhir = pabrik.pengaduan(pengirim_=pelacak())
    assert kinerja.hitung_bulan() == 0
    jam_uji.ke("2026-12-01T09:00+08:00")
    assert kinerja.hitung_bulan() == 0, "the last letter can still be answered in time"
    jam_uji.ke("2026-12-08T09:00+08:00")
    assert kinerja.hitung_bulan() == 1
    assert kinerja.hitung_bulan() == 0
    hasil = KinerjaBulan.objects.get(layanan="pengaduan")
    assert (hasil.diterima, hasil.dijawab, hasil.dijawab_tepat) == (5, 4, 1)
    assert (hasil.dilayani, hasil.dilayani_tepat) == (4, 1)
    assert KinerjaBulan.objects.get(layanan="konsultasi").diterima == 0
    pabrik.disposisi(diam, petugas=petugas)
    pabrik.disposisi(akhir, petugas=petugas)
    hasil.refresh_from_db()
    assert hasil.dijawab_tepat == 1


def test_the_wait_of_guests_is_counted(jam_uji):
    piket, petugas = pabrik.pengguna("piket"), pabrik.pengguna("petugas")
    jam_uji.ke("2026-11-23T09:00+08:00")
    tamu = kunjungan(oleh=piket)
    kunjungan(oleh=piket)  # still waits: counted nowhere
    jam_uji.maju(menit=20)
    arahkan_tamu(kunjungan=tamu, oleh=piket, petugas=petugas)
    jam_uji.ke("2026-12-08T09:00+08:00")
    assert kinerja.hitung_bulan() == 1
    hasil = KinerjaBulan.objects.get(layanan="pengaduan")
    assert hasil.tamu == 1
    assert 1195 <= hasil.tamu_detik <= 1230


def test_the_page_shows_the_numbers_and_needs_no_login(client, django_assert_max_num_queries):
    satu(diterima=12, dijawab=11, dijawab_tepat=9, dilayani=10, dilayani_tepat=10, tamu=6, tamu_detik=6 * 720)
    survei("2026-10-01", 5)
    with django_assert_max_num_queries(3):
        isi = kata(client.get("/kinerja/"))
    for potongan in (
        "Oktober 2026",
        "9 dari 11 (81%)",
        "10 dari 10 (100%)",
        "12 menit",
        "75,00",
        "C, kurang baik",
    ):
        assert potongan in isi
    with django_assert_max_num_queries(0):
        client.get("/kinerja/")


def test_small_numbers_are_not_shown_whatever_is_subtracted(client, jam_uji):
    jam_uji.ke("2026-12-10T09:00+08:00")
    satu(bulan="2026-08-01", diterima=13)
    satu(bulan="2026-09-01", diterima=3)
    satu(bulan="2026-10-01", diterima=14, dilayani=4, dilayani_tepat=4, tamu=4, tamu_detik=999)
    satu(bulan="2026-11-01", diterima=4)
    survei("2026-10-01", 4)
    survei("2026-12-01", 9)  # this month is not over
    isi = kata(client.get("/kinerja/")).split("<main")[1].split("<h2>Konsultasi")[0]
    assert "September–Oktober 2026" in isi
    assert "November" not in isi
    assert "17" in isi  # two months together
    for kecil in (">3<", ">4<", ">14<", "4 dari 4"):
        assert kecil not in isi
    assert "Belum cukup jawaban survei" in isi


def test_the_management_reads_the_survey_by_unsur_and_the_suggestions(jam_uji):
    jam_uji.ke("2026-12-10T09:00+08:00")
    survei("2026-10-01", 5, nilai=4, saran=["Kursi <b>tambah</b>"])
    survei("2026-11-01", 4, saran=["Terlalu sedikit"])
    survei("2026-11-01", 6, nilai=1, layanan="konsultasi")
    isi = kata(masuk(pabrik.pengguna("kepala_dinas")).get("/laporan/survei/"))
    for potongan in (
        "Indeks 100,00, mutu A",
        "Perilaku pelaksana",
        "Kursi &lt;b&gt;tambah",
        "Indeks 25,00, mutu D",
    ):
        assert potongan in isi
    assert "Terlalu sedikit" not in isi
    for peran in ("petugas", "piket", "pengelola"):
        assert masuk(pabrik.pengguna(peran)).get("/laporan/survei/").status_code == 403


def test_no_personal_data_on_the_page(client, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    surat = [pabrik.pengaduan() for _ in range(6)]
    jam_uji.ke("2026-12-20T09:00+08:00")
    kinerja.hitung_bulan()
    isi = kata(client.get("/kinerja/"))
    assert "0 dari 6 (0%)" in isi
    for milik in (
        "Nurhayati",
        "Takimpo",
        *(s.nomor for s in surat),
        *Pesan.objects.values_list("tujuan", flat=True),
    ):
        assert milik not in isi


def test_many_months_are_counted_at_once_and_empty_ones_are_kept(jam_uji):
    jam_uji.ke("2026-08-10T09:00+08:00")
    pabrik.pengaduan()
    jam_uji.ke("2026-11-10T09:00+08:00")
    assert kinerja.hitung_bulan() == 3
    assert sorted(KinerjaBulan.objects.filter(layanan="pengaduan").values_list("diterima", flat=True)) == [
        0,
        0,
        1,
    ]
    assert kinerja.bulan_berikut(date(2026, 12, 31)) == date(2027, 1, 1)
