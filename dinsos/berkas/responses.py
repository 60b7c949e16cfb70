"""Sending a private file to a browser. The caller has checked who asks; whoever streams a file logs it."""

from collections.abc import Sequence

from django.http import FileResponse, Http404, HttpResponse

from dinsos.berkas import gudang, kotak
from dinsos.berkas.enums import MIME, Jenis
from dinsos.berkas.galat import GalatBerkas
from dinsos.berkas.models import Berkas
from dinsos.berkas.pemeriksa.tolak import Tolak

_FORMAT = {"image/jpeg": "JPEG", "image/png": "PNG", "application/pdf": "PDF"}


def kirim(*, berkas: Berkas, sebaris: bool = False, nama: str = "") -> FileResponse:
    """Stream the file as a download; with `sebaris` an image may be shown in the page, a PDF never.

    `nama` is the file name to save it under; "" is the name that the sender gave it.
    Raises Http404 when the bytes are gone. No browser or proxy keeps a copy, no content is sniffed, and a document
    opened from it can run nothing.
    """
    jawaban = FileResponse(
        _buka(berkas),
        as_attachment=not (sebaris and berkas.jenis == Jenis.GAMBAR),
        filename=nama or berkas.nama_asli,
        content_type=berkas.mime,
    )
    return _jaga(jawaban)


def kirim_bertanda(*, berkas: Berkas, nama: str, teks: Sequence[str]) -> HttpResponse:
    """The file with the lines of `teks` burnt into every picture or page, made in memory; nothing is kept.

    An image may be shown in the page, a PDF is a download. `nama` is the file's name without its ending. Raises
    Http404 when the bytes are gone, GalatBerkas when it can't be marked: it isn't sent without its mark.
    """
    with _buka(berkas) as isi:
        asli = isi.read()
    try:
        hasil = kotak.cap(asli, format_=_FORMAT[berkas.mime], teks=teks)
    except Tolak as tolak:
        raise GalatBerkas("antre_cap" if tolak.kode == "antre" else "cap", nama) from None
    cara = "inline" if berkas.jenis == Jenis.GAMBAR else "attachment"
    jawaban = HttpResponse(hasil.isi, content_type=hasil.mime)
    jawaban["Content-Disposition"] = f'{cara}; filename="{nama}.{MIME[hasil.mime]}"'
    return _jaga(jawaban)


def _buka(berkas: Berkas):
    """The stored bytes for reading. Raises Http404."""
    if berkas.sudah_dihapus:
        raise Http404
    try:
        return gudang.buka(berkas.nama_simpan)
    except FileNotFoundError as galat:
        raise Http404 from galat


def _jaga(jawaban: HttpResponse | FileResponse):
    jawaban["X-Content-Type-Options"] = "nosniff"
    jawaban["Cache-Control"] = "private, no-store"
    jawaban["Content-Security-Policy"] = "sandbox; default-src 'none'"
    jawaban["Cross-Origin-Resource-Policy"] = "same-origin"
    # Keeps the compressing middleware away: these bytes don't shrink, and the length would be lost.
    jawaban["Content-Encoding"] = "identity"
    return jawaban
