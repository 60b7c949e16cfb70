"""How the office kept its promises lately, in plain numbers for the home page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache

from dinsos.agenda.models import Tenggat
from dinsos.inti import jam
from dinsos.laporan.angka_kecil import cukup
from dinsos.sla.tenggat import Status, status

RENTANG = timedelta(days=30)
PALING_BANYAK = 2000
SIMPAN_DETIK = 300


@dataclass(frozen=True)
class Kinerja:
    """Promises of one clock that fell due within the last 30 days; withdrawn letters don't count.

    `tepat` were kept, `jumlah - tepat` were broken or are still open and overdue. `terpotong` says that only the
    newest letters were counted.
    """

    jumlah: int
    tepat: int
    terpotong: bool

    @property
    def cukup(self) -> bool:
        """Whether there are enough letters to be shown without pointing at one of their senders."""
        return cukup(self.jumlah)

    @property
    def terlambat(self) -> int:
        return self.jumlah - self.tepat

    @property
    def persen(self) -> int:
        """Kept promises in percent, rounded down, so that 100 means all of them."""
        return self.tepat * 100 // self.jumlah


def jawaban() -> Kinerja:
    """The `respon` clocks of the last 30 days, counted at most every five minutes.

    Reads the newest `PALING_BANYAK` clocks by primary key, however large the register has grown.
    """
    return cache.get_or_set("portal:kinerja", lambda: _hitung(jam.sekarang()), SIMPAN_DETIK)


def _hitung(pada: datetime) -> Kinerja:
    kolom = ("jenis", "mulai", "jatuh_tempo", "ingat_pada", "berhenti_pada", "akibat")
    terbaru = list(Tenggat.objects.order_by("-pk").values_list(*kolom)[:PALING_BANYAK])
    jumlah = tepat = 0
    for jenis, mulai, jatuh_tempo, ingat_pada, berhenti_pada, akibat in terbaru:
        if jenis != "respon" or not pada - RENTANG <= jatuh_tempo <= pada:
            continue
        keadaan = status(pada, mulai, jatuh_tempo, ingat_pada, berhenti_pada, akibat or None)
        if keadaan != Status.BATAL:
            jumlah += 1
            tepat += keadaan == Status.TERPENUHI
    terpotong = len(terbaru) == PALING_BANYAK and terbaru[-1][2] > pada - RENTANG
    return Kinerja(jumlah, tepat, terpotong)
