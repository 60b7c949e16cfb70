"""The coat of arms of the letterhead: checked like every upload, and small enough for every letter."""

import io

from django.core.files.base import ContentFile, File
from PIL import Image

from dinsos.berkas import actions, validators
from dinsos.berkas.models import Berkas

SISI_MAKS = 480  # px; 24 mm on paper at 500 dots per inch
UKURAN_MAKS = 100_000  # bytes; each letter carries it
NAMA = "lambang"


def simpan(*, unggahan: File) -> Berkas:
    """Keep an image (JPEG, PNG, WEBP) at no more than 480 px a side, as `sementara`: link it with `tautkan`.

    Raises GalatBerkas with the sentence to show, RuntimeError inside a transaction.
    """
    hasil = validators.periksa(unggahan, jenis_boleh=("gambar",))
    kecil = _kecilkan(hasil.isi)
    return actions.simpan(unggahan=ContentFile(kecil, name=f"{NAMA}.png"), jenis_boleh=("gambar",))


def _kecilkan(isi: bytes) -> bytes:
    """PNG of what the checker wrote anew, which is safe to decode here; fewer colours when it stays too large."""
    with Image.open(io.BytesIO(isi), formats=("PNG", "JPEG")) as gambar:
        gambar.load()
    gambar = gambar.convert("RGBA")
    gambar.thumbnail((SISI_MAKS, SISI_MAKS), Image.Resampling.LANCZOS)
    png = _png(gambar)
    return png if len(png) <= UKURAN_MAKS else _png(gambar.quantize(256))


def _png(gambar: Image.Image) -> bytes:
    wadah = io.BytesIO()
    gambar.save(wadah, "PNG", optimize=True)
    return wadah.getvalue()
