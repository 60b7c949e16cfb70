"""What the calendar still lacks, in sentences for pengelola and head (tenggat.md, "Calendar and policy")."""

from datetime import date, datetime, timedelta

from dinsos.inti.teks import daftar
from dinsos.inti.teks import tanggal as tulis_tanggal
from dinsos.sla.kalender import tanggal_wita
from dinsos.sla.models import HariKhusus, VersiKalender

HARI_KE_DEPAN = 60
MULAI_TAHUN_DEPAN = (11, 1)
"""From this month and day on, the calendar of next year should be published."""


def kalimat(pada: datetime) -> list[str]:
    """Warnings at an aware instant, the most pressing first; empty when the calendar is complete.

    This year without a calendar; next year without one from 1 November; estimated dates within the next
    `HARI_KE_DEPAN` days. Two queries.
    """
    hari_ini = tanggal_wita(pada)
    terbit = dict(VersiKalender.objects.terbit().values_list("tahun", "pk"))
    return [*_tahun_hilang(hari_ini, terbit), *_perkiraan(hari_ini, terbit)]


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
