"""Returning guests, found by the beginning of name or phone in the guest book; secret guests aren't."""

import re
from contextlib import suppress

from django.core.exceptions import ValidationError

from dinsos.agenda.pencarian import bentuk_cari, berawalan
from dinsos.bukutamu.models import Tamu
from dinsos.inti import telepon

HURUF_PALING_SEDIKIT = 3
ANGKA_PALING_SEDIKIT = 6
CALON = 60
TAMPIL = 5


def cari(*, nama: str, nomor: str) -> list[Tamu]:
    """At most `TAMPIL` people who came before, by phone where it is given, else by name; one query."""
    angka = _awal_telepon(nomor)
    if angka:
        kolom, awalan = "telepon", angka
    else:
        kolom, awalan = "nama_cari", bentuk_cari(nama)
        if len(awalan) < HURUF_PALING_SEDIKIT:
            return []
    terbuka = Tamu.objects.filter(rahasia=False, dihapus_pada=None)
    calon = berawalan(terbuka, kolom, awalan, terbaru="-id")[:CALON]
    orang: dict[tuple[str, str], Tamu] = {}
    for satu in sorted(calon, key=lambda tamu: -tamu.pk):
        orang.setdefault((satu.nama_cari, satu.telepon), satu)
    return list(orang.values())[:TAMPIL]


def _awal_telepon(teks: str) -> str:
    """A phone number, or its beginning, in E.164; "" when too short to look for."""
    angka = re.sub(r"\D", "", teks)
    if len(angka) < ANGKA_PALING_SEDIKIT:
        return ""
    with suppress(ValidationError):
        return telepon.ke_e164(teks)
    return "+62" + angka.removeprefix("62").lstrip("0")
