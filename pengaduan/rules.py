"""Who must not meet a complaint."""

import re

from dinsos.akun.models import Pengguna, Peran
from pengaduan.models import Pengaduan

_KEPALA = re.compile(r"\b(kepala\s+dinas|kadis|kadinsos)\b", re.IGNORECASE)


def pihak_terlapor(rincian: Pengaduan) -> tuple[bool, list[Pengguna]]:
    """Whether a complaint names the head of office, and which accounts must never meet it.

    The head counts as named when chosen from the list or written out in the free text. One query, and only
    when an officer is named. (Complaints about an official must not reach that official.)
    """
    teks = rincian.terlapor_lain.strip()
    if not rincian.terlapor and not teks:
        return False, []
    kepala = list(Pengguna.objects.berperan(Peran.KEPALA_DINAS))
    disebut = rincian.terlapor in kepala or bool(_KEPALA.search(teks))
    disebut = disebut or any(k.nama.split(",")[0].strip().lower() in teks.lower() for k in kepala if k.nama)
    kecuali = {rincian.terlapor} if rincian.terlapor else set()
    if disebut:
        kecuali |= set(kepala)
    return disebut, sorted(kecuali, key=lambda p: p.pk)
