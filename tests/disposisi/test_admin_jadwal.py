"""Rooms, hours and absences in the admin: who keeps them, and what an absence touches."""

from datetime import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from disposisi import jadwal
from disposisi.models import JamPetugas, Ketidakhadiran, Ruang
from tests import pabrik

pytestmark = pytest.mark.django_db
RUANG = reverse("admin:disposisi_ruang_add")
ABSEN = reverse("admin:disposisi_ketidakhadiran_add")


@pytest.fixture
def pengelola(client):
    client.force_login(pabrik.pengguna("pengelola"))
    return client


def absen(petugas) -> dict:
    return {
        "petugas": petugas.pk,
        "mulai_0": "2026-11-24",
        "mulai_1": "07:30",
        "selesai_0": "2026-11-24",
        "selesai_1": "16:00",
        "alasan": "Dinas luar",
    }


def test_pengelola_menambah_ruang_dan_riwayatnya_tersimpan(pengelola):
    assert pengelola.post(RUANG, {"nama": "Ruang Layanan 1", "aktif": "on"}).status_code == 302
    ruang = Ruang.objects.get()
    assert ruang.history.get().history_user is not None
    ganti = reverse("admin:disposisi_ruang_change", args=[ruang.pk])
    pengelola.post(ganti, {"nama": "Ruang Layanan 1"})
    ruang.refresh_from_db()
    assert not ruang.aktif
    assert pengelola.post(reverse("admin:disposisi_ruang_delete", args=[ruang.pk])).status_code == 403


@pytest.mark.parametrize(("peran", "lihat"), [("kepala_dinas", 200), ("sekretaris", 200), ("petugas", 403)])
def test_pimpinan_hanya_membaca(client, peran, lihat):
    client.force_login(pabrik.pengguna(peran))
    assert client.get(reverse("admin:disposisi_ruang_changelist")).status_code == lihat
    assert client.post(RUANG, {"nama": "Ruang Sendiri"}).status_code == 403
    assert not Ruang.objects.exists()


def test_hanya_petugas_yang_ditawarkan(pengelola):
    petugas, piket = pabrik.pengguna("petugas"), pabrik.pengguna("piket")
    halaman = pengelola.get(ABSEN).content.decode()
    assert str(petugas) in halaman
    assert str(piket) not in halaman
    balasan = pengelola.post(
        reverse("admin:disposisi_jampetugas_add"),
        {"petugas": piket.pk, "hari": "0", "buka": "08:00", "tutup": "10:00"},
    )
    assert balasan.status_code == 200
    assert not JamPetugas.objects.exists()


def test_ketidakhadiran_menyebut_jadwal_yang_terkena(pengelola, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    petugas, ruang = pabrik.pengguna("petugas"), Ruang.objects.create(nama="Ruang 1")
    jadwal.jadwalkan(
        surat=pabrik.pengaduan(),
        oleh=pabrik.pengguna("kepala_dinas"),
        petugas=petugas,
        mode="tatap_muka",
        ruang=ruang,
        mulai=datetime.fromisoformat("2026-11-24T09:00+08:00"),
    )
    balasan = pengelola.post(ABSEN, absen(petugas))
    assert balasan.status_code == 302
    assert Ketidakhadiran.objects.get().alasan == "Dinas luar"
    kata = " ".join(str(pesan) for pesan in get_messages(balasan.wsgi_request))
    assert f"1 jadwal pertemuan {petugas} terkena." in kata


def test_waktu_terbalik_ditolak_dengan_kalimat(pengelola):
    isi = absen(pabrik.pengguna("petugas")) | {"selesai_1": "07:00"}
    balasan = pengelola.post(ABSEN, isi)
    assert "Waktu selesai harus setelah waktu mulai." in balasan.content.decode()
    assert not Ketidakhadiran.objects.exists()
