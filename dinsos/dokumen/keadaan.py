"""The small state table of an outgoing letter, and the only function that writes `SuratKeluar.keadaan`."""

from typing import TYPE_CHECKING, Any

from django.db import transaction

from dinsos.dokumen.enums import KeadaanSurat

if TYPE_CHECKING:
    from dinsos.dokumen.models_surat import SuratKeluar

PINDAH: dict[str, frozenset[KeadaanSurat]] = {
    KeadaanSurat.KONSEP: frozenset({KeadaanSurat.TERBIT, KeadaanSurat.DIBATALKAN}),
    KeadaanSurat.TERBIT: frozenset({KeadaanSurat.DIGANTIKAN, KeadaanSurat.DIBATALKAN}),
    KeadaanSurat.DIGANTIKAN: frozenset(),  # the correction may be voided, the mistaken letter never comes back
    KeadaanSurat.DIBATALKAN: frozenset(),
}


def pindahkan(surat: "SuratKeluar", ke: KeadaanSurat, **kolom: Any) -> None:
    """Move a locked letter to another state, with the columns that belong to the move.

    Raises ValueError when the table has no such move, RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("keadaan surat keluar hanya berpindah di dalam transaksi")
    if ke not in PINDAH[surat.keadaan]:
        raise ValueError(f"surat keluar tidak bisa berpindah dari {surat.keadaan} ke {ke}")
    nilai = {"keadaan": ke, **kolom}
    for nama, isi in nilai.items():
        setattr(surat, nama, isi)
    surat._simpan_kolom(list(nilai))
