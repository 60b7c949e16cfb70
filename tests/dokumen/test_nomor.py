"""Patterns of numbers and the gapless books of outgoing letters."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from dinsos.dokumen import nomor, pola
from dinsos.dokumen.models import PenghitungSurat, PolaNomor
from dinsos.inti.galat import GalatAturan


def test_pola_diisi_tanpa_membaca_ulang_nilainya():
    tulis = pola.isi(
        "{kode}/{nomor:03}/DINSOS/{bulan_romawi}/{tahun}", urut=7, kode="400.9", tanggal=date(2026, 11, 24)
    )
    assert tulis == "400.9/007/DINSOS/XI/2026"
    assert pola.isi("{nomor}-{kode}", urut=1234, kode="{tahun}", tanggal=date(2026, 1, 2)) == "1234-{tahun}"
    assert pola.isi("{nomor:04}.{bulan}", urut=12345, kode="", tanggal=date(2026, 1, 2)) == "12345.01"


@pytest.mark.parametrize(
    ("salah", "kata"),
    [
        ("{nomor}/{urut}", "Isian {urut} tidak dikenal. Yang dikenal: {nomor}, {kode}"),
        ("{nomor.__class__}", "tidak dikenal"),
        ("{nomor:>9999999}", "tidak dikenal"),
        ("{nomor!r}/{0}/{}", "{nomor!r}, {0}, {}"),
        ("{nomor}/{tahun", "tidak berpasangan"),
        ("{{nomor}}", "tidak berpasangan"),
        ("DINSOS/{tahun}", "harus memuat {nomor}"),
        ("{nomor}" + "x" * 79, "terlalu panjang"),
    ],
)
def test_pola_yang_salah_ditolak_dengan_sebabnya(salah, kata):
    with pytest.raises(ValidationError) as galat:
        pola.periksa(salah, "400.9")
    assert kata in galat.value.messages[0]


@pytest.mark.parametrize("salah", ["", "   ", "tanpa angka", "1" * 81, "12\x00/3"])
def test_nomor_ketikan_yang_bukan_nomor_ditolak(salah):
    with pytest.raises(GalatAturan):
        pola.rapikan(salah)
    assert pola.rapikan(" 400.9/ 12 \n/2026 ") == "400.9/ 12 /2026"


@pytest.mark.django_db
def test_dua_buku_tidak_menulis_nomor_yang_sama():
    lain = PolaNomor.objects.get(jenis="berita_acara")
    lain.pola = PolaNomor.objects.get(jenis="surat_jawaban").pola
    lain.buku = "Berita  Acara"
    with pytest.raises(ValidationError, match="bukunya berbeda"):
        lain.full_clean()
    lain.buku = "Surat Keluar "
    lain.full_clean()
    assert lain.buku == "surat keluar"


@pytest.mark.django_db
def test_buku_tanpa_celah_dan_mulai_lagi_tiap_tahun(jam_uji):
    jam_uji.ke("2026-12-31T23:59+08:00")
    assert nomor.ambil("surat_jawaban")[:2] == ("400.9/001/DINSOS/XII/2026", 2026)
    with transaction.atomic():
        nomor.ambil("surat_jawaban")
        transaction.set_rollback(True)
    assert nomor.ambil("berita_acara")[0] == "400.9/BA-002/DINSOS/XII/2026"  # one book for both
    jam_uji.ke("2027-01-01T00:00:01+08:00")
    assert nomor.ambil("surat_jawaban")[:2] == ("400.9/001/DINSOS/I/2027", 2027)
    assert dict(PenghitungSurat.objects.values_list("tahun", "nilai")) == {2026: 2, 2027: 1}
