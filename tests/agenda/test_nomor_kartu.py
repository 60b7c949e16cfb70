"""No letter that is kept for ever holds the number of an identity card."""

import pytest

from dinsos.agenda import nomor_kartu
from dinsos.dokumen.models import SuratKeluar
from dinsos.inti.galat import GalatAturan
from pengaduan import actions
from tests import pabrik
from tests.konsultasi.tahap import berita_acara, konsultasi_di
from tests.portal.kerja import SENIN, surat_di

NIK = "7404014503800001"


@pytest.mark.parametrize("tulisan", [NIK, "7404 0145 0380 0001", "7404.0145.0380.0001", "7404014503-800001"])
def test_nomor_kartu_dikenali_bagaimanapun_ditulis(tulisan):
    with pytest.raises(GalatAturan, match="empat angka terakhir"):
        nomor_kartu.tolak(f"NIK Anda {tulisan}.")
    assert nomor_kartu.samarkan(f"NIK {tulisan}.") == "NIK ************0001."


@pytest.mark.parametrize(
    "tulisan", ["0812-3456-7890", "2026-00012", NIK + "2", "Rp1.250.000", "NIK ****0001"]
)
def test_angka_lain_tetap(tulisan):
    nomor_kartu.tolak(tulisan)
    assert nomor_kartu.samarkan(tulisan) == tulisan


@pytest.mark.django_db
def test_surat_jawaban_dan_berita_acara_tanpa_nomor_kartu(jam_uji):
    jam_uji.ke(SENIN)
    orang = {"kepala": pabrik.pengguna("kepala_dinas"), "petugas": pabrik.pengguna("petugas")}
    surat = surat_di("dilaksanakan", **orang, hasil=False)
    with pytest.raises(GalatAturan):
        actions.catat_hasil(surat=surat, oleh=orang["petugas"], hasil=f"Data NIK {NIK} diperbaiki.")
    assert not surat.pengaduan.hasil
    konsultasi = konsultasi_di(
        "dijawab", **orang, rincian=pabrik.rincian_konsultasi(materi=f"Mengapa NIK {NIK} ditolak?")
    )
    berita_acara(konsultasi, orang["petugas"], hadir=f"Wa Ode Nurhayati ({NIK})")
    assert NIK not in str(list(SuratKeluar.objects.values_list("data", flat=True)))
