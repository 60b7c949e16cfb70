"""The only clock of the product.

Every rule, view, worker and command reads the time here, never from the database or the operating system
directly, so that a test can move the clock of server, worker and browser together.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

WITA = ZoneInfo("Asia/Makassar")


def sekarang() -> datetime:
    """The present instant, aware, in UTC.

    In the test mode only (`DINSOS_MODE=uji`), a file named by `JAM_BERKAS` may hold an offset in seconds.
    """
    pada = datetime.now(UTC)
    if settings.MODE_UJI and settings.JAM_BERKAS:
        pada += timedelta(seconds=_geseran(Path(settings.JAM_BERKAS)))
    return pada


def _geseran(berkas: Path) -> float:
    try:
        return float(berkas.read_text().strip() or 0)
    except FileNotFoundError:
        return 0.0


def wita(pada: datetime) -> datetime:
    """The same instant, told in Asia/Makassar. Raises ValueError for a naive time."""
    if pada.tzinfo is None:
        raise ValueError("waktu tanpa zona tidak diterima")
    return pada.astimezone(WITA)


def hari_ini() -> date:
    """Today's date in Asia/Makassar."""
    return sekarang().astimezone(WITA).date()
