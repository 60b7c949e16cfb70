"""Moving the product's clock from a test."""

from datetime import UTC, datetime, timedelta
from pathlib import Path


class Jam:
    """Writes the offset file that `dinsos.inti.jam` reads in the test mode."""

    def __init__(self, berkas: Path) -> None:
        self.berkas = berkas
        self.semula = berkas.read_text() if berkas.exists() else ""
        self.geseran = timedelta(seconds=float(self.semula or 0))

    def ke(self, pada: str | datetime) -> datetime:
        """Set the clock to an aware instant (ISO text or datetime); it goes on running."""
        if isinstance(pada, str):
            pada = datetime.fromisoformat(pada)
        self.geseran = pada - datetime.now(UTC)
        self._tulis()
        return pada

    def maju(self, *, hari: float = 0, jam: float = 0, menit: float = 0) -> None:
        """Move the clock forward."""
        self.geseran += timedelta(days=hari, hours=jam, minutes=menit)
        self._tulis()

    def kembali(self) -> None:
        """Back to how it was: real time, or what UJI_SAAT says."""
        if self.semula:
            self.berkas.write_text(self.semula)
        else:
            self.berkas.unlink(missing_ok=True)

    def _tulis(self) -> None:
        self.berkas.write_text(str(self.geseran.total_seconds()))
