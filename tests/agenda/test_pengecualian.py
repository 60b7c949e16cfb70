"""A person whom a letter names in words gets an account, another name or another role after it came."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from dinsos.agenda.models import Riwayat, SuratMasuk
from dinsos.akun.actions import buat_pengelola
from dinsos.akun.models import Pengguna
from disposisi.wewenang import MENYANGKUT_KEPALA, wewenang
from tests import pabrik

pytestmark = pytest.mark.django_db


def simpan(klien: Client, nama: str, peran: str, pengguna: Pengguna | None = None) -> Pengguna:
    """Through the admin, as the pengelola does it."""
    akun = pengguna.username if pengguna else f"akun{Pengguna.objects.count()}"
    isi = {"username": akun, "nama": nama, "email": f"{akun}@contoh.go.id", "is_active": "on"}
    isi["groups"] = [Group.objects.get(name=peran).pk]
    alamat = (
        reverse("admin:akun_pengguna_change", args=[pengguna.pk])
        if pengguna
        else reverse("admin:akun_pengguna_add")
    )
    jawaban = klien.post(alamat, isi)
    assert jawaban.status_code == 302, jawaban.context["adminform"].form.errors
    return Pengguna.objects.get(username=akun)


@pytest.fixture
def pengelola(db):
    return pabrik.pengguna("pengelola", nama="Pengelola Portal")


@pytest.fixture
def klien(pengelola):
    klien = Client()
    klien.force_login(pengelola)
    return klien


@pytest.fixture
def surat(db):
    pabrik.pengaduan()
    return pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=None, terlapor_lain="pak Abdul Rauf"))


def tahu(orang, surat) -> tuple[bool, bool]:
    """Whether this person reads the letter, and whether they decide it."""
    semua = SuratMasuk.objects.filter(pk=surat.pk)
    orang = Pengguna.objects.get(pk=orang.pk)
    return semua.untuk(orang).exists(), semua.bisa_diputus(orang).exists()


def test_named_person_becomes_head_and_the_deputy_decides(klien, pengelola, surat):
    sekretaris = pabrik.pengguna("sekretaris")
    baru = simpan(klien, "La Ode Abdul Rauf, S.Tr.Sos.", "kepala_dinas")
    assert tahu(baru, surat) == (False, False)
    assert tahu(sekretaris, surat) == (True, True)
    assert wewenang(sekretaris, surat).alasan == MENYANGKUT_KEPALA
    assert list(surat.pengecualian.values_list("pengguna", "alasan")) == [(baru.pk, "Disebut dalam surat")]
    cerita = Riwayat.objects.get(jenis="dikecualikan")
    assert (cerita.surat, cerita.oleh, cerita.teks_warga) == (surat, pengelola, "")
    assert "disebut di dalamnya" in cerita.teks
    lain = SuratMasuk.objects.exclude(pk=surat.pk).get()
    assert tahu(baru, lain) == (True, True)


def test_deputy_of_another_name_is_renamed_and_once_is_enough(klien, surat):
    pabrik.pengguna("kepala_dinas")
    orang = simpan(klien, "Wa Ode Sitti, S.Sos.", "sekretaris")
    assert not surat.pengecualian.exists()
    for _ in range(2):
        simpan(klien, "La Ode Abdul Rauf", "sekretaris", orang)
    assert surat.pengecualian.get().pengguna == orang
    assert Riwayat.objects.filter(jenis="dikecualikan").count() == 1


def test_account_made_on_the_server_is_looked_at_and_closed_letters_are_not(surat):
    ditutup = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=None, terlapor_lain="Abdul Rauf"))
    pabrik.disposisi(ditutup, keputusan="ditolak", alasan="Bukan kami.", jalan_lain="Ke desa.", mode="")
    baru = buat_pengelola(
        nama_pengguna="rauf", nama="Abdul Rauf", email="rauf@contoh.go.id", sandi="kebun-7-lontar-biru"
    )
    assert surat.pengecualian.get().pengguna == baru
    assert Riwayat.objects.get(jenis="dikecualikan").oleh is None
    assert not ditutup.pengecualian.exists()
