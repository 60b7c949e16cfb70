"""The life of a guest's visit in one table, and the one function that writes `Kunjungan.keadaan`."""

from datetime import datetime

from dinsos.agenda.models import KeadaanKunjungan, Kunjungan, SuratMasuk
from dinsos.agenda.models_kunjungan import KELUAR
from dinsos.inti.galat import GalatAturan, SudahTerjadi

PERPINDAHAN: dict[str, frozenset[str]] = {
    KeadaanKunjungan.MENUNGGU: frozenset(
        {
            KeadaanKunjungan.DIARAHKAN,
            # The head refused or referred the consultation: told in person, there is nobody to be led to.
            KeadaanKunjungan.SELESAI,
            KeadaanKunjungan.PULANG,
            KeadaanKunjungan.DIJADWALKAN,
        }
    ),
    KeadaanKunjungan.DIARAHKAN: frozenset({KeadaanKunjungan.SELESAI}),
    # Who comes again makes a new visit with an hour of its own.
    KeadaanKunjungan.SELESAI: frozenset(),
    KeadaanKunjungan.PULANG: frozenset(),
    KeadaanKunjungan.DIJADWALKAN: frozenset(),
}


def boleh(dari: str, ke: str) -> bool:
    """Whether the table has the move."""
    return ke in PERPINDAHAN[dari]


def wajib_boleh(kunjungan: Kunjungan, ke: str) -> None:
    """Raise SudahTerjadi when the visit already is there, GalatAturan when the table has no such move."""
    if kunjungan.keadaan == ke:
        raise SudahTerjadi(f"Kunjungan ini sudah tercatat “{KeadaanKunjungan(ke).label}”.")
    if not boleh(kunjungan.keadaan, ke):
        raise GalatAturan(
            f"Kunjungan ini sudah tercatat “{kunjungan.get_keadaan_display()}”, "
            f"jadi tidak dapat menjadi “{KeadaanKunjungan(ke).label}”."
        )


def pindahkan_kunjungan(*, kunjungan: Kunjungan, ke: str, pada: datetime) -> None:
    """Move a locked visit to another state; `pada` (aware) becomes the time out of an end state.

    Saves the whole row. Raises as `wajib_boleh`.
    """
    wajib_boleh(kunjungan, ke)
    kunjungan.keadaan = ke
    kunjungan.keluar_pada = pada if ke in KELUAR else None
    kunjungan.save()


def pulangkan(*, surat: SuratMasuk, pada: datetime) -> None:
    """Nobody waits any more about a locked letter that was withdrawn at `pada`."""
    for kunjungan in surat.kunjungan.menunggu().select_for_update(of=("self",)):
        pindahkan_kunjungan(kunjungan=kunjungan, ke=KeadaanKunjungan.PULANG, pada=pada)
