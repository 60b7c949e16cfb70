"""The short code of a letter, by which anybody can check it: printed, typed, read out over the telephone."""

import re
import secrets

HURUF = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 signs: without 0 and O, 1 and I
PANJANG = 10
_MIRIP = str.maketrans("1I", "LL")


def baru() -> str:
    """A code that nobody can guess (50 random bits), e.g. "7KQ2MXR4TB"."""
    return "".join(secrets.choice(HURUF) for _ in range(PANJANG))


def tampil(kode: str) -> str:
    """In two groups, as it is printed: "7KQ2M-XR4TB"."""
    return f"{kode[:5]}-{kode[5:]}"


def baca(teks: str) -> str:
    """What a person typed as a code: small letters, spaces and dashes don't matter; "" if it can't be one."""
    bersih = re.sub(r"[^0-9A-Z]", "", teks[:60].upper()).translate(_MIRIP)
    return bersih if re.fullmatch(f"[{HURUF}]{{{PANJANG}}}", bersih) else ""
