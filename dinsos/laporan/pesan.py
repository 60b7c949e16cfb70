"""Messages about what senders said."""

from typing import ClassVar

from dinsos.notifikasi.enums import Saluran
from dinsos.notifikasi.kelas import KelasPesan


class BelumTerbantu(KelasPesan):
    """To staff: a sender was not helped. Holds the number only; the words are read on the page."""

    nama = "belum_terbantu"
    penerima = "petugas"
    saluran = (Saluran.EMAIL,)
    contoh: ClassVar = ({"nomor": "2026-00012"},)

    def subjek(self, data: dict) -> str:
        return f"Belum terbantu: surat {data['nomor']}"
