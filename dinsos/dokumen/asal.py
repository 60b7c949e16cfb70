"""Number and date that a letter from outside carries itself: noting them, and reading them for paper."""

from datetime import date
from uuid import UUID

from dinsos.dokumen.models_asal import AsalSurat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan

TANGGAL_NANTI = "Tanggal surat tidak boleh sesudah hari ini."


def catat(*, kasus: UUID, nomor: str, tanggal: date | None, oleh) -> AsalSurat | None:
    """Note what stands on the letter, inside the transaction that enters it; None when it carries neither.

    Raises GalatAturan for a date after today (WITA).
    """
    nomor = " ".join(nomor.split())
    if not nomor and tanggal is None:
        return None
    if tanggal and tanggal > jam.hari_ini():
        raise GalatAturan(TANGGAL_NANTI)
    return AsalSurat.objects.create(kasus=kasus, nomor=nomor, tanggal=tanggal, oleh=oleh, pada=jam.sekarang())


def milik(kasus: UUID) -> AsalSurat | None:
    """What the letter of this case carries; None when nothing was noted. One query."""
    return AsalSurat.objects.filter(kasus=kasus).first()
