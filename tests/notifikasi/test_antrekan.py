"""Queueing: channels, idempotency, addresses, and clean text."""

import uuid

import pytest
from django.db import transaction

from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.notifikasi import actions, registri
from dinsos.notifikasi.enums import HasilUpaya, Keadaan
from dinsos.notifikasi.kelas import KelasPesan, render_teks
from dinsos.notifikasi.models import Pesan
from tests.notifikasi.bantuan import PesanUji, antre, berhenti, sebelum

KASUS = uuid.UUID(int=7)


@pytest.mark.django_db
def test_surel_menunggu_pengirim():
    saat = sebelum(hours=1)
    pesan = antre("surat:1:tanda_terima", sekarang=saat)
    assert (pesan.keadaan, pesan.coba_pada, pesan.dibuat_pada) == (Keadaan.ANTRE, saat, saat)
    assert pesan.message_id.startswith(f"<{pesan.pk}@")
    assert pesan.keadaan_kata == "Menunggu dikirim"
    assert not berhenti(pesan)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("saluran", "tujuan", "kata"),
    [
        ("whatsapp", "+6285257048204", "Menunggu dikirim lewat WhatsApp oleh petugas"),
        ("kertas", "", "Menunggu diserahkan oleh petugas"),
    ],
)
def test_whatsapp_dan_kertas_menunggu_petugas(saluran, tujuan, kata):
    pesan = antre(saluran=saluran, tujuan=tujuan)
    assert pesan.keadaan == Keadaan.MENUNGGU_MANUAL
    assert pesan.keadaan_kata == kata
    assert pesan.coba_pada is None
    assert list(Pesan.objects.perlu_manual()) == [pesan]


@pytest.mark.django_db
def test_halaman_kasus_diterima_seketika():
    saat = sebelum(minutes=3)
    pesan = antre(saluran="halaman_kasus", tujuan="", sekarang=saat)
    assert (pesan.keadaan, pesan.diterima_pada, pesan.simulasi) == (Keadaan.DITERIMA, saat, False)
    assert berhenti(pesan)
    assert [u.hasil for u in pesan.upaya.all()] == [HasilUpaya.DITERIMA]
    assert pesan.keadaan_kata.startswith("Dimuat di halaman lacak ")


@pytest.mark.django_db
@pytest.mark.parametrize("saluran", ["email", "halaman_kasus"])
def test_kunci_sama_mengembalikan_baris_yang_ada(saluran):
    tujuan = "warga@contoh.id" if saluran == "email" else ""
    satu = antre(saluran=saluran, tujuan=tujuan)
    dua = antre(saluran=saluran, tujuan=tujuan, data={"isi": "lain"})
    assert dua.pk == satu.pk
    assert dua.isi == satu.isi
    assert Pesan.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_di_luar_transaksi_ditolak():
    isian = {"saluran": "kertas", "tujuan": "", "penerima_nama": "", "data": {}}
    with pytest.raises(RuntimeError):
        actions.antrekan(kelas=PesanUji, kunci="k", kasus=None, **isian)
    assert not Pesan.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_transaksi_yang_batal_tidak_meninggalkan_pesan():
    with transaction.atomic():
        antre()
        transaction.set_rollback(True)
    assert not Pesan.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("saluran", "tujuan"),
    [
        ("email", ""),
        ("email", "bukan alamat"),
        ("email", "a@contoh.id\nBcc: b@contoh.id"),
        ("email", "a@contoh.id, b@contoh.id"),
        ("email", "wargaſ@contoh.id"),
        ("whatsapp", ""),
        ("whatsapp", "nomor saya"),
    ],
)
def test_alamat_yang_tidak_bisa_dipakai_ditolak(saluran, tujuan):
    with pytest.raises(GalatAturan):
        antre(saluran=saluran, tujuan=tujuan)


@pytest.mark.django_db
def test_nomor_disimpan_sebagai_e164():
    assert antre(saluran="whatsapp", tujuan="0852-5704-8204").tujuan == "+6285257048204"


@pytest.mark.django_db
@pytest.mark.parametrize("saluran", ["kertas", "halaman_kasus"])
def test_tujuan_pada_saluran_tanpa_alamat_adalah_kesalahan_program(saluran):
    with pytest.raises(ValueError, match="tidak memakai tujuan"):
        antre(saluran=saluran, tujuan="Jl. Poros Takawa")


@pytest.mark.django_db
def test_subjek_nama_dan_isi_dibersihkan():
    pesan = antre(
        penerima_nama="Sitti\r\nBcc: x@contoh.id",
        data={"subjek": "Halo\r\nBcc: x@contoh.id\x00 " + "p" * 300, "isi": "satu\r\ndua\x00\ud800"},
    )
    assert pesan.penerima_nama == "Sitti Bcc: x@contoh.id"
    assert pesan.subjek.startswith("Halo Bcc: x@contoh.id p")
    assert len(pesan.subjek) == 200
    assert pesan.isi == pesan.data["isi"] == "satu\ndua?"


@pytest.mark.django_db
def test_kelas_tidak_dikenal_dan_untuk_kasus():
    with pytest.raises(LookupError):
        antre(kelas="tidak_ada")
    lama = antre("a", sekarang=sebelum(hours=2))
    baru = antre("b")
    antre("c", kasus=None)
    assert list(Pesan.objects.untuk_kasus(KASUS)) == [lama, baru]


def test_registri_menolak_nama_kosong_dan_nama_kembar():
    class TanpaNama(KelasPesan):
        pass

    class Kembar(KelasPesan):
        nama = "uji_biasa"

    assert registri.daftar(PesanUji) is PesanUji
    for kelas in (TanpaNama, Kembar):
        with pytest.raises(ValueError):
            registri.daftar(kelas)
    with pytest.raises(LookupError):
        registri.ambil("tidak_ada")


def test_templat_teks_tidak_memakai_html(settings, tmp_path):
    (tmp_path / "surat.txt").write_text("\nYth. {{ nama }},\n{% load dinsos %}{{ saat|tanggal }}\n\n")
    mesin = settings.TEMPLATES[0] | {"DIRS": [tmp_path], "APP_DIRS": True}
    settings.TEMPLATES = [mesin]
    saat = jam.datetime(2026, 11, 24, tzinfo=jam.WITA)
    assert render_teks("surat.txt", {"nama": "La <b> & 'Ode'", "saat": saat}) == (
        "Yth. La <b> & 'Ode',\nSelasa, 24 November 2026\n"
    )


@pytest.mark.django_db
def test_tautan_whatsapp():
    pesan = antre(saluran="whatsapp", tujuan="+6285257048204", data={"isi": "Yth. A & B,\nnomor 1/2"})
    assert pesan.tautan_wa == "https://wa.me/6285257048204?text=Yth.%20A%20%26%20B%2C%0Anomor%201%2F2"
    assert antre("lain").tautan_wa == ""
