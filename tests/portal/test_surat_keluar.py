"""Papers about a letter: attached to e-mails, for the sender inside the visit, for the staff beside the case."""

import hashlib

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dinsos.agenda import dokumen_surat, rahasia, surat_terbit
from dinsos.agenda.models import BukaIdentitas
from dinsos.berkas.models import LogAksesBerkas
from dinsos.dokumen.models import SuratKeluar
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from tests import pabrik
from tests.dokumen.baca import rapat, teks_pdf
from tests.konsultasi.tahap import konsultasi_di
from tests.portal import kerja
from tests.portal.kerja import SENIN, ambil_kertas, lewat_wa, masuk, surat_di

pytestmark = pytest.mark.django_db


@pytest.fixture
def orang(jam_uji):
    jam_uji.ke(SENIN)
    return {"kepala": pabrik.pengguna("kepala_dinas"), "petugas": pabrik.pengguna("petugas")}


def isi(jawaban) -> bytes:
    assert jawaban.status_code == 200
    assert jawaban["Content-Type"] == "application/pdf"
    assert jawaban["Cache-Control"].startswith("private, no-store")
    return b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content


def buka(client, surat) -> None:
    client.post("/lacak/", {"nomor": surat.nomor, "kode": rahasia.kode(surat)})


def keluar(surat, jenis="surat_jawaban") -> SuratKeluar:
    return SuratKeluar.objects.milik(surat.uuid).get(jenis=jenis)


@pytest.mark.sk("KSL-PROSEDUR-2", "KSL-PROSEDUR-4", "PGD-PRODUK")
def test_surel_membawa_tanda_terima_dan_surat_jawaban_yang_sama_dengan_pesannya(orang):
    surat = pabrik.konsultasi()
    pabrik.disposisi(surat, oleh=orang["kepala"], petugas=orang["petugas"])
    kirim_tertunda()
    terima, jawaban = mail.outbox
    [pdf] = [satu for satu in terima.attachments if satu.get_content_type() == "application/pdf"]
    teks = teks_pdf(pdf.get_payload(decode=True))
    assert surat.nomor in teks
    assert rahasia.kode(surat) not in teks
    pdf = next(satu for satu in jawaban.attachments if satu.get_content_type() == "application/pdf")
    jadi = keluar(surat)
    bita = pdf.get_payload(decode=True)
    assert hashlib.sha256(bita).hexdigest() == jadi.sha256
    assert jadi.nomor == "400.9/001/DINSOS/XI/2026"
    assert jadi.versi_templat.templat.jenis == "persetujuan_tatap_muka"
    pesan = Pesan.objects.get(kelas="pemberitahuan")
    assert rapat(pesan.data["teks"]) in rapat(teks_pdf(bita))
    assert "7404014503800001" not in teks_pdf(bita) + teks


def test_pengirim_mengunduh_suratnya_di_halaman_lacak(client, orang):
    surat, lain = (surat_di("dijawab", **orang) for _ in range(2))
    buka(client, surat)
    alamat = f"/lacak/surat/jawaban/{keluar(surat).pk}/"
    assert alamat in client.get("/lacak/surat/").content.decode()
    assert "mulai kami tindak lanjuti" in teks_pdf(isi(client.get(alamat)))
    assert client.get(f"/lacak/surat/jawaban/{keluar(lain).pk}/").status_code == 404
    assert "Uraian" in teks_pdf(isi(client.get("/lacak/surat/cetak/")))
    dua = [isi(client.get("/lacak/surat/tanda-terima/")) for _ in range(2)]
    assert dua[0] == dua[1]
    assert surat.nomor in teks_pdf(dua[0])
    assert {satu.sebagai for satu in LogAksesBerkas.objects.all()} == {"pengirim"}
    client.post("/lacak/surat/keluar/")
    assert client.get(alamat).status_code == 302


def test_petugas_mencetak_dan_pindaian_menggantikan_pdf(client, orang):
    surat = konsultasi_di("selesai", **orang)
    client.force_login(orang["petugas"])
    dasar = f"/kerja/surat/{surat.pk}"
    halaman = client.get(f"{dasar}/").content.decode()
    for apa, kata in (
        ("surat", "Materi konsultasi"),
        ("tanda-terima", surat.nomor),
        ("lembar-disposisi", surat.nomor),
        ("berita-acara", "Saran"),
    ):
        assert f"{dasar}/cetak/{apa}/" in halaman
        teks = teks_pdf(isi(client.get(f"{dasar}/cetak/{apa}/")))
        assert kata in teks
        assert "7404014503800001" not in teks
    assert keluar(surat, "berita_acara").nomor.startswith("400.9/BA-")
    satu = SuratKeluar.objects.milik(surat.uuid).filter(jenis="surat_jawaban").first()
    pindaian = SimpleUploadedFile("surat.jpg", pabrik.gambar(), "image/jpeg")
    jawaban = client.post(f"{dasar}/keluar/{satu.pk}/pindaian/", {"pindaian": pindaian}, follow=True)
    assert "disimpan" in jawaban.content.decode()
    unduhan = client.get(f"{dasar}/keluar/{satu.pk}/")
    assert b"".join(unduhan.streaming_content).startswith(b"\xff\xd8")
    assert unduhan["Content-Type"] == "image/jpeg"
    client.force_login(pabrik.pengguna("petugas"))
    assert client.get(f"{dasar}/keluar/{satu.pk}/").status_code == 404


def test_petugas_mengetik_nomor_dari_srikandi(client, orang):
    keluar_dulu = surat_di("dijawab", **orang)
    client.force_login(orang["petugas"])
    surat = surat_di("didisposisikan", **orang)
    alamat = f"/kerja/surat/{surat.pk}/pemberitahuan/"
    dipakai = keluar(keluar_dulu).nomor
    jawaban = client.post(alamat, {"tambahan": "", "nomor": dipakai.lower()})
    assert jawaban.status_code == 422
    assert "sudah dipakai tahun ini" in jawaban.content.decode()
    assert client.post(alamat, {"tambahan": "", "nomor": "B/12/400.9/2026"}).status_code == 302
    assert keluar(surat).nomor == "B/12/400.9/2026"


def test_pengirim_rahasia_tidak_disebut_tanpa_tercatat(client, orang):
    surat = pabrik.pengaduan(rahasiakan_identitas=True)
    pabrik.disposisi(
        surat, catatan="Hubungi Wa Ode Nurhayati", oleh=orang["kepala"], petugas=orang["petugas"]
    )
    client.force_login(orang["petugas"])
    dasar = f"/kerja/surat/{surat.pk}"
    teks = teks_pdf(isi(client.get(f"{dasar}/cetak/lembar-disposisi/")))
    assert "Nurhayati" not in teks
    assert "Pengirim dirahasiakan" in teks
    assert not BukaIdentitas.objects.exists()
    isi(client.get(f"{dasar}/keluar/{keluar(surat).pk}/"))
    isi(client.get(f"{dasar}/cetak/surat/"))
    assert BukaIdentitas.objects.count() == 2
    assert keluar(surat).data["sifat"] == "Rahasia"
    assert dokumen_surat.KUNCI in Pesan.objects.get(kelas="pemberitahuan").data


def test_warga_tanpa_surel_mendapat_surat_bernomor_dari_tangan_petugas(client, orang):
    """The sheet hangs on the message of whoever sends it; the words name its number and code."""
    piket = pabrik.pengguna("piket")
    for pengirim in (lewat_wa(), ambil_kertas()):
        surat = pabrik.pengaduan(pengirim_=pengirim)
        pabrik.disposisi(surat, oleh=orang["kepala"], petugas=orang["petugas"])
        for kelas, siapa, jenis in (
            ("tanda_terima", piket, "tanda_terima"),
            ("pemberitahuan", orang["petugas"], "surat_jawaban"),
        ):
            satu = Pesan.objects.get(kasus=surat.uuid, kelas=kelas)
            klien = masuk(siapa)
            unduhan = reverse("portal:pesan_surat", args=[satu.pk])
            assert unduhan in klien.get(reverse("portal:pesan", args=[satu.pk])).content.decode()
            lembar = teks_pdf(isi(klien.get(unduhan)))
            jadi = keluar(surat, jenis)
            assert jadi.kode_tampil in lembar
            assert masuk(pabrik.pengguna("petugas")).get(unduhan).status_code == 404
        assert f"Surat kami nomor {jadi.nomor}, kode periksa {jadi.kode_tampil}." in satu.isi
        assert masuk(piket).get(unduhan).status_code == 404, "an answer is not the desk's"


def test_surat_yang_tidak_berlaku_lagi_dikatakan_kepada_pengirim_dan_petugas(client, orang):
    surat = surat_di("dijawab", **orang)
    lama = keluar(surat)
    baru = surat_terbit.ganti_surat(surat=surat, keluar=lama, oleh=orang["petugas"], teks="Datanglah Rabu.")
    surat_terbit.batalkan_surat(surat=surat, keluar=baru, oleh=orang["petugas"], alasan="Kantor tutup.")
    buka(client, surat)
    halaman = [
        kerja.kata(client.get("/lacak/surat/")),
        kerja.kata(masuk(orang["petugas"]).get(f"/kerja/surat/{surat.pk}/")),
    ]
    for satu in halaman:
        assert f"omor {lama.nomor}" in satu
        assert f"tidak berlaku lagi: digantikan oleh surat nomor {baru.nomor}." in satu
        assert "tidak berlaku lagi: dibatalkan. Alasan: Kantor tutup." in satu
        assert "yang tidak berlaku lagi (PDF)" in satu


def test_surat_pengganti_memakai_nama_yang_sudah_dibetulkan(orang):
    surat = surat_di("dijawab", **orang)
    lama, pengirim = keluar(surat), surat.pengirim
    pengirim.nama, pengirim.alamat = "Wa Ode Yang Benar", "Jalan Baru 9"
    pengirim.save()
    teks = surat_terbit.pesan_asal(lama).data["teks"]
    baru = surat_terbit.ganti_surat(surat=surat, keluar=lama, oleh=orang["petugas"], teks=teks)
    assert (baru.data["kepada"]["nama"], baru.data["kepada"]["alamat"][0]) == (
        "Wa Ode Yang Benar",
        "Jalan Baru 9",
    )
