"""Many real processes book, move and cancel appointments in the same few rooms at the same time.

`python -m tests.disposisi.balapan_jadwal PROSES PERCOBAAN` with DATABASE_URL and DINSOS_MODE=uji in the
environment: makes 3 rooms, 4 officers and 40 letters, then forks PROSES processes that make PERCOBAAN attempts
together. Prints one line of JSON per process: {"berhasil": n, "ditolak": {sentence: n}, "galat": [...]}.
"""

import json
import multiprocessing
import os
import random
import sys
from collections import Counter
from datetime import datetime, timedelta

import django

MULAI = datetime.fromisoformat("2026-11-24T07:30+08:00")
SURAT, RUANG, PETUGAS = 40, 3, 4


def _langkah(acak: random.Random, isi: dict) -> None:
    from dinsos.agenda.models import SuratMasuk
    from dinsos.akun.models import Pengguna
    from disposisi import jadwal
    from disposisi.models import Audiensi, Ruang

    kepala = Pengguna.objects.get(pk=isi["kepala"])
    petugas = Pengguna.objects.get(pk=acak.choice(isi["petugas"]))
    ruang = Ruang.objects.get(pk=acak.choice(isi["ruang"]))
    mulai = MULAI + timedelta(minutes=15 * acak.randrange(16))
    lama = timedelta(minutes=15 * acak.randrange(1, 5))
    surat = SuratMasuk.objects.get(pk=acak.choice(isi["surat"]))
    ada = Audiensi.objects.berjalan().filter(surat=surat).first()
    if ada is None:
        jadwal.jadwalkan(
            surat=surat, oleh=kepala, petugas=petugas, mode="tatap_muka", ruang=ruang, mulai=mulai, lama=lama
        )
    elif acak.random() < 0.6:
        jadwal.jadwal_ulang(
            audiensi=ada, oleh=kepala, mulai=mulai, lama=lama, petugas=petugas, ruang=ruang, alasan="Uji."
        )
    else:
        jadwal.batalkan_jadwal(audiensi=ada, oleh=kepala, alasan="Uji.")


def _coba_terus(palang, nomor: int, banyak: int, isi: dict, hasil) -> None:
    from django.db import connection

    from dinsos.inti.galat import GalatAturan

    acak = random.Random(nomor)
    berhasil, ditolak, galat = 0, Counter(), []
    palang.wait()
    for _ in range(banyak):
        try:
            _langkah(acak, isi)
            berhasil += 1
        except GalatAturan as tolak:
            ditolak[tolak.pesan] += 1
        except Exception as rusak:
            galat.append(f"{type(rusak).__name__}: {rusak}")
    connection.close()
    hasil.put({"berhasil": berhasil, "ditolak": ditolak, "galat": galat})


def _siapkan() -> dict:
    from django.db import connections

    from disposisi.models import Ruang
    from tests import pabrik

    siap = {
        "kepala": pabrik.pengguna("kepala_dinas").pk,
        "petugas": [pabrik.pengguna("petugas").pk for _ in range(PETUGAS)],
        "ruang": [Ruang.objects.create(nama=f"Ruang {n}").pk for n in range(RUANG)],
        "surat": [pabrik.pengaduan().pk for _ in range(SURAT)],
    }
    connections.close_all()
    return siap


def utama() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")
    django.setup()
    isi = _siapkan()
    proses, percobaan = int(sys.argv[1]), int(sys.argv[2])
    konteks = multiprocessing.get_context("fork")
    palang, hasil = konteks.Barrier(proses), konteks.SimpleQueue()
    anak = [
        konteks.Process(
            target=_coba_terus, args=(palang, n, -(-percobaan // proses), isi, hasil), daemon=True
        )
        for n in range(proses)
    ]
    for satu in anak:
        satu.start()
    for _ in anak:
        sys.stdout.write(json.dumps(hasil.get()) + "\n")
    for satu in anak:
        satu.join()


if __name__ == "__main__":
    utama()
