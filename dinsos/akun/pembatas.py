"""Brake on doing something too often: so many units within a window of time, per key.

Keys are kept as keyed hashes, so neither a register number nor a network address is stored.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from dinsos.akun.models import Percobaan
from dinsos.inti import jam

JENDELA_TERPANJANG = timedelta(hours=1)
"""No window is longer; what is older is swept."""


@dataclass(frozen=True)
class Jatah:
    """At most `batas` units within `jendela` of the first one; `banyak` are asked for now."""

    batas: int
    jendela: timedelta
    banyak: int = 1


@transaction.atomic
def ambil(jatah: Mapping[str, Jatah]) -> datetime | None:
    """Take what is asked for under every key, or nothing, so that parallel requests can't slip through.

    Returns None when all of it was granted, otherwise the aware instant from which one may ask again; a refused
    request isn't counted. Rows are locked in the order of their keys.
    """
    pada = jam.sekarang()
    baris = []
    for kunci, minta in sorted((_sidik(kunci), minta) for kunci, minta in jatah.items()):
        Percobaan.objects.get_or_create(kunci=kunci, defaults={"sejak": pada})
        satu = Percobaan.objects.select_for_update().get(kunci=kunci)
        if satu.sejak + minta.jendela <= pada:
            satu.sejak, satu.jumlah = pada, 0
        baris.append((satu, minta))
    penuh = [satu.sejak + minta.jendela for satu, minta in baris if satu.jumlah + minta.banyak > minta.batas]
    if penuh:
        return max(penuh)
    for satu, minta in baris:
        satu.jumlah += minta.banyak
        satu.save(update_fields=["sejak", "jumlah"])
    return None


def kembalikan(jatah: Mapping[str, Jatah]) -> None:
    """Give back what `ambil` granted."""
    for kunci, minta in sorted((_sidik(kunci), minta) for kunci, minta in jatah.items()):
        milik = Percobaan.objects.filter(kunci=kunci, jumlah__gte=minta.banyak)
        milik.update(jumlah=F("jumlah") - minta.banyak)


def sapu() -> int:
    """Forget windows that are over; returns how many rows went."""
    return Percobaan.objects.filter(sejak__lt=jam.sekarang() - JENDELA_TERPANJANG).delete()[0]


def jaringan(alamat: str) -> str:
    """The address itself; of IPv6 the /64, within which one device can change its address at will."""
    try:
        ip = ipaddress.ip_address(alamat)
    except ValueError:
        return alamat
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else str(ip)


def _sidik(kunci: str) -> str:
    return salted_hmac("dinsos.akun.percobaan", kunci, algorithm="sha256").hexdigest()
