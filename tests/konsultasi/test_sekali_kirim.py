"""One letter however often it is sent, only for the browser that wrote it, with a receipt (KSL-PROSEDUR-2)."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from dinsos.agenda import rahasia
from dinsos.agenda.models import Draf, SuratMasuk
from dinsos.berkas import gudang
from dinsos.berkas.models import Berkas
from tests.konsultasi.pemohon import Pemohon, ktp, surat_lembaga
from tests.pengaduan.warga import Warga, di_tinjau, galat

pytestmark = pytest.mark.django_db


def test_opening_the_form_writes_nothing(pemohon):
    pemohon.buka()
    pemohon.formulir()
    assert Draf.objects.count() == 0


def test_sending_twice_is_one_letter_and_one_receipt(pemohon):
    surat = pemohon.ajukan()
    for _ in range(2):
        assert pemohon.kirim().url == pemohon.alamat_tanda_terima
    assert SuratMasuk.objects.get() == surat
    assert rahasia.kode(surat) in pemohon.tanda_terima().content.decode()


def test_after_sending_every_step_leads_to_the_receipt(pemohon):
    surat = pemohon.ajukan()
    for jawaban in (pemohon.formulir(), pemohon.tinjau(), pemohon.kirim()):
        assert (jawaban.status_code, jawaban.url) == (302, pemohon.alamat_tanda_terima)
    jawaban = pemohon.isi({"identitas": ktp("lain.jpg", "red")}, nama="Nama Lain")
    assert jawaban.redirect_chain == [(pemohon.alamat_tanda_terima, 302)]
    assert surat.pengirim.nama == "Wa Ode Nurhayati"
    assert [satu.berkas.nama_asli for satu in surat.lampiran.all()] == ["ktp.jpg"]


def test_incomplete_draft_cannot_be_sent(pemohon):
    pemohon.isi(materi="")
    jawaban = pemohon.klien.post(reverse("konsultasi:kirim"), {"kunci": pemohon.kunci}, follow=True)
    assert list(galat(jawaban)) == ["materi"]
    assert SuratMasuk.objects.count() == 0


@pytest.mark.sk("KSL-SYARAT-4", "KSL-SYARAT-6")
@pytest.mark.parametrize(
    ("peran", "pesan"),
    [
        ("identitas", "Kartu identitas belum ada."),
        ("surat_lembaga", "Surat dari pimpinan lembaga belum ada."),
    ],
)
def test_file_removed_in_another_tab_after_the_review_is_missed(pemohon, peran, pesan):
    """The check when sending is made without the form's look at the files: the act itself says no."""
    pemohon.isi_lembaga()
    pemohon.draf.lampiran.filter(peran=peran).delete()
    assert pemohon.kirim().url.startswith(reverse("konsultasi:tinjau"))
    jawaban = pemohon.klien.get(reverse("konsultasi:tinjau"), {"kunci": pemohon.kunci}, follow=True)
    assert pesan in jawaban.content.decode()
    assert list(galat(jawaban)) == [peran]
    assert SuratMasuk.objects.count() == 0


def test_letter_changed_after_the_review_is_reviewed_again(pemohon):
    pertama = pemohon.isi()
    sidik = re.search(r'name="sidik" value="([0-9a-f]{64})"', pertama.content.decode())[1]
    pemohon.isi({"identitas": ktp("baru.jpg", "red")})
    alamat = reverse("konsultasi:kirim")
    jawaban = pemohon.klien.post(alamat, {"kunci": pemohon.kunci, "sidik": sidik}, follow=True)
    assert di_tinjau(jawaban)
    isi = jawaban.content.decode()
    assert "Isi surat berubah sejak Anda memeriksanya." in isi
    assert "baru.jpg" in isi
    assert SuratMasuk.objects.count() == 0


def test_vanished_file_is_told_on_the_review_page(pemohon):
    pemohon.isi({"identitas": ktp("hilang.jpg")})
    gudang.hapus(Berkas.objects.get().nama_simpan)
    jawaban = pemohon.klien.post(reverse("konsultasi:kirim"), {"kunci": pemohon.kunci}, follow=True)
    assert di_tinjau(jawaban)
    assert "hilang.jpg” sudah tidak ada pada kami" in jawaban.content.decode()
    assert SuratMasuk.objects.count() == 0


def test_sending_needs_a_post_and_a_token(pemohon):
    pemohon.isi()
    dilihat = pemohon.klien.get(reverse("konsultasi:kirim"))
    assert (dilihat.status_code, dilihat.url) == (303, reverse("konsultasi:isi"))
    ketat = Client(enforce_csrf_checks=True)
    ketat.cookies = pemohon.klien.cookies
    assert ketat.post(reverse("konsultasi:kirim"), {"kunci": pemohon.kunci}).status_code == 403
    assert SuratMasuk.objects.count() == 0


def test_other_browsers_see_nothing_and_learn_nothing(pemohon):
    pemohon.ajukan()
    terkirim = pemohon.kunci
    pemohon.kunci = ""
    pemohon.isi({"identitas": ktp("kartu-rahasia.jpg"), "surat_lembaga": surat_lembaga()})
    tersimpan = pemohon.kunci
    for lain in (Client(), Pemohon().klien):
        halaman = set()
        for kunci in (terkirim, tersimpan, str(uuid.uuid4())):
            for jawaban in (
                lain.get(reverse("konsultasi:isi"), {"kunci": kunci}),
                lain.get(reverse("konsultasi:tinjau"), {"kunci": kunci}),
                lain.post(reverse("konsultasi:kirim"), {"kunci": kunci}),
                lain.get(reverse("konsultasi:tanda_terima", args=[kunci])),
            ):
                assert jawaban.status_code == 404
                assert "no-store" in jawaban["Cache-Control"]
                halaman.add(re.sub(r'aria-current="page"|\s+', " ", jawaban.content.decode()))
        assert len(halaman) == 1
        assert not re.search("Nurhayati|kartu-rahasia|7404", halaman.pop())
    assert SuratMasuk.objects.count() == 1


def test_draft_of_a_consultation_is_no_complaint(pemohon):
    """Keys of the same browser open only the way on which they were made."""
    pemohon.isi()
    pengadu = Warga()
    pengadu.klien.cookies = pemohon.klien.cookies
    pengadu.kunci = pemohon.kunci
    assert pengadu.tinjau().status_code == 404
    assert pengadu.kirim().status_code == 404
    pengadu.isi()
    assert pengadu.kunci != pemohon.kunci
    assert Draf.objects.get(kunci=pemohon.kunci).data["materi"].startswith("Apa syarat")


def test_drafts_and_receipts_close_after_a_day(pemohon, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    pemohon.ajukan()
    jam_uji.maju(jam=23, menit=59)
    assert pemohon.tanda_terima().status_code == 200
    jam_uji.maju(menit=2)
    for jawaban in (pemohon.tanda_terima(), pemohon.formulir(), pemohon.tinjau(), pemohon.kirim()):
        assert jawaban.status_code == 404


@pytest.mark.sk("KSL-PROSEDUR-2", "KSL-WAKTU-1", "KSL-BIAYA")
def test_receipt_holds_number_secret_promises_and_no_charge(pemohon, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    surat = pemohon.ajukan()
    jawaban = pemohon.tanda_terima()
    isi = jawaban.content.decode()
    tenggat = {t.jenis: t for t in surat.tenggat.all()}
    for teks in (
        "Permohonan konsultasi Anda sudah kami terima",
        surat.nomor,
        rahasia.kode(surat),
        "Konsultasi diterima Senin, 23 November 2026 pukul 09.00 WITA",
        "Kami menjawab paling lambat",
        "Selasa, 24 November 2026 pukul 16.00 WITA",
        "Kami melayani konsultasi Anda paling lambat",
        "Kamis, 26 November 2026 pukul 16.00 WITA",
        tenggat["respon"].penjelasan,
        tenggat["pelaksanaan"].penjelasan,
        "Tanda terima dan jawaban kami kirim ke e-mail nurhayati@contoh.test.",
        "tidak dipungut biaya apa pun",
        "lapor dahulu kepada petugas piket",
    ):
        assert teks in isi, teks
    assert jawaban["Cache-Control"] == "private, no-store"
    assert jawaban["Referrer-Policy"] == "no-referrer"


def test_consultation_is_tracked_with_number_and_secret(pemohon, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    surat = pemohon.ajukan()
    lain = Client()
    jawaban = lain.post("/lacak/", {"nomor": surat.nomor, "kode": rahasia.kode(surat)}, follow=True)
    isi = jawaban.content.decode()
    for teks in (surat.nomor, "Konsultasi: Apa syarat", "Selasa, 24 November 2026 pukul 16.00 WITA"):
        assert teks in isi
    assert "7404014503800001" not in isi
