"""The nightly self-check finds what was changed behind its back, and only that (tenggat.md, "Frozen")."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinsos.agenda import actions, periksa
from dinsos.agenda.models import Denyut, PerubahanTenggat, SuratMasuk, Tenggat
from dinsos.agenda.perubahan import terapkan
from dinsos.sla import actions as sla
from dinsos.sla.models import HariKhusus, KebijakanTenggat, VersiKalender
from tests import pabrik

pytestmark = [pytest.mark.django_db, pytest.mark.sk("PGD-WAKTU-1", "KSL-WAKTU-1")]

DETIK = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    """Monday 23 November 2026, 09.00: `respon` is due Tuesday 16.00, `pelaksanaan` Thursday 16.00."""
    jam_uji.ke("2026-11-23T09:00+08:00")


@pytest.fixture
def surat():
    return pabrik.pengaduan()


def rusakkan(tenggat: Tenggat, **kolom) -> None:
    Tenggat.objects.filter(pk=tenggat.pk).update(**kolom)


def sql(perintah: str, *isi) -> None:
    with connection.cursor() as kursor:
        kursor.execute(perintah, isi)


def temuan() -> list[periksa.Beda]:
    hasil: list[periksa.Beda] = []
    ringkas = periksa.periksa(lapor=hasil.append)
    assert ringkas.berbeda == len(hasil)
    assert ringkas.diperiksa == Tenggat.objects.terbuka().count()
    return hasil


def geser() -> VersiKalender:
    """Close the office on Tuesday 24 November and apply it."""
    pengelola, kepala = pabrik.pengguna("pengelola"), pabrik.pengguna("kepala_dinas")
    draf = sla.susun_kalender(tahun=2026, dari_paket=False, oleh=pengelola)
    hari = HariKhusus(versi=draf, tanggal=date(2026, 11, 24), jenis="tutup_kantor", nama="Banjir")
    sla.simpan_isi(isi=hari, oleh=pengelola)
    versi = sla.terbitkan_kalender(versi=sla.ajukan_kalender(versi=draf, oleh=pengelola), oleh=kepala)
    assert terapkan(versi=versi, oleh=kepala, alasan="Banjir di Pasarwajo.")
    return versi


# --- the command -------------------------------------------------------------------------------


def test_all_is_well(surat, capsys, jam_uji):
    for pada in ("2026-03-17T10:00+08:00", "2026-12-31T23:59:59+08:00", "2027-12-30T08:00+08:00"):
        jam_uji.ke(pada)
        pabrik.pengaduan()
    call_command("periksa_tenggat")
    assert capsys.readouterr().out == "8 batas waktu diperiksa, semuanya sesuai.\n"
    assert periksa.kalimat_peringatan() == ""


def test_a_corrupted_row_is_one_line_and_exit_code_1(surat, capsys):
    pabrik.pengaduan()
    respon = surat.tenggat.get(jenis="respon")
    rusakkan(respon, jatuh_tempo=respon.jatuh_tempo + DETIK)
    with pytest.raises(CommandError, match=r"1 dari 4 batas waktu berbeda\.") as galat:
        call_command("periksa_tenggat")
    assert galat.value.returncode == 1
    assert capsys.readouterr().out == (
        f"{surat.nomor} respon: tersimpan 2026-11-24T16:00:01+08:00, hitungan 2026-11-24T16:00:00+08:00\n"
    )


def test_the_same_as_lines_of_json(surat, capsys):
    respon = surat.tenggat.get(jenis="respon")
    rusakkan(respon, versi_kalender=[])
    rusakkan(surat.tenggat.get(jenis="pelaksanaan"), jatuh_tempo=respon.jatuh_tempo)
    with pytest.raises(CommandError):
        call_command("periksa_tenggat", "--json")
    *baris, ringkas = [json.loads(satu) for satu in capsys.readouterr().out.splitlines()]
    umum = {"nomor": surat.nomor, "tersimpan": "2026-11-24T16:00:00+08:00"}
    assert {satu.pop("jenis"): satu for satu in baris} == {
        "respon": umum | {"dihitung": None, "sebab": baris[0]["sebab"]},
        "pelaksanaan": umum | {"dihitung": "2026-11-26T16:00:00+08:00", "sebab": ""},
    }
    assert baris[0]["sebab"].startswith("Tidak ada hari kerja")
    assert ringkas == {"diperiksa": 2, "berbeda": 2}


# --- what it finds -----------------------------------------------------------------------------


@pytest.mark.parametrize("geseran", [timedelta(microseconds=1), -DETIK, timedelta(days=1)])
def test_the_stored_instant_has_to_be_the_computed_one(surat, geseran):
    satu = surat.tenggat.get(jenis="pelaksanaan")
    rusakkan(satu, jatuh_tempo=satu.jatuh_tempo + geseran)
    (beda,) = temuan()
    assert (beda.nomor, beda.jenis, beda.sebab) == (surat.nomor, "pelaksanaan", "")
    assert (beda.tersimpan, beda.dihitung) == (satu.jatuh_tempo + geseran, satu.jatuh_tempo)


def test_a_stopped_clock_is_not_looked_at(surat):
    rusakkan(surat.tenggat.get(jenis="respon"), jatuh_tempo=datetime(2027, 1, 1, tzinfo=UTC))
    actions.cabut(surat=surat)
    assert temuan() == []


def test_receipt_that_was_changed(surat):
    sebelum = surat.diterima_pada - timedelta(days=7)
    sql(
        "UPDATE agenda_suratmasuk SET diterima_pada = %s, alasan_selisih = 'diubah' WHERE id = %s",
        connection.ops.adapt_datetimefield_value(sebelum),
        surat.pk,
    )
    assert SuratMasuk.objects.get().diterima_pada == sebelum
    seminggu = {t.jenis: t.jatuh_tempo - timedelta(days=7) for t in surat.tenggat.all()}
    assert {beda.jenis: beda.dihitung for beda in temuan()} == seminggu


@pytest.mark.parametrize(
    ("kolom", "sebab"),
    [
        ({"versi_kalender": [999_999]}, "kalendernya tidak ada"),
        ({"versi_kalender": ["a"]}, "daftar versi kalendernya rusak"),
        ({"versi_kalender": "2026"}, "daftar versi kalendernya rusak"),
    ],
)
def test_calendar_versions_that_are_none(surat, kolom, sebab):
    rusakkan(surat.tenggat.get(jenis="respon"), **kolom)
    (beda,) = temuan()
    assert (beda.dihitung, beda.sebab) == (None, sebab)
    assert str(beda).endswith(f"hitungan tidak ada ({sebab})")


def test_a_policy_of_another_service(surat):
    lain = KebijakanTenggat.objects.get(layanan="konsultasi", jenis="respon")
    rusakkan(surat.tenggat.get(jenis="respon"), kebijakan=lain)
    assert [beda.sebab for beda in temuan()] == ["kebijakannya untuk layanan atau tenggat lain"]


def test_a_published_calendar_that_was_changed(surat):
    assert temuan() == []
    sql("UPDATE sla_harikhusus SET nama = 'Lain' WHERE tanggal = '2026-12-25'")
    assert {beda.sebab for beda in temuan()} == {"isi kalender 2026 berubah sesudah terbit"}


# --- moved due dates ---------------------------------------------------------------------------


def test_a_moved_clock_is_computed_from_its_new_calendar(surat):
    geser()
    assert PerubahanTenggat.objects.count() == 2
    assert temuan() == []


def test_moved_back_without_a_word(surat):
    lama = surat.tenggat.get(jenis="respon").jatuh_tempo
    geser()
    rusakkan(surat.tenggat.get(jenis="respon"), jatuh_tempo=lama)
    (beda,) = temuan()
    assert (beda.tersimpan, beda.dihitung) == (lama, datetime(2026, 11, 25, 8, tzinfo=UTC))


def test_moved_back_together_with_its_calendar(surat):
    lama = surat.tenggat.get(jenis="respon")
    geser()
    rusakkan(lama, jatuh_tempo=lama.jatuh_tempo, versi_kalender=lama.versi_kalender)
    assert [beda.sebab for beda in temuan()] == ["versi kalendernya bukan versi pada perubahan terakhir"]


def test_a_log_that_does_not_hang_together(surat):
    geser()
    satu = PerubahanTenggat.objects.get(tenggat__jenis="respon")
    PerubahanTenggat.objects.create(
        tenggat=satu.tenggat,
        jatuh_tempo_lama=satu.jatuh_tempo_baru - DETIK,
        jatuh_tempo_baru=satu.jatuh_tempo_baru,
        versi_lama=satu.versi_baru,
        versi_baru=satu.versi_baru,
        alasan="-",
        dasar="-",
        oleh=satu.oleh,
        pada=satu.pada,
    )
    assert [beda.sebab for beda in temuan()] == ["catatan perubahannya tidak bersambung"]


# --- how it reads ------------------------------------------------------------------------------


def test_reads_in_chunks_and_meets_every_clock_once(monkeypatch):
    for _ in range(4):
        pabrik.pengaduan()  # eight clocks, four due at the same instant, twice
    for tenggat in Tenggat.objects.all():
        rusakkan(tenggat, kebijakan=KebijakanTenggat.objects.filter(layanan="konsultasi").first())
    sekali = temuan()
    monkeypatch.setattr(periksa, "SEKALI_BACA", 3)
    with CaptureQueriesContext(connection) as kueri:
        assert temuan() == sekali
    assert {(beda.nomor, beda.jenis) for beda in sekali} == set(
        Tenggat.objects.values_list("surat__nomor", "jenis")
    )
    assert sum("LIMIT 3" in satu["sql"] for satu in kueri) == 4  # the last one finds nothing more


def test_what_was_put_right_meanwhile_is_no_difference(surat):
    asli = {t.pk: t.jatuh_tempo for t in surat.tenggat.all()}
    for satu in surat.tenggat.all():
        rusakkan(satu, jatuh_tempo=satu.jatuh_tempo + DETIK)
    hasil: list[periksa.Beda] = []

    def perbaiki(beda: periksa.Beda) -> None:
        hasil.append(beda)
        for pk, saat in asli.items():
            Tenggat.objects.filter(pk=pk).update(jatuh_tempo=saat)

    assert periksa.periksa(lapor=perbaiki) == periksa.Hasil(diperiksa=2, berbeda=1)
    assert [beda.jenis for beda in hasil] == ["respon"]


# --- every night -------------------------------------------------------------------------------


def test_once_after_each_one_o_clock_in_wita(surat, jam_uji):
    assert periksa.periksa_malam() == periksa.Hasil(2, 0)  # the first one, whatever the hour
    for pada, berjalan in (
        ("2026-11-24T00:59:58+08:00", False),
        ("2026-11-24T01:00:01+08:00", True),
        ("2026-11-24T01:10+08:00", False),
        ("2026-11-25T00:30+08:00", False),
        ("2026-11-27T15:00+08:00", True),  # away for two nights
        ("2026-11-27T23:00+08:00", False),
    ):
        jam_uji.ke(pada)
        assert (periksa.periksa_malam() is not None) == berjalan, pada


def test_a_warning_stands_until_the_next_check_is_clean(surat, jam_uji, caplog):
    respon = surat.tenggat.get(jenis="respon")
    jam_uji.ke("2026-11-24T01:00:01+08:00")
    rusakkan(respon, jatuh_tempo=respon.jatuh_tempo + DETIK)
    periksa.periksa_malam()
    assert f"batas waktu berbeda: {surat.nomor} respon: tersimpan 2026-11-24T16:00:01+08:00" in caplog.text
    assert surat.pengirim.nama not in caplog.text
    assert periksa.kalimat_peringatan() == (
        "Pemeriksaan tenggat pada Selasa, 24 November 2026 pukul 01.00 WITA menemukan batas waktu yang tidak"
        " sama dengan hitungan ulang. Beri tahu pengelola."
    )
    rusakkan(respon, jatuh_tempo=respon.jatuh_tempo)
    assert periksa.kalimat_peringatan()
    jam_uji.maju(menit=5)
    call_command("periksa_tenggat")
    assert periksa.kalimat_peringatan() == ""


def test_a_check_that_stays_away_is_told(surat, jam_uji, django_assert_num_queries):
    assert periksa.kalimat_peringatan() == ""
    periksa.periksa_malam()
    jam_uji.maju(jam=48)
    assert periksa.kalimat_peringatan() == ""
    jam_uji.maju(jam=2)
    with django_assert_num_queries(1):
        kalimat = periksa.kalimat_peringatan()
    assert kalimat.startswith(
        "Pemeriksaan tenggat terakhir berjalan pada Senin, 23 November 2026 pukul 09.00"
    )


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_worker_does_it(surat):
    call_command("pekerja", "--sekali")
    assert set(Denyut.objects.values_list("nama", flat=True)) >= {"detak", "periksa"}
