"""What pages say about the letters that messages carry: number, and whether the letter still holds."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, JSONObject, Replace

from dinsos.agenda.dokumen_surat import KUNCI
from dinsos.dokumen.enums import KeadaanSurat
from dinsos.dokumen.models import SuratKeluar
from dinsos.notifikasi.models import Pesan


@dataclass(frozen=True)
class Keluar:
    """A letter of ours that a message carries; `pengganti` is the number of the one that took its place."""

    pk: UUID
    nomor: str
    keadaan: str
    alasan: str
    pengganti: str | None


def bersurat(pesan: QuerySet[Pesan]) -> QuerySet[Pesan]:
    """The messages of one case, each with the letter that it carries, which `bawaan` reads; the same one query."""
    kunci = Replace(Cast("pk", CharField()), Value("-"), Value(""))
    keluar = SuratKeluar.objects.filter(kasus=OuterRef("kasus"), terbit_pada__isnull=False)
    isi = JSONObject(
        pk=Cast("pk", CharField()),
        nomor="nomor",
        keadaan="keadaan",
        alasan="alasan_batal",
        pengganti="digantikan_oleh__nomor",
    )
    milik = keluar.alias(kunci=kunci).filter(kunci=OuterRef("kunci_keluar")).values(isi=isi)
    # SQLite keeps a UUID without hyphens, PostgreSQL shows it with them.
    return pesan.alias(kunci_keluar=Replace(KT(f"data__{KUNCI}"), Value("-"), Value(""))).annotate(
        isi_keluar=Subquery(milik[:1])
    )


def bawaan(pesan: Pesan) -> Keluar | None:
    """The letter that a message of `bersurat` carries."""
    isi = pesan.isi_keluar
    return Keluar(**isi | {"pk": UUID(isi["pk"])}) if isi else None


def gugur(keluar: Keluar | None) -> str:
    """Why a letter no longer holds, as a sentence; "" while it does."""
    if keluar is None or keluar.keadaan == KeadaanSurat.TERBIT:
        return ""
    if keluar.pengganti:
        return f"Surat ini tidak berlaku lagi: digantikan oleh surat nomor {keluar.pengganti}."
    return f"Surat ini tidak berlaku lagi: dibatalkan. Alasan: {keluar.alasan}"
