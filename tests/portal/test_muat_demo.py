"""Demo data: real acts, real clocks, once; and never in production."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import F

from dinsos.agenda.models import Denyut, Pengecualian, Pertanyaan, Riwayat, SuratMasuk, Tenggat
from dinsos.akun.models import Pengguna
from dinsos.bukutamu import layar
from dinsos.bukutamu.meja import susun
from dinsos.bukutamu.models import Tamu
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from dinsos.portal.demo import akun
from konsultasi.enums import JenisPemohon
from tests import pabrik

pytestmark = pytest.mark.django_db


def muat(capsys) -> str:
    call_command("muat_demo")
    return capsys.readouterr().out


def test_letters_stand_in_every_state_with_true_times(jam_uji, capsys):
    sekarang = jam_uji.ke("2026-11-25T10:00+08:00")
    keluaran = muat(capsys)
    assert "surat contoh dimuat" in keluaran
    assert akun.SANDI in keluaran

    surat = SuratMasuk.objects.order_by("urut")
    assert surat.count() >= 30
    assert [s.urut for s in surat] == list(range(1, surat.count() + 1))
    terima = [s.diterima_pada for s in surat]
    assert terima == sorted(terima)
    assert sekarang - timedelta(days=40) < terima[0] < sekarang - timedelta(days=30)
    assert set(surat.values_list("status", flat=True)) == {
        "diterima", "didisposisikan", "dijawab", "dilaksanakan", "selesai", "ditolak", "dirujuk", "dicabut",
    }  # fmt: skip
    assert Tenggat.objects.terlambat(jam.sekarang()).count() >= 5
    assert surat.filter(status="selesai", tenggat__berhenti_pada__gt=F("tenggat__jatuh_tempo")).exists()
    assert surat.filter(menyangkut_kepala=True, status="selesai").exists()
    assert surat.filter(menyangkut_kepala=True, status="diterima").exists()
    assert Pengecualian.objects.exists()
    assert Pertanyaan.objects.filter(dijawab_pada=None).exists()
    assert surat.filter(lampiran__peran="bukti").exists()
    assert Pesan.objects.perlu_manual().exists()
    _konsultasi_berjalan(surat.filter(layanan="konsultasi"))
    _meja_hidup()
    janji = [satu.terlambat for satu in _meja().janji if satu.kata != "Berlangsung"]
    assert janji[:2] == [True, False], "one guest stayed away, one is still to come"
    _semua_terjadi_pada_waktunya(sekarang + timedelta(minutes=5))


def _konsultasi_berjalan(surat) -> None:
    """About eight, in states from waiting to closed: held, in writing, with data, refused, referred."""
    assert surat.count() >= 8
    assert set(surat.values_list("status", flat=True)) >= {
        "diterima", "dijawab", "dilaksanakan", "selesai", "ditolak", "dirujuk",
    }  # fmt: skip
    assert set(surat.values_list("konsultasi__jenis_pemohon", flat=True)) == set(JenisPemohon.values)
    assert surat.filter(status="selesai", konsultasi__berita_acara__isnull=False).exists()
    assert surat.filter(status="selesai", konsultasi__penyerahan__isnull=False).exists()
    assert surat.filter(konsultasi__identitas_diperiksa_pada__isnull=False).exists()
    assert SuratMasuk.objects.filter(layanan="pengaduan", konsultasi__isnull=False).exists()


def _meja():
    return susun(Pengguna.objects.get(username="piket"), jam.sekarang())


def _meja_hidup() -> None:
    """Guests in every state at the desk, in the waiting room and in the book, all of today."""
    meja = _meja()
    assert sorted(satu.langkah for satu in meja.kartu) == ["arahkan", "sampaikan", "tunggu"]
    assert [len(isi) for isi in (meja.pendaftar, meja.dilayani, meja.lain)] == [1, 1, 1]
    assert len(layar.baris(jam.sekarang())) >= 3
    buku = Tamu.objects.filter(tanggal=jam.hari_ini())
    assert [satu.urut for satu in buku] == list(range(1, 9))
    assert Tamu.objects.exclude(tanggal=jam.hari_ini()).count() == 4


def _semua_terjadi_pada_waktunya(sekarang: datetime) -> None:
    """Nothing after now; row history follows the story; mail of the past only in simulation, at its own time."""
    assert not Riwayat.objects.filter(pada__gt=sekarang).exists()
    assert not Pesan.objects.filter(dibuat_pada__gt=sekarang).exists()
    assert Denyut.objects.get(nama="detak").pada <= sekarang
    for surat in SuratMasuk.objects.exclude(ditutup_pada=None):
        catatan = surat.history.latest()
        assert catatan.history_date == surat.ditutup_pada
        assert surat.history.earliest().history_date == surat.dicatat_pada
    diterima = Pesan.objects.filter(saluran="email").exclude(diterima_pada=None)
    assert diterima.count() > 50
    assert not diterima.filter(simulasi=False).exists()
    assert not diterima.filter(diterima_pada__gt=F("dibuat_pada") + timedelta(hours=1)).exists()
    assert mail.outbox == []


def test_it_works_across_the_year_and_its_holidays(jam_uji, capsys):
    """And right after midnight: the guests of the demo are of the day that has just begun."""
    jam_uji.ke("2027-01-02T00:10+08:00")
    muat(capsys)
    _meja_hidup()
    assert SuratMasuk.objects.count() >= 30
    assert SuratMasuk.objects.filter(status="selesai").count() >= 12


def test_a_second_call_changes_nothing_and_says_so(jam_uji, capsys):
    pabrik.pengguna("pengelola")
    assert "sudah berisi" in muat(capsys)
    assert not SuratMasuk.objects.exists()
    assert not Pengguna.objects.filter(demo=True).exists()


def test_the_accounts_can_be_shown_again(capsys):
    akun.buat()
    call_command("muat_demo", "--akun")
    keluaran = capsys.readouterr().out
    for nama, *_ in akun.AKUN:
        assert nama in keluaran
    assert not SuratMasuk.objects.exists()


def test_the_accounts_hold_their_roles_and_are_marked():
    orang = akun.buat()
    assert {nama: satu.peran for nama, satu in orang.items()} == {
        nama: frozenset({peran}) for nama, peran, *_ in akun.AKUN
    }
    assert all(satu.demo and not satu.is_superuser for satu in orang.values())
    assert all(satu.check_password(akun.SANDI) for satu in orang.values())
    for satu in orang.values():
        satu.full_clean()


def test_production_refuses(settings):
    settings.MODE_PRODUKSI = True
    with pytest.raises(CommandError, match="tidak boleh dimuat"):
        call_command("muat_demo")
    assert not Pengguna.objects.exists()


def test_the_clock_cannot_be_moved_in_production(settings):
    saat = datetime.fromisoformat("2026-01-02T03:04+08:00")
    with jam.pada(saat):
        assert jam.sekarang() == saat
    assert jam.sekarang() != saat
    with pytest.raises(ValueError, match="zona"), jam.pada(saat.replace(tzinfo=None)):
        pass
    settings.MODE_PRODUKSI = True
    with pytest.raises(RuntimeError), jam.pada(saat):
        pass
