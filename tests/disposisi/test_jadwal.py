"""Appointments: what can be planned, what is refused with which words, and what frees rooms and officers."""

from datetime import datetime, time, timedelta

import pytest

from dinsos.agenda.models import Riwayat, SuratMasuk, Tenggat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi import alur_jadwal, jadwal
from disposisi.enums import KeadaanAudiensi
from disposisi.models import Audiensi, Disposisi, JamPetugas, Ketidakhadiran, PemakaianSlot, Ruang
from disposisi.rencana import SlotTerpakai, usulan
from tests import pabrik

pytestmark = pytest.mark.django_db
K = KeadaanAudiensi
SETENGAH = timedelta(minutes=30)


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


@pytest.fixture
def kepala():
    return pabrik.pengguna("kepala_dinas")


@pytest.fixture
def buat(ruang, petugas, kepala):
    """Plan an appointment about a new letter, Tuesday 09.00 unless told otherwise."""

    def jadwalkan(mulai="2026-11-24T09:00", surat=None, **lain) -> Audiensi:
        bawaan = {"petugas": petugas, "ruang": ruang, "mode": "tatap_muka", "oleh": kepala}
        return jadwal.jadwalkan(surat=surat or pabrik.pengaduan(), mulai=wita(mulai), **(bawaan | lain))

    return jadwalkan


def sel(audiensi: Audiensi) -> list[str]:
    """Cells held, by resource and local time."""
    return [
        f"{satu.sumber} {satu.mulai.astimezone(jam.WITA):%H.%M}"
        for satu in audiensi.pemakaian.select_related("sumber__ruang", "sumber__petugas").order_by(
            "mulai", "sumber__petugas"
        )
    ]


def test_rencana_memakai_ruang_dan_petugas_beserta_jedanya(buat):
    audiensi = buat()
    assert audiensi.keadaan == K.DIPASTIKAN
    assert (audiensi.urutan, audiensi.lewat_batas) == (0, False)
    assert set(sel(audiensi)) == {
        f"{siapa} 09.{menit}" for siapa in ("Ruang Layanan 1", "La Ode Hasan") for menit in ("00", "15", "30")
    }


@pytest.mark.parametrize("mulai", ["2026-11-24T08:30", "2026-11-24T09:00", "2026-11-24T09:30"])
def test_ruang_yang_terpakai_ditolak_dengan_namanya(buat, mulai):
    buat()
    lain = pabrik.pengguna("petugas")
    with pytest.raises(SlotTerpakai, match="Ruang Layanan 1 sudah punya jadwal lain"):
        buat(mulai, petugas=lain)
    assert Audiensi.objects.count() == 1


def test_petugas_yang_terpakai_ditolak_dengan_namanya(buat):
    buat()
    dua = Ruang.objects.create(nama="Ruang Layanan 2")
    with pytest.raises(SlotTerpakai, match="La Ode Hasan sudah punya jadwal lain"):
        buat("2026-11-24T09:15", ruang=dua)
    assert buat("2026-11-24T09:45", ruang=dua).keadaan == K.DIPASTIKAN


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"mulai": "2026-11-23T08:00"}, "setelah sekarang"),
        ({"mulai": "2026-11-28T09:00"}, "Kantor tutup pada hari itu"),
        ({"mulai": "2026-11-24T11:45"}, "melewati jam istirahat"),
        ({"lama": timedelta(hours=4)}, "antara 15 menit dan 3 jam"),
        ({"ruang": None}, "Pilih ruang"),
        ({"mode": "daring"}, "Pilih cara daring"),
        ({"mulai": "2026-11-27T09:00"}, "melewati batas penanganan"),
    ],
)
def test_rencana_yang_tidak_mungkin(buat, isi, kata):
    with pytest.raises(GalatAturan, match=kata):
        buat(**isi)
    assert not Audiensi.objects.exists()
    assert not PemakaianSlot.objects.exists()


def test_ruang_yang_tidak_dipakai_lagi(buat, ruang):
    ruang.aktif = False
    ruang.save()
    with pytest.raises(GalatAturan, match="Pilih ruang"):
        buat()


def test_lewat_batas_dengan_alasan_tercatat(buat):
    audiensi = buat("2026-11-27T09:00", alasan="Pengirim minta hari Jumat.")
    assert audiensi.lewat_batas
    assert audiensi.surat.tenggat.get(jenis="pelaksanaan").berhenti_pada is None


def test_petugas_yang_tidak_hadir_dan_jam_petugas(buat, petugas):
    Ketidakhadiran.objects.create(
        petugas=petugas, mulai=wita("2026-11-24T08:00"), selesai=wita("2026-11-24T12:00"), alasan="Dinas luar"
    )
    with pytest.raises(GalatAturan, match="La Ode Hasan tidak hadir pada waktu itu: Dinas luar"):
        buat()
    jam_nya = JamPetugas.objects.create(petugas=petugas, hari=1, buka=time(13), tutup=time(14))
    with pytest.raises(GalatAturan, match="tidak melayani pada jam itu"):
        buat("2026-11-24T14:00")
    assert buat("2026-11-24T13:30").keadaan == K.DIPASTIKAN
    jam_nya.aktif = False
    jam_nya.save()
    assert buat("2026-11-24T14:30").keadaan == K.DIPASTIKAN


def test_petugas_yang_disebut_dalam_surat(buat, petugas):
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=petugas))
    with pytest.raises(GalatAturan, match="disebut dalam surat ini"):
        buat(surat=surat)


def test_bukan_petugas(buat):
    with pytest.raises(GalatAturan, match="bukan petugas"):
        buat(petugas=pabrik.pengguna("piket"))


def test_satu_surat_satu_jadwal(buat):
    audiensi = buat()
    with pytest.raises(SudahTerjadi, match=r"sudah dijadwalkan pada Selasa, 24 November 2026 pukul 09\.00"):
        buat("2026-11-25T09:00", surat=audiensi.surat)


def test_surat_tertutup(buat):
    surat = pabrik.pengaduan()
    SuratMasuk.objects.filter(pk=surat.pk).update(status="dicabut", ditutup_pada=jam.sekarang())
    with pytest.raises(GalatAturan, match="sudah ditutup"):
        buat(surat=surat)


def test_hanya_yang_memutus_atau_menangani(buat, petugas):
    with pytest.raises(TidakBerwenang):
        buat(oleh=pabrik.pengguna("petugas"))
    surat = pabrik.pengaduan()
    SuratMasuk.objects.filter(pk=surat.pk).update(petugas=petugas)
    assert buat(surat=surat, oleh=petugas).dibuat_oleh == petugas


def test_daring_hanya_memakai_petugas(buat):
    audiensi = buat(mode="daring", metode="video", tautan=" https://temu.contoh.test/1 ")
    assert (audiensi.ruang, audiensi.tautan) == (None, "https://temu.contoh.test/1")
    assert {baris.split(" 0")[0] for baris in sel(audiensi)} == {"La Ode Hasan"}


# --- moving and cancelling -------------------------------------------------------------------------
def test_jadwal_ulang_melepas_yang_lama_dan_menjaga_uid(dijawab, petugas):
    baru = jadwal.jadwal_ulang(
        audiensi=dijawab, oleh=petugas, mulai=wita("2026-11-24T09:15"), alasan="Rapat mendadak."
    )
    dijawab.refresh_from_db()
    assert (dijawab.keadaan, baru.keadaan) == (K.DIGANTI, K.DIPASTIKAN)
    assert (baru.uid, baru.urutan, baru.menggantikan_id) == (dijawab.uid, 1, dijawab.pk)
    assert baru.selesai - baru.mulai == SETENGAH
    assert sel(dijawab) == []
    kisah = Riwayat.objects.get(surat=baru.surat, jenis="jadwal_dipindahkan")
    assert "pukul 09.15 WITA" in kisah.teks_warga
    assert "Rapat mendadak." in kisah.teks_warga


def test_jadwal_ulang_yang_gagal_tidak_mengubah_apa_pun(buat, kepala):
    satu, dua = buat(), buat("2026-11-24T10:00")
    sebelum = sel(satu)
    with pytest.raises(SlotTerpakai):
        jadwal.jadwal_ulang(audiensi=satu, oleh=kepala, mulai=dua.mulai, alasan="Coba.")
    satu.refresh_from_db()
    assert satu.keadaan == K.DIPASTIKAN
    assert sel(satu) == sebelum
    with pytest.raises(GalatAturan, match="Tulis alasan"):
        jadwal.jadwal_ulang(audiensi=satu, oleh=kepala, mulai=wita("2026-11-25T10:00"), alasan=" ")


def test_batal_membebaskan_dan_tidak_menghentikan_jam(buat, kepala):
    audiensi = buat()
    jadwal.batalkan_jadwal(audiensi=audiensi, oleh=kepala, alasan="Petugas sakit.")
    assert not PemakaianSlot.objects.exists()
    assert audiensi.surat.tenggat.filter(berhenti_pada=None).count() == 2
    assert buat().keadaan == K.DIPASTIKAN
    with pytest.raises(SudahTerjadi, match="sudah tercatat: dibatalkan"):
        jadwal.batalkan_jadwal(audiensi=audiensi, oleh=kepala, alasan="Lagi.")


# --- what really happens ---------------------------------------------------------------------------
def test_mulai_lebih_lambat_menyebut_yang_terdesak(buat, kepala, jam_uji):
    satu, dua = buat(), buat("2026-11-24T09:45")
    jam_uji.ke("2026-11-24T09:36+08:00")
    terdesak = jadwal.catat_mulai(audiensi=satu, oleh=kepala, pada=wita("2026-11-24T09:35"))
    assert terdesak == [dua]
    assert {baris[-5:] for baris in sel(satu)} == {"09.30"}
    satu.refresh_from_db()
    assert (satu.keadaan, satu.mulai_sebenarnya) == (K.BERLANGSUNG, wita("2026-11-24T09:35"))


def test_selesai_lebih_awal_membebaskan_sisanya(buat, kepala, jam_uji):
    audiensi = buat(lama=timedelta(hours=2))
    jam_uji.ke("2026-11-24T09:20+08:00")
    jadwal.catat_mulai(audiensi=audiensi, oleh=kepala, pada=wita("2026-11-24T09:00"))
    jadwal.catat_selesai(audiensi=audiensi, oleh=kepala, pada=wita("2026-11-24T09:20"))
    assert {baris[-5:] for baris in sel(audiensi)} == {"09.00", "09.15"}
    assert buat("2026-11-24T09:30").keadaan == K.DIPASTIKAN
    with pytest.raises(SudahTerjadi):
        jadwal.catat_hadir(audiensi=audiensi, oleh=kepala)


def test_waktu_sebenarnya_masuk_akal(buat, kepala, jam_uji):
    audiensi = buat()
    jam_uji.ke("2026-11-24T09:10+08:00")
    with pytest.raises(GalatAturan, match="masa depan"):
        jadwal.catat_mulai(audiensi=audiensi, oleh=kepala, pada=wita("2026-11-24T09:11"))
    jadwal.catat_hadir(audiensi=audiensi, oleh=kepala)
    jadwal.catat_mulai(audiensi=audiensi, oleh=kepala, pada=wita("2026-11-24T09:05"))
    with pytest.raises(GalatAturan, match="sebelum waktu mulai"):
        jadwal.catat_selesai(audiensi=audiensi, oleh=kepala, pada=wita("2026-11-24T09:00"))
    with pytest.raises(GalatAturan, match="masa depan"):
        jadwal.catat_selesai(audiensi=audiensi, oleh=kepala, pada=wita("2026-11-24T10:00"))


@pytest.fixture
def dijawab(petugas, kepala, ruang):
    """A letter whose citizen has read the answer with the appointment, Tuesday 09.00."""
    surat = pabrik.pengaduan()
    pabrik.disposisi(
        surat, oleh=kepala, petugas=petugas, waktu=wita("2026-11-24T09:00"), ruang=ruang, lama=SETENGAH
    )
    kirim_tertunda()
    return Audiensi.objects.get(surat=surat)


def pelaksanaan(audiensi) -> Tenggat:
    return Tenggat.objects.get(surat=audiensi.surat, jenis="pelaksanaan")


def test_pemohon_tidak_hadir_setelah_lima_belas_menit_menghentikan_jam(dijawab, petugas, jam_uji):
    jam_uji.ke("2026-11-24T09:14+08:00")
    with pytest.raises(GalatAturan, match=r"mulai pukul 09\.15 WITA"):
        jadwal.catat_pemohon_tidak_hadir(audiensi=dijawab, oleh=petugas, bukti="Ditunggu piket.")
    jam_uji.ke("2026-11-24T09:15+08:00")
    with pytest.raises(GalatAturan, match="bagaimana Anda tahu"):
        jadwal.catat_pemohon_tidak_hadir(audiensi=dijawab, oleh=petugas, bukti=" ")
    jadwal.catat_pemohon_tidak_hadir(audiensi=dijawab, oleh=petugas, bukti="Ditunggu piket.")
    assert not PemakaianSlot.objects.exists()
    dijawab.refresh_from_db()
    assert dijawab.keadaan == K.PEMOHON_TIDAK_HADIR
    tenggat = pelaksanaan(dijawab)
    assert (tenggat.berhenti_pada, tenggat.akibat) == (wita("2026-11-24T09:00"), "pemohon_tidak_hadir")


def test_waktu_yang_tidak_disampaikan_tidak_menghentikan_jam(dijawab, petugas, jam_uji):
    """An officer can't fulfil the promise by moving the appointment to a minute that nobody was told of."""
    jam_uji.ke("2026-11-24T08:00+08:00")
    baru = jadwal.jadwal_ulang(
        audiensi=dijawab, oleh=petugas, mulai=wita("2026-11-24T08:15"), alasan="Dimajukan."
    )
    jam_uji.ke("2026-11-24T08:40+08:00")
    kirim_tertunda()
    jadwal.catat_pemohon_tidak_hadir(audiensi=baru, oleh=petugas, bukti="Ditunggu piket.")
    baru.refresh_from_db()
    assert baru.keadaan == K.PEMOHON_TIDAK_HADIR
    assert pelaksanaan(baru).berhenti_pada is None
    assert not PemakaianSlot.objects.exists()


def test_pemindahan_yang_disampaikan_menghentikan_jam(dijawab, petugas, jam_uji):
    baru = jadwal.jadwal_ulang(
        audiensi=dijawab, oleh=petugas, mulai=wita("2026-11-25T09:00"), alasan="Rapat."
    )
    kirim_tertunda()
    jam_uji.ke("2026-11-25T09:20+08:00")
    jadwal.catat_pemohon_tidak_hadir(audiensi=baru, oleh=petugas, bukti="Ditunggu piket.")
    assert pelaksanaan(baru).berhenti_pada == wita("2026-11-25T09:00")


def test_tidak_hadir_dua_kali_tetap_tercatat(dijawab, buat, petugas, jam_uji):
    jam_uji.ke("2026-11-24T09:20+08:00")
    jadwal.catat_pemohon_tidak_hadir(audiensi=dijawab, oleh=petugas, bukti="Ditunggu piket.")
    kedua = buat("2026-11-25T09:00", surat=dijawab.surat, oleh=petugas)
    jam_uji.ke("2026-11-25T09:20+08:00")
    jadwal.catat_pemohon_tidak_hadir(audiensi=kedua, oleh=petugas, bukti="Ditunggu lagi.")
    assert pelaksanaan(kedua).berhenti_pada == wita("2026-11-24T09:00")


def test_surat_yang_ditutup_membebaskan_ruang(dijawab, petugas, jam_uji):
    from disposisi import actions as disposisi
    from pengaduan import actions as pengaduan

    surat = dijawab.surat
    jam_uji.ke("2026-11-24T09:00+08:00")
    disposisi.mulai_pertemuan(audiensi=dijawab, oleh=petugas)
    pengaduan.catat_hasil(surat=surat, oleh=petugas, hasil="Bantuan dibayarkan.")
    pengaduan.selesaikan(surat=surat, oleh=petugas)
    dijawab.refresh_from_db()
    assert dijawab.keadaan == K.SELESAI
    assert dijawab.selesai_sebenarnya is not None
    assert not PemakaianSlot.objects.filter(mulai__gte=jam.sekarang()).exists()


def test_petugas_tidak_hadir_tidak_menghentikan_jam(dijawab, buat, petugas, kepala, jam_uji):
    with pytest.raises(GalatAturan, match=r"mulai pukul 09\.00 WITA"):
        jadwal.catat_petugas_tidak_hadir(audiensi=dijawab, oleh=kepala, alasan="Sakit.")
    jam_uji.ke("2026-11-24T09:00+08:00")
    jadwal.catat_petugas_tidak_hadir(audiensi=dijawab, oleh=kepala, alasan="Dipanggil Bupati.")
    assert pelaksanaan(dijawab).berhenti_pada is None
    pesan = Pesan.objects.get(kelas="jadwal")
    assert "Kami mohon maaf." in pesan.isi
    assert "Dipanggil Bupati." in pesan.isi
    assert Disposisi.objects.get(surat=dijawab.surat).waktu is None
    assert buat("2026-11-24T09:30", surat=dijawab.surat).keadaan == K.DIPASTIKAN


def test_dipindahkan_atas_permintaan_pemohon_lewat_batas(dijawab, petugas):
    """The first offer was within the limit, so the clock is void, and the reason stands in the story."""
    baru = jadwal.jadwal_ulang(
        audiensi=dijawab,
        oleh=petugas,
        mulai=wita("2026-11-30T09:00"),
        alasan="Pemohon menelepon 23 November, minta Senin depan.",
        diminta_pemohon=True,
    )
    assert baru.lewat_batas
    assert pelaksanaan(dijawab).akibat == "diminta_mundur_pemohon"
    disposisi = Disposisi.objects.get(surat=dijawab.surat)
    assert disposisi.waktu == wita("2026-11-30T09:00")
    assert "Senin, 30 November 2026 pukul 09.00 WITA" in Pesan.objects.get(kelas="jadwal").isi


@pytest.mark.parametrize(("mulai", "diminta"), [("2026-11-30T09:00", False), ("2026-11-25T09:00", True)])
def test_pemindahan_lain_tidak_menghentikan_jam(dijawab, petugas, mulai, diminta):
    jadwal.jadwal_ulang(
        audiensi=dijawab, oleh=petugas, mulai=wita(mulai), alasan="Rapat.", diminta_pemohon=diminta
    )
    assert pelaksanaan(dijawab).berhenti_pada is None


BOLEH = {
    "diusulkan": "dipastikan tidak_dipilih kedaluwarsa",
    "dipastikan": "hadir berlangsung selesai pemohon_tidak_hadir petugas_tidak_hadir dibatalkan diganti",
    "hadir": "berlangsung selesai petugas_tidak_hadir dibatalkan diganti",
    "berlangsung": "selesai",
}


@pytest.mark.parametrize("dari", K)
@pytest.mark.parametrize("ke", K)
def test_tabel_perpindahan(dari, ke):
    audiensi = Audiensi(keadaan=dari)
    if ke in BOLEH.get(dari, "").split():
        alur_jadwal.pindah_keadaan(audiensi, ke)
        assert audiensi.keadaan == ke
    else:
        with pytest.raises(SudahTerjadi):
            alur_jadwal.pindah_keadaan(audiensi, ke)
        assert audiensi.keadaan == dari


# --- the suggestion --------------------------------------------------------------------------------
def usul(petugas, *ruang, dari="2026-11-23T09:00", sampai="2026-11-26T16:00", lama=SETENGAH):
    hasil = usulan(petugas=[petugas.pk], ruang=ruang, dari=wita(dari), sampai=wita(sampai), lama=lama)
    return hasil[petugas.pk]


def test_usul_slot_pertama_yang_sama_sama_bebas(buat, petugas, ruang):
    dua = Ruang.objects.create(nama="Ruang Layanan 2")
    assert usul(petugas, ruang) == (wita("2026-11-23T09:00"), ruang)
    buat("2026-11-23T09:15", petugas=pabrik.pengguna("petugas"))
    assert usul(petugas, ruang, dari="2026-11-23T09:01") == (wita("2026-11-23T10:00"), ruang)
    assert usul(petugas, ruang, dua, dari="2026-11-23T09:01") == (wita("2026-11-23T09:15"), dua)
    buat("2026-11-23T09:30", ruang=dua)
    assert usul(petugas, ruang, dua, dari="2026-11-23T09:01") == (wita("2026-11-23T10:15"), ruang)
    assert usul(petugas, dari="2026-11-23T09:01") == (wita("2026-11-23T10:15"), None)


def test_usul_menghormati_ketidakhadiran_dan_batas(petugas, ruang):
    Ketidakhadiran.objects.create(
        petugas=petugas, mulai=wita("2026-11-23T00:00"), selesai=wita("2026-11-26T10:05"), alasan="Cuti"
    )
    assert usul(petugas, ruang) == (wita("2026-11-26T10:15"), ruang)
    assert usul(petugas, ruang, sampai="2026-11-26T10:00") is None
    JamPetugas.objects.create(petugas=petugas, hari=0, buka=time(8), tutup=time(9))
    assert usul(petugas, ruang) is None


def test_usul_selalu_dapat_dijadwalkan(buat, petugas, ruang):
    for _ in range(12):
        mulai, satu = usul(petugas, ruang, dari="2026-11-23T09:01")
        buat(f"{mulai:%Y-%m-%dT%H:%M}", ruang=satu)
    assert Audiensi.objects.count() == 12


def test_usul_tidak_bertambah_kuerinya_dengan_ruang(petugas, django_assert_num_queries):
    ruang = [Ruang.objects.create(nama=f"Ruang {n}") for n in range(25)]
    usul(petugas, *ruang[:1])
    for banyak in (1, 25):
        with django_assert_num_queries(4):
            usul(petugas, *ruang[:banyak])
