"""The background worker: what one round does, what it survives, and how it stops."""

import io
import os
import signal
import subprocess
import sys
import time
import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError

from dinsos.agenda import draf as draf_actions
from dinsos.agenda.models import Denyut, Draf, Lampiran, Peringatan, SuratMasuk
from dinsos.berkas import actions as berkas_actions
from dinsos.berkas import gudang
from dinsos.berkas.models import Berkas
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from dinsos.portal import pekerja
from pengaduan import actions as pengaduan_actions
from tests import pabrik
from tests.bantu import basisdata

NYATA = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def unggah(nama: str = "bukti.jpg") -> Berkas:

    isi = io.BytesIO(pabrik.gambar(ukuran=(64, 64)))
    isi.name = nama
    return berkas_actions.simpan(unggahan=isi)


# --- one round ---------------------------------------------------------------------------------


@NYATA
def test_one_round_sends_ticks_and_sweeps(jam_uji, capsys):
    jam_uji.ke("2026-11-23T09:00+08:00")
    pabrik.pengguna("kepala_dinas")
    surat = pabrik.pengaduan()
    jam_uji.ke("2026-11-25T09:00+08:00")
    call_command("pekerja", "--sekali")
    assert Pesan.objects.get(kasus=surat.uuid).diterima_pada
    assert Denyut.objects.get(nama="detak").pada <= jam.sekarang()
    assert Pesan.objects.filter(kelas="pengingat").exists()


@NYATA
def test_a_failing_task_is_logged_without_words_and_the_others_go_on(monkeypatch, caplog):
    surat = pabrik.pengaduan()

    def rusak() -> None:
        raise OperationalError(f"surat dari {surat.pengirim.nama} tidak terbaca")

    monkeypatch.setattr(pekerja.pengirim, "kirim_antrean", rusak)
    with pytest.raises(CommandError, match="Ada pekerjaan yang gagal"):
        call_command("pekerja", "--sekali")
    assert "kirim gagal: OperationalError" in caplog.text
    assert surat.pengirim.nama not in caplog.text
    assert Denyut.objects.filter(nama="detak").exists()


@pytest.mark.django_db
def test_the_command_detak_is_one_tick(jam_uji, capsys):
    jam_uji.ke("2026-11-23T09:00+08:00")
    pabrik.pengguna("kepala_dinas")
    pabrik.pengaduan()
    jam_uji.ke("2026-11-24T08:00+08:00")
    call_command("detak")
    assert capsys.readouterr().out == "1 pengingat masuk antrean.\n"


@pytest.mark.django_db
def test_a_time_of_handling_in_the_disposition_needs_no_reminder(jam_uji):
    saat = jam_uji.ke("2026-11-23T09:00+08:00")
    surat = pabrik.pengaduan()
    pabrik.disposisi(surat, waktu=saat + timedelta(days=2))
    jam_uji.ke("2026-11-24T16:00:20+08:00")
    pekerja.detak()
    tahap = Peringatan.objects.get(tenggat__surat=surat, tahap="belum_terjadwal")
    assert tahap.hasil == "tidak_perlu"


# --- sweeping ----------------------------------------------------------------------------------


@NYATA
def test_old_drafts_go_with_their_files_and_young_ones_stay(jam_uji):
    lama = draf_actions.simpan(kunci=uuid.uuid4(), layanan="pengaduan", data={"nama": "Wa Ina"})
    berkas = unggah()
    draf_actions.lampirkan(draf=lama, berkas=berkas, peran="bukti")
    jam_uji.maju(hari=6)
    muda = draf_actions.simpan(kunci=uuid.uuid4(), layanan="pengaduan", data={})
    assert pekerja.sapu() == 0
    jam_uji.maju(hari=2)
    assert pekerja.sapu() == 1
    assert list(Draf.objects.all()) == [muda]
    assert not Lampiran.objects.exists()
    assert gudang.ukuran(berkas.nama_simpan) is None


@NYATA
def test_a_draft_that_is_still_being_written_keeps_its_old_upload(jam_uji):
    kunci = uuid.uuid4()
    draf = draf_actions.simpan(kunci=kunci, layanan="pengaduan", data={})
    draf_actions.lampirkan(draf=draf, berkas=unggah(), peran="bukti")
    jam_uji.maju(hari=8)
    draf_actions.simpan(kunci=kunci, layanan="pengaduan", data={"uraian": "lanjut"})
    assert pekerja.sapu() == 0
    assert Lampiran.objects.count() == 1


@NYATA
def test_a_letter_keeps_its_files_and_loses_those_it_did_not_take(jam_uji):
    kunci = uuid.uuid4()
    draf = draf_actions.simpan(kunci=kunci, layanan="pengaduan", data={})
    bukti, goresan = unggah(), unggah("tanda-tangan.jpg")
    draf_actions.lampirkan(draf=draf, berkas=bukti, peran="bukti")
    draf_actions.lampirkan(draf=draf, berkas=goresan, peran="tanda_tangan")
    surat = pengaduan_actions.ajukan(kunci=kunci, pengirim=pabrik.pengirim(), rincian=pabrik.rincian())
    jam_uji.maju(hari=30)
    pekerja.sapu()
    assert [satu.berkas for satu in surat.lampiran.all()] == [bukti]
    assert gudang.ukuran(bukti.nama_simpan) == bukti.ukuran
    assert gudang.ukuran(goresan.nama_simpan) is None
    # The row of the draft is the idempotency key of its letter.
    ulang = pengaduan_actions.ajukan(kunci=kunci, pengirim=pabrik.pengirim(), rincian=pabrik.rincian())
    assert ulang == surat
    assert SuratMasuk.objects.count() == 1


@NYATA
def test_an_upload_without_a_draft_is_swept(jam_uji):
    berkas = unggah()
    jam_uji.maju(hari=8)
    pekerja.sapu()
    assert not Berkas.objects.exists()
    assert gudang.ukuran(berkas.nama_simpan) is None


# --- the process -------------------------------------------------------------------------------


@pytest.mark.parametrize("sinyal", [signal.SIGTERM, signal.SIGINT])
def test_the_process_stops_cleanly(tmp_path, sinyal):
    url = basisdata.baru(tmp_path)
    proses = subprocess.Popen(
        [sys.executable, "manage.py", "pekerja"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url, "BERKAS_ROOT": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        batas = time.monotonic() + 60
        while not basisdata.tanya(url, "SELECT nama FROM agenda_denyut") and time.monotonic() < batas:
            time.sleep(0.2)
        proses.send_signal(sinyal)
        keluaran, _ = proses.communicate(timeout=15)
    finally:
        proses.kill()
        basisdata.buang(url)
    assert (proses.returncode, keluaran) == (0, b"")


def test_the_process_survives_a_database_that_is_away(tmp_path):
    proses = subprocess.Popen(
        [sys.executable, "manage.py", "pekerja"],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {"DATABASE_URL": f"sqlite:///{tmp_path}/kosong.sqlite3", "BERKAS_ROOT": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        # Ends with the process: a worker that gives up before it says so fails here.
        assert any(b"kirim gagal: OperationalError" in baris for baris in proses.stdout)
        assert proses.poll() is None
        proses.terminate()
        proses.communicate(timeout=60)
    finally:
        proses.kill()
    assert proses.returncode == 0
