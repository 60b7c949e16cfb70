"""PDFs with something between or after what a reader shows, and what a reader shows of one."""

from io import BytesIO

import pikepdf
from pikepdf import Name

from tests.berkas.korpus import HTML, POHON, arsip, pdf, susun


def titipan(dok: pikepdf.Pdf) -> None:
    """An archive and a page of HTML as a stream of their own; save it with `compress_streams=False`."""
    dok.pages[0].Titipan = dok.make_stream(arsip() + HTML)


def titipan_keterangan(dok: pikepdf.Pdf) -> None:
    """The same as the description of the document, which is never packed."""
    dok.Root.Metadata = dok.make_stream(arsip() + HTML, Type=Name.Metadata, Subtype=Name.XML)


def pdf_bersela(sela: bytes) -> bytes:
    """Sound, with these bytes between the last object and the cross-reference table."""
    isi, pemisah, ekor = pdf().partition(b"xref\n0 ")
    lama, baru = (b"startxref\n%d\n" % satu for satu in (len(isi), len(isi + sela)))
    return isi + sela + pemisah + ekor.replace(lama, baru)


def rupa_pdf(isi: bytes) -> list[tuple]:
    """What a reader shows of each page: its box, its turn and its drawing."""
    with pikepdf.open(BytesIO(isi)) as dokumen:
        return [
            (
                [float(v) for v in satu.mediabox],
                int(satu.get("/Rotate", 0)),
                pikepdf.unparse_content_stream(pikepdf.parse_content_stream(satu)),
            )
            for satu in dokumen.pages
        ]


def pdf_bertambah() -> bytes:
    """Saved once more by adding to it: the page is turned in an incremental update."""
    isi = susun(b"<</Type/Catalog/Pages 2 0 R>>", *POHON)
    awal, letak = isi.rindex(b"xref\n0 "), len(isi)
    isi += b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate 90>>\nendobj\n"
    silang = b"xref\n3 1\n%010d 00000 n \ntrailer <</Size 4/Root 1 0 R/Prev %d>>\n" % (letak, awal)
    return isi + silang + b"startxref\n%d\n%%%%EOF\n" % len(isi)
