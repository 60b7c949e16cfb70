"""Sending a PDF that was made for this answer and is kept nowhere."""

from django.http import HttpResponse


def kirim_pdf(isi: bytes, nama: str) -> HttpResponse:
    """A download; no browser or proxy keeps a copy. `nama` is plain ASCII with its ending."""
    return HttpResponse(
        isi,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{nama}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )
