"""How the outbox is doing, for the warning bar on the first screen of staff. One query."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q, QuerySet, Value

from dinsos.inti import jam, teks
from dinsos.inti.kueri_siap import KueriSiap
from dinsos.notifikasi.enums import GALAT_SERVER, Galat, Keadaan
from dinsos.notifikasi.models import Pesan

WAJAR = timedelta(minutes=15)  # an e-mail that waits longer than this is worth a warning, whatever the reason


@dataclass(frozen=True)
class Kesehatan:
    """Counts and instants (aware) of messages that no channel has taken yet."""

    gagal_sejak: datetime | None  # since when the mail server could not be used; None: no such failure now
    menunggu: int  # e-mails waiting for the worker
    usia_tertua: timedelta | None  # age of the oldest of them
    tertua_pada: datetime | None
    perlu_manual: int  # WhatsApp and paper that staff have to send
    gagal: int  # e-mails given up on
    galat: str = ""  # why the mail server could not be used, a `Galat`

    def teks_peringatan(self) -> list[str]:
        """Sentences for the warning bar; empty when all is well."""
        kalimat = []
        if self.gagal_sejak:
            kalimat.append(
                f"Surat elektronik belum bisa dikirim sejak {teks.waktu(self.gagal_sejak)} "
                f"({self.menunggu} surat menunggu). Periksa setelan surat elektronik. "
                f"Sebabnya: {Galat(self.galat).label}. Tidak ada surat yang hilang: semuanya dikirim sendiri "
                "sesudah server pulih. Yang mendesak bisa dikirim dengan cara lain."
            )
        elif self.usia_tertua is not None and self.usia_tertua > WAJAR:
            kalimat.append(
                f"Ada surat elektronik yang belum terkirim sejak {teks.waktu(self.tertua_pada)} "
                f"({self.menunggu} surat menunggu). Beri tahu pengelola bila tidak berkurang."
            )
        if self.gagal:
            kalimat.append(f"{self.gagal} surat elektronik gagal terkirim. Kirim dengan cara lain.")
        return kalimat


def _susun_angka() -> QuerySet:
    """The counts of the open messages as one row; no row when there is no such message."""
    antre = Q(keadaan=Keadaan.ANTRE)
    terbuka = Pesan.objects.terbuka().order_by().annotate(satu=Value(1)).values("satu")
    angka = terbuka.annotate(
        gagal_sejak_=Min("gagal_sejak", filter=antre & Q(galat_terakhir__in=GALAT_SERVER)),
        galat=Max("galat_terakhir", filter=antre & Q(galat_terakhir__in=GALAT_SERVER)),
        menunggu=Count("pk", filter=antre),
        tertua_pada=Min("dibuat_pada", filter=antre),
        perlu_manual=Count("pk", filter=Q(keadaan=Keadaan.MENUNGGU_MANUAL)),
        # Of letters only: a reminder to staff that can't be delivered waits for nobody.
        gagal=Count("pk", filter=Q(keadaan=Keadaan.GAGAL, kasus__isnull=False)),
    )
    return angka.values_list("gagal_sejak_", "menunggu", "tertua_pada", "perlu_manual", "gagal", "galat")


_ANGKA = KueriSiap(_susun_angka)


def kesehatan() -> Kesehatan:
    """The present health of the outbox, from one query over the open messages only."""
    gagal_sejak, menunggu, tertua, perlu_manual, gagal, galat = _ANGKA.satu() or (None, 0, None, 0, 0, "")
    return Kesehatan(
        gagal_sejak=gagal_sejak,
        menunggu=menunggu,
        usia_tertua=None if tertua is None else max(jam.sekarang() - tertua, timedelta()),
        tertua_pada=tertua,
        perlu_manual=perlu_manual,
        gagal=gagal,
        galat=galat or "",
    )


def teks_peringatan() -> list[str]:
    """Sentences for the warning bar of staff; empty when all is well. One query."""
    return kesehatan().teks_peringatan()
