"""Where the link of a meeting may stand: on the tracking page, behind number and secret, and in no message.

A message lies in mailboxes and goes through other hands; a number to call may be written.
"""

from disposisi.enums import Metode
from disposisi.sambungan import keluhan_kalimat

DI_HALAMAN = (
    "Tautannya ada di halaman lacak, bagian “Jadwal Anda”; buka dengan nomor surat dan kode rahasia Anda."
)


def bertautan(metode: str, tempat: str) -> bool:
    """Whether the place where the two sides meet is a link, or holds one."""
    return bool(tempat) and (metode == Metode.VIDEO or bool(keluhan_kalimat(tempat)))


def sebut(metode: str, tempat: str) -> str:
    """The sentence of a message about link or number; "" when there is neither."""
    if bertautan(metode, tempat):
        return DI_HALAMAN
    return f"Nomor yang dipakai: {tempat}." if tempat else ""
