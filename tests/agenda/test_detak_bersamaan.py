"""A tick and an act that stops the same clock: whoever comes second waits, and sees what the first one did."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event

import pytest
from django.db import connection, transaction

from dinsos.agenda import actions
from dinsos.agenda.detak import detak
from dinsos.agenda.models import Peringatan, Tenggat
from dinsos.notifikasi.models import Pesan
from tests import pabrik

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.sk("PGD-WAKTU-1", "KSL-WAKTU-1"),
]


@pytest.fixture
def surat(jam_uji):
    """A letter with both clocks overdue."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    pabrik.pengguna("kepala_dinas")
    satu = pabrik.pengaduan()
    jam_uji.ke("2026-12-02T10:00+08:00")
    return satu


@pytest.fixture
def lain():
    """Runs something in another thread, on a connection of its own."""
    with ThreadPoolExecutor(2) as kolam:

        def mulai(kerja: Callable, *isi, **kata):
            def jalankan():
                try:
                    return kerja(*isi, **kata)
                finally:
                    connection.close()

            return kolam.submit(jalankan)

        yield mulai


def test_an_act_waits_for_the_tick_that_has_decided(surat, lain):
    sampai, lanjut = Event(), Event()

    def tahan(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "notifikasi_pesan"'):
            sampai.set()
            lanjut.wait(15)
        return execute(sql, params, many, context)

    def detak_pelan() -> int:
        with connection.execute_wrapper(tahan):
            return detak()

    pelan = lain(detak_pelan)
    assert sampai.wait(15)
    cabut = lain(actions.cabut, surat=surat)
    belum = wait([cabut], timeout=0.5).not_done
    lanjut.set()
    assert belum == {cabut}
    assert pelan.result() == 2
    cabut.result()
    assert not Tenggat.objects.terbuka().exists()
    assert Pesan.objects.filter(kelas="pengingat").count() == 2
    assert set(Peringatan.objects.filter(tahap="terlambat").values_list("hasil", flat=True)) == {"terkirim"}


def test_a_tick_tells_nothing_of_a_clock_that_is_just_being_stopped(surat, lain):
    with transaction.atomic():
        actions.cabut(surat=surat)
        bersamaan = lain(detak)
        wait([bersamaan], timeout=0.5)
    assert bersamaan.result() == 0
    assert detak() == 0
    assert not Pesan.objects.filter(kelas="pengingat").exists()
    assert not Peringatan.objects.filter(selesai_pada=None).exists()
    assert "terkirim" not in Peringatan.objects.values_list("hasil", flat=True)
