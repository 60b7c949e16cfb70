"""The guest book forgets who a visitor without a case was; the line and its numbers stay."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from dinsos.bukutamu import actions, retensi
from dinsos.bukutamu.cari import cari
from dinsos.bukutamu.models import Tamu
from dinsos.portal import pekerja
from tests.bukutamu.tamu import tamu

pytestmark = pytest.mark.django_db


def jalankan(*pilihan: str) -> str:
    keluaran = StringIO()
    call_command("hapus_buku_tamu", *pilihan, stdout=keluaran)
    return keluaran.getvalue()


def test_after_the_period_a_visitor_is_nobody_and_still_counted(meja, piket, jam_uji, settings):
    settings.BUKU_TAMU_SIMPAN_HARI = 30
    lama = tamu(piket, "lain", keperluan="Mengantar undangan Wa Ode Nurhayati")
    actions.catat_keluar(tamu=lama, oleh=piket, ditemui="Sekretaris")
    bersurat = tamu(piket, "konsultasi", nama="La Surat")
    jam_uji.ke("2026-12-22T09:00+08:00")
    baru = tamu(piket, "lain", nama="La Baru", telepon="+6281299998888")
    assert jalankan().startswith("Dihapus: data 0 tamu"), "the day is not over"
    jam_uji.ke("2026-12-23T02:00+08:00")
    assert "Akan dihapus: data 1 tamu" in jalankan("--coba")
    assert "hapus_buku_tamu" in [tugas.nama for tugas in pekerja.Pekerja().tugas]
    assert retensi.hapus_malam() == 1
    assert jalankan().startswith("Dihapus: data 0 tamu")

    lama.refresh_from_db()
    assert (lama.nama, lama.asal, lama.telepon, lama.keperluan) == (
        *(retensi.DIHAPUS, "", ""),
        retensi.DIHAPUS,
    )
    assert lama.bertemu == "Sekretaris"
    assert lama.keluar is not None
    assert Tamu.objects.get(pk=bersurat.pk).nama == "La Surat", "of a case the letter is the archive"
    assert Tamu.objects.get(pk=baru.pk).nama == "La Baru"
    assert cari(nama="wa ode", nomor="") == cari(nama="data sud", nomor="") == []
    isi = meja.get(reverse("bukutamu:buku"), {"dari": "2026-11-23", "sampai": "2026-11-23"}).content.decode()
    assert "T-01" in isi
    assert "Nurhayati" not in isi
