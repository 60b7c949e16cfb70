"""Copies of identity documents are deleted in time, everywhere, and nothing else is (UU 27/2022)."""

import io
import json
import logging
import os
import subprocess
import sys
import threading
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connections, transaction

from dinsos.agenda import draf as draf_actions
from dinsos.agenda.enums import TERTUTUP, Status
from dinsos.agenda.models import Denyut, Draf, Lampiran, Riwayat, TujuanIdentitas
from dinsos.berkas import actions as berkas_actions
from dinsos.berkas import gudang
from dinsos.berkas.models import Berkas, LogAksesBerkas
from dinsos.inti import jam
from dinsos.portal.pekerja import sapu, sapu_identitas
from konsultasi import retensi
from konsultasi.models import Konsultasi
from tests import pabrik
from tests.bantu import basisdata
from tests.bantu.sumber import AKAR
from tests.konsultasi.tahap import konsultasi_di

NYATA = pytest.mark.django_db(transaction=True, serialized_rollback=True)
NIK = "7404014503800001"
SENIN = "2026-11-23T09:00+08:00"
TERBUKA = [status for status in Status if status not in TERTUTUP]


@pytest.fixture
def kepala(db):
    return pabrik.pengguna("kepala_dinas")


@pytest.fixture
def petugas(db):
    return pabrik.pengguna("petugas", nama="La Ode Amrin, S.ST.")


@pytest.fixture
def ditutup(kepala, petugas, jam_uji):
    """A consultation that was refused on Monday at nine; its number was corrected once."""
    jam_uji.ke(SENIN)
    surat = konsultasi_di(Status.DITOLAK, kepala=kepala, petugas=petugas)
    rincian = surat.konsultasi
    rincian.nomor_identitas = "7404014503800002"
    rincian._change_reason = f"salah tulis: {NIK[:6]} {NIK[6:]}"
    rincian.save()
    rincian.identitas_diperiksa_pada, rincian.identitas_diperiksa_oleh = jam.sekarang(), petugas
    rincian._change_reason = "diperiksa di loket"
    rincian.save()
    return surat


def kartu(surat):
    return surat.lampiran.select_related("berkas").get(peran="identitas").berkas


def jalan(coba: bool = False) -> list[str]:
    hasil = []
    jumlah = retensi.hapus_semua(lapor=lambda satu: hasil.append(str(satu)), coba=coba)
    assert jumlah == len(hasil)
    return hasil


def nomor_di_mana_pun(surat) -> set[str]:
    """Every text of the consultation's tables that holds a number of the card."""
    catatan = Konsultasi.history.filter(surat_id=surat.pk).values_list(
        "nomor_identitas", "history_change_reason"
    )
    kini = Konsultasi.objects.filter(surat=surat).values_list("nomor_identitas", flat=True)
    semua = {teks or "" for satu in catatan for teks in satu} | set(kini)
    return {teks for teks in semua if any(angka.isdigit() for angka in teks)}


# --- when -----------------------------------------------------------------------------------------


def test_the_boundary_is_exact(ditutup, jam_uji):
    berkas, tepat = kartu(ditutup), ditutup.ditutup_pada + timedelta(days=30)
    with jam.pada(tepat - timedelta(microseconds=1)):
        assert jalan() == []
        assert gudang.ukuran(berkas.nama_simpan) == berkas.ukuran
    with jam.pada(tepat):
        assert jalan() == [f"{ditutup.nomor}: 1 berkas, nomor kartu"]
    assert kartu(ditutup).sudah_dihapus


@pytest.mark.parametrize("hari", [1, 90])
def test_the_setting_decides(ditutup, settings, hari):
    settings.IDENTITAS_SIMPAN_HARI = hari
    with jam.pada(ditutup.ditutup_pada + timedelta(days=hari, seconds=-1)):
        assert jalan() == []
    with jam.pada(ditutup.ditutup_pada + timedelta(days=hari)):
        assert len(jalan()) == 1


@pytest.mark.parametrize("status", TERTUTUP)
def test_every_end_state_counts(kepala, petugas, status, jam_uji):
    jam_uji.ke(SENIN)
    surat = konsultasi_di(status, kepala=kepala, petugas=petugas)
    jam_uji.maju(hari=31)
    assert jalan() == [f"{surat.nomor}: 1 berkas, nomor kartu"]
    surat.refresh_from_db()
    assert (surat.status, surat.konsultasi.jenis_identitas) == (status, "ktp")


@pytest.mark.parametrize("status", TERBUKA)
def test_open_letters_are_never_touched(kepala, petugas, status, jam_uji):
    jam_uji.ke(SENIN)
    surat = konsultasi_di(status, kepala=kepala, petugas=petugas)
    jam_uji.maju(hari=4000)
    assert jalan(coba=True) == jalan() == []
    assert retensi.hapus_identitas(surat_pk=surat.pk) is None
    assert gudang.ukuran(kartu(surat).nama_simpan)
    assert Konsultasi.objects.get(surat=surat).nomor_identitas == NIK


# --- what -----------------------------------------------------------------------------------------


def test_bytes_and_number_go_everywhere_and_the_case_stays(
    ditutup, petugas, jam_uji, django_capture_on_commit_callbacks
):
    TujuanIdentitas.objects.create(surat=ditutup, pengguna=petugas, tujuan="Mencocokkan", pada=jam.sekarang())
    berkas_actions.catat_akses(berkas=kartu(ditutup), oleh=petugas, sebagai="Petugas", tujuan="Mencocokkan")
    simpan, awal = kartu(ditutup).nama_simpan, Konsultasi.history.filter(surat_id=ditutup.pk).count()
    assert len(nomor_di_mana_pun(ditutup)) == 3
    jam_uji.maju(hari=30)
    with django_capture_on_commit_callbacks(execute=True):
        jalan()
    assert gudang.ukuran(simpan) is None
    assert (kartu(ditutup).keadaan, kartu(ditutup).nama_asli) == ("dihapus", "")
    assert nomor_di_mana_pun(ditutup) == set()
    rincian = Konsultasi.objects.get(surat=ditutup)
    assert (rincian.jenis_identitas, rincian.identitas_diperiksa_oleh) == ("ktp", petugas)
    assert rincian.identitas_diperiksa_pada
    assert rincian.materi
    catatan = Konsultasi.history.filter(surat_id=ditutup.pk)
    assert catatan.count() == awal + 1
    assert "diperiksa di loket" in set(catatan.values_list("history_change_reason", flat=True))
    assert LogAksesBerkas.objects.filter(berkas=kartu(ditutup)).count() == 1
    assert TujuanIdentitas.objects.filter(surat=ditutup).count() == 1


def test_another_card_keeps_its_name(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    rincian = pabrik.rincian_konsultasi(
        jenis_identitas="lain", nama_identitas_lain="SIM C", nomor_identitas="1234-5678"
    )
    surat = konsultasi_di(Status.DITOLAK, kepala=kepala, petugas=petugas, rincian=rincian)
    jam_uji.maju(hari=30)
    assert len(jalan()) == 1
    assert Konsultasi.objects.get(surat=surat).kartu_identitas == "SIM C"


def test_staff_and_citizen_read_it_once(ditutup, jam_uji):
    jam_uji.maju(hari=30)
    for _ in range(3):
        jalan()
    baris = Riwayat.objects.get(surat=ditutup, jenis="identitas_dihapus")
    assert baris.teks == "Salinan kartu identitas dihapus menurut masa simpan 30 hari sesudah surat ditutup."
    assert baris.teks_warga == "Salinan kartu identitas Anda sudah kami hapus."
    assert (baris.oleh, baris.pelaku) == (None, "Sistem")


def test_a_number_without_a_copy_goes_too(ditutup, jam_uji):
    berkas_actions.hapus(berkas=kartu(ditutup))
    jam_uji.maju(hari=30)
    assert jalan() == [f"{ditutup.nomor}: nomor kartu"]
    baris = Riwayat.objects.get(surat=ditutup, jenis="identitas_dihapus")
    assert baris.teks_warga == "Nomor kartu identitas Anda sudah kami hapus."


def test_other_papers_of_the_letter_stay(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = konsultasi_di(Status.DITOLAK, kepala=kepala, petugas=petugas, rincian=pabrik.lembaga())
    jam_uji.maju(hari=30)
    assert len(jalan()) == 1
    lembaga = surat.lampiran.select_related("berkas").get(peran="surat_lembaga").berkas
    assert gudang.ukuran(lembaga.nama_simpan) == lembaga.ukuran


@pytest.mark.parametrize("rincian_tetap", [True, False])
def test_a_letter_that_was_moved_to_complaints_is_served_too(ditutup, jam_uji, rincian_tetap):
    ditutup.layanan = "pengaduan"
    ditutup.save()
    if not rincian_tetap:
        Konsultasi.objects.filter(surat=ditutup).delete()
    jam_uji.maju(hari=30)
    assert jalan() == [f"{ditutup.nomor}: 1 berkas, nomor kartu"]
    assert kartu(ditutup).sudah_dihapus
    assert nomor_di_mana_pun(ditutup) == set()


# --- again, at once, and after a death ------------------------------------------------------------


def test_twice_is_once(ditutup, jam_uji):
    jam_uji.maju(hari=40)
    assert len(jalan()) == 1
    jejak = (Riwayat.objects.count(), Konsultasi.history.count())
    assert jalan() == jalan(coba=True) == []
    assert (Riwayat.objects.count(), Konsultasi.history.count()) == jejak


@NYATA
def test_two_runs_at_once_tell_and_write_once(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = [konsultasi_di(Status.DITOLAK, kepala=kepala, petugas=petugas) for _ in range(3)]
    jam_uji.maju(hari=30)
    palang, hasil = threading.Barrier(3), []

    def satu_kali() -> None:
        palang.wait()
        try:
            hasil.extend(jalan())
        finally:
            connections.close_all()

    utas = [threading.Thread(target=satu_kali) for _ in range(3)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()
    assert sorted(hasil) == sorted(f"{satu.nomor}: 1 berkas, nomor kartu" for satu in surat)
    assert Riwayat.objects.filter(jenis="identitas_dihapus").count() == 3
    assert list(gudang.daftar()) == []


def test_kill_9_at_every_step_loses_nothing_and_the_next_run_finishes(tmp_path):
    """In processes of their own: after each death row and bytes agree, or the row says "deleted" already."""
    url = basisdata.baru(tmp_path)
    lingkungan = os.environ | {
        "DJANGO_SETTINGS_MODULE": "dinsos.settings",
        "DINSOS_MODE": "uji",
        "DATABASE_URL": url,
        "BERKAS_ROOT": str(tmp_path / "berkas"),
        "JAM_BERKAS": str(tmp_path / "jam"),
    }
    hasil = subprocess.run(
        [sys.executable, "-m", "tests.konsultasi.proses_retensi"],
        cwd=AKAR,
        env=lingkungan,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    basisdata.buang(url)
    assert hasil.returncode == 0, hasil.stderr[-2000:]
    kematian = [json.loads(baris) for baris in hasil.stdout.splitlines()]
    assert [satu["mati"] for satu in kematian] == [True] * (len(kematian) - 1) + [False]
    assert len(kematian) > 20
    utuh = {"keadaan": "tertaut", "ada": True, "nomor": [1, 1], "riwayat": 0}
    terhapus = {"keadaan": "dihapus", "ada": False, "nomor": [0, 0], "riwayat": 1}
    boleh = [utuh, terhapus | {"ada": True}, terhapus]
    assert [satu["sesudah"] for satu in kematian if satu["sesudah"] not in boleh] == []
    assert all(any(satu["sesudah"] == keadaan for satu in kematian) for keadaan in boleh)
    assert all(satu["selesai"] == terhapus for satu in kematian)


# --- the command and the worker -------------------------------------------------------------------


def test_the_command_tells_numbers_only_and_the_dry_run_deletes_nothing(ditutup, jam_uji, caplog):
    caplog.set_level(logging.DEBUG)
    jam_uji.maju(hari=30)
    keluaran = io.StringIO()
    call_command("hapus_identitas", "--coba", stdout=keluaran)
    baris = f"{ditutup.nomor}: 1 berkas, nomor kartu\n"
    assert keluaran.getvalue() == baris + "Akan dihapus: kartu identitas 1 surat (masa simpan 30 hari).\n"
    assert not kartu(ditutup).sudah_dihapus
    assert len(nomor_di_mana_pun(ditutup)) == 3
    keluaran = io.StringIO()
    call_command("hapus_identitas", stdout=keluaran)
    assert keluaran.getvalue() == baris + "Dihapus: kartu identitas 1 surat (masa simpan 30 hari).\n"
    tercatat = [satu.getMessage() for satu in caplog.records if not satu.name.startswith("django.db")]
    for kata in (NIK, ditutup.pengirim.nama, "identitas.jpg"):
        assert kata not in "\n".join([*tercatat, keluaran.getvalue()])


def test_the_worker_does_it_once_a_night(ditutup, jam_uji):
    jam_uji.ke("2026-12-24T01:29+08:00")
    assert retensi.hapus_malam() == 1  # the night before was missed
    assert retensi.hapus_malam() is None
    jam_uji.ke("2026-12-24T01:30+08:00")
    assert retensi.hapus_malam() == 0
    assert Denyut.objects.get(nama="hapus_identitas").pada <= jam.sekarang()
    assert retensi.hapus_malam() is None


def berkas_draf(draf: Draf, peran: str) -> Berkas:
    berkas = berkas_actions.simpan(unggahan=SimpleUploadedFile(f"{peran}.jpg", pabrik.gambar()))
    draf_actions.lampirkan(draf=draf, berkas=berkas, peran=peran)
    return berkas


@NYATA
def test_cards_of_drafts_that_were_never_sent_go_when_the_draft_no_longer_opens(jam_uji):
    data = {"nama": "Wa Ina", "nomor_identitas": NIK}
    draf = draf_actions.simpan(kunci=uuid.uuid4(), layanan="konsultasi", data=data)
    identitas, surat_lembaga = (berkas_draf(draf, peran) for peran in ("identitas", "surat_lembaga"))
    ketikan = draf_actions.simpan(kunci=uuid.uuid4(), layanan="konsultasi", data={"nomor_identitas": NIK})
    jam_uji.maju(jam=23, menit=59)
    sapu()
    assert gudang.ukuran(identitas.nama_simpan)
    assert Draf.objects.get(pk=draf.pk).data == data

    jam_uji.maju(menit=2)
    assert sapu() == 0
    assert gudang.ukuran(identitas.nama_simpan) is None
    assert [satu.berkas for satu in Lampiran.objects.all()] == [surat_lembaga]
    sisa = Draf.objects.get(pk=draf.pk)
    assert (sisa.data, sisa.diubah_pada) == ({"nama": "Wa Ina"}, draf.diubah_pada)
    assert Draf.objects.get(pk=ketikan.pk).data == {}
    assert sapu_identitas() == 0

    jam_uji.maju(hari=7)
    assert sapu() == 2
    assert gudang.ukuran(surat_lembaga.nama_simpan) is None
    assert not Lampiran.objects.exists()


@NYATA
def test_card_of_a_draft_that_is_still_being_written_stays(jam_uji):
    draf = draf_actions.simpan(kunci=uuid.uuid4(), layanan="konsultasi", data={"nomor_identitas": NIK})
    identitas = berkas_draf(draf, "identitas")
    jam_uji.maju(jam=20)
    draf_actions.simpan(kunci=draf.pk, layanan="konsultasi", data={"nomor_identitas": NIK, "nama": "Wa"})
    jam_uji.maju(jam=20)
    assert sapu_identitas() == 0
    assert gudang.ukuran(identitas.nama_simpan)
    assert Draf.objects.get(pk=draf.pk).data["nomor_identitas"] == NIK


@NYATA
def test_bytes_that_outlived_their_row_go_with_the_next_run(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = konsultasi_di(Status.DITOLAK, kepala=kepala, petugas=petugas)
    jam_uji.maju(hari=30)
    berkas = kartu(surat)
    with gudang.buka(berkas.nama_simpan) as terbuka:
        isi = terbuka.read()
    with transaction.atomic():
        berkas_actions.hapus(berkas=berkas)
    gudang.tulis(berkas.nama_simpan, isi)
    assert jalan(coba=True) == [f"{surat.nomor}: nomor kartu"]
    assert gudang.ukuran(berkas.nama_simpan)
    jalan()
    assert gudang.ukuran(berkas.nama_simpan) is None
