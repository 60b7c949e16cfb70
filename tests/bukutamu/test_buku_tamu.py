"""The guest book: one short form for everybody, a case at once, nothing twice, nothing of those who stay secret."""

import re
import uuid

import pytest
from django.urls import reverse

from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk, Tenggat
from dinsos.bukutamu import actions
from dinsos.bukutamu.buku import BARIS_KOSONG
from dinsos.bukutamu.cari import cari
from dinsos.bukutamu.models import Tamu
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from tests import pabrik
from tests.bukutamu.tamu import isian, tamu
from tests.dokumen.baca import teks_pdf

pytestmark = pytest.mark.django_db
TERSEBUT = re.compile("Nurhayati|81234567890|Kenari")
CATAT = reverse("bukutamu:catat")


@pytest.mark.sk("KSL-SYARAT-5", "KSL-PROSEDUR-5", "KSL-PROSEDUR-6")
def test_registering_a_consultation_makes_a_case_and_starts_the_hour(meja, kepala):
    data = isian()
    jawaban = meja.post(CATAT, data)
    satu = Tamu.objects.select_related("kunjungan__surat__pengirim").get()
    surat = satu.kunjungan.surat
    assert jawaban.url == reverse("bukutamu:tamu", args=[satu.pk])
    assert (surat.layanan, surat.saluran, surat.status) == ("konsultasi", "tamu", Status.DITERIMA)
    assert (satu.kode, satu.telepon, surat.pengirim.alamat_lengkap) == (
        "K-01",
        "+6281234567890",
        "Desa Wabula",
    )
    assert surat.konsultasi.materi == "Bertanya syarat bantuan sembako"
    jam_tamu = Tenggat.objects.get(kunjungan=satu.kunjungan)
    assert (jam_tamu.jatuh_tempo - jam_tamu.mulai).total_seconds() == 3600
    from disposisi.antrean import tamu as antrean

    assert [baris.surat for baris in antrean(kepala, satu.dicatat_pada)] == [surat], (
        "on top of the head's queue"
    )
    isi = " ".join(meja.get(jawaban.url).content.decode().split())
    assert surat.nomor in isi
    assert "Kode rahasia" in isi
    assert "Anda diarahkan kepada petugas paling lambat" in isi
    pdf = b"".join(meja.get(reverse("bukutamu:tamu_pdf", args=[satu.pk])))
    kertas = " ".join(teks_pdf(pdf).split())
    assert surat.nomor in kertas
    assert "Kami mengarahkan Anda kepada petugas" in kertas
    assert str(satu.dicatat_oleh) in kertas, "who received it"
    assert meja.post(CATAT, data).url == jawaban.url, "the same form again is the same guest"
    assert SuratMasuk.objects.count() == Tamu.objects.count() == 1


def test_only_name_purpose_and_kind_are_needed_and_nothing_typed_is_lost(meja):
    jawaban = meja.post(CATAT, isian(nama="", telepon="abc", keperluan="Bertanya PKH"))
    assert jawaban.status_code == 422
    assert "Tulis nama tamu." in jawaban.content.decode()
    assert "Bertanya PKH" in jawaban.content.decode()
    assert not SuratMasuk.objects.exists()
    meja.post(CATAT, isian(telepon="", asal="", jenis="pengaduan"))
    surat = SuratMasuk.objects.select_related("pengirim").get()
    assert surat.pengirim.saluran_jawaban == "kertas", "without a phone the answer waits at the desk"
    assert surat.pengaduan.jenis_kerugian == "tak_ditanya"
    assert meja.get(reverse("bukutamu:tamu", args=[Tamu.objects.get().pk])).status_code == 200


def test_other_visitors_stand_in_the_same_book_without_a_clock(meja, piket):
    meja.post(CATAT, isian(jenis="lain", keperluan="Mengantar undangan"))
    satu = Tamu.objects.get()
    assert (satu.kode, satu.kunjungan) == ("T-01", None)
    assert not SuratMasuk.objects.exists()
    meja.post(reverse("bukutamu:keluar", args=[satu.pk]), {"ditemui": "Sekretaris"})
    satu.refresh_from_db()
    assert satu.bertemu == "Sekretaris"
    assert satu.keluar == satu.keluar_pada is not None
    with pytest.raises(SudahTerjadi):
        actions.catat_keluar(tamu=satu, oleh=piket)
    isi = meja.get(reverse("bukutamu:buku")).content.decode()
    assert "Mengantar undangan" in isi
    assert "Sekretaris" in isi


def test_returning_guests_are_found_by_name_and_phone_but_never_secret_ones(meja, piket):
    for _ in range(2):
        tamu(piket, "lain")
    rahasia = tamu(piket, nama="Wa Ode Rahasia", telepon="+6281299998888", rahasia=True)
    assert [(satu.nama, satu.asal) for satu in cari(nama="wa ode", nomor="")] == [
        ("Wa Ode Nurhayati", "Desa Takimpo")
    ]
    assert [satu.nama for satu in cari(nama="", nomor="0812 3456")] == ["Wa Ode Nurhayati"]
    assert cari(nama="wa", nomor="081") == cari(nama="", nomor="0812 9999") == []
    assert (rahasia.nama, rahasia.asal, rahasia.telepon) == ("Pengirim dirahasiakan", "", "")
    assert rahasia.kunjungan.surat.pengirim.nama == "Wa Ode Rahasia"

    isi = meja.post(CATAT, isian(nama="wa ode", telepon="", cari="1")).content.decode()
    assert "Desa Takimpo" in isi
    assert "Rahasia" not in isi
    pakai = Tamu.objects.filter(nama="Wa Ode Nurhayati").first().pk
    isi = meja.post(CATAT, isian(nama="wa ode", telepon="", asal="", pakai=str(pakai))).content.decode()
    assert 'value="Wa Ode Nurhayati"' in isi
    assert 'value="0812-3456-7890"' in isi
    assert "Bertanya syarat" in isi, "what was typed stays"
    isi = meja.post(CATAT, isian(pakai=str(rahasia.pk))).content.decode()
    assert "Rahasia" not in isi
    assert "9999" not in isi


def test_whom_the_guest_complains_about_never_meets_the_letter(piket, petugas):
    satu = tamu(piket, terlapor=petugas)
    surat = satu.kunjungan.surat
    assert surat.pengaduan.terlapor == petugas
    assert surat.pengecualian.get().pengguna == petugas
    with pytest.raises(GalatAturan, match="Anda disebut"):
        tamu(piket, terlapor=piket)
    assert Tamu.objects.count() == 1


@pytest.mark.sk("KSL-SYARAT-7")
def test_a_card_is_recorded_as_shown_once_and_no_image_is_kept(meja, piket):
    satu = tamu(piket, "konsultasi")
    meja.post(reverse("bukutamu:identitas", args=[satu.pk]), {"kartu": "paspor"})
    satu.refresh_from_db()
    assert (satu.identitas, satu.identitas_oleh) == ("paspor", piket)
    assert "Paspor diperlihatkan" in meja.get(reverse("bukutamu:tamu", args=[satu.pk])).content.decode()
    assert not satu.kunjungan.surat.lampiran.exists()
    assert satu.kunjungan.surat.riwayat.filter(jenis="identitas_diperlihatkan").count() == 1
    with pytest.raises(SudahTerjadi):
        actions.catat_identitas(tamu=satu, oleh=piket, kartu="ktp")


def test_only_the_desk_writes_and_the_secret_is_for_who_registered(meja, petugas):
    with pytest.raises(TidakBerwenang):
        tamu(petugas)
    satu = tamu(pabrik.pengguna("piket"))
    assert "Kode rahasia</p>" not in meja.get(reverse("bukutamu:tamu", args=[satu.pk])).content.decode()


def test_paper_book_is_copied_with_true_times_and_a_mark(meja, piket):
    alamat = reverse("bukutamu:susulan")
    waktu = {"pada": "2026-11-23T07:45", "alasan_selisih": "Listrik padam."}
    assert meja.post(alamat, isian(**waktu | {"pada": "2026-11-23T10:45"})).status_code == 422
    assert meja.post(alamat, isian(**waktu | {"alasan_selisih": ""})).status_code == 422
    assert not Tamu.objects.exists()
    meja.post(alamat, isian(**waktu))
    satu = Tamu.objects.select_related("kunjungan__surat").get()
    assert satu.dicatat_kemudian
    assert satu.kunjungan.dicatat_kemudian
    assert satu.kode == "K-01", "the guest of today still waits"
    saat = Tenggat.objects.get(kunjungan=satu.kunjungan).jatuh_tempo
    assert saat.isoformat() == "2026-11-23T00:45:00+00:00"
    assert satu.kunjungan.surat.diterima_pada == satu.masuk_pada
    meja.post(alamat, isian(**waktu | {"pada": "2026-11-20T10:00", "jenis": "lain"}))
    assert Tamu.objects.get(jenis="lain").kode == "", "no queue code of another day"
    assert "Dicatat kemudian: Listrik padam." in meja.get(reverse("bukutamu:buku")).content.decode()


def test_the_book_and_its_blank_page_print(meja, piket):
    """With a column for the signature; the blank page prints with the one tap that opens it."""
    tamu(piket, "lain")
    for nama in ("buku_cetak", "buku_kosong_pdf"):
        jawaban = meja.get(reverse(f"bukutamu:{nama}"))
        assert jawaban["Content-Type"] == "application/pdf"
        assert "Tanda tangan" in " ".join(teks_pdf(jawaban.content).split())
    kosong = meja.get(reverse("bukutamu:buku_kosong")).content.decode()
    assert "data-cetak-langsung" in kosong
    assert "Tanda tangan" in kosong
    assert kosong.count("<tr>") == 1 + BARIS_KOSONG


def test_a_book_without_gaps_but_without_the_names_of_excluded_letters(meja, piket):
    lain = pabrik.pengguna("piket")
    tamu(lain, nama="La Pengadu", terlapor=piket)
    isi = meja.get(reverse("bukutamu:buku")).content.decode()
    assert "P-01" in isi
    assert "La Pengadu" not in isi
    assert meja.get(reverse("bukutamu:tamu", args=[Tamu.objects.get().pk])).status_code == 404


def test_the_same_key_from_two_browsers_is_one_guest(piket):
    kunci = uuid.uuid4()
    dua = [
        actions.daftarkan_tamu(oleh=piket, kunci=kunci, jenis="pengaduan", nama="La Sali", keperluan="PKH")
        for _ in range(2)
    ]
    assert dua[0] == dua[1]
    assert SuratMasuk.objects.count() == 1


@pytest.mark.parametrize("hari", ["9999-12-31", "0001-01-01"])
def test_days_too_far_away_show_today_and_say_why(meja, piket, hari):
    tamu(piket, "lain")
    isi = meja.get(reverse("bukutamu:buku"), {"dari": hari, "sampai": hari}).content.decode()
    assert "Pilih tanggal antara 1 Januari 2000 dan 31 Desember 2100." in isi
    assert "T-01" in isi
    assert meja.get(reverse("bukutamu:buku_cetak"), {"dari": hari}).status_code == 200


def test_what_a_secret_guest_said_names_them_nowhere_at_the_desk(meja, piket):
    """Book, desk, receipt and paper; the letter itself keeps every word."""
    satu = tamu(
        piket, rahasia=True, keperluan="Saya Wa Ode Nurhayati, 081234567890, bantuan PKH tidak masuk."
    )
    surat = satu.kunjungan.surat
    actions.terima_datang(
        oleh=piket, kunci=uuid.uuid4(), nomor_surat=pabrik_rahasia().nomor, keperluan="Kenari Sari bertanya."
    )
    for nama in ("bukutamu:buku", "bukutamu:meja"):
        isi = meja.get(reverse(nama)).content.decode()
        assert "(dirahasiakan)" in isi, nama
        assert not TERSEBUT.search(isi), nama
    assert not TERSEBUT.search(meja.get(reverse("bukutamu:tamu", args=[satu.pk])).content.decode())
    kertas = teks_pdf(meja.get(reverse("bukutamu:buku_cetak")).content)
    assert "bantuan PKH" in " ".join(kertas.split())
    assert not TERSEBUT.search(" ".join(kertas.split()))
    assert "Wa Ode Nurhayati" in surat.pengaduan.uraian


def pabrik_rahasia() -> SuratMasuk:
    return pabrik.pengaduan(pengirim_=pabrik.pengirim(nama="Kenari Sari"), rahasiakan_identitas=True)
