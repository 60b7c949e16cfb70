"""Files that citizens and attackers send: made here, byte by byte, never downloaded.

`BURUK` maps a name to (file name as sent, maker of the bytes, code of the refusal). Makers are cached.
"""

import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

RAHASIA = b"RAHASIA-LOKASI-RUMAH"
BATAS = 8 * 1024 * 1024
HTML = b"<!doctype html><html><script>alert(document.cookie)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>'


# --- pictures -------------------------------------------------------------------------------------
def tulis(gambar: Image.Image, format_: str, **pilihan) -> bytes:
    wadah = BytesIO()
    gambar.save(wadah, format_, **pilihan)
    return wadah.getvalue()


def pemandangan(lebar: int = 640, tinggi: int = 480) -> Image.Image:
    """A photo-like picture: many colours, left half reddish, right half bluish."""
    abu = Image.radial_gradient("L").resize((lebar, tinggi))
    gelap = Image.new("L", (lebar, tinggi), 10)
    hijau = Image.linear_gradient("L").resize((lebar, tinggi)).point(lambda v: v // 3)
    kiri = Image.merge("RGB", (abu.point(lambda v: 255 - v // 4), hijau, gelap))
    kanan = Image.merge("RGB", (gelap, hijau, abu.point(lambda v: 255 - v // 4)))
    kiri.paste(kanan.crop((lebar // 2, 0, lebar, tinggi)), (lebar // 2, 0))
    return kiri


@cache
def jpeg(lebar: int = 640, tinggi: int = 480) -> bytes:
    return tulis(pemandangan(lebar, tinggi), "JPEG")


@cache
def png(lebar: int = 64, tinggi: int = 48) -> bytes:
    return tulis(Image.new("RGB", (lebar, tinggi), "navy"), "PNG")


@cache
def gambar_kecil() -> bytes:
    return tulis(Image.new("RGB", (16, 12), "red"), "JPEG", comment=RAHASIA)


def exif(arah: int = 1) -> bytes:
    """A TIFF block with orientation, GPS, the maker's note in words, and a thumbnail (IFD1) of its own."""
    kecil = gambar_kecil()
    awal_gps, awal_ifd1 = 8 + 2 + 3 * 12 + 4, 8 + 2 + 3 * 12 + 4 + 2 + 2 * 12 + 4
    awal_data = awal_ifd1 + 2 + 2 * 12 + 4
    lintang = struct.pack("<6I", 5, 1, 29, 1, 30, 1)
    ifd0 = [(0x010F, 2, len(RAHASIA), awal_data), (0x0112, 3, 1, arah), (0x8825, 4, 1, awal_gps)]
    gps = [(1, 2, 2, int.from_bytes(b"S\0\0\0", "little")), (2, 5, 3, awal_data + len(RAHASIA))]
    ifd1 = [(0x0201, 4, 1, awal_data + len(RAHASIA) + len(lintang)), (0x0202, 4, 1, len(kecil))]

    def ifd(isi: list, berikut: int) -> bytes:
        return (
            struct.pack("<H", len(isi))
            + b"".join(struct.pack("<HHII", *b) for b in isi)
            + struct.pack("<I", berikut)
        )

    return (
        b"II*\0"
        + struct.pack("<I", 8)
        + ifd(ifd0, awal_ifd1)
        + ifd(gps, 0)
        + ifd(ifd1, 0)
        + RAHASIA
        + lintang
        + kecil
    )


def segmen(penanda: int, isi: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, penanda, len(isi) + 2) + isi


def komentar(isi: bytes) -> bytes:
    return segmen(0xFE, isi)


@cache
def foto_berlokasi(arah: int = 1, lebar: int = 640, tinggi: int = 480) -> bytes:
    """A phone's JPEG with everything that must go: EXIF with GPS and thumbnail, XMP, ICC, IPTC, comment."""
    isi = jpeg(lebar, tinggi)
    tambahan = (
        segmen(0xE1, b"Exif\0\0" + exif(arah))
        + segmen(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + RAHASIA + b"</x:xmpmeta>")
        + segmen(0xE2, b"ICC_PROFILE\0\x01\x01" + RAHASIA)
        + segmen(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0" + bytes([len(RAHASIA)]) + RAHASIA)
        + komentar(RAHASIA)
    )
    return isi[:2] + tambahan + isi[2:]


def _potongan(jenis: bytes, isi: bytes) -> bytes:
    return struct.pack(">I", len(isi)) + jenis + isi + struct.pack(">I", zlib.crc32(jenis + isi))


def kepala_png(lebar: int, tinggi: int, *, bit: int = 8, warna: int = 2) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + _potongan(
        b"IHDR", struct.pack(">IIBBBBB", lebar, tinggi, bit, warna, 0, 0, 0)
    )


@cache
def png_berlokasi() -> bytes:
    isi = tulis(pemandangan(), "PNG")
    tambahan = (
        _potongan(b"eXIf", exif(6))
        + _potongan(b"tEXt", b"Comment\0" + RAHASIA)
        + _potongan(b"zTXt", b"Comment\0\0" + zlib.compress(RAHASIA))
        + _potongan(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + RAHASIA)
        + _potongan(b"tIME", struct.pack(">HBBBBB", 2026, 11, 21, 9, 30, 0))
    )
    return isi[:33] + tambahan + isi[33:]


@cache
def webp_berlokasi() -> bytes:
    return tulis(
        pemandangan(), "WEBP", exif=b"Exif\0\0" + exif(), xmp=b"<x:xmpmeta>" + RAHASIA + b"</x:xmpmeta>"
    )


@cache
def bergerak(format_: str) -> bytes:
    """APNG, animated WebP or MPO whose first frame is navy and whose second is red."""
    satu, dua = (Image.new("RGB", (64, 48), w) for w in ("navy", "red"))
    return tulis(satu, format_, save_all=True, append_images=[dua])


@cache
def bom_png(lebar: int = 20_000, tinggi: int = 20_000, *, bit: int = 1, warna: int = 0) -> bytes:
    """A sound picture of nothing: by default 400 million pixels, 50 MB of rows, in 50 KB."""
    saluran = {0: 1, 6: 4}[warna]
    baris = bytes(1 + (lebar * bit * saluran + 7) // 8)
    tekan = zlib.compressobj(1)
    badan = b"".join(tekan.compress(baris * 100) for _ in range(tinggi // 100)) + tekan.flush()
    kepala = kepala_png(lebar, tinggi, bit=bit, warna=warna)
    return kepala + _potongan(b"IDAT", badan) + _potongan(b"IEND", b"")


@cache
def bom_teks_png() -> bytes:
    """A tiny picture with a compressed comment of 100 MB."""
    tekan = zlib.compressobj(1)
    teks = b"".join(tekan.compress(bytes(10_000_000)) for _ in range(10)) + tekan.flush()
    isi = png()
    return isi[:33] + _potongan(b"zTXt", b"Comment\0\0" + teks) + isi[33:]


def kepala_jpeg(lebar: int, tinggi: int) -> bytes:
    letak = (isi := jpeg()).index(b"\xff\xc0") + 5
    return isi[:letak] + struct.pack(">HH", tinggi, lebar) + isi[letak + 4 :]


@cache
def jpeg_seribu_pindaian() -> bytes:
    """A progressive JPEG whose last scan comes a thousand times: each one makes the decoder pass once more."""
    isi = tulis(pemandangan(), "JPEG", progressive=True)
    akhir = isi.rindex(b"\xff\xda")
    return isi[:akhir] + isi[akhir:-2] * 1000 + b"\xff\xd9"


def kepala_webp(lebar: int, tinggi: int) -> bytes:
    badan = b"VP8X" + struct.pack("<I", 10) + bytes(4)
    badan += (lebar - 1).to_bytes(3, "little") + (tinggi - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", len(badan) + 4) + b"WEBP" + badan


@cache
def arsip() -> bytes:
    wadah = BytesIO()
    with zipfile.ZipFile(wadah, "w") as zip_:
        zip_.writestr("isi.txt", RAHASIA)
    return wadah.getvalue()


# --- PDF ------------------------------------------------------------------------------------------
def pdf(ubah: Callable[[pikepdf.Pdf], None] | None = None, *, halaman: int = 1, **simpan) -> bytes:
    with pikepdf.new() as dokumen:
        for _ in range(halaman):
            dokumen.add_blank_page(page_size=(595, 842))
        if ubah:
            ubah(dokumen)
        wadah = BytesIO()
        dokumen.save(wadah, **simpan)
        return wadah.getvalue()


def _skrip() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _skrip_pembuka(dok: pikepdf.Pdf) -> None:
    dok.Root.OpenAction = _skrip()


def _skrip_anotasi(dok: pikepdf.Pdf) -> None:
    kotak = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], AA=Dictionary(E=_skrip()))
    dok.pages[0].Annots = Array([kotak])


def _skrip_nama(dok: pikepdf.Pdf) -> None:
    daftar = Dictionary(Names=Array([String("a"), dok.make_indirect(_skrip())]))
    dok.Root.Names = Dictionary(JavaScript=daftar)


def _luncurkan(dok: pikepdf.Pdf) -> None:
    dok.Root.OpenAction = Dictionary(S=Name.Launch, F=String("cmd.exe"))


def _lampiran(dok: pikepdf.Pdf) -> None:
    dok.attachments["virus.exe"] = pikepdf.AttachedFileSpec(dok, b"MZ")


def _anotasi_lampiran(dok: pikepdf.Pdf) -> None:
    isi = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9])
    dok.pages[0].Annots = Array([dok.make_indirect(isi)])


def _xfa(dok: pikepdf.Pdf) -> None:
    dok.Root.AcroForm = Dictionary(Fields=Array(), XFA=dok.make_stream(b"<xdp/>"))


def _media(dok: pikepdf.Pdf) -> None:
    dok.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9])])


def _zip_padat(dok: pikepdf.Pdf) -> None:
    """An archive in a stream that is packed indeed: by a compressor that leaves bytes as they are."""
    titipan = dok.make_stream(b"")
    titipan.write(zlib.compress(arsip(), 0), filter=Name.FlateDecode)
    dok.pages[0].Titipan = titipan


def tautan_biasa(dok: pikepdf.Pdf) -> None:
    """A link to a web page and a page to open at: both are harmless and common."""
    aksi = Dictionary(S=Name.URI, URI=String("https://www.lapor.go.id"))
    dok.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=aksi)])
    dok.Root.OpenAction = Array([dok.pages[0].obj, Name.Fit])


_SANDI = pikepdf.Encryption(user="buka", owner="pemilik")
_SANDI_PEMILIK = pikepdf.Encryption(user="", owner="pemilik")
PADAT = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}


def pdf_kosong() -> bytes:
    """No page at all."""
    with pikepdf.new() as dokumen:
        wadah = BytesIO()
        dokumen.save(wadah)
        return wadah.getvalue()


def susun(*benda: bytes, versi: bytes = b"1.7") -> bytes:
    """A PDF from its objects 1, 2, … with a true cross-reference table; object 1 is the catalog."""
    isi, letak = b"%PDF-" + versi + b"\n", []
    for nomor, satu in enumerate(benda, 1):
        letak.append(len(isi))
        isi += b"%d 0 obj\n" % nomor + satu + b"\nendobj\n"
    tabel = b"".join(b"%010d 00000 n \n" % satu for satu in letak)
    silang = b"xref\n0 %d\n0000000000 65535 f \n" % (len(benda) + 1) + tabel
    return (
        isi
        + silang
        + b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(benda) + 1,
            len(isi),
        )
    )


_AKAR_PDF = b"<</Type/Catalog/Pages 2 0 R"
POHON = (b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>")


def pdf_bersarang(dalam: int = 100_000) -> bytes:
    """Arrays within arrays, deeper than any stack; sound otherwise."""
    return susun(_AKAR_PDF + b"/A " + b"[" * dalam + b"]" * dalam + b">>", *POHON)


@cache
def bom_pdf(megabita: int = 300) -> bytes:
    """An object stream that unpacks to 300 MB of blanks and holds one harmless object; sound otherwise."""
    tekan = zlib.compressobj(1)
    padat = tekan.compress(b"5 0 ".ljust(8) + b"<</Ada true>>")
    padat += b"".join(tekan.compress(b" " * 1_000_000) for _ in range(megabita)) + tekan.flush()
    kepala = b"<</Type/ObjStm/N 1/First 8/Filter/FlateDecode/Length %d>>\nstream\n" % len(padat)
    benda = (_AKAR_PDF + b"/A 5 0 R>>", *POHON, kepala + padat + b"\nendstream")
    isi, letak = b"%PDF-1.5\n", []
    for nomor, satu in enumerate(benda, 1):
        letak.append(len(isi))
        isi += b"%d 0 obj\n" % nomor + satu + b"\nendobj\n"
    baris = [struct.pack(">BIH", 1, satu, 0) for satu in letak] + [struct.pack(">BIH", 2, 4, 0)]
    baris += [struct.pack(">BIH", 1, len(isi), 0)]
    tabel = struct.pack(">BIH", 0, 0, 65535) + b"".join(baris)
    silang = b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>\nstream\n" % len(tabel)
    return isi + silang + tabel + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(isi)


# --- what is refused --------------------------------------------------------------------------------
BURUK: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "bom": ("bom.png", bom_png, "piksel"),
    "kepala 50.000 × 50.000": ("besar.png", lambda: kepala_png(50_000, 50_000) + bytes(64), "piksel"),
    "kepala JPEG besar": ("besar.jpg", lambda: kepala_jpeg(65_000, 65_000), "piksel"),
    "kepala WebP besar": ("besar.webp", lambda: kepala_webp(1 << 24, 255), "piksel"),
    "bom teks": ("teks.png", bom_teks_png, "rusak_gambar"),
    "seribu pindaian": ("lambat.jpg", jpeg_seribu_pindaian, "terlalu_berat"),
    "GIF": ("foto.jpg", lambda: tulis(Image.new("P", (8, 8)), "GIF"), "bukan_gambar_pdf"),
    "BMP": ("foto.jpg", lambda: tulis(Image.new("RGB", (8, 8)), "BMP"), "bukan_gambar_pdf"),
    "HTML": ("foto.jpg", lambda: HTML, "bukan_gambar_pdf"),
    "SVG": ("foto.jpg", lambda: SVG, "bukan_gambar_pdf"),
    "ZIP": ("foto.jpg", arsip, "bukan_gambar_pdf"),
    "HTML lalu PDF": ("surat.pdf", lambda: HTML + pdf(), "bukan_gambar_pdf"),
    "ZIP lalu PDF": ("surat.pdf", lambda: arsip() + pdf(), "bukan_gambar_pdf"),
    "PDF lalu ZIP": ("surat.pdf", lambda: pdf() + arsip(), "rusak_pdf"),
    "PDF berisi ZIP yang tampak padat": ("surat.pdf", lambda: pdf(_zip_padat), "rusak_pdf"),
    "PDF lalu HTML": ("surat.pdf", lambda: pdf() + HTML, "rusak_pdf"),
    "PDF tanpa tanda akhir": ("surat.pdf", lambda: pdf().rpartition(b"%%EOF")[0], "rusak_pdf"),
    "HTML berkepala JPEG": ("foto.jpg", lambda: b"\xff\xd8\xff" + HTML, "rusak_gambar"),
    "HTML berkepala PDF": ("surat.pdf", lambda: b"%PDF-1.7\n" + HTML, "rusak_pdf"),
    "JPEG terpotong": ("foto.jpg", lambda: jpeg()[: len(jpeg()) // 2], "rusak_gambar"),
    "PNG terpotong": ("foto.png", lambda: tulis(pemandangan(), "PNG")[:-3000], "rusak_gambar"),
    "WebP terpotong": ("foto.webp", lambda: webp_berlokasi()[:400], "rusak_gambar"),
    "WebP kepala saja": ("foto.webp", lambda: b"RIFF\0\0\0\0WEBP", "rusak_gambar"),
    "kosong": ("foto.jpg", lambda: b"", "kosong"),
    "lebih satu bita": ("foto.jpg", lambda: jpeg().ljust(BATAS + 1, b"\0"), "terlalu_besar"),
    "HEIC": ("IMG_1.HEIC", lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
    "HEIC bernama jpg": ("foto.jpg", lambda: b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "heic"),
    "PDF skrip pembuka": ("surat.pdf", lambda: pdf(_skrip_pembuka), "pdf_skrip"),
    "PDF skrip anotasi": ("surat.pdf", lambda: pdf(_skrip_anotasi), "pdf_skrip"),
    "PDF skrip bernama, padat": ("surat.pdf", lambda: pdf(_skrip_nama, **PADAT), "pdf_skrip"),
    "PDF skrip tersamar": (
        "surat.pdf",
        lambda: susun(_AKAR_PDF + b"/OpenAction<</#53/J#61vaScript/J#53(app.alert(1))>>>>", *POHON),
        "pdf_skrip",
    ),
    "PDF luncurkan tersamar": (
        "surat.pdf",
        lambda: susun(_AKAR_PDF + b"/OpenAction<</S 4 0 R/F(cmd.exe)>>>>", *POHON, b"/Launch"),
        "pdf_skrip",
    ),
    "PDF luncurkan": ("surat.pdf", lambda: pdf(_luncurkan), "pdf_skrip"),
    "PDF berkas di dalam": ("surat.pdf", lambda: pdf(_lampiran), "pdf_lampiran"),
    "PDF anotasi lampiran": ("surat.pdf", lambda: pdf(_anotasi_lampiran), "pdf_lampiran"),
    "PDF XFA": ("surat.pdf", lambda: pdf(_xfa), "pdf_formulir"),
    "PDF media": ("surat.pdf", lambda: pdf(_media), "pdf_media"),
    "PDF bersandi": ("surat.pdf", lambda: pdf(encryption=_SANDI), "pdf_sandi"),
    "PDF bersandi pemilik": ("surat.pdf", lambda: pdf(encryption=_SANDI_PEMILIK), "pdf_sandi"),
    "PDF 51 halaman": ("surat.pdf", lambda: pdf(halaman=51), "pdf_halaman"),
    "PDF tanpa halaman": ("surat.pdf", pdf_kosong, "rusak_pdf"),
    "PDF terpotong": ("surat.pdf", lambda: pdf(halaman=5)[:-60], "rusak_pdf"),
    "PDF tabel silang salah": ("surat.pdf", lambda: pdf().replace(b"obj\n", b"obj\n\n\n\n"), "rusak_pdf"),
    "PDF bom": ("surat.pdf", bom_pdf, "rusak_pdf"),
    "PDF bersarang dalam": ("surat.pdf", pdf_bersarang, "rusak_pdf"),
}

NAMA_BURUK = {
    "../../etc/passwd.jpg": "passwd.jpg",
    "..\\..\\windows\\foto.jpg": "foto.jpg",
    "foto\x00.php.jpg": "foto.php.jpg",
    "foto\u202egpj.exe": "fotogpj.jpg",
    "foto\r\nSet-Cookie: a=b.jpg": "fotoSet-Cookie_ a=b.jpg",
    "fo\u200bto\ufeff.jpg": "foto.jpg",
    'a"b<c>:d|e?f*.jpg': "a_b_c__d_e_f_.jpg",
    "surat.html": "surat.jpg",
    "Surat No.12": "Surat No.12.jpg",
    "...": "tanpa nama.jpg",
    "": "tanpa nama.jpg",
    ".jpg": "jpg.jpg",
    "e\u0301.jpg": "é.jpg",
    "x" * 300 + ".jpeg": "x" * 115 + ".jpeg",
}
