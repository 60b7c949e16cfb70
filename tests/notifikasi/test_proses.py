"""Several processes and sudden death: nothing is lost, nothing is sent twice by two senders."""

import os
import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from dinsos.notifikasi.enums import HasilUpaya, Keadaan
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from tests.notifikasi.bantuan import PesanMati, PesanUji, antre, berhenti

pytestmark = pytest.mark.django_db(transaction=True)


def tunggu_siap(*proses):
    for p in proses:
        assert p.stdout.readline() == "siap\n"


def mulai(*proses):
    for p in proses:
        p.stdin.write("\n")
        p.stdin.flush()


@pytest.mark.parametrize("kapan", ["sebelum_jawaban_server", "saat_mencatat"])
def test_kill_9_antara_diterima_server_dan_tercatat(proses_pengirim, server, jam_uji, kapan):
    """Killed before it saw the 250, or inside the recording transaction: sent again, recorded once."""
    kelas = PesanUji if kapan == "sebelum_jawaban_server" else PesanMati
    pesan = antre(kelas=kelas)
    p = proses_pengirim(UJI_MATI="1")
    if kapan == "sebelum_jawaban_server":
        server.saat_diterima = lambda: os.kill(p.pid, signal.SIGKILL)
    tunggu_siap(p)
    mulai(p)
    assert p.wait(30) == -signal.SIGKILL
    server.saat_diterima = None

    pesan.refresh_from_db()
    assert pesan.keadaan == Keadaan.ANTRE
    assert not berhenti(pesan)
    assert kirim_tertunda() == 0  # the dead sender's lease still runs
    jam_uji.maju(menit=6)
    assert kirim_tertunda() == 1

    assert server.message_id == [pesan.message_id] * 2
    pesan.refresh_from_db()
    assert pesan.keadaan == Keadaan.DITERIMA
    assert pesan.upaya.filter(hasil=HasilUpaya.DITERIMA).count() == 1
    assert berhenti(pesan)
    jam_uji.maju(hari=1)
    assert kirim_tertunda() == 0


def test_dua_pengirim_tidak_pernah_mengirim_baris_yang_sama(proses_pengirim, server):
    pesan_pesan = [antre(f"surat:{n}:uji", tujuan=f"warga{n}@contoh.id") for n in range(12)]
    server.lama = 0.02
    p1, p2 = proses_pengirim(), proses_pengirim()
    tunggu_siap(p1, p2)
    mulai(p1, p2)
    jumlah = [int(p.communicate(timeout=60)[0]) for p in (p1, p2)]

    assert sum(jumlah) == 12
    assert min(jumlah) > 0
    assert Counter(server.message_id) == Counter(p.message_id for p in pesan_pesan)
    assert Pesan.objects.filter(keadaan=Keadaan.DITERIMA, percobaan=1).count() == 12
    assert Group.objects.filter(name__startswith="jam berhenti").count() == 12


def test_kunci_yang_sama_pada_saat_yang_sama_menjadi_satu_pesan(basis_data_bersama):
    bersama = Barrier(8)

    def antrekan(_):
        try:
            bersama.wait()
            return antre("surat:9:tanda_terima", saluran="halaman_kasus", tujuan="").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as kolam:
        id_id = set(kolam.map(antrekan, range(8)))
    pesan = Pesan.objects.get()
    assert id_id == {pesan.pk}
    assert pesan.upaya.count() == 1
    assert berhenti(pesan)
