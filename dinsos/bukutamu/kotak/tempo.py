"""Due dates of a message that is no letter yet, and how they stand."""

from dataclasses import dataclass
from datetime import datetime

from dinsos.agenda.enums import Layanan
from dinsos.agenda.models import Tenggat
from dinsos.agenda.tampilan import NAMA_JAM, KeadaanTenggat, keadaan
from dinsos.bukutamu.models_kotak import SurelMasuk
from dinsos.inti.galat import GalatAturan
from dinsos.sla.kalender import KalenderTanpaHariKerja
from dinsos.sla.layanan import JENIS_SURAT, hitung_semua


@dataclass(frozen=True)
class Janji:
    """A due date of a message: which promise, when (aware), how it stands now."""

    nama: str
    jatuh_tempo: datetime
    s: KeadaanTenggat


def tempo(tiba_pada: datetime) -> dict[str, datetime]:
    """The columns of the due dates from the arrival (aware), of the service whose promise ends first.

    Whether it is a complaint or a consultation nobody knows yet. Empty when no date can be computed: a message is
    never lost for want of a calendar.
    """
    try:
        semua = [hitung_semua(layanan=satu, diterima_pada=tiba_pada) for satu in Layanan.values]
    except (GalatAturan, KalenderTanpaHariKerja):
        return {}
    hasil = {}
    for jenis in JENIS_SURAT:
        awal = min((satu[jenis] for satu in semua), key=lambda hitungan: hitungan.jatuh_tempo)
        hasil |= {f"{jenis}_ingat": awal.ingat_pada, f"{jenis}_tempo": awal.jatuh_tempo}
    return hasil


def janji(surel: SurelMasuk, pada: datetime) -> list[Janji]:
    """Both due dates of a message at an aware instant; [] when they couldn't be computed."""
    hasil = []
    for jenis in JENIS_SURAT:
        ingat, batas = getattr(surel, f"{jenis}_ingat"), getattr(surel, f"{jenis}_tempo")
        if batas is not None:
            jalan = Tenggat(mulai=surel.tiba_pada, ingat_pada=ingat, jatuh_tempo=batas)
            hasil.append(Janji(NAMA_JAM[jenis], batas, keadaan(jalan, pada)))
    return hasil
