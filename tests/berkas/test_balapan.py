"""Two at once on one file. SQLite lets in one writer at a time, so the races exist on PostgreSQL only."""

import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from dinsos.berkas import actions, gudang
from dinsos.berkas.enums import Keadaan
from dinsos.berkas.galat import GalatBerkas
from dinsos.berkas.models import Berkas
from tests.berkas import korpus

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("sqlite" in str(connection.vendor), reason="SQLite menulis satu per satu"),
]


@pytest.fixture
def berkas() -> Berkas:
    return actions.simpan(unggahan=SimpleUploadedFile("foto.png", korpus.png()))


def _di_utas(kerja) -> threading.Thread:
    def jalan() -> None:
        try:
            kerja()
        finally:
            connection.close()

    utas = threading.Thread(target=jalan)
    utas.start()
    return utas


def test_sapuan_tidak_menunggu_dan_tidak_mengambil_berkas_yang_sedang_ditautkan(berkas):
    with transaction.atomic():
        actions.tautkan(berkas=berkas)
        hasil = []
        utas = _di_utas(lambda: hasil.append(actions.sapu(lebih_tua_dari=timedelta(0))))
        utas.join(timeout=20)
        assert hasil == [actions.HasilSapu(baris=0, berkas=0)]
    assert Berkas.objects.get().keadaan == Keadaan.TERTAUT
    assert gudang.ukuran(berkas.nama_simpan) == berkas.ukuran


def test_dua_surat_memperebutkan_satu_berkas_hanya_satu_yang_mendapat(berkas):
    mulai, hasil = threading.Barrier(2), []

    def ambil() -> None:
        mulai.wait(timeout=20)
        try:
            with transaction.atomic():
                actions.tautkan(berkas=berkas)
        except GalatBerkas as galat:
            hasil.append(galat.kode)
        else:
            hasil.append("dapat")

    for utas in [_di_utas(ambil) for _ in range(2)]:
        utas.join(timeout=20)
    assert sorted(hasil) == ["dapat", "sudah_tertaut"]
