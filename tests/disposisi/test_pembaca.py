"""A guest's letter that the deputy may decide, too: somebody was faster, and the own decision read afterwards."""

import pytest
from django.test import Client
from django.urls import reverse

from dinsos.agenda.models import SuratMasuk
from disposisi import meja_tamu
from disposisi.models import Disposisi
from tests import pabrik

pytestmark = pytest.mark.django_db

TOLAK = {"keputusan": "ditolak", "alasan": "Bukan urusan kami.", "jalan_lain": "Datang ke Disdukcapil."}


@pytest.fixture
def tamu(kepala, sekretaris, jam_uji):
    """A guest's letter that has waited for half an hour."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    surat = pabrik.konsultasi()
    meja_tamu.datang(surat=surat, oleh=pabrik.pengguna("piket"), keperluan="konsultasi")
    jam_uji.maju(menit=31)
    return surat


@pytest.fixture
def klien(sekretaris):
    klien = Client()
    klien.force_login(sekretaris)
    return klien


def alamat(surat) -> str:
    return reverse("admin:disposisi_putuskan", args=[surat.pk])


def test_the_head_was_faster(tamu, klien, kepala, sekretaris, petugas, jam_uji):
    assert klien.get(alamat(tamu)).status_code == 200
    pabrik.disposisi(tamu, oleh=kepala, petugas=petugas)
    jawaban = klien.post(alamat(tamu), TOLAK, follow=True)
    assert jawaban.redirect_chain == [(reverse("admin:disposisi_antrean"), 302)]
    assert f"Surat {tamu.nomor} sudah didisposisikan oleh {kepala}" in jawaban.content.decode()
    assert "Tulisan Anda tidak disimpan. Salin bila masih perlu" in jawaban.content.decode()
    assert TOLAK["alasan"] in jawaban.content.decode()
    assert klien.get(alamat(tamu)).status_code == 404
    lain = pabrik.konsultasi()
    pabrik.disposisi(lain, oleh=kepala, petugas=petugas)
    assert klien.post(alamat(lain), TOLAK).status_code == 404
    tamu.pengecualian.create(pengguna=sekretaris, alasan="Disebut dalam surat")
    assert klien.post(alamat(tamu), TOLAK).status_code == 404


def test_the_deputy_reads_the_own_decision(tamu, klien, kepala, sekretaris):
    assert klien.post(alamat(tamu), TOLAK, follow=True).status_code == 200
    assert Disposisi.objects.get(aktif_untuk=tamu).oleh == sekretaris
    jawaban = klien.post(alamat(tamu), TOLAK, follow=True)
    assert "sudah didisposisikan oleh" in jawaban.content.decode()
    assert klien.get(alamat(tamu)).status_code == 200
    assert not SuratMasuk.objects.bisa_diputus(sekretaris).filter(pk=tamu.pk).exists()
    tamu.pengecualian.create(pengguna=sekretaris, alasan="Disebut dalam surat")
    assert klien.get(alamat(tamu)).status_code == 404
    assert not SuratMasuk.objects.untuk(sekretaris).filter(pk=tamu.pk).exists()
