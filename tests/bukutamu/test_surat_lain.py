"""Letters that came by desk, box, e-mail, WhatsApp or SP4N-LAPOR!, entered by the desk with scan and true time."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dinsos.agenda import dokumen_surat
from dinsos.agenda.models import SuratMasuk
from dinsos.bukutamu.models import SuratSaluran
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from konsultasi import dokumen_konsultasi
from pengaduan import dokumen_pengaduan
from tests import pabrik
from tests.bukutamu.tamu import tamu

pytestmark = pytest.mark.django_db(transaction=True)
PENGADUAN, KONSULTASI = reverse("bukutamu:surat_pengaduan"), reverse("bukutamu:surat_konsultasi")


def isian(**kolom) -> dict:
    return {
        "kunci": str(uuid.uuid4()),
        "saluran": "kotak",
        "pada": "2026-11-23T09:00",
        "nama": "La Ode Surat",
        "alamat": "Jalan Poros 3",
        "desa": "Wabula",
        "kecamatan": "Wabula",
        "telepon": "0812 3456 7890",
        "uraian": "Bantuan sembako tidak dibagikan di desa kami.",
        "jenis_pemohon": "perseorangan",
        "materi": "Syarat mendirikan lembaga kesejahteraan sosial.",
    } | kolom


def pindaian() -> SimpleUploadedFile:
    return SimpleUploadedFile("surat.jpg", pabrik.gambar(), "image/jpeg")


@pytest.mark.sk("PGD-KANAL", "PGD-PROSEDUR-1")
@pytest.mark.parametrize("saluran", ["loket", "kotak", "email", "whatsapp", "sp4n"])
def test_a_complaint_of_every_channel_with_scan_and_true_time(meja, saluran):
    data = isian(
        saluran=saluran,
        pada="2026-11-20T15:10",
        alasan_selisih="Kotak dibuka Jumat sore.",
        nomor_luar="10023456",
        unit="sembako",
        bertanda_tangan="on",
    )
    jawaban = meja.post(PENGADUAN, data | {"pindaian": pindaian()})
    surat = SuratMasuk.objects.select_related("pengirim", "pengaduan").get()
    assert jawaban.url == reverse("bukutamu:surat", args=[surat.pk])
    assert (surat.saluran, surat.hal) == (saluran, "Pengaduan Bantuan sembako/BPNT")
    assert jam.wita(surat.diterima_pada).isoformat() == "2026-11-20T15:10:00+08:00"
    assert surat.tenggat.get(jenis="respon").mulai == surat.diterima_pada
    assert surat.alasan_selisih == "Kotak dibuka Jumat sore."
    assert surat.pengaduan.berkas_tanda_tangan == surat.lampiran.get().berkas
    assert surat.catatan_saluran.nomor_luar == ("10023456" if saluran == "sp4n" else "")
    isi = meja.get(jawaban.url).content.decode()
    assert surat.nomor in isi
    assert "Kode rahasia" in isi
    assert ("Nomor SP4N-LAPOR!: 10023456" in isi) == (saluran == "sp4n")
    assert Pesan.objects.get(kelas="tanda_terima").saluran == "whatsapp", "the receipt is sent, too"
    assert meja.post(PENGADUAN, data).url == jawaban.url, "sent again it is the same letter"
    assert SuratMasuk.objects.count() == 1


@pytest.mark.sk("KSL-KANAL", "KSL-PROSEDUR-1")
@pytest.mark.parametrize("saluran", ["loket", "kotak", "email", "whatsapp", "sp4n"])
def test_a_consultation_of_every_channel(meja, saluran):
    lembaga = {"jenis_pemohon": "lsm", "nama_lembaga": "LSM Peduli", "jabatan_pemohon": "Ketua"}
    meja.post(KONSULTASI, isian(saluran=saluran, nomor_luar="77", telepon="", **lembaga))
    surat = SuratMasuk.objects.select_related("pengirim", "konsultasi").get()
    assert (surat.layanan, surat.saluran, surat.alasan_selisih) == ("konsultasi", saluran, "")
    assert surat.diterima_pada == surat.dicatat_pada
    assert surat.konsultasi.nama_lembaga == "LSM Peduli"
    assert surat.pengirim.saluran_jawaban == "kertas"


def test_what_is_wrong_is_said_and_the_scan_is_kept(meja):
    salah = {
        "Waktu diterima tidak boleh di masa depan.": {"pada": "2026-11-23T09:30"},
        "Tulis alasan mengapa surat dicatat setelah waktu diterimanya.": {"pada": "2026-11-22T09:30"},
        "Tulis nomor pelacakan dari SP4N-LAPOR!.": {"saluran": "sp4n"},
        "Tulis nama pengirim.": {"nama": ""},
        "Tulis kerugian apa yang disebut dalam surat.": {"jenis_kerugian": "materiil"},
        "“Diterima lewat”: pilih salah satu": {"saluran": "portal"},
    }
    kunci = str(uuid.uuid4())
    for pesan, kolom in salah.items():
        berkas = {"pindaian": pindaian()} if "nama" in kolom else {}
        jawaban = meja.post(PENGADUAN, isian(kunci=kunci) | kolom | berkas)
        isi = jawaban.content.decode()
        assert jawaban.status_code == 422, pesan
        assert pesan in isi
        assert "La Ode Surat" in isi or "nama" in kolom
    assert "Pindaian tersimpan" in isi
    assert not SuratMasuk.objects.exists()
    meja.post(PENGADUAN, isian(kunci=kunci))
    assert SuratMasuk.objects.get().lampiran.count() == 1


def test_a_report_of_the_national_channel_is_entered_once_and_its_receipt_is_for_who_entered_it(meja, client):
    meja.post(PENGADUAN, isian(saluran="sp4n", nomor_luar="10023456"))
    jawaban = meja.post(PENGADUAN, isian(saluran="sp4n", nomor_luar="10023456"))
    assert "nomor 10023456 sudah dicatat" in jawaban.content.decode()
    satu = SuratSaluran.objects.get()
    client.force_login(pabrik.pengguna("piket"))
    assert client.get(reverse("bukutamu:surat", args=[satu.surat_id])).status_code == 404


def test_letters_with_gaps_print_as_letters(meja, piket):
    """A walk-in and a letter that says little can be set out on paper like any other."""
    meja.post(PENGADUAN, isian(alamat="", desa="", kecamatan=""))
    for surat in (SuratMasuk.objects.get(), tamu(piket, asal="").kunjungan.surat):
        data, gambar = dokumen_pengaduan.susun(SuratMasuk.objects.get(pk=surat.pk))
        assert dokumen_surat.cetak_sekarang("surat_pengaduan", data, gambar).startswith(b"%PDF")
    surat = tamu(piket, "konsultasi", asal="").kunjungan.surat
    data, gambar = dokumen_konsultasi.susun(SuratMasuk.objects.get(pk=surat.pk))
    assert dokumen_surat.cetak_sekarang("surat_konsultasi", data, gambar).startswith(b"%PDF")
