"""What ties appointments together: the officer's own notice, a citizen who can't come, a link put right."""

from datetime import datetime

import pytest

from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi import actions, jadwal, rantai, usulan
from disposisi.jadwal_undangan import lampiran
from disposisi.models import Audiensi, Disposisi, Ruang
from disposisi.rencana import LAMA_BAKU
from tests import pabrik

pytestmark = pytest.mark.django_db
TAUTAN = "https://meet.jit.si/satu"


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=jam.WITA)


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")


@pytest.fixture
def ruang(db):
    return Ruang.objects.create(nama="Ruang 1")


@pytest.fixture
def janji(kepala, petugas, ruang, surat, jam_uji):
    """Wednesday 09.00 face to face, told by e-mail."""
    pabrik.disposisi(
        surat, oleh=kepala, petugas=petugas, waktu=wita("2026-11-25T09:00"), ruang=ruang, lama=LAMA_BAKU
    )
    kirim_tertunda()
    surat.refresh_from_db()
    jam_uji.maju(menit=15)
    return Audiensi.objects.get(surat=surat)


def test_waktu_dalam_pemberitahuan_petugas_menjadi_jadwal(kepala, petugas, ruang, surat, janji):
    lain = pabrik.pengaduan()
    pabrik.disposisi(
        lain, oleh=kepala, petugas=petugas, mode="daring", metode="video", surat_oleh_petugas=True
    )
    isi = {"surat": lain, "oleh": petugas, "tempat": TAUTAN}
    for saat in ("2026-11-25T09:00", "2026-11-29T03:00"):
        with pytest.raises(GalatAturan):
            actions.kirim_pemberitahuan(**isi, waktu=wita(saat))
    with pytest.raises(GalatAturan, match="Jangan tulis tautan"):
        actions.kirim_pemberitahuan(**isi, waktu=wita("2026-11-25T10:00"), tambahan="Buka zoom.us/j/1")
    assert not Audiensi.objects.filter(surat=lain).exists()
    pesan = actions.kirim_pemberitahuan(**isi, waktu=wita("2026-11-25T10:00"))
    baru = Audiensi.objects.get(surat=lain)
    assert (baru.mulai, baru.tautan, baru.keadaan) == (wita("2026-11-25T10:00"), TAUTAN, "dipastikan")
    assert pesan.data["audiensi"] == baru.pk
    assert TAUTAN not in pesan.isi


def test_tatap_muka_dalam_pemberitahuan_perlu_ruang(kepala, petugas, ruang, surat, client):
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True)
    client.force_login(petugas)
    alamat = f"/kerja/surat/{surat.pk}/pemberitahuan/"
    isi = {"waktu": "2026-11-25T10:00", "lama": "45", "tambahan": "Bawa KTP."}
    jawaban = client.post(alamat, isi)
    assert "Pilih ruang untuk pertemuan tatap muka." in jawaban.content.decode()
    assert client.post(alamat, isi | {"ruang": ruang.pk}).status_code == 302
    baru = Audiensi.objects.get(surat=surat)
    assert (baru.ruang, jam.wita(baru.selesai).strftime("%H.%M")) == (ruang, "10.45")
    assert Disposisi.objects.get(surat=surat).tempat == "Ruang 1"


def test_disposisi_ulang_tanpa_pertemuan_membatalkan_di_kalender_pengirim(kepala, petugas, surat, janji):
    rantai.disposisi_ulang(
        surat=surat,
        oleh=kepala,
        alasan_perubahan="Cukup tertulis.",
        mode="daring",
        metode="tertulis",
        petugas=petugas,
        waktu=wita("2026-11-26T15:00"),
    )
    kabar = Pesan.objects.untuk_kasus(surat.uuid).filter(kelas="pemberitahuan").order_by("dibuat_pada").last()
    assert "Pertemuan Anda Rabu, 25 November 2026 pukul 09.00 WITA kami batalkan." in kabar.isi
    [berkas] = lampiran(kabar)
    assert b"METHOD:CANCEL" in berkas.isi
    assert b"SEQUENCE:1" in berkas.isi


def test_berhalangan_lalu_dijadwalkan_sesudah_batas(petugas, ruang, surat, janji):
    usulan.berhalangan(surat=surat, alasan="Sakit, minggu depan saja")
    baru = actions.jadwalkan_lagi(
        surat=surat,
        oleh=petugas,
        mulai=wita("2026-12-01T09:00"),
        lama=LAMA_BAKU,
        ruang=ruang,
        alasan="Permintaan Anda",
    )
    assert (baru.uid, baru.urutan, baru.menggantikan_id) == (janji.uid, 1, janji.pk)
    tenggat = surat.tenggat.get(jenis="pelaksanaan")
    assert tenggat.akibat == "diminta_mundur_pemohon"
    assert tenggat.berhenti_pada is not None


def test_tautan_diperbaiki_tanpa_memindahkan_waktu(kepala, petugas, ruang, surat, client):
    pabrik.disposisi(
        surat,
        oleh=kepala,
        petugas=petugas,
        mode="daring",
        metode="video",
        waktu=wita("2026-11-25T09:00"),
        tempat=TAUTAN,
        lama=LAMA_BAKU,
    )
    kirim_tertunda()
    lama = Audiensi.objects.get(surat=surat)
    client.force_login(petugas)
    isi = {
        "jadwal_ini": lama.pk,
        "tanggal": "2026-11-25",
        "pukul": "09:00",
        "lama": "30",
        "metode": "video",
        "tautan": TAUTAN,
        "alasan": "Tautan keliru.",
    }
    alamat = f"/kerja/surat/{surat.pk}/jadwal/"
    assert "Semuanya sama seperti sekarang" in client.post(alamat, isi).content.decode()
    assert client.post(alamat, isi | {"tautan": "zoom.us/j/1"}).status_code == 422
    assert client.post(alamat, isi | {"tautan": "https://meet.jit.si/dua"}).status_code == 302
    baru = Audiensi.objects.berjalan().get(surat=surat)
    assert (baru.mulai, baru.tautan, baru.uid, baru.urutan) == (
        lama.mulai,
        "https://meet.jit.si/dua",
        lama.uid,
        1,
    )
    [kabar] = Pesan.objects.untuk_kasus(surat.uuid).filter(kelas="jadwal")
    assert "tetap, dengan perubahan ini" in kabar.isi
    assert "jit.si" not in kabar.isi
    jadwal.jadwal_ulang(
        audiensi=baru, oleh=petugas, mulai=baru.mulai, alasan="Sinyal.", metode="telepon", tautan=""
    )
    assert Audiensi.objects.berjalan().get(surat=surat).metode == "telepon"
