"""Waiting guests are alerted on screen, at any hour, and never by e-mail."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.urls import reverse

from dinsos.agenda import kunjungan as tamu
from dinsos.agenda.detak import detak
from dinsos.agenda.ingat_tamu import ingat_tamu
from dinsos.agenda.models import Pengecualian, Peringatan
from dinsos.agenda.periksa import periksa
from dinsos.inti import jam
from dinsos.laporan import tenggat as papan
from dinsos.notifikasi.models import Pesan
from tests import pabrik
from tests.agenda.tamu import SENIN, jam_tamu, kunjungan, surat_tamu, wita

pytestmark = [pytest.mark.django_db, pytest.mark.sk("PGD-WAKTU-2", "KSL-WAKTU-2")]


@pytest.fixture
def piket(db, jam_uji):
    jam_uji.ke(SENIN)
    return pabrik.pengguna("piket")


def hasil(kunjungan) -> dict[str, str]:
    return dict(Peringatan.objects.filter(tenggat__kunjungan=kunjungan).values_list("tahap", "hasil"))


def test_each_step_fires_once_on_screen_and_nothing_is_mailed(piket, jam_uji):
    pabrik.pengguna("kepala_dinas")
    satu = kunjungan(oleh=piket)
    langkah = {"seketika": "09:01", "menit_30": "09:31", "menit_45": "09:46", "terlambat": "10:01"}
    for nomor, pukul in enumerate(langkah.values(), start=1):
        jam_uji.ke(wita(pukul))
        assert (detak(), detak()) == (0, 0)
        assert {nama for nama, nilai in hasil(satu).items() if nilai == "layar"} == set([*langkah][:nomor])
    assert not Pesan.objects.filter(kelas="pengingat").exists()


@pytest.mark.parametrize("datang", ["2026-11-23T15:40", "2026-11-28T09:00", "2026-11-23T11:50"])
def test_steps_of_a_guest_fire_outside_office_hours_and_others_wait(piket, jam_uji, datang):
    mulai = jam_uji.ke(wita(datang))
    pabrik.pengguna("kepala_dinas")
    satu = kunjungan(oleh=piket)
    # A letter's step that is due now waits for the next opening unless the office is open.
    Peringatan.objects.filter(tenggat__surat=satu.surat, tahap="hari_jatuh_tempo").update(kirim_pada=mulai)
    jam_uji.ke(mulai + timedelta(minutes=46))
    detak()
    assert hasil(satu) == {
        "seketika": "dilewati",
        "menit_30": "dilewati",
        "menit_45": "layar",
        "terlambat": "",
    }
    surat = Peringatan.objects.filter(tenggat__surat=satu.surat, tahap="hari_jatuh_tempo")
    assert set(surat.values_list("hasil", flat=True)) == {""}


def test_a_guest_who_was_led_needs_no_further_step(piket, jam_uji):
    satu = kunjungan(oleh=piket)
    tamu.arahkan_tamu(kunjungan=satu, oleh=piket, petugas=pabrik.pengguna("petugas"))
    jam_uji.ke(wita("10:05"))
    assert detak() == 0
    assert set(hasil(satu).values()) == {"dilewati", "tidak_perlu"}


def test_the_screen_shows_the_highest_step_also_without_a_worker(piket, jam_uji):
    kepala = pabrik.pengguna("kepala_dinas", telepon="+6281111111111")
    wakil = pabrik.pengguna("sekretaris", telepon="+6282222222222")
    pabrik.pengguna("kepala_dinas", telepon="")
    satu = kunjungan(oleh=piket)
    jam_uji.ke(wita("09:20"))
    dua = kunjungan(oleh=piket)
    jam_uji.ke(wita("10:10:30"))
    lebih_dulu, lalu = ingat_tamu(pengguna=piket, pada=jam.sekarang())
    assert (lebih_dulu.surat, lebih_dulu.tahap) == (satu.surat, "terlambat")
    assert lebih_dulu.kalimat == f"Tamu untuk surat {satu.surat.nomor} belum diarahkan, terlambat 10 menit."
    assert (lalu.surat, lalu.tahap) == (dua.surat, "menit_45")
    assert lalu.kalimat == f"Tamu untuk surat {dua.surat.nomor} menunggu 50 menit, batasnya pukul 10.20 WITA."
    assert {nama for nama, _ in lalu.tautan} == {str(kepala), str(wakil)}
    for _, alamat in lalu.tautan:
        nomor, _, teks = alamat.removeprefix("https://wa.me/").partition("?text=")
        assert nomor in ("6281111111111", "6282222222222")
        assert unquote(teks) == lalu.kalimat
        assert satu.surat.pengirim.nama not in unquote(alamat)
    assert not Peringatan.objects.exclude(selesai_pada=None).exists()

    tamu.arahkan_tamu(kunjungan=satu, oleh=piket, petugas=pabrik.pengguna("petugas"))
    assert [ingat.surat for ingat in ingat_tamu(pengguna=piket, pada=jam.sekarang())] == [dua.surat]


def test_the_head_is_not_told_of_a_letter_that_names_the_head_nor_the_excluded_of_theirs(piket):
    pabrik.pengguna("kepala_dinas", telepon="+6281111111111")
    wakil = pabrik.pengguna("sekretaris", telepon="+6282222222222")
    surat = surat_tamu()
    surat.menyangkut_kepala = True
    surat.save()
    satu = kunjungan(surat, oleh=piket)
    (ingat,) = ingat_tamu(pengguna=piket, pada=jam.sekarang())
    assert [nama for nama, _ in ingat.tautan] == [str(wakil)]
    Pengecualian.objects.create(surat=satu.surat, pengguna=piket, alasan="Disebut")
    assert ingat_tamu(pengguna=piket, pada=jam.sekarang()) == []


def test_a_deputy_named_in_the_letter_is_not_told(piket):
    kepala = pabrik.pengguna("kepala_dinas", telepon="+6281111111111")
    wakil = pabrik.pengguna("sekretaris", telepon="+6282222222222")
    surat = surat_tamu()
    Pengecualian.objects.create(surat=surat, pengguna=wakil, alasan="Disebut")
    kunjungan(surat, oleh=piket)
    (ingat,) = ingat_tamu(pengguna=piket, pada=jam.sekarang())
    assert [nama for nama, _ in ingat.tautan] == [str(kepala)]


def test_as_many_queries_for_one_guest_as_for_many(piket, django_assert_max_num_queries):
    pabrik.pengguna("kepala_dinas")
    for _ in range(5):
        kunjungan(oleh=piket)
    with django_assert_max_num_queries(5):
        assert len(ingat_tamu(pengguna=piket, pada=jam.sekarang())) == 5


def test_the_dashboard_lists_the_wait_with_the_guests_letter(piket, client, jam_uji):
    kepala = pabrik.pengguna("kepala_dinas")
    surat = pabrik.pengaduan()
    satu = kunjungan(surat, oleh=piket)
    jam_uji.ke(wita("09:10:30"))
    baris, _ = papan.daftar(kepala, jam.sekarang())
    assert [(b.tenggat.pk, b.nama, b.s.kata) for b in baris["hari_ini"]] == [
        (jam_tamu(satu).pk, "Diarahkan kepada petugas", "Sisa 49 menit")
    ]
    jam_uji.ke("2026-11-27T09:00+08:00")  # all three are overdue: the wait first
    semua, _ = papan.daftar(kepala, jam.sekarang())
    assert [b.tenggat.jenis for b in semua["terlambat"]] == ["tatap_muka", "respon", "pelaksanaan"]
    client.force_login(kepala)
    halaman = client.get(reverse("laporan:tenggat"), {"jenis": "tatap_muka"})
    terlambat = halaman.context["kelompok"][0][2]
    assert [b.tenggat.jenis for b in terlambat] == ["tatap_muka"]
    assert surat.nomor in halaman.content.decode()
    assert '<option value="tatap_muka" selected>Diarahkan kepada petugas</option>' in halaman.content.decode()


def test_every_page_about_the_letter_bears_the_third_clock(piket, client):
    surat = pabrik.pengaduan()
    kunjungan(surat, oleh=piket)
    kepala = pabrik.pengguna("kepala_dinas")
    client.force_login(kepala)
    for alamat in (reverse("portal:surat", args=[surat.pk]), reverse("portal:kerja")):
        assert client.get(alamat).status_code == 200, alamat


def test_the_nightly_check_computes_waits_from_the_visit(piket):
    satu = kunjungan(oleh=piket)
    beda = []
    assert periksa(lapor=beda.append).berbeda == 0
    satu.masuk_pada -= timedelta(minutes=10)
    satu.disampaikan_pada -= timedelta(minutes=5)
    satu.alasan_selisih = "Salah catat."
    satu.save()
    assert periksa(lapor=beda.append).berbeda == 1
    assert (beda[0].nomor, beda[0].jenis) == (satu.surat.nomor, "tatap_muka")
    assert beda[0].tersimpan - beda[0].dihitung == timedelta(minutes=5)
