"""How much one network address may upload: enough for a village that shares a connection, not for a flood."""

from datetime import timedelta

from django.conf import settings

from dinsos.akun import pembatas
from dinsos.akun.pembatas import Jatah
from dinsos.berkas.galat import GalatBerkas
from dinsos.berkas.nama import bersihkan
from dinsos.inti.teks import pukul

JENDELA = timedelta(hours=1)


def ambil(*, alamat: str, nama: str, ukuran: int) -> None:
    """Take one file of `ukuran` bytes, as sent, from the hourly share of a public address.

    Limits: `BERKAS_ALAMAT_JUMLAH` files and `BERKAS_ALAMAT_UKURAN` bytes. Refused files count, too: checking them
    is the costly part. Raises GalatBerkas, which says from when on the next one is taken.
    """
    jaringan = pembatas.jaringan(alamat)
    tunggu = pembatas.ambil(
        {
            f"unggah jumlah:{jaringan}": Jatah(settings.BERKAS_ALAMAT_JUMLAH, JENDELA),
            f"unggah ukuran:{jaringan}": Jatah(
                settings.BERKAS_ALAMAT_UKURAN // 1024, JENDELA, banyak=-(-ukuran // 1024)
            ),
        }
    )
    if tunggu is not None:
        raise GalatBerkas("alamat", bersihkan(nama), pukul=pukul(tunggu))
