"""`python -m tests.alur.menunggu JUMLAH`: rooms, and that many letters that wait for a disposition.

In the database of DATABASE_URL, with the clock of JAM_BERKAS. Every second letter is a consultation.
"""

import os
import sys

import django


def utama() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")
    django.setup()
    from disposisi.models import Ruang
    from tests import pabrik

    for nomor in (1, 2):
        Ruang.objects.get_or_create(nama=f"Ruang Layanan {nomor}")
    for nomor in range(int(sys.argv[1])):
        (pabrik.konsultasi if nomor % 2 else pabrik.pengaduan)()


if __name__ == "__main__":
    utama()
