"""Tracking: number and secret open one letter for half an hour, and guessing leads nowhere."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from dinsos.agenda import actions, rahasia
from dinsos.agenda.models import Pertanyaan, SuratMasuk
from dinsos.akun import pembatas as rem
from dinsos.akun.models import Percobaan
from dinsos.inti import jam
from dinsos.notifikasi.actions import tandai_manual
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from dinsos.portal import pembatas
from disposisi import actions as disposisi_actions
from pengaduan import actions as pengaduan_actions
from tests import pabrik

pytestmark = pytest.mark.django_db
LACAK, SURAT = "/lacak/", "/lacak/surat/"


@pytest.fixture
def surat(jam_uji) -> SuratMasuk:
    """Received Monday 23 November 2026, 09.00."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    return pabrik.pengaduan()


@pytest.fixture
def petugas():
    return pabrik.pengguna("petugas")


@pytest.fixture
def warga(client, surat) -> Client:
    """A browser in which the letter is open."""
    assert coba(client, surat.nomor, rahasia.kode(surat)).status_code == 303
    return client


def coba(client, nomor: str, kode: str, **tambahan):
    return client.post(LACAK, {"nomor": nomor, "kode": kode}, **tambahan)


def teks(jawaban) -> str:
    return " ".join(jawaban.content.decode().split())


def tanpa_token(jawaban) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", jawaban.content.decode())


# --- opening -----------------------------------------------------------------------------------


def test_number_and_secret_open_the_letter(client, surat):
    jawaban = coba(client, surat.nomor, rahasia.kode(surat))
    assert (jawaban.status_code, jawaban["Location"]) == (303, SURAT)
    kuki = jawaban.cookies["lacak"]
    assert kuki["httponly"]
    assert kuki["samesite"] == "Lax"
    assert (kuki["max-age"], kuki["path"]) == (1800, SURAT)
    halaman = client.get(SURAT)
    assert surat.nomor in teks(halaman)
    assert "no-store" in halaman["Cache-Control"]


@pytest.mark.parametrize(
    "ubah", [str.lower, lambda k: k.replace("-", ""), lambda k: f" {k.replace('-', ' ')} "]
)
def test_the_secret_may_be_typed_in_any_way(client, surat, ubah):
    urut = f"{surat.tahun} {surat.urut}"
    assert coba(client, urut, ubah(rahasia.kode(surat))).status_code == 303


def test_the_secret_is_nowhere_in_page_address_or_cookie(warga, surat):
    kode = rahasia.kode(surat)
    polos = kode.replace("-", "")
    halaman = warga.get(SURAT).content.decode()
    for tempat in (halaman, warga.cookies["lacak"].value):
        assert kode not in tempat
        assert polos not in tempat
    salah = coba(warga, surat.nomor, "SALA-HKOD-E234").content.decode()
    assert "SALA-HKOD-E234" not in salah


def test_the_number_in_the_address_fills_the_field(client, surat):
    assert f'value="{surat.nomor}"' in client.get(f"{LACAK}?nomor={surat.nomor}").content.decode()
    assert "<script>" not in client.get(f"{LACAK}?nomor=<script>").content.decode()


def test_wrong_and_unknown_get_the_same_answer(client, surat):
    salah = coba(client, surat.nomor, "AAAA-AAAA-AAAA")
    tiada = coba(client, "2026-99999", "AAAA-AAAA-AAAA")
    assert salah.status_code == tiada.status_code == 200
    assert tanpa_token(salah).replace(surat.nomor, "N") == tanpa_token(tiada).replace("2026-99999", "N")
    assert dict(salah.headers) | {"Content-Length": ""} == dict(tiada.headers) | {"Content-Length": ""}
    assert "tidak cocok" in teks(salah)
    assert not salah.cookies.get("lacak")


def test_wrong_and_unknown_ask_the_database_the_same(client, surat, django_assert_max_num_queries):
    with django_assert_max_num_queries(20) as satu:
        coba(client, surat.nomor, "AAAA-AAAA-AAAA")
    with django_assert_max_num_queries(20) as dua:
        coba(client, "2026-99999", "AAAA-AAAA-AAAA", REMOTE_ADDR="10.9.9.9")
    assert len(satu) == len(dua)


@pytest.mark.parametrize("nomor", ["", "abc", "12345678901234567890", "2026-"])
def test_a_number_that_cannot_be_one_is_explained(client, nomor):
    isi = teks(coba(client, nomor, "AAAA-AAAA-AAAA"))
    assert "nomor surat" in isi
    assert not Percobaan.objects.exists()


# --- the brake ---------------------------------------------------------------------------------


def test_five_wrong_secrets_lock_the_number_for_a_while(client, surat, jam_uji):
    for _ in range(5):
        assert coba(client, surat.nomor, "AAAA-AAAA-AAAA").status_code == 200
    tolak = coba(client, surat.nomor, rahasia.kode(surat), REMOTE_ADDR="10.1.2.3")
    assert tolak.status_code == 429
    assert "Coba lagi mulai pukul 09.15 WITA" in teks(tolak)
    lain = pabrik.pengaduan()
    assert coba(client, lain.nomor, rahasia.kode(lain)).status_code == 303
    jam_uji.maju(menit=16)
    assert coba(client, surat.nomor, rahasia.kode(surat)).status_code == 303


def test_an_unknown_number_is_locked_alike(client, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    status = [coba(client, "2026-77777", "AAAA-AAAA-AAAA").status_code for _ in range(6)]
    assert status == [200] * 5 + [429]


def test_many_wrong_secrets_lock_the_address(client, surat):
    """A village behind one address may mistype sixty times in a quarter of an hour; right ones don't count."""
    for n in range(pembatas.BATAS_ALAMAT):
        assert coba(client, f"2026-{n + 100:05d}", "AAAA-AAAA-AAAA").status_code == 200
    assert coba(client, surat.nomor, rahasia.kode(surat)).status_code == 429
    assert coba(client, surat.nomor, rahasia.kode(surat), REMOTE_ADDR="10.1.2.3").status_code == 303


def test_right_secrets_do_not_count(client, surat):
    for _ in range(8):
        assert coba(client, surat.nomor, rahasia.kode(surat)).status_code == 303
    assert set(Percobaan.objects.values_list("jumlah", flat=True)) == {0}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_parallel_guesses_do_not_slip_through(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")

    def tebak(n: int) -> bool:
        try:
            return pembatas.ambil(nomor="2026-00001", alamat=f"10.0.0.{n}") is None
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as kolam:
        assert sum(kolam.map(tebak, range(18))) == pembatas.BATAS_NOMOR


def test_no_number_and_no_address_is_kept(client, surat):
    coba(client, surat.nomor, "AAAA-AAAA-AAAA", REMOTE_ADDR="36.81.12.7")
    isi = str(list(Percobaan.objects.values()))
    assert surat.nomor not in isi
    assert "36.81.12.7" not in isi


def test_one_device_cannot_hide_in_its_own_ipv6_network():
    assert rem.jaringan("2001:db8::1") == rem.jaringan("2001:db8::ffff:2")
    assert rem.jaringan("2001:db8::1") != rem.jaringan("2001:db8:0:1::1")
    assert rem.jaringan("36.81.12.7") == "36.81.12.7"


def test_windows_that_are_over_are_forgotten(surat, jam_uji):
    pembatas.ambil(nomor=surat.nomor, alamat="10.0.0.1")
    assert rem.sapu() == 0
    jam_uji.maju(menit=61)
    assert rem.sapu() == 2


# --- the visit ---------------------------------------------------------------------------------


def test_without_a_visit_there_is_no_page(client, surat):
    jawaban = client.get(SURAT)
    assert (jawaban.status_code, jawaban["Location"]) == (302, LACAK)


def test_the_visit_ends_after_half_an_hour(warga, jam_uji):
    jam_uji.maju(menit=29)
    assert warga.get(SURAT).status_code == 200
    jam_uji.maju(menit=29)
    assert warga.get(SURAT).status_code == 200  # every click renews it
    jam_uji.maju(menit=31)
    habis = warga.get(SURAT, follow=True)
    assert habis.redirect_chain == [(LACAK, 302)]
    assert "tertutup sendiri setelah 30 menit" in teks(habis)


def test_a_new_secret_ends_every_visit(warga, surat):
    surat.versi_rahasia = 2
    surat.save()
    assert warga.get(SURAT).status_code == 302


@pytest.mark.parametrize("isi", ["", "x", "WyJhIl0:1abc:def"])
def test_a_forged_visit_opens_nothing(client, surat, isi):
    client.cookies["lacak"] = isi
    assert client.get(SURAT).status_code == 302


def test_leaving_closes_the_letter_in_this_browser(warga):
    jawaban = warga.post("/lacak/surat/keluar/")
    assert jawaban["Location"] == LACAK
    assert jawaban.cookies["lacak"]["max-age"] == 0
    assert warga.get(SURAT).status_code == 302


def test_acts_need_the_token_of_the_form(surat):
    galak = Client(enforce_csrf_checks=True)
    assert coba(galak, surat.nomor, rahasia.kode(surat)).status_code == 403
    assert galak.post("/lacak/surat/cabut/").status_code == 403


# --- the page ----------------------------------------------------------------------------------


@pytest.mark.sk("PGD-WAKTU-1")
def test_a_new_letter_shows_both_promises_and_what_comes_next(warga):
    isi = teks(warga.get(SURAT))
    assert "Kami menjawab paling lambat <strong><time" in isi
    assert "Selasa, 24 November 2026 pukul 16.00 WITA" in isi
    assert "Kamis, 26 November 2026 pukul 16.00 WITA" in isi
    assert "Sisa 1 hari 6 jam" in isi or "Sisa 1 hari 7 jam" in isi
    assert "<strong>Berikutnya:</strong> pimpinan memeriksa surat Anda" in isi
    assert "nurhayati" not in isi.lower()  # the sender's own particulars are not repeated


def test_the_story_is_told_oldest_first_in_words_for_the_citizen(warga, surat, petugas, jam_uji):
    jam_uji.ke("2026-11-24T09:00+08:00")
    pabrik.disposisi(
        surat,
        petugas=petugas,
        waktu=datetime.fromisoformat("2026-11-25T09:00+08:00"),
        catatan="RAHASIA KANTOR",
    )
    kirim_tertunda()
    isi = teks(coba_lagi(warga, surat))
    urutan = ["Surat Anda kami terima", f"Pimpinan menugaskan {petugas}", "kami kirim kepada Anda melalui"]
    letak = [isi.rindex(kata) for kata in urutan]
    assert letak == sorted(letak)
    assert "RAHASIA KANTOR" not in isi
    assert "Surat Anda mulai kami tindak lanjuti." in isi
    assert "Kami menjawab pada Selasa, 24 November 2026 pukul 09.00 WITA, 6 jam" in isi
    assert "Anda datang ke kantor kami pada Rabu, 25 November 2026 pukul 09.00 WITA" in isi


def test_a_missed_promise_stays_visible_with_by_how_much(warga, surat, petugas, jam_uji):
    jam_uji.ke("2026-11-25T18:10+08:00")
    isi = teks(coba_lagi(warga, surat))
    assert "Terlambat 1 hari 2 jam" in isi
    assert "Kami mohon maaf" in isi
    assert "Batas jawaban pertama lewat." in isi
    pabrik.disposisi(surat, petugas=petugas)
    kirim_tertunda()
    jam_uji.ke("2026-12-30T10:00+08:00")
    isi = teks(coba_lagi(warga, surat))
    assert "Kami baru menjawab pada Rabu, 25 November 2026" in isi
    assert "terlambat 1 hari 2 jam" in isi


def coba_lagi(client, surat):
    coba(client, surat.nomor, rahasia.kode(surat))
    return client.get(SURAT)


def test_a_letter_that_no_channel_has_taken_is_not_shown(client, petugas):
    surat = pabrik.pengaduan(pengirim_=pabrik.pengirim(email=""))
    pabrik.disposisi(surat, petugas=petugas)
    assert "Surat dari kami" not in teks(coba_lagi(client, surat))
    assert Pesan.objects.filter(kasus=surat.uuid, keadaan="menunggu_manual").count() == 2


def test_without_contact_the_page_itself_is_the_channel(client, petugas):
    surat = pabrik.pengaduan(pengirim_=pabrik.pengirim(email="", telepon="", lacak_sendiri=True))
    pabrik.disposisi(surat, petugas=petugas)
    isi = teks(coba_lagi(client, surat))
    assert "Surat Anda mulai kami tindak lanjuti." in isi
    assert "Sudah dijawab, menunggu penanganan" in isi


@pytest.mark.parametrize("keputusan", ["ditolak", "dirujuk"])
def test_refusal_and_referral_give_the_reason(warga, surat, keputusan):
    disposisi_actions.disposisikan(
        surat=surat,
        oleh=pabrik.pengguna("kepala_dinas"),
        keputusan=keputusan,
        alasan="Bukan tugas kantor ini.",
        tujuan_rujukan="Inspektorat" if keputusan == "dirujuk" else "",
        jalan_lain="Hubungi kantor desa.",
    )
    assert "surat jawaban dengan alasannya kami kirimkan kepada Anda" in teks(warga.get(SURAT))
    kirim_tertunda()
    isi = teks(warga.get(SURAT))
    assert "Alasan: Bukan tugas kantor ini." in isi
    assert "Tidak berlaku" in isi
    assert "Berikutnya" not in isi


@pytest.mark.parametrize("terkirim", [True, False])
def test_a_closed_letter_shows_its_outcome(client, petugas, terkirim, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    pengirim = pabrik.pengirim() if terkirim else pabrik.pengirim(email="", telepon="081234567890")
    surat = pabrik.pengaduan(pengirim_=pengirim)
    selesaikan(surat, petugas, jam_uji)
    kirim_tertunda()
    isi = teks(coba_lagi(client, surat))
    assert isi.count("Bantuan sudah dibayarkan.") == 1
    assert "Pengaduan Anda selesai ditangani." in isi
    assert "Cabut surat ini" not in isi


def selesaikan(surat, petugas, jam_uji) -> None:
    """Handled face to face on Wednesday 25 November, recorded and closed."""
    jam_uji.ke("2026-11-24T09:00+08:00")
    pabrik.disposisi(surat, petugas=petugas)
    kirim_tertunda()
    for pesan in Pesan.objects.perlu_manual().filter(kasus=surat.uuid):
        tandai_manual(pesan=pesan, oleh=petugas, pada=jam.sekarang())
    jam_uji.ke("2026-11-25T10:00+08:00")
    disposisi_actions.laksanakan(surat=surat, oleh=petugas, pada=jam.sekarang())
    pengaduan_actions.catat_hasil(surat=surat, oleh=petugas, hasil="Bantuan sudah dibayarkan.", perbaikan="x")
    pengaduan_actions.selesaikan(surat=surat, oleh=petugas)


def test_the_page_costs_at_most_six_queries_however_long_the_story(
    warga, surat, petugas, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6) as sedikit:
        warga.get(SURAT)
    pabrik.disposisi(surat, petugas=petugas)
    for n in range(6):
        actions.tanyakan(surat=surat, oleh=petugas, teks=f"Pertanyaan {n}?")
    kirim_tertunda()
    with django_assert_max_num_queries(6) as banyak:
        warga.get(SURAT)
    assert len(banyak) == len(sedikit)


# --- what the citizen does ---------------------------------------------------------------------


@pytest.fixture
def pertanyaan(surat, petugas) -> Pertanyaan:
    pabrik.disposisi(surat, petugas=petugas)
    return actions.tanyakan(
        surat=surat, oleh=petugas, teks="Berapa nomor kartunya?\n\nSebutkan <b>agennya</b>."
    )


def test_a_question_is_answered_on_the_page(warga, pertanyaan):
    isi = teks(warga.get(SURAT))
    assert "Petugas bertanya kepada Anda" in isi
    assert "Sebutkan &lt;b&gt;agennya&lt;/b&gt;." in isi
    jawaban = warga.post(f"/lacak/surat/jawab/{pertanyaan.pk}/", {"jawaban": "4417, Toko Sinar"}, follow=True)
    assert "Jawaban Anda sudah kami terima." in teks(jawaban)
    assert "4417, Toko Sinar" in teks(jawaban)
    pertanyaan.refresh_from_db()
    assert pertanyaan.jawaban == "4417, Toko Sinar"


def test_an_empty_answer_is_explained_and_leads_to_its_field(warga, pertanyaan):
    jawaban = warga.post(f"/lacak/surat/jawab/{pertanyaan.pk}/", {"jawaban": "  "})
    isi = teks(jawaban)
    assert jawaban.status_code == 200
    assert "Ada yang perlu diperbaiki" in isi
    assert f'href="#jawaban_{pertanyaan.pk}_jawaban"' in isi
    assert f'id="jawaban_{pertanyaan.pk}_jawaban"' in isi


def test_an_answer_sent_twice_is_no_error_page(warga, pertanyaan):
    for isi in ("pertama", "kedua"):
        jawaban = warga.post(f"/lacak/surat/jawab/{pertanyaan.pk}/", {"jawaban": isi}, follow=True)
    assert jawaban.status_code == 200
    assert "sudah Anda jawab" in teks(jawaban)
    pertanyaan.refresh_from_db()
    assert pertanyaan.jawaban == "pertama"


def test_nobody_answers_for_another_letter(client, pertanyaan):
    lain = pabrik.pengaduan()
    coba(client, lain.nomor, rahasia.kode(lain))
    assert client.post(f"/lacak/surat/jawab/{pertanyaan.pk}/", {"jawaban": "x"}).status_code == 404


def test_an_answer_after_the_visit_ended_is_not_lost(warga, pertanyaan, jam_uji):
    jam_uji.maju(jam=1)
    jawaban = warga.post(f"/lacak/surat/jawab/{pertanyaan.pk}/", {"jawaban": "tulisan <panjang> saya"})
    assert "tulisan &lt;panjang&gt; saya" in teks(jawaban)
    assert "belum terkirim" in teks(jawaban)
    assert "no-store" in jawaban["Cache-Control"]


def test_withdrawing_asks_once_in_words(warga, surat):
    tanya = teks(warga.get("/lacak/surat/cabut/"))
    assert "Ya, cabut surat saya" in tanya
    surat.refresh_from_db()
    assert surat.status == "diterima"
    jawaban = warga.post("/lacak/surat/cabut/", follow=True)
    assert f"Surat nomor {surat.nomor} sudah Anda cabut." in teks(jawaban)
    assert "Tidak berlaku: dicabut pengirim" in teks(jawaban)
    surat.refresh_from_db()
    assert surat.status == "dicabut"
    ulang = warga.post("/lacak/surat/cabut/", follow=True)
    assert "sudah berstatus" in teks(ulang)
    assert warga.get("/lacak/surat/cabut/").status_code == 302


def test_the_cookie_is_secure_where_the_site_is(client, surat, settings):
    settings.SESSION_COOKIE_SECURE = True
    assert coba(client, surat.nomor, rahasia.kode(surat)).cookies["lacak"]["secure"]


def test_settings_keep_addresses_out_of_referers():
    assert settings.SECURE_REFERRER_POLICY == "same-origin"
