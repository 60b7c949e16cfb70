"""Outgoing letters: numbered without gaps, frozen once they are out, one PDF whoever asks first."""

import hashlib
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from dinsos.berkas import gudang
from dinsos.berkas.actions import sapu
from dinsos.berkas.models import Berkas
from dinsos.dokumen import kode, surat
from dinsos.dokumen.cetak import DataTidakSesuai
from dinsos.dokumen.enums import KeadaanSurat
from dinsos.dokumen.keadaan import PINDAH, pindahkan
from dinsos.dokumen.models import SuratKeluar
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from tests import pabrik
from tests.dokumen import keluar

pytestmark = pytest.mark.django_db


def test_surat_terbit_membawa_nomor_tanggal_kode_dan_kop(jam_uji):
    jam_uji.ke("2026-11-24T23:30+08:00")
    oleh = pabrik.pengguna("petugas")
    satu = keluar.jawaban(oleh=oleh)
    assert (satu.nomor, satu.tahun, satu.tanggal) == ("400.9/001/DINSOS/XI/2026", 2026, date(2026, 11, 24))
    assert (satu.keadaan, satu.dibuat_oleh) == ("terbit", oleh)
    assert satu.data["nomor"] == satu.nomor
    assert satu.data["verifikasi"]["alamat"].endswith(f"/periksa-surat/{satu.kode}/")
    assert satu.data["dibuat"] == "2026-11-24T23:30:00+08:00"
    assert satu.kop["instansi"] == "DINAS SOSIAL"
    assert kode.baca(satu.kode_tampil.lower().replace("-", " ")) == satu.kode
    assert keluar.tanda_terima(kasus=satu.kasus).nomor == ""
    assert [s.jenis for s in SuratKeluar.objects.milik(satu.kasus)] == ["surat_jawaban", "tanda_terima"]


def test_nomor_ketikan_unik_dan_buku_melewatinya(jam_uji):
    jam_uji.ke("2026-11-24T09:00+08:00")
    assert keluar.jawaban(nomor=" 400.9/002/dinsos/XI/2026 ").nomor == "400.9/002/dinsos/XI/2026"
    with pytest.raises(GalatAturan, match="sudah dipakai"):
        keluar.jawaban(nomor="400.9/002/DINSOS/XI/2026")
    assert keluar.jawaban().nomor == "400.9/001/DINSOS/XI/2026"
    assert keluar.jawaban().nomor == "400.9/003/DINSOS/XI/2026"
    jam_uji.ke("2027-11-24T09:00+08:00")
    assert keluar.jawaban(nomor="400.9/002/DINSOS/XI/2026").tahun == 2027


def test_data_yang_tidak_dapat_dicetak_tidak_terbit():
    with pytest.raises(DataTidakSesuai):
        keluar.jawaban(entah="x")
    assert not SuratKeluar.objects.exists()
    assert keluar.jawaban().nomor.startswith("400.9/001/")


def test_setiap_perpindahan_keadaan_menurut_tabel():
    for dari in KeadaanSurat:
        for ke in KeadaanSurat:
            satu = SuratKeluar(keadaan=dari)
            if ke not in PINDAH[dari]:
                with pytest.raises(ValueError, match="tidak bisa berpindah"):
                    pindahkan(satu, ke)
    assert set(PINDAH) == set(KeadaanSurat)


def test_batal_dan_ganti_meninggalkan_nomor_dalam_buku():
    oleh = pabrik.pengguna("petugas")
    lama = keluar.jawaban(oleh=oleh)
    with pytest.raises(GalatAturan, match="alasan"):
        surat.batalkan(surat=lama, oleh=oleh, alasan="  ")
    baru = surat.gantikan(
        surat=lama, data=keluar.JAWABAN | {"paragraf": ["Benar."]}, perihal="Jawaban", oleh=oleh
    )
    lama.refresh_from_db()
    assert (lama.keadaan, lama.digantikan_oleh, lama.ditutup_oleh) == ("digantikan", baru, oleh)
    assert baru.kasus == lama.kasus
    assert baru.nomor != lama.nomor
    with pytest.raises(SudahTerjadi):
        surat.batalkan(surat=lama, oleh=oleh, alasan="Salah")
    surat.batalkan(surat=baru, oleh=oleh, alasan="Salah  tujuan")
    baru.refresh_from_db()
    assert (baru.keadaan, baru.alasan_batal) == ("dibatalkan", "Salah tujuan")
    assert keluar.jawaban().nomor.startswith("400.9/003/")
    assert surat.pastikan_pdf(baru).sha256  # what was sent can be looked at for ever


def test_surat_terbit_tidak_dapat_diubah_lewat_apa_pun():
    satu = keluar.jawaban()
    surat.pastikan_pdf(satu)
    satu.refresh_from_db()
    satu.perihal = "diubah"
    for ubah in (
        satu.save,
        satu.delete,
        lambda: SuratKeluar.objects.update(perihal="x"),
        lambda: SuratKeluar.objects.bulk_update([satu], ["perihal"]),
        lambda: SuratKeluar.objects.all().delete(),
        lambda: SuratKeluar.objects.bulk_create([satu]),
    ):
        with pytest.raises(TypeError), transaction.atomic():
            ubah()
    for kolom, nilai in (
        ("perihal", "'x'"),
        ("nomor", "'x/1'"),
        ("data", "'{}'"),
        ("kop", "'{}'"),
        ("kode", "'AAAAAAAAAA'"),
        ("sha256", "'x'"),
        ("keadaan", "'konsep'"),
        ("tanggal", "NULL"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as kursor:
            kursor.execute(f"UPDATE dokumen_suratkeluar SET {kolom} = {nilai}")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as kursor:
        kursor.execute("DELETE FROM dokumen_suratkeluar")
    assert SuratKeluar.objects.get().perihal == "Jawaban atas surat"


def test_pdf_dibuat_sekali_dan_tetap_sama(jam_uji):
    jam_uji.ke("2026-11-24T09:00+08:00")
    satu = keluar.jawaban()
    assert satu.sha256 == ""
    jam_uji.maju(jam=30)
    berkas = surat.pastikan_pdf(satu)
    satu.refresh_from_db()
    isi = surat.isi_pdf(satu)
    assert isi.startswith(b"%PDF-")
    assert hashlib.sha256(isi).hexdigest() == satu.sha256 == berkas.sha256
    assert (berkas.keadaan, berkas.halaman) == ("tertaut", 1)
    assert berkas.nama_asli == "surat-jawaban-400-9-001-dinsos-xi-2026.pdf"
    assert surat.pastikan_pdf(satu) == berkas
    assert Berkas.objects.count() == 1


def test_proses_kedua_membuat_pdf_yang_sama_dan_hanya_satu_disimpan(jam_uji, monkeypatch):
    """A second process renders at the same moment: its call comes in between rendering and keeping."""
    jam_uji.ke("2026-11-24T09:00+08:00")
    satu = keluar.jawaban()
    asli, pertama = surat.berkas_actions.simpan_buatan, []

    def tersela(**isian):
        monkeypatch.setattr(surat.berkas_actions, "simpan_buatan", asli)
        pertama.append(surat.pastikan_pdf(satu))
        kedua = asli(**isian)
        assert kedua.sha256 == pertama[0].sha256
        return kedua

    monkeypatch.setattr(surat.berkas_actions, "simpan_buatan", tersela)
    assert surat.pastikan_pdf(satu) == pertama[0]
    assert sorted(Berkas.objects.values_list("keadaan", flat=True)) == ["sementara", "tertaut"]
    jam_uji.maju(jam=48)
    sapu(lebih_tua_dari=timedelta(hours=24))
    assert list(gudang.daftar()) == [pertama[0].nama_simpan]


def test_mati_di_tengah_menyimpan_pdf_tidak_menghilangkan_apa_pun(monkeypatch):
    """The process ends after the file is on the disk and before the letter knows it; nothing cleans up."""
    satu = keluar.jawaban()

    def mati(**_isian):
        raise SystemExit

    with monkeypatch.context() as tambalan:
        tambalan.setattr(surat.berkas_actions, "tautkan", mati)
        with pytest.raises(SystemExit):
            surat.pastikan_pdf(satu)
    yatim = Berkas.objects.get()
    satu.refresh_from_db()
    assert (yatim.keadaan, satu.berkas, satu.sha256) == ("sementara", None, "")
    assert surat.pastikan_pdf(satu).sha256 == yatim.sha256


def test_konsep_belum_punya_nomor_dan_pdf():
    with transaction.atomic():
        konsep = surat.siapkan(
            kasus=keluar.jawaban().kasus,
            jenis="surat_jawaban",
            data=keluar.JAWABAN,
            perihal="Jawaban",
            oleh=None,
        )
    with pytest.raises(GalatAturan, match="konsep"):
        surat.pastikan_pdf(konsep)
    terbit = surat.terbitkan_konsep(surat=konsep, nomor="12/SRIKANDI/2026")
    assert terbit.nomor == "12/SRIKANDI/2026"
    with pytest.raises(SudahTerjadi):
        surat.terbitkan_konsep(surat=konsep)


def test_satu_tanggal_untuk_kertas_nomor_dan_buku(jam_uji):
    """Nobody dates a letter but the day of its number; a sheet from before says what stands on it."""
    jam_uji.ke("2026-12-01T00:30+08:00")  # still November in UTC
    satu = keluar.jawaban(tanggal="2020-01-01")
    assert satu.nomor.endswith("/XII/2026")
    assert satu.data["tanggal"] == "2026-12-01"
    assert satu.tanggal == satu.tanggal_tertulis == date(2026, 12, 1)
    satu.data["tanggal"] = "2026-11-30"
    assert satu.tanggal_tertulis == date(2026, 11, 30)
    assert keluar.tanda_terima().tanggal_tertulis == date(2026, 12, 1)
