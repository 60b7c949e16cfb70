"""Whether somebody is there when the citizen is asked to come."""

from datetime import datetime

from dinsos.agenda.detak import jam_kantor
from dinsos.sla.layanan import kalender_berlaku
from disposisi.enums import Mode

DI_LUAR_JAM = (
    "Waktu penanganan di luar jam kantor. Pastikan ada petugas yang menunggu pengirim pada waktu itu."
)


def peringatan_jam(*, mode: str, waktu: datetime | None) -> str:
    """A warning when a meeting face to face is promised for an instant (aware) at which the office is closed.

    By the calendar now published; "" for anything else. It never blocks: the office may open for a citizen.
    """
    if mode != Mode.TATAP_MUKA or waktu is None or jam_kantor(kalender_berlaku(), waktu):
        return ""
    return DI_LUAR_JAM
