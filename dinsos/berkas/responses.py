"""Sending a private file to a browser. The caller has checked who asks and has logged it."""

from django.http import FileResponse, Http404

from dinsos.berkas import gudang
from dinsos.berkas.enums import Jenis
from dinsos.berkas.models import Berkas


def kirim(*, berkas: Berkas, sebaris: bool = False, nama: str = "") -> FileResponse:
    """Stream the file as a download; with `sebaris` an image may be shown in the page, a PDF never.

    `nama` is the file name to save it under; "" is the name that the sender gave it.
    Raises Http404 when the bytes are gone. No browser or proxy keeps a copy, no content is sniffed, and a document
    opened from it can run nothing.
    """
    if berkas.sudah_dihapus:
        raise Http404
    try:
        isi = gudang.buka(berkas.nama_simpan)
    except FileNotFoundError as galat:
        raise Http404 from galat
    jawaban = FileResponse(
        isi,
        as_attachment=not (sebaris and berkas.jenis == Jenis.GAMBAR),
        filename=nama or berkas.nama_asli,
        content_type=berkas.mime,
    )
    jawaban["X-Content-Type-Options"] = "nosniff"
    jawaban["Cache-Control"] = "private, no-store"
    jawaban["Content-Security-Policy"] = "sandbox; default-src 'none'"
    jawaban["Cross-Origin-Resource-Policy"] = "same-origin"
    # Keeps the compressing middleware away: these bytes don't shrink, and the length would be lost.
    jawaban["Content-Encoding"] = "identity"
    return jawaban
