"""Invented letters for measuring: never in production or next to real ones, and true to every constraint."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import Count, F
from django.test import Client
from django.urls import reverse

from dinsos.agenda import nomor
from dinsos.agenda.enums import Status
from dinsos.agenda.models import Pengirim, Peringatan, SuratMasuk, Tenggat
from dinsos.agenda.pencarian import bentuk_cari
from dinsos.akun.models import Pengguna
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from dinsos.portal.sintetis.isi import isi
from tests import pabrik
from tests.portal.kerja import kata

DUA_PERTAMA = [("dilaksanakan", "Muhammad Sitti Awainulu"), ("dijawab", "La Hamzah Wabula")]

pytestmark = pytest.mark.django_db


def test_letters_stand_in_every_state_and_only_the_newest_are_open():
    call_command("isi_sintetis", jumlah=300, terbuka=60, verbosity=0)
    surat = SuratMasuk.objects.order_by("pk")
    assert surat.count() == 300
    assert list(surat.filter(ditutup_pada=None)) == list(surat)[-60:]
    assert set(surat.values_list("status", flat=True)) == set(Status.values)
    assert not surat.filter(petugas=None, disposisi__keputusan="ditangani").exists()
    terima = list(surat.values_list("diterima_pada", flat=True))
    assert terima == sorted(terima)
    assert terima[-1] <= jam.sekarang()
    assert terima[-1] - terima[0] > timedelta(days=3 * 365)
    terbuka = Tenggat.objects.terbuka()
    assert {t.surat.tertutup for t in terbuka.select_related("surat")} == {False}
    assert terbuka.terlambat(jam.sekarang()).exists()
    assert Tenggat.objects.filter(berhenti_pada__gt=F("jatuh_tempo")).exists()
    assert not Pesan.objects.terbuka().exists()


def test_what_belongs_to_a_letter_is_there():
    isi(jumlah=120, terbuka=40)
    bagian = SuratMasuk.objects.annotate(jam=Count("tenggat")).select_related("pengirim", "pengaduan")
    assert {s.jam for s in bagian} == {2}
    assert all(s.pengirim and s.pengaduan for s in bagian)
    assert all(p.nama_cari == bentuk_cari(p.nama) for p in Pengirim.objects.all())
    ditangani = SuratMasuk.objects.filter(disposisi__keputusan="ditangani")
    assert ditangani.filter(petugas=F("disposisi__petugas")).count() == ditangani.count() > 50
    belum = Peringatan.objects.filter(selesai_pada=None)
    assert belum.filter(kirim_pada__lte=jam.sekarang()).count() == 0
    connection.check_constraints()


@pytest.mark.parametrize("jumlah", [30, 90])
def test_open_letters_are_the_same_whatever_the_size(jumlah):
    isi(jumlah=jumlah, terbuka=30)
    terbuka = SuratMasuk.objects.filter(ditutup_pada=None).order_by("pk")
    assert list(terbuka.values_list("status", "pengirim__nama"))[:2] == DUA_PERTAMA


def test_real_letters_go_on_after_them(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    isi(jumlah=40, terbuka=10)
    terakhir = SuratMasuk.objects.latest("pk")
    baru = pabrik.pengaduan()
    assert (baru.pk, baru.nomor) == (terakhir.pk + 1, nomor.tulis(2026, terakhir.urut + 1))
    kepala = pabrik.pengguna("kepala_dinas")
    klien = Client()
    klien.force_login(kepala)
    for satu in (terakhir, baru, SuratMasuk.objects.earliest("pk")):
        assert satu.nomor in kata(klien.get(reverse("portal:surat", args=[satu.pk])))


def test_nobody_can_sign_in_as_an_invented_officer():
    isi(jumlah=1, terbuka=0)
    assert not any(orang.has_usable_password() for orang in Pengguna.objects.all())


def test_refused_in_production(settings):
    settings.MODE_PRODUKSI = True
    with pytest.raises(CommandError, match="tidak boleh dimuat di kantor"):
        call_command("isi_sintetis", jumlah=1)
    assert not SuratMasuk.objects.exists()


def test_refused_next_to_letters(capsys):
    pabrik.pengaduan()
    with pytest.raises(CommandError, match="sudah berisi surat"):
        call_command("isi_sintetis", jumlah=1)
    assert SuratMasuk.objects.count() == 1


@pytest.mark.parametrize("ukuran", [{"jumlah": 0}, {"jumlah": 5, "terbuka": -1}])
def test_impossible_sizes_are_refused(ukuran):
    with pytest.raises(CommandError, match="paling sedikit 1"):
        call_command("isi_sintetis", **ukuran)
