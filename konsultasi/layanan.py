"""The consultation as a service of the register (see `dinsos.agenda.layanan`)."""

from collections.abc import Callable

from dinsos.agenda.enums import Layanan
from dinsos.agenda.kerahasiaan import penutup
from dinsos.agenda.layanan import Pokok, Rincian
from dinsos.agenda.models import SuratMasuk
from konsultasi import actions
from konsultasi.enums import JenisPemohon
from konsultasi.models import Konsultasi


def hal(rincian: Konsultasi, tutup: Callable[[str], str]) -> str:
    """The subject of the letter."""
    return actions.hal(tutup(rincian.materi))


def pokok(rincian: Konsultasi) -> Pokok:
    """What the request says, and for which institution; not of a sender who stays secret."""
    isi = rincian.materi
    if not rincian.perseorangan and not rincian.surat.rahasiakan_identitas:
        isi += f"\n\nDiajukan untuk {rincian.nama_lembaga} (pengirim: {rincian.jabatan_pemohon})."
    return Pokok(hal(rincian, penutup(rincian.surat)).partition(": ")[2], isi, rincian.maksud)


def dari_pokok(surat: SuratMasuk, pokok: Pokok) -> Konsultasi:
    """An unsaved request of a person that asks the same; no identity card was asked for."""
    return Konsultasi(
        surat=surat, jenis_pemohon=JenisPemohon.PERSEORANGAN, materi=pokok.isi, maksud=pokok.permintaan
    )


RINCIAN = Rincian(
    layanan=Layanan.KONSULTASI,
    model=Konsultasi,
    pokok=pokok,
    dari_pokok=dari_pokok,
    hal=hal,
    sebutan=Konsultasi.sebutan,
)
