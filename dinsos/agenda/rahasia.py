"""The secret of a case: computed, never stored.

HMAC-SHA256(`KUNCI_RAHASIA`, letter UUID ‖ version), the first 12 base32 characters in groups of four.
"""

import base64
import hmac
import re
import uuid

from django.conf import settings

_UUID_SEMU = uuid.UUID(int=0)
_MIRIP = str.maketrans("018", "OIB")


def _hitung(kasus: uuid.UUID, versi: int) -> str:
    pesan = kasus.bytes + versi.to_bytes(2, "big")
    cernaan = hmac.digest(settings.KUNCI_RAHASIA.encode(), pesan, "sha256")
    return base64.b32encode(cernaan).decode()[:12]


def kode(surat) -> str:
    """The secret of a letter as printed on the receipt, e.g. "ABCD-EFGH-JKLM"."""
    polos = _hitung(surat.uuid, surat.versi_rahasia)
    return "-".join(polos[i : i + 4] for i in (0, 4, 8))


def cocok(surat, masukan: str) -> bool:
    """Compare in constant time what a person typed with the secret of `surat`.

    `surat` may be None (unknown number): then a dummy case is compared by the same steps, so that the answer takes
    as long and is always False. Case, spaces and dashes don't matter; 0, 1 and 8, which base32 does not have, are
    read as the letters they look like.
    """
    bersih = re.sub(r"[^A-Z0-9]", "", masukan.upper())[:64].translate(_MIRIP)
    kasus, versi = (surat.uuid, surat.versi_rahasia) if surat else (_UUID_SEMU, 1)
    sama = hmac.compare_digest(_hitung(kasus, versi).encode(), bersih.encode())
    return sama and surat is not None
