"""What the calendar still lacks, in sentences for pengelola and head (tenggat.md, "Calendar and policy")."""

from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet, Subquery, Value

from dinsos.inti.teks import daftar
from dinsos.inti.teks import tanggal as tulis_tanggal
from dinsos.sla.kalender import tanggal_wita
from dinsos.sla.models import HariKhusus, PilihanKantor, VersiKalender

HARI_KE_DEPAN = 60
MULAI_TAHUN_DEPAN = (11, 1)
"""From this month and day on, the calendar of next year should be published."""


def kalimat(pada: datetime) -> list[str]:
    """Warnings at an aware instant, the most pressing first; empty when the calendar is complete.

    This year without a calendar; next year without one from 1 November; estimated dates within the next
    `HARI_KE_DEPAN` days; choices of the office that the head never confirmed. Two queries.
    """
    hari_ini = tanggal_wita(pada)
    versi = list(
        VersiKalender.objects.terbit()
        .annotate(ditetapkan=Subquery(_banyak_ditetapkan()))
        .values_list("tahun", "pk", "ditetapkan")
    )
    terbit = {tahun: pk for tahun, pk, _ in versi}
    kurang = len(PilihanKantor.Kunci) - ((versi[0][2] if versi else 0) or 0)
    pilihan = [f"{kurang} pilihan kantor belum ditetapkan Kepala Dinas."] if kurang else []
    return [*_tahun_hilang(hari_ini, terbit), *_perkiraan(hari_ini, terbit), *pilihan]


def _banyak_ditetapkan() -> QuerySet:
    """How many choices have been confirmed, as a subquery of one row."""
    sama = PilihanKantor.objects.order_by().annotate(sama=Value(1)).values("sama")
    return sama.annotate(banyak=Count("kunci", distinct=True)).values("banyak")


def _tahun_hilang(hari_ini: date, terbit: dict[int, int]) -> list[str]:
    perlu = [hari_ini.year]
    if (hari_ini.month, hari_ini.day) >= MULAI_TAHUN_DEPAN:
        perlu.append(hari_ini.year + 1)
    return [
        f"Kalender kerja {tahun} belum terbit. Batas waktu surat pada tahun itu masih sementara."
        for tahun in perlu
        if tahun not in terbit
    ]


def _perkiraan(hari_ini: date, terbit: dict[int, int]) -> list[str]:
    sampai = hari_ini + timedelta(days=HARI_KE_DEPAN)
    hari = HariKhusus.objects.filter(
        versi__in=terbit.values(), perkiraan=True, tanggal__range=(hari_ini, sampai)
    ).order_by("tanggal")
    nama = [f"{satu.nama} ({tulis_tanggal(satu.tanggal)})" for satu in hari]
    if not nama:
        return []
    return [f"Tanggal ini masih perkiraan: {daftar(nama)}. Cocokkan dengan surat keputusan."]
