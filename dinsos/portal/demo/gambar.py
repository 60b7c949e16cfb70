"""Small pictures for the demo: evidence that looks photographed, and signatures."""

import io
import math
import random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

UKURAN = (720, 540)
KERTAS = ((244, 240, 228), (236, 238, 240), (250, 246, 235))
LATAR = ((94, 74, 58), (70, 84, 78), (112, 108, 100), (60, 66, 82))


def bukti(nama: str) -> io.BytesIO:
    """A JPEG of a sheet of paper on a table, titled after the file name; always the same for one name."""
    acak = random.Random(nama)  # noqa: S311  (a picture, not a secret)
    gambar = Image.new("RGB", UKURAN, acak.choice(LATAR))
    lembar = Image.new("RGB", (460, 420), acak.choice(KERTAS))
    pena = ImageDraw.Draw(lembar)
    judul = nama.rpartition(".")[0].replace("-", " ").upper()
    pena.text((30, 28), judul, fill=(40, 40, 60), font=ImageFont.load_default(26))
    pena.line((30, 68, 430, 68), fill=(80, 80, 100), width=3)
    for baris in range(92, 380, 26):
        pena.line((30, baris, 30 + acak.randint(180, 400), baris), fill=(150, 150, 160), width=5)
    pena.ellipse((320, 300, 415, 395), outline=(120, 60, 140), width=5)
    lembar = lembar.rotate(acak.uniform(-7, 7), expand=True, fillcolor=gambar.getpixel((0, 0)))
    gambar.paste(lembar, (acak.randint(40, 150), acak.randint(15, 60)))
    return _berkas(gambar.filter(ImageFilter.GaussianBlur(0.8)), nama, "JPEG")


def lembar_pdf(nama: str) -> io.BytesIO:
    """A PDF of one sheet, titled after the file name: data that the office hands over."""
    lembar = Image.new("RGB", (595, 842), "white")
    pena = ImageDraw.Draw(lembar)
    judul = nama.rpartition(".")[0].replace("-", " ").upper()
    pena.text((60, 60), judul, fill=(20, 30, 60), font=ImageFont.load_default(22))
    for baris in range(120, 520, 32):
        pena.rectangle((60, baris, 535, baris + 32), outline=(120, 120, 130))
        pena.line((400, baris, 400, baris + 32), fill=(120, 120, 130))
    return _berkas(lembar, nama, "PDF")


def tanda_tangan(nama: str) -> io.BytesIO:
    """A PNG signature as the pad on the form draws it; always the same for one name."""
    acak = random.Random(nama)  # noqa: S311
    gambar = Image.new("RGB", (800, 400), "white")
    fase, tinggi = acak.uniform(0, 6), acak.uniform(70, 120)
    titik = [
        (90 + x * 5.2, 210 + tinggi * math.sin(x / 7 + fase) * math.cos(x / 23) - x * 0.5)
        for x in range(acak.randint(95, 120))
    ]
    ImageDraw.Draw(gambar).line(titik, fill=(20, 30, 90), width=6, joint="curve")
    return _berkas(gambar, "tanda-tangan.png", "PNG")


def _berkas(gambar: Image.Image, nama: str, jenis: str) -> io.BytesIO:
    hasil = io.BytesIO()
    gambar.save(hasil, jenis)
    hasil.seek(0)
    hasil.name = nama
    return hasil
