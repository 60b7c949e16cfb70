"""What pages say about the letters that messages carry: number, and whether the letter still holds."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import UUIDField

from dinsos.agenda.dokumen_surat import KUNCI
from dinsos.dokumen.enums import KeadaanSurat
from dinsos.dokumen.models import SuratKeluar
from dinsos.inti.kueri_siap import Isian, KueriSiap
from dinsos.notifikasi.models import Pesan

_KELUAR = KueriSiap(
    lambda: (
        SuratKeluar.objects.filter(kasus=Isian("kasus", UUIDField()), terbit_pada__isnull=False)
        .select_related("digantikan_oleh")
        .only("keadaan", "nomor", "alasan_batal", "digantikan_oleh__nomor")
    )
)


def bawaan(kasus: UUID, pesan: Iterable[Pesan]) -> dict[UUID, SuratKeluar]:
    """The letter that each message carries, by the message's key; one query, none when no message carries one."""
    kunci = {satu.pk: satu.data[KUNCI] for satu in pesan if satu.data.get(KUNCI)}
    keluar = {str(satu.pk): satu for satu in _KELUAR(kasus=kasus)} if kunci else {}
    return {pk: keluar[milik] for pk, milik in kunci.items() if milik in keluar}


def gugur(keluar: SuratKeluar | None) -> str:
    """Why a letter no longer holds, as a sentence; "" while it does."""
    if keluar is None or keluar.keadaan == KeadaanSurat.TERBIT:
        return ""
    if keluar.digantikan_oleh is not None:
        return f"Surat ini tidak berlaku lagi: digantikan oleh surat nomor {keluar.digantikan_oleh.nomor}."
    return f"Surat ini tidak berlaku lagi: dibatalkan. Alasan: {keluar.alasan_batal}"
