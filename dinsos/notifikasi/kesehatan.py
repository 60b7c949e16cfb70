"""How the outbox is doing, for the warning bar on the first screen of staff. One query."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from dinsos.inti import jam, teks
from dinsos.notifikasi.enums import GALAT_SERVER, Keadaan
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

    def teks_peringatan(self) -> list[str]:
        """Sentences for the warning bar; empty when all is well."""
        kalimat = []
        if self.gagal_sejak:
            kalimat.append(
                f"Surat elektronik belum bisa dikirim sejak {teks.waktu(self.gagal_sejak)} "
                f"({self.menunggu} surat menunggu). Periksa setelan surat elektronik."
            )
        elif self.usia_tertua is not None and self.usia_tertua > WAJAR:
            kalimat.append(
                f"Ada surat elektronik yang belum terkirim sejak {teks.waktu(self.tertua_pada)} "
                f"({self.menunggu} surat menunggu). Beri tahu pengelola bila tidak berkurang."
            )
        if self.gagal:
            kalimat.append(f"{self.gagal} surat elektronik gagal terkirim. Kirim dengan cara lain.")
        return kalimat


def kesehatan() -> Kesehatan:
    """The present health of the outbox, from one query over the open messages only."""
    antre = Q(keadaan=Keadaan.ANTRE)
    angka = Pesan.objects.terbuka().aggregate(
        gagal_sejak=Min("gagal_sejak", filter=antre & Q(galat_terakhir__in=GALAT_SERVER)),
        menunggu=Count("pk", filter=antre),
        tertua_pada=Min("dibuat_pada", filter=antre),
        perlu_manual=Count("pk", filter=Q(keadaan=Keadaan.MENUNGGU_MANUAL)),
        # Of letters only: a reminder to staff that can't be delivered waits for nobody.
        gagal=Count("pk", filter=Q(keadaan=Keadaan.GAGAL, kasus__isnull=False)),
    )
    tertua = angka["tertua_pada"]
    return Kesehatan(
        **angka, usia_tertua=None if tertua is None else max(jam.sekarang() - tertua, timedelta())
    )


def teks_peringatan() -> list[str]:
    """Sentences for the warning bar of staff; empty when all is well. One query."""
    return kesehatan().teks_peringatan()
