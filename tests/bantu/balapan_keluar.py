"""Several real processes send letters out and keep their PDFs, and some of them die at any moment.

`python -m tests.bantu.balapan_keluar PROSES SURAT MATI` with DATABASE_URL, BERKAS_ROOT and DINSOS_MODE=uji in the
environment: forks PROSES processes that send SURAT letters each. MATI of them are killed (SIGKILL) while they work
and started again. Prints one line of JSON: {"mati": …, "galat": […]}.
"""

import json
import multiprocessing
import os
import random
import signal
import sys
import time

import django


def _kerjakan(banyak: int, galat) -> None:
    from django.db import connection

    from dinsos.dokumen import surat as keluar_acts
    from dinsos.dokumen.models import SuratKeluar
    from tests.dokumen import keluar

    try:
        for _ in range(banyak):
            keluar.jawaban()
            # What others have just sent, too: they are at the same PDF.
            for satu in SuratKeluar.objects.filter(berkas=None).order_by("?")[:2]:
                keluar_acts.pastikan_pdf(satu)
    except Exception as salah:
        galat.put(f"{type(salah).__name__}: {salah}")
    finally:
        connection.close()


def _panaskan() -> None:
    """Load what a running process has loaded, the compiler left aside: it is no thing to fork. Leaves nothing."""
    from django.db import connections, transaction

    from tests.dokumen import keluar

    with transaction.atomic():
        keluar.jawaban()
        transaction.set_rollback(True)
    connections.close_all()


def utama() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")
    django.setup()
    _panaskan()
    proses, banyak, mati = (int(satu) for satu in sys.argv[1:4])
    konteks = multiprocessing.get_context("fork")
    galat, acak, dibunuh = konteks.SimpleQueue(), random.Random(6), 0

    def mulai():
        anak = konteks.Process(target=_kerjakan, args=(banyak, galat))
        anak.start()
        return anak

    semua = [mulai() for _ in range(proses)]
    for _ in range(mati):
        time.sleep(acak.uniform(0.02, 0.4))
        hidup = [satu for satu in semua if satu.is_alive()]
        if not hidup:
            break
        korban = acak.choice(hidup)
        os.kill(korban.pid, signal.SIGKILL)
        korban.join()
        dibunuh += 1
        semua.append(mulai())
    for satu in semua:
        satu.join()
    keluhan = []
    while not galat.empty():
        keluhan.append(galat.get())
    sys.stdout.write(json.dumps({"mati": dibunuh, "galat": keluhan}) + "\n")


if __name__ == "__main__":
    utama()
