"""The queue: oldest due first, in pages, at a constant price."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dinsos.inti import jam
from tests import pabrik

pytestmark = pytest.mark.django_db
ANTREAN = "admin:disposisi_antrean"


def _nomor(klien, alamat: str) -> list[str]:
    return [surat.nomor for surat, _ in klien.get(alamat).context["baris"]]


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
    monkeypatch.setattr("disposisi.views.SEHALAMAN", 3)
    kasus = [pabrik.pengaduan().nomor for _ in range(8)]
    dilihat, alamat = [], reverse(ANTREAN)
    for banyak in (3, 3, 2):
        jawaban = klien_kepala.get(alamat)
        dilihat += [surat.nomor for surat, _ in jawaban.context["baris"]]
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
