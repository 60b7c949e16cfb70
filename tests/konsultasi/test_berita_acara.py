"""Minutes on paper: one number and one date, given when they are recorded and never when somebody reads."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dinsos.dokumen.models import PenghitungSurat, SuratKeluar
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.notifikasi.pengirim import kirim_tertunda
from konsultasi import dokumen_konsultasi, penanganan
from tests import pabrik
from tests.bantu.templat import ketatkan
from tests.dokumen.baca import teks_pdf
from tests.konsultasi.tahap import berita_acara, konsultasi_di, lupakan_surat
from tests.portal.kerja import SENIN, kata, masuk, pesan_layar

pytestmark = pytest.mark.django_db


@pytest.fixture
def orang(jam_uji, settings):
    ketatkan(settings)
    jam_uji.ke(SENIN)
    return {"kepala": pabrik.pengguna("kepala_dinas"), "petugas": pabrik.pengguna("petugas")}


def cetak(surat) -> str:
    return reverse("portal:surat_cetak", args=[surat.pk, "berita-acara"])


def isi(jawaban) -> bytes:
    assert jawaban["Content-Type"] == "application/pdf"
    return b"".join(jawaban.streaming_content)


@pytest.mark.sk("KSL-PROSEDUR-9")
def test_satu_tanggal_di_kertas_di_nomor_dan_di_halaman_periksa(client, orang, jam_uji):
    """Held on the last day of November, recorded on the first of December, printed on the second."""
    jam_uji.ke("2026-11-30T09:00+08:00")
    surat = konsultasi_di("dijawab", **orang)
    mulai = jam.sekarang() + timedelta(hours=5)
    jam_uji.ke("2026-12-01T08:30+08:00")
    berita_acara(surat, orang["petugas"], mulai=mulai, selesai=mulai + timedelta(hours=1))
    keluar = dokumen_konsultasi.terbit(surat)
    assert keluar.nomor.endswith("/DINSOS/XII/2026")
    jam_uji.ke("2026-12-02T10:00+08:00")
    petugas = masuk(orang["petugas"])
    teks = teks_pdf(isi(petugas.get(cetak(surat))))
    assert "Pasarwajo, 1 Desember 2026" in teks
    assert "dilaksanakan pada Senin, 30 November 2026 pukul 14.00 WITA sampai pukul 15.00 WITA." in " ".join(
        teks.split()
    )
    assert keluar.nomor in teks
    halaman = kata(client.get(reverse("dokumen:periksa_kode", args=[keluar.kode])))
    assert "Selasa, 1 Desember 2026" in halaman
    assert "November" not in halaman


def test_membaca_tidak_memberi_nomor_dan_dua_kali_membaca_sama(orang):
    surat = konsultasi_di("dilaksanakan", **orang)
    awal = list(PenghitungSurat.objects.values_list("nama", "nilai"))
    petugas = masuk(orang["petugas"])
    pertama = isi(petugas.get(cetak(surat)))
    with CaptureQueriesContext(connection) as kueri:
        assert isi(petugas.get(cetak(surat))) == pertama
    assert not [satu for satu in kueri if "penghitungsurat" in satu["sql"].lower()]
    assert list(PenghitungSurat.objects.values_list("nama", "nilai")) == awal
    assert SuratKeluar.objects.filter(kasus=surat.uuid, jenis="berita_acara").count() == 1


def test_dua_nomor_dapat_diketik_dan_yang_ditolak_tidak_menghilangkan_tulisan(orang):
    surat = konsultasi_di("dijawab", **orang)
    petugas, alamat = masuk(orang["petugas"]), reverse("portal:surat_tindakan", args=[surat.pk, "konsultasi"])
    kiriman = {
        "mulai": f"{jam.wita(jam.sekarang()):%Y-%m-%dT%H:%M}",
        "pukul_selesai": f"{jam.wita(jam.sekarang()):%H:%M}",
        "cara": "Tatap muka di kantor",
        "hadir": "Wa Ode Nurhayati",
        "saran": "Lengkapi usulannya.",
        "nomor": "B/21/400.9/2026",
        "nomor_berita_acara": "b/21/400.9/2026",
    }
    ditolak = petugas.post(alamat, kiriman)
    assert ditolak.status_code == 422
    assert "Dua surat tidak boleh bernomor sama." in kata(ditolak)
    assert "Lengkapi usulannya." in kata(ditolak)
    assert kata(ditolak).count("Ada yang perlu diperbaiki") == 1
    assert '<details class="nomor-surat" open>' in ditolak.content.decode()
    benar = petugas.post(alamat, kiriman | {"nomor_berita_acara": "BA/7/2026"})
    assert benar.status_code == 302, benar.context["form"].errors
    nomor = dict(SuratKeluar.objects.filter(kasus=surat.uuid).values_list("jenis", "nomor"))
    assert nomor == {"surat_jawaban": "B/21/400.9/2026", "berita_acara": "BA/7/2026"}


def test_berita_acara_lama_bernomor_lewat_tindakan_petugas_saja(orang):
    """Minutes that were recorded without a letter: reading says so, their officer gives the number."""
    pendamping = pabrik.pengguna("petugas")
    surat = pabrik.konsultasi()
    pabrik.disposisi(surat, oleh=orang["kepala"], petugas=orang["petugas"], pendamping=[pendamping])
    kirim_tertunda()
    surat.refresh_from_db()
    berita_acara(surat, orang["petugas"])
    lupakan_surat(surat)
    petugas, bersama = masuk(orang["petugas"]), masuk(pendamping)
    halaman = reverse("portal:berita_acara", args=[surat.pk])
    assert petugas.get(cetak(surat)).url == halaman
    assert "Nomornya diberikan oleh" in kata(bersama.get(halaman))
    assert "Beri nomor" not in kata(bersama.get(halaman))
    assert bersama.post(halaman, {"nomor": ""}).status_code == 403
    assert "Beri nomor" in kata(masuk(orang["kepala"]).get(halaman))
    assert "Beri nomor" in kata(petugas.get(halaman))
    assert dokumen_konsultasi.terbit(surat) is None
    salah = petugas.post(halaman, {"nomor": "tanpa angka"})
    assert salah.status_code == 422
    assert "Nomor surat belum benar." in kata(salah)
    assert "Sekarang dapat diunduh." in pesan_layar(petugas.post(halaman, {"nomor": ""}))[0][1]
    assert petugas.get(halaman).url == cetak(surat)
    assert "belum bernomor" not in kata(petugas.get(f"/kerja/surat/{surat.pk}/"))
    with pytest.raises(SudahTerjadi):
        penanganan.terbitkan_berita_acara(surat=surat, oleh=orang["petugas"])
    with pytest.raises(TidakBerwenang):
        penanganan.terbitkan_berita_acara(surat=surat, oleh=pabrik.pengguna("petugas"))
    belum = konsultasi_di("dijawab", **orang)
    assert petugas.get(reverse("portal:berita_acara", args=[belum.pk])).status_code == 404
    with pytest.raises(GalatAturan, match="belum dicatat"):
        penanganan.terbitkan_berita_acara(surat=belum, oleh=orang["petugas"])
