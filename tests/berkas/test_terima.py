"""Good files: what is kept shows the same picture upright, and nothing else of what was sent."""

import hashlib
import re
import struct
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from dinsos.berkas import actions, gudang, validators
from dinsos.berkas.galat import GalatBerkas
from dinsos.berkas.pemeriksa import gambar
from tests.berkas import korpus, korpus_pdf


def _periksa(isi: bytes, nama: str = "foto.jpg") -> validators.Hasil:
    return validators.periksa(SimpleUploadedFile(nama, isi))


def _olah(isi: bytes, format_: str, ukuran_maks: int = korpus.BATAS) -> dict:
    """The picture's own code without the process around it, where only the picture is in question."""
    return gambar.periksa(isi, format_=format_, piksel_maks=40_000_000, ukuran_maks=ukuran_maks)


def _buka(isi: bytes) -> Image.Image:
    gambar_ = Image.open(BytesIO(isi))
    gambar_.load()
    return gambar_


def _segmen_jpeg(isi: bytes) -> set[int]:
    penanda, letak = set(), 2
    while (jenis := isi[letak + 1]) != 0xDA:
        penanda.add(jenis)
        letak += 2 + struct.unpack_from(">H", isi, letak + 2)[0]
    return penanda


def _potongan_png(isi: bytes) -> set[bytes]:
    jenis, letak = set(), 8
    while letak < len(isi):
        jenis.add(isi[letak + 4 : letak + 8])
        letak += 12 + struct.unpack_from(">I", isi, letak)[0]
    return jenis


def _tanpa_titipan(isi: bytes) -> None:
    """Only what draws the picture is left: no application segment but JFIF, no comment, no text, no tail."""
    assert korpus.RAHASIA not in isi
    for tanda in (b"Exif", b"http://ns.adobe.com", b"xmpmeta", b"8BIM", b"PK\x03\x04", b"<script", b"%PDF"):
        assert tanda not in isi
    if isi.startswith(b"\x89PNG"):
        assert _potongan_png(isi) <= {b"IHDR", b"IDAT", b"IEND"}
    else:
        assert _segmen_jpeg(isi) <= {0xE0, 0xDB, 0xC0, 0xC4}
        assert isi.endswith(b"\xff\xd9")
        assert isi.count(b"\xff\xd8\xff") == 1, "a thumbnail or a second picture is left"
    assert not _buka(isi).getexif()


@pytest.mark.parametrize(
    ("nama", "buat"),
    [
        ("foto.jpg", korpus.foto_berlokasi),
        ("foto.png", korpus.png_berlokasi),
        ("foto.webp", korpus.webp_berlokasi),
        ("html di ekor.jpg", lambda: korpus.foto_berlokasi() + korpus.HTML),
        (
            "html di komentar.jpg",
            lambda: korpus.jpeg()[:2] + korpus.komentar(korpus.HTML) + korpus.jpeg()[2:],
        ),
        ("zip di ekor.jpg", lambda: korpus.jpeg() + korpus.arsip()),
        ("pdf di ekor.jpg", lambda: korpus.jpeg() + korpus.pdf()),
        ("zip di ekor.png", lambda: korpus.png() + korpus.arsip()),
        ("dua gambar.jpg", lambda: korpus.bergerak("MPO")),
    ],
)
def test_lokasi_gambar_kecil_dan_titipan_hilang(nama, buat):
    asal = buat()
    hasil = _periksa(asal, nama)
    assert hasil.jenis == "gambar"
    _tanpa_titipan(hasil.isi)
    assert (hasil.lebar, hasil.tinggi) == _buka(hasil.isi).size


def test_korpus_memang_membawa_lokasi_dan_gambar_kecil():
    """The proof above is worth something only when the originals carry what must go."""
    for isi in (korpus.foto_berlokasi(), korpus.png_berlokasi(), korpus.webp_berlokasi()):
        assert _buka(isi).getexif().get_ifd(0x8825)[2] == (5, 29, 30)
        assert korpus.gambar_kecil() in isi
        assert korpus.RAHASIA in isi.replace(korpus.gambar_kecil(), b"")


@pytest.mark.parametrize("arah", range(1, 9))
def test_foto_ditegakkan_menurut_arah_kamera(arah):
    """The picture as people see it: red left half, blue right half, whichever way the phone was held."""
    tegak = korpus.pemandangan()
    balik = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[arah]
    rebah = tegak if balik is None else tegak.transpose(balik)
    exif = Image.Exif()
    exif[0x0112] = arah
    hasil = _buka(_olah(korpus.tulis(rebah, "JPEG", exif=exif), "JPEG")["isi"])
    assert hasil.size == tegak.size
    for titik in ((40, 40), (600, 40), (40, 440), (600, 440)):
        selisih = [abs(a - b) for a, b in zip(hasil.getpixel(titik), tegak.getpixel(titik), strict=True)]
        assert max(selisih) < 12, titik


def test_exif_rusak_tidak_menolak_foto_yang_baik():
    rusak = korpus.jpeg()[:2] + korpus.segmen(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff") + korpus.jpeg()[2:]
    assert _periksa(rusak).lebar == 640


def test_foto_besar_diperkecil_tanpa_mengubah_bentuk():
    hasil = _periksa(korpus.jpeg(6000, 4000))
    assert (hasil.lebar, hasil.tinggi) == (2400, 1600)
    panjang = _periksa(korpus.bom_png(20_000, 100, bit=8), "pita.png")
    assert (panjang.lebar, panjang.tinggi) == (2400, 12)


@pytest.mark.parametrize(
    ("gambar_", "format_", "mime"),
    [
        (korpus.pemandangan(), "PNG", "image/jpeg"),
        (korpus.pemandangan(), "WEBP", "image/jpeg"),
        (Image.new("RGB", (200, 80), "white"), "PNG", "image/png"),
        (Image.new("1", (200, 80), 1), "PNG", "image/png"),
        (Image.new("P", (200, 80), 3), "PNG", "image/png"),
        (Image.new("RGBA", (200, 80), (0, 0, 0, 90)), "PNG", "image/png"),
        (Image.new("LA", (200, 80), (7, 90)), "PNG", "image/png"),
        (Image.new("RGBA", (200, 80), (0, 0, 0, 90)), "WEBP", "image/png"),
        (Image.new("I;16", (200, 80), 40_000), "PNG", "image/png"),
        (Image.new("CMYK", (200, 80), (0, 90, 90, 0)), "JPEG", "image/jpeg"),
        (Image.new("L", (200, 80), 128), "JPEG", "image/jpeg"),
    ],
)
def test_bentuk_simpanan_menurut_isi(gambar_, format_, mime):
    hasil = _olah(korpus.tulis(gambar_, format_), format_)
    assert hasil["mime"] == mime
    with _buka(hasil["isi"]) as simpanan:
        assert simpanan.mode in {"L", "RGB", "RGBA"}
        tengah = simpanan.convert("RGBA").getpixel((100, 40))
    with _buka(korpus.tulis(gambar_, format_)) as asal:
        if asal.mode == "I;16":
            assert tengah[0] == 155
        else:
            harap = asal.convert("RGBA").getpixel((100, 40))
            assert max(abs(a - b) for a, b in zip(tengah, harap, strict=True)) < 8


def test_tembus_pandang_yang_terlalu_berat_sebagai_png_diberi_alas_putih():
    berisik = Image.effect_noise((400, 300), 90).convert("RGBA")
    berisik.putalpha(Image.effect_noise((400, 300), 90))
    isi = korpus.tulis(berisik, "WEBP", quality=20)
    assert _olah(isi, "WEBP", ukuran_maks=300_000)["mime"] == "image/jpeg"
    assert _olah(isi, "WEBP")["mime"] == "image/png"


@pytest.mark.parametrize("format_", ["PNG", "WEBP", "MPO"])
def test_gambar_bergerak_hanya_kerangka_pertama(format_):
    isi = korpus.bergerak(format_)
    assert _buka(isi).n_frames == 2
    hasil = _buka(_periksa(isi).isi)
    assert getattr(hasil, "n_frames", 1) == 1
    merah, _, biru = hasil.convert("RGB").getpixel((30, 20))
    assert biru > 100 > merah + 60


def test_pindaian_jpeg_dihitung_seperti_pembaca_menghitung():
    assert gambar.jumlah_pindaian(korpus.jpeg()) == 1
    berlapis = korpus.tulis(korpus.pemandangan(), "JPEG", progressive=True)
    assert 6 <= gambar.jumlah_pindaian(berlapis) <= 12
    assert gambar.jumlah_pindaian(berlapis + b"\xff\xda" * 100) < 12, "what follows the picture isn't counted"
    assert gambar.jumlah_pindaian(b"\xff\xd8\xff\xe0") == 0
    assert gambar.jumlah_pindaian(b"\xff" * 1_000_000) == 0


@pytest.mark.parametrize(
    ("isi", "nama", "tersimpan"),
    [
        (korpus.jpeg(), "surat.pdf", "surat.jpg"),
        (korpus.pdf(), "foto.jpg", "foto.pdf"),
        (korpus.png(), "foto.jpeg", "foto.png"),
    ],
)
def test_akhiran_salah_diterima_menurut_isi(isi, nama, tersimpan):
    assert _periksa(isi, nama).nama == tersimpan


@pytest.mark.parametrize(
    ("isi", "halaman"),
    [
        (korpus.pdf(), 1),
        (korpus.pdf(halaman=50), 50),
        (korpus.pdf(korpus.tautan_biasa), 1),
        (korpus.pdf(linearize=True), 1),
        (korpus.pdf(**korpus.PADAT), 1),
        (korpus.susun(b"<</Type/Catalog/Pages 2 0 R>>", *korpus.POHON), 1),
        (korpus_pdf.pdf_bertambah(), 1),
        (korpus.pdf() + b"\r\n\n", 1),
        (korpus.pdf() + b"\0" * 512, 1),
    ],
)
def test_pdf_wajar_disimpan_dengan_halaman_yang_sama(isi, halaman):
    hasil = _periksa(isi, "surat.pdf")
    assert (hasil.jenis, hasil.halaman) == ("pdf", halaman)
    assert (hasil.lebar, hasil.tinggi) == (None, None)
    assert korpus_pdf.rupa_pdf(hasil.isi) == korpus_pdf.rupa_pdf(isi)
    assert _periksa(isi, "surat.pdf").isi == hasil.isi, "the same file twice is known by its digest"


@pytest.mark.parametrize(
    "isi",
    [
        korpus.pdf(korpus_pdf.titipan, compress_streams=False),
        korpus.pdf(korpus_pdf.titipan_keterangan, fix_metadata_version=False),
        korpus.pdf() + korpus.arsip() + korpus.HTML + korpus.pdf()[korpus.pdf().rindex(b"startxref") :],
        korpus_pdf.pdf_bersela(korpus.HTML + korpus.arsip() + b"\n"),
    ],
    ids=["in a stream", "in the description", "between two ends", "between the objects"],
)
def test_titipan_dalam_pdf_tidak_ikut_disimpan(isi):
    """A document that readers open, and that is an archive and a web page for who wants to see them."""
    assert zipfile.is_zipfile(BytesIO(isi))
    hasil = _periksa(isi, "surat.pdf")
    assert hasil.halaman == 1
    assert korpus_pdf.rupa_pdf(hasil.isi) == korpus_pdf.rupa_pdf(korpus.pdf())
    assert not zipfile.is_zipfile(BytesIO(hasil.isi))
    for tanda in (korpus.HTML, b"<script", b"PK\x03\x04", korpus.RAHASIA):
        assert tanda not in hasil.isi


def test_pdf_yang_membesar_melewati_batas_ditolak(settings):
    """What counts is what would be kept: here the identifier that a document gets when it's written anew."""
    isi = korpus.susun(b"<</Type/Catalog/Pages 2 0 R>>", *korpus.POHON)
    settings.BERKAS_UKURAN_MAKS = len(isi)
    with pytest.raises(GalatBerkas) as galat:
        _periksa(isi, "surat.pdf")
    assert galat.value.kode == "terlalu_besar"


@pytest.mark.django_db
def test_baris_menceritakan_berkasnya_dan_isi_disimpan_utuh(settings, jam_uji):
    pada = jam_uji.ke("2026-11-23T09:00:00+08:00")
    berkas = actions.simpan(unggahan=SimpleUploadedFile("KTP saya.jpg", korpus.foto_berlokasi(6)))
    berkas.refresh_from_db()
    isi = (settings.BERKAS_ROOT / berkas.nama_simpan).read_bytes()
    assert (berkas.keadaan, berkas.jenis, berkas.mime) == ("sementara", "gambar", "image/jpeg")
    assert berkas.nama_asli == "KTP saya.jpg"
    assert (berkas.lebar, berkas.tinggi, berkas.halaman) == (480, 640, None)
    assert (berkas.ukuran, berkas.sha256) == (len(isi), hashlib.sha256(isi).hexdigest())
    assert abs((berkas.dibuat_pada - pada).total_seconds()) < 30
    assert berkas.dihapus_pada is None
    _tanpa_titipan(isi)


@pytest.mark.django_db
def test_nama_di_disk_acak_dan_hanya_untuk_portal(settings):
    dua = [actions.simpan(unggahan=SimpleUploadedFile("../x.png", korpus.png())) for _ in range(2)]
    assert dua[0].nama_simpan != dua[1].nama_simpan
    for berkas in dua:
        assert re.fullmatch(r"([0-9a-f]{2})/([0-9a-f]{2})/\1\2[0-9a-f]{28}", berkas.nama_simpan)
        letak = gudang.jalur(berkas.nama_simpan)
        assert letak.stat().st_mode & 0o777 == 0o600
        for folder in (letak.parent, letak.parent.parent, settings.BERKAS_ROOT):
            assert folder.stat().st_mode & 0o777 == 0o700
    assert sorted(gudang.daftar()) == sorted(b.nama_simpan for b in dua)


@pytest.mark.parametrize(
    "nama", ["../../etc/passwd", "ab/cd/../../x", "/etc/passwd", "ab/cd/" + "g" * 32, ""]
)
def test_jalur_hanya_mengenal_nama_buatan_sendiri(nama):
    with pytest.raises(ValueError, match="bukan nama"):
        gudang.jalur(nama)
