"""Home, standard, privacy, consultation: honest words, computed from published data."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from dinsos.agenda import actions
from dinsos.agenda.models import Tenggat
from dinsos.inti.konteks import susun_kantor
from dinsos.notifikasi.pengirim import kirim_tertunda
from dinsos.portal import jam_buka, kinerja
from dinsos.sla import klausul
from dinsos.sla.kalender import HariKhusus, JenisHari, Kalender, ProfilJam, Selang
from tests import kepatuhan, pabrik

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


def test_home_names_the_next_closed_days(client, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    isi = teks(client.get("/"))
    assert "Kamis, 24 Desember 2026: Cuti Bersama Hari Raya Natal" in isi
    assert "Jumat, 25 Desember 2026: " in isi
    jam_uji.ke("2026-12-26T09:00+08:00")
    assert "24 Desember 2026" not in teks(client.get("/"))


def test_closed_days_that_follow_each_other_are_one_line_and_weekends_none():
    jam_kerja = (Selang(time(8), time(16)),)
    minggu = ProfilJam("biasa", (jam_kerja,) * 5 + ((), ()))
    hari = [
        HariKhusus(date(2026, 3, tanggal), JenisHari.CUTI_BERSAMA, "Idul Fitri")
        for tanggal in (19, 20, 21, 22, 23)
    ]
    buka = HariKhusus(date(2026, 3, 28), JenisHari.BUKA_KHUSUS, "Hari pelayanan", jam=jam_kerja)
    hasil = jam_buka.tutup_berikut(Kalender((minggu,), (*hari, buka)), date(2026, 3, 1))
    assert [satu.hari for satu in hasil] == [
        "Kamis, 19 Maret 2026 sampai Jumat, 20 Maret 2026",
        "Senin, 23 Maret 2026",
    ]
    assert jam_buka.tutup_berikut(Kalender((minggu,), (*hari, buka)), date(2026, 3, 24)) == []


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
    tepat, telat, dicabut, *_belum = (pabrik.pengaduan() for _ in range(6))
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
        "<strong>1 dari 5 surat</strong> kami jawab tepat waktu; 4 surat terlambat atau belum kami jawab"
        in isi
    )


def test_home_shows_no_number_that_could_point_at_a_person(client, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    for _ in range(4):
        pabrik.pengaduan()
    jam_uji.ke("2026-11-26T09:00+08:00")
    isi = teks(client.get("/"))
    assert "baru sedikit surat" in isi
    assert "0 dari 4" not in isi


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
    assert "mulai kami tindak lanjuti paling lambat 1 hari kerja" in isi
    assert "kami tangani paling lambat 3 hari kerja" in isi
    assert "60 menit" in isi
    assert "Rabu, 25 Maret 2026 pukul 16.00 WITA" in isi
    assert "Jumat, 27 Maret 2026 pukul 16.30 WITA" in isi


def test_the_standard_is_made_of_every_clause_and_nothing_else(client):
    isi = client.get("/standar-pelayanan/").content.decode()
    assert set(klausul.KLAUSUL) == set(kepatuhan.KLAUSUL)
    for nomor in klausul.KLAUSUL:
        assert isi.count(f'id="{nomor.lower()}"') == 1, nomor
    for layanan, lain in (("pengaduan", "ksl-"), ("konsultasi", "pgd-")):
        sendiri = client.get(f"/standar-pelayanan/{layanan}/").content.decode()
        assert f'id="{lain}' not in sendiri
        assert sendiri.count('id="') > 15


def test_the_standard_follows_the_policies_in_force():
    janji = {"pengaduan": {"respon": "2 hari kalender", "pelaksanaan": "5 hari kerja"}, "tamu": {}}
    [waktu] = klausul.standar("pengaduan", janji)["waktu"]
    assert waktu.nomor == "PGD-WAKTU-1", "nothing is promised that no policy holds"
    assert "paling lambat 2 hari kalender" in waktu.teks
    assert "paling lambat 5 hari kerja" in waktu.teks


def test_channels_come_from_the_settings():
    kantor = susun_kantor({"telepon": "0402-21 000", "email": "baru@contoh.test"})
    assert (kantor["whatsapp"], kantor["wa"]) == ("0402-21 000", "https://wa.me/6240221000")
    kantor = susun_kantor({"whatsapp": "+62 812 3456 789"})
    assert (kantor["telepon"], kantor["wa"]) == ("085257048204", "https://wa.me/628123456789")


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
    assert "menghitung surat dari satu peramban, satu nomor, dan satu sambungan internet" in isi
