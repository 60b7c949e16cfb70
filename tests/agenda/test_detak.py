"""Reminders: who is told, when, and exactly once (tenggat.md, "Reminders, exactly once")."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from django.db import connection

from dinsos.agenda import actions
from dinsos.agenda.detak import detak
from dinsos.agenda.models import Denyut, Peringatan
from dinsos.akun.models import PelaksanaHarian
from dinsos.notifikasi.models import Pesan
from tests import pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture
def kepala():
    return pabrik.pengguna("kepala_dinas")


@pytest.fixture
def senin(jam_uji):
    """Monday 23 November 2026, 09.00: `respon` is due Tuesday 16.00, `pelaksanaan` Thursday 16.00."""
    return jam_uji.ke("2026-11-23T09:00+08:00")


def pengingat() -> set[tuple[str, str]]:
    """(step with its clock, address) of every reminder in the outbox."""
    hasil = set()
    for pesan in Pesan.objects.filter(kelas="pengingat"):
        tenggat, tahap, _ = pesan.kunci.split(":")
        jenis = Peringatan.objects.get(tenggat=tenggat, tahap=tahap).tenggat.jenis
        hasil.add((f"{jenis}:{tahap}", pesan.tujuan))
    return hasil


def hasil(surat, jenis: str) -> dict[str, str]:
    """Step → result of one clock."""
    baris = Peringatan.objects.filter(tenggat__surat=surat, tenggat__jenis=jenis)
    return dict(baris.values_list("tahap", "hasil"))


def test_nothing_is_due_on_the_day_of_receipt(senin, kepala):
    pabrik.pengaduan()
    assert detak() == 0
    assert not Peringatan.objects.exclude(selesai_pada=None).exists()


def test_before_the_disposition_the_head_is_told_once(senin, jam_uji, kepala):
    pabrik.pengaduan()
    jam_uji.ke("2026-11-24T07:30:05+08:00")
    assert detak() == 1
    assert pengingat() == {("respon:hari_jatuh_tempo", kepala.email)}
    assert [detak() for _ in range(3)] == [0, 0, 0]

    jam_uji.ke("2026-11-24T14:01+08:00")
    assert detak() == 1
    assert ("respon:dua_jam_kantor", kepala.email) in pengingat()
    jam_uji.ke("2026-11-25T07:31+08:00")
    detak()
    assert ("respon:terlambat", kepala.email) in pengingat()
    assert Pesan.objects.filter(kelas="pengingat", kasus=None).count() == len(pengingat())


def test_after_the_disposition_the_officer_is_told_and_the_head_near_the_end(senin, jam_uji, kepala):
    petugas = pabrik.pengguna("petugas")
    surat = pabrik.pengaduan()
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True)
    for pada in (
        "2026-11-24T07:31",
        "2026-11-24T14:01",
        "2026-11-25T07:31",
        "2026-11-26T07:31",
        "2026-11-27T07:31",
    ):
        jam_uji.ke(f"{pada}+08:00")
        detak()
    assert pengingat() == {
        ("respon:hari_jatuh_tempo", petugas.email),
        ("respon:dua_jam_kantor", petugas.email),
        ("respon:dua_jam_kantor", kepala.email),
        ("respon:terlambat", petugas.email),
        ("respon:terlambat", kepala.email),
        ("pelaksanaan:belum_terjadwal", petugas.email),
        ("pelaksanaan:hari_jatuh_tempo", petugas.email),
        ("pelaksanaan:terlambat", petugas.email),
        ("pelaksanaan:terlambat", kepala.email),
    }
    isi = Pesan.objects.get(
        kunci__contains=":terlambat:",
        tujuan=petugas.email,
        subjek__startswith="Terlambat",
        isi__contains="penanganan",
    ).isi
    assert f"Surat {surat.nomor}: penanganan terlambat 15 jam 31 menit." in isi
    assert "Jatuh tempo Kamis, 26 November 2026 pukul 16.00 WITA" in isi
    assert surat.pengirim.nama not in isi


def test_a_handling_time_that_is_set_needs_no_reminder(senin, jam_uji, kepala):
    surat = pabrik.pengaduan()
    jam_uji.ke("2026-11-24T16:00:20+08:00")
    detak(terjadwal=lambda ids: ids & {surat.pk})
    assert hasil(surat, "pelaksanaan")["belum_terjadwal"] == "tidak_perlu"
    assert "pelaksanaan:belum_terjadwal" not in {tahap for tahap, _ in pengingat()}


def test_after_downtime_only_the_highest_step_is_sent(senin, jam_uji, kepala):
    surat = pabrik.pengaduan()
    jam_uji.ke("2026-12-02T10:00+08:00")
    assert detak() == 2
    assert pengingat() == {("respon:terlambat", kepala.email), ("pelaksanaan:terlambat", kepala.email)}
    assert hasil(surat, "respon") == {
        "hari_jatuh_tempo": "dilewati",
        "dua_jam_kantor": "dilewati",
        "terlambat": "terkirim",
    }
    assert set(hasil(surat, "pelaksanaan").values()) == {"dilewati", "terkirim"}


def test_a_stopped_clock_fires_nothing(senin, jam_uji, kepala):
    surat = pabrik.pengaduan()
    actions.cabut(surat=surat)
    jam_uji.ke("2026-12-02T10:00+08:00")
    assert detak() == 0
    assert set(hasil(surat, "respon").values()) == {"dilewati", "tidak_perlu"}


@pytest.mark.parametrize(
    "pada", ["2026-11-25T06:00", "2026-11-24T20:00", "2026-11-28T10:00", "2026-11-25T12:30"]
)
def test_nothing_fires_outside_office_hours(senin, jam_uji, kepala, pada):
    pabrik.pengaduan()
    jam_uji.ke(f"{pada}+08:00")
    assert detak() == 0
    assert not Peringatan.objects.exclude(selesai_pada=None).exists()
    assert Denyut.objects.get(nama="detak").pada >= datetime.fromisoformat(f"{pada}+08:00")

    jam_uji.ke("2026-11-30T07:30:01+08:00")
    assert detak() == 2


def test_a_step_on_the_last_instant_of_the_day_is_not_lost_to_the_tick(senin, jam_uji, kepala):
    surat = pabrik.pengaduan()
    jam_uji.ke("2026-11-24T16:00:25+08:00")
    detak()
    assert hasil(surat, "pelaksanaan")["belum_terjadwal"] == "terkirim"


def test_a_letter_that_names_the_head_reminds_the_deputy_only(senin, jam_uji, kepala):
    sekretaris = pabrik.pengguna("sekretaris")
    pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=kepala))
    jam_uji.ke("2026-12-02T10:00+08:00")
    detak()
    assert {alamat for _, alamat in pengingat()} == {sekretaris.email}


def test_somebody_excluded_is_never_told(senin, jam_uji, kepala):
    terlapor = pabrik.pengguna("petugas")
    PelaksanaHarian.objects.create(
        pengguna=terlapor, mulai=date(2026, 11, 1), sampai=date(2026, 12, 31), nomor_surat="800/1"
    )
    pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=terlapor))
    lain = pabrik.pengaduan()
    jam_uji.ke("2026-12-02T10:00+08:00")
    detak()
    untuk_terlapor = Pesan.objects.filter(kelas="pengingat", tujuan=terlapor.email)
    assert {p.data["nomor"] for p in untuk_terlapor} == {lain.nomor}
    assert Pesan.objects.filter(kelas="pengingat", tujuan=kepala.email).count() == 4


def test_without_an_address_it_stands_on_the_screen_only(senin, jam_uji):
    pabrik.pengguna("kepala_dinas", email="")
    surat = pabrik.pengaduan()
    jam_uji.ke("2026-12-02T10:00+08:00")
    assert detak() == 0
    assert hasil(surat, "respon")["terlambat"] == "layar"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_ticks_at_the_same_time_send_each_step_once(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    kepala = pabrik.pengguna("kepala_dinas")
    for _ in range(6):
        pabrik.pengaduan()
    jam_uji.ke("2026-12-02T10:00+08:00")

    def satu_detak(_) -> int:
        try:
            return detak()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as kolam:
        jumlah = list(kolam.map(satu_detak, range(4)))
    assert sum(jumlah) == 12
    assert Pesan.objects.filter(kelas="pengingat", tujuan=kepala.email).count() == 12
    assert not Peringatan.objects.filter(selesai_pada=None).exists()
