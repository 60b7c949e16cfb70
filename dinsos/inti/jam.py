"""The only clock of the product.

Every rule, view, worker and command reads the time here, never from the database or the operating system
directly, so that a test can move the clock of server, worker and browser together.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

WITA = ZoneInfo("Asia/Makassar")
# The days about which somebody may ask: beyond them calculating with days fails.
HARI_AWAL, HARI_AKHIR = date(2000, 1, 1), date(2100, 12, 31)
DI_LUAR_MASA = "Pilih tanggal antara 1 Januari 2000 dan 31 Desember 2100."
_tetap: ContextVar[datetime | None] = ContextVar("jam_tetap", default=None)


def sekarang() -> datetime:
    """The present instant, aware, in UTC.

    In the test mode only (`DINSOS_MODE=uji`), a file named by `JAM_BERKAS` may hold an offset in seconds.
    Inside `pada(…)`, which production refuses, it is the instant named there.
    """
    tetap = _tetap.get()
    if tetap is not None:
        return tetap
    pada = datetime.now(UTC)
    if settings.MODE_UJI and settings.JAM_BERKAS:
        pada += timedelta(seconds=_geseran(Path(settings.JAM_BERKAS)))
    return pada


def _geseran(berkas: Path) -> float:
    try:
        return float(berkas.read_text().strip() or 0)
    except FileNotFoundError:
        return 0.0


@contextmanager
def pada(saat: datetime) -> Iterator[None]:
    """Let this thread act as if it were `saat` (aware): the demo's past is made by the same acts as real use.

    Raises RuntimeError in production, ValueError for a naive time.
    """
    if settings.MODE_PRODUKSI:
        raise RuntimeError("jam tidak dapat dipindahkan di luar peragaan dan pengujian")
    if saat.tzinfo is None:
        raise ValueError("waktu tanpa zona tidak diterima")
    penanda = _tetap.set(saat.astimezone(UTC))
    try:
        yield
    finally:
        _tetap.reset(penanda)


def wita(pada: datetime) -> datetime:
    """The same instant, told in Asia/Makassar. Raises ValueError for a naive time."""
    if pada.tzinfo is None:
        raise ValueError("waktu tanpa zona tidak diterima")
    return pada.astimezone(WITA)


def hari_ini() -> date:
    """Today's date in Asia/Makassar."""
    return sekarang().astimezone(WITA).date()
