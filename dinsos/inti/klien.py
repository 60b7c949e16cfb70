"""From which network address a request comes."""

from django.conf import settings
from django.http import HttpRequest


def alamat_klien(request: HttpRequest) -> str:
    """The client's IP address, as the outermost trusted proxy saw it.

    `settings.PROKSI` counts the reverse proxies that are ours. Each of them appends the address it saw to
    X-Forwarded-For, so only the last `PROKSI` entries can be believed; without a proxy the header is ignored.
    """
    langsung = request.META.get("REMOTE_ADDR", "")
    if not settings.PROKSI:
        return langsung
    rantai = [bagian.strip() for bagian in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return (
        rantai[-settings.PROKSI] if len(rantai) >= settings.PROKSI and rantai[-settings.PROKSI] else langsung
    )
