"""The act that files a consultation (KSL-SYARAT-1..4 and 6)."""

import uuid

import pytest

from dinsos.agenda import draf as draf_actions
from dinsos.agenda.models import Draf, SuratMasuk
from dinsos.inti.galat import GalatAturan
from konsultasi import actions
from tests import pabrik

pytestmark = pytest.mark.django_db


def peran(surat) -> list[str]:
    return [satu.peran for satu in surat.lampiran.all()]


def test_person_hands_in_an_identity_document():
    surat = pabrik.konsultasi()
    assert (surat.layanan, surat.saluran, surat.status) == ("konsultasi", "portal", "diterima")
    assert not surat.menyangkut_kepala
    assert surat.konsultasi.jenis_pemohon == "perseorangan"
    assert peran(surat) == ["identitas"]
    assert {t.jenis for t in surat.tenggat.all()} == {"respon", "pelaksanaan"}
    draf = Draf.objects.get()
    assert (draf.surat, draf.data) == (surat, {})


@pytest.mark.parametrize("jenis", ["institusi", "lsm", "partai", "badan_publik"])
def test_institution_hands_in_the_letter_of_its_head_too(jenis):
    surat = pabrik.konsultasi(rincian_=pabrik.lembaga(jenis_pemohon=jenis))
    assert surat.konsultasi.nama_lembaga == "LSM Peduli Buton"
    assert peran(surat) == ["identitas", "surat_lembaga"]


def test_same_key_is_one_letter():
    surat = pabrik.konsultasi()
    lagi = actions.ajukan(
        kunci=surat.kunci, pengirim=pabrik.pengirim(), rincian=pabrik.rincian_konsultasi(materi="Lain")
    )
    assert lagi == surat
    assert SuratMasuk.objects.count() == 1


@pytest.mark.parametrize("rincian", [pabrik.rincian_konsultasi, pabrik.lembaga])
def test_without_its_files_nothing_is_filed(rincian):
    kunci = uuid.uuid4()
    draf_actions.simpan(kunci=kunci, layanan="konsultasi", data={})
    with pytest.raises(GalatAturan, match=r"Kartu identitas belum ada\. Kembali ke formulir"):
        actions.ajukan(kunci=kunci, pengirim=pabrik.pengirim(), rincian=rincian())
    assert SuratMasuk.objects.count() == 0


@pytest.mark.parametrize(
    ("materi", "hal"),
    [
        ("Data lansia\n di Wolowa", "Konsultasi: Data lansia di Wolowa"),
        ("kata " * 60, "Konsultasi: " + "kata " * 18 + "kata…"),
        ("x" * 300, "Konsultasi: " + "x" * 99 + "…"),
    ],
)
def test_subject_is_the_first_words(materi, hal):
    assert actions.hal(materi) == hal
