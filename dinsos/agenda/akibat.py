"""Acts that end `pelaksanaan` because of the citizen (tenggat.md, "No pauses"); all else that is late stays late.

Both need evidence in words and count apart in every report. Neither moves the letter: it waits for another time.
"""

from datetime import datetime

from django.db import transaction

from dinsos.agenda import tenggat_surat
from dinsos.agenda.actions import kunci_surat, wajib_petugas
from dinsos.agenda.models import SuratMasuk, Tenggat
from dinsos.agenda.riwayat import WARGA, catat
from dinsos.akun.models import Peran
from dinsos.akun.peran import berhak
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from dinsos.inti.teks import waktu
from dinsos.sla.tenggat import Akibat, Jenis


@transaction.atomic
def catat_tidak_hadir(*, surat: SuratMasuk, oleh, slot_mulai: datetime, bukti: str) -> Tenggat:
    """The officer was present at the offered slot, the citizen did not come; `pelaksanaan` stops at slot time.

    `slot_mulai` (aware) has passed, was told to the citizen before (the answer was accepted by a channel) and lies
    within the limit: for a later one the clock runs on, because it is late. `bukti` says how the absence is known.
    The desk, where the guest did not report, may record it like the officer.
    Raises TidakBerwenang, SudahTerjadi when the clock has stopped, and GalatAturan without evidence or for another
    slot.
    """
    surat, tenggat = _kunci(surat, oleh, bukti, juga_piket=True)
    sekarang = jam.sekarang()
    if slot_mulai > sekarang:
        raise GalatAturan("Waktu yang ditawarkan belum lewat.")
    _wajib_ditawarkan(tenggat, slot_mulai, slot_mulai)
    tenggat_surat.hentikan(
        surat=surat, jenis=Jenis.PELAKSANAAN, pada=slot_mulai, akibat=Akibat.PEMOHON_TIDAK_HADIR
    )
    catat(
        surat=surat,
        jenis="pemohon_tidak_hadir",
        pada=sekarang,
        oleh=oleh,
        teks=f"Pengirim tidak hadir {waktu(slot_mulai)}, petugas hadir. Bukti: {bukti.strip()}",
        teks_warga=f"Petugas menunggu Anda {waktu(slot_mulai)}, tetapi Anda tidak hadir.",
    )
    tenggat.refresh_from_db()
    return tenggat


@transaction.atomic
def catat_diminta_mundur(
    *, surat: SuratMasuk, oleh, slot_pertama: datetime, bukti: str, pada: datetime | None = None
) -> Tenggat:
    """The citizen asked at `pada` (aware; None: now) to be served later than the slot first offered.

    `oleh` None: asked, and the new time chosen, on the tracking page. Voids `pelaksanaan` when that slot, told to
    the citizen by then, was within the limit and the citizen asked in time; asked after the due time, the clock
    stops late. Raises as `catat_tidak_hadir`, and GalatAturan for an impossible `pada`.
    """
    surat, tenggat = _kunci(surat, oleh, bukti)
    sekarang = jam.sekarang()
    pada = pada or sekarang
    if not tenggat.mulai <= pada <= sekarang:
        raise GalatAturan("Waktu permintaan tidak boleh sebelum surat diterima atau di masa depan.")
    _wajib_ditawarkan(tenggat, slot_pertama, pada)
    tenggat_surat.hentikan(
        surat=surat, jenis=Jenis.PELAKSANAAN, pada=pada, akibat=Akibat.DIMINTA_MUNDUR_PEMOHON
    )
    catat(
        surat=surat,
        jenis="diminta_mundur_pemohon",
        pada=sekarang,
        oleh=oleh,
        pelaku=WARGA,
        teks=f"Pengirim meminta waktu lain pada {waktu(pada)}; waktu pertama yang ditawarkan"
        f" {waktu(slot_pertama)}. Bukti: {bukti.strip()}",
        teks_warga="Anda meminta ditangani pada waktu lain.",
    )
    tenggat.refresh_from_db()
    return tenggat


def di_loket(surat: SuratMasuk, oleh) -> bool:
    """Whether `oleh` is at the desk and not named in the letter."""
    return berhak(oleh, (Peran.PIKET,)) and not surat.pengecualian.filter(pengguna=oleh).exists()


def _kunci(surat: SuratMasuk, oleh, bukti: str, *, juga_piket: bool = False) -> tuple[SuratMasuk, Tenggat]:
    """The locked letter and its running `pelaksanaan`, locked, too."""
    surat = kunci_surat(surat.pk)
    if oleh is not None and not (juga_piket and di_loket(surat, oleh)):
        wajib_petugas(surat, oleh)
    if not bukti.strip():
        raise GalatAturan("Tulis buktinya, misalnya siapa yang menghubungi dan kapan.")
    tenggat = Tenggat.objects.select_for_update(of=("self",)).get(surat=surat, jenis=Jenis.PELAKSANAAN)
    if tenggat.berhenti_pada is not None:
        raise SudahTerjadi(f"Tenggat penanganan surat ini sudah berhenti {waktu(tenggat.berhenti_pada)}.")
    return surat, tenggat


def _wajib_ditawarkan(tenggat: Tenggat, slot: datetime, saat: datetime) -> None:
    """Raise GalatAturan unless the slot lies within the limit and the citizen had the office's answer at `saat`."""
    if not tenggat.mulai <= slot <= tenggat.jatuh_tempo:
        raise GalatAturan(
            f"Waktu yang ditawarkan tidak di dalam batas penanganan ({waktu(tenggat.jatuh_tempo)}),"
            " jadi tenggat tetap berjalan."
        )
    dijawab = Tenggat.objects.filter(surat=tenggat.surat_id, jenis=Jenis.RESPON, berhenti_pada__lte=saat)
    if not dijawab.exists():
        raise GalatAturan("Waktu itu belum disampaikan kepada pengirim, jadi tenggat tetap berjalan.")
