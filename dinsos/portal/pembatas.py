"""Brake on guessing the secret of a letter: few wrong attempts per number, more per network address."""

from datetime import datetime, timedelta

from dinsos.akun import pembatas
from dinsos.akun.pembatas import Jatah

JENDELA = timedelta(minutes=15)
BATAS_NOMOR = 5
BATAS_ALAMAT = 60


def ambil(*, nomor: str, alamat: str) -> datetime | None:
    """Take one attempt before the secret is compared.

    `nomor` is a register number whether it exists or not, `alamat` the client's network address. Returns None
    when the attempt may go on, otherwise the aware instant from which one may try again; a refused attempt
    isn't counted.
    """
    return pembatas.ambil(_jatah(nomor, alamat))


def kembalikan(*, nomor: str, alamat: str) -> None:
    """Give the attempt back: the secret was right, and only wrong ones count."""
    pembatas.kembalikan(_jatah(nomor, alamat))


def _jatah(nomor: str, alamat: str) -> dict[str, Jatah]:
    return {
        f"lacak nomor:{nomor}": Jatah(BATAS_NOMOR, JENDELA),
        f"lacak alamat:{pembatas.jaringan(alamat)}": Jatah(BATAS_ALAMAT, JENDELA),
    }
