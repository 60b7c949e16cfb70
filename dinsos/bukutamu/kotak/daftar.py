"""What the desk and the overdue page read about messages from the mailbox."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from dinsos.agenda.models import SuratMasuk
from dinsos.bukutamu.kotak.enums import MENUNGGU, JenisSurel, KeadaanSurel
from dinsos.bukutamu.kotak.tempo import Janji, janji
from dinsos.bukutamu.models_kotak import SurelMasuk
from dinsos.inti.kueri_siap import KueriSiap

BATAS_BARIS = 50
DI_MEJA = 3
BATAS_HITUNG = 200
LAMA_SELESAI = timedelta(days=31)
KOLOM = (
    *("tiba_pada", "keadaan", "jenis", "cacat", "dari_nama", "dari_alamat", "subjek"),
    *("respon_ingat", "respon_tempo", "pelaksanaan_ingat", "pelaksanaan_tempo"),
)
"""What a list shows of a message; its text stays in the database."""


@dataclass(frozen=True)
class Baris:
    """A message that waits for the desk, with its due dates."""

    surel: SurelMasuk
    janji: list[Janji]

    @property
    def nama(self) -> str:
        """Who sent it, as far as it says."""
        return self.surel.dari_nama or self.surel.dari_alamat or "Pengirim tidak disebut"

    @property
    def hal(self) -> str:
        """What it is about, as far as it says."""
        return self.surel.subjek or "(tanpa hal)"

    @property
    def otomatis(self) -> bool:
        """Whether it comes from a machine or a list."""
        return self.surel.jenis != JenisSurel.BIASA


@dataclass(frozen=True)
class Ringkasan:
    """How many messages wait (counted up to `BATAS_HITUNG`), the most urgent ones, and how many are overdue."""

    jumlah: int
    terlambat: int
    baris: list[Baris] = field(default_factory=list)

    @property
    def jumlah_tulis(self) -> str:
        """The number in words of a sentence."""
        return str(self.jumlah) if self.jumlah <= BATAS_HITUNG else f"lebih dari {BATAS_HITUNG}"


def menunggu() -> QuerySet[SurelMasuk]:
    """Messages that the desk has still to register or discard, earliest due first; those without a date lead."""
    return SurelMasuk.objects.filter(keadaan__in=MENUNGGU).order_by(
        F("respon_tempo").asc(nulls_first=True), "pk"
    )


_MENUNGGU = KueriSiap(lambda banyak: menunggu().only(*KOLOM)[:banyak])


def ringkas(pada: datetime, *, banyak: int = DI_MEJA) -> Ringkasan:
    """The messages that wait, at an aware instant; one query."""
    semua = _MENUNGGU(BATAS_HITUNG + 1)
    terlambat = sum(satu.respon_tempo is not None and satu.respon_tempo < pada for satu in semua)
    return Ringkasan(len(semua), terlambat, [Baris(satu, janji(satu, pada)) for satu in semua[:banyak]])


def halaman(pada: datetime, sesudah: str) -> tuple[list[Baris], str]:
    """A page of messages that wait, from behind the key `sesudah` on, and the key of the next page ("": none)."""
    semua = menunggu()
    if sesudah.isdecimal() and len(sesudah) < 18 and (batas := SurelMasuk.objects.filter(pk=sesudah).first()):
        saat = batas.respon_tempo
        if saat is None:
            semua = semua.filter(Q(respon_tempo=None, pk__gt=batas.pk) | Q(respon_tempo__isnull=False))
        else:
            semua = semua.filter(Q(respon_tempo__gt=saat) | Q(respon_tempo=saat, pk__gt=batas.pk))
    baris = list(semua.only(*KOLOM)[: BATAS_BARIS + 1])
    berikut = str(baris[BATAS_BARIS - 1].pk) if len(baris) > BATAS_BARIS else ""
    return [Baris(satu, janji(satu, pada)) for satu in baris[:BATAS_BARIS]], berikut


def selesai(oleh, pada: datetime) -> list[tuple[SurelMasuk, str]]:
    """The last messages that were dealt with, newest first, with the number of the letter that each one is about.

    Of a letter from which `oleh` is excluded no number is told. Two queries.
    """
    sejak = pada - LAMA_SELESAI
    semua = SurelMasuk.objects.exclude(keadaan__in=MENUNGGU).filter(tiba_pada__gte=sejak)
    baris = list(semua.select_related("dibuang_oleh", "pesan").order_by("-tiba_pada", "-pk")[:BATAS_BARIS])
    nomor = _nomor(oleh, pk={b.surat_id for b in baris}, uuid={b.pesan.kasus for b in baris if b.pesan})
    return [(b, nomor.get(b.surat_id) or nomor.get(b.pesan.kasus if b.pesan else None, "")) for b in baris]


def nomor_terkait(oleh, surel: SurelMasuk) -> str:
    """The number of the letter that a message of ours was about, which this message answers; "" for none.

    Nothing about a letter from which `oleh` is excluded.
    """
    if surel.pesan is None or surel.pesan.kasus is None:
        return ""
    return _nomor(oleh, pk=set(), uuid={surel.pesan.kasus}).get(surel.pesan.kasus, "")


def hitung(dari: datetime, sampai: datetime) -> dict[str, int]:
    """How many messages arrived in [dari, sampai) (aware), by what became of them; one query.

    Every state is in it: what was discarded is counted, not forgotten (tenggat.md).
    """
    tiba = SurelMasuk.objects.filter(tiba_pada__gte=dari, tiba_pada__lt=sampai)
    ada = dict(tiba.values_list("keadaan").annotate(banyak=Count("pk")).order_by())
    return {satu: ada.get(satu, 0) for satu in KeadaanSurel.values}


def _nomor(oleh, *, pk: set[int | None], uuid: set[UUID | None]) -> dict[int | UUID, str]:
    surat = SuratMasuk.objects.tanpa_kecualian(oleh).filter(Q(pk__in=pk - {None}) | Q(uuid__in=uuid - {None}))
    hasil: dict[int | UUID, str] = {}
    for nomor_pk, kasus, nomor in surat.values_list("pk", "uuid", "nomor"):
        hasil[nomor_pk] = hasil[kasus] = nomor
    return hasil
