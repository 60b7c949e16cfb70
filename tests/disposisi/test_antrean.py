"""The queue: guests first, then oldest due first, in pages, at a constant price."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dinsos.inti import jam
from disposisi.models import Disposisi
from tests import pabrik
from tests.agenda.tamu import kunjungan, surat_tamu

pytestmark = pytest.mark.django_db
ANTREAN = "admin:disposisi_antrean"


def _nomor(klien, alamat: str) -> list[str]:
    return [satu.surat.nomor for satu in klien.get(alamat).context["baris"]]


def _jumlah_kueri(klien, alamat: str) -> int:
    klien.get(alamat)  # what a process remembers is not counted
    with CaptureQueriesContext(
        connection,
    ) as kueri:
        assert klien.get(alamat).status_code == 200
    return len(kueri)


def test_oldest_due_first_whatever_the_order_of_arrival(klien_kepala):
    sekarang = jam.sekarang()
    baru = pabrik.pengaduan()
    with jam.pada(sekarang - timedelta(days=20)):
        lama = pabrik.pengaduan()
    with jam.pada(sekarang - timedelta(days=10)):
        tengah = pabrik.pengaduan()
    assert _nomor(klien_kepala, reverse(ANTREAN)) == [lama.nomor, tengah.nomor, baru.nomor]


def test_row_says_who_what_when_and_how_urgent(klien_kepala):
    with jam.pada(jam.sekarang() - timedelta(days=20)):
        surat = pabrik.pengaduan(rahasiakan_identitas=True)
    halaman = klien_kepala.get(reverse(ANTREAN)).content.decode()
    for kata in (
        surat.nomor,
        "Pengirim dirahasiakan",
        "Pengaduan Program Keluarga Harapan (PKH)",
        "Identitas dirahasiakan",
        "status-terlambat",
        "Terlambat",
        "Portal",
    ):
        assert kata in halaman
    assert "Nurhayati" not in halaman


def test_decided_letters_leave_the_queue(klien_kepala, kepala, petugas, surat):
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    halaman = klien_kepala.get(reverse(ANTREAN)).content.decode()
    assert surat.nomor not in halaman
    assert "Tidak ada surat yang menunggu Anda." in halaman


def test_pages_by_key_show_every_letter_once(klien_kepala, monkeypatch):
    monkeypatch.setattr("disposisi.antrean.SEHALAMAN", 3)
    kasus = [pabrik.pengaduan().nomor for _ in range(8)]
    dilihat, alamat = [], reverse(ANTREAN)
    for banyak in (3, 3, 2):
        jawaban = klien_kepala.get(alamat)
        dilihat += [satu.surat.nomor for satu in jawaban.context["baris"]]
        assert len(jawaban.context["baris"]) == banyak
        alamat = f"{reverse(ANTREAN)}?sesudah={jawaban.context['berikut'].replace('+', '%2B')}"
    assert dilihat == kasus
    assert jawaban.context["berikut"] == ""


@pytest.mark.parametrize(
    "kunci",
    ["x", "2026-11-23", "2026-11-23T09:00_1", "2026-99-23T09:00+00:00_1", "2026-11-23T09:00+00:00_x", "_"],
)
def test_a_broken_page_key_shows_the_first_page(klien_kepala, surat, kunci):
    assert _nomor(klien_kepala, f"{reverse(ANTREAN)}?sesudah={kunci.replace('+', '%2B')}") == [surat.nomor]


def test_guests_come_first_by_the_minutes_that_are_left(klien_kepala, kepala, petugas, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    surat = pabrik.pengaduan()
    lama = kunjungan(surat_tamu("konsultasi"))
    jam_uji.ke("2026-11-23T09:35+08:00")
    baru = kunjungan(surat_tamu())
    jam_uji.ke("2026-11-23T09:50+08:00")
    jawaban = klien_kepala.get(reverse(ANTREAN))
    halaman = jawaban.content.decode()
    assert [satu.surat for satu in jawaban.context["tamu"]] == [lama.surat, baru.surat]
    assert [satu.surat for satu in jawaban.context["baris"]] == [surat]
    assert [satu.status.kode for satu in jawaban.context["tamu"]] == ["segera", "tepat_waktu"]
    sisa = [re.fullmatch(r"Sisa (\d+) menit", satu.status.kata) for satu in jawaban.context["tamu"]]
    assert int(sisa[0][1]) <= 10 < 30 < int(sisa[1][1]) <= 45
    for kata in ("2 tamu menunggu keputusan Anda.", "Tamu menunggu", "Datang langsung", "status-segera"):
        assert kata in halaman
    balasan = klien_kepala.post(
        reverse("admin:disposisi_putuskan", args=[surat.pk]),
        {"keputusan": "ditangani", "mode": "tatap_muka", "petugas": petugas.pk},
    )
    assert balasan.url.startswith(reverse("admin:disposisi_putuskan", args=[lama.surat.pk]))
    jam_uji.ke("2026-11-23T10:05+08:00")
    assert klien_kepala.get(reverse(ANTREAN)).context["tamu"][0].status.kode == "terlambat"


def test_a_guest_about_a_complaint_against_the_head_is_the_deputys(
    client, klien_kepala, sekretaris, surat_kepala
):
    kunjungan(surat_kepala)
    assert "tamu menunggu" not in klien_kepala.get(reverse(ANTREAN)).content.decode()
    client.force_login(sekretaris)
    halaman = client.get(reverse(ANTREAN))
    assert [satu.surat for satu in halaman.context["tamu"]] == [surat_kepala]


def test_what_is_shown_can_be_chosen_and_guests_stay(klien_kepala, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    terlambat = pabrik.pengaduan(rahasiakan_identitas=True)
    jam_uji.ke("2026-11-24T09:00+08:00")
    hari_ini = surat_tamu("pengaduan", "email")
    jam_uji.ke("2026-11-25T09:00+08:00")
    baru, tamu = pabrik.konsultasi(), kunjungan()
    semua = [terlambat.nomor, hari_ini.nomor, baru.nomor]
    for kueri, tampil in (
        ("", semua),
        ("batas=terlambat", semua[:1]),
        ("batas=hari_ini", semua[1:2]),
        ("layanan=konsultasi", semua[2:]),
        ("saluran=email", semua[1:2]),
        ("identitas=rahasia", semua[:1]),
        ("layanan=konsultasi&batas=terlambat", []),
        ("layanan=entah&batas=%00", semua),
    ):
        assert _nomor(klien_kepala, f"{reverse(ANTREAN)}?{kueri}") == tampil, kueri
    halaman = klien_kepala.get(f"{reverse(ANTREAN)}?layanan=konsultasi&batas=terlambat").content.decode()
    assert "Tidak ada surat yang cocok." in halaman
    assert tamu.surat.nomor in halaman


def test_a_letter_that_has_come_back_says_so_and_how_urgent_it_was(klien_kepala, kepala, petugas):
    surat, _ = pabrik.pengaduan(), pabrik.pengaduan()
    for sifat in ("biasa", "sangat_segera"):
        Disposisi.objects.create(
            surat=surat,
            keputusan="ditangani",
            mode="tatap_muka",
            petugas=petugas,
            sifat=sifat,
            oleh=kepala,
            sebagai="kepala",
            pada=jam.sekarang(),
        )
    baris = klien_kepala.get(reverse(ANTREAN))
    assert [(satu.kembali, satu.sifat) for satu in baris.context["baris"]] == [
        (True, "Sangat segera"),
        (False, ""),
    ]
    assert "Pernah didisposisikan" in baris.content.decode()


def test_pages_keep_what_was_chosen(klien_kepala, monkeypatch):
    monkeypatch.setattr("disposisi.antrean.SEHALAMAN", 1)
    for _ in range(2):
        pabrik.pengaduan()
    pabrik.konsultasi()
    halaman = klien_kepala.get(f"{reverse(ANTREAN)}?layanan=pengaduan").content.decode()
    assert "?layanan=pengaduan&amp;sesudah=" in halaman


def test_same_number_of_queries_for_1_and_25_guests(klien_kepala):
    piket = pabrik.pengguna("piket")
    kunjungan(oleh=piket)
    satu = _jumlah_kueri(klien_kepala, reverse(ANTREAN))
    for _ in range(24):
        kunjungan(oleh=piket)
    assert _jumlah_kueri(klien_kepala, reverse(ANTREAN)) == satu


@pytest.mark.parametrize("nama", [ANTREAN, "admin:agenda_suratmasuk_changelist", "admin:index"])
def test_same_number_of_queries_for_1_and_25_rows(klien_kepala, nama):
    pabrik.pengaduan()
    satu = _jumlah_kueri(klien_kepala, reverse(nama))
    for _ in range(24):
        pabrik.pengaduan()
    assert _jumlah_kueri(klien_kepala, reverse(nama)) == satu
    assert satu <= 8


def test_disposition_page_within_its_budget(
    klien_kepala, kepala, petugas, surat, django_assert_max_num_queries
):
    alamat = reverse("admin:disposisi_putuskan", args=[surat.pk])
    for _ in range(20):
        pabrik.pengguna("petugas")
    klien_kepala.get(alamat)
    with django_assert_max_num_queries(15):
        klien_kepala.get(alamat)
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    with django_assert_max_num_queries(15):
        klien_kepala.get(alamat)
