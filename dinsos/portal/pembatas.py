"""Brake on guessing the secret of a letter: few wrong attempts per number, more per network address."""

import ipaddress
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from dinsos.inti import jam
from dinsos.portal.models import Percobaan

JENDELA = timedelta(minutes=15)
BATAS_NOMOR = 5
BATAS_ALAMAT = 30


@transaction.atomic
def ambil(*, nomor: str, alamat: str) -> datetime | None:
    """Take one attempt before the secret is compared, so that parallel guesses can't slip through.

    `nomor` is a register number whether it exists or not, `alamat` the client's network address. Returns None
    when the attempt may go on, otherwise the aware instant from which one may try again; a refused attempt
    isn't counted.
    """
    pada = jam.sekarang()
    baris = []
    for kunci, batas in sorted(_batas(nomor, alamat).items()):
        Percobaan.objects.get_or_create(kunci=kunci, defaults={"sejak": pada})
        satu = Percobaan.objects.select_for_update().get(kunci=kunci)
        if satu.sejak + JENDELA <= pada:
            satu.sejak, satu.jumlah = pada, 0
        baris.append((satu, batas))
    penuh = [satu.sejak + JENDELA for satu, batas in baris if satu.jumlah >= batas]
    if penuh:
        return max(penuh)
    for satu, _ in baris:
        satu.jumlah += 1
        satu.save(update_fields=["sejak", "jumlah"])
    return None


def kembalikan(*, nomor: str, alamat: str) -> None:
    """Give the attempt back: the secret was right, and only wrong ones count."""
    for kunci in sorted(_batas(nomor, alamat)):
        Percobaan.objects.filter(kunci=kunci, jumlah__gt=0).update(jumlah=F("jumlah") - 1)


def sapu() -> int:
    """Forget windows that are over; returns how many rows went."""
    return Percobaan.objects.filter(sejak__lt=jam.sekarang() - JENDELA).delete()[0]


def _batas(nomor: str, alamat: str) -> dict[str, int]:
    return {_kunci(f"nomor:{nomor}"): BATAS_NOMOR, _kunci(f"alamat:{_jaringan(alamat)}"): BATAS_ALAMAT}


def _kunci(isi: str) -> str:
    return salted_hmac("dinsos.portal.percobaan", isi, algorithm="sha256").hexdigest()


def _jaringan(alamat: str) -> str:
    """The address itself; of IPv6 the /64, within which one device can change its address at will."""
    try:
        ip = ipaddress.ip_address(alamat)
    except ValueError:
        return alamat
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else str(ip)
