"""The life of an appointment in one table, and the one function that sets its state."""

from dinsos.inti.galat import SudahTerjadi
from disposisi.enums import KeadaanAudiensi
from disposisi.models_jadwal import Audiensi

PERPINDAHAN: dict[str, frozenset[str]] = {
    # An alternative becomes firm when the citizen chooses it; else it is given up or its time is over.
    KeadaanAudiensi.DIUSULKAN: frozenset(
        {KeadaanAudiensi.DIPASTIKAN, KeadaanAudiensi.TIDAK_DIPILIH, KeadaanAudiensi.KEDALUWARSA}
    ),
    KeadaanAudiensi.DIPASTIKAN: frozenset(
        {
            KeadaanAudiensi.HADIR,
            # Online nobody checks in at the desk.
            KeadaanAudiensi.BERLANGSUNG,
            # The officer records afterwards that it was held.
            KeadaanAudiensi.SELESAI,
            KeadaanAudiensi.PEMOHON_TIDAK_HADIR,
            KeadaanAudiensi.PETUGAS_TIDAK_HADIR,
            KeadaanAudiensi.DIBATALKAN,
            KeadaanAudiensi.DIGANTI,
        }
    ),
    KeadaanAudiensi.HADIR: frozenset(
        {
            KeadaanAudiensi.BERLANGSUNG,
            KeadaanAudiensi.SELESAI,
            KeadaanAudiensi.PETUGAS_TIDAK_HADIR,
            KeadaanAudiensi.DIBATALKAN,
            KeadaanAudiensi.DIGANTI,
        }
    ),
    KeadaanAudiensi.BERLANGSUNG: frozenset({KeadaanAudiensi.SELESAI}),
} | {
    akhir: frozenset()
    for akhir in (
        KeadaanAudiensi.SELESAI,
        KeadaanAudiensi.PEMOHON_TIDAK_HADIR,
        KeadaanAudiensi.PETUGAS_TIDAK_HADIR,
        KeadaanAudiensi.DIBATALKAN,
        KeadaanAudiensi.DIGANTI,
        KeadaanAudiensi.TIDAK_DIPILIH,
        KeadaanAudiensi.KEDALUWARSA,
    )
}


def pindah_keadaan(audiensi: Audiensi, ke: str) -> None:
    """Set the state of a locked appointment, unsaved. Raises SudahTerjadi or GalatAturan when the table says no."""
    if audiensi.keadaan == ke:
        raise SudahTerjadi(f"Jadwal ini sudah tercatat: {KeadaanAudiensi(ke).label.lower()}.")
    if ke not in PERPINDAHAN[audiensi.keadaan]:
        raise SudahTerjadi(
            f"Jadwal ini sudah {audiensi.get_keadaan_display().lower()}, jadi tidak dapat diubah lagi."
        )
    audiensi.keadaan = ke
