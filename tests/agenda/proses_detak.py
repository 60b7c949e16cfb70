"""Workers that tick and send while they are killed, on a database of their own.

`python -m tests.agenda.proses_detak JUMLAH BENIH` with DATABASE_URL, JAM_BERKAS and DINSOS_MODE=uji in the
environment: files JUMLAH letters, then walks through the hours at which their reminders fall due. At each of them
several real workers tick and send, some die by SIGKILL at a random statement, others at a random moment, and are
replaced; meanwhile citizens withdraw letters. Prints one object of JSON: how many died, how many of them in the
middle of a transaction, and for each clock of a withdrawn letter the keys of its reminders when it was stopped.
"""

import json
import logging
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

import django

DITERIMA = "2026-11-23T09:00+08:00"
FASE = (
    "2026-11-24T07:30:05+08:00",  # respon: due today
    "2026-11-24T14:00:05+08:00",  # respon: two office hours left
    "2026-11-25T07:30:05+08:00",  # respon: overdue; pelaksanaan: no time set, since the closing before
    "2026-11-26T07:30:05+08:00",  # pelaksanaan: due today
    "2026-11-27T07:30:05+08:00",  # pelaksanaan: overdue
)
BANYAK_PEKERJA = 3
RERATA_HIDUP = 1.5  # seconds until a worker is killed from outside
RERATA_PERINTAH = 300  # statements until a worker kills itself; fewer when there are few letters
PERINTAH_PER_SURAT = 4
BATAS_FASE = 240


def siapkan(jumlah: int) -> None:
    """File the letters, every third one given to an officer who still has to write the notice."""
    from django.db import transaction

    from tests import pabrik

    with transaction.atomic():
        kepala, petugas = pabrik.pengguna("kepala_dinas"), pabrik.pengguna("petugas")
        for n in range(jumlah):
            surat = pabrik.pengaduan()
            if n % 3 == 0:
                pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True)


def pekerja(sisa: int, catatan: int) -> None:
    """The real loop without the waits; dies before statement `sisa`, having noted a death within a transaction."""
    from django.db import connection

    from dinsos.notifikasi.pengirim import kirim_tertunda
    from dinsos.portal.pekerja import Pekerja, Tugas, detak

    def mati(execute, sql, params, many, context):
        nonlocal sisa
        sisa -= 1
        if not sisa:
            os.write(catatan, b"." * context["connection"].in_atomic_block)
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    connection.execute_wrappers.append(mati)
    Pekerja([Tugas("detak", detak, 0), Tugas("kirim", lambda: kirim_tertunda(batas=5), 0)]).jalan()


def warga(acak: random.Random, surat: list[int], catatan: Path) -> None:
    """Withdraw letters one after the other; note which reminders each stopped clock had."""
    from django.db import transaction

    from dinsos.agenda.actions import cabut
    from dinsos.agenda.models import SuratMasuk, Tenggat
    from dinsos.notifikasi.models import Pesan

    with catatan.open("a") as berkas:
        for pk in surat:
            time.sleep(acak.uniform(0, 0.1))
            with transaction.atomic():
                cabut(surat=SuratMasuk.objects.get(pk=pk))
                hasil = {
                    tenggat: list(Pesan.objects.filter(kunci__startswith=f"{tenggat}:").values_list("kunci"))
                    for tenggat in Tenggat.objects.filter(surat=pk).values_list("pk", flat=True)
                }
            berkas.write(json.dumps(hasil) + "\n")


class Kawanan:
    """The forked processes of one hour."""

    def __init__(self, acak: random.Random, rerata_perintah: int) -> None:
        self.acak = acak
        self.rerata_perintah = rerata_perintah
        self.catatan, nama = tempfile.mkstemp()
        os.unlink(nama)
        self.hidup: dict[int, float] = {}
        self.dibunuh = 0
        self.mati_sendiri = 0

    def lahir(self) -> None:
        sisa = int(self.acak.expovariate(1 / self.rerata_perintah)) + 1
        pid = cabang(pekerja, sisa, self.catatan)
        self.hidup[pid] = time.monotonic() + self.acak.expovariate(1 / RERATA_HIDUP)

    @property
    def mati_di_tengah(self) -> int:
        """How many killed themselves in the middle of a transaction."""
        return os.fstat(self.catatan).st_size

    def urus(self) -> None:
        """Kill whose time has come, and replace the dead."""
        for pid, ajal in list(self.hidup.items()):
            if os.waitpid(pid, os.WNOHANG)[0]:
                self.mati_sendiri += 1
            elif time.monotonic() >= ajal:
                self.bunuh(pid)
            else:
                continue
            del self.hidup[pid]
        while len(self.hidup) < BANYAK_PEKERJA:
            self.lahir()

    def bunuh(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        self.dibunuh += 1

    def habisi(self) -> None:
        for pid in self.hidup:
            self.bunuh(pid)
        self.hidup.clear()


def cabang(kerja, *isi) -> int:
    """Fork; the child does its work and never returns."""
    pid = os.fork()
    if pid:
        return pid
    kode = 1
    try:
        kerja(*isi)
        kode = 0
    except BaseException:
        logging.exception("cabang %s", kerja.__name__)
    finally:
        os._exit(kode)


def masih_jatuh() -> bool:
    """Whether a reminder is due and not done; leaves no connection for a child to inherit."""
    from django.db import connections

    from dinsos.agenda.models import Peringatan
    from dinsos.inti import jam

    try:
        return Peringatan.objects.filter(selesai_pada=None, kirim_pada__lte=jam.sekarang()).exists()
    finally:
        connections.close_all()


def satu_fase(kawanan: Kawanan, surat: list[int], catatan: Path) -> None:
    """Until everything due at this hour is done."""
    batas = time.monotonic() + BATAS_FASE
    pencabut = cabang(warga, random.Random(kawanan.acak.random()), surat, catatan)
    while masih_jatuh():
        for _ in range(20):
            kawanan.urus()
            time.sleep(0.01)
        if time.monotonic() > batas:
            raise AssertionError("pengingat tidak selesai")
    if os.waitpid(pencabut, 0)[1]:
        raise AssertionError("pencabutan gagal")
    kawanan.habisi()


def habiskan() -> None:
    """One worker that nobody kills: what the dead left in the outbox is sent when their leases have run out."""
    from dinsos.notifikasi.models import Pesan
    from dinsos.notifikasi.pengirim import kirim_tertunda
    from dinsos.portal.pekerja import detak

    detak()
    while kirim_tertunda():
        pass
    if Pesan.objects.terbuka().exists():
        raise AssertionError("masih ada pesan yang belum terkirim")


def utama(jumlah: int, benih: int) -> None:
    django.setup()
    from django.conf import settings
    from django.db import connections

    from dinsos.agenda.models import SuratMasuk
    from tests.bantu.jam import Jam

    acak, jam_uji = random.Random(benih), Jam(Path(settings.JAM_BERKAS))
    jam_uji.ke(DITERIMA)
    siapkan(jumlah)
    dicabut = acak.sample(sorted(SuratMasuk.objects.values_list("pk", flat=True)), jumlah // 4)
    connections.close_all()
    kawanan = Kawanan(acak, min(RERATA_PERINTAH, PERINTAH_PER_SURAT * jumlah))
    catatan = Path(tempfile.mkstemp(dir=settings.BERKAS_ROOT)[1])
    try:
        for n, fase in enumerate(FASE):
            jam_uji.ke(fase)
            satu_fase(kawanan, dicabut[n :: len(FASE)], catatan)
    finally:
        kawanan.habisi()
    jam_uji.maju(menit=10)
    habiskan()
    tertutup = {}
    for baris in catatan.read_text().splitlines():
        tertutup |= {int(pk): [kunci for (kunci,) in isi] for pk, isi in json.loads(baris).items()}
    hasil = {
        "mati": kawanan.dibunuh + kawanan.mati_sendiri,
        "di_tengah": kawanan.mati_di_tengah,
        "tertutup": tertutup,
    }
    sys.stdout.write("\n" + json.dumps(hasil))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")
    utama(int(sys.argv[1]), int(sys.argv[2]))
