"""The disposition form of an office that has rooms: suggestion, own choice, none; one submit plans everything."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.urls import reverse

from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from disposisi import jadwal
from disposisi.models import Audiensi, Disposisi, Ketidakhadiran, Ruang
from tests import pabrik

pytestmark = pytest.mark.django_db
ANTREAN = reverse("admin:disposisi_antrean")


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=jam.WITA)


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")


@pytest.fixture
def ruang() -> Ruang:
    return Ruang.objects.create(nama="Ruang Layanan 1", letak="Lantai III")


@pytest.fixture
def petugas():
    return pabrik.pengguna("petugas", nama="La Ode Hasan")


@pytest.fixture
def klien(client):
    client.force_login(pabrik.pengguna("kepala_dinas"))
    return client


def alamat(surat) -> str:
    return reverse("admin:disposisi_putuskan", args=[surat.pk])


def isian(petugas, **ubah) -> dict:
    bawaan = {
        "keputusan": "ditangani",
        "mode": "tatap_muka",
        "petugas": petugas.pk,
        "penjadwalan": "usulan",
        "lama": "30",
    }
    return {nama: nilai for nama, nilai in (bawaan | ubah).items() if nilai is not None}


def tawaran(klien, surat, petugas, *, tatap_muka: bool = True) -> list[str]:
    """The codes of the times that stand beside the officer's name."""
    daftar = klien.get(alamat(surat)).context["form"].daftar
    return [satu.kode for satu in daftar.tawaran.untuk(petugas.pk, tatap_muka=tatap_muka)]


def setuju(klien, surat, petugas, **ubah) -> dict:
    """What the browser posts when the head takes the first time on offer."""
    tatap_muka = ubah.get("mode", "tatap_muka") == "tatap_muka"
    kode = tawaran(klien, surat, petugas, tatap_muka=tatap_muka)[:1]
    nama = f"{'waktu' if tatap_muka else 'daring'}_{petugas.pk}"
    return isian(petugas, **ubah) | dict.fromkeys([nama] if kode else [], "".join(kode))


def test_usulan_menjadi_jadwal_dan_isi_pemberitahuan(klien, ruang, petugas):
    surat = pabrik.pengaduan()
    halaman = klien.get(alamat(surat)).content.decode()
    assert "bebas 23 Nov 2026 11.15, Ruang Layanan 1" in halaman
    balasan = klien.post(alamat(surat), setuju(klien, surat, petugas))
    assert balasan.url == ANTREAN
    audiensi = Audiensi.objects.get(surat=surat)
    assert (audiensi.mulai, audiensi.ruang, audiensi.petugas) == (wita("2026-11-23T11:15"), ruang, petugas)
    disposisi = Disposisi.objects.get(surat=surat)
    assert (disposisi.waktu, disposisi.tempat) == (audiensi.mulai, "Ruang Layanan 1, Lantai III")
    pesan = Pesan.objects.get(kunci=f"surat:{surat.pk}:jawaban")
    assert "Senin, 23 November 2026 pukul 11.15 WITA" in pesan.isi
    assert "Ruang Layanan 1, Lantai III" in pesan.isi


def test_sepuluh_surat_berturut_turut_tidak_pernah_bertumpuk(klien, ruang, petugas):
    for _ in range(10):
        surat = pabrik.pengaduan()
        assert klien.post(alamat(surat), setuju(klien, surat, petugas)).url == ANTREAN
    mulai = list(Audiensi.objects.order_by("mulai").values_list("mulai", flat=True))
    assert len(mulai) == 10
    assert all(b - a >= timedelta(minutes=45) for a, b in pairwise(mulai))


def test_surat_berikutnya_langsung_terbuka_yang_paling_dekat_batasnya(klien, ruang, petugas, jam_uji):
    lama, _, baru = (pabrik.pengaduan() for _ in range(3))
    jam_uji.ke("2026-11-24T09:00+08:00")
    pabrik.pengaduan()
    balasan = klien.post(alamat(baru), setuju(klien, baru, petugas), follow=True)
    assert balasan.redirect_chain == [(f"{alamat(lama)}#content-start", 302)]
    assert f"Surat {baru.nomor} didisposisikan kepada La Ode Hasan." in balasan.content.decode()


def test_usulan_daring_hanya_menunggu_petugas(klien, ruang, petugas):
    lain = pabrik.pengguna("petugas")
    surat = pabrik.pengaduan()
    klien.post(alamat(surat), setuju(klien, surat, lain))
    surat = pabrik.pengaduan()
    klien.post(alamat(surat), setuju(klien, surat, petugas, mode="daring", metode="telepon"))
    audiensi = Audiensi.objects.get(surat=surat)
    assert (audiensi.mulai, audiensi.ruang) == (wita("2026-11-23T11:15"), None)


def test_penuh_sampai_batas_dikatakan_dan_dapat_dilangkahi(klien, ruang, petugas):
    Ketidakhadiran.objects.create(
        petugas=petugas, mulai=wita("2026-11-23T00:00"), selesai=wita("2026-11-27T00:00"), alasan="Cuti"
    )
    surat = pabrik.pengaduan()
    assert "penuh sampai batas" in klien.get(alamat(surat)).content.decode()
    balasan = klien.post(alamat(surat), isian(petugas))
    assert "Tidak ada waktu yang sama-sama bebas" in balasan.content.decode()
    sendiri = {"penjadwalan": "sendiri", "tanggal": "2026-11-27", "pukul": "09:00", "ruang": ruang.pk}
    balasan = klien.post(alamat(surat), isian(petugas, **sendiri))
    assert set(balasan.context["form"].errors) == {"alasan_lewat"}
    balasan = klien.post(alamat(surat), isian(petugas, **sendiri, alasan_lewat="Petugas cuti."), follow=True)
    assert "melewati batas" in balasan.content.decode()
    audiensi = Audiensi.objects.get(surat=surat)
    assert (audiensi.lewat_batas, audiensi.alasan) == (True, "Petugas cuti.")


@pytest.mark.parametrize(
    ("ubah", "bidang"),
    [
        ({"penjadwalan": "sendiri"}, {"tanggal", "pukul", "ruang"}),
        ({"penjadwalan": "sendiri", "mode": "daring", "metode": "telepon"}, {"tanggal", "pukul"}),
        ({"penjadwalan": "tanpa", "mode": "daring", "metode": "telepon"}, {"penjadwalan"}),
        ({"penjadwalan": "entah"}, {"penjadwalan"}),
        ({"ruang": "77", "penjadwalan": "sendiri", "tanggal": "2026-11-24", "pukul": "09:00"}, {"ruang"}),
        ({"lama": "7"}, {"lama", "penjadwalan"}),
    ],
)
def test_isian_yang_kurang_disebut_pada_bidangnya(klien, ruang, petugas, ubah, bidang):
    balasan = klien.post(alamat(pabrik.pengaduan()), isian(petugas, **ubah))
    assert set(balasan.context["form"].errors) == bidang
    assert not Audiensi.objects.exists()


def test_bentrok_dikatakan_dan_isian_tetap(klien, ruang, petugas):
    sendiri = {"penjadwalan": "sendiri", "tanggal": "2026-11-24", "pukul": "09:00", "ruang": ruang.pk}
    klien.post(alamat(pabrik.pengaduan()), isian(petugas, **sendiri))
    surat = pabrik.pengaduan()
    balasan = klien.post(alamat(surat), isian(petugas, **sendiri, catatan="Jangan hilang."))
    halaman = balasan.content.decode()
    assert "sudah punya jadwal lain sekitar Selasa, 24 November 2026 pukul 09.00 WITA" in halaman
    assert "Jangan hilang." in halaman
    assert not Disposisi.objects.filter(surat=surat).exists()


@pytest.mark.parametrize("pukul", ["06:00", "12:15", "23:00"])
def test_di_luar_jam_kantor(klien, ruang, petugas, pukul):
    isi = {"penjadwalan": "sendiri", "tanggal": "2026-11-24", "pukul": pukul, "ruang": ruang.pk}
    halaman = klien.post(alamat(pabrik.pengaduan()), isian(petugas, **isi)).content.decode()
    assert "Jam kantor hari itu: 07.30–12.00 dan 13.00–16.00." in halaman


def test_tanpa_jadwal_dan_tertulis_tidak_memakai_ruang(klien, ruang, petugas):
    surat = pabrik.pengaduan()
    klien.post(alamat(surat), isian(petugas, penjadwalan="tanpa", tanggal="2026-11-24", pukul="09:00"))
    assert Disposisi.objects.get(surat=surat).waktu is None
    tertulis = {"mode": "daring", "metode": "tertulis", "tanggal": "2026-11-25", "pukul": "16:00"}
    surat = pabrik.pengaduan()
    klien.post(alamat(surat), isian(petugas, **tertulis))
    assert Disposisi.objects.get(surat=surat).waktu == wita("2026-11-25T16:00")
    assert not Audiensi.objects.exists()


def test_tertulis_dijanjikan_sampai_batas(klien, ruang, petugas):
    surat = pabrik.pengaduan()
    assert klien.post(alamat(surat), isian(petugas, mode="daring", metode="tertulis")).url == ANTREAN
    assert Disposisi.objects.get(surat=surat).waktu == wita("2026-11-26T16:00")
    assert not Audiensi.objects.exists()


def test_batas_sudah_lewat_tetap_ditawari_waktu_dan_tercatat_terlambat(klien, ruang, petugas, jam_uji):
    surat = pabrik.pengaduan()
    jam_uji.ke("2026-11-30T09:00+08:00")
    assert "bebas 30 Nov 2026 11.15, Ruang Layanan 1" in klien.get(alamat(surat)).content.decode()
    halaman = klien.post(alamat(surat), setuju(klien, surat, petugas), follow=True).content.decode()
    assert "melewati batas" in halaman
    audiensi = Audiensi.objects.get(surat=surat)
    assert audiensi.lewat_batas
    assert "sudah lewat ketika" in audiensi.alasan


def test_batas_yang_dekat_bukan_batas_yang_lewat(klien, ruang, petugas, jam_uji):
    """At 14.30 on the last day there is still time before the limit at 16.00."""
    surat = pabrik.pengaduan()
    jam_uji.ke("2026-11-26T14:30+08:00")
    assert "bebas 26 Nov 2026 15.00, Ruang Layanan 1" in klien.get(alamat(surat)).content.decode()
    klien.post(alamat(surat), setuju(klien, surat, petugas))
    audiensi = Audiensi.objects.get(surat=surat)
    assert (audiensi.mulai, audiensi.lewat_batas) == (wita("2026-11-26T15:00"), False)


def test_kueri_tetap_dengan_banyak_petugas_dan_ruang(klien, ruang, django_assert_max_num_queries):
    surat = pabrik.pengaduan()
    pabrik.pengguna("petugas")
    klien.get(alamat(surat))
    for n in range(10):
        pabrik.pengguna("petugas")
        Ruang.objects.create(nama=f"Ruang {n}")
    with django_assert_max_num_queries(15):
        klien.get(alamat(surat))


def test_jadwal_dicatat_terlaksana_dengan_penanganannya(klien, ruang, petugas, jam_uji):
    from dinsos.notifikasi.pengirim import kirim_tertunda
    from disposisi.actions import laksanakan

    surat = pabrik.pengaduan()
    klien.post(alamat(surat), setuju(klien, surat, petugas))
    kirim_tertunda()
    jam_uji.ke("2026-11-23T11:40+08:00")
    laksanakan(surat=surat, oleh=petugas, pada=wita("2026-11-23T11:05"))
    audiensi = Audiensi.objects.get(surat=surat)
    assert (audiensi.keadaan, audiensi.mulai_sebenarnya) == ("selesai", wita("2026-11-23T11:05"))


def test_surat_yang_dicabut_membebaskan_ruang(klien, ruang, petugas):
    from disposisi.actions import cabut

    surat = pabrik.pengaduan()
    klien.post(alamat(surat), setuju(klien, surat, petugas))
    cabut(surat=surat)
    assert Audiensi.objects.get(surat=surat).keadaan == "dibatalkan"
    assert jadwal.PemakaianSlot.objects.count() == 0


# --- the time that stands beside the name is the one that is booked ------------------------------


def test_tiga_waktu_yang_tidak_bertabrakan_dan_yang_dipilih_yang_dipesan(klien, ruang, petugas):
    surat = pabrik.pengaduan()
    kode = tawaran(klien, surat, petugas)
    halaman = klien.get(alamat(surat)).content.decode()
    for kata in ("23 Nov 2026 11.15", "23 Nov 2026 13.00", "23 Nov 2026 13.45"):
        assert f"{kata}, Ruang Layanan 1" in halaman
    klien.post(alamat(surat), isian(petugas, **{f"waktu_{petugas.pk}": kode[1]}))
    assert Audiensi.objects.get(surat=surat).mulai == wita("2026-11-23T13:00")


def test_waktu_yang_terpakai_lebih_dahulu_dikatakan_dan_tulisan_tetap(klien, ruang, petugas):
    lama, surat = pabrik.pengaduan(), pabrik.pengaduan()
    isi = setuju(klien, surat, petugas, catatan="Jangan hilang.", instruksi="telaah")
    klien.post(alamat(lama), setuju(klien, lama, petugas))
    balasan = klien.post(alamat(surat), isi)
    form, halaman = balasan.context["form"], balasan.content.decode()
    assert list(form.errors) == ["penjadwalan"]
    assert "23 Nov 2026 11.15, Ruang Layanan 1 baru saja terpakai" in form.errors["penjadwalan"][0]
    assert "Kami pilihkan 23 Nov 2026 13.00, Ruang Layanan 1" in form.errors["penjadwalan"][0]
    assert "Jangan hilang." in halaman
    baru = form.tawaran.untuk(petugas.pk, tatap_muka=True)[0].kode
    terpilih = f'value="{baru}" id="id_waktu_{petugas.pk}_0" checked'
    assert terpilih in " ".join(halaman.split())
    assert not Disposisi.objects.filter(surat=surat).exists()
    klien.post(alamat(surat), isi | {f"waktu_{petugas.pk}": baru})
    assert Audiensi.objects.get(surat=surat).mulai == wita("2026-11-23T13:00")


def test_waktu_yang_terlalu_singkat_untuk_pertemuan_yang_lama(klien, ruang, petugas):
    """11.15 to 12.00 doesn't hold two hours; what is offered instead does."""
    surat = pabrik.pengaduan()
    balasan = klien.post(alamat(surat), setuju(klien, surat, petugas, lama="120"))
    assert "terlalu singkat" in balasan.context["form"].errors["penjadwalan"][0]
    assert balasan.context["form"].tawaran.untuk(petugas.pk, tatap_muka=True)[0].mulai == wita(
        "2026-11-23T13:00"
    )


@pytest.mark.parametrize("kode", ["", "x", "1-1", "99999999999999-1", "1795402800-77", "1795402800-0", "-"])
def test_kode_yang_bukan_waktu_tidak_memesan_apa_pun(klien, ruang, petugas, kode):
    surat = pabrik.pengaduan()
    balasan = klien.post(alamat(surat), isian(petugas, **{f"waktu_{petugas.pk}": kode}))
    assert list(balasan.context["form"].errors) == ["penjadwalan"]
    assert not Audiensi.objects.exists()


# --- who can't be chosen, and why -----------------------------------------------------------------


def test_yang_tidak_hadir_dan_yang_disebut_tampil_dengan_alasannya(klien, ruang, petugas):
    pabrik.disposisi(pabrik.pengaduan(), petugas=petugas)
    cuti, sebentar, terlapor = (
        pabrik.pengguna("petugas", nama=nama) for nama in ("Wa Ode Cuti", "La Sebentar", "La Terlapor")
    )
    for orang, selesai in ((cuti, "2026-11-27T00:00"), (sebentar, "2026-11-24T12:00")):
        Ketidakhadiran.objects.create(
            petugas=orang, mulai=wita("2026-11-23T00:00"), selesai=wita(selesai), alasan="Cuti"
        )
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=terlapor))
    calon = {satu.nama: satu for satu in klien.get(alamat(surat)).context["form"].daftar.calon}
    assert calon["Wa Ode Cuti"].halangan == "Tidak hadir sampai akhir 26 Nov 2026. Pilih petugas lain."
    assert (calon["La Sebentar"].halangan, calon["La Sebentar"].absen) == (
        "",
        "tidak hadir sampai 24 Nov 2026 12.00",
    )
    assert calon["La Sebentar"].waktu[0][1] == "24 Nov 2026 13.00, Ruang Layanan 1"
    assert calon["La Terlapor"].halangan == "Disebut dalam surat ini, jadi tidak dapat ditugaskan."
    assert calon["La Terlapor"].waktu == ()
    assert "1 surat terbuka" in calon["La Ode Hasan"].keterangan
    halaman = " ".join(klien.get(alamat(surat)).content.decode().split())
    assert halaman.count(" disabled>") == 2
    for orang, bidang in ((cuti, "Tidak hadir sampai"), (terlapor, "tidak dapat ditugaskan")):
        balasan = klien.post(alamat(surat), isian(orang, penjadwalan="tanpa"))
        assert bidang in balasan.context["form"].errors["petugas"][0]
    assert not Disposisi.objects.filter(surat=surat).exists()


def test_siapa_yang_disebut_hanya_tampil_bagi_yang_memutus(klien, client, ruang, petugas):
    """The officer who handles a secret complaint doesn't read on any page of theirs whom it names."""
    terlapor = pabrik.pengguna("petugas", nama="La Terlapor")
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=terlapor), rahasiakan_identitas=True)
    assert "La Terlapor" in klien.get(alamat(surat)).content.decode()
    for orang in (terlapor, petugas, pabrik.pengguna("piket"), pabrik.pengguna("pengelola")):
        client.force_login(orang)
        assert client.get(alamat(surat)).status_code in (403, 404)


def test_tanpa_waktu_bebas_dikatakan_di_bawah_namanya(klien, ruang, petugas):
    Ketidakhadiran.objects.create(
        petugas=petugas, mulai=wita("2026-11-23T00:00"), selesai=wita("2026-11-27T00:00"), alasan="Cuti"
    )
    halaman = " ".join(klien.get(alamat(pabrik.pengaduan())).content.decode().split())
    assert "Tidak ada waktu yang sama-sama bebas bagi petugas ini dan ruang." in halaman
    assert "Tidak hadir sampai akhir 26 Nov 2026." in halaman
