"""The clocks of a letter and of its guests: made once, stopped by acts, never moved here."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F

from dinsos.agenda.models import Kunjungan, Peringatan, SuratMasuk, Tenggat
from dinsos.sla import layanan as sla
from dinsos.sla.tenggat import Jenis


def buat(*, surat: SuratMasuk) -> dict[str, Tenggat]:
    """Write both clocks of a letter and their reminder rows (PGD-WAKTU-1, KSL-WAKTU-1).

    Returns the clocks by kind (`respon`, `pelaksanaan`). Policy and calendar versions are frozen on each clock.
    """
    perhitungan = sla.hitung_semua(layanan=surat.layanan, diterima_pada=surat.diterima_pada)
    return {satu.jenis: satu for satu in _tulis(surat, perhitungan.values())}


def buat_kunjungan(*, kunjungan: Kunjungan) -> Tenggat:
    """Write the clock of a guest's wait and its reminder rows (PGD-WAKTU-2, KSL-WAKTU-2)."""
    perhitungan = sla.hitung(
        layanan=sla.Layanan.TAMU, jenis=Jenis.TATAP_MUKA, diterima_pada=kunjungan.mulai_menunggu
    )
    return _tulis(kunjungan.surat, [perhitungan], kunjungan)[0]


def _tulis(
    surat: SuratMasuk, perhitungan: Iterable[sla.Perhitungan], kunjungan: Kunjungan | None = None
) -> list[Tenggat]:
    perhitungan = list(perhitungan)
    tenggat = Tenggat.objects.bulk_create(
        Tenggat(
            surat=surat,
            kunjungan=kunjungan,
            jenis=hasil.jenis,
            mulai=hasil.mulai,
            ingat_pada=hasil.ingat_pada,
            jatuh_tempo=hasil.jatuh_tempo,
            kebijakan=hasil.kebijakan,
            versi_kalender=list(hasil.versi_kalender),
            penjelasan=hasil.penjelasan,
            sementara=hasil.sementara,
        )
        for hasil in perhitungan
    )
    Peringatan.objects.bulk_create(
        Peringatan(tenggat=satu, tahap=tahap, kirim_pada=kirim_pada)
        for satu, hasil in zip(tenggat, perhitungan, strict=True)
        for tahap, kirim_pada in hasil.peringatan
    )
    return tenggat


def hentikan(*, surat: SuratMasuk, jenis: str, pada: datetime, akibat: str = "") -> bool:
    """Stop `respon` or `pelaksanaan` of a locked letter at `pada`; a stopped clock keeps its first stop.

    `akibat` says why when it is not plain fulfilment (tenggat.md, "No pauses"); whether that voids the clock
    or leaves it late is decided by `sla.tenggat.status`. Returns whether a clock was stopped.
    """
    terbuka = Tenggat.objects.terbuka().filter(surat=surat, jenis=jenis, kunjungan=None)
    return bool(terbuka.update(berhenti_pada=pada, akibat=akibat))


def jalankan_lagi(*, surat: SuratMasuk, jenis: str, pada: datetime, akibat: str) -> bool:
    """Let a clock of a locked letter run on that a decision, now revoked, had ended at `pada` with `akibat`.

    Its due time is the original one, so what is late stays late. The caller keeps the record of both. Returns
    whether there was such a clock.
    """
    terhenti = Tenggat.objects.filter(
        surat=surat, jenis=jenis, kunjungan=None, berhenti_pada=pada, akibat=akibat
    )
    return bool(terhenti.update(berhenti_pada=None, akibat=""))


def ulangi_peringatan(*, surat: SuratMasuk, sejak: datetime) -> int:
    """Put back the reminder steps of a locked letter that were left out since `sejak` because of a decision that
    was revoked; the next tick looks at them again. Returns how many."""
    dilewati = Peringatan.objects.filter(tenggat__surat=surat, selesai_pada__gte=sejak, hasil="tidak_perlu")
    return dilewati.update(selesai_pada=None, hasil="")


def hentikan_kunjungan(*, kunjungan: Kunjungan, pada: datetime, akibat: str = "") -> bool:
    """Stop the wait of a locked visit at `pada`, as `hentikan`.

    A guest with an appointment who was early may be led (or leave) before the hour began; the clock then stops
    as it begins.
    """
    pada = max(pada, kunjungan.mulai_menunggu)
    terbuka = Tenggat.objects.terbuka().filter(kunjungan=kunjungan)
    return bool(terbuka.update(berhenti_pada=pada, akibat=akibat))


def akhiri_semua(*, surat: SuratMasuk, pada: datetime, akibat: str) -> int:
    """Stop every open clock of a locked letter, waits of guests included, with the same `akibat`.

    A clock that would begin only later (an appointment still to come) stops as it begins. Returns how many.
    """
    terbuka = Tenggat.objects.terbuka().filter(surat=surat)
    jumlah = terbuka.filter(mulai__lte=pada).update(berhenti_pada=pada, akibat=akibat)
    return jumlah + terbuka.update(berhenti_pada=F("mulai"), akibat=akibat)
