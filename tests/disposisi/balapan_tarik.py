"""Senders claim notices, and officers send them another way, while heads revoke the decisions.

`python -m tests.disposisi.balapan_tarik JUMLAH` with DATABASE_URL and DINSOS_MODE=uji in the environment: decides
JUMLAH complaints, then two processes send and one chooses WhatsApp for every other notice while two revoke, each
all of them. Prints one line of JSON per attempt: {"disposisi": id, "hasil": "ditarik" | "terlambat" | "galat",
"pesan": …}.
"""

import json
import multiprocessing
import os
import sys

import django
from django.conf import settings


def _kirim(palang, jumlah: int, hasil) -> None:
    from django.db import connection

    from dinsos.notifikasi.pengirim import kirim_tertunda

    palang.wait()
    try:
        for _ in range(jumlah):
            kirim_tertunda(batas=1)
    finally:
        connection.close()
        hasil.put(None)


def _cara_lain(palang, pk: list[int], petugas: int, hasil) -> None:
    from django.db import connection

    from dinsos.akun.models import Pengguna
    from dinsos.inti.galat import SudahTerjadi
    from dinsos.notifikasi import actions as outbox
    from dinsos.notifikasi.models import Pesan

    oleh = Pengguna.objects.get(pk=petugas)
    palang.wait()
    for satu in pk[::2]:
        kabar = Pesan.objects.get(kelas="pemberitahuan", kasus__in=_kasus(satu), digantikan_oleh=None)
        try:
            outbox.kirim_cara_lain(pesan=kabar, oleh=oleh, saluran="whatsapp", tujuan="081234567890")
        except SudahTerjadi:
            continue
        except Exception as galat:
            pesan = f"{type(galat).__name__}: {galat}"
            hasil.put({"disposisi": satu, "hasil": "galat", "pesan": pesan})
    connection.close()
    hasil.put(None)


def _kasus(disposisi: int):
    from disposisi.models import Disposisi

    return Disposisi.objects.filter(pk=disposisi).values("surat__uuid")


def _tarik(palang, pk: list[int], kepala: int, hasil) -> None:
    from django.db import connection

    from dinsos.akun.models import Pengguna
    from dinsos.inti.galat import GalatAturan
    from disposisi.models import Disposisi
    from disposisi.penarikan import tarik_disposisi

    oleh = Pengguna.objects.get(pk=kepala)
    palang.wait()
    for satu in pk:
        try:
            tarik_disposisi(disposisi=Disposisi.objects.get(pk=satu), oleh=oleh)
            isi = {"hasil": "ditarik", "pesan": ""}
        except GalatAturan as galat:
            isi = {"hasil": "terlambat", "pesan": galat.pesan}
        except Exception as galat:
            isi = {"hasil": "galat", "pesan": f"{type(galat).__name__}: {galat}"}
        hasil.put(isi | {"disposisi": satu})
    connection.close()
    hasil.put(None)


def _siapkan(jumlah: int) -> tuple[list[int], int, int]:
    from django.db import connections

    from dinsos.notifikasi import actions as outbox
    from dinsos.notifikasi.models import Pesan
    from tests import pabrik

    kepala, petugas = pabrik.pengguna("kepala_dinas"), pabrik.pengguna("petugas")
    surat = [pabrik.pengaduan() for _ in range(jumlah)]
    for tanda_terima in Pesan.objects.all():
        # Not sent here: what sets PDF files has threads of its own, which a fork leaves behind.
        outbox.batalkan(pesan=tanda_terima, oleh=kepala)
    pk = [pabrik.disposisi(satu, oleh=kepala, petugas=petugas).pk for satu in surat]
    connections.close_all()
    return pk, kepala.pk, petugas.pk


def utama() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")
    django.setup()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    jumlah = int(sys.argv[1])
    pk, kepala, petugas = _siapkan(jumlah)
    konteks = multiprocessing.get_context("fork")
    palang, hasil = konteks.Barrier(5), konteks.SimpleQueue()
    kerja = [(_kirim, (palang, jumlah, hasil))] * 2
    kerja += [(_tarik, (palang, pk, kepala, hasil)), (_tarik, (palang, pk[::-1], kepala, hasil))]
    kerja.append((_cara_lain, (palang, pk, petugas, hasil)))
    anak = [konteks.Process(target=fungsi, args=isi, daemon=True) for fungsi, isi in kerja]
    for satu in anak:
        satu.start()
    selesai = 0
    while selesai < len(anak):
        baris = hasil.get()
        if baris is None:
            selesai += 1
        else:
            sys.stdout.write(json.dumps(baris) + "\n")
    for satu in anak:
        satu.join()


if __name__ == "__main__":
    utama()
