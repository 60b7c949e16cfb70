"""Images: decode in full under a pixel cap, turn upright, shrink, re-encode without any metadata.

Runs inside the checker process only (see `dinsos.berkas.kotak`); knows nothing of Django.
"""

import re
import struct
from io import BytesIO

from PIL import Image

from dinsos.berkas.pemeriksa.tolak import Tolak

SISI_MAKS = 2400
MUTU_JPEG = 85
# A progressive JPEG makes the decoder pass over the whole picture once per scan; real ones have about ten.
PINDAIAN_MAKS = 30
# libwebp holds two canvases beside Pillow's own copy, so WebP gets half of the pixel cap.
BAGIAN_WEBP = 2
WARNA_GAMBAR_GARIS = 256

_ARAH = 0x0112
_PUTAR = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_PENANDA_SETELAH_DATA = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


def periksa(isi: bytes, *, format_: str, piksel_maks: int, ukuran_maks: int) -> dict:
    """The picture in `isi`, safe to keep: {"mime", "lebar", "tinggi" (px), "isi" (bytes)}.

    `format_` is JPEG, PNG or WEBP, from the first bytes; no other decoder is tried. First frame only.
    Raises Tolak before decoding when the header asks for too much, and whatever the decoder raises on damage.
    """
    if format_ == "JPEG" and jumlah_pindaian(isi) > PINDAIAN_MAKS:
        raise Tolak("terlalu_berat")
    if format_ == "PNG":
        _cek_piksel(struct.unpack_from(">II", isi, 16), piksel_maks)
    if format_ == "WEBP":
        piksel_maks //= BAGIAN_WEBP
        _cek_piksel(ukuran_webp(isi), piksel_maks)
    Image.MAX_IMAGE_PIXELS = None  # our own cap, checked on the next lines, before any decoding
    with Image.open(BytesIO(isi), formats=(format_,)) as asal:
        _cek_piksel(asal.size, piksel_maks)
        sasaran = _sasaran(asal.size)
        if format_ == "JPEG":
            # Skips detail that the smaller picture would lose anyway; the whole stream is still read.
            asal.draft(None, sasaran)
        asal.load()
        arah = _baca_arah(asal)
        gambar = _kecilkan(_baku(asal), sasaran)
    if arah in _PUTAR:
        gambar = gambar.transpose(_PUTAR[arah])
    gambar.info.clear()
    mime, hasil = _sandikan(gambar, format_, ukuran_maks)
    return {"mime": mime, "lebar": gambar.width, "tinggi": gambar.height, "isi": hasil}


def jumlah_pindaian(isi: bytes) -> int:
    """How many scans a JPEG announces up to its end marker; follows the markers as a decoder does."""
    jumlah, letak = 0, 2
    while temuan := _PENANDA_SETELAH_DATA.search(isi, letak):
        penanda, letak = isi[temuan.end() - 1], temuan.end()
        if penanda == 0xD9:
            break
        if penanda in (0x01, 0xD8):
            continue
        jumlah += penanda == 0xDA
        letak += int.from_bytes(isi[letak : letak + 2], "big")
    return jumlah


def ukuran_webp(isi: bytes) -> tuple[int, int]:
    """Width and height in px from a WebP header, read without the decoder. Raises Tolak("rusak")."""
    jenis, badan = isi[12:16], isi[20:30]
    if len(badan) < 10:
        raise Tolak("rusak")
    if jenis == b"VP8X":
        return int.from_bytes(badan[4:7], "little") + 1, int.from_bytes(badan[7:10], "little") + 1
    if jenis == b"VP8L":
        bita = int.from_bytes(badan[1:5], "little")
        return (bita & 0x3FFF) + 1, (bita >> 14 & 0x3FFF) + 1
    if jenis == b"VP8 ":
        lebar, tinggi = struct.unpack("<HH", badan[6:10])
        return lebar & 0x3FFF, tinggi & 0x3FFF
    raise Tolak("rusak")


def _cek_piksel(ukuran: tuple[int, int], batas: int) -> None:
    if ukuran[0] * ukuran[1] > batas:
        raise Tolak("piksel")


def _sasaran(ukuran: tuple[int, int]) -> tuple[int, int]:
    skala = min(1.0, SISI_MAKS / max(ukuran))
    return max(1, round(ukuran[0] * skala)), max(1, round(ukuran[1] * skala))


def _baca_arah(gambar: Image.Image) -> int:
    """EXIF orientation 1..8; damaged EXIF never costs anybody a good photo."""
    try:
        return int(gambar.getexif().get(_ARAH, 1))
    except (SyntaxError, ValueError, TypeError, KeyError, OSError, struct.error):
        return 1


def _baku(gambar: Image.Image) -> Image.Image:
    """The same picture as L, RGB or RGBA; RGBA only when the format can be transparent."""
    if gambar.mode in ("LA", "PA", "La", "RGBa") or "transparency" in gambar.info:
        return gambar.convert("RGBA")
    if gambar.mode.startswith("I"):
        return gambar.point(lambda nilai: nilai / 257).convert("L")
    if gambar.mode in ("1", "F"):
        return gambar.convert("L")
    return gambar if gambar.mode in ("L", "RGB", "RGBA") else gambar.convert("RGB")


def _kecilkan(gambar: Image.Image, sasaran: tuple[int, int]) -> Image.Image:
    if gambar.size == sasaran:
        return gambar
    return gambar.resize(sasaran, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _sandikan(gambar: Image.Image, asal: str, ukuran_maks: int) -> tuple[str, bytes]:
    """PNG for transparency and line art (at most 256 colours), JPEG for everything else."""
    tembus = gambar.mode == "RGBA" and gambar.getextrema()[3][0] < 255
    if tembus or (asal != "JPEG" and gambar.getcolors(WARNA_GAMBAR_GARIS)):
        png = _tulis(gambar if tembus or gambar.mode == "L" else gambar.convert("RGB"), "PNG")
        if len(png) <= ukuran_maks:
            return "image/png", png
    if gambar.mode == "RGBA":
        dasar = Image.new("RGB", gambar.size, "white")
        dasar.paste(gambar, mask=gambar.getchannel("A"))
        gambar = dasar
    return "image/jpeg", _tulis(gambar, "JPEG", quality=MUTU_JPEG, optimize=True)


def _tulis(gambar: Image.Image, format_: str, **pilihan: object) -> bytes:
    wadah = BytesIO()
    gambar.save(wadah, format_, **pilihan)
    return wadah.getvalue()
