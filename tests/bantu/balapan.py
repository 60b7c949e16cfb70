"""Many real processes file complaints at the same instant.

`python -m tests.bantu.balapan JUMLAH [KUNCI]` with DATABASE_URL and DINSOS_MODE=uji in the environment: forks
JUMLAH processes that wait for each other and then each file one complaint (all with KUNCI when it is given).
Prints one line of JSON per process: {"nomor": …} or {"galat": …}.
"""

import json
import multiprocessing
import os
import sys
import uuid

import django


def _ajukan(palang, kunci: str, hasil) -> None:
    from django.db import connection

    from tests import pabrik

    palang.wait()
    try:
        surat = pabrik.pengaduan(kunci=uuid.UUID(kunci))
        hasil.put({"nomor": surat.nomor})
    except Exception as galat:
        hasil.put({"galat": f"{type(galat).__name__}: {galat}"})
    finally:
        connection.close()


def _panaskan() -> None:
    """What a running server process has done long ago: load calendars, compile queries. Leaves nothing."""
    from django.db import connections, transaction

    from tests import pabrik

    with transaction.atomic():
        pabrik.pengaduan()
        transaction.set_rollback(True)
    connections.close_all()


def utama() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")
    django.setup()
    _panaskan()
    jumlah = int(sys.argv[1])
    kunci = sys.argv[2] if len(sys.argv) > 2 else None
    konteks = multiprocessing.get_context("fork")
    palang = konteks.Barrier(jumlah)
    hasil = konteks.SimpleQueue()
    anak = [
        konteks.Process(target=_ajukan, args=(palang, kunci or str(uuid.uuid4()), hasil))
        for _ in range(jumlah)
    ]
    for satu in anak:
        satu.start()
    for _ in anak:
        sys.stdout.write(json.dumps(hasil.get()) + "\n")
    for satu in anak:
        satu.join()


if __name__ == "__main__":
    utama()
