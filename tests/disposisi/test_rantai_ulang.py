"""The form that decides a letter anew: its times take room and officer up, and what isn't changed stays."""

import re
from datetime import datetime

import pytest
from django.urls import reverse

from dinsos.inti import jam
from disposisi.models import Audiensi, Disposisi, Ruang
from disposisi.rencana import LAMA_BAKU
from tests import pabrik

pytestmark = pytest.mark.django_db

ISI = {"alasan_perubahan": "Pindah.", "mode": "tatap_muka", "sifat": "biasa", "lama": "30"}


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=jam.WITA)


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")


@pytest.fixture
def ruang():
    return [Ruang.objects.create(nama=f"Ruang {n}") for n in (1, 2)]


def alamat(surat) -> str:
    return reverse("admin:disposisi_ulang", args=[surat.pk])


def kini(surat) -> Disposisi:
    return Disposisi.objects.aktif().get(surat=surat)


def test_no_time_is_promised_that_nobody_keeps_free(surat, kepala, petugas, ruang, klien_kepala):
    isi = {"oleh": kepala, "petugas": petugas, "lama": LAMA_BAKU, "ruang": ruang[0]}
    pabrik.disposisi(pabrik.pengaduan(), waktu=wita("2026-11-24T09:00"), **isi)
    pabrik.disposisi(surat, waktu=wita("2026-11-24T13:00"), **isi)
    halaman = klien_kepala.get(alamat(surat)).content.decode()
    assert "Waktu bebas untuk tatap muka dengan" in halaman
    assert re.search(r'value="sendiri"[^>]*checked', halaman)
    kiriman = ISI | {"petugas": petugas.pk}
    for tanggal, pukul, ruangan, kata in (
        ("2026-11-24", "09:00", "", "Pilih ruangnya."),
        ("2026-11-24", "09:00", ruang[1].pk, "sudah punya jadwal lain"),
        ("2026-11-29", "03:00", ruang[1].pk, "Tulis mengapa waktunya melewati batas."),
    ):
        satu = {"tanggal": tanggal, "pukul": pukul, "ruang": ruangan}
        jawaban = klien_kepala.post(alamat(surat), kiriman | satu)
        assert jawaban.status_code == 422
        assert kata in jawaban.content.decode()
    assert Disposisi.objects.filter(surat=surat).count() == 1
    bebas = re.search(rf'name="waktu_{petugas.pk}"\s+value="([^"]+)"', halaman)[1]
    usul = kiriman | {"penjadwalan": "usulan", f"waktu_{petugas.pk}": bebas}
    assert klien_kepala.post(alamat(surat), usul).status_code == 302
    audiensi = Audiensi.objects.berjalan().get(surat=surat)
    assert (audiensi.mulai, audiensi.ruang.nama) == (kini(surat).waktu, kini(surat).tempat)
    assert klien_kepala.post(alamat(surat), kiriman | {"penjadwalan": "tanpa"}).status_code == 302
    assert not Audiensi.objects.berjalan().filter(surat=surat).exists()
    assert (kini(surat).waktu, kini(surat).tempat) == (None, "")


def test_the_place_of_a_meeting_stays(surat, kepala, petugas, klien_kepala):
    tempat = "Balai Desa Wasaga"
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=wita("2026-11-25T09:00"), tempat=tempat)
    form = klien_kepala.get(alamat(surat)).context["form"]
    assert form["tempat"].value() == tempat
    kiriman = ISI | {"petugas": petugas.pk, "tanggal": "2026-11-25", "pukul": "10:00", "tempat": tempat}
    assert klien_kepala.post(alamat(surat), kiriman).status_code == 302
    assert (kini(surat).tempat, kini(surat).waktu) == (tempat, wita("2026-11-25T10:00"))


def test_a_secret_letter_keeps_place_and_note_unseen(kepala, petugas, klien_kepala):
    surat = pabrik.pengaduan(rahasiakan_identitas=True)
    isi = {"tempat": "Rumah Wa Ina", "catatan": "Hubungi Wa Ina dahulu."}
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=wita("2026-11-25T09:00"), **isi)
    jawaban = klien_kepala.get(alamat(surat))
    form = jawaban.context["form"]
    assert not form["tempat"].value()
    assert not form["catatan"].value()
    assert "Kosongkan untuk memakai yang lama." in jawaban.content.decode()
    kiriman = ISI | {"petugas": petugas.pk, "tanggal": "2026-11-25", "pukul": "10:00"}
    assert klien_kepala.post(alamat(surat), kiriman).status_code == 302
    assert (kini(surat).tempat, kini(surat).catatan) == (isi["tempat"], isi["catatan"])
    assert klien_kepala.post(alamat(surat), kiriman | {"catatan": "Baru."}).status_code == 302
    assert (kini(surat).tempat, kini(surat).catatan) == (isi["tempat"], "Baru.")
