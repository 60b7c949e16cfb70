"""Whoever sends a letter can look at it first: the very PDF, marked, and nothing of the act stays."""

import pytest
from django.apps import apps
from django.urls import reverse

from dinsos.agenda.models import BukaIdentitas, SuratMasuk
from dinsos.dokumen.models import SuratKeluar
from dinsos.dokumen.surat import isi_pdf
from dinsos.notifikasi.pengirim import kirim_tertunda
from tests import pabrik
from tests.bantu.templat import ketatkan
from tests.disposisi.bantuan import besok, pukul
from tests.dokumen.baca import teks_pdf
from tests.konsultasi.tahap import konsultasi_di
from tests.portal.kerja import SENIN, alamat, isian, kata, masuk, surat_di

pytestmark = pytest.mark.django_db
DAHULU = {"pratinjau": "surat_jawaban"}
SESI = ("sessions.Session", "axes.AccessAttempt", "axes.AccessLog")


@pytest.fixture
def orang(jam_uji, settings):
    ketatkan(settings)
    jam_uji.ke(SENIN)
    return {"kepala": pabrik.pengguna("kepala_dinas"), "petugas": pabrik.pengguna("petugas")}


def jejak() -> dict:
    """Every row of every table, as far as the act could write it."""
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in SESI
    }


def lihat(klien, alamat_, kiriman) -> str:
    """The text of the PDF; nothing was written, and the sheet has no code that could be checked."""
    awal = jejak()
    jawaban = klien.post(alamat_, kiriman | DAHULU)
    assert jawaban["Content-Type"] == "application/pdf", kata(jawaban)
    assert jawaban["Content-Disposition"].startswith('attachment; filename="pratinjau-surat-jawaban-')
    assert jejak() == awal
    assert b"Pratinjau surat jawaban" in jawaban.content or "Pratinjau" in str(jawaban.content)
    teks = teks_pdf(jawaban.content)
    assert "PRATINJAU" in teks
    assert "Kode pemeriksaan" not in teks
    return " ".join(teks.split())


def badan(teks: str) -> str:
    """What a letter says between its addressee and the place for the signature."""
    return teks.partition("Yth. ")[2].partition("KEPALA DINAS")[0].replace("PRATINJAU", "").strip()


def terkirim(surat) -> str:
    keluar = SuratKeluar.objects.milik(surat.uuid).filter(jenis="surat_jawaban").last()
    return " ".join(teks_pdf(isi_pdf(keluar)).split())


@pytest.mark.sk("KSL-PROSEDUR-4", "PGD-PRODUK")
@pytest.mark.parametrize("apa", ["pemberitahuan", "hasil", "jawaban", "konsultasi"])
def test_petugas_melihat_surat_yang_persis_akan_dikirim(orang, apa):
    surat = {
        "pemberitahuan": lambda: surat_di("didisposisikan", **orang),
        "hasil": lambda: surat_di("dilaksanakan", hasil=False, **orang),
        "jawaban": lambda: konsultasi_di("dijawab", tertulis=True, **orang),
        "konsultasi": lambda: konsultasi_di("dijawab", **orang),
    }[apa]()
    kiriman = isian(apa) if apa in ("pemberitahuan", "hasil") else ISIAN[apa]
    klien, tujuan = masuk(orang["petugas"]), alamat(surat, apa)
    assert 'formtarget="_blank"' in klien.get(alamat(surat)).content.decode()
    teks = lihat(klien, tujuan, kiriman)
    assert "Nomor : (diberikan saat dikirim)" in teks
    assert "Nomor : B/9/2026" in lihat(klien, tujuan, kiriman | {"nomor": "B/9/2026"})
    assert klien.post(tujuan, kiriman).status_code == 302
    assert badan(terkirim(surat)) == badan(teks)
    assert "Nomor : 400.9/" in terkirim(surat)


ISIAN = {
    "jawaban": {"jawaban": "Bawa kartu keluarga Anda."},
    "konsultasi": {
        "mulai": "2026-11-23T09:00",
        "pukul_selesai": "09:00",
        "cara": "Tatap muka di kantor",
        "hadir": "Wa Ode Nurhayati",
        "saran": "Lengkapi usulannya.",
    },
}


def test_berita_acara_dapat_dilihat_dahulu(orang):
    surat = konsultasi_di("dijawab", **orang)
    klien, awal = masuk(orang["petugas"]), jejak()
    jawaban = klien.post(alamat(surat, "konsultasi"), ISIAN["konsultasi"] | {"pratinjau": "berita_acara"})
    teks = teks_pdf(jawaban.content)
    assert "BERITA ACARA" in teks
    assert "Lengkapi usulannya." in teks
    assert jejak() == awal


@pytest.mark.sk("PGD-PROSEDUR-2", "KSL-PROSEDUR-3")
def test_pimpinan_melihat_surat_keputusannya_dan_mengetik_nomornya(orang):
    klien = masuk(orang["kepala"])
    pilihan = {
        "ditangani": {"keputusan": "ditangani", "mode": "tatap_muka", "petugas": orang["petugas"].pk},
        "ditolak": {"keputusan": "ditolak", "alasan": "Bukan tugas kami.", "jalan_lain": "Ke desa."},
        "dirujuk": {"keputusan": "dirujuk", "rujukan": "inspektorat", "alasan": "Berwenang di sana."},
    }
    for urut, kiriman in enumerate(pilihan.values(), 1):
        surat = pabrik.pengaduan()
        tujuan = reverse("admin:disposisi_putuskan", args=[surat.pk])
        teks = lihat(klien, tujuan, kiriman)
        assert klien.post(tujuan, kiriman | {"nomor": f"S/{urut}/2026"}).status_code == 302
        assert badan(terkirim(surat)) == badan(teks)
        assert f"Nomor : S/{urut}/2026" in terkirim(surat)
        tujuan = reverse("admin:disposisi_putuskan", args=[pabrik.pengaduan().pk])
        ditolak = klien.post(tujuan, kiriman | {"nomor": f"s/{urut}/2026"})
        assert "sudah dipakai tahun ini" in kata(ditolak)
        assert '<details class="nomor-surat" open>' in ditolak.content.decode()


def test_nomor_yang_diketik_untuk_surat_yang_tidak_dikirim_ditolak_di_bidangnya(orang):
    klien, tujuan = masuk(orang["kepala"]), reverse("admin:disposisi_putuskan", args=[pabrik.pengaduan().pk])
    kiriman = {"keputusan": "ditangani", "mode": "tatap_muka", "petugas": orang["petugas"].pk}
    kiriman |= {"surat_oleh_petugas": "on"}
    jawaban = klien.post(tujuan, kiriman | {"nomor": "S/1/2026"})
    assert jawaban.context["form"].errors["nomor"] == [
        "Kosongkan nomor surat: keputusan ini belum mengirim surat."
    ]
    assert "tidak mengirim surat, jadi tidak ada yang dapat dilihat" in kata(
        klien.post(tujuan, kiriman | DAHULU)
    )
    assert not SuratKeluar.objects.exists()


def test_keputusan_ulang_penutupan_penggantian_dan_penerusan(orang):
    """The acts after the first letter: looked at first, and with a number that was typed in."""
    kepala, petugas = masuk(orang["kepala"]), masuk(orang["petugas"])
    surat = surat_di("dijawab", **orang)
    lama = SuratKeluar.objects.milik(surat.uuid).get(jenis="surat_jawaban")
    urus = reverse("portal:urus_surat", args=[surat.pk, lama.pk])
    ganti = {"apa": "ganti", "teks": "Datanglah hari Rabu.", "nomor": "G/1"}
    assert "Datanglah hari Rabu." in lihat(petugas, urus, ganti)
    petugas.post(urus, ganti)
    kirim_tertunda()
    ulang = {
        "alasan_perubahan": "Petugas cuti.",
        "mode": "tatap_muka",
        "petugas": orang["petugas"].pk,
    } | pukul(besok())
    tujuan = reverse("admin:disposisi_ulang", args=[surat.pk])
    assert "Ada perubahan pada penanganan surat Anda." in lihat(kepala, tujuan, ulang | {"nomor": "G/2"})
    assert kepala.post(tujuan, ulang | {"nomor": "G/2"}).status_code == 302
    lain = pabrik.pengguna("petugas")
    teruskan = {"petugas": lain.pk, "alasan": "Wilayah lain.", "nomor": "G/3"}
    tujuan = reverse("portal:teruskan", args=[surat.pk])
    assert f"Petugas yang menangani: {lain}" in lihat(petugas, tujuan, teruskan)
    assert petugas.post(tujuan, teruskan).status_code == 302
    tutup = {"keputusan": "ditolak", "alasan_perubahan": "Dicek lagi.", "alasan": "Bukan tugas kami."}
    tutup |= {"jalan_lain": "Ke desa.", "nomor": "G/4"}
    tujuan = reverse("admin:disposisi_tutup", args=[surat.pk])
    assert "Bukan tugas kami." in lihat(kepala, tujuan, tutup)
    assert kepala.post(tujuan, tutup).status_code == 302
    nomor = (
        SuratKeluar.objects.milik(surat.uuid).filter(jenis="surat_jawaban").values_list("nomor", flat=True)
    )
    assert list(nomor)[1:] == ["G/1", "G/2", "G/3", "G/4"]


def test_yang_tidak_boleh_mengirim_tidak_melihat_dan_galat_tidak_menghilangkan_tulisan(orang):
    surat = surat_di("dilaksanakan", hasil=False, **orang)
    lain = masuk(pabrik.pengguna("petugas"))
    assert lain.post(alamat(surat, "hasil"), isian("hasil") | DAHULU).status_code == 404
    petugas = masuk(orang["petugas"])
    kosong = petugas.post(
        alamat(surat, "hasil"), isian("hasil", hasil="", perbaikan="Loket dibuka.") | DAHULU
    )
    assert kosong.status_code == 422
    assert "Loket dibuka." in kata(kosong)
    assert "Tulis hasil penanganan." in kata(kosong)


def test_pratinjau_surat_rahasia_tercatat_sebagai_pembukaan_identitas(orang):
    surat = pabrik.pengaduan(rahasiakan_identitas=True)
    tujuan = reverse("admin:disposisi_putuskan", args=[surat.pk])
    kiriman = {"keputusan": "ditolak", "alasan": "Bukan tugas kami.", "jalan_lain": "Ke desa."}
    jawaban = masuk(orang["kepala"]).post(tujuan, kiriman | DAHULU)
    assert "Wa Ode Nurhayati" in teks_pdf(jawaban.content)
    assert BukaIdentitas.objects.get().pengguna == orang["kepala"]
    assert SuratMasuk.objects.get().status == "diterima"
