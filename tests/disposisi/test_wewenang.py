"""Who decides in the place of the head: for whom and why is on record, and nobody decides about themselves."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from dinsos.agenda import kunjungan
from dinsos.agenda.models import SuratMasuk
from dinsos.akun.models import PelaksanaHarian, Pengguna
from dinsos.inti import jam
from dinsos.inti.galat import TidakBerwenang
from disposisi.models import Disposisi
from disposisi.penarikan import tarik_disposisi
from tests import pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")


@pytest.fixture
def menunggu(surat):
    """A guest who waits about an undecided complaint."""
    piket = pabrik.pengguna("piket")
    return kunjungan.mulai_kunjungan(surat=surat, oleh=piket, keperluan="Bantuan tidak masuk.")


def memutus(orang) -> list[int]:
    return list(SuratMasuk.objects.bisa_diputus(orang).values_list("pk", flat=True))


def segar(orang) -> Pengguna:
    return Pengguna.objects.get(pk=orang.pk)


def test_deputy_decides_about_a_guest_who_waits_for_half_an_hour(
    menunggu, kepala, sekretaris, petugas, jam_uji
):
    surat, klien = menunggu.surat, Client()
    klien.force_login(sekretaris)
    halaman = reverse("admin:disposisi_putuskan", args=[surat.pk])
    jam_uji.maju(menit=29)
    assert memutus(sekretaris) == []
    assert klien.get(halaman).status_code == 404
    with pytest.raises(TidakBerwenang):
        pabrik.disposisi(surat, oleh=sekretaris, petugas=petugas)
    antrean = reverse("admin:disposisi_antrean")
    assert klien.get(antrean).context["tamu"] == []
    jam_uji.maju(menit=2)
    assert [satu.surat for satu in klien.get(antrean).context["tamu"]] == [surat]
    assert memutus(sekretaris) == memutus(kepala) == [surat.pk]
    assert klien.get(halaman).status_code == 200  # the prepared query tells the time anew
    satu = pabrik.disposisi(surat, oleh=sekretaris, petugas=petugas)
    assert (satu.sebagai, satu.oleh, satu.atas_nama) == ("sekretaris", sekretaris, kepala)
    assert satu.alasan_wenang == "Tamu menunggu lebih dari 30 menit tanpa keputusan Kepala Dinas."
    assert memutus(sekretaris) == []
    assert klien.get(halaman).status_code == 200  # whose decision it is may read it
    tarik = reverse("portal:tarik_disposisi", args=[satu.pk])
    assert klien.get(tarik).status_code == 200
    tarik_disposisi(disposisi=satu, oleh=sekretaris)
    assert memutus(sekretaris) == [surat.pk]
    kunjungan.tamu_pulang(kunjungan=menunggu, oleh=menunggu.dicatat_oleh)
    assert memutus(sekretaris) == []


def test_a_deputy_who_is_named_does_not(menunggu, sekretaris, jam_uji):
    menunggu.surat.pengecualian.create(pengguna=sekretaris, alasan="Disebut dalam surat")
    jam_uji.maju(menit=31)
    assert memutus(sekretaris) == []


def test_the_record_says_for_whom_and_why(surat, surat_kepala, kepala, sekretaris, petugas):
    satu = pabrik.disposisi(surat_kepala, oleh=sekretaris, petugas=petugas)
    assert (satu.atas_nama, satu.alasan_wenang) == (kepala, "Surat ini menyangkut Kepala Dinas.")
    hari = jam.hari_ini()
    plh = pabrik.pengguna("petugas")
    PelaksanaHarian.objects.create(pengguna=plh, mulai=hari, sampai=hari, nomor_surat="800/12/2026")
    dua = pabrik.disposisi(surat, oleh=segar(plh), petugas=petugas)
    assert (dua.sebagai, dua.atas_nama) == ("plh", kepala)
    assert dua.alasan_wenang == "Pelaksana harian Kepala Dinas (surat perintah 800/12/2026)."
    tiga = pabrik.disposisi(pabrik.pengaduan(), oleh=kepala, petugas=petugas)
    assert (tiga.sebagai, tiga.atas_nama, tiga.alasan_wenang) == ("kepala", None, "")
    klien = Client()
    klien.force_login(kepala)
    assert "800/12/2026" in klien.get(reverse("admin:disposisi_putuskan", args=[surat.pk])).content.decode()


def test_an_accused_officer_who_becomes_head_neither_decides_nor_sees_it(sekretaris, petugas):
    """The deputy does then, and the record says why."""
    terlapor = pabrik.pengguna("petugas", nama="La Ode Terlapor")
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=terlapor))
    assert memutus(sekretaris) == []
    terlapor.groups.add(Group.objects.get(name="kepala_dinas"))
    terlapor = segar(terlapor)
    assert not SuratMasuk.objects.untuk(terlapor).exists()
    assert memutus(terlapor) == []
    assert memutus(sekretaris) == [surat.pk]
    with pytest.raises(TidakBerwenang):
        pabrik.disposisi(surat, oleh=terlapor, petugas=petugas)
    satu = pabrik.disposisi(surat, oleh=sekretaris, petugas=petugas)
    assert satu.alasan_wenang == "Surat ini menyangkut Kepala Dinas."
    assert list(SuratMasuk.objects.tanpa_pemutus(jam.sekarang())) == []


def test_with_nobody_to_decide_the_office_is_told(petugas):
    terlapor = pabrik.pengguna("petugas", "kepala_dinas", nama="La Ode Terlapor")
    surat = pabrik.pengaduan()
    surat.pengecualian.create(pengguna=terlapor, alasan="Disebut dalam surat")
    assert list(SuratMasuk.objects.tanpa_pemutus(jam.sekarang())) == [surat]
    assert not Disposisi.objects.exists()
