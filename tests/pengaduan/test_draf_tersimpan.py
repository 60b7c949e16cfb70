"""A letter that was not sent is found again: in its own browser, and by a link that shows text only."""

import re

import pytest

from dinsos.agenda.models import Draf, Lampiran, SuratMasuk
from dinsos.berkas.models import Berkas
from dinsos.portal.pekerja import sapu
from tests.konsultasi.pemohon import Pemohon
from tests.pengaduan.warga import ISI, Warga, foto
from tests.portal.kerja import SENIN, kata

pytestmark = pytest.mark.django_db
ADA = "Ada tulisan yang belum terkirim"


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke(SENIN)


def simpan(warga: Warga, berkas: dict | None = None, cara: str = "tautan", **ubah):
    """Press "Simpan dulu, lanjutkan nanti", or let the page save by itself."""
    if not warga.kunci:
        warga.buka()
    isi = warga.isian(**ubah) | {"kunci": warga.kunci, "simpan": cara} | (berkas or {})
    return warga.klien.post(warga.alamat("isi"), isi)


def tautan(jawaban) -> str:
    return re.search(r"/(?:pengaduan|konsultasi)/\?lanjut=([^<\"& ]+)", jawaban.content.decode())[1]


def test_the_page_saves_by_itself_and_the_browser_finds_it_again():
    warga = Warga()
    jawaban = simpan(warga, cara="otomatis", uraian="Baru setengah", nama="")
    assert (jawaban.status_code, jawaban.content) == (204, b"")
    kuki = jawaban.cookies["draf_pengaduan"]
    assert (kuki["httponly"], kuki["samesite"], kuki["max-age"], kuki["path"]) == (True, "Lax", 86400, ISI)
    tawaran = warga.klien.get(ISI)  # the browser was closed and comes back
    assert ADA in kata(tawaran)
    assert "Hapus draf" in kata(tawaran)
    assert "Baru setengah" not in kata(tawaran)  # somebody else may hold this phone
    assert "Baru setengah" in kata(warga.formulir())
    assert ADA not in kata(warga.klien.get(ISI, {"baru": "1"}, follow=True))
    assert ADA not in kata(Warga().buka())


def test_a_sent_letter_is_not_offered_again():
    warga = Warga()
    simpan(warga, cara="otomatis")
    warga.ajukan()
    assert ADA not in kata(warga.klien.get(ISI, follow=True))
    assert simpan(warga, cara="otomatis").url == warga.alamat_tanda_terima
    assert SuratMasuk.objects.count() == 1


def test_saved_for_later_with_its_files():
    warga = Warga()
    jawaban = simpan(warga, {"bukti": foto()}, uraian="Untuk besok saja")
    assert "Draf tersimpan, surat belum terkirim" in kata(jawaban)
    assert "Senin, 30 November 2026" in kata(jawaban)
    assert "no-store" in jawaban["Cache-Control"]
    assert jawaban["Referrer-Policy"] == "same-origin"  # without it browsers send no Origin with forms
    assert "foto.jpg" in kata(warga.formulir())
    assert not SuratMasuk.objects.exists()


def test_the_link_shows_text_and_never_uploads():
    """Of a consultation, whose draft holds a card and its number; looking at the link changes nothing."""
    warga = Pemohon()
    warga.isi(materi="Syarat usulan bantuan sembako")
    kode = tautan(simpan(warga, materi="Syarat usulan bantuan sembako"))
    asing = Pemohon()
    alamat = asing.alamat("isi")
    sebelum = Draf.objects.count()
    lihat = asing.klien.get(alamat, {"lanjut": kode})
    assert ADA in kata(lihat)
    assert "sembako" not in kata(lihat)
    assert Draf.objects.count() == sebelum
    jawaban = asing.klien.post(alamat, {"lanjut": kode}, follow=True)
    isi = kata(jawaban)
    assert "Syarat usulan bantuan sembako" in isi
    assert "ktp" not in re.findall(r'class="nama">.*?</span>', isi)
    assert "Sudah ditambahkan" not in isi
    nomor = Draf.objects.get(kunci=warga.kunci).data["nomor_identitas"]
    assert nomor not in isi
    baru = Draf.objects.exclude(kunci=warga.kunci).latest("dibuat_pada")
    assert not baru.lampiran.exists()
    assert "nomor_identitas" not in baru.data


@pytest.mark.parametrize("kode", ["", "x", "e30:abc", "../../"])
def test_a_forged_or_dead_link_opens_nothing(kode):
    for jawaban in (
        Warga().klien.get(ISI, {"lanjut": kode}, follow=True),
        Warga().klien.post(ISI, {"lanjut": kode}, follow=True),
    ):
        assert "Tulisan ini sudah tidak ada" in kata(jawaban)
    assert not Draf.objects.exists()


def test_the_link_lives_for_seven_days_then_all_of_it_is_gone(jam_uji):
    warga = Warga()
    kode = tautan(simpan(warga, {"bukti": foto()}))
    jam_uji.maju(jam=25)
    assert ADA not in kata(warga.klien.get(ISI, follow=True))  # the browser's own way closes after a day
    jam_uji.maju(jam=6 * 24 - 2)
    assert ADA in kata(Warga().klien.get(ISI, {"lanjut": kode}))
    assert sapu() == 0
    jam_uji.maju(jam=3)
    assert "sudah tidak ada" in kata(Warga().klien.get(ISI, {"lanjut": kode}, follow=True))
    assert sapu() == 1
    assert not Draf.objects.exists()
    assert not Lampiran.objects.exists()
    assert not Berkas.objects.berisi().exists()


@pytest.mark.parametrize("lewat", ["peramban", "tautan"])
def test_a_draft_is_deleted_after_asking_once(lewat):
    warga = Warga()
    kode = tautan(simpan(warga, {"bukti": foto()}))
    klien, isi = (
        (warga.klien, {"kunci": warga.kunci}) if lewat == "peramban" else (Warga().klien, {"lanjut": kode})
    )
    tanya = klien.post(ISI, isi | {"hapus_draf": "tanya"})
    assert "Ya, hapus draf" in kata(tanya)
    assert Draf.objects.exists()
    assert "Draf Anda sudah dihapus." in kata(klien.post(ISI, isi | {"hapus_draf": "ya"}, follow=True))
    assert not Draf.objects.exists()
    assert not Lampiran.objects.exists()
    assert "sudah tidak ada" in kata(klien.post(ISI, isi | {"hapus_draf": "ya"}, follow=True))


def test_nobody_deletes_what_belongs_to_another_browser_or_was_sent():
    warga, asing = Warga(), Warga()
    kode = tautan(simpan(warga))
    assert asing.klien.post(ISI, {"kunci": warga.kunci, "hapus_draf": "ya"}).status_code == 404
    warga.ajukan()
    for isi in ({"kunci": warga.kunci}, {"lanjut": kode}):
        warga.klien.post(ISI, isi | {"hapus_draf": "ya"})
    assert Draf.objects.get(kunci=warga.kunci).surat is not None
    assert "sudah tidak ada" in kata(asing.klien.post(ISI, {"lanjut": kode}, follow=True))
