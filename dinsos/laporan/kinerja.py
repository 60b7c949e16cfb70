"""How promises were kept, month by month: counted once from the stored clocks, then only read.

A month is counted when it is over and none of its clocks can still be kept, so that its numbers never change.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count

from dinsos.agenda.enums import Layanan
from dinsos.agenda.models import SuratMasuk, Tenggat
from dinsos.inti import jam
from dinsos.laporan.akibat import hitung
from dinsos.laporan.masa import dicatat
from dinsos.laporan.models import KinerjaBulan
from dinsos.sla.tenggat import Jenis, Status

SEKALI = 24
"""Months that one call counts at most."""
BELUM_PASTI = (Status.TEPAT_WAKTU, Status.SEGERA)
TERLEWAT = (Status.TERLAMBAT, Status.TERPENUHI_TERLAMBAT)


def hitung_bulan() -> int:
    """Count the months that are decided and not counted yet, oldest first; returns how many.

    Letters belong to the month (WITA) in which they were entered; withdrawn ones count as received only, and an
    appointment to which the sender did not come counts neither as kept nor as missed.
    """
    jumlah = 0
    for bulan in _belum_dihitung():
        if jumlah >= SEKALI or not _hitung(bulan):
            break
        jumlah += 1
    return jumlah


def bulan_berikut(bulan: date) -> date:
    """The first day of the month after."""
    return (bulan.replace(day=1) + timedelta(days=31)).replace(day=1)


def _belum_dihitung() -> Iterator[date]:
    akhir = KinerjaBulan.objects.order_by("-bulan").values_list("bulan", flat=True).first()
    if akhir is None:
        pertama = SuratMasuk.objects.order_by("pk").values_list("dicatat_pada", flat=True).first()
        if pertama is None:
            return
        bulan = jam.wita(pertama).date().replace(day=1)
    else:
        bulan = bulan_berikut(akhir)
    while bulan < jam.hari_ini().replace(day=1):
        yield bulan
        bulan = bulan_berikut(bulan)


@transaction.atomic
def _hitung(bulan: date) -> bool:
    """Write one month; False when a clock of it can still be kept."""
    surat = SuratMasuk.objects.filter(dicatat(bulan, bulan_berikut(bulan) - timedelta(days=1)))
    diterima = dict(surat.order_by().values_list("layanan").annotate(banyak=Count("pk")))
    pada, baris = jam.sekarang(), []
    for layanan in Layanan.values:
        jam_surat = Tenggat.objects.filter(surat__in=surat.filter(layanan=layanan).order_by().values("pk"))
        angka = hitung(jam_surat.exclude(jenis=Jenis.TATAP_MUKA), pada)
        if any(keadaan in BELUM_PASTI for _, _, keadaan in angka):
            return False
        dijawab, dijawab_tepat = _janji(angka, Jenis.RESPON)
        dilayani, dilayani_tepat = _janji(angka, Jenis.PELAKSANAAN)
        tamu, tamu_detik = _tunggu(jam_surat)
        baris.append(
            KinerjaBulan(
                layanan=layanan,
                bulan=bulan,
                diterima=diterima.get(layanan, 0),
                dijawab=dijawab,
                dijawab_tepat=dijawab_tepat,
                dilayani=dilayani,
                dilayani_tepat=dilayani_tepat,
                tamu=tamu,
                tamu_detik=tamu_detik,
            )
        )
    KinerjaBulan.objects.bulk_create(baris, ignore_conflicts=True)
    return True


def _janji(angka: Mapping[tuple[str, str, str], int], jenis: str) -> tuple[int, int]:
    """How many promises of a kind were kept or missed, and how many of them kept."""
    milik = [(k, banyak) for k, banyak in angka.items() if k[0] == jenis]
    tepat = sum(banyak for (_, akibat, s), banyak in milik if s == Status.TERPENUHI and not akibat)
    return tepat + sum(banyak for (_, _, s), banyak in milik if s in TERLEWAT), tepat


def _tunggu(jam_surat) -> tuple[int, int]:
    """How many guests were led to an officer, and how many seconds they waited together."""
    selesai = jam_surat.filter(jenis=Jenis.TATAP_MUKA, berhenti_pada__isnull=False, akibat="")
    lama = [berhenti - mulai for mulai, berhenti in selesai.values_list("mulai", "berhenti_pada")]
    return len(lama), round(sum(lama, timedelta()).total_seconds())
