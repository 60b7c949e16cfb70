"""The time that the officer names in the notice, where the head left it open."""

from datetime import datetime, timedelta

from disposisi import jadwal
from disposisi.jadwal_kabar import tempat as tempat_jadwal
from disposisi.models import Disposisi, Ruang
from disposisi.rencana import LAMA_BAKU
from disposisi.waktu_berlaku import tetapkan


def berjadwal(disposisi: Disposisi) -> bool:
    """Whether a time of this decision takes up officer and room: the office keeps rooms, and people meet."""
    return not disposisi.tertulis and Ruang.objects.filter(aktif=True).exists()


def tentukan(
    disposisi: Disposisi,
    *,
    oleh,
    waktu: datetime | None,
    tempat: str,
    ruang: Ruang | None = None,
    lama: timedelta = LAMA_BAKU,
    alasan: str = "",
) -> None:
    """Set when (aware) and where a letter without appointment is handled; an appointment in an office with rooms.

    `ruang` is needed face to face there, `alasan` for a time after the limit of `pelaksanaan`. Called under the
    lock of the letter. Raises as `jadwal.jadwalkan`.
    """
    if waktu and berjadwal(disposisi):
        audiensi = jadwal.jadwalkan(
            surat=disposisi.surat,
            oleh=oleh,
            petugas=disposisi.petugas,
            mode=disposisi.mode,
            metode=disposisi.metode,
            ruang=ruang,
            tautan=tempat,
            mulai=waktu,
            lama=lama,
            alasan=alasan,
        )
        waktu, tempat = audiensi.mulai, tempat_jadwal(audiensi)
    tetapkan(disposisi, oleh=oleh, waktu=waktu, tempat=tempat)
