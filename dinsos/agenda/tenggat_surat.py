"""The clocks of a letter: made once with the letter, stopped by acts, never moved here."""

from datetime import datetime

from dinsos.agenda.models import Peringatan, SuratMasuk, Tenggat
from dinsos.sla import layanan as sla


def buat(*, surat: SuratMasuk) -> dict[str, Tenggat]:
    """Write both clocks of a letter and their reminder rows (PGD-WAKTU-1, KSL-WAKTU-1).

    Returns the clocks by kind (`respon`, `pelaksanaan`). Policy and calendar versions are frozen on each clock.
    """
    perhitungan = sla.hitung_semua(layanan=surat.layanan, diterima_pada=surat.diterima_pada)
    tenggat = Tenggat.objects.bulk_create(
        Tenggat(
            surat=surat,
            jenis=jenis,
            mulai=surat.diterima_pada,
            ingat_pada=hasil.ingat_pada,
            jatuh_tempo=hasil.jatuh_tempo,
            kebijakan=hasil.kebijakan,
            versi_kalender=list(hasil.versi_kalender),
            penjelasan=hasil.penjelasan,
            sementara=hasil.sementara,
        )
        for jenis, hasil in perhitungan.items()
    )
    Peringatan.objects.bulk_create(
        Peringatan(tenggat=t, tahap=tahap, kirim_pada=kirim_pada)
        for t in tenggat
        for tahap, kirim_pada in perhitungan[t.jenis].peringatan
    )
    return {t.jenis: t for t in tenggat}


def hentikan(*, surat: SuratMasuk, jenis: str, pada: datetime, akibat: str = "") -> bool:
    """Stop one clock of a locked letter at `pada`; a clock that already stopped keeps its first stop.

    `akibat` says why when it is not plain fulfilment (tenggat.md, "No pauses"); whether that voids the clock
    or leaves it late is decided by `sla.tenggat.status`. Returns whether a clock was stopped.
    """
    return bool(
        Tenggat.objects.terbuka().filter(surat=surat, jenis=jenis).update(berhenti_pada=pada, akibat=akibat)
    )


def akhiri_semua(*, surat: SuratMasuk, pada: datetime, akibat: str) -> int:
    """Stop every open clock of a locked letter with the same `akibat`; returns how many."""
    return Tenggat.objects.terbuka().filter(surat=surat).update(berhenti_pada=pada, akibat=akibat)
