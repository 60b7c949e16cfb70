"""What a guest was not asked at first is filled in on the same day; nothing that was known is lost."""

import pytest
from django.urls import reverse

from dinsos.agenda.models import SuratMasuk
from dinsos.bukutamu.actions import BELUM_DITANYAKAN
from dinsos.bukutamu.models import Tamu
from tests.bukutamu.tamu import tamu

pytestmark = pytest.mark.django_db


def alamat(satu: Tamu) -> str:
    return reverse("bukutamu:lengkapi", args=[satu.pk])


def terkini(satu: Tamu) -> SuratMasuk:
    return SuratMasuk.objects.select_related("pengirim").get(pk=satu.kunjungan.surat_id)


def test_a_complaint_gets_its_particulars_and_keeps_what_was_told(meja, piket, petugas):
    satu = tamu(piket, asal="", telepon="")
    assert BELUM_DITANYAKAN not in meja.get(alamat(satu)).content.decode()
    assert meja.post(alamat(satu), {"jenis_kerugian": "materiil"}).status_code == 422
    isian = {
        "alamat": "Jalan Poros 3",
        "desa": "Wabula",
        "kecamatan": "Wabula",
        "telepon": "0812 3456 7890",
        "unit": "pkh",
        "jenis_kerugian": "materiil",
        "uraian_kerugian": "Satu tahap.",
        "nilai_kerugian": "750.000",
        "permintaan": "Mohon dibayarkan.",
        "terlapor": str(petugas.pk),
    }
    assert meja.post(alamat(satu), isian).status_code == 302
    surat = terkini(satu)
    rincian = surat.pengaduan
    assert (rincian.unit, rincian.nilai_kerugian, rincian.uraian) == (
        "pkh",
        750_000,
        "Bantuan PKH tidak masuk.",
    )
    assert surat.hal == "Pengaduan Program Keluarga Harapan (PKH)"
    assert surat.pengirim.alamat_lengkap == "Jalan Poros 3, Wabula, Wabula"
    assert surat.pengirim.saluran_jawaban == "whatsapp", "no paper is needed any more"
    assert surat.pengecualian.get().pengguna == petugas
    satu.refresh_from_db()
    assert satu.telepon == "+6281234567890"
    assert surat.riwayat.filter(jenis="dilengkapi").count() == 1


def test_a_consultation_becomes_that_of_an_institution(meja, piket):
    satu = tamu(piket, "konsultasi")
    assert meja.post(alamat(satu), {"jenis_pemohon": "lsm"}).status_code == 422
    data = {
        "jenis_pemohon": "lsm",
        "nama_lembaga": "LSM Peduli",
        "jabatan_pemohon": "Ketua",
        "maksud": "Belajar.",
    }
    meja.post(alamat(satu), data)
    rincian = terkini(satu).konsultasi
    assert (rincian.nama_lembaga, rincian.maksud, rincian.materi) == (
        "LSM Peduli",
        "Belajar.",
        "Bantuan PKH tidak masuk.",
    )


def test_a_secret_guest_is_shown_to_nobody_and_the_day_after_it_is_over(meja, piket, jam_uji):
    satu = tamu(piket, rahasia=True)
    isi = meja.get(alamat(satu)).content.decode()
    assert "Takimpo" not in isi
    assert "0812" not in isi
    meja.post(alamat(satu), {"desa": "Takimpo"})
    satu.refresh_from_db()
    assert (satu.asal, terkini(satu).pengirim.desa) == ("", "Takimpo")
    assert "Isi paling sedikit satu" in meja.post(alamat(satu), {}).content.decode()
    jam_uji.ke("2026-11-24T09:00+08:00")
    assert meja.get(alamat(satu)).url == reverse("bukutamu:tamu", args=[satu.pk])
