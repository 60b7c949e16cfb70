"""Texts of answers: named places, versions, and nothing in them that runs."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from dinsos.dokumen import bawaan, isian, templat
from dinsos.dokumen.models import TemplatSurat, VersiTemplat
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from tests import pabrik


@pytest.mark.parametrize("jenis", isian.JenisTemplat.values)
def test_teks_bawaan_lengkap_dan_dapat_diisi(jenis):
    isian.periksa(jenis, bawaan.TEMPLAT[jenis])
    teks = isian.isi(jenis, bawaan.TEMPLAT[jenis], isian.contoh(jenis))
    assert "{" not in teks
    assert all(isian.ISIAN[nama].contoh in teks for nama in isian.wajib(jenis))


@pytest.mark.sk("KSL-PROSEDUR-4")
@pytest.mark.parametrize("jenis", ["persetujuan_tatap_muka", "persetujuan_daring"])
def test_surat_persetujuan_selalu_memuat_jadwal_cara_petugas_dan_narahubung(jenis):
    assert {"jadwal", "cara", "petugas", "narahubung"} <= set(isian.wajib(jenis))
    with pytest.raises(ValidationError) as galat:
        isian.periksa(jenis, "Permohonan Anda kami setujui. Jadwal: {jadwal}.")
    assert "harus memuat {petugas}, {narahubung}, {cara}" in galat.value.messages[0]


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("{hasil} {hasil_lain}", "Isian {hasil_lain} tidak dikenal. Yang dikenal untuk surat ini: {nama_"),
        ("{hasil} {alasan}", "Isian {alasan} tidak dikenal"),
        ("{hasil} {hasil.__class__.__mro__}", "tidak dikenal"),
        ("{hasil} {hasil!r:>10} {0}", "{hasil!r:>10}, {0}"),
        ("{hasil} {{ hasil }}", "tidak dikenal"),
        ("{hasil} {% load x %}", "tidak dikenal"),
        ("{hasil} }", "berpasangan"),
        ("Maaf.", "harus memuat {hasil}"),
        ("{hasil}" + "x" * isian.PANJANG_ISI, "terlalu panjang"),
    ],
)
def test_isian_asing_ditolak_dengan_daftar_yang_dikenal(teks, kata):
    with pytest.raises(ValidationError) as galat:
        isian.periksa("hasil_pengaduan", teks)
    assert kata in " ".join(galat.value.messages)


def test_nilai_adalah_data_dan_tidak_boleh_kosong():
    jahat = r"{nomor_surat} {{7*7}} {% debug %} \1 #eval()"
    teks = "Yth. {nama_pengirim}: {hasil}"
    assert isian.isi("hasil_pengaduan", teks, {"nama_pengirim": "A", "hasil": jahat}) == f"Yth. A: {jahat}"
    for kosong in ({}, {"hasil": ""}, {"hasil": "  \n"}):
        with pytest.raises(GalatAturan, match="belum ada hasil atau jawaban"):
            isian.isi("hasil_pengaduan", "{hasil}", kosong)


@pytest.mark.django_db
def test_setiap_simpanan_adalah_versi_baru():
    milik = TemplatSurat.objects.get(jenis="hasil_pengaduan")
    oleh = pabrik.pengguna("pengelola")
    pertama = milik.terbaru
    assert templat.tulis(templat=milik, isi=pertama.isi + "\r\n", oleh=oleh, dari=1) == pertama
    kedua = templat.tulis(templat=milik, isi="Maaf.  \r\n\r\n\r\nHasil: {hasil}", oleh=oleh, dari=1)
    assert (kedua.nomor, kedua.isi, kedua.oleh) == (2, "Maaf.\n\nHasil: {hasil}", oleh)
    assert templat.susun("hasil_pengaduan", {"hasil": "X"}) == ("Maaf.\n\nHasil: X", kedua)
    with pytest.raises(SudahTerjadi):
        templat.tulis(templat=milik, isi="Lain: {hasil}", oleh=oleh, dari=1)
    with pytest.raises(GalatAturan, match="tidak dikenal"):
        templat.tulis(templat=milik, isi="{hasil} {entah}", oleh=oleh, dari=2)
    pertama.isi = "diubah"
    with pytest.raises(TypeError):
        pertama.save()
    with pytest.raises(TypeError):
        VersiTemplat.objects.update(isi="diubah")


@pytest.mark.django_db
def test_penjaga_surat_terbit_terpasang_di_basis_data():
    with connection.cursor() as kursor:
        if connection.vendor == "postgresql":
            kursor.execute("SELECT tgname FROM pg_trigger WHERE tgname = 'dokumen_surat_beku'")
        else:
            kursor.execute("SELECT name FROM sqlite_master WHERE name = 'dokumen_surat_beku'")
        assert kursor.fetchall() == [("dokumen_surat_beku",)]
