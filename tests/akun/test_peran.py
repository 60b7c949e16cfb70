"""Roles: created by migration, checked by decorators, acting head included."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views import View

from dinsos.akun.models import PelaksanaHarian, Pengguna
from dinsos.akun.peran import MASUK, PUBLIK, PeranWajibMixin, berhak, peran_wajib, publik, sudah_masuk
from dinsos.inti import jam
from tests import pabrik


@peran_wajib("petugas", "kepala_dinas")
def lihat(request):
    return HttpResponse("isi")


class Lihat(PeranWajibMixin, View):
    peran = ("petugas", "kepala_dinas")

    def get(self, request):
        return HttpResponse("isi")


PANDANGAN = [lihat, Lihat.as_view()]


def tunjuk(orang, mulai, sampai):
    kini = jam.hari_ini()
    return PelaksanaHarian.objects.create(
        pengguna=orang,
        mulai=kini + timedelta(days=mulai),
        sampai=kini + timedelta(days=sampai),
        nomor_surat="800/12/2026",
    )


@pytest.mark.django_db
def test_lima_peran_dari_migrasi():
    assert set(Group.objects.values_list("name", flat=True)) == {
        "piket",
        "petugas",
        "kepala_dinas",
        "sekretaris",
        "pengelola",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("pandangan", PANDANGAN)
def test_peran_yang_disebut_boleh(rf, pandangan):
    permintaan = rf.get("/")
    permintaan.user = pabrik.pengguna("petugas")
    assert pandangan(permintaan).content == b"isi"


@pytest.mark.django_db
@pytest.mark.parametrize("pandangan", PANDANGAN)
@pytest.mark.parametrize("peran", [(), ("piket",), ("pengelola",), ("sekretaris",)])
def test_peran_lain_ditolak(rf, pandangan, peran):
    permintaan = rf.get("/")
    permintaan.user = pabrik.pengguna(*peran)
    with pytest.raises(PermissionDenied, match="bukan untuk peran Anda"):
        pandangan(permintaan)


@pytest.mark.parametrize("pandangan", PANDANGAN)
def test_tanpa_masuk_diarahkan(rf, pandangan):
    permintaan = rf.get("/kasus/")
    permintaan.user = AnonymousUser()
    assert pandangan(permintaan).url == "/masuk/?next=/kasus/"


def test_aturan_tercatat_pada_pandangan():
    assert [satu.aturan_akses for satu in PANDANGAN] == [("petugas", "kepala_dinas")] * 2
    assert publik(View.as_view()).aturan_akses == PUBLIK
    assert publik(View.as_view()).login_required is False
    assert sudah_masuk(View.as_view()).aturan_akses == MASUK
    assert getattr(sudah_masuk(View.as_view()), "login_required", True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mulai", "sampai", "kepala"),
    [(0, 0, True), (-3, 3, True), (1, 3, False), (-3, -1, False)],
)
def test_pelaksana_harian_berlaku_pada_tanggalnya(mulai, sampai, kepala):
    orang = pabrik.pengguna("petugas")
    tunjuk(orang, mulai, sampai)
    orang = Pengguna.objects.get(pk=orang.pk)
    assert orang.adalah_kepala() is kepala
    assert berhak(orang, ("kepala_dinas",)) is kepala
    assert not berhak(orang, ("sekretaris",))


@pytest.mark.django_db
def test_akun_nonaktif_tidak_berhak_apa_pun():
    orang = pabrik.pengguna("kepala_dinas", is_active=False)
    assert not berhak(orang, ("kepala_dinas",))


@pytest.mark.django_db
def test_peran_hanya_ditanyakan_sekali(django_assert_num_queries):
    orang = Pengguna.objects.get(pk=pabrik.pengguna("petugas", "piket").pk)
    with django_assert_num_queries(1):
        assert orang.peran == {"petugas", "piket"}
        assert orang.punya_peran("piket")
        assert not orang.punya_peran("pengelola")
