"""Burns the viewer's name into a picture or a PDF, tiled diagonally over all of it.

Runs inside the checker process only (see `dinsos.berkas.kotak`); knows nothing of Django. The letters are light
with a dark edge, so they are read on any ground, and they stand so close that no useful crop is free of them.
"""

import math
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, ImageDraw, ImageFont

from dinsos.berkas.pemeriksa.pdf import batasi_urai
from dinsos.berkas.pemeriksa.tolak import Tolak

SUDUT = 30  # degrees, counter-clockwise
BAGIAN_SISI = 52  # the letters are this part of the longer side
HURUF_MIN = 10  # px or points
HURUF_SEBARIS = 32
BARIS_MAKS = 6
TEMBUS_ISI, TEMBUS_TEPI = 0.5, 0.4
JARAK_BARIS, JARAK_UBIN = 1.25, 2.0  # in letters' heights
LEBAR_HELVETICA = 0.56  # the mean width of a letter, generous
SISI_PDF = (3, 14_400)  # points; what readers accept
MUTU_JPEG = 88


def cap(isi: bytes, *, format_: str, teks: Sequence[str]) -> dict:
    """{"mime", "isi"}: the same picture (as JPEG) or PDF with the lines of `teks` all over it.

    `format_` is JPEG, PNG or PDF. Raises Tolak, and whatever the decoder raises on damage; never lets a page
    through without its mark.
    """
    baris = rapikan(teks)
    if not baris:
        raise Tolak("rusak")
    if format_ == "PDF":
        return {"mime": "application/pdf", "isi": _cap_pdf(isi, baris)}
    return {"mime": "image/jpeg", "isi": _cap_gambar(isi, format_, baris)}


def rapikan(teks: Sequence[str]) -> list[str]:
    """Short lines in the letters that both fonts have: accents are dropped, anything else becomes "?"."""
    baris: list[str] = []
    for satu in teks:
        dasar = unicodedata.normalize("NFKD", satu)
        dasar = "".join(h for h in dasar if not unicodedata.combining(h))
        dasar = " ".join(dasar.encode("ascii", "replace").decode().split())
        baris += textwrap.wrap(dasar, HURUF_SEBARIS)
    return baris[:BARIS_MAKS]


def titik(lebar: float, tinggi: float, langkah: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Centres of the tiles that cover a rectangle, in a grid turned by `SUDUT`; y grows downwards."""
    kos, sin = math.cos(math.radians(SUDUT)), math.sin(math.radians(SUDUT))
    jangkau = math.hypot(lebar, tinggi) / 2
    kolom, baris = (math.ceil(jangkau / satu) + 1 for satu in langkah)
    for j in range(-baris, baris + 1):
        for i in range(-kolom, kolom + 1):
            u, v = (i + 0.5 * (j % 2)) * langkah[0], j * langkah[1]
            x, y = lebar / 2 + u * kos + v * sin, tinggi / 2 - u * sin + v * kos
            if -langkah[0] < x < lebar + langkah[0] and -langkah[0] < y < tinggi + langkah[0]:
                yield x, y


# --- pictures ---------------------------------------------------------------------------------
def _cap_gambar(isi: bytes, format_: str, baris: list[str]) -> bytes:
    with Image.open(BytesIO(isi), formats=(format_,)) as asal:
        gambar = _tanpa_tembus(asal)
    huruf = max(HURUF_MIN, round(max(gambar.size) / BAGIAN_SISI))
    ubin, langkah = _ubin(baris, huruf)
    for x, y in titik(*gambar.size, langkah):
        gambar.paste(ubin, (round(x - ubin.width / 2), round(y - ubin.height / 2)), ubin)
    wadah = BytesIO()
    gambar.save(wadah, "JPEG", quality=MUTU_JPEG)
    return wadah.getvalue()


def _tanpa_tembus(asal: Image.Image) -> Image.Image:
    """A copy in RGB; what was transparent is white."""
    if asal.mode != "RGBA":
        return asal.convert("RGB")
    dasar = Image.new("RGB", asal.size, "white")
    dasar.paste(asal, mask=asal.getchannel("A"))
    return dasar


def _ubin(baris: list[str], huruf: int) -> tuple[Image.Image, tuple[float, float]]:
    """The text on a transparent tile, turned, and the distances from one tile to the next."""
    font, tepi = ImageFont.load_default(huruf), max(1, round(huruf / 14))
    tinggi_baris = huruf * JARAK_BARIS
    lebar = math.ceil(max(font.getlength(satu) for satu in baris)) + 2 * tepi
    tinggi = math.ceil(tinggi_baris * len(baris)) + 2 * tepi
    ubin = Image.new("RGBA", (lebar, tinggi), (0, 0, 0, 0))
    pena = ImageDraw.Draw(ubin)
    for nomor, satu in enumerate(baris):
        letak = (lebar / 2, tepi + tinggi_baris * (nomor + 0.5))
        pena.text(
            letak,
            satu,
            font=font,
            anchor="mm",
            fill=(255, 255, 255, round(255 * TEMBUS_ISI)),
            stroke_width=tepi,
            stroke_fill=(0, 0, 0, round(255 * TEMBUS_TEPI)),
        )
    jarak = huruf * JARAK_UBIN
    turun = ubin.rotate(SUDUT, resample=Image.Resampling.BICUBIC, expand=True)
    return turun, (lebar + jarak, tinggi + jarak)


# --- PDF --------------------------------------------------------------------------------------
def _cap_pdf(isi: bytes, baris: list[str]) -> bytes:
    """New pages that hold each old one as a closed picture, and the text above it.

    An old page closed in that way can't reach out and hide, move or clip the mark; its notes are drawn into it
    first, links and scripts don't come along.
    """
    batasi_urai()
    with pikepdf.open(BytesIO(isi), attempt_recovery=False) as asal, pikepdf.new() as baru:
        asal.flatten_annotations("all")
        for lama in asal.pages:
            lebar, tinggi = _ukuran(lama)
            halaman = baru.add_blank_page(page_size=(lebar, tinggi))
            bidang = pikepdf.Rectangle(0, 0, lebar, tinggi)
            halaman.add_overlay(lama, bidang)
            halaman.add_overlay(_lapisan(baru, lebar, tinggi, baris), bidang)
        wadah = BytesIO()
        baru.save(wadah)
    return wadah.getvalue()


def _ukuran(halaman: pikepdf.Page) -> tuple[float, float]:
    """Width and height in points as the page is seen, turned and scaled. Raises Tolak for an impossible size."""
    kiri, bawah, kanan, atas = (float(nilai) for nilai in halaman.trimbox)
    satuan = float(halaman.obj.get("/UserUnit", 1))
    lebar, tinggi = abs(kanan - kiri) * satuan, abs(atas - bawah) * satuan
    if not all(SISI_PDF[0] <= sisi <= SISI_PDF[1] for sisi in (lebar, tinggi)):
        raise Tolak("rusak")
    return (tinggi, lebar) if int(halaman.obj.get("/Rotate", 0)) % 180 else (lebar, tinggi)


def _lapisan(pdf: pikepdf.Pdf, lebar: float, tinggi: float, baris: list[str]) -> pikepdf.Object:
    """The text as a form of the page's size."""
    huruf = max(HURUF_MIN, max(lebar, tinggi) / BAGIAN_SISI)
    lebar_teks = huruf * LEBAR_HELVETICA * max(map(len, baris))
    jarak = huruf * JARAK_UBIN
    langkah = (lebar_teks + jarak, huruf * JARAK_BARIS * len(baris) + jarak)
    perintah = [f"/Tembus gs BT /Huruf {huruf:.2f} Tf 2 Tr {huruf / 28:.2f} w 1 1 1 rg 0 0 0 RG"]
    for x, y in titik(lebar, tinggi, langkah):
        perintah += _tulisan(x, tinggi - y, huruf, lebar_teks, baris)
    isi = "\n".join([*perintah, "ET"]).encode("ascii")
    lapisan = pikepdf.Stream(pdf, isi)
    lapisan.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, lebar, tinggi],
        Resources=Dictionary(
            Font=Dictionary(
                Huruf=Dictionary(
                    Type=Name.Font,
                    Subtype=Name.Type1,
                    BaseFont=Name("/Helvetica-Bold"),
                    Encoding=Name.WinAnsiEncoding,
                )
            ),
            ExtGState=Dictionary(Tembus=Dictionary(ca=TEMBUS_ISI, CA=TEMBUS_TEPI)),
        ),
    )
    return pdf.make_indirect(lapisan)


def _tulisan(x: float, y: float, huruf: float, lebar: float, baris: list[str]) -> Iterator[str]:
    """The commands that write the lines around a centre; y grows upwards, as PDF has it."""
    kos, sin = math.cos(math.radians(SUDUT)), math.sin(math.radians(SUDUT))
    for nomor, satu in enumerate(baris):
        u = -lebar * len(satu) / max(map(len, baris)) / 2
        v = huruf * JARAK_BARIS * ((len(baris) - 1) / 2 - nomor) - huruf / 3
        kiri, bawah = x + u * kos - v * sin, y + u * sin + v * kos
        aman = satu.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        yield f"{kos:.5f} {sin:.5f} {-sin:.5f} {kos:.5f} {kiri:.2f} {bawah:.2f} Tm ({aman}) Tj"
