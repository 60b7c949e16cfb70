"""Which browser a draft belongs to.

A browser gets one random token in a signed cookie. The key of a draft, which is also the idempotency key of the
submission, is made from that token: eight random bytes and eight bytes of HMAC(token, random bytes). So a key is
known to belong to a browser without a table and without a write, however many forms are open, and a key that was
read in an address is worth nothing in another browser.
"""

import secrets
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from dinsos.inti import jam

NAMA_KUKI = "dinsos_draf"
GARAM = "dinsos.agenda.formulir"
UMUR = timedelta(hours=24)


def token(request: HttpRequest) -> str | None:
    """The browser's token; None when the cookie is missing, altered or older than 24 hours."""
    return request.get_signed_cookie(NAMA_KUKI, default=None, salt=GARAM, max_age=UMUR)


def token_baru() -> str:
    """A token for a browser that has none (128 random bits)."""
    return secrets.token_urlsafe(16)


def pasang(response: HttpResponse, token_: str) -> None:
    """Give the browser its token for the next 24 hours."""
    response.set_signed_cookie(
        NAMA_KUKI,
        token_,
        salt=GARAM,
        max_age=UMUR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def kunci_baru(token_: str) -> uuid.UUID:
    """The key of a new draft of this browser."""
    acak = secrets.token_bytes(8)
    return uuid.UUID(bytes=acak + _tanda(token_, acak))


def milik(token_: str | None, kunci: uuid.UUID | None) -> bool:
    """Whether the key was made for the browser with this token."""
    if not token_ or kunci is None:
        return False
    return constant_time_compare(kunci.bytes[8:], _tanda(token_, kunci.bytes[:8]))


def masih_berlaku(diubah_pada: datetime) -> bool:
    """Whether a draft last written (or sent) at this aware instant is still shown to its browser: 24 hours."""
    return jam.sekarang() - diubah_pada <= UMUR


def baca_kunci(teks: str | None) -> uuid.UUID | None:
    """A key as it came in; None for anything that is no UUID."""
    try:
        return uuid.UUID(teks or "")
    except ValueError:
        return None


def _tanda(token_: str, acak: bytes) -> bytes:
    return salted_hmac(GARAM, token_.encode() + acak, algorithm="sha256").digest()[:8]
