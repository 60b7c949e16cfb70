"""Consultations in the admin: to read only, and the number of a card stands in no list."""

import pytest
from django.urls import reverse

from tests import pabrik

pytestmark = pytest.mark.django_db
DAFTAR = reverse("admin:konsultasi_konsultasi_changelist")


def test_head_reads_and_changes_nothing(client, kepala):
    surat = pabrik.konsultasi(rincian_=pabrik.lembaga())
    client.force_login(kepala)
    isi = client.get(DAFTAR).content.decode()
    assert "LSM Peduli Buton" in isi
    assert surat.konsultasi.nomor_identitas not in isi
    baris = reverse("admin:konsultasi_konsultasi_change", args=[surat.konsultasi.pk])
    assert client.get(baris).status_code == 200
    assert client.post(baris, {"materi": "Lain"}).status_code == 403
    assert client.get(reverse("admin:konsultasi_konsultasi_add")).status_code == 403


def test_number_of_a_card_cannot_be_searched_for(client, kepala):
    surat = pabrik.konsultasi()
    client.force_login(kepala)
    assert surat.nomor in client.get(DAFTAR, {"q": surat.nomor[:6]}).content.decode()
    assert surat.nomor not in client.get(DAFTAR, {"q": surat.konsultasi.nomor_identitas}).content.decode()


@pytest.mark.parametrize("peran", ["petugas", "piket", "pengelola"])
def test_others_find_no_consultations_here(client, peran):
    client.force_login(pabrik.pengguna(peran))
    assert client.get(DAFTAR).status_code in (302, 403, 404)
