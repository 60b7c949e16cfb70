"""Warnings that nobody may miss: on the first screen and in the admin, each once."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from dinsos.agenda.models import Denyut
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from dinsos.sla import peringatan
from dinsos.sla.models import PilihanKantor
from tests import pabrik
from tests.bantu.server import port_bebas
from tests.portal.kerja import kata, masuk

pytestmark = pytest.mark.usefixtures("templat_ketat")

KERJA, DEPAN = reverse("portal:kerja"), reverse("admin:index")
SURAT_GAGAL = "Periksa setelan surat elektronik."
PILIHAN = f"{len(PilihanKantor.Kunci)} pilihan kantor belum ditetapkan Kepala Dinas."


@pytest.fixture
def server_mati(settings, db):
    """A wrong mail server, met by one try."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_SIMULASI, settings.EMAIL_USE_TLS = False, False
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port_bebas()
    pabrik.pengaduan()
    assert kirim_tertunda() == 0
    cache.clear()


@pytest.mark.parametrize("nama", ["admin:index", "admin:disposisi_antrean", "admin:kalender_daftar"])
def test_head_meets_the_warnings_in_the_admin_too(kepala, server_mati, nama):
    halaman = kata(masuk(kepala).get(reverse(nama)))
    assert halaman.count(SURAT_GAGAL) == 1
    assert halaman.count('class="peringatan-sistem"') == 1


def test_all_well_shows_no_bar(kepala):
    Pesan.objects.all().delete()
    assert "peringatan-sistem" not in kata(masuk(kepala).get(DEPAN))


@pytest.mark.parametrize(("peran", "banyak"), [("kepala_dinas", 1), ("pengelola", 1), ("petugas", 0)])
def test_calendar_warnings_on_the_first_screen_of_head_and_pengelola(peran, banyak, db):
    assert PILIHAN in peringatan.kalimat(jam.sekarang())
    klien = masuk(pabrik.pengguna(peran))
    assert kata(klien.get(KERJA)).count(PILIHAN) == banyak
    if banyak:
        assert kata(klien.get(DEPAN)).count(PILIHAN) == 1


def test_stopped_check_of_the_due_dates_is_told_once(kepala):
    Denyut.objects.create(nama="periksa", pada=jam.sekarang() - timedelta(days=4))
    klien = masuk(kepala)
    for alamat in (KERJA, DEPAN):
        assert kata(klien.get(alamat)).count("Pemeriksaan tenggat terakhir berjalan pada") == 1
