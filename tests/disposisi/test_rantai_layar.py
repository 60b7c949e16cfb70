"""The pages of the chain: for the head, for the officer, and what each sees of it."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from dinsos.inti import jam
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi import rantai
from disposisi.models import Disposisi
from tests import pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")


@pytest.fixture
def rekan(db):
    return pabrik.pengguna("petugas", nama="Wa Ode Rahma, S.Sos.")


def masuk(orang) -> Client:
    klien = Client()
    klien.force_login(orang)
    return klien


def kata(jawaban) -> str:
    return " ".join(jawaban.content.decode().split())


def test_head_decides_anew_and_revokes(surat, kepala, petugas, rekan):
    klien = masuk(kepala)
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    halaman = kata(klien.get(reverse("admin:disposisi_putuskan", args=[surat.pk])))
    assert "Tarik kembali disposisi ini" in halaman
    assert "10 menit lagi" in halaman
    assert "Urutan disposisi" not in halaman
    ulang = reverse("admin:disposisi_ulang", args=[surat.pk])
    assert "Alasan disposisi ulang" in kata(klien.get(ulang))
    isi = {
        "keputusan": "ditangani",
        "alasan_perubahan": "",
        "mode": "daring",
        "metode": "telepon",
        "sifat": "biasa",
        "petugas": rekan.pk,
        "tanggal": "2026-11-25",
        "pukul": "09:30",
    }
    jawaban = klien.post(ulang, isi)
    assert jawaban.status_code == 422
    assert "Tulis alasan disposisi ulang." in kata(jawaban)
    jawaban = klien.post(ulang, isi | {"alasan_perubahan": "Pengirim jauh."}, follow=True)
    halaman = kata(jawaban)
    assert "didisposisikan ulang kepada Wa Ode Rahma" in halaman
    assert "Urutan disposisi" in halaman
    assert "Alasan: Pengirim jauh." in halaman
    kedua = Disposisi.objects.aktif().get()
    assert jam.wita(kedua.waktu) == datetime.fromisoformat("2026-11-25T09:30+08:00")
    tarik = reverse("portal:tarik_disposisi", args=[kedua.pk])
    assert "10 menit lagi" in kata(klien.get(tarik))
    assert "sudah ditarik kembali" in kata(klien.post(tarik, follow=True))
    assert Disposisi.objects.aktif().get().petugas == petugas
    halaman = kata(klien.get(reverse("admin:disposisi_putuskan", args=[surat.pk])))
    assert f"Ditarik kembali</strong> oleh {kepala}" in halaman
    assert "sudah ditarik oleh" in kata(klien.post(tarik, follow=True))


def test_after_deciding_the_head_is_offered_to_take_it_back(surat, kepala, petugas):
    isi = {"keputusan": "ditangani", "mode": "tatap_muka", "petugas": petugas.pk}
    jawaban = masuk(kepala).post(reverse("admin:disposisi_putuskan", args=[surat.pk]), isi, follow=True)
    assert reverse("portal:tarik_disposisi", args=[Disposisi.objects.get().pk]) in jawaban.content.decode()


def test_officer_hands_on_from_the_case_page(surat, kepala, petugas, rekan):
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    disebut = pabrik.pengguna("petugas", nama="Petugas Terlapor")
    surat.pengecualian.create(pengguna=disebut, alasan="Disebut dalam surat")
    klien = masuk(petugas)
    assert "Teruskan kepada petugas lain" in kata(klien.get(reverse("portal:surat", args=[surat.pk])))
    teruskan = reverse("portal:teruskan", args=[surat.pk])
    halaman = kata(klien.get(teruskan))
    assert "Wa Ode Rahma" in halaman
    assert "Petugas Terlapor" not in halaman
    assert klien.post(teruskan, {"petugas": rekan.pk, "alasan": ""}).status_code == 422
    jawaban = klien.post(teruskan, {"petugas": rekan.pk, "alasan": "Bidangnya."}, follow=True)
    assert jawaban.redirect_chain == [(reverse("portal:kerja"), 302)]
    assert klien.get(reverse("portal:surat", args=[surat.pk])).status_code == 404
    assert masuk(disebut).get(teruskan).status_code == 404
    halaman = kata(masuk(rekan).get(reverse("portal:surat", args=[surat.pk])))
    assert f"dari {petugas} kepada {rekan}" in halaman
    assert "Alasan: Bidangnya." in halaman


def test_the_chain_of_a_secret_letter_names_nobody_and_the_citizen_sees_the_present_officer(
    kepala, petugas, rekan
):
    surat = pabrik.pengaduan(
        pengirim_=pabrik.pengirim(nama="La Ode Rahasia Benar"), rahasiakan_identitas=True
    )
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    rantai.teruskan(surat=surat, oleh=kepala, petugas=rekan, alasan="La Ode Rahasia Benar kenal.")
    for orang, alamat in (
        (kepala, "admin:disposisi_putuskan"),
        (kepala, "admin:disposisi_ulang"),
        (rekan, "portal:surat"),
        (rekan, "portal:teruskan"),
    ):
        halaman = kata(masuk(orang).get(reverse(alamat, args=[surat.pk])))
        assert "Urutan disposisi" in halaman
        assert "Rahasia Benar" not in halaman, alamat
    kirim_tertunda()
    cerita = [satu.teks_warga for satu in surat.riwayat.all()]
    assert "Surat Anda sekarang ditangani Wa Ode Rahma, S.Sos." in cerita


def test_who_may_not_opens_nothing(surat_kepala, sekretaris, kepala, petugas, rekan):
    satu = pabrik.disposisi(surat_kepala, oleh=sekretaris, petugas=petugas)
    for orang in (kepala, rekan):
        klien = masuk(orang)
        assert klien.get(reverse("portal:teruskan", args=[surat_kepala.pk])).status_code == 404
        assert klien.post(reverse("portal:tarik_disposisi", args=[satu.pk])).status_code == 404
    assert masuk(kepala).get(reverse("admin:disposisi_ulang", args=[surat_kepala.pk])).status_code == 404
