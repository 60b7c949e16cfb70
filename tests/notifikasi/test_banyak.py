"""10,000 queued messages, two senders, one of them killed at random moments and started again."""

import contextlib
import os
import random
import signal
import time

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from dinsos.inti import jam
from dinsos.notifikasi.enums import HasilUpaya, Keadaan
from dinsos.notifikasi.models import Pesan, UpayaKirim
from dinsos.notifikasi.pengirim import kirim_antrean
from tests.bantu.smtp_kacau import Kacau, server_kacau

pytestmark = pytest.mark.django_db(transaction=True)
BANYAK = 10_000
GILIRAN = 50
"""How many messages a sender claims at once, so at most what a killed one leaves to its lease."""


def antrekan_banyak(jumlah: int) -> set[str]:
    """Rows as `antrekan` makes them, in few statements; returns their Message-IDs."""
    kini = jam.sekarang()
    pesan_pesan = [
        Pesan(
            kunci=f"surat:{n}:banyak",
            kelas="uji_biasa",
            kasus=None,
            saluran="email",
            tujuan=f"warga{n}@contoh.id",
            subjek=f"Pesan {n}",
            isi="Yth. Ibu,\n\nsurat Anda sudah kami terima.",
            keadaan=Keadaan.ANTRE,
            coba_pada=kini,
            dibuat_pada=kini,
            message_id=f"<banyak-{n}@contoh.id>",
        )
        for n in range(jumlah)
    ]
    Pesan.objects.bulk_create(pesan_pesan, batch_size=500)
    return {pesan.message_id for pesan in pesan_pesan}


@pytest.mark.timeout(1200)
def test_all_are_delivered_whoever_dies(proses_pengirim, setelan_smtp, jam_uji, skala):
    jumlah, acak, dibunuh, kacau = round(BANYAK * skala**1.5), random.Random(6), 0, Kacau()
    nomor = antrekan_banyak(jumlah)
    connection.close()
    with server_kacau(kacau, setelan_smtp.EMAIL_PORT):
        tetap, induk = proses_pengirim(), proses_pengirim()
        _suruh(tetap, "antrean")
        _suruh(induk, "turunan")
        while tetap.poll() is None and Pesan.objects.filter(keadaan=Keadaan.ANTRE).count() > GILIRAN:
            dibunuh += _bunuh_turunan(induk, acak.uniform(0.05, 0.2 + 3 * skala))
        assert tetap.wait(900) == 0
        assert dibunuh >= 1
        tersisa = Pesan.objects.filter(keadaan=Keadaan.ANTRE).count()
        assert tersisa <= dibunuh * GILIRAN
        jam_uji.maju(menit=6)  # the leases of the dead have run out
        while diterima := kirim_antrean():
            tersisa -= diterima
        assert tersisa == 0
    assert set(kacau.diterima) == nomor
    assert kacau.diterima.total() <= jumlah + dibunuh  # one each that was on its way when its sender died
    assert Pesan.objects.filter(keadaan=Keadaan.DITERIMA).count() == jumlah
    assert UpayaKirim.objects.filter(hasil=HasilUpaya.DITERIMA).count() == jumlah
    assert Group.objects.filter(name__startswith="jam berhenti").count() == jumlah


def _suruh(proses, kata: str) -> None:
    assert proses.stdout.readline() == "siap\n"
    proses.stdin.write(f"{kata}\n")
    proses.stdin.flush()


def _bunuh_turunan(induk, sesudah: float) -> bool:
    """Start a sender and kill it after so many seconds; False when it had nothing left to do before."""
    induk.stdin.write("\n")
    induk.stdin.flush()
    anak = int(induk.stdout.readline())
    time.sleep(sesudah)
    with contextlib.suppress(ProcessLookupError):
        os.kill(anak, signal.SIGKILL)
    return int(induk.stdout.readline()) == -signal.SIGKILL
