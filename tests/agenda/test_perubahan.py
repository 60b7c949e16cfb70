"""Moving due dates: only by `agenda.perubahan`, only later, only open and not yet due, each move logged."""

import copy
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from dinsos.agenda import actions, tenggat_surat
from dinsos.agenda.models import Peringatan, PerubahanTenggat, Riwayat, Tenggat
from dinsos.agenda.perubahan import pratinjau, terapkan
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from dinsos.notifikasi.models import Pesan
from dinsos.sla import actions as sla
from dinsos.sla.layanan import terbitan_dengan, terbitan_kini
from dinsos.sla.models import HariKhusus, KebijakanTenggat, VersiKalender
from tests import pabrik

pytestmark = [pytest.mark.django_db, pytest.mark.sk("PGD-WAKTU-1", "KSL-WAKTU-1")]

ALASAN = "Banjir di Pasarwajo, kantor tutup."


@pytest.fixture
def kepala():
    return pabrik.pengguna("kepala_dinas")


@pytest.fixture
def pengelola():
    return pabrik.pengguna("pengelola")


@pytest.fixture
def versi_baru(kepala, pengelola):
    """Publishes a new version of a year, with days added and taken out; returns it."""

    def buat(*, tutup=(), buka_lagi=(), tahun=2026, terbit=True) -> VersiKalender:
        draf = sla.susun_kalender(tahun=tahun, dari_paket=False, oleh=pengelola)
        for hari in draf.hari_khusus.filter(tanggal__in=buka_lagi):
            sla.hapus_isi(isi=hari, oleh=pengelola)
        for tanggal in tutup:
            isi = HariKhusus(versi=draf, tanggal=tanggal, jenis="tutup_kantor", nama="Banjir")
            sla.simpan_isi(isi=isi, oleh=pengelola)
        draf = sla.ajukan_kalender(versi=draf, oleh=pengelola)
        return sla.terbitkan_kalender(versi=draf, oleh=kepala) if terbit else draf

    return buat


@pytest.fixture
def surat(jam_uji):
    """Received Monday 23 November 2026, 09.00: `respon` due Tuesday 16.00, `pelaksanaan` Thursday 16.00."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    return pabrik.pengaduan()


def batas(surat) -> dict[str, datetime]:
    return dict(surat.tenggat.values_list("jenis", "jatuh_tempo"))


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(f"{teks}+08:00")


def potret() -> list[dict]:
    """Every clock and reminder as it stands."""
    return [*Tenggat.objects.order_by("pk").values(), *Peringatan.objects.order_by("pk").values()]


SELASA, RABU = date(2026, 11, 24), date(2026, 11, 25)


def test_publishing_moves_nothing(surat, versi_baru):
    sebelum = potret()
    versi_baru(tutup=[SELASA])
    assert potret() == sebelum
    assert not PerubahanTenggat.objects.exists()


def test_preview_before_publishing_names_clock_dates_and_days(surat, versi_baru):
    draf = versi_baru(tutup=[SELASA], terbit=False)
    geseran = pratinjau(versi=draf, terbitan=terbitan_dengan(draf), pada=jam.sekarang())
    assert [(g.tenggat.jenis, g.baru.jatuh_tempo, g.tanggal, g.diundur) for g in geseran] == [
        ("respon", wita("2026-11-25T16:00"), [SELASA], True),
        ("pelaksanaan", wita("2026-11-27T16:30"), [SELASA], True),
    ]


def test_a_holiday_published_after_receipt_is_applied(surat, versi_baru, kepala):
    lama = batas(surat)
    versi = versi_baru(tutup=[SELASA])
    hasil = terapkan(versi=versi, oleh=kepala, alasan=ALASAN)
    baru = {"respon": wita("2026-11-25T16:00"), "pelaksanaan": wita("2026-11-27T16:30")}
    assert batas(surat) == baru
    assert {(p.tenggat.jenis, p.jatuh_tempo_lama, p.jatuh_tempo_baru) for p in hasil} == {
        (jenis, lama[jenis], baru[jenis]) for jenis in baru
    }
    for satu in PerubahanTenggat.objects.all():
        assert (satu.alasan, satu.dasar, satu.oleh) == (ALASAN, versi.dasar_hukum, kepala)
        assert satu.versi_baru == satu.tenggat.versi_kalender == [versi.pk] != satu.versi_lama
        assert "Selasa 24 November (Banjir) tidak dihitung" in satu.tenggat.penjelasan
    riwayat = Riwayat.objects.filter(surat=surat, jenis="batas_diundur")
    assert riwayat.count() == 2
    assert all(ALASAN in r.teks_warga and r.oleh == kepala for r in riwayat)
    pesan = Pesan.objects.get(kelas="perubahan_batas")
    assert (pesan.kasus, pesan.tujuan) == (surat.uuid, surat.pengirim.email)
    assert (
        "Kami menjawab paling lambat Rabu, 25 November 2026 pukul 16.00 WITA"
        " (semula Selasa, 24 November 2026 pukul 16.00 WITA)."
    ) in pesan.isi
    assert "Kami menangani surat Anda paling lambat Jumat, 27 November 2026 pukul 16.30 WITA" in pesan.isi
    assert ALASAN in pesan.isi


def test_applying_again_changes_nothing(surat, versi_baru, kepala):
    versi = versi_baru(tutup=[SELASA])
    terapkan(versi=versi, oleh=kepala, alasan=ALASAN)
    sebelum = potret(), Riwayat.objects.count(), Pesan.objects.count()
    assert terapkan(versi=versi, oleh=kepala, alasan=ALASAN) == []
    assert (potret(), Riwayat.objects.count(), Pesan.objects.count()) == sebelum
    assert pratinjau(versi=versi, terbitan=terbitan_kini(), pada=jam.sekarang()) == []


def test_a_revoked_holiday_never_shortens(jam_uji, versi_baru, kepala):
    jam_uji.ke("2026-12-23T09:00+08:00")
    surat = pabrik.pengaduan()
    lama = batas(surat)
    assert lama["respon"] == wita("2026-12-28T16:00")
    versi = versi_baru(buka_lagi=[date(2026, 12, 24)])
    geseran = pratinjau(versi=versi, terbitan=terbitan_kini(), pada=jam.sekarang())
    assert [(g.tenggat.jenis, g.diundur) for g in geseran] == [("respon", False), ("pelaksanaan", False)]
    assert geseran[0].baru.jatuh_tempo == wita("2026-12-24T16:00")
    assert terapkan(versi=versi, oleh=kepala, alasan=ALASAN) == []
    assert batas(surat) == lama
    jam_uji.maju(menit=1)
    assert batas(pabrik.pengaduan())["respon"] == wita("2026-12-24T16:00")


def test_stopped_and_overdue_clocks_stay(surat, versi_baru, kepala, jam_uji):
    lain = pabrik.pengaduan()
    tenggat_surat.hentikan(surat=lain, jenis="pelaksanaan", pada=jam.sekarang())
    lama, lama_lain = batas(surat), batas(lain)
    versi = versi_baru(tutup=[SELASA])
    jam_uji.ke("2026-11-24T16:00:00+08:00")  # the very instant: `respon` is due now
    hasil = terapkan(versi=versi, oleh=kepala, alasan=ALASAN)
    assert [(p.tenggat.surat, p.tenggat.jenis) for p in hasil] == [(surat, "pelaksanaan")]
    assert batas(surat)["respon"] == lama["respon"]
    assert batas(lain) == lama_lain


def test_withdrawn_letters_have_no_clock_to_move(surat, versi_baru, kepala):
    actions.cabut(surat=surat)
    lama = batas(surat)
    assert terapkan(versi=versi_baru(tutup=[SELASA]), oleh=kepala, alasan=ALASAN) == []
    assert batas(surat) == lama
    assert set(surat.tenggat.values_list("akibat", flat=True)) == {"dicabut"}


def test_reminders_move_with_the_clock_but_not_those_that_fired(surat, versi_baru, kepala):
    respon = surat.tenggat.get(jenis="respon")
    sudah = respon.peringatan.get(tahap="hari_jatuh_tempo")
    sudah.selesai_pada, sudah.hasil = jam.sekarang(), "terkirim"
    sudah.save()
    terapkan(versi=versi_baru(tutup=[SELASA]), oleh=kepala, alasan=ALASAN)
    assert dict(respon.peringatan.values_list("tahap", "kirim_pada")) == {
        "hari_jatuh_tempo": wita("2026-11-24T07:30"),
        "dua_jam_kantor": wita("2026-11-25T14:00"),
        "terlambat": wita("2026-11-26T07:30"),
    }
    respon.refresh_from_db()
    assert respon.ingat_pada == wita("2026-11-25T07:30")


def test_steps_that_become_possible_are_added(jam_uji, versi_baru, kepala):
    surat_pada = jam_uji.ke("2026-11-23T09:00+08:00")
    surat = pabrik.pengaduan()
    respon = surat.tenggat.get(jenis="respon")
    respon.peringatan.filter(tahap="dua_jam_kantor").delete()
    terapkan(versi=versi_baru(tutup=[SELASA]), oleh=kepala, alasan=ALASAN)
    assert respon.peringatan.get(tahap="dua_jam_kantor").kirim_pada > surat_pada
    assert respon.peringatan.count() == 3


def test_a_change_outside_the_window_touches_nothing(surat, versi_baru, kepala):
    versi = versi_baru(tutup=[date(2026, 11, 23), date(2026, 11, 27)])
    assert pratinjau(versi=versi, terbitan=terbitan_kini(), pada=jam.sekarang()) == []
    assert terapkan(versi=versi, oleh=kepala, alasan=ALASAN) == []


def test_first_calendar_of_the_next_year_settles_provisional_dates(jam_uji, versi_baru, kepala, pengelola):
    jam_uji.ke("2027-12-30T10:00+08:00")
    surat = pabrik.pengaduan()
    pelaksanaan = surat.tenggat.get(jenis="pelaksanaan")
    assert pelaksanaan.sementara
    draf = sla.susun_kalender(tahun=2028, dari_paket=True, oleh=pengelola)
    sla.ubah_dasar(versi=draf, oleh=pengelola, dasar_hukum="SKB 2027")
    isi = HariKhusus(versi=draf, tanggal=date(2028, 1, 3), jenis="tutup_kantor", nama="Banjir")
    sla.simpan_isi(isi=isi, oleh=pengelola)
    versi = sla.terbitkan_kalender(versi=sla.ajukan_kalender(versi=draf, oleh=pengelola), oleh=kepala)
    terapkan(versi=versi, oleh=kepala, alasan=ALASAN)
    pelaksanaan.refresh_from_db()
    assert (pelaksanaan.jatuh_tempo, pelaksanaan.sementara) == (wita("2028-01-05T16:00"), False)


def test_only_the_head_with_a_reason_and_the_calendar_in_force(surat, versi_baru, kepala, pengelola):
    draf = versi_baru(tutup=[SELASA], terbit=False)
    with pytest.raises(GalatAturan, match="bukan kalender 2026 yang berlaku"):
        terapkan(versi=draf, oleh=kepala, alasan=ALASAN)
    versi = sla.terbitkan_kalender(versi=draf, oleh=kepala)
    for orang in (pengelola, pabrik.pengguna("sekretaris"), pabrik.pengguna("petugas")):
        with pytest.raises(TidakBerwenang):
            terapkan(versi=versi, oleh=orang, alasan=ALASAN)
    with pytest.raises(GalatAturan, match="alasan"):
        terapkan(versi=versi, oleh=kepala, alasan="  ")
    versi_baru(tutup=[RABU])
    with pytest.raises(GalatAturan, match="bukan kalender 2026 yang berlaku"):
        terapkan(versi=versi, oleh=kepala, alasan=ALASAN)


def test_the_log_is_append_only_and_knows_only_later_dates(surat, versi_baru, kepala):
    satu = terapkan(versi=versi_baru(tutup=[SELASA]), oleh=kepala, alasan=ALASAN)[0]
    for tulis in (satu.save, satu.delete, lambda: PerubahanTenggat.objects.update(alasan="")):
        with pytest.raises(TypeError):
            tulis()
    lain = copy.copy(satu)
    lain.pk = lain.id = None
    lain.jatuh_tempo_baru = lain.jatuh_tempo_lama - timedelta(seconds=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        lain.save()


def test_calendar_days_are_extended_to_the_end_of_a_closed_day(jam_uji, versi_baru, kepala):
    KebijakanTenggat.objects.create(
        layanan="pengaduan",
        jenis="respon",
        satuan="hari_kalender",
        jumlah=1,
        bunyi="Ketentuan.",
        nomor_sk="SK",
        berlaku_sejak=date(2026, 11, 1),
        diterbitkan_pada=wita("2026-10-01T00:00"),
    )
    jam_uji.ke("2026-11-23T09:00+08:00")
    surat = pabrik.pengaduan()
    assert batas(surat)["respon"] == wita("2026-11-24T16:00")
    terapkan(versi=versi_baru(tutup=[SELASA]), oleh=kepala, alasan=ALASAN)
    assert batas(surat)["respon"] == wita("2026-11-24T23:59:59")


def test_statements_do_not_grow_with_the_clocks(jam_uji, versi_baru, kepala, django_assert_num_queries):
    jam_uji.ke("2026-11-23T09:00+08:00")
    for _ in range(5):
        pabrik.pengaduan()
    versi = versi_baru(tutup=[SELASA])
    terbitan = terbitan_kini()
    with django_assert_num_queries(2):
        assert len(pratinjau(versi=versi, terbitan=terbitan, pada=jam.sekarang())) == 10
