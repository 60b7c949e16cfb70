"""Bad files: each refused with a sentence that names it and says what to do; nothing is kept."""

import os
import re
import time
import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dinsos.berkas import actions, kotak, validators
from dinsos.berkas.galat import PESAN, GalatBerkas
from dinsos.berkas.models import Berkas
from dinsos.inti.galat import GalatAturan
from tests.berkas import korpus


def _ditolak(nama: str, isi: bytes, **pilihan) -> GalatBerkas:
    with pytest.raises(GalatBerkas) as galat:
        actions.simpan(unggahan=SimpleUploadedFile(nama, isi, content_type="image/jpeg"), **pilihan)
    return galat.value


def _isi_folder(akar: Path) -> list[str]:
    return [nama for _, _, isi in os.walk(akar) for nama in isi]


@pytest.mark.django_db
@pytest.mark.parametrize("kasus", korpus.BURUK)
def test_setiap_berkas_buruk_ditolak_dengan_kalimat_yang_menolong(kasus, settings):
    nama, buat, kode = korpus.BURUK[kasus]
    isi = buat()

    mulai = time.monotonic()
    tracemalloc.start()
    galat = _ditolak(nama, isi)
    puncak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert galat.kode == kode
    assert isinstance(galat, GalatAturan)
    assert f"“{nama}”" in galat.pesan
    assert galat.pesan.endswith(".")
    assert "{" not in galat.pesan
    assert not Berkas.objects.exists()
    assert _isi_folder(settings.BERKAS_ROOT) == []
    assert puncak < 4 * len(isi) + 4_000_000, "the web process must not pay for what the file unpacks to"
    assert time.monotonic() - mulai < kotak.TUNGGU_MAKS


def test_setiap_pesan_satu_kalimat_tanpa_kata_inggris():
    for kode, pesan in PESAN.items():
        assert pesan.count("{nama}") == 1, kode
        assert len(re.findall(r"[.!?](?:\s|$)", pesan)) == 1, kode
        assert not re.search(r"\b(file|upload|error|size|scan|submit|password)\b", pesan, re.I), kode


def test_pdf_bom_dan_bersarang_ditolak_karena_isinya_saja():
    """The same files made small are sound, so it is the size and the depth that are refused."""
    for isi in (korpus.bom_pdf(1), korpus.pdf_bersarang(100)):
        assert validators.periksa(SimpleUploadedFile("surat.pdf", isi)).halaman == 1


@pytest.mark.django_db
def test_jenis_yang_tidak_diminta_ditolak():
    assert _ditolak("surat.pdf", korpus.pdf(), jenis_boleh=("gambar",)).kode == "bukan_gambar"
    assert _ditolak("foto.jpg", korpus.jpeg(), jenis_boleh=("pdf",)).kode == "bukan_pdf"
    assert _ditolak("foto.heic", b"\0\0\0\x18ftypheic", jenis_boleh=("pdf",)).kode == "bukan_pdf"


@pytest.mark.django_db
def test_batas_ukuran_dari_pemanggil():
    assert _ditolak("foto.jpg", korpus.jpeg(), sisa_ukuran=1000).kode == "jumlah_ukuran"
    berkas = actions.simpan(unggahan=SimpleUploadedFile("a.png", korpus.png()), sisa_ukuran=1000)
    assert berkas.ukuran <= 1000


@pytest.mark.django_db
def test_tepat_pada_batas_diterima():
    isi = korpus.jpeg().ljust(korpus.BATAS, b"\0")
    assert actions.simpan(unggahan=SimpleUploadedFile("pas.jpg", isi)).ukuran < len(korpus.jpeg()) * 2


# --- the box ----------------------------------------------------------------------------------------
def test_memori_kotak_terbatas_walau_batas_piksel_dilonggarkan(settings):
    """Were the pixel cap wrong, the memory of the child would still end."""
    settings.BERKAS_PIKSEL_MAKS = 10**9
    besar = korpus.kepala_png(25_000, 25_000, warna=0) + korpus.bom_png()[33:]
    with pytest.raises(GalatBerkas) as galat:
        validators.periksa(SimpleUploadedFile("bom.png", besar))
    assert galat.value.kode == "terlalu_berat"


def test_waktu_kotak_terbatas(monkeypatch, settings):
    # Far above the real cap on pixels: a second of processor time (or the memory) is too little on any machine.
    settings.BERKAS_PIKSEL_MAKS = 100_000_000
    berat = korpus.bom_png(12_000, 8_000, bit=16, warna=6)
    monkeypatch.setattr(kotak, "DETIK_MAKS", 1)
    mulai = time.monotonic()
    with pytest.raises(GalatBerkas) as galat:
        validators.periksa(SimpleUploadedFile("berat.png", berat))
    assert galat.value.kode == "terlalu_berat"
    assert time.monotonic() - mulai < 10

    monkeypatch.setattr(kotak, "TUNGGU_MAKS", 0.01)
    with pytest.raises(GalatBerkas) as galat:
        validators.periksa(SimpleUploadedFile("berat.png", berat))
    assert galat.value.kode == "terlalu_berat"


def test_kotak_penuh_meminta_orang_menunggu(monkeypatch):
    monkeypatch.setattr(kotak, "ANTRE_MAKS", 0.01)
    for _ in range(kotak.SEKALIGUS):
        kotak._giliran.acquire()
    try:
        with pytest.raises(GalatBerkas) as galat:
            validators.periksa(SimpleUploadedFile("foto.jpg", korpus.jpeg()))
    finally:
        for _ in range(kotak.SEKALIGUS):
            kotak._giliran.release()
    assert galat.value.kode == "antre"


def test_kotak_tidak_mengenal_rahasia_dan_kerusakannya_tidak_disembunyikan(monkeypatch, tmp_path):
    """A checker that doesn't start is our fault, not the file's; its environment is empty."""
    palsu = tmp_path / "python"
    palsu.write_text("#!/bin/sh\nenv >&2\nexit 3\n")
    palsu.chmod(0o700)
    monkeypatch.setenv("KUNCI_UJI", "sangat-rahasia")
    monkeypatch.setattr(kotak.sys, "executable", str(palsu))
    with pytest.raises(RuntimeError, match="tidak berjalan") as galat:
        validators.periksa(SimpleUploadedFile("foto.jpg", korpus.jpeg()))
    assert "PWD=" in str(galat.value)
    assert "KUNCI" not in str(galat.value)


def test_sinyal_lain_berarti_berkas_rusak(monkeypatch, tmp_path):
    palsu = tmp_path / "python"
    palsu.write_text("#!/bin/sh\nkill -SEGV $$\n")
    palsu.chmod(0o700)
    monkeypatch.setattr(kotak.sys, "executable", str(palsu))
    with pytest.raises(GalatBerkas) as galat:
        validators.periksa(SimpleUploadedFile("foto.jpg", korpus.jpeg()))
    assert galat.value.kode == "rusak_gambar"


def test_benda_mirip_berkas_juga_diperiksa():
    wadah = BytesIO(korpus.png())
    wadah.name = "tanda tangan.png"
    wadah.seek(10)
    assert validators.periksa(wadah).nama == "tanda tangan.png"
