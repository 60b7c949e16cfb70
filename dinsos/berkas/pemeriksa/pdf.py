"""PDF: structure without repair, no password, bounded pages, nothing that acts by itself, written anew.

Runs inside the checker process only (see `dinsos.berkas.kotak`); knows nothing of Django.
"""

import zipfile
from io import BytesIO

import pikepdf
from pikepdf import settings as batas_qpdf

from dinsos.berkas.pemeriksa.tolak import Tolak

MEMORI_URAI = 64 * 1024 * 1024
AKHIR = b"%%EOF"
# Scanners fill up with these after the end of the document.
SELA = b"\0\t\n\f\r "
# One message code for each key, action or annotation that may not be in a citizen's PDF.
_KUNCI = {
    "/JS": "pdf_skrip",
    "/JavaScript": "pdf_skrip",
    "/XFA": "pdf_formulir",
    "/EF": "pdf_lampiran",
    "/EmbeddedFiles": "pdf_lampiran",
    "/Collection": "pdf_lampiran",
    "/RichMedia": "pdf_media",
    "/RichMediaContent": "pdf_media",
    "/RichMediaSettings": "pdf_media",
}
_TINDAKAN = {
    "/JavaScript": "pdf_skrip",
    "/Launch": "pdf_skrip",
    "/ImportData": "pdf_skrip",
    "/SubmitForm": "pdf_skrip",
    "/GoToE": "pdf_lampiran",
    "/GoToR": "pdf_skrip",
    "/Rendition": "pdf_media",
    "/Movie": "pdf_media",
    "/Sound": "pdf_media",
    "/RichMediaExecute": "pdf_media",
}
_ANOTASI = {
    "/FileAttachment": "pdf_lampiran",
    "/RichMedia": "pdf_media",
    "/Movie": "pdf_media",
    "/Sound": "pdf_media",
    "/Screen": "pdf_media",
    "/3D": "pdf_media",
}


def periksa(isi: bytes, *, halaman_maks: int, ukuran_maks: int) -> dict:
    """{"halaman": number of pages, "isi": the document written anew}; at most `ukuran_maks` bytes.

    What is written is what was checked: objects that the document reaches, nothing around or between them. The
    same bytes in give the same bytes out. Raises Tolak for a password, damage, anything after the end, too many
    pages, active content or too many bytes.
    """
    batasi_urai()
    if AKHIR not in isi or isi.rpartition(AKHIR)[2].strip(SELA):
        raise Tolak("rusak")
    try:
        with pikepdf.open(BytesIO(isi), attempt_recovery=False, inherit_page_attributes=False) as pdf:
            halaman = _periksa_isi(pdf, halaman_maks)
            baru = _tulis_ulang(pdf)
    except pikepdf.PasswordError:
        raise Tolak("pdf_sandi") from None
    if len(baru) > ukuran_maks:
        raise Tolak("terlalu_besar")
    return {"halaman": halaman, "isi": baru}


def _tulis_ulang(pdf: pikepdf.Pdf) -> bytes:
    """Packed streams stay as they are; plain ones are packed, so that none shows as another kind of file.

    The description of the whole document (XMP) is always written plain, so it is left out; no reader shows it.
    Raises Tolak when the result still opens as an archive: one that hides within a packed stream.
    """
    if "/Metadata" in pdf.Root:
        del pdf.Root["/Metadata"]
    wadah = BytesIO()
    pdf.save(
        wadah,
        deterministic_id=True,
        fix_metadata_version=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    if zipfile.is_zipfile(wadah):
        raise Tolak("rusak")
    return wadah.getvalue()


def batasi_urai() -> None:
    """Bound the memory that unpacking one stream may take; for the rest of this process."""
    batas_qpdf.set_qpdf_limits(
        flate_max_memory=MEMORI_URAI,
        png_max_memory=MEMORI_URAI,
        tiff_max_memory=MEMORI_URAI,
        run_length_max_memory=MEMORI_URAI,
    )


def _periksa_isi(pdf: pikepdf.Pdf, halaman_maks: int) -> int:
    if pdf.is_encrypted:
        raise Tolak("pdf_sandi")
    for benda in (pdf.trailer, *pdf.objects):
        _periksa_benda(benda)
    # A viewer may mend damage in its own way and see what we did not, so damage is refused. The page tree comes
    # after it: a page without resources is mended by everybody alike.
    if pdf.get_warnings():
        raise Tolak("rusak")
    halaman = len(pdf.pages)
    if halaman > halaman_maks:
        raise Tolak("pdf_halaman")
    if halaman < 1:
        raise Tolak("rusak")
    return halaman


def _periksa_benda(akar: pikepdf.Object) -> None:
    """Walk one indirect object and the direct ones inside it; others are visited on their own turn."""
    antrean = [akar]
    while antrean:
        benda = antrean.pop()
        if isinstance(benda, pikepdf.Array):
            anak = list(benda)
        elif isinstance(benda, pikepdf.Dictionary | pikepdf.Stream):
            _periksa_kamus(benda)
            anak = [nilai for _, nilai in benda.items()]
        else:
            continue
        antrean.extend(a for a in anak if isinstance(a, pikepdf.Object) and not a.is_indirect)


def _periksa_kamus(kamus: pikepdf.Object) -> None:
    for kunci in kamus.keys():  # noqa: SIM118 - a pikepdf stream iterates over something else
        if kunci in _KUNCI:
            raise Tolak(_KUNCI[kunci])
    for kunci, daftar in (("/S", _TINDAKAN), ("/Subtype", _ANOTASI)):
        nilai = kamus.get(kunci)
        if isinstance(nilai, pikepdf.Name) and str(nilai) in daftar:
            raise Tolak(daftar[str(nilai)])
    if kamus.get("/Type") == pikepdf.Name.EmbeddedFile:
        raise Tolak("pdf_lampiran")
