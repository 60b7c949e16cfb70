"""Real processes at one desk act on one guest at the same instant.

`python -m tests.agenda.proses_tamu APA JUMLAH` with DATABASE_URL and DINSOS_MODE=uji in the environment. APA:
"masuk" (all enter the same guest), "arahkan" (all lead the guest), "campur" (half lead, half send home). Prints one
line of JSON: what each process was told, "ok" or the name of the error.
"""

import json
import multiprocessing
import os
import sys

import django


def _satu(palang, nomor: int, apa: str, isi: dict, hasil) -> None:
    from django.db import connection

    from dinsos.agenda import kunjungan as tamu
    from dinsos.agenda.models import Kunjungan, SuratMasuk
    from dinsos.akun.models import Pengguna

    piket, petugas = (Pengguna.objects.get(pk=isi[nama]) for nama in ("piket", "petugas"))
    palang.wait()
    try:
        if apa == "masuk":
            surat = SuratMasuk.objects.get(pk=isi["surat"])
            tamu.mulai_kunjungan(surat=surat, oleh=piket, keperluan="Bantuan.")
        else:
            kunjungan = Kunjungan.objects.get(pk=isi["kunjungan"])
            if apa == "campur" and nomor % 2:
                tamu.tamu_pulang(kunjungan=kunjungan, oleh=piket)
            else:
                tamu.arahkan_tamu(kunjungan=kunjungan, oleh=piket, petugas=petugas)
        hasil.put("ok")
    except Exception as galat:
        hasil.put(type(galat).__name__)
    finally:
        connection.close()


def _siapkan(apa: str) -> dict:
    from django.db import connections

    from tests import pabrik
    from tests.agenda.tamu import kunjungan, surat_tamu

    piket, petugas = pabrik.pengguna("piket"), pabrik.pengguna("petugas")
    surat = surat_tamu()
    isi = {"piket": piket.pk, "petugas": petugas.pk, "surat": surat.pk}
    if apa != "masuk":
        isi["kunjungan"] = kunjungan(surat, oleh=piket).pk
    connections.close_all()
    return isi


def utama(apa: str, jumlah: int) -> None:
    django.setup()
    isi = _siapkan(apa)
    konteks = multiprocessing.get_context("fork")
    palang, hasil = konteks.Barrier(jumlah), konteks.SimpleQueue()
    anak = [konteks.Process(target=_satu, args=(palang, nomor, apa, isi, hasil)) for nomor in range(jumlah)]
    for satu in anak:
        satu.start()
    sys.stdout.write("\n" + json.dumps([hasil.get() for _ in anak]))
    for satu in anak:
        satu.join()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")
    utama(sys.argv[1], int(sys.argv[2]))
