"""What the applicant reads and fetches on the tracking page of a consultation."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dinsos.agenda import rahasia
from dinsos.agenda.actions import tanyakan
from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk
from dinsos.berkas.actions import hapus
from dinsos.berkas.models import LogAksesBerkas
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from disposisi.actions_layanan import ganti_layanan
from konsultasi import penanganan
from tests import pabrik
from tests.konsultasi.tahap import SARAN, berita_acara, data, konsultasi_di, pdf, terima
from tests.konsultasi.test_penanganan import KEADAAN
from tests.portal.kerja import SENIN, TERTULIS, lewat_wa, masuk

pytestmark = pytest.mark.django_db
SURAT = "/lacak/surat/"


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke(SENIN)


def buka(surat: SuratMasuk, klien: Client | None = None) -> Client:
    """A browser in which the letter is open."""
    klien = klien or Client()
    jawaban = klien.post("/lacak/", {"nomor": surat.nomor, "kode": rahasia.kode(surat)})
    assert jawaban.status_code == 303
    return klien


def kata(jawaban) -> str:
    return " ".join(jawaban.content.decode().split())


def unduh(penyerahan) -> str:
    return reverse("portal:data", args=[penyerahan.lampiran.berkas_id])


def kode_unduhan(klien: Client, penyerahan) -> int:
    """The status of the download, read to its end."""
    jawaban = klien.get(unduh(penyerahan))
    if jawaban.streaming:
        b"".join(jawaban.streaming_content)
    return jawaban.status_code


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("keadaan", list(KEADAAN))
def test_the_page_speaks_of_a_consultation_in_every_state(kepala, petugas, keadaan):
    status, kolom = KEADAAN[keadaan]
    surat = konsultasi_di(status, kepala=kepala, petugas=petugas, **kolom)
    teks = kata(buka(surat).get(SURAT))
    assert "Surat konsultasi nomor" in teks
    isi = teks.split("<main")[1].split("</main")[0].lower()
    for asing in ("pengaduan", "penanganan", "tindak lanjut"):
        assert asing not in isi


@pytest.mark.parametrize(
    ("cara", "keadaan", "kata_berikut"),
    [
        ({}, "Sudah dijawab, menunggu konsultasi", "Anda datang ke kantor kami"),
        (
            TERTULIS,
            "Disetujui, menunggu jawaban tertulis",
            "Anda menerima jawaban tertulis paling lambat",
        ),
        (
            {"mode": "daring", "metode": "telepon", "tempat": "0812-1111-2222"},
            "Sudah dijawab, menunggu konsultasi",
            "petugas menghubungi Anda (Telepon)",
        ),
    ],
)
def test_the_answer_letter_and_what_comes_next(kepala, petugas, cara, keadaan, kata_berikut):
    surat = konsultasi_di(Status.DITERIMA, kepala=kepala, petugas=petugas)
    klien = buka(surat)
    awal = kata(klien.get(SURAT))
    assert "Konsultasi kami laksanakan paling lambat" in awal
    assert "Kami menjawab paling lambat Selasa, 24 November 2026 pukul 16.00 WITA" in awal
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=jam.sekarang() + timedelta(days=1), **cara)
    teks = kata(klien.get(SURAT))
    for potongan in (
        "Surat jawaban permohonan konsultasi",
        "Permohonan konsultasi Anda kami setujui.",
        "Narahubung: La Ode Amrin",
        keadaan,
        kata_berikut,
    ):
        assert potongan in teks


def test_advice_and_closing(kepala, petugas):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    klien = buka(surat)
    berita_acara(surat, petugas)
    teks = kata(klien.get(SURAT))
    assert "Saran hasil konsultasi" in teks
    assert SARAN in teks
    assert "Kami melaksanakan konsultasi Anda pada" in teks
    penanganan.selesaikan(surat=surat, oleh=petugas)
    assert SARAN in kata(klien.get(SURAT))


@pytest.mark.parametrize("dikirim", ["jawaban", "data"])
def test_in_writing_nobody_is_said_to_have_met(kepala, petugas, dikirim):
    """Before and after the answer or the data was accepted; nothing is said before the answer letter was."""
    ditahan = konsultasi_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=petugas, tertulis=True)
    assert "Konsultasi kami laksanakan paling lambat" in kata(buka(ditahan).get(SURAT))
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas, tertulis=True)
    klien = buka(surat)
    assert "Jawaban tertulis atau data kami kirim paling lambat" in kata(klien.get(SURAT))
    if dikirim == "data":
        data(surat, petugas)
    else:
        penanganan.jawab_tertulis(surat=surat, oleh=petugas, jawaban=SARAN)
    teks = kata(klien.get(SURAT))
    for potongan in (
        "Jawaban tertulis atau data sudah kami kirim",
        "Kami mengirim jawaban tertulis atau data pada",
        "petugas menutup surat ini bila jawaban dan data untuk Anda sudah lengkap.",
    ):
        assert potongan in teks
    for keliru in ("mencatat saran", "menunggu konsultasi", "melaksanakan konsultasi"):
        assert keliru not in teks


def test_in_writing_a_missed_date_is_told_in_its_own_words(kepala, petugas, jam_uji):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas, tertulis=True)
    jam_uji.ke("2026-11-26T16:30+08:00")
    teks = kata(buka(surat).get(SURAT))
    assert "Batas jawaban tertulis lewat." in teks
    assert "Batas konsultasi" not in teks


def test_a_written_answer_is_on_the_page_when_the_letter_is_closed(kepala, petugas):
    """By WhatsApp, and closed because the data was received first: the answer is still to be read here."""
    surat = pabrik.konsultasi(pengirim_=lewat_wa())
    pabrik.disposisi(
        surat, oleh=kepala, petugas=petugas, waktu=jam.sekarang() + timedelta(days=1), **TERTULIS
    )
    terima(surat, "jawaban", petugas)
    terima(surat, f"data:{data(surat, petugas).pk}", petugas)
    penanganan.jawab_tertulis(surat=surat, oleh=petugas, jawaban=SARAN)
    klien = buka(surat)
    assert SARAN not in kata(klien.get(SURAT))
    penanganan.selesaikan(surat=surat, oleh=petugas)
    teks = kata(klien.get(SURAT))
    assert "Jawaban tertulis kami" in teks
    assert SARAN in teks


def test_a_letter_that_changed_service_shows_what_it_is_now(kepala, petugas):
    surat = pabrik.pengaduan(pengirim_=pabrik.pengirim(telepon="", email="", lacak_sendiri=True))
    ganti_layanan(surat=surat, oleh=kepala, ke="konsultasi", alasan="Anda bertanya.")
    teks = kata(buka(surat).get(SURAT))
    for potongan in (
        "Surat konsultasi nomor",
        "Jenis layanan surat Anda berubah",
        "kami proses sebagai konsultasi, bukan pengaduan",
        "Konsultasi kami laksanakan paling lambat",
    ):
        assert potongan in teks


# --- data -----------------------------------------------------------------------------------------


@pytest.mark.sk("KSL-PRODUK")
def test_data_is_a_download_that_nobody_keeps_and_that_is_logged(kepala, petugas):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    penyerahan = data(surat, petugas, keterangan="Data penerima per desa")
    klien = buka(surat)
    halaman = klien.get(SURAT)
    assert "Unduh Data penerima per desa" in kata(halaman)
    assert f'href="{unduh(penyerahan)}" download' in kata(halaman)
    jawaban = klien.get(unduh(penyerahan))
    assert jawaban.status_code == 200
    assert b"".join(jawaban.streaming_content).startswith(b"%PDF-")
    assert jawaban["Content-Disposition"] == 'attachment; filename="data-desa.pdf"'
    assert jawaban["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in jawaban["Cache-Control"]
    assert "sandbox" in jawaban["Content-Security-Policy"]
    log = LogAksesBerkas.objects.get()
    assert (log.berkas_id, log.oleh, log.sebagai) == (penyerahan.lampiran.berkas_id, None, "pengirim")
    assert surat.nomor in log.tujuan
    assert klien.cookies["lacak"]["max-age"] == 1800  # a click keeps the visit open, as on the page


def test_an_image_is_a_download_too(kepala, petugas):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    penyerahan = data(surat, petugas, unggahan=SimpleUploadedFile("peta.png", pabrik.gambar(format_="PNG")))
    jawaban = buka(surat).get(unduh(penyerahan))
    b"".join(jawaban.streaming_content)
    assert jawaban["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("keadaan", [k for k in KEADAAN if k.startswith(("dijawab", "dilaks", "berb"))])
def test_data_stays_after_closing(kepala, petugas, keadaan):
    status, kolom = KEADAAN[keadaan]
    surat = konsultasi_di(status, kepala=kepala, petugas=petugas, **kolom)
    penyerahan = data(surat, petugas)
    klien = buka(surat)
    assert kode_unduhan(klien, penyerahan) == 200
    surat.refresh_from_db()
    if surat.status == Status.DIJAWAB:
        berita_acara(surat, petugas)
    elif not surat.konsultasi.hasil and not surat.disposisi.tertulis:
        berita_acara(surat, petugas, mulai=None)
    penanganan.selesaikan(surat=surat, oleh=petugas)
    assert kode_unduhan(klien, penyerahan) == 200
    assert LogAksesBerkas.objects.count() == 2


def test_only_inside_the_visit_of_this_letter(kepala, petugas, jam_uji):
    """A file × browser matrix: exactly one succeeds, and nothing else is logged."""
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    penyerahan = data(surat, petugas)
    lain = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    keluhan = pabrik.pengaduan()
    diganti = buka(surat)
    for peramban in (buka(lain), buka(keluhan)):
        assert kode_unduhan(peramban, penyerahan) == 404
    for peramban in (Client(), masuk(petugas), masuk(kepala)):
        jawaban = peramban.get(unduh(penyerahan))
        assert (jawaban.status_code, jawaban["Location"]) == (302, "/lacak/")
    warga = buka(surat)
    for kode in ("POST", "PUT", "DELETE"):
        assert warga.generic(kode, unduh(penyerahan)).status_code == 405
    habis = buka(surat)
    jam_uji.maju(menit=31)
    for peramban in (habis, warga):
        halaman, berkas = peramban.get(SURAT), peramban.get(unduh(penyerahan))
        assert (halaman.status_code, halaman["Location"]) == (berkas.status_code, berkas["Location"])
        assert berkas.status_code == 302
    surat.versi_rahasia += 1
    surat.save(update_fields=["versi_rahasia"])
    assert diganti.get(unduh(penyerahan)).status_code == 302
    assert not LogAksesBerkas.objects.exists()


def test_uploads_of_the_applicant_are_not_fetched_here(kepala, petugas):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas, rincian=pabrik.lembaga())
    data(surat, petugas)
    klien = buka(surat)
    unggahan = surat.lampiran.exclude(peran="data")
    assert unggahan.count() == 2
    for satu in unggahan:
        assert klien.get(reverse("portal:data", args=[satu.berkas_id])).status_code == 404
        assert str(satu.berkas_id) not in klien.get(SURAT).content.decode()
    assert not LogAksesBerkas.objects.exists()


def test_a_deleted_file_is_told_and_missing(kepala, petugas):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    penyerahan = data(surat, petugas)
    hapus(berkas=penyerahan.lampiran.berkas)
    klien = buka(surat)
    halaman = kata(klien.get(SURAT))
    assert "Berkas sudah dihapus" in halaman
    assert unduh(penyerahan) not in halaman
    assert kode_unduhan(klien, penyerahan) == 404


def kueri(klien: Client, batas, paling_banyak: int) -> int:
    """How many queries the page needs once the process is warm."""
    klien.get(SURAT)
    with batas(paling_banyak) as hitungan:
        klien.get(SURAT)
    return len(hitungan)


@pytest.mark.parametrize("keadaan", list(KEADAAN))
def test_the_page_costs_at_most_six_queries_in_every_state(
    kepala, petugas, keadaan, django_assert_max_num_queries
):
    """With a question, and with data and letters of ours wherever the state has them, however many."""
    status, kolom = KEADAAN[keadaan]
    surat = konsultasi_di(status, kepala=kepala, petugas=petugas, **kolom)
    if status in (Status.DIJAWAB, Status.DILAKSANAKAN):
        tanyakan(surat=surat, oleh=petugas, teks="Untuk desa mana?", minta_berkas=True)
        for n in range(3):
            data(surat, petugas, unggahan=pdf(halaman=n + 1))
    assert kueri(buka(surat), django_assert_max_num_queries, 6) == 6


def test_the_message_about_data_holds_no_file_and_no_secret(kepala, petugas):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    penyerahan = data(surat, petugas)
    isi = Pesan.objects.get(kelas="data").isi
    assert rahasia.kode(surat) not in isi
    assert str(penyerahan.lampiran.berkas_id) not in isi
    assert "Unduh berkasnya di halaman ini" in isi
