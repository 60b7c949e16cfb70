"""Once there is an outcome: whether it helped, the survey, a letter that follows, papers that were asked for."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dinsos.agenda import rahasia
from dinsos.agenda.actions import tanyakan
from dinsos.agenda.enums import PeranLampiran, Status
from dinsos.agenda.models import Draf, Lampiran, Riwayat, SuratMasuk
from dinsos.berkas.models import Berkas
from dinsos.laporan.models import HasilSkm, SkmTerisi, Tanggapan
from dinsos.laporan.skm import KODE
from dinsos.notifikasi.models import Pesan
from tests import pabrik
from tests.pengaduan.warga import isian as isian_pengaduan
from tests.portal.kerja import SENIN, kata, masuk, surat_di

pytestmark = pytest.mark.django_db
SURAT = "/lacak/surat/"
SEMUA_BAIK = dict.fromkeys(KODE, "3")
ADA_HASIL = (Status.SELESAI, Status.DITOLAK, Status.DIRUJUK, Status.DILAKSANAKAN)


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke(SENIN)


@pytest.fixture
def selesai(kepala, petugas) -> SuratMasuk:
    return surat_di(Status.SELESAI, kepala=kepala, petugas=petugas)


def buka(surat: SuratMasuk) -> Client:
    klien = Client()
    assert klien.post("/lacak/", {"nomor": surat.nomor, "kode": rahasia.kode(surat)}).status_code == 303
    return klien


# --- when ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", Status.values)
def test_offered_once_there_is_an_outcome(kepala, petugas, status):
    surat = surat_di(status, kepala=kepala, petugas=petugas)
    klien = buka(surat)
    isi = kata(klien.get(SURAT))
    for jalur in ("tanggapan/", "survei/"):
        assert (f'href="{SURAT}{jalur}"' in isi) == (status in ADA_HASIL)
        assert klien.get(SURAT + jalur).status_code == (200 if status in ADA_HASIL else 302)
    lanjut = status in (*ADA_HASIL, Status.DICABUT)
    assert (f'href="{SURAT}lanjutan/"' in isi) == lanjut
    klien.post(f"{SURAT}tanggapan/", {"terbantu": "ya"})
    klien.post(f"{SURAT}survei/", SEMUA_BAIK)
    assert Tanggapan.objects.exists() == SkmTerisi.objects.exists() == (status in ADA_HASIL)


def test_an_outcome_that_did_not_arrive_is_not_asked_about(kepala, petugas):
    surat = surat_di(Status.DILAKSANAKAN, kepala=kepala, petugas=petugas, hasil=False)
    assert buka(surat).get(f"{SURAT}tanggapan/").status_code == 302


def test_without_the_visit_nothing_opens(client, selesai):
    for jalur in ("tanggapan/", "survei/", "lanjutan/"):
        for jawaban in (client.get(SURAT + jalur), client.post(SURAT + jalur, SEMUA_BAIK)):
            assert (jawaban.status_code, jawaban["Location"]) == (302, "/lacak/")
    assert not HasilSkm.objects.exists()


# --- helped or not ---------------------------------------------------------------------------------


def test_a_yes_is_kept_and_asked_once(selesai):
    klien = buka(selesai)
    jawaban = klien.post(f"{SURAT}tanggapan/", {"terbantu": "ya"}, follow=True)
    assert "Terima kasih. Tanggapan Anda sudah kami terima." in kata(jawaban)
    assert "Anda menyatakan terbantu." in kata(jawaban)
    assert f'href="{SURAT}tanggapan/"' not in kata(jawaban)
    ulang = klien.post(f"{SURAT}tanggapan/", {"terbantu": "belum", "alasan": "x"}, follow=True)
    assert "sudah kami terima pada Senin" in kata(ulang)
    assert Tanggapan.objects.get().terbantu
    assert not Pesan.objects.filter(kelas="belum_terbantu").exists()


def test_a_no_needs_words_and_reaches_officer_and_head(selesai, kepala, petugas):
    klien = buka(selesai)
    kosong = klien.post(f"{SURAT}tanggapan/", {"terbantu": "belum", "alasan": " "})
    assert kosong.status_code == 422
    assert "Tulis apa yang belum terbantu." in kata(kosong)
    jawaban = klien.post(
        f"{SURAT}tanggapan/", {"terbantu": "belum", "alasan": "Uangnya <b>belum</b> masuk."}, follow=True
    )
    assert "Petugas dan pimpinan membacanya" in kata(jawaban)
    assert "Anda menyatakan belum terbantu." in kata(jawaban)
    pesan = Pesan.objects.filter(kelas="belum_terbantu")
    assert {satu.tujuan for satu in pesan} == {kepala.email, petugas.email}
    assert not any("Uangnya" in satu.isi or "Nurhayati" in satu.isi for satu in pesan)
    for orang in (kepala, petugas):
        daftar = kata(masuk(orang).get("/laporan/belum-terbantu/"))
        assert selesai.nomor in daftar
        assert "Uangnya &lt;b&gt;belum&lt;/b&gt; masuk." in daftar
    assert "Uangnya" in kata(masuk(petugas).get(f"/kerja/surat/{selesai.pk}/"))


def test_what_was_done_takes_it_off_the_list(selesai, petugas):
    buka(selesai).post(f"{SURAT}tanggapan/", {"terbantu": "belum", "alasan": "Uangnya belum masuk."})
    tanggapan = Tanggapan.objects.get()
    klien, alamat = masuk(petugas), f"/laporan/belum-terbantu/{tanggapan.pk}/"
    kosong = klien.post(alamat, {"tindakan": " "})
    assert kosong.status_code == 422
    assert "Tulis apa yang sudah dilakukan." in kata(kosong)
    jawaban = klien.post(alamat, {"tindakan": "Sudah kami telepon."}, follow=True)
    assert "Tidak ada yang menunggu." in kata(jawaban)
    tanggapan.refresh_from_db()
    assert (tanggapan.ditindak_oleh, tanggapan.tindakan) == (petugas, "Sudah kami telepon.")
    assert "Sudah kami telepon." not in kata(buka(selesai).get(SURAT))
    assert "sudah dicatat oleh" in kata(klien.post(alamat, {"tindakan": "Lagi."}, follow=True)).lower()


def test_who_may_not_know_of_the_letter_does_not_read_it(selesai):
    buka(selesai).post(f"{SURAT}tanggapan/", {"terbantu": "belum", "alasan": "Uangnya belum masuk."})
    tanggapan, lain = Tanggapan.objects.get(), masuk(pabrik.pengguna("petugas"))
    assert selesai.nomor not in kata(lain.get("/laporan/belum-terbantu/"))
    assert lain.post(f"/laporan/belum-terbantu/{tanggapan.pk}/", {"tindakan": "x"}).status_code == 404
    assert masuk(pabrik.pengguna("piket")).get("/laporan/belum-terbantu/").status_code == 403


def test_words_of_a_secret_sender_are_masked_on_the_list(kepala, petugas):
    surat = surat_di(Status.SELESAI, kepala=kepala, petugas=petugas)
    surat.rahasiakan_identitas = True
    surat.save()
    alasan = "Saya Wa Ode Nurhayati belum menerima."
    buka(surat).post(f"{SURAT}tanggapan/", {"terbantu": "belum", "alasan": alasan})
    assert "Saya (dirahasiakan) belum menerima." in kata(masuk(petugas).get("/laporan/belum-terbantu/"))


# --- the survey ------------------------------------------------------------------------------------


def test_the_survey_is_counted_once_and_leads_back_to_nobody(selesai, petugas):
    klien = buka(selesai)
    sebelum = Riwayat.objects.count(), Pesan.objects.count()
    jawaban = klien.post(
        f"{SURAT}survei/", SEMUA_BAIK | {"waktu": "1", "saran": "Perbanyak kursi."}, follow=True
    )
    assert "sudah kami hitung, tanpa nama dan tanpa nomor surat" in kata(jawaban)
    assert f'href="{SURAT}survei/"' not in kata(jawaban)
    assert "sudah Anda isi" in kata(klien.post(f"{SURAT}survei/", SEMUA_BAIK, follow=True))
    hasil = HasilSkm.objects.get()
    assert (hasil.jumlah, str(hasil.bulan), hasil.saran) == (1, "2026-11-01", ["Perbanyak kursi."])
    assert hasil.nilai["waktu"] == [1, 0, 0, 0]
    assert hasil.nilai["biaya"] == [0, 0, 1, 0]
    assert (Riwayat.objects.count(), Pesan.objects.count()) == sebelum
    for orang in (petugas, pabrik.pengguna("kepala_dinas")):
        assert "urvei" not in kata(masuk(orang).get(f"/kerja/surat/{selesai.pk}/")).split("<main")[1]


def test_nothing_stored_can_be_joined_with_a_letter():
    """The mark holds the letter only, the sums service and month: no history, no time, no order."""
    assert [satu.name for satu in SkmTerisi._meta.concrete_fields] == ["surat"]
    assert {satu.name for satu in HasilSkm._meta.concrete_fields} == {
        *("id", "layanan", "bulan", "jumlah", "nilai", "saran")
    }
    for model in (SkmTerisi, HasilSkm):
        assert not hasattr(model, "history")
    assert {satu.remote_field.model for satu in HasilSkm._meta.fields if satu.remote_field} == set()


def test_suggestions_stand_in_alphabetical_order(kepala, petugas):
    for saran in ("Zebra", "antrean", "Meja"):
        surat = surat_di(Status.SELESAI, kepala=kepala, petugas=petugas)
        buka(surat).post(f"{SURAT}survei/", SEMUA_BAIK | {"saran": saran})
    assert HasilSkm.objects.get().saran == sorted(["Zebra", "antrean", "Meja"])


def test_every_question_of_the_survey_wants_an_answer(selesai):
    klien = buka(selesai)
    jawaban = klien.post(f"{SURAT}survei/", {"waktu": "4", "saran": "tetap ada"})
    assert jawaban.status_code == 422
    assert kata(jawaban).count("Pilih satu jawaban.") == 16  # eight, each in the summary and at its field
    assert "tetap ada" in kata(jawaban)
    assert klien.post(f"{SURAT}survei/", SEMUA_BAIK | {"waktu": "5"}).status_code == 422
    assert not SkmTerisi.objects.exists()


# --- a letter that follows -------------------------------------------------------------------------


def lanjutkan(klien: Client, layanan: str = "pengaduan") -> Draf:
    jawaban = klien.post(f"{SURAT}lanjutan/", {"layanan": layanan})
    assert jawaban.status_code == 302
    kunci = re.fullmatch(rf"/{layanan}/\?kunci=([0-9a-f-]{{36}})", jawaban["Location"])[1]
    return Draf.objects.get(kunci=kunci)


def kirim(klien: Client, draf: Draf, **ubah) -> SuratMasuk:
    klien.post("/pengaduan/", isian_pengaduan(**ubah) | {"kunci": str(draf.kunci)}, follow=True)
    klien.post("/pengaduan/kirim/", {"kunci": str(draf.kunci)})
    return SuratMasuk.objects.get(draf=draf.kunci)


@pytest.mark.parametrize("layanan", ["pengaduan", "konsultasi"])
def test_a_follow_up_starts_with_the_sender_filled_in(selesai, layanan):
    klien = buka(selesai)
    draf = lanjutkan(klien, layanan)
    halaman = klien.get(f"/{layanan}/", {"kunci": str(draf.kunci)})
    isi = kata(halaman)
    assert 'value="Wa Ode Nurhayati"' in isi
    assert f"Surat ini melanjutkan surat nomor {selesai.nomor}." in isi
    assert 'value="Takimpo"' in isi
    asing = Client().get(f"/{layanan}/", {"kunci": str(draf.kunci)})
    assert "Nurhayati" not in kata(asing)


def test_a_follow_up_is_a_letter_of_its_own_linked_both_ways(selesai, petugas, jam_uji):
    klien = buka(selesai)
    jam_uji.ke("2026-12-01T10:00+08:00")
    klien = buka(selesai)
    baru = kirim(klien, lanjutkan(klien))
    assert baru.lanjutan_dari == selesai
    assert list(selesai.lanjutan.all()) == [baru]
    assert baru.nomor != selesai.nomor
    assert baru.tenggat.get(jenis="respon").mulai == baru.diterima_pada
    assert selesai.tenggat.get(jenis="respon").jatuh_tempo < baru.diterima_pada
    assert f"Anda mengirim surat lanjutan, nomor {baru.nomor}." in kata(klien.get(SURAT))
    assert f"Surat ini melanjutkan surat Anda nomor {selesai.nomor}." in kata(buka(baru).get(SURAT))


def test_who_never_meets_the_first_never_meets_what_follows(kepala):
    terlapor = pabrik.pengguna("petugas")
    pertama = pabrik.pengaduan(
        pengirim_=pabrik.pengirim(), rincian_=pabrik.rincian(terlapor=terlapor), rahasiakan_identitas=True
    )
    klien = buka(pertama)
    klien.post(f"{SURAT}cabut/")
    assert "Biarkan pilihan itu tercentang" in kata(klien.get(f"{SURAT}lanjutan/"))
    draf = lanjutkan(klien)
    assert draf.data["rahasiakan_identitas"] == "on"
    baru = kirim(klien, draf)
    assert [satu.pengguna for satu in baru.pengecualian.all()] == [terlapor]
    baru.petugas = terlapor
    baru.save()
    assert masuk(terlapor).get(f"/kerja/surat/{baru.pk}/").status_code == 404


def test_a_letter_that_names_the_head_makes_what_follows_the_deputys(kepala):
    pertama = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=kepala))
    klien = buka(pertama)
    klien.post(f"{SURAT}cabut/")
    baru = kirim(klien, lanjutkan(klien))
    assert baru.menyangkut_kepala
    assert masuk(kepala).get(f"/kerja/surat/{baru.pk}/").status_code == 404


def test_staff_are_led_to_the_other_letter_only_where_they_may_know_of_it(selesai, kepala):
    klien = buka(selesai)
    baru = kirim(klien, lanjutkan(klien))
    lain = pabrik.pengguna("petugas")
    pabrik.disposisi(baru, oleh=kepala, petugas=lain)
    pertama, kedua = f"/kerja/surat/{selesai.pk}/", f"/kerja/surat/{baru.pk}/"
    assert pertama in kata(masuk(kepala).get(kedua))
    assert kedua in kata(masuk(kepala).get(pertama))
    halaman = kata(masuk(lain).get(kedua))
    assert pertama not in halaman
    assert selesai.nomor not in halaman


# --- papers that were asked for --------------------------------------------------------------------


@pytest.fixture
def diminta(kepala, petugas):
    surat = surat_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    return tanyakan(surat=surat, oleh=petugas, teks="Kirim foto kartu keluarga.", minta_berkas=True)


def foto(nama: str = "kk.jpg", warna: str = "#123456") -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, pabrik.gambar(warna=warna), "image/jpeg")


def test_a_paper_that_was_asked_for_becomes_a_paper_of_the_letter(diminta, petugas):
    klien = buka(diminta.surat)
    isi = kata(klien.get(SURAT))
    assert "Foto atau PDF yang diminta" in isi
    assert "perkecil-foto.js" in isi
    alamat = f"{SURAT}jawab/{diminta.pk}/"
    jawaban = klien.post(alamat, {"berkas": [foto(), foto("dua.jpg", "#654321")]}, follow=True)
    assert "Jawaban Anda sudah kami terima." in kata(jawaban)
    assert "Anda menjawab pertanyaan petugas (2 berkas)." in kata(jawaban)
    milik = diminta.lampiran.all()
    assert {(satu.peran, satu.surat_id, satu.berkas.keadaan) for satu in milik} == {
        (PeranLampiran.TAMBAHAN, diminta.surat_id, "tertaut")
    }
    halaman = kata(masuk(petugas).get(f"/kerja/surat/{diminta.surat_id}/"))
    assert "Berkas tambahan: kk.jpg" in halaman
    assert klien.get(f"{SURAT}data/{milik[0].berkas_id}/").status_code == 404
    ulang = klien.post(alamat, {"berkas": [foto("tiga.jpg", "#abcdef")]}, follow=True)
    assert "sudah Anda jawab" in kata(ulang)
    assert Berkas.objects.berisi().count() == 2


def test_a_refused_paper_keeps_the_words_and_stores_nothing(diminta):
    palsu = SimpleUploadedFile("kk.jpg", b"<script>", "image/jpeg")
    alamat = f"{SURAT}jawab/{diminta.pk}/"
    jawaban = buka(diminta.surat).post(alamat, {"jawaban": "Ini kartunya", "berkas": [foto(), palsu]})
    isi = kata(jawaban)
    assert "bukan foto (JPG, PNG, WebP) atau PDF" in isi
    assert "Ini kartunya" in isi
    assert f'href="#jawaban_{diminta.pk}_berkas"' in isi
    assert not Lampiran.objects.exists()
    assert not Berkas.objects.berisi().exists()
    terlalu_banyak = {"berkas": [foto(f"{n}.jpg", f"#{n}{n}{n}{n}{n}{n}") for n in range(7)]}
    assert "paling banyak 6 berkas" in kata(buka(diminta.surat).post(alamat, terlalu_banyak))
    assert not Berkas.objects.exists() or not Berkas.objects.berisi().exists()


def test_words_are_enough_when_there_is_no_paper_but_nothing_is_not(diminta):
    klien, alamat = buka(diminta.surat), f"{SURAT}jawab/{diminta.pk}/"
    assert "Tulis jawaban Anda." in kata(klien.post(alamat, {"jawaban": " "}, follow=True))
    klien.post(alamat, {"jawaban": "Kartunya hilang."})
    diminta.refresh_from_db()
    assert diminta.jawaban == "Kartunya hilang."


def test_a_question_without_a_request_takes_no_file(kepala, petugas):
    surat = surat_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    tanya = tanyakan(surat=surat, oleh=petugas, teks="Kapan?")
    klien = buka(surat)
    assert 'type="file"' not in kata(klien.get(SURAT))
    klien.post(f"{SURAT}jawab/{tanya.pk}/", {"jawaban": "Kemarin", "berkas": foto()})
    assert not Lampiran.objects.exists()
    tanya.refresh_from_db()
    assert tanya.jawaban == "Kemarin"


def test_the_officer_asks_for_a_paper_on_the_case_page(kepala, petugas):
    surat = surat_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    klien = masuk(petugas)
    klien.post(f"/kerja/surat/{surat.pk}/tanya/", {"teks": "Kirim fotonya.", "minta_berkas": "on"})
    tanya = surat.pertanyaan.get()
    assert tanya.minta_berkas
    assert "Tambahkan foto atau PDF yang diminta" in Pesan.objects.get(kelas="pertanyaan").isi
    assert "Petugas meminta foto atau berkas dari Anda." in kata(buka(surat).get(SURAT))
