"""`python -m tests.alur.sibuk`: what a busy morning begins with, in the database of DATABASE_URL.

Two rooms, a second officer, and three letters of Friday 20 November 2026 with an appointment on Monday the 23rd.
Prints their numbers as JSON, in the order of the appointments.
"""

import json
import os
import sys
from datetime import datetime

import django

JANJI = (("09:30", "petugas", 0), ("10:00", "petugas2", 1), ("10:15", "petugas", 0))


def utama() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")
    django.setup()
    from dinsos.akun.models import Pengguna
    from dinsos.inti import jam
    from dinsos.notifikasi.pengirim import kirim_tertunda
    from disposisi.models import Ruang
    from disposisi.rencana import LAMA_BAKU
    from tests import pabrik

    orang = {satu.username: satu for satu in Pengguna.objects.all()}
    orang["petugas2"] = pabrik.pengguna(
        "petugas", username="petugas2", nama="Wa Sinta, S.Sos.", telepon="+6281242000222"
    )
    ruang = [Ruang.objects.create(nama=f"Ruang Layanan {n}") for n in (1, 2)]
    nomor = []
    with jam.pada(datetime.fromisoformat("2026-11-20T10:00+08:00")):
        for pukul, petugas, tempat in JANJI:
            surat = pabrik.pengaduan()
            pabrik.disposisi(
                surat,
                oleh=orang["kepala"],
                petugas=orang[petugas],
                waktu=datetime.fromisoformat(f"2026-11-23T{pukul}+08:00"),
                ruang=ruang[tempat],
                lama=LAMA_BAKU,
            )
            nomor.append(surat.nomor)
        kirim_tertunda()
    sys.stdout.write(json.dumps(nomor))


if __name__ == "__main__":
    utama()
