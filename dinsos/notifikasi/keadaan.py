"""The small state table of a message, and the only function that writes `Pesan.keadaan`."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from dinsos.notifikasi.enums import HasilUpaya, Keadaan, Saluran

if TYPE_CHECKING:
    from dinsos.notifikasi.models import Pesan

AWAL: dict[str, Keadaan] = {
    Saluran.EMAIL: Keadaan.ANTRE,
    Saluran.WHATSAPP: Keadaan.MENUNGGU_MANUAL,
    Saluran.KERTAS: Keadaan.MENUNGGU_MANUAL,
    Saluran.HALAMAN_KASUS: Keadaan.DITERIMA,  # publishing on the case page is the acceptance
}

PINDAH: dict[str, frozenset[Keadaan]] = {
    Keadaan.ANTRE: frozenset({Keadaan.DITERIMA, Keadaan.GAGAL, Keadaan.DIBATALKAN}),
    Keadaan.GAGAL: frozenset({Keadaan.ANTRE, Keadaan.DIBATALKAN}),  # back to antre: tried again by staff
    Keadaan.MENUNGGU_MANUAL: frozenset({Keadaan.DITERIMA, Keadaan.DIBATALKAN}),
    # What a channel has taken can't be called back. Only a mark made by mistake can: no channel had taken anything.
    Keadaan.DITERIMA: frozenset({Keadaan.MENUNGGU_MANUAL}),
    Keadaan.DIBATALKAN: frozenset(),
}

_HASIL: dict[str, HasilUpaya] = {
    Keadaan.ANTRE: HasilUpaya.DIULANG,
    Keadaan.DITERIMA: HasilUpaya.DITERIMA,
    Keadaan.GAGAL: HasilUpaya.GAGAL,
    Keadaan.DIBATALKAN: HasilUpaya.DIBATALKAN,
    Keadaan.MENUNGGU_MANUAL: HasilUpaya.SALAH_TANDAI,
}


def pindahkan(
    pesan: "Pesan",
    ke: Keadaan,
    *,
    pada: datetime,
    oleh: Any = None,
    rincian: str = "",
    dicatat_pada: datetime | None = None,
    **kolom: Any,
) -> None:
    """Move a locked message to another state and append the evidence row.

    `pada` is the aware instant of the event, `oleh` the member of staff who acted (None: the worker),
    `rincian` short words for the evidence, `dicatat_pada` when a person told of an event that was earlier, `kolom`
    other columns to write in the same statement. The lease ends, and the time of the next try is kept only in
    `antre`.

    Raises ValueError when the table has no such move, RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("keadaan pesan hanya berpindah di dalam transaksi")
    if ke not in PINDAH[pesan.keadaan]:
        raise ValueError(f"pesan tidak bisa berpindah dari {pesan.keadaan} ke {ke}")
    kolom.setdefault("coba_pada", None)
    nilai = {"keadaan": ke, "dikunci_sampai": None, **kolom}
    for nama, isi in nilai.items():
        setattr(pesan, nama, isi)
    pesan.save(update_fields=list(nilai))
    pesan.upaya.create(pada=pada, dicatat_pada=dicatat_pada, hasil=_HASIL[ke], rincian=rincian, oleh=oleh)
