"""Real processes register guests at the same instant.

`python -m tests.bukutamu.proses_daftar JUMLAH` with DATABASE_URL and DINSOS_MODE=uji in the environment: every
second process sends the same form, the others one each. Prints one line of JSON: what each of them was told, the
queue code or the name of the error.
"""

import json
import multiprocessing
import os
import sys
import uuid

import django


def _satu(palang, kunci: uuid.UUID, piket: int, hasil) -> None:
    from django.db import connection

    from dinsos.akun.models import Pengguna
    from dinsos.bukutamu import actions

    oleh = Pengguna.objects.get(pk=piket)
    palang.wait()
    try:
        tamu = actions.daftarkan_tamu(
            oleh=oleh, kunci=kunci, jenis="konsultasi", nama="La Sali", keperluan="Bertanya syarat."
        )
        hasil.put(tamu.kode)
    except Exception as galat:
        hasil.put(type(galat).__name__)
    finally:
        connection.close()


def utama() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")
    django.setup()
    from django.db import connections

    from tests import pabrik

    jumlah, piket, sama = int(sys.argv[1]), pabrik.pengguna("piket").pk, uuid.uuid4()
    connections.close_all()
    konteks = multiprocessing.get_context("fork")
    palang, hasil = konteks.Barrier(jumlah), konteks.SimpleQueue()
    anak = [
        konteks.Process(target=_satu, args=(palang, sama if n % 2 else uuid.uuid4(), piket, hasil))
        for n in range(jumlah)
    ]
    for satu in anak:
        satu.start()
    sys.stdout.write(json.dumps([hasil.get() for _ in anak]) + "\n")
    for satu in anak:
        satu.join()


if __name__ == "__main__":
    utama()
