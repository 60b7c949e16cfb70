"""Bad files and photos that tell too much, at every way into the portal: real HTTP, real server, real disk."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from dinsos.berkas.galat import PESAN
from tests.bantu import basisdata
from tests.bantu.server import Portal
from tests.berkas import korpus
from tests.berkas.jalan import JALAN, TANDA_TANGAN, Jalan, Pengunggah

BURUK = [
    *("bom", "kepala 50.000 × 50.000", "HTML", "SVG", "PDF skrip pembuka", "PDF berkas di dalam"),
    *("PDF lalu ZIP", "JPEG terpotong", "kosong", "lebih satu bita", "HEIC"),
]
"""One of each kind; the validator itself meets the whole corpus in test_tolak.py."""
SETIAP = [
    (kata, kasus)
    for kata, jalan in JALAN.items()
    for kasus in BURUK
    if not (jalan.digambar and kasus == "lebih satu bita")  # the limit of a drawing is another one, below
]
BERNAMA = {kata: jalan for kata, jalan in JALAN.items() if not jalan.digambar}


pytestmark = pytest.mark.jelajah


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    with Portal(tmp_path_factory.mktemp("jalan")) as satu:
        yield satu


@pytest.fixture(scope="module")
def surat(portal) -> int:
    """A consultation for which an officer can hand over data."""
    perintah = [sys.executable, "-m", "tests.berkas.proses_surat"]
    keluaran = subprocess.run(
        perintah, cwd=settings.BASE_DIR, env=portal.lingkungan, check=True, capture_output=True, text=True
    )
    return int(keluaran.stdout)


@pytest.fixture
def pengunggah(portal, surat) -> Pengunggah:
    return Pengunggah(portal.url, surat)


def baris(portal) -> dict[str, tuple[str, str]]:
    """Files that the database knows: stored name → name and kind."""
    semua = basisdata.tanya(portal.database, "SELECT nama_simpan, nama_asli, mime FROM berkas_berkas")
    return {simpan: (nama, mime) for simpan, nama, mime in semua}


def simpanan(portal) -> set[Path]:
    """Everything below the private folder."""
    return {satu for satu in portal.berkas.rglob("*") if satu.is_file()}


def kalimat(jalan: Jalan, kasus: str) -> str:
    """The beginning of the sentence that refuses this file on this way."""
    nama, _, kode = korpus.BURUK[kasus]
    if jalan.digambar:
        nama = TANDA_TANGAN
        kode = "bukan_gambar" if kode.startswith(("pdf", "rusak_pdf", "bukan")) else kode
    return PESAN[kode].partition("{batas}")[0].format(nama=nama)


@pytest.mark.parametrize(("kata", "kasus"), SETIAP)
def test_berkas_buruk_ditolak_dan_isian_lain_tetap_ada(portal, pengunggah, kata, kasus):
    jalan = JALAN[kata]
    nama, buat, _ = korpus.BURUK[kasus]
    sebelum = baris(portal), simpanan(portal)
    halaman = pengunggah.unggah(jalan, nama, buat())
    assert kalimat(jalan, kasus) in halaman
    assert jalan.isian[jalan.tetap] in halaman
    assert pengunggah.kode == (200 if jalan.formulir else 422)
    assert (baris(portal), simpanan(portal)) == sebelum


def test_tanda_tangan_raksasa_ditolak_sebelum_diperiksa(portal, pengunggah):
    """A drawing comes in a field of text; just above what such fields may hold, the whole request is refused."""
    sebelum = baris(portal), simpanan(portal)
    isi = korpus.png().ljust(settings.DATA_UPLOAD_MAX_MEMORY_SIZE * 3 // 4, b"\0")
    halaman = pengunggah.unggah(JALAN["tanda tangan"], TANDA_TANGAN, isi)
    assert pengunggah.kode == 400
    assert "Tulisan Anda masih ada di sana." in halaman
    assert (baris(portal), simpanan(portal)) == sebelum


def satu_baru(portal, sebelum: dict) -> tuple[str, str, bytes]:
    """Name, kind and stored bytes of the one file that has come."""
    baru = baris(portal).keys() - sebelum.keys()
    assert len(baru) == 1
    simpan = baru.pop()
    return *baris(portal)[simpan], (portal.berkas / simpan).read_bytes()


@pytest.mark.parametrize("nama", [satu for satu in korpus.NAMA_BURUK if satu])
@pytest.mark.parametrize("kata", BERNAMA)
def test_nama_buruk_menjadi_nama_biasa(portal, pengunggah, kata, nama):
    """The bytes are good: kept below the private folder under a random name, and shown with a harmless one."""
    sebelum, isi = baris(portal), korpus.tulis(Image.new("RGB", (9, 9), warna(nama)), "JPEG")
    halaman = pengunggah.unggah(BERNAMA[kata], nama, isi)
    bersih, mime, disimpan = satu_baru(portal, sebelum)
    assert (bersih, mime) == (korpus.NAMA_BURUK[nama], "image/jpeg")
    assert Image.open(io.BytesIO(disimpan)).size == (9, 9)
    assert pengunggah.kode == 200
    assert bersih in halaman
    assert {portal.berkas / simpan for simpan in baris(portal)} == simpanan(portal)


@pytest.mark.parametrize("kata", BERNAMA)
def test_kalimat_menyebut_nama_yang_sudah_dibersihkan(portal, pengunggah, kata):
    sebelum = baris(portal), simpanan(portal)
    halaman = pengunggah.unggah(BERNAMA[kata], '../a"b<c>:d\u202e|e?f*.jpg', korpus.HTML)
    assert PESAN["bukan_gambar_pdf"].format(nama="a_b_c__d_e_f_.jpg") in halaman
    assert (baris(portal), simpanan(portal)) == sebelum


def warna(nama: str) -> tuple[int, int, int]:
    """A colour for a name: the same picture twice would be one file."""
    urut = list(korpus.NAMA_BURUK).index(nama)
    return urut * 17, 255 - urut * 17, 80


@pytest.mark.parametrize("kata", BERNAMA)
def test_tanpa_nama_sama_dengan_tidak_memilih_berkas(portal, pengunggah, kata):
    sebelum = baris(portal), simpanan(portal)
    pengunggah.unggah(BERNAMA[kata], "", korpus.jpeg())
    assert (baris(portal), simpanan(portal)) == sebelum


@pytest.mark.parametrize("foto", ["JPEG", "PNG", "WebP"])
@pytest.mark.parametrize("kata", JALAN)
def test_foto_disimpan_tanpa_lokasi_dan_gambar_kecilnya(portal, pengunggah, kata, foto):
    buat = {"JPEG": korpus.foto_berlokasi, "PNG": korpus.png_berlokasi, "WebP": korpus.webp_berlokasi}[foto]
    sebelum, isi = baris(portal), buat()
    assert korpus.RAHASIA in isi
    pengunggah.unggah(JALAN[kata], f"rumah.{foto.lower()}", isi)
    _, _, disimpan = satu_baru(portal, sebelum)
    for jejak in (korpus.RAHASIA, b"Exif", b"eXIf", b"EXIF", b"http://ns.adobe.com", korpus.gambar_kecil()):
        assert jejak not in disimpan
    gambar = Image.open(io.BytesIO(disimpan))
    assert not gambar.getexif()
    assert {"exif", "xmp", "icc_profile", "comment"}.isdisjoint(gambar.info)
