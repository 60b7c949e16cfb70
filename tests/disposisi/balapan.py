"""Many real processes decide about one letter at the same instant.

`python -m tests.disposisi.balapan JUMLAH` with DATABASE_URL and DINSOS_MODE=uji in the environment: files one
complaint, then forks JUMLAH processes, half of whom give it to an officer while the others refuse it. Prints one
line of JSON per process: {"hasil": "diputus" | "terlambat" | "galat", "pesan": …}.
"""

import json
import multiprocessing
import os
import sys

import django


def _putuskan(palang, nomor: int, pk: dict, hasil) -> None:
    from django.db import connection

    from dinsos.agenda.models import SuratMasuk
    from dinsos.akun.models import Pengguna
    from dinsos.inti.galat import SudahTerjadi
    from disposisi.actions import disposisikan

    surat = SuratMasuk.objects.get(pk=pk["surat"])
    oleh = Pengguna.objects.get(pk=pk["kepala"][nomor % 2])
    if nomor % 2:
        isi = {"keputusan": "ditolak", "jalan_lain": "Hubungi kantor desa.", "alasan": "Bukan wewenang kami."}
    else:
        petugas = Pengguna.objects.get(pk=pk["petugas"])
        isi = {"keputusan": "ditangani", "mode": "tatap_muka", "petugas": petugas}
    palang.wait()
    try:
        disposisikan(surat=surat, oleh=oleh, **isi)
        hasil.put({"hasil": "diputus", "pesan": isi["keputusan"]})
    except SudahTerjadi as galat:
        hasil.put({"hasil": "terlambat", "pesan": galat.pesan})
    except Exception as galat:
        hasil.put({"hasil": "galat", "pesan": f"{type(galat).__name__}: {galat}"})
    finally:
        connection.close()


def _siapkan() -> dict:
    from django.db import connections

    from tests import pabrik

    siap = {
        "kepala": [pabrik.pengguna("kepala_dinas").pk for _ in range(2)],
        "petugas": pabrik.pengguna("petugas").pk,
        "surat": pabrik.pengaduan().pk,
    }
    connections.close_all()
    return siap


def utama() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")
    django.setup()
    pk = _siapkan()
    jumlah = int(sys.argv[1])
    konteks = multiprocessing.get_context("fork")
    palang, hasil = konteks.Barrier(jumlah), konteks.SimpleQueue()
    anak = [
        konteks.Process(target=_putuskan, args=(palang, nomor, pk, hasil), daemon=True)
        for nomor in range(jumlah)
    ]
    for satu in anak:
        satu.start()
    for _ in anak:
        sys.stdout.write(json.dumps(hasil.get()) + "\n")
    for satu in anak:
        satu.join()


if __name__ == "__main__":
    utama()
