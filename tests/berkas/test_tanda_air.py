"""The viewer's name in a picture or a PDF: all over it, for this viewer, and never left out."""

import io
import time

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops

from dinsos.berkas import actions, kotak, responses, tanda_air
from dinsos.berkas.galat import GalatBerkas
from dinsos.berkas.pemeriksa.tolak import Tolak
from tests.berkas import korpus

TEKS = ["Drs. La Ode Hamzah, M.Si.", "NIP 198001012005011001", "24 Nov 2026 16.00 WITA"]
LAIN = ["La Ode Amrin, S.ST.", "Akun amrin", "24 Nov 2026 16.00 WITA"]


def jpeg(gambar: Image.Image) -> bytes:
    wadah = io.BytesIO()
    gambar.save(wadah, "JPEG", quality=tanda_air.MUTU_JPEG)
    return wadah.getvalue()


def dibaca(isi: bytes) -> Image.Image:
    return Image.open(io.BytesIO(isi)).convert("RGB")


def petak(gambar: Image.Image, jumlah: int = 8):
    """The picture cut into `jumlah` × `jumlah` pieces."""
    lebar, tinggi = gambar.width / jumlah, gambar.height / jumlah
    for y in range(jumlah):
        for x in range(jumlah):
            yield gambar.crop(
                (round(x * lebar), round(y * tinggi), round((x + 1) * lebar), round((y + 1) * tinggi))
            )


def beda_terbesar(satu: Image.Image, lain: Image.Image) -> int:
    return ImageChops.difference(satu, lain).convert("L").getextrema()[1]


# --- pictures -------------------------------------------------------------------------------------


@pytest.mark.parametrize("warna", ["black", "white", "gray", "#196bcd"])
@pytest.mark.parametrize("ukuran", [(2400, 1500), (1500, 2400), (640, 480)])
def test_every_piece_of_the_picture_carries_the_mark_on_any_ground(warna, ukuran):
    asli = Image.new("RGB", ukuran, warna)
    hasil = tanda_air.cap(jpeg(asli), format_="JPEG", teks=TEKS)
    assert hasil["mime"] == "image/jpeg"
    baru = dibaca(hasil["isi"])
    assert baru.size == ukuran
    for lama, kini in zip(petak(asli), petak(baru), strict=True):
        assert beda_terbesar(lama, kini) > 60
        # Two tones: letters stand out from their own edge, whatever the ground is.
        terang = kini.convert("L").getextrema()
        assert terang[1] - terang[0] > 60


def test_the_picture_under_the_mark_stays_readable():
    asli = korpus.pemandangan(1200, 800)
    baru = dibaca(tanda_air.cap(jpeg(asli), format_="JPEG", teks=TEKS)["isi"])
    beda = ImageChops.difference(asli, baru).convert("L").histogram()
    assert sum(beda[40:]) < 0.35 * sum(beda)


def test_another_viewer_or_another_minute_gives_other_pixels_everywhere():
    asli = jpeg(Image.new("RGB", (1200, 800), "#e8e0d0"))
    saya = tanda_air.cap(asli, format_="JPEG", teks=TEKS)["isi"]
    for teks in (LAIN, [*TEKS[:2], "24 Nov 2026 16.01 WITA"]):
        lain = tanda_air.cap(asli, format_="JPEG", teks=teks)["isi"]
        assert lain != saya
        pasangan = zip(petak(dibaca(saya), 4), petak(dibaca(lain), 4), strict=True)
        assert all(beda_terbesar(a, b) > 30 for a, b in pasangan)
    assert tanda_air.cap(asli, format_="JPEG", teks=TEKS)["isi"] == saya


def test_a_transparent_picture_becomes_an_opaque_one():
    wadah = io.BytesIO()
    Image.new("RGBA", (300, 200), (10, 20, 30, 0)).save(wadah, "PNG")
    baru = Image.open(io.BytesIO(tanda_air.cap(wadah.getvalue(), format_="PNG", teks=TEKS)["isi"]))
    assert baru.mode == "RGB"
    assert baru.getpixel((0, 199))[0] > 100


@pytest.mark.parametrize("ukuran", [(1, 1), (16, 16), (2400, 8), (8, 2400), (2400, 2400)])
def test_odd_sizes_are_marked_within_the_limits_of_the_box(ukuran, db):
    asli = Image.new("RGB", ukuran, "gray")
    mulai = time.monotonic()
    hasil = kotak.cap(jpeg(asli), format_="JPEG", teks=TEKS)
    assert time.monotonic() - mulai < kotak.TUNGGU_MAKS
    assert dibaca(hasil.isi).size == ukuran
    if max(ukuran) > 1:
        assert beda_terbesar(asli, dibaca(hasil.isi)) > 30


def test_names_are_written_in_letters_that_both_fonts_have():
    assert tanda_air.rapikan(["Siti  Ñuraini\nÉ", "李 (x) \\"]) == ["Siti Nuraini E", "? (x) \\"]
    panjang = tanda_air.rapikan(["Drs. H. " + "Muhammad " * 30])
    assert len(panjang) == tanda_air.BARIS_MAKS
    assert max(map(len, panjang)) <= tanda_air.HURUF_SEBARIS


@pytest.mark.parametrize("teks", [[], ["", "  "]])
def test_without_a_text_nothing_passes(teks):
    with pytest.raises(Tolak):
        tanda_air.cap(jpeg(Image.new("RGB", (64, 64))), format_="JPEG", teks=teks)


# --- PDF ------------------------------------------------------------------------------------------


def pdf(*halaman: dict) -> bytes:
    """Pages with the given content stream, box, rotation and notes."""
    wadah = io.BytesIO()
    with pikepdf.new() as dokumen:
        for satu in halaman:
            lembar = dokumen.add_blank_page(page_size=satu.get("ukuran", (595, 842)))
            huruf = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            lembar.obj.Resources = Dictionary(Font=Dictionary(F=huruf))
            lembar.contents_add(satu.get("isi", b"BT /F 20 Tf 50 700 Td (KTP asli) Tj ET"))
            lembar.obj.Rotate = satu.get("putar", 0)
            if "kotak" in satu:
                lembar.obj.MediaBox = Array([0, 0, *satu["kotak"]])
            if "catatan" in satu:
                lembar.obj.Annots = Array([dokumen.make_indirect(satu["catatan"])])
        dokumen.save(wadah)
    return wadah.getvalue()


def lapisan(halaman: pikepdf.Page) -> list[bytes]:
    """The content of the forms that a page draws, in the order in which it draws them."""
    gambar = []
    for perintah in pikepdf.parse_content_stream(halaman):
        if str(perintah.operator) == "Do":
            gambar.append(halaman.obj.Resources.XObject[str(perintah.operands[0])].read_bytes())
    return gambar


def test_every_page_is_marked_on_top_of_its_content():
    hasil = tanda_air.cap(pdf({}, {"putar": 90}, {"ukuran": (300, 200)}), format_="PDF", teks=TEKS)
    assert hasil["mime"] == "application/pdf"
    with pikepdf.open(io.BytesIO(hasil["isi"])) as dokumen:
        ukuran = [tuple(map(float, halaman.mediabox[2:])) for halaman in dokumen.pages]
        assert ukuran == [(595, 842), (842, 595), (300, 200)]
        for halaman in dokumen.pages:
            asli, tanda = lapisan(halaman)
            assert b"KTP asli" in asli
            for baris in TEKS:
                assert tanda.count(baris.encode()) > 10
        assert dokumen.check_pdf_syntax() == []


def test_a_page_that_leaves_its_state_open_can_not_hide_the_mark():
    """What it clips, shrinks and paints stays inside its own form; nothing is drawn after the mark."""
    nakal = b"q 0 0 1 1 re W n 0.01 0 0 0.01 0 0 cm BT /F 1 Tf 3 Tr (KTP asli) Tj"
    with pikepdf.open(
        io.BytesIO(tanda_air.cap(pdf({"isi": nakal}), format_="PDF", teks=TEKS)["isi"])
    ) as dokumen:
        halaman = dokumen.pages[0]
        operator = [str(satu.operator) for satu in pikepdf.parse_content_stream(halaman)]
        assert set(operator) <= {"q", "Q", "cm", "Do"}
        assert operator.count("q") == operator.count("Q")
        assert b"La Ode Hamzah" in lapisan(halaman)[-1]


def test_notes_are_drawn_in_and_links_stay_behind():
    tautan = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[0, 0, 100, 100],
        A=Dictionary(S=Name.URI, URI="https://contoh.test/"),
    )
    hasil = tanda_air.cap(pdf({"catatan": tautan}), format_="PDF", teks=TEKS)["isi"]
    with pikepdf.open(io.BytesIO(hasil)) as dokumen:
        assert "/Annots" not in dokumen.pages[0].obj
    assert b"contoh.test" not in hasil


def test_brackets_and_backslashes_in_a_name_are_text():
    hasil = tanda_air.cap(pdf({}), format_="PDF", teks=[r"La (Ode\) ) Tj"])["isi"]
    with pikepdf.open(io.BytesIO(hasil)) as dokumen:
        tanda = dokumen.pages[0].obj.Resources.XObject
        teks = [
            str(satu.operands[0])
            for bentuk in tanda.values()
            for satu in pikepdf.parse_content_stream(bentuk)
            if str(satu.operator) == "Tj"
        ]
        assert r"La (Ode\) ) Tj" in teks
        assert dokumen.check_pdf_syntax() == []


@pytest.mark.parametrize(
    "buruk",
    [
        b"%PDF-1.7\nrusak",
        pdf({"kotak": (20_000, 20_000)}),
        pdf({})[:400],
    ],
    ids=["bukan", "raksasa", "terpotong"],
)
def test_a_pdf_that_can_not_be_marked_is_refused(buruk):
    with pytest.raises(Exception) as galat:
        tanda_air.cap(buruk, format_="PDF", teks=TEKS)
    assert not isinstance(galat.value, AssertionError)
    with pytest.raises(Tolak):
        kotak.cap(buruk, format_="PDF", teks=TEKS)


# --- out of the house -----------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("nama", "isi", "cara", "akhiran"),
    [
        ("ktp.jpg", korpus.jpeg, "inline", "jpg"),
        ("ktp.png", korpus.png, "inline", "jpg"),
        ("ktp.pdf", korpus.pdf, "attachment", "pdf"),
    ],
)
def test_a_marked_file_leaves_with_the_headers_of_a_private_one(nama, isi, cara, akhiran):
    berkas = actions.simpan(unggahan=SimpleUploadedFile(nama, isi()))
    jawaban = responses.kirim_bertanda(berkas=berkas, nama="kartu-identitas-2026-00001", teks=TEKS)
    assert jawaban["Content-Disposition"] == f'{cara}; filename="kartu-identitas-2026-00001.{akhiran}"'
    assert jawaban["Cache-Control"] == "private, no-store"
    assert jawaban["X-Content-Type-Options"] == "nosniff"
    assert jawaban["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert jawaban["Cross-Origin-Resource-Policy"] == "same-origin"
    assert jawaban["Content-Encoding"] == "identity"


@pytest.mark.django_db
def test_a_busy_house_says_wait(monkeypatch):
    berkas = actions.simpan(unggahan=SimpleUploadedFile("ktp.jpg", korpus.jpeg()))
    monkeypatch.setattr(kotak, "ANTRE_MAKS", 0.01)
    with kotak._giliran, kotak._giliran, pytest.raises(GalatBerkas, match="tunggu sebentar"):
        responses.kirim_bertanda(berkas=berkas, nama="kartu", teks=TEKS)
