"""Free times that a citizen may name when asking for another one; they hold nothing."""

from datetime import datetime, timedelta
from itertools import groupby

from dinsos.inti import jam
from dinsos.sla.layanan import kalender_berlaku
from disposisi import slot
from disposisi.models_jadwal import Ruang
from disposisi.rencana import LAMA_BAKU, PERJALANAN, Terpakai

HARI = timedelta(days=7)
SEHARI = 3
"""Times shown of a day: early, in the middle, late."""


def waktu_bebas(*, petugas: int, tatap_muka: bool, lama: timedelta = LAMA_BAKU) -> list[datetime]:
    """Times (WITA) in the coming week at which the officer (id) and, face to face, some room are free.

    Four queries, however many rooms. They may be taken by the time they are asked for.
    """
    dari = jam.sekarang() + PERJALANAN
    ruang = list(Ruang.objects.filter(aktif=True)) if tatap_muka else [None]
    kalender, terpakai = kalender_berlaku(), Terpakai.baca([petugas], dari, dari + HARI)
    bebas: set[datetime] = set()
    for satu in ruang:
        milik_ruang = terpakai.ruang.get(satu.pk, set()) if satu else set()
        bebas |= set(
            slot.slot_bebas(
                kalender=kalender,
                dari=dari,
                sampai=dari + HARI,
                lama=lama,
                terpakai=terpakai.petugas.get(petugas, set()) | milik_ruang,
                jam_kerja=terpakai.jam_kerja.get(petugas),
            )
        )
    return [satu for _, hari in groupby(sorted(bebas), key=datetime.date) for satu in _sebagian(list(hari))]


def _sebagian(hari: list[datetime]) -> list[datetime]:
    if len(hari) <= SEHARI:
        return hari
    return [hari[0], hari[len(hari) // 2], hari[-1]]
