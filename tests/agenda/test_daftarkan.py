"""Entering a letter in the register."""

import uuid
from datetime import timedelta

import pytest

from dinsos.agenda import actions, draf, rahasia
from dinsos.agenda.models import Penghitung, Peringatan, Riwayat, SuratMasuk, Tenggat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.inti.jam import wita
from dinsos.notifikasi.models import Pesan
from pengaduan.models import Pengaduan
from tests import pabrik

pytestmark = pytest.mark.django_db


@pytest.mark.sk("PGD-WAKTU-1")
def test_filing_writes_everything_at_once(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    surat = pabrik.pengaduan()

    assert surat.nomor == "2026-00001"
    assert surat.diterima_pada == surat.dicatat_pada
    tenggat = {t.jenis: t for t in Tenggat.objects.filter(surat=surat)}
    assert wita(tenggat["respon"].jatuh_tempo).isoformat() == "2026-11-24T16:00:00+08:00"
    assert wita(tenggat["pelaksanaan"].jatuh_tempo).isoformat() == "2026-11-26T16:00:00+08:00"
    assert {t.mulai for t in tenggat.values()} == {surat.diterima_pada}
    assert all(t.kebijakan_id and t.versi_kalender and t.penjelasan for t in tenggat.values())
    for t in tenggat.values():
        assert Peringatan.objects.filter(tenggat=t, selesai_pada=None).count() >= 2
    assert [r.jenis for r in Riwayat.objects.filter(surat=surat)] == ["diterima"]
    pesan = Pesan.objects.get(kasus=surat.uuid)
    assert (pesan.kelas, pesan.saluran, pesan.tujuan, pesan.keadaan) == (
        "tanda_terima",
        "email",
        "nurhayati@contoh.test",
        "antre",
    )
    assert "Selasa, 24 November 2026 pukul 16.00 WITA" in pesan.isi
    assert Pengaduan.objects.get(surat=surat).permintaan == "Mohon bantuan dibayarkan."
    assert surat.history.count() == 1
    assert surat.pengirim.history.count() == 1


def test_secret_is_stored_nowhere():
    surat = pabrik.pengaduan()
    kode = rahasia.kode(surat)
    for pesan in Pesan.objects.all():
        assert kode not in pesan.isi + pesan.subjek + str(pesan.data)
    for riwayat in Riwayat.objects.all():
        assert kode not in riwayat.teks + riwayat.teks_warga


def test_numbers_count_up_and_start_again_with_the_year(jam_uji):
    jam_uji.ke("2026-12-31T23:59+08:00")
    assert [pabrik.pengaduan().nomor for _ in range(2)] == ["2026-00001", "2026-00002"]
    jam_uji.ke("2027-01-01T00:00:01+08:00")
    assert pabrik.pengaduan().nomor == "2027-00001"
    assert dict(Penghitung.objects.values_list("tahun", "nilai")) == {2026: 2, 2027: 1}


def test_same_key_gives_one_letter():
    kunci = uuid.uuid4()
    satu = pabrik.pengaduan(kunci=kunci)
    dua = pabrik.pengaduan(kunci=kunci)
    assert satu.pk == dua.pk
    assert SuratMasuk.objects.count() == 1
    assert Pesan.objects.count() == 1


def test_a_failure_leaves_nothing_and_no_gap():
    rusak = pabrik.rincian(cara_tanda_tangan="gambar")
    with pytest.raises(GalatAturan, match="Tanda tangan belum ada"):
        pabrik.pengaduan(rincian_=rusak)
    assert SuratMasuk.objects.count() == 0
    assert pabrik.pengaduan().urut == 1


def test_earlier_receipt_needs_a_reason_and_is_never_in_the_future():
    sekarang = jam.sekarang()
    umum = {"layanan": "pengaduan", "saluran": "email", "hal": "Pengaduan PKH"}
    with pytest.raises(GalatAturan, match="alasan"):
        actions.daftarkan(**umum, pengirim=pabrik.pengirim(), diterima_pada=sekarang - timedelta(hours=2))
    with pytest.raises(GalatAturan, match="masa depan"):
        actions.daftarkan(**umum, pengirim=pabrik.pengirim(), diterima_pada=sekarang + timedelta(hours=2))
    surat = actions.daftarkan(
        **umum,
        pengirim=pabrik.pengirim(),
        diterima_pada=sekarang - timedelta(hours=2),
        alasan_selisih="Surel masuk saat kantor tutup",
    )
    assert surat.tenggat.get(jenis="respon").mulai == sekarang - timedelta(hours=2)


@pytest.mark.parametrize(
    ("kolom", "saluran", "keadaan"),
    [
        ({}, "email", "antre"),
        ({"email": ""}, "whatsapp", "menunggu_manual"),
        ({"email": "", "telepon": "", "lacak_sendiri": True}, "halaman_kasus", "diterima"),
    ],
)
def test_receipt_goes_by_the_channel_of_the_sender(kolom, saluran, keadaan):
    surat = pabrik.pengaduan(pengirim_=pabrik.pengirim(**kolom))
    pesan = Pesan.objects.get(kasus=surat.uuid)
    assert (pesan.saluran, pesan.keadaan) == (saluran, keadaan)
    assert rahasia.kode(surat) not in pesan.isi


def test_files_of_the_draft_become_files_of_the_letter():
    from django.core.files.uploadedfile import SimpleUploadedFile

    from dinsos.berkas import actions as berkas

    kunci = uuid.uuid4()
    d = draf.simpan(kunci=kunci, layanan="pengaduan", data={"nama": "x"})
    bukti = berkas.simpan(unggahan=SimpleUploadedFile("foto.jpg", pabrik.gambar()), jenis_boleh=("gambar",))
    draf.lampirkan(draf=d, berkas=bukti, peran="bukti")
    surat = pabrik.pengaduan(kunci=kunci)
    lampiran = surat.lampiran.get()
    bukti.refresh_from_db()
    assert (lampiran.berkas_id, lampiran.draf_id, bukti.keadaan) == (bukti.pk, None, "tertaut")
    d.refresh_from_db()
    assert (d.surat_id, d.data) == (surat.pk, {})


@pytest.mark.parametrize(
    ("masukan", "cocok"),
    [("benar", True), ("kecil", True), ("rapat", True), ("AAAA-AAAA-AAAA", False), ("", False)],
)
def test_secret_compares_what_people_type(masukan, cocok):
    surat = pabrik.pengaduan()
    kode = rahasia.kode(surat)
    teks = {"benar": kode, "kecil": kode.lower(), "rapat": kode.replace("-", " ")}.get(masukan, masukan)
    assert rahasia.cocok(surat, teks) is cocok
    assert rahasia.cocok(None, kode) is False


def test_reissued_secret_replaces_the_old_one():
    surat = pabrik.pengaduan()
    lama = rahasia.kode(surat)
    surat.versi_rahasia = 2
    assert rahasia.kode(surat) != lama
    assert rahasia.cocok(surat, lama) is False
