"""A letter that went out is corrected, cancelled or overtaken; who holds it can find that out."""

import pytest
from django.core import mail
from django.urls import reverse

from dinsos.agenda.models import BukaIdentitas
from dinsos.dokumen.models import SuratKeluar
from dinsos.inti import jam
from dinsos.notifikasi.actions import tandai_manual
from dinsos.notifikasi.enums import Keadaan
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi import rantai
from tests import pabrik
from tests.bantu.templat import ketatkan
from tests.dokumen.baca import teks_pdf
from tests.portal.kerja import SENIN, alamat, kata, lewat_wa, masuk, pesan_layar, surat_di

pytestmark = pytest.mark.django_db


@pytest.fixture
def orang(jam_uji, settings):
    ketatkan(settings)
    jam_uji.ke(SENIN)
    return {"kepala": pabrik.pengguna("kepala_dinas"), "petugas": pabrik.pengguna("petugas")}


def jawaban(surat) -> list[SuratKeluar]:
    return list(SuratKeluar.objects.milik(surat.uuid).filter(jenis="surat_jawaban"))


def urus(surat, keluar) -> str:
    return reverse("portal:urus_surat", args=[surat.pk, keluar.pk])


def periksa(client, keluar) -> str:
    return kata(client.get(reverse("dokumen:periksa_kode", args=[keluar.kode])))


def test_surat_pengganti_dikirim_dan_yang_lama_bertanda(client, orang):
    surat = pabrik.konsultasi()
    pabrik.disposisi(surat, oleh=orang["kepala"], petugas=orang["petugas"])
    kirim_tertunda()
    [lama] = jawaban(surat)
    berhenti = surat.tenggat.get(jenis="respon").berhenti_pada
    klien = masuk(orang["petugas"])
    assert urus(surat, lama) in klien.get(alamat(surat)).content.decode()
    halaman = klien.get(urus(surat, lama))
    assert lama.nomor in kata(halaman)
    assert reverse("dokumen:periksa_kode", args=[lama.kode]) in halaman.content.decode()
    teks = halaman.context["ganti"].initial["teks"]
    sama = klien.post(urus(surat, lama), {"apa": "ganti", "teks": teks, "nomor": ""})
    assert "Isi surat belum berubah" in kata(sama)
    isi = {"apa": "ganti", "teks": teks.replace("Cara:", "Caranya:"), "nomor": ""}
    hasil = klien.post(urus(surat, lama), isi)
    lama, baru = jawaban(surat)
    assert (lama.keadaan, lama.digantikan_oleh, lama.ditutup_oleh) == ("digantikan", baru, orang["petugas"])
    assert baru.nomor == "400.9/002/DINSOS/XI/2026"
    assert pesan_layar(hasil)[0][1].endswith("yang dikirim kepada pengirim.")
    assert "sudah kami gantikan dengan surat lain" in periksa(client, lama)
    assert "masih berlaku" in periksa(client, baru)
    kirim_tertunda()
    surel = mail.outbox[-1]
    assert "Caranya:" in surel.body
    pdf = next(satu for satu in surel.attachments if satu.get_content_type() == "application/pdf")
    assert "Caranya:" in teks_pdf(pdf.get_payload(decode=True))
    assert surat.tenggat.get(jenis="respon").berhenti_pada == berhenti
    assert "ganti" not in (klien.get(urus(surat, lama)).context["ganti"] or "")
    lagi = klien.post(urus(surat, lama), {"apa": "batal", "alasan": "Keliru"})
    assert "sudah digantikan" in pesan_layar(lagi)[0][1]


def test_yang_belum_sampai_dipanggil_kembali_bila_diganti_dan_tidak_dibatalkan(orang):
    surat = pabrik.pengaduan(pengirim_=lewat_wa())
    pabrik.disposisi(surat, oleh=orang["kepala"], petugas=orang["petugas"])
    [lama] = jawaban(surat)
    klien = masuk(orang["kepala"])
    ditolak = klien.post(urus(surat, lama), {"apa": "batal", "alasan": "Keliru"})
    assert ditolak.status_code == 422
    assert "belum diterima pengirim" in kata(ditolak)
    assert klien.post(urus(surat, lama), {"apa": "ganti", "teks": "  ", "nomor": ""}).status_code == 422
    klien.post(urus(surat, lama), {"apa": "ganti", "teks": "Datanglah besok.", "nomor": "B/7"})
    pertama, kedua = Pesan.objects.filter(kelas="pemberitahuan").order_by("dibuat_pada", "keadaan")
    assert {pertama.keadaan, kedua.keadaan} == {Keadaan.DIBATALKAN, Keadaan.MENUNGGU_MANUAL}
    tunggu = Pesan.objects.get(kelas="pemberitahuan", keadaan=Keadaan.MENUNGGU_MANUAL)
    assert "Datanglah besok." in tunggu.isi
    tandai_manual(pesan=tunggu, oleh=orang["petugas"], pada=jam.sekarang())
    surat.refresh_from_db()
    assert surat.status == "dijawab"
    assert [satu.keadaan for satu in jawaban(surat)] == ["digantikan", "terbit"]


def test_surat_dibatalkan_dengan_alasan_yang_dibaca_pengirim(client, orang):
    surat = surat_di("dijawab", **orang)
    [keluar] = jawaban(surat)
    klien = masuk(orang["petugas"])
    assert klien.post(urus(surat, keluar), {"apa": "batal", "alasan": " "}).status_code == 422
    klien.post(urus(surat, keluar), {"apa": "batal", "alasan": "Jadwalnya keliru."})
    [keluar] = jawaban(surat)
    assert (keluar.keadaan, keluar.alasan_batal) == ("dibatalkan", "Jadwalnya keliru.")
    kabar = Pesan.objects.get(kelas="pembatalan_surat")
    assert f"{keluar.nomor} kami batalkan" in kabar.isi
    assert "Jadwalnya keliru." in surat.riwayat.get(jenis="surat_dibatalkan").teks_warga
    halaman = periksa(client, keluar)
    assert "tidak berlaku lagi" in halaman
    assert "Jadwalnya" not in halaman


def test_hanya_petugas_surat_dan_pemutus_dan_yang_rahasia_tercatat(orang):
    surat = pabrik.pengaduan(rahasiakan_identitas=True)
    pabrik.disposisi(surat, oleh=orang["kepala"], petugas=orang["petugas"])
    [keluar] = jawaban(surat)
    lain = masuk(pabrik.pengguna("petugas"))
    assert lain.get(urus(surat, keluar)).status_code == 404
    assert lain.post(urus(surat, keluar), {"apa": "batal", "alasan": "x"}).status_code == 404
    assert masuk(orang["petugas"]).post(urus(surat, keluar), {"apa": "entah"}).status_code == 404
    assert not BukaIdentitas.objects.exists()
    assert masuk(orang["petugas"]).get(urus(surat, keluar)).status_code == 200
    assert BukaIdentitas.objects.get().pengguna == orang["petugas"]


def test_jawaban_atas_disposisi_ulang_menggantikan_surat_sebelumnya(client, orang, jam_uji):
    surat = pabrik.pengaduan()
    pabrik.disposisi(surat, oleh=orang["kepala"], petugas=orang["petugas"])
    kirim_tertunda()
    [lama] = jawaban(surat)
    surat.refresh_from_db()
    jam_uji.maju(jam=1)
    rantai.teruskan(
        surat=surat, oleh=orang["petugas"], petugas=pabrik.pengguna("petugas"), alasan="Wilayah lain"
    )
    lama.refresh_from_db()
    assert lama.keadaan == "terbit"  # the newer letter can still be called back
    kirim_tertunda()
    lama, baru = jawaban(surat)
    assert (lama.keadaan, lama.digantikan_oleh, baru.keadaan) == ("digantikan", baru, "terbit")
    assert "sudah kami gantikan" in periksa(client, lama)
