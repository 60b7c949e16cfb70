"""Until when the citizen may choose among the times on offer."""

from datetime import datetime, timedelta

from dinsos.agenda.detak import jam_kantor
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.inti.teks import waktu
from dinsos.sla.kalender import tanggal_wita
from dinsos.sla.layanan import kalender_berlaku
from disposisi.rencana import PERJALANAN

PALING_SEDIKIT = timedelta(minutes=30)
"""So long the citizen has at least."""


def batas_pilih(paling_lambat: datetime, sampai: datetime | None = None) -> datetime:
    """The instant (aware) until which an offer stands; `paling_lambat` is the earliest of the times it is about.

    By default closing time of the next working day, or two hours before that earliest time where this comes first,
    always within office hours. Raises GalatAturan when a `sampai` given isn't, or when there is too little time.
    """
    kalender, pada = kalender_berlaku(), jam.sekarang()
    if sampai is None:
        tutup = kalender.tutup(kalender.hari_kerja_sesudah(tanggal_wita(pada)))
        sampai = kalender.mundur_jam_kantor(min(tutup, paling_lambat - PERJALANAN), timedelta(0))
        if sampai < pada + PALING_SEDIKIT:
            raise GalatAturan(
                "Waktunya terlalu dekat, pengirim tidak sempat memilih. Hubungi pengirim dan pindahkan jadwalnya."
            )
        return sampai
    if sampai < pada + PALING_SEDIKIT:
        raise GalatAturan("Beri pengirim paling sedikit 30 menit untuk memilih.")
    if sampai > paling_lambat:
        raise GalatAturan(f"Batas memilih harus sebelum {waktu(paling_lambat)}, supaya jadwalnya jelas.")
    if not jam_kantor(kalender, sampai):
        raise GalatAturan("Batas memilih harus di dalam jam kantor.")
    return sampai
