"""Many real processes book, move, cancel, offer, choose and let expire in the same few rooms at the same time.

`python -m tests.disposisi.balapan_jadwal PROSES PERCOBAAN` with DATABASE_URL and DINSOS_MODE=uji in the
environment: makes 3 rooms, 4 officers and 40 letters, then forks PROSES processes that make PERCOBAAN attempts
together. Prints one line of JSON per process: {"berhasil": n, "ditolak": {sentence: n}, "galat": [...]}.
"""

import json
import multiprocessing
import os
import random
import sys
import time
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
    mulai = MULAI + timedelta(days=acak.randrange(2), minutes=15 * acak.randrange(16))
    lama = timedelta(minutes=15 * acak.randrange(1, 5))
    surat = SuratMasuk.objects.get(pk=acak.choice(isi["surat"]))
    ada = Audiensi.objects.berjalan().filter(surat=surat).first()
    if ada is None:
        jadwal.jadwalkan(
            surat=surat, oleh=kepala, petugas=petugas, mode="tatap_muka", ruang=ruang, mulai=mulai, lama=lama
        )
        return
    pilihan = acak.random()
    if pilihan < 0.4:
        jadwal.jadwal_ulang(
            audiensi=ada, oleh=kepala, mulai=mulai, lama=lama, petugas=petugas, ruang=ruang, alasan="Uji."
        )
    elif pilihan < 0.55:
        jadwal.batalkan_jadwal(audiensi=ada, oleh=kepala, alasan="Uji.")
    else:
        _tawaran(acak, surat, kepala, {"mulai": mulai, "lama": lama, "ruang": ruang})


def _tawaran(acak: random.Random, surat, kepala, rencana: dict) -> None:
    """Offer another time, sometimes for a moment only, or choose, decline, or do the worker's tick."""
    from dinsos.inti import jam
    from disposisi import usulan
    from disposisi.models import Audiensi
    from disposisi.usulan_lepas import sapu_kedaluwarsa

    terbuka = list(Audiensi.objects.filter(surat=surat, keadaan="diusulkan").values_list("pk", flat=True))
    pilihan = acak.random()
    if pilihan < 0.5 or not terbuka:
        tempat = usulan.Tempat(rencana["lama"], rencana["ruang"])
        [baru] = usulan.usulkan(
            surat=surat, oleh=kepala, mulai=[rencana["mulai"]], alasan="Uji.", tempat=tempat
        )
        if acak.random() < 0.5:
            Audiensi.objects.filter(pk=baru.pk, keadaan="diusulkan").update(
                berlaku_sampai=jam.sekarang() + timedelta(milliseconds=200)
            )
    elif pilihan < 0.8:
        usulan.pilih_usulan(surat=surat, pk=acak.choice(terbuka))
    elif pilihan < 0.9:
        usulan.tolak_usulan(surat=surat)
    else:
        sapu_kedaluwarsa()


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

    from dinsos.akun.models import Pengguna
    from disposisi.models import Ruang
    from tests import pabrik

    siap = {
        "kepala": pabrik.pengguna("kepala_dinas").pk,
        "petugas": [pabrik.pengguna("petugas").pk for _ in range(PETUGAS)],
        "ruang": [Ruang.objects.create(nama=f"Ruang {n}").pk for n in range(RUANG)],
    }
    kepala, petugas = Pengguna.objects.get(pk=siap["kepala"]), Pengguna.objects.get(pk=siap["petugas"][0])
    semua = [pabrik.pengaduan() for _ in range(SURAT)]
    for surat in semua:
        pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    siap["surat"] = [surat.pk for surat in semua]
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
    time.sleep(0.3)
    from disposisi.usulan_lepas import sapu_kedaluwarsa

    while sapu_kedaluwarsa():
        pass


if __name__ == "__main__":
    utama()
