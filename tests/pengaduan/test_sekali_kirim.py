"""One letter however often it is sent, and only for the browser that wrote it."""

import re
import uuid

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from dinsos.agenda import rahasia
from dinsos.agenda.formulir import peramban
from dinsos.agenda.models import Draf, SuratMasuk
from dinsos.inti.jam import wita
from tests.pengaduan.warga import ISI, KIRIM, Warga, di_tinjau, foto, galat

pytestmark = pytest.mark.django_db


def test_opening_the_form_writes_nothing(warga):
    warga.buka()
    warga.formulir()
    assert Draf.objects.count() == 0


def test_each_opening_has_its_own_key_and_keys_are_hard_to_guess(warga):
    kunci = set()
    for _ in range(20):
        warga.buka()
        kunci.add(warga.kunci)
    assert len(kunci) == 20
    assert len({k[:18] for k in kunci}) == 20


def test_sending_twice_leads_to_the_same_receipt(warga):
    surat = warga.ajukan({"bukti": foto()})
    for _ in range(2):
        assert warga.kirim().url == warga.alamat_tanda_terima
    assert SuratMasuk.objects.get() == surat
    assert rahasia.kode(surat) in warga.tanda_terima().content.decode()


def test_after_sending_every_step_leads_to_the_receipt(warga):
    surat = warga.ajukan()
    for jawaban in (warga.formulir(), warga.tinjau(), warga.kirim()):
        assert jawaban.status_code == 302
        assert jawaban.url == warga.alamat_tanda_terima
    jawaban = warga.isi({"bukti": foto()}, nama="Nama Lain")
    assert jawaban.redirect_chain == [(warga.alamat_tanda_terima, 302)]
    assert SuratMasuk.objects.get().pengirim.nama == "Wa Ode Nurhayati"
    assert surat.lampiran.count() == 0


def test_form_sent_twice_before_the_review_is_one_draft(warga):
    assert di_tinjau(warga.isi())
    assert di_tinjau(warga.isi())
    assert Draf.objects.count() == 1


def test_new_form_in_the_same_browser_is_a_new_letter(warga):
    satu = warga.ajukan()
    warga.kunci = ""
    assert warga.ajukan().pk != satu.pk
    assert SuratMasuk.objects.count() == 2


def test_incomplete_draft_cannot_be_sent(warga):
    warga.isi(nama="")
    jawaban = warga.klien.post(KIRIM, {"kunci": warga.kunci}, follow=True)
    assert list(galat(jawaban)) == ["nama"]
    assert list(galat(warga.klien.get(reverse("pengaduan:tinjau"), {"kunci": warga.kunci}, follow=True))) == [
        "nama"
    ]
    assert warga.tanda_terima().url.startswith(ISI)
    assert SuratMasuk.objects.count() == 0


@pytest.mark.parametrize("perubahan", ["tulisan", "berkas"])
def test_letter_changed_after_the_review_is_reviewed_again(warga, perubahan):
    """Two tabs of one draft: what is sent is what this tab showed, or it is shown again."""
    sidik = sidik_di(warga.isi({"bukti": foto("a.jpg", "red")}))
    if perubahan == "tulisan":
        warga.isi(permintaan="Mohon data saya diperbaiki.")
    else:
        warga.isi({"bukti": foto("b.jpg", "blue")})
    jawaban = warga.klien.post(KIRIM, {"kunci": warga.kunci, "sidik": sidik}, follow=True)
    assert di_tinjau(jawaban)
    isi = jawaban.content.decode()
    assert "Isi surat berubah sejak Anda memeriksanya. Periksa lagi, lalu kirim." in isi
    assert ("Mohon data saya diperbaiki." if perubahan == "tulisan" else "b.jpg") in isi
    assert SuratMasuk.objects.count() == 0
    jawaban = warga.klien.post(KIRIM, {"kunci": warga.kunci, "sidik": sidik_di(jawaban)})
    assert jawaban.url == warga.alamat_tanda_terima


def sidik_di(jawaban) -> str:
    """The hash on a review page."""
    return re.search(r'name="sidik" value="([0-9a-f]{64})"', jawaban.content.decode())[1]


@pytest.mark.parametrize("sidik", [{}, {"sidik": ""}])
def test_review_page_without_the_hash_is_sent(warga, sidik):
    warga.isi()
    jawaban = warga.klien.post(KIRIM, {"kunci": warga.kunci} | sidik)
    assert jawaban.url == warga.alamat_tanda_terima


def test_browser_that_keeps_no_cookie_is_told_so():
    pertama = Client().get(ISI)
    tanpa = Client().get(pertama.url)
    isi = tanpa.content.decode()
    assert tanpa.status_code == 400
    assert "no-store" in tanpa["Cache-Control"]
    assert "<h1>Peramban Anda tidak menyimpan cookie</h1>" in isi
    for teks in ("nyalakan cookie", "WhatsApp", "loket", f'href="{ISI}"'):
        assert teks in isi
    ada = Client()
    assert ada.get(ISI, follow=True).status_code == 200
    assert ada.get(pertama.url).status_code == 404
    ketat = Client(enforce_csrf_checks=True).post(ISI, {})
    assert ketat.status_code == 403
    assert "Tulisan Anda mungkin perlu diketik ulang." in ketat.content.decode()


def test_sending_needs_a_post_and_a_token(warga):
    warga.isi()
    dilihat = warga.klien.get(KIRIM)
    assert (dilihat.status_code, dilihat.url) == (303, ISI)
    ketat = Client(enforce_csrf_checks=True)
    ketat.cookies = warga.klien.cookies
    assert ketat.post(KIRIM, {"kunci": warga.kunci}).status_code == 403
    assert SuratMasuk.objects.count() == 0


def test_other_browsers_see_nothing_and_learn_nothing(warga):
    warga.ajukan()
    terkirim = warga.kunci
    warga.kunci = ""
    warga.isi()
    tersimpan = warga.kunci

    for lain in (Client(), Warga().klien):
        halaman = set()
        for kunci in (terkirim, tersimpan, str(uuid.uuid4())):
            for jawaban in (
                lain.get(ISI, {"kunci": kunci}),
                lain.get(reverse("pengaduan:tinjau"), {"kunci": kunci}),
                lain.post(KIRIM, {"kunci": kunci}),
                lain.get(reverse("pengaduan:tanda_terima", args=[kunci])),
            ):
                assert jawaban.status_code == 404
                assert "no-store" in jawaban["Cache-Control"]
                halaman.add(re.sub(r'aria-current="page"|\s+', " ", jawaban.content.decode()))
        assert len(halaman) == 1
        assert "Nurhayati" not in halaman.pop()
    assert SuratMasuk.objects.count() == 1


@pytest.mark.parametrize("kunci", ["", "x", "0" * 36, "../../etc", "\x00"])
def test_nonsense_keys_are_a_helpful_page(warga, kunci):
    warga.buka()
    assert warga.klien.get(ISI, {"kunci": kunci}).status_code == 404
    assert warga.klien.get(reverse("pengaduan:tinjau"), {"kunci": kunci}).status_code == 404
    assert warga.klien.post(KIRIM, {"kunci": kunci}).status_code == 404


def test_forged_cookie_is_no_cookie(warga):
    warga.isi()
    penyerang = Client()
    penyerang.cookies[peramban.NAMA_KUKI] = signing.dumps(warga.kunci)
    assert penyerang.get(ISI, {"kunci": warga.kunci}).status_code == 404


def test_page_of_another_browser_loses_no_text(warga):
    """The cookie is gone while the form is open: what was typed and chosen comes back under a new key."""
    warga.isi({"bukti": foto("lama.jpg")}, nama="")
    lama = warga.kunci
    warga.klien.cookies.pop(peramban.NAMA_KUKI)
    jawaban = warga.isi({"bukti": foto("baru.jpg", "red")}, uraian="Cerita saya")
    isi = jawaban.content.decode()
    assert warga.kunci != lama
    assert jawaban.context["form"]["uraian"].value() == "Cerita saya"
    assert "Tulisan Anda tetap ada" in isi
    assert "baru.jpg" in isi
    assert "lama.jpg" not in isi
    assert di_tinjau(warga.isi())


def test_letter_sent_before_the_cookie_was_lost_is_not_sent_again(warga):
    warga.ajukan()
    warga.klien.cookies.pop(peramban.NAMA_KUKI)
    jawaban = warga.isi()
    assert jawaban.redirect_chain == [(warga.alamat_tanda_terima, 302)]
    assert jawaban.status_code == 404
    assert SuratMasuk.objects.count() == 1


def test_drafts_and_receipts_close_after_a_day(warga, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    warga.ajukan()
    jam_uji.maju(jam=23, menit=59)
    assert warga.tanda_terima().status_code == 200
    jam_uji.maju(menit=2)
    for jawaban in (warga.tanda_terima(), warga.formulir(), warga.tinjau(), warga.kirim()):
        assert jawaban.status_code == 404
    warga.kunci = ""
    warga.isi(nama="")
    jam_uji.maju(jam=25)
    assert warga.formulir().status_code == 404
    assert "Tulisan Anda tetap ada" in warga.isi().content.decode()


def test_cookie_is_closed_to_scripts_and_other_sites(warga, settings):
    warga.buka()
    kuki = warga.klien.cookies[peramban.NAMA_KUKI]
    assert (kuki["httponly"], kuki["samesite"], kuki["max-age"], kuki["secure"]) == (True, "Lax", 86400, "")
    settings.SESSION_COOKIE_SECURE = True
    lain = Warga()
    lain.buka()
    assert lain.klien.cookies[peramban.NAMA_KUKI]["secure"] is True


@pytest.mark.sk("PGD-WAKTU-1", "PGD-BIAYA")
def test_receipt_holds_number_secret_promises_and_no_charge(warga, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    surat = warga.ajukan()
    jawaban = warga.tanda_terima()
    isi = jawaban.content.decode()
    tenggat = {t.jenis: t for t in surat.tenggat.all()}
    assert wita(tenggat["respon"].jatuh_tempo).isoformat() == "2026-11-24T16:00:00+08:00"
    for teks in (
        surat.nomor,
        rahasia.kode(surat),
        "Senin, 23 November 2026 pukul 09.00 WITA",
        "Kami menjawab paling lambat",
        "Selasa, 24 November 2026 pukul 16.00 WITA",
        "Kami menangani surat Anda paling lambat",
        "Kamis, 26 November 2026 pukul 16.00 WITA",
        tenggat["respon"].penjelasan,
        tenggat["pelaksanaan"].penjelasan,
        "Tanda terima dan jawaban kami kirim ke e-mail nurhayati@contoh.test.",
        "tidak dipungut biaya apa pun",
        "Pimpinan membaca surat Anda dan menunjuk petugas.",
    ):
        assert teks in isi, teks
    assert jawaban["Cache-Control"] == "private, no-store"
    assert jawaban["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("kontak", "kalimat"),
    [
        ({"email": ""}, "Jawaban kami kirim lewat WhatsApp ke nomor 0812-3456-7890."),
        (
            {"email": "", "telepon": "", "lacak_sendiri": "on"},
            "Jawaban dapat Anda baca di halaman Lacak, atau Anda ambil tercetak di loket kami.",
        ),
    ],
)
def test_receipt_says_by_which_channel_the_answer_comes(warga, kontak, kalimat):
    warga.ajukan(**kontak)
    assert kalimat in warga.tanda_terima().content.decode()


def test_qr_code_holds_the_number_only(warga):
    import segno

    surat = warga.ajukan()
    jawaban = warga.tanda_terima()
    harapan = segno.make(surat.nomor, error="m", mask=2, micro=False).svg_data_uri(
        scale=4, border=2, light="#fff"
    )
    assert jawaban.context["qr"] == harapan
    assert rahasia.kode(surat) not in jawaban.context["qr"]


def test_secret_is_in_no_address_and_no_other_page(warga):
    surat = warga.ajukan()
    kode = rahasia.kode(surat)
    assert kode not in warga.alamat_tanda_terima
    assert all(kode not in kuki.OutputString() for kuki in warga.klien.cookies.values())
