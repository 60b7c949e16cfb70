"""Pages of a list by key: the key of a page is the sort instant and the id of the last row on the page before."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.utils.dateparse import parse_datetime


def tulis_kunci(saat: datetime | None, pk: object) -> str:
    """The key of the row with this sort instant (aware; None: it has none) and id."""
    return f"{saat.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}_{pk}" if saat else f"_{pk}"


def baca_kunci(kunci: str, jenis: Callable[[str], object] = int) -> tuple[datetime | None, object] | None:
    """The instant and the id in a key; None for anything that isn't one. `jenis` makes an id from text."""
    teks, _, pk = kunci.partition("_")
    if not pk.isascii() or len(pk) > 36 or (jenis is int and (not pk.isdecimal() or len(pk) > 18)):
        return None
    try:
        saat, nomor = parse_datetime(teks) if teks else None, jenis(pk)
    except ValueError:
        return None
    if teks and (saat is None or saat.tzinfo is None):
        return None
    return saat, nomor
