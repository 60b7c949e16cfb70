"""Files of the form: nothing that was accepted is lost, everything refused is named."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dinsos.agenda.formulir import unggahan
from dinsos.agenda.models import Draf, Lampiran
from dinsos.berkas import gudang
from dinsos.berkas.models import Berkas
from tests.pengaduan.warga import Warga, coretan, di_tinjau, foto, galat, pdf

pytestmark = pytest.mark.django_db

WARNA = ["red", "green", "blue", "yellow", "white", "black", "gray"]


def nama_bukti(warga: Warga) -> list[str]:
    return [satu.berkas.nama_asli for satu in warga.draf.lampiran.filter(peran="bukti")]


def test_uploads_and_signature_survive_a_rejected_form(warga):
    jawaban = warga.isi(
        {"bukti": [foto("satu.jpg"), pdf("dua.pdf")]},
        nama="",
        cara_tanda_tangan="gambar",
        ttd_gambar=coretan(),
    )
    isi = jawaban.content.decode()
    assert list(galat(jawaban)) == ["nama"]
    assert "satu.jpg" in isi
    assert "dua.pdf" in isi
    assert 'alt="Tanda tangan yang Anda gambar"' in isi
    assert "data:image/png;base64," in isi

    surat = warga.ajukan(cara_tanda_tangan="gambar")
    assert [satu.berkas.nama_asli for satu in surat.lampiran.all()] == [
        "satu.jpg",
        "dua.pdf",
        "tanda-tangan.png",
    ]
    for satu in surat.lampiran.all():
        assert satu.berkas.keadaan == "tertaut"
        assert gudang.ukuran(satu.berkas.nama_simpan) == satu.berkas.ukuran


def test_refused_file_is_named_and_the_others_stay(warga):
    teks = SimpleUploadedFile("catatan.txt", b"bukan gambar", "image/jpeg")
    rusak = SimpleUploadedFile("rusak.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "image/png")
    jawaban = warga.isi({"bukti": [foto("baik.jpg"), teks, rusak]})
    pesan = galat(jawaban)["bukti"]
    assert ["catatan.txt" in pesan[0], "rusak.png" in pesan[1], len(pesan)] == [True, True, 2]
    assert nama_bukti(warga) == ["baik.jpg"]
    assert galat(warga.klien.get(jawaban.request["PATH_INFO"], {"kunci": warga.kunci, "periksa": "1"})) == {
        "bukti": pesan
    }
    assert di_tinjau(warga.isi())


def test_same_page_sent_twice_keeps_one_copy(warga):
    for _ in range(2):
        warga.isi({"bukti": [foto("a.jpg", "red"), foto("b.jpg", "blue")]})
    assert nama_bukti(warga) == ["a.jpg", "b.jpg"]


def test_at_most_six_files_of_evidence(warga):
    jawaban = warga.isi({"bukti": [foto(f"{warna}.jpg", warna) for warna in WARNA]})
    assert nama_bukti(warga) == [f"{warna}.jpg" for warna in WARNA[:6]]
    assert "gray.jpg" in galat(jawaban)["bukti"][0]
    assert "paling banyak 6 berkas" in galat(jawaban)["bukti"][0]
    assert Berkas.objects.berisi().count() == 6


def test_whole_letter_is_bounded(warga, monkeypatch):
    warga.isi({"bukti": [foto("a.jpg", "red")]})
    monkeypatch.setattr(unggahan, "UKURAN_MAKS_SURAT", Berkas.objects.get().ukuran + 10)
    jawaban = warga.isi({"bukti": [foto("b.jpg", "blue")]})
    assert "b.jpg" in galat(jawaban)["bukti"][0]
    assert nama_bukti(warga) == ["a.jpg"]


def test_removing_a_file_keeps_text_and_the_other_files(warga):
    warga.isi({"bukti": [foto("a.jpg", "red"), foto("b.jpg", "blue")]})
    buang = warga.draf.lampiran.first()
    jawaban = warga.hapus(buang, uraian="Cerita baru", nama="")
    assert jawaban.redirect_chain[-1][0].endswith(f"kunci={warga.kunci}#div_id_bukti")
    assert not jawaban.context["form"].errors
    assert jawaban.context["form"]["uraian"].value() == "Cerita baru"
    assert nama_bukti(warga) == ["b.jpg"]
    buang.berkas.refresh_from_db()
    assert buang.berkas.sudah_dihapus


def test_file_chosen_together_with_a_removal_is_kept(warga):
    warga.isi({"bukti": [foto("a.jpg", "red")]})
    salah = SimpleUploadedFile("c.txt", b"c")
    jawaban = warga.isi(
        {"bukti": [foto("b.jpg", "blue"), salah]}, hapus=str(warga.draf.lampiran.first().pk), nama=""
    )
    assert nama_bukti(warga) == ["b.jpg"]
    assert ["c.txt" in str(pesan) for pesan in jawaban.context["messages"]] == [True]


def test_nobody_removes_a_file_of_another_draft(warga):
    warga.isi({"bukti": foto()})
    lain = Warga()
    lain.buka()
    lain.hapus(warga.draf.lampiran.get())
    lain.isi(hapus="'; DROP TABLE", nama="")
    assert Lampiran.objects.count() == 1


def test_new_signature_takes_the_place_of_the_old_one(warga):
    warga.isi(nama="", cara_tanda_tangan="gambar", ttd_gambar=coretan("navy"))
    warga.isi(nama="", cara_tanda_tangan="gambar", ttd_gambar=coretan("black"))
    assert warga.draf.lampiran.filter(peran="tanda_tangan").count() == 1
    assert Berkas.objects.berisi().count() == 1
    warga.hapus(warga.draf.lampiran.get(), cara_tanda_tangan="gambar")
    assert "data-tanda-tangan" in warga.formulir().content.decode()


def test_signature_of_a_way_not_chosen_is_not_sent(warga):
    warga.isi(nama="", cara_tanda_tangan="gambar", ttd_gambar=coretan())
    surat = warga.ajukan({"bukti": foto()}, cara_tanda_tangan="ketik")
    assert [satu.peran for satu in surat.lampiran.all()] == ["bukti"]


def test_vanished_file_is_told_on_the_review_page(warga):
    warga.isi({"bukti": foto("hilang.jpg")})
    gudang.hapus(Berkas.objects.get().nama_simpan)
    jawaban = warga.klien.post("/pengaduan/kirim/", {"kunci": warga.kunci}, follow=True)
    assert di_tinjau(jawaban)
    assert "hilang.jpg" in jawaban.content.decode()
    assert Draf.objects.get().surat_id is None


def test_too_many_files_at_once_is_a_page_that_helps(warga, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    warga.buka()
    jawaban = warga.klien.post(
        "/pengaduan/", {"kunci": warga.kunci, "bukti": [foto(f"{i}.jpg") for i in range(4)]}
    )
    assert jawaban.status_code == 400
    assert "tidak lebih dari jumlah yang tertulis pada formulirnya" in jawaban.content.decode()
