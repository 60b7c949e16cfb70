"""Another time: the citizen's page behind number and secret, and the office's side of it."""

from datetime import datetime

import pytest

from dinsos.agenda import rahasia
from dinsos.agenda.models import SuratMasuk
from dinsos.inti import jam
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi import actions, jadwal
from disposisi.models import Audiensi, Ruang
from disposisi.models_jadwal import PermintaanWaktu
from disposisi.rencana import LAMA_BAKU
from tests import pabrik

pytestmark = pytest.mark.django_db
ALAMAT = "/lacak/surat/jadwal/"
TAUTAN = "https://meet.jit.si/RahasiaTujuh"


def wita(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=jam.WITA)


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")


@pytest.fixture
def petugas():
    return pabrik.pengguna("petugas", nama="La Ode Hasan")


@pytest.fixture
def surat(petugas) -> SuratMasuk:
    """Face to face on Wednesday 25 November 09.00."""
    return _surat(petugas, ruang=Ruang.objects.create(nama="Ruang Layanan 1"))


def _surat(petugas, **lain) -> SuratMasuk:
    surat = pabrik.pengaduan()
    pabrik.disposisi(surat, petugas=petugas, waktu=wita("2026-11-25T09:00"), lama=LAMA_BAKU, **lain)
    kirim_tertunda()
    surat.refresh_from_db()
    return surat


@pytest.fixture
def warga(client, surat):
    return _masuk(client, surat)


def _masuk(client, surat):
    client.post("/lacak/", {"nomor": surat.nomor, "kode": rahasia.kode(surat)})
    return client


def isi(jawaban) -> str:
    return jawaban.content.decode()


def kantor(client, petugas, surat, bagian: str, **lain):
    client.force_login(petugas)
    return client.post(f"/kerja/surat/{surat.pk}/jadwal/", {"bagian": bagian} | lain, follow=True)


TAWARAN = {
    "tanggal_1": "2026-11-25",
    "pukul_1": "13:00",
    "tanggal_2": "2026-11-26",
    "pukul_2": "09:00",
    "lama": "30",
    "alasan": "Sesuai permintaan Anda.",
}


def test_dari_permintaan_sampai_pilihan(warga, client, surat, petugas, django_assert_max_num_queries):
    assert ALAMAT in isi(warga.get("/lacak/surat/"))
    with django_assert_max_num_queries(12):
        halaman = isi(warga.get(ALAMAT))
    assert "Rabu, 25 November 2026 pukul 09.00 WITA" in halaman
    assert "Ruang Layanan 1" in halaman
    bebas = warga.get(ALAMAT).context["form_minta"].fields["pilihan"].choices
    assert len(bebas) > 3
    minta = {"apa": "minta", "alasan": "Anak sakit <b>.", "harapan": "Siang", "pilihan": [bebas[3][0]]}
    assert "Permintaan Anda sudah kami terima" in isi(warga.post(ALAMAT, minta, follow=True))
    assert "Anak sakit &lt;b&gt;." in isi(warga.get(ALAMAT))
    assert warga.post(ALAMAT, minta).status_code == 200
    assert PermintaanWaktu.objects.count() == 1

    client.force_login(petugas)
    assert "Pengirim meminta waktu lain." in isi(client.get("/kerja/"))
    assert "Jawab permintaan waktu" in isi(client.get(f"/kerja/surat/{surat.pk}/"))
    halaman = isi(client.get(f"/kerja/surat/{surat.pk}/jadwal/"))
    assert "Anak sakit &lt;b&gt;." in halaman
    assert bebas[3][1] in halaman
    halaman = isi(kantor(client, petugas, surat, "tawarkan", **TAWARAN))
    assert "2 waktu ditawarkan sampai Selasa, 24 November 2026 pukul 16.00 WITA" in halaman
    assert "Pengirim meminta waktu lain." not in isi(client.get("/kerja/"))

    _masuk(client, surat)
    assert "Pilih waktu" in isi(client.get("/lacak/surat/"))
    halaman = isi(client.get(ALAMAT))
    assert "Rabu, 25 November 2026 pukul 13.00 WITA, Ruang Layanan 1" in halaman
    assert "Minta waktu lain" not in halaman
    usulan = Audiensi.objects.filter(keadaan="diusulkan").order_by("mulai")
    salah = client.post(ALAMAT, {"apa": "pilih", "usulan": "999999"})
    assert (salah.status_code, "tidak ditawarkan lagi" in isi(salah)) == (422, True)
    pilih = {"apa": "pilih", "usulan": usulan[0].pk}
    assert "Jadwal Anda sekarang Rabu, 25 November 2026 pukul 13.00 WITA." in isi(
        client.post(ALAMAT, pilih, follow=True)
    )
    assert client.post(ALAMAT, pilih).status_code == 200, "a second click shows the page as it is now"
    assert Audiensi.objects.berjalan().get().mulai == wita("2026-11-25T13:00")


@pytest.mark.parametrize(
    ("kirim", "kata"),
    [
        ({"apa": "minta"}, "Tulis alasannya."),
        (
            {"apa": "minta", "alasan": "Sakit.", "pilihan": ["2026-11-25T09:00:00+08:00"]},
            "baru saja terpakai",
        ),
        ({"apa": "minta", "alasan": "a" * 201}, "Teks terlalu panjang"),
    ],
)
def test_galat_kembali_dengan_isiannya(warga, kirim, kata):
    jawaban = warga.post(ALAMAT, kirim)
    assert (jawaban.status_code, kata in isi(jawaban)) == (422, True)
    assert not PermintaanWaktu.objects.exists()


def test_berhalangan_membatalkan(warga, surat):
    halaman = warga.post(ALAMAT, {"apa": "minta", "alasan": "Pindah rumah.", "batal": "on"}, follow=True)
    assert "Jadwal Anda dibatalkan." in isi(halaman)
    assert Audiensi.objects.get(surat=surat).keadaan == "dibatalkan"
    assert "Belum ditentukan" in isi(warga.get(ALAMAT))


def test_menolak_semua_dengan_catatan(warga, client, surat, petugas):
    kantor(client, petugas, surat, "tawarkan", **TAWARAN)
    _masuk(client, surat)
    halaman = client.post(ALAMAT, {"apa": "tolak", "catatan": "Hanya hari Jumat."}, follow=True)
    assert "Petugas membaca catatan Anda." in isi(halaman)
    assert PermintaanWaktu.objects.get().alasan == "Hanya hari Jumat."


def test_tautan_hanya_di_balik_kode(client, petugas):
    surat = _surat(petugas, mode="daring", metode="video", tempat=TAUTAN)
    assert client.get(ALAMAT).status_code == 302
    _masuk(client, surat)
    assert f'href="{TAUTAN}"' in isi(client.get(ALAMAT))
    assert TAUTAN not in isi(client.get("/lacak/surat/")).split("Jadwal Anda")[0]


def test_tanpa_halaman_sebelum_diberi_tahu_dan_sesudah_dilayani(client, petugas, surat, jam_uji):
    baru = pabrik.pengaduan()
    _masuk(client, baru)
    assert client.get(ALAMAT).status_code == 404
    assert ALAMAT not in isi(client.get("/lacak/surat/"))
    jam_uji.ke("2026-11-25T09:05+08:00")
    actions.mulai_pertemuan(audiensi=Audiensi.objects.get(surat=surat), oleh=petugas)
    _masuk(client, surat)
    assert client.get(ALAMAT).status_code == 404


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"alasan": ""}, "Tulis alasannya."),
        ({"pukul_2": ""}, "Isi tanggal dan jamnya"),
        (
            {"tanggal_1": "", "pukul_1": "", "tanggal_2": "", "pukul_2": ""},
            "Isi paling sedikit satu pilihan.",
        ),
        ({"pukul_1": "12:15"}, "di luar jam kantor"),
        ({"sampai_tanggal": "2026-11-24", "sampai_pukul": "12:30"}, "di dalam jam kantor"),
    ],
)
def test_tawaran_yang_salah_kembali_dengan_isiannya(client, petugas, surat, ubah, kata):
    jawaban = kantor(client, petugas, surat, "tawarkan", **(TAWARAN | ubah))
    assert (jawaban.status_code, kata in isi(jawaban)) == (422, True)
    assert Audiensi.objects.count() == 1


def test_tarik_dan_jadwal_tetap(client, petugas, surat):
    kantor(client, petugas, surat, "tawarkan", **TAWARAN)
    satu = Audiensi.objects.filter(keadaan="diusulkan").first()
    assert "ditarik" in isi(kantor(client, petugas, surat, "tarik", tarik=satu.pk))
    assert (
        client.post(f"/kerja/surat/{surat.pk}/jadwal/", {"bagian": "tarik", "tarik": "x"}).status_code == 404
    )
    client.post(f"/kerja/surat/{surat.pk}/jadwal/", {"bagian": "tarik", "tarik": satu.pk})
    assert Audiensi.objects.filter(keadaan="diusulkan").count() == 1
    PermintaanWaktu.objects.create(surat=surat, alasan="Sakit.", pada=jam.sekarang())
    assert "Jadwal tetap." in isi(kantor(client, petugas, surat, "tetap", alasan="Petugas cuti."))
    assert PermintaanWaktu.objects.get().keadaan == "ditolak"


def test_cara_lain_saat_panggilan_video_gagal(client, petugas, jam_uji):
    surat = _surat(petugas, mode="daring", metode="video", tempat=TAUTAN)
    assert "Catat dahulu bahwa pertemuan dimulai" in isi(
        kantor(client, petugas, surat, "cara", cara="whatsapp")
    )
    jam_uji.ke("2026-11-25T09:05+08:00")
    audiensi = Audiensi.objects.get(surat=surat)
    actions.mulai_pertemuan(audiensi=audiensi, oleh=petugas)
    berhenti = surat.tenggat.get(jenis="pelaksanaan").berhenti_pada
    assert berhenti == Audiensi.objects.get(pk=audiensi.pk).mulai_sebenarnya
    assert "Cara yang dipakai dicatat." in isi(kantor(client, petugas, surat, "cara", cara="whatsapp"))
    audiensi.refresh_from_db()
    assert audiensi.cara_sebenarnya == "whatsapp"
    assert surat.tenggat.get(jenis="pelaksanaan").berhenti_pada == berhenti
    jadwal.catat_selesai(audiensi=audiensi, oleh=petugas, pada=jam.sekarang())
    assert "sudah tercatat" in isi(kantor(client, petugas, surat, "cara", cara="whatsapp"))
    kantor(client, petugas, surat, "cara", cara="video")
    audiensi.refresh_from_db()
    assert audiensi.cara_sebenarnya == "", "as planned, after all"


def test_yang_ditulis_tidak_hilang_bila_tawaran_kedaluwarsa(warga, client, surat, petugas, jam_uji):
    kantor(client, petugas, surat, "tawarkan", **TAWARAN)
    jam_uji.ke("2026-11-24T16:30+08:00")
    _masuk(client, surat)
    jawaban = client.post(ALAMAT, {"apa": "tolak", "catatan": "Saya bisa Jumat pagi."})
    assert jawaban.status_code == 422
    assert jawaban.context["form_minta"].initial["alasan"] == "Saya bisa Jumat pagi."
    assert "Saya bisa Jumat pagi.</textarea>" in isi(jawaban)


def test_yang_ditulis_tidak_hilang_bila_keadaan_berubah(client, surat, jam_uji):
    minta = {"apa": "minta", "alasan": "Anak sakit.", "harapan": "Jumat", "batal": "on"}
    audiensi = Audiensi.objects.get(surat=surat)
    jam_uji.ke("2026-11-25T08:59:50+08:00")
    Audiensi.objects.filter(pk=audiensi.pk).update(keadaan="hadir")
    jawaban = _masuk(client, surat).post(ALAMAT, minta)
    assert jawaban.status_code == 422
    assert "Anak sakit." in isi(jawaban)
    assert "Jumat" in isi(jawaban)
