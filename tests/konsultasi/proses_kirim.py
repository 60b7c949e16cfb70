"""One draft with its files, sent by many processes at the same instant.

`python -m tests.konsultasi.proses_kirim JUMLAH` with DATABASE_URL, BERKAS_ROOT and DINSOS_MODE=uji in the
environment. Prints one line per process: the register number or the error.
"""

import multiprocessing
import os
import sys
import uuid

import django


def _kirim(palang, kunci: uuid.UUID, hasil) -> None:
    from django.db import connection

    from konsultasi import actions
    from tests import pabrik

    palang.wait()
    try:
        surat = actions.ajukan(kunci=kunci, pengirim=pabrik.pengirim(), rincian=pabrik.lembaga())
        hasil.put(surat.nomor)
    except Exception as galat:
        hasil.put(f"{type(galat).__name__}: {galat}")
    finally:
        connection.close()


def utama() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")
    django.setup()
    from django.db import connections

    from tests import pabrik

    kunci = uuid.uuid4()
    pabrik.draf_konsultasi(pabrik.lembaga(), kunci)
    connections.close_all()
    konteks = multiprocessing.get_context("fork")
    palang = konteks.Barrier(int(sys.argv[1]))
    hasil = konteks.SimpleQueue()
    anak = [konteks.Process(target=_kirim, args=(palang, kunci, hasil)) for _ in range(int(sys.argv[1]))]
    for satu in anak:
        satu.start()
    for _ in anak:
        sys.stdout.write(hasil.get() + "\n")
    for satu in anak:
        satu.join()


if __name__ == "__main__":
    utama()
