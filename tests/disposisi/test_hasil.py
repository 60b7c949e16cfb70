"""The head answers the questions of the standard on one form, and the citizen reads the answers (both services)."""

import pytest
from django.urls import reverse

from dinsos.notifikasi.models import Pesan
from disposisi.models import Disposisi
from tests import pabrik
from tests.disposisi.bantuan import ALASAN, JALAN_LAIN, TAUTAN

pytestmark = [pytest.mark.django_db, pytest.mark.sk("PGD-PROSEDUR-2", "KSL-PROSEDUR-3")]

PETUGAS = "La Ode Amrin, S.ST. (Pekerja Sosial Ahli Muda)"
WAKTU = "Rabu, 25 November 2026 pukul 10.00 WITA"
KAPAN = {"tanggal": "2026-11-25", "pukul": "10:00"}
DARING = {"keputusan": "ditangani", "mode": "daring"} | KAPAN
HASIL = {
    "tatap_muka": ({"keputusan": "ditangani", "mode": "tatap_muka"} | KAPAN, (PETUGAS, WAKTU, "tatap muka")),
    "video": (DARING | {"metode": "video", "tempat": TAUTAN}, (PETUGAS, WAKTU, "Panggilan video")),
    "telepon": (DARING | {"metode": "telepon"}, (PETUGAS, WAKTU, "Telepon")),
    "whatsapp": (DARING | {"metode": "whatsapp"}, (PETUGAS, WAKTU, "WhatsApp")),
    "tertulis": (DARING | {"metode": "tertulis"}, (PETUGAS, WAKTU, "tertulis")),
    "ditolak": (
        {"keputusan": "ditolak", "alasan": ALASAN, "jalan_lain": JALAN_LAIN},
        ("tidak dapat kami", ALASAN, JALAN_LAIN),
    ),
    "dirujuk": (
        {"keputusan": "dirujuk", "alasan": ALASAN, "rujukan": "inspektorat", "rujukan_nomor": "700/12"},
        ("kami rujuk ke Inspektorat Kabupaten Buton", ALASAN, "700/12"),
    ),
}


@pytest.mark.parametrize("buat", [pabrik.pengaduan, pabrik.konsultasi], ids=["pengaduan", "konsultasi"])
@pytest.mark.parametrize("putusan", HASIL)
def test_pengirim_membaca_hasil_disposisi(klien_kepala, kepala, petugas, jam_uji, buat, putusan):
    jam_uji.ke("2026-11-23T09:00+08:00")
    surat, (isi, kata) = buat(), HASIL[putusan]
    alamat = reverse("admin:disposisi_putuskan", args=[surat.pk])
    assert klien_kepala.post(alamat, isi | {"petugas": petugas.pk}).status_code == 302
    disposisi = Disposisi.objects.get(surat=surat)
    assert (disposisi.oleh, disposisi.keputusan) == (kepala, isi["keputusan"])
    assert disposisi.petugas == (petugas if isi["keputusan"] == "ditangani" else None)
    assert (disposisi.mode, disposisi.metode) == (isi.get("mode", ""), isi.get("metode", ""))
    pesan = Pesan.objects.get(kunci=f"surat:{surat.pk}:jawaban")
    assert surat.nomor in pesan.subjek
    for satu in kata:
        assert satu.lower() in pesan.isi.lower()


@pytest.mark.parametrize("buat", [pabrik.pengaduan, pabrik.konsultasi], ids=["pengaduan", "konsultasi"])
def test_tanpa_jawaban_atas_setiap_pertanyaan_tidak_ada_disposisi(klien_kepala, petugas, buat):
    """Whether, which mode, who, and online by which method and when."""
    surat = buat()
    alamat = reverse("admin:disposisi_putuskan", args=[surat.pk])
    isi, kurang = {}, []
    for bidang, jawaban in (
        ({"keputusan"}, {"keputusan": "ditangani"}),
        ({"mode", "petugas"}, {"mode": "daring"}),
        ({"metode", "petugas", "tanggal", "pukul"}, {"metode": "telepon", "petugas": petugas.pk}),
        ({"tanggal", "pukul"}, {}),
    ):
        kurang.append(set(klien_kepala.post(alamat, isi).context["form"].errors) == bidang)
        isi |= jawaban
    assert kurang == [True] * 4
    assert not Disposisi.objects.exists()
