"""How pages travel: compression, secrets, caches."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from dinsos.agenda import rahasia
from dinsos.inti.antar import KODE_RAHASIA, KompresiMiddleware
from tests import pabrik
from tests.pengaduan.warga import Warga


def kirim(isi: bytes) -> HttpResponse:
    permintaan = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    return KompresiMiddleware(lambda _: HttpResponse(isi))(permintaan)


def test_pages_are_compressed_with_a_length_that_differs_each_time():
    isi = b"<p>Surat Anda kami terima.</p>" * 200
    semua = [kirim(isi) for _ in range(20)]
    assert {satu["Content-Encoding"] for satu in semua} == {"gzip"}
    assert {gzip.decompress(satu.content) for satu in semua} == {isi}
    assert len({len(satu.content) for satu in semua}) > 3, "the length says nothing exact (BREACH)"


@pytest.mark.django_db
def test_the_page_with_the_secret_is_not_compressed():
    warga = Warga()
    surat = warga.ajukan()
    kode = rahasia.kode(surat)
    assert KODE_RAHASIA.search(f"<b>{kode}</b>".encode())
    lacak = warga.klien.get("/lacak/", headers={"accept-encoding": "gzip"})
    terima = warga.klien.get(warga.alamat_tanda_terima, headers={"accept-encoding": "gzip"})
    assert lacak["Content-Encoding"] == "gzip"
    assert kode.encode() in terima.content
    assert "Content-Encoding" not in terima
    assert len(terima.content) <= 14 * 1024, "light all the same"


@pytest.mark.parametrize(
    ("isi", "ada"),
    [
        (b"kode AAAA-BBBB-2345.", True),
        (b"AAAA-BBBB-2345", True),
        (b"ABCD-EFGH-JKLN", True),
        (b"misalnya ABCD-EFGH-JKLM", False),
        (b"xAAAA-BBBB-2345", False),
        (b"AAAA-BBBB-23456", False),
        (b"AAAA-BBBB", False),
        (b"aaaa-bbbb-2345", False),
        (b"2026-11-22 AAAA-BBB1-CCCC", False),
    ],
)
def test_how_a_secret_is_known(isi, ada):
    assert bool(KODE_RAHASIA.search(isi)) == ada


@pytest.mark.django_db
@pytest.mark.parametrize("alamat", ["/", "/standar-pelayanan/", "/privasi/", "/panduan/", "/tidak/ada/"])
def test_public_pages_are_asked_for_again_each_time(client, alamat):
    assert client.get(alamat)["Cache-Control"] == "private, no-cache"


@pytest.mark.django_db
def test_staff_pages_are_kept_by_no_shared_cache_and_forgotten_on_leaving(client):
    client.force_login(pabrik.pengguna("petugas"))
    assert "private" in client.get("/kerja/", secure=True)["Cache-Control"]
    assert client.post("/keluar/", secure=True)["Clear-Site-Data"] == '"cache"'
