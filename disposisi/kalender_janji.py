"""What was promised to citizens and can't be kept by a calendar that is to be published."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dinsos.agenda.models import SuratMasuk
from dinsos.inti import jam
from dinsos.sla.kalender import Kalender
from disposisi import slot
from disposisi.enums import BERJALAN, KeadaanAudiensi
from disposisi.models import Audiensi, Disposisi

SESAAT = timedelta(minutes=1)


@dataclass(frozen=True)
class Terhalang:
    """One promise: its letter, its instant (aware), who keeps it, what it is, and what stands in the way."""

    surat: SuratMasuk
    waktu: datetime
    petugas: object
    jenis: str
    halangan: str


def terhalang(pengguna, tahun: int, kalender: Kalender) -> list[Terhalang]:
    """Future appointments, times on offer and promises of that year for which the office isn't open throughout.

    Those of letters that this person may know of, in the order of time; two queries. A promise without an
    appointment has no known end, a written answer is due before the office closes.
    """
    semua = [*_pertemuan(pengguna, kalender), *_janji(pengguna, kalender)]
    semua = [satu for satu in semua if satu.halangan and jam.wita(satu.waktu).year == tahun]
    return sorted(semua, key=lambda satu: (satu.waktu, satu.surat.pk))


def _pertemuan(pengguna, kalender: Kalender) -> list[Terhalang]:
    pada = jam.sekarang()
    terlihat = Audiensi.objects.untuk(pengguna)
    semua = terlihat.berjalan().filter(mulai__gt=pada) | terlihat.diusulkan(pada)
    return [
        Terhalang(
            satu.surat,
            satu.mulai,
            satu.petugas,
            "ditawarkan" if satu.keadaan == KeadaanAudiensi.DIUSULKAN else "pertemuan",
            slot.penghalang(kalender, satu.mulai, satu.selesai),
        )
        for satu in semua.select_related("surat", "petugas")
    ]


def _janji(pengguna, kalender: Kalender) -> list[Terhalang]:
    calon = Disposisi.objects.filter(
        aktif_untuk__in=SuratMasuk.objects.untuk(pengguna).filter(ditutup_pada=None),
        berlaku__waktu__gt=jam.sekarang(),
    ).exclude(surat__in=Audiensi.objects.filter(keadaan__in=BERJALAN).values("surat"))
    return [
        Terhalang(
            satu.surat,
            satu.waktu,
            satu.petugas,
            "jawaban tertulis" if satu.tertulis else "janji",
            _halangan(kalender, satu),
        )
        for satu in calon.select_related("surat", "petugas", "berlaku")
    ]


def _halangan(kalender: Kalender, satu: Disposisi) -> str:
    if satu.tertulis:
        return slot.penghalang(kalender, satu.waktu - SESAAT, satu.waktu)
    return slot.penghalang(kalender, satu.waktu, satu.waktu)
