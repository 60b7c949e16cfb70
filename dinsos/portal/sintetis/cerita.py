"""How invented letters end: by the moves that real ones make, and with the clocks stopped as real ones are."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from dinsos.agenda.enums import Status
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.workflow import pindahkan
from dinsos.inti import jam

# Share of all letters, and the way from `diterima`.
TERTUTUP = (
    (80, (Status.DIDISPOSISIKAN, Status.DIJAWAB, Status.DILAKSANAKAN, Status.SELESAI)),
    (8, (Status.DICABUT,)),
    (6, (Status.DITOLAK,)),
    (6, (Status.DIRUJUK,)),
)
TERBUKA = (
    (20, ()),
    (25, (Status.DIDISPOSISIKAN,)),
    (40, (Status.DIDISPOSISIKAN, Status.DIJAWAB)),
    (15, (Status.DIDISPOSISIKAN, Status.DIJAWAB, Status.DILAKSANAKAN)),
)
PALING_LAMA = timedelta(days=6)


@dataclass(frozen=True)
class Cerita:
    """What became of a letter; instants are aware, None is not (yet)."""

    status: str
    langkah: tuple[tuple[str, datetime], ...]
    ditutup_pada: datetime | None
    respon: datetime | None
    pelaksanaan: datetime | None
    akibat: str
    """Why `pelaksanaan` stopped, when that was not by handling; with `dicabut` the same for `respon`."""

    def pada(self, status: str) -> datetime | None:
        """When the letter came to a state."""
        return dict(self.langkah).get(status)


class Penutur:
    """Chooses a way and tells it; the end state is what `workflow.pindahkan` made of it."""

    def __init__(self, pilihan: tuple[tuple[int, tuple[str, ...]], ...], acak: Random) -> None:
        self._bobot = [bobot for bobot, _ in pilihan]
        self._jalan = [(jalan, _akhir(jalan)) for _, jalan in pilihan]
        self._acak = acak

    def cerita(self, diterima: datetime, sekarang: datetime) -> Cerita:
        """The story of a letter received at one instant, up to another."""
        jalan, (status, tertutup) = self._acak.choices(self._jalan, self._bobot)[0]
        rentang = min(sekarang - diterima, PALING_LAMA)
        saat = sorted(self._acak.random() for _ in jalan)
        langkah = tuple((ke, diterima + rentang * s) for ke, s in zip(jalan, saat, strict=True))
        pada = dict(langkah)
        keluar = status if status in (Status.DICABUT, Status.DITOLAK, Status.DIRUJUK) else ""
        return Cerita(
            status=status,
            langkah=langkah,
            ditutup_pada=langkah[-1][1] if tertutup else None,
            respon=pada.get(Status.DIJAWAB) or pada.get(keluar),
            pelaksanaan=pada.get(Status.DILAKSANAKAN) or pada.get(keluar),
            akibat=keluar,
        )


def _akhir(jalan: tuple[str, ...]) -> tuple[str, bool]:
    """The state at the end of a way, and whether it is an end state; moved by the one function that moves."""
    surat = SuratMasuk(nomor="sintetis")
    surat.save = lambda **_: None  # only the rows written later are stored
    for ke in jalan:
        pindahkan(surat=surat, ke=ke, pada=jam.sekarang())
    return surat.status, surat.tertutup
