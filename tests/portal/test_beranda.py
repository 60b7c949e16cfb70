"""Home, standard, privacy, consultation: honest words, computed from published data."""

from datetime import timedelta

import pytest
from django.urls import reverse

from dinsos.agenda import actions
from dinsos.agenda.models import Tenggat
from dinsos.notifikasi.pengirim import kirim_tertunda
from dinsos.portal import kinerja
from tests import pabrik

pytestmark = pytest.mark.django_db

SAAT_KANTOR = {
    "2026-11-23T09:00": "Hari ini buka sampai 16.00 WITA.",
    "2026-11-27T09:00": "Hari ini buka sampai 16.30 WITA.",
    "2026-11-23T06:15": "Hari ini buka pukul 07.30 WITA sampai 16.00 WITA.",
    "2026-11-23T12:30": "Sedang istirahat. Buka lagi pukul 13.00 WITA sampai 16.00 WITA.",
    "2026-11-23T16:00": "Hari ini sudah tutup. Buka lagi besok pukul 07.30 WITA.",
    "2026-11-27T17:00": "Hari ini sudah tutup. Buka lagi Senin, 30 November 2026 pukul 07.30 WITA.",
    "2026-11-28T10:00": "Hari ini tutup (akhir pekan). Buka lagi Senin, 30 November 2026 pukul 07.30 WITA.",
    "2026-12-24T10:00": "Hari ini tutup (Cuti Bersama Hari Raya Natal). "
    "Buka lagi Senin, 28 Desember 2026 pukul 07.30 WITA.",
    "2026-03-02T14:00": "Hari ini buka sampai 15.00 WITA.",
}


def teks(jawaban) -> str:
    return " ".join(jawaban.content.decode().split())


@pytest.mark.parametrize("pada", SAAT_KANTOR)
def test_home_says_whether_the_office_is_open(client, jam_uji, pada):
    jam_uji.ke(f"{pada}+08:00")
    assert SAAT_KANTOR[pada] in teks(client.get("/"))


def test_home_shows_the_weekly_hours_in_force(client, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    isi = teks(client.get("/"))
    assert "Senin–Kamis" in isi
    assert "07.30–16.00" in isi
    assert "istirahat 12.00–13.00" in isi
    assert "Sabtu–Minggu" in isi
    jam_uji.ke("2026-03-02T09:00+08:00")
    assert "08.00–15.00" in teks(client.get("/"))


@pytest.mark.sk("PGD-BIAYA", "KSL-BIAYA")
@pytest.mark.parametrize(
    "nama", ["portal:beranda", "portal:standar", "konsultasi:isi", "konsultasi:cara", "pengaduan:isi"]
)
def test_every_service_page_says_that_it_is_free(client, nama):
    assert "tidak dipungut biaya" in teks(client.get(reverse(nama), follow=True)).lower()


@pytest.mark.parametrize("nama", ["portal:beranda", "portal:standar"])
def test_all_channels_are_named(client, nama):
    isi = teks(client.get(reverse(nama)))
    for kata in (
        "Loket",
        "Kotak pengaduan",
        "mailto:dinassosialbuton@gmail.com",
        "https://wa.me/6285257048204",
    ):
        assert kata in isi
    assert "https://lapor.go.id" in isi


def test_home_leads_to_both_services_tracking_and_standard(client):
    isi = client.get("/").content.decode()
    for nama in ("pengaduan:isi", "konsultasi:isi", "portal:lacak", "portal:standar"):
        assert f'href="{reverse(nama)}"' in isi


def test_home_is_honest_without_data(client):
    assert "belum ada angka yang dapat kami tunjukkan" in teks(client.get("/"))


def test_home_counts_promises_kept_and_broken(client, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    tepat, telat, dicabut, _belum = (pabrik.pengaduan() for _ in range(4))
    jam_uji.ke("2026-11-24T09:00+08:00")
    pabrik.disposisi(tepat)
    kirim_tertunda()
    actions.cabut(surat=dicabut)
    jam_uji.ke("2026-11-25T09:00+08:00")
    pabrik.disposisi(telat)
    kirim_tertunda()
    pabrik.pengaduan()  # not due yet, so not counted
    isi = teks(client.get("/"))
    assert (
        "<strong>1 dari 3 surat</strong> kami jawab tepat waktu; 2 surat terlambat atau belum kami jawab"
        in isi
    )


def test_performance_looks_at_thirty_days_and_the_newest_letters_only(jam_uji, monkeypatch):
    mulai = jam_uji.ke("2026-11-23T09:00+08:00")
    for _ in range(3):
        pabrik.pengaduan()
    assert kinerja._hitung(mulai + timedelta(days=10)) == kinerja.Kinerja(3, 0, False)
    assert kinerja._hitung(mulai + timedelta(days=40)) == kinerja.Kinerja(0, 0, False)
    monkeypatch.setattr(kinerja, "PALING_BANYAK", 4)
    assert kinerja._hitung(mulai + timedelta(days=10)) == kinerja.Kinerja(2, 0, True)
    assert Tenggat.objects.count() == 6


def test_home_costs_few_queries_however_many_letters(client, django_assert_max_num_queries):
    client.get("/")
    for _ in range(3):
        pabrik.pengaduan()
    with django_assert_max_num_queries(3):
        client.get("/")


@pytest.mark.sk("PGD-WAKTU-1")
def test_standard_tells_both_services_with_their_deadlines(client, jam_uji):
    jam_uji.ke("2026-03-17T10:00+08:00")
    isi = teks(client.get("/standar-pelayanan/"))
    assert "Mulai kami tindak lanjuti paling lambat <strong>1 hari kerja</strong>" in isi
    assert "Kami tangani paling lambat <strong>3 hari kerja</strong>" in isi
    assert "<strong>60 menit</strong>" in isi
    assert "Rabu, 25 Maret 2026 pukul 16.00 WITA" in isi
    assert "Jumat, 27 Maret 2026 pukul 16.30 WITA" in isi


def test_consultation_is_explained_beside_its_form(client):
    isi = teks(client.get("/konsultasi/cara/"))
    assert f'href="{reverse("konsultasi:isi")}"' in isi
    for kata in ("KTP", "1 hari kerja", "3 hari kerja", "60 menit", "https://wa.me/6285257048204", "Loket"):
        assert kata in isi
    formulir = teks(client.get("/konsultasi/", follow=True))
    assert f'href="{reverse("konsultasi:cara")}"' in formulir
    assert "<form" in formulir


def test_privacy_notice_names_the_legal_basis_and_the_rights(client):
    isi = teks(client.get("/privasi/"))
    assert "Undang-Undang Nomor 27 Tahun 2022" in isi
    assert "tugas pelayanan publik" in isi
    assert "7 hari" in isi
    assert "terhapus lebih dulu, sehari setelah terakhir Anda isi" in isi
    assert "3 × 24 jam" in isi
