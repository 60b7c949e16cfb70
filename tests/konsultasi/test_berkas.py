"""Files of the form: nothing that was accepted is lost, what is refused is named, and a card is never shown."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dinsos.berkas import gudang
from dinsos.berkas.models import Berkas
from tests import pabrik
from tests.konsultasi.pemohon import LEMBAGA, Pemohon, ktp, surat_lembaga
from tests.pengaduan.warga import di_tinjau, galat

pytestmark = pytest.mark.django_db


def nama_berkas(pemohon: Pemohon) -> list[str]:
    return [satu.berkas.nama_asli for satu in pemohon.draf.lampiran.all()]


@pytest.mark.sk("KSL-SYARAT-4")
def test_no_response_ever_holds_the_card(pemohon):
    """Neither its bytes nor an address: form, error, review, resumed draft, receipt."""
    jawaban = [pemohon.isi_lembaga(nama="")]
    with gudang.buka(Berkas.objects.get(nama_asli="ktp.jpg").nama_simpan) as kartu:
        isi_kartu = kartu.read()
    jawaban += [pemohon.formulir(), pemohon.isi_lembaga({}), pemohon.tinjau(), pemohon.formulir()]
    pemohon.kirim()
    jawaban.append(pemohon.tanda_terima())
    potongan = [isi_kartu[100:160], base64.b64encode(isi_kartu)[100:160]]
    simpanan = [satu.nama_simpan.encode() for satu in Berkas.objects.all()]
    for satu in jawaban:
        assert satu.status_code == 200
        assert not any(rahasia in satu.content for rahasia in (*potongan, *simpanan))
        gambar = [sisa.split(b'"')[0] for sisa in satu.content.split(b'<img src="')[1:]]
        assert all(alamat.startswith(b"data:image/svg+xml") for alamat in gambar), "only the QR code"


def test_form_and_review_show_that_the_files_are_there(pemohon):
    isi = pemohon.isi_lembaga(nama="").content.decode()
    for nama in ("ktp.jpg", "surat-pimpinan.pdf"):
        assert f'Hapus <span class="visually-hidden">{nama}</span>' in isi
    assert "Sudah ditambahkan" in isi
    assert di_tinjau(pemohon.isi_lembaga({}))


def test_uploads_survive_a_rejected_form(pemohon):
    pemohon.isi_lembaga(nama="", materi="")
    surat = pemohon.ajukan({}, **LEMBAGA)
    assert [satu.berkas.nama_asli for satu in surat.lampiran.all()] == ["ktp.jpg", "surat-pimpinan.pdf"]
    for satu in surat.lampiran.all():
        assert satu.berkas.keadaan == "tertaut"
        assert gudang.ukuran(satu.berkas.nama_simpan) == satu.berkas.ukuran


def test_new_card_takes_the_place_of_the_old_one(pemohon):
    pemohon.isi(nama="")
    pemohon.isi({"identitas": ktp("paspor.jpg", "green")}, nama="")
    assert nama_berkas(pemohon) == ["paspor.jpg"]
    assert Berkas.objects.berisi().count() == 1


def test_removing_the_card_keeps_the_text_and_asks_for_it_again(pemohon):
    pemohon.isi_lembaga(nama="")
    kartu = pemohon.draf.lampiran.get(peran="identitas")
    jawaban = pemohon.isi_lembaga({}, hapus=str(kartu.pk))
    assert jawaban.redirect_chain[-1][0].endswith("#div_id_identitas")
    assert jawaban.context["form"]["nama_lembaga"].value() == "LSM Peduli Buton"
    assert nama_berkas(pemohon) == ["surat-pimpinan.pdf"]
    assert list(galat(pemohon.isi_lembaga({}))) == ["identitas"]


def test_nobody_removes_a_file_of_another_draft(pemohon):
    pemohon.isi()
    lain = Pemohon()
    lain.isi({}, hapus=str(pemohon.draf.lampiran.get().pk))
    assert nama_berkas(pemohon) == ["ktp.jpg"]


def test_letter_of_several_pages_is_bounded(pemohon):
    halaman = [ktp(f"{warna}.jpg", warna) for warna in ("red", "green", "blue", "gray")]
    jawaban = pemohon.isi_lembaga({"identitas": ktp(), "surat_lembaga": halaman})
    assert "gray.jpg" in galat(jawaban)["surat_lembaga"][0]
    surat = pemohon.ajukan({}, **LEMBAGA)
    assert surat.lampiran.filter(peran="surat_lembaga").count() == 3


@pytest.mark.parametrize(
    ("unggahan", "kata"),
    [
        (
            SimpleUploadedFile("IMG_0001.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic"),
            "di Android matikan HEIF",
        ),
        (SimpleUploadedFile("ktp.docx", b"PK\x03\x04 dokumen"), "foto dokumennya atau simpan sebagai PDF"),
        (SimpleUploadedFile("ktp.jpg", b""), "kosong; pilih lagi berkasnya"),
        (SimpleUploadedFile("ktp.jpg", pabrik.gambar()[:900]), "foto ulang, lalu unggah lagi"),
    ],
    ids=["heic", "word", "kosong", "rusak"],
)
def test_refused_card_is_named_with_words_that_help(pemohon, unggahan, kata):
    unggahan.seek(0)
    jawaban = pemohon.isi_lembaga({"identitas": unggahan, "surat_lembaga": surat_lembaga()})
    temuan = galat(jawaban)
    assert list(temuan) == ["identitas"]
    assert len(temuan["identitas"]) == 1
    assert unggahan.name in temuan["identitas"][0]
    assert kata in temuan["identitas"][0]
    assert nama_berkas(pemohon) == ["surat-pimpinan.pdf"]
