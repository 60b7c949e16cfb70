"""Another time: asked for by the citizen, offered by the office, chosen, declined or expired."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from dinsos.agenda.models import Riwayat, Tenggat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi import jadwal, usulan
from disposisi.enums import KeadaanAudiensi as K
from disposisi.models import Audiensi, Disposisi, PemakaianSlot, Ruang
from disposisi.models_jadwal import PermintaanWaktu
from disposisi.rencana import LAMA_BAKU, SlotTerpakai
from disposisi.usulan_lepas import sapu_kedaluwarsa
from tests import pabrik

pytestmark = pytest.mark.django_db
ALASAN = "Anak saya sakit."


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=jam.WITA)


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")


@pytest.fixture
def ruang() -> Ruang:
    return Ruang.objects.create(nama="Ruang Layanan 1")


@pytest.fixture
def petugas():
    return pabrik.pengguna("petugas", nama="La Ode Hasan")


def _surat(petugas, ruang, waktu: str = "2026-11-25T09:00", **lain):
    surat = pabrik.pengaduan()
    isi = {"petugas": petugas, "waktu": wita(waktu), "ruang": ruang, "lama": LAMA_BAKU}
    pabrik.disposisi(surat, **(isi | lain))
    kirim_tertunda()
    surat.refresh_from_db()
    return surat


@pytest.fixture
def surat(petugas, ruang):
    """Firm on Wednesday 09.00, told to the citizen; the limit is Thursday 26 November 16.00."""
    return _surat(petugas, ruang)


def tawarkan(surat, petugas, *mulai: str, **lain) -> list[Audiensi]:
    mulai = mulai or ("2026-11-25T13:00", "2026-11-26T09:00")
    isi = {"alasan": "Petugas ada rapat."} | lain
    return usulan.usulkan(surat=surat, oleh=petugas, mulai=[wita(m) for m in mulai], **isi)


def tetap(surat) -> Audiensi:
    return Audiensi.objects.berjalan().get(surat=surat)


def keadaan(*semua: Audiensi) -> list[str]:
    return [Audiensi.objects.get(pk=satu.pk).keadaan for satu in semua]


def pelaksanaan(surat) -> Tenggat:
    return Tenggat.objects.get(surat=surat, jenis="pelaksanaan")


def test_permintaan_menjadi_tugas_dan_jadwal_tetap_berlaku(surat):
    permintaan = usulan.minta_waktu_lain(
        surat=surat, alasan=f" {ALASAN} ", harapan="Sore", pilihan=[wita("2026-11-25T14:00")]
    )
    assert (permintaan.alasan, permintaan.harapan) == (ALASAN, "Sore")
    assert permintaan.pilihan == ["2026-11-25T06:00:00+00:00"]
    assert permintaan.audiensi == tetap(surat)
    assert tetap(surat).mulai == wita("2026-11-25T09:00")
    assert pelaksanaan(surat).berhenti_pada is None
    with pytest.raises(SudahTerjadi, match="sudah kami terima"):
        usulan.minta_waktu_lain(surat=surat, alasan=ALASAN)
    assert Riwayat.objects.get(surat=surat, jenis="waktu_lain_diminta").pelaku == "Pengirim"


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"alasan": "  "}, "Tulis alasannya"),
        ({"alasan": "a" * 201}, "paling banyak 200"),
        ({"harapan": "a" * 201}, "paling banyak 200"),
        ({"pilihan": [wita("2026-11-23T08:00")]}, "belum lewat"),
        ({"pilihan": [wita(f"2026-11-25T1{n}:00") for n in range(4)]}, "paling banyak 3"),
    ],
)
def test_permintaan_yang_tidak_lengkap(surat, isi, kata):
    with pytest.raises(GalatAturan, match=kata):
        usulan.minta_waktu_lain(surat=surat, **({"alasan": ALASAN} | isi))
    assert not PermintaanWaktu.objects.exists()


def test_yang_tidak_dapat_dipindahkan(petugas, ruang):
    belum = pabrik.pengaduan()
    with pytest.raises(GalatAturan, match="tidak memerlukan jadwal"):
        usulan.minta_waktu_lain(surat=belum, alasan=ALASAN)
    sendiri = _surat(petugas, ruang, "2026-11-24T08:00", surat_oleh_petugas=True)
    with pytest.raises(GalatAturan, match="belum diberi tahu"):
        usulan.minta_waktu_lain(surat=sendiri, alasan=ALASAN)
    jadwal.lepaskan_jadwal(surat=sendiri)


def test_usulan_memegang_sel_dan_tidak_menyentuh_jadwal_maupun_jam(surat, petugas, ruang):
    dua = tawarkan(surat, petugas)
    assert keadaan(*dua) == [K.DIUSULKAN] * 2
    assert [satu.nomor_usulan for satu in dua] == [1, 2]
    assert {satu.berlaku_sampai for satu in dua} == {wita("2026-11-24T16:00")}
    assert all(satu.pemakaian.count() == 6 for satu in dua)
    assert tetap(surat).pemakaian.count() == 6
    assert pelaksanaan(surat).berhenti_pada is None
    with pytest.raises(SlotTerpakai, match="La Ode Hasan sudah punya jadwal lain"):
        _surat(petugas, ruang, "2026-11-25T13:15")
    pesan = Pesan.objects.get(kelas="usulan_waktu")
    assert "- Rabu, 25 November 2026 pukul 13.00 WITA" in pesan.isi
    assert "paling lambat Selasa, 24 November 2026 pukul 16.00 WITA" in pesan.isi
    assert "jadwal Rabu, 25 November 2026 pukul 09.00 WITA tetap berlaku" in pesan.isi


def test_paling_banyak_tiga_dan_pengaman_basis_data(surat, petugas):
    dua = tawarkan(surat, petugas)
    with pytest.raises(GalatAturan, match="Paling banyak 3"):
        tawarkan(surat, petugas, "2026-11-26T10:00", "2026-11-26T11:00")
    [tiga] = tawarkan(surat, petugas, "2026-11-26T10:00")
    for ubah in (
        {"nomor_usulan": 1},
        {"nomor_usulan": 4},
        {"berlaku_sampai": None},
        {"berlaku_sampai": tiga.selesai},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Audiensi.objects.filter(pk=tiga.pk).update(**ubah)
    with pytest.raises(IntegrityError), transaction.atomic():
        Audiensi.objects.filter(pk=tetap(surat).pk).update(keadaan=K.DIUSULKAN)
    usulan.tarik_usulan(usulan=dua[0], oleh=petugas)
    assert tawarkan(surat, petugas, "2026-11-26T11:00")[0].nomor_usulan == 1


@pytest.mark.parametrize(
    ("lain", "kata"),
    [
        ({"alasan": ""}, "Tulis alasan"),
        ({"sampai": wita("2026-11-23T09:20")}, "30 menit"),
        ({"sampai": wita("2026-11-25T09:15")}, "harus sebelum Rabu, 25 November 2026 pukul 09.00"),
        ({"sampai": wita("2026-11-24T12:30")}, "di dalam jam kantor"),
        ({"mulai": ["2026-11-23T10:00"]}, "terlalu dekat"),
        ({"mulai": ["2026-11-25T09:15"]}, "bertumpuk dengan waktu lain surat ini"),
        ({"mulai": ["2026-11-28T09:00"]}, "Kantor tutup"),
    ],
)
def test_usulan_yang_tidak_mungkin(surat, petugas, lain, kata):
    mulai = lain.pop("mulai", [])
    with pytest.raises(GalatAturan, match=kata):
        tawarkan(surat, petugas, *mulai, **lain)
    assert Audiensi.objects.count() == 1


def test_hanya_yang_menangani_yang_menawarkan(surat):
    with pytest.raises(TidakBerwenang):
        tawarkan(surat, pabrik.pengguna("petugas"))


def test_memilih_memindahkan_kalender_dan_membebaskan_yang_lain(surat, petugas):
    usulan.minta_waktu_lain(surat=surat, alasan=ALASAN)
    lama = tetap(surat)
    satu, dua = tawarkan(surat, petugas)
    assert PermintaanWaktu.objects.get().keadaan == "ditawari"
    dipilih = usulan.pilih_usulan(surat=surat, pk=satu.pk)
    assert keadaan(lama, satu, dua) == [K.DIGANTI, K.DIPASTIKAN, K.TIDAK_DIPILIH]
    assert (dipilih.uid, dipilih.urutan, dipilih.menggantikan) == (lama.uid, 1, lama)
    assert set(PemakaianSlot.objects.values_list("audiensi", flat=True)) == {satu.pk}
    assert Disposisi.objects.get(surat=surat).waktu == wita("2026-11-25T13:00")
    assert "Pilihan Anda sudah kami catat" in Pesan.objects.get(kelas="jadwal").isi
    assert pelaksanaan(surat).berhenti_pada is None, "the new time lies within the limit"
    with pytest.raises(SudahTerjadi):
        usulan.pilih_usulan(surat=surat, pk=dua.pk)


@pytest.mark.parametrize(
    ("awal", "diminta", "akibat"),
    [
        ("2026-11-25T09:00", True, "diminta_mundur_pemohon"),
        ("2026-11-25T09:00", False, ""),
        ("2026-11-27T09:00", True, ""),
    ],
)
def test_hanya_permintaan_pengirim_yang_membatalkan_batas(petugas, ruang, awal, diminta, akibat, jam_uji):
    """The first time was within the limit and the citizen asked: void. Else the office is late, as before."""
    surat = _surat(petugas, ruang, awal, alasan_lewat="Ruang penuh.")
    if diminta:
        pada = usulan.minta_waktu_lain(surat=surat, alasan=ALASAN).pada
    jam_uji.maju(menit=40)
    [satu] = tawarkan(surat, petugas, "2026-12-01T09:00")
    assert pelaksanaan(surat).berhenti_pada is None, "an offer voids nothing"
    usulan.pilih_usulan(surat=surat, pk=satu.pk)
    tenggat = pelaksanaan(surat)
    assert tenggat.akibat == akibat
    assert tenggat.berhenti_pada == (pada if akibat else None)
    if akibat:
        assert ALASAN in Riwayat.objects.get(surat=surat, jenis="diminta_mundur_pemohon").teks


def test_menolak_semua_dan_meminta_lagi(surat, petugas):
    dua = tawarkan(surat, petugas)
    assert usulan.tolak_usulan(surat=surat, catatan="Saya hanya bisa hari Jumat.") == 2
    assert keadaan(*dua) == [K.TIDAK_DIPILIH] * 2
    assert tetap(surat).mulai == wita("2026-11-25T09:00")
    assert PermintaanWaktu.objects.get(keadaan="menunggu").alasan == "Saya hanya bisa hari Jumat."
    with pytest.raises(SudahTerjadi):
        usulan.tolak_usulan(surat=surat)


def test_kedaluwarsa_sekali_dan_membebaskan(surat, petugas, jam_uji):
    dua = tawarkan(surat, petugas)
    assert sapu_kedaluwarsa() == 0
    jam_uji.ke("2026-11-24T16:00+08:00")
    with pytest.raises(SudahTerjadi, match="tidak ditawarkan lagi"):
        usulan.pilih_usulan(surat=surat, pk=dua[0].pk)
    assert keadaan(*dua) == [K.KEDALUWARSA] * 2, "the act has ended them, before the tick came"
    assert sapu_kedaluwarsa() == 0
    assert Pesan.objects.filter(kelas="usulan_kedaluwarsa").count() == 1
    assert (
        "Jadwal Anda tetap Rabu, 25 November 2026 pukul 09.00 WITA"
        in Pesan.objects.get(kelas="usulan_kedaluwarsa").isi
    )
    assert tetap(surat).pemakaian.count() == PemakaianSlot.objects.count()
    kirim_tertunda()
    assert Pesan.objects.get(kelas="usulan_waktu").keadaan == "dibatalkan", "not sent after its time"


def test_detak_mengakhiri_dan_sel_yang_basi_dapat_dipakai_sebelum_detak(surat, petugas, ruang, jam_uji):
    [satu] = tawarkan(surat, petugas, "2026-11-25T13:00")
    jam_uji.ke("2026-11-24T16:00:01+08:00")
    lain = _surat(petugas, ruang, "2026-11-25T13:00")
    assert tetap(lain).pemakaian.count() == 6
    assert sapu_kedaluwarsa() == 1
    assert keadaan(satu) == [K.KEDALUWARSA]
    assert tetap(lain).pemakaian.count() == 6


def test_pindahan_kantor_pelaksanaan_dan_penutupan_mengakhiri_usulan(surat, petugas):
    [satu] = tawarkan(surat, petugas, "2026-11-25T13:00")
    usulan_lama = tetap(surat)
    jadwal.jadwal_ulang(audiensi=usulan_lama, oleh=petugas, mulai=wita("2026-11-25T13:00"), alasan="Rapat.")
    assert keadaan(satu) == [K.TIDAK_DIPILIH]
    [dua] = tawarkan(surat, petugas, "2026-11-26T13:00")
    jadwal.lepaskan_jadwal(surat=surat)
    assert keadaan(dua) == [K.TIDAK_DIPILIH]
    assert not PemakaianSlot.objects.exists()


def test_berhalangan_membatalkan_dan_waktu_baru_ditawarkan(surat, petugas):
    lama = tetap(surat)
    usulan.berhalangan(surat=surat, alasan=ALASAN)
    assert keadaan(lama) == [K.DIBATALKAN]
    assert not PemakaianSlot.objects.exists()
    assert Disposisi.objects.get(surat=surat).waktu is None
    assert pelaksanaan(surat).berhenti_pada is None
    [satu] = tawarkan(surat, petugas, "2026-12-01T09:00")
    baru = usulan.pilih_usulan(surat=surat, pk=satu.pk)
    assert (baru.uid, baru.urutan) == (lama.uid, 1)
    assert pelaksanaan(surat).akibat == "diminta_mundur_pemohon"


def test_kantor_menjawab_bahwa_waktu_tetap(surat, petugas):
    permintaan = usulan.minta_waktu_lain(surat=surat, alasan=ALASAN)
    usulan.tolak_permintaan(permintaan=permintaan, oleh=petugas, alasan="Petugas cuti minggu depan.")
    isi = Pesan.objects.get(kelas="waktu_tetap").isi
    assert "Petugas cuti minggu depan." in isi
    assert "tetap Rabu, 25 November 2026 pukul 09.00 WITA" in isi
    with pytest.raises(SudahTerjadi):
        usulan.tolak_permintaan(permintaan=permintaan, oleh=petugas, alasan="Lagi.")
    usulan.minta_waktu_lain(surat=surat, alasan="Sekali lagi.")


def test_kantor_tutup_setelah_ditawarkan_dikatakan(surat, petugas, ruang):
    [satu] = tawarkan(surat, petugas, "2026-11-25T13:00")
    ruang.aktif = False
    ruang.save()
    with pytest.raises(GalatAturan, match="Pilih ruang"):
        usulan.pilih_usulan(surat=surat, pk=satu.pk)
    assert keadaan(satu, tetap(surat)) == [K.DIUSULKAN, K.DIPASTIKAN]


def test_ruang_lain_dipakai_bila_ruangnya_penuh(surat, petugas, ruang):
    lain = Ruang.objects.create(nama="Ruang Layanan 2")
    _surat(pabrik.pengguna("petugas"), ruang, "2026-11-25T13:00")
    [satu] = tawarkan(surat, petugas, "2026-11-25T13:00")
    assert satu.ruang == lain


def test_lama_lain(surat, petugas):
    [satu] = tawarkan(surat, petugas, "2026-11-25T13:00", tempat=usulan.Tempat(lama=timedelta(hours=1)))
    assert satu.selesai == wita("2026-11-25T14:00")
