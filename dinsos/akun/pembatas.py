"""Brake on doing something too often: so many units within a window of time, per key.

Keys are kept as keyed hashes, so neither a register number nor a network address is stored.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection
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


_CATAT = """
INSERT INTO akun_percobaan (kunci, sejak, jumlah) VALUES {baris}
ON CONFLICT (kunci) DO UPDATE SET
    sejak = CASE WHEN akun_percobaan.sejak <= %s THEN excluded.sejak ELSE akun_percobaan.sejak END,
    jumlah = excluded.jumlah + CASE WHEN akun_percobaan.sejak <= %s THEN 0 ELSE akun_percobaan.jumlah END
RETURNING kunci, sejak, jumlah
"""


def ambil(jatah: Mapping[str, Jatah]) -> datetime | None:
    """Take what is asked for under every key, or nothing, so that parallel requests can't slip through.

    Returns None when all of it was granted, otherwise the aware instant from which one may ask again; a refused
    request isn't counted. One statement for each length of window among the keys; each counts first and looks at
    the sum afterwards, so that whoever comes second sees the first.
    """
    pada = jam.sekarang()
    penuh = []
    for jendela in sorted({minta.jendela for minta in jatah.values()}):
        baris = {_sidik(kunci): minta for kunci, minta in jatah.items() if minta.jendela == jendela}
        for kunci, sejak, jumlah in _catat(baris, pada, pada - jendela):
            if jumlah > baris[kunci].batas:
                penuh.append(_dari_basis(sejak) + jendela)
    if not penuh:
        return None
    kembalikan(jatah)
    return max(penuh)


def _catat(baris: dict[str, Jatah], pada: datetime, batas: datetime) -> list[tuple]:
    """Add up under every key; a window that began at `batas` or earlier begins anew at `pada`. Rows as stored."""
    isian: list = []
    for kunci in sorted(baris):  # locked in this order
        isian += [kunci, pada, baris[kunci].banyak]
    perintah = _CATAT.format(baris=", ".join(["(%s, %s, %s)"] * len(baris)))
    with connection.cursor() as kursor:
        kursor.execute(perintah, [*map(_ke_basis, [*isian, batas, batas])])
        return kursor.fetchall()


def _ke_basis(nilai):
    return connection.ops.adapt_datetimefield_value(nilai) if isinstance(nilai, datetime) else nilai


def _dari_basis(nilai: datetime | str) -> datetime:
    """An instant as the database gives it to plain statements: SQLite in UTC without saying so, or as text."""
    pada = datetime.fromisoformat(nilai) if isinstance(nilai, str) else nilai
    return pada if pada.tzinfo else pada.replace(tzinfo=UTC)


def kembalikan(jatah: Mapping[str, Jatah]) -> None:
    """Give back what `ambil` granted."""
    for banyak in sorted({minta.banyak for minta in jatah.values()}):
        kunci = sorted(_sidik(kunci) for kunci, minta in jatah.items() if minta.banyak == banyak)
        milik = Percobaan.objects.filter(kunci__in=kunci, jumlah__gte=banyak)
        milik.update(jumlah=F("jumlah") - banyak)


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
