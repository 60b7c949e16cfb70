"""The calendar of appointments: who sees what, and what one touch records."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse

from dinsos.agenda.models import SuratMasuk, Tenggat
from dinsos.notifikasi.pengirim import kirim_tertunda
from disposisi import jadwal
from disposisi.models import Audiensi, JamPetugas, Ketidakhadiran, Ruang
from tests import pabrik

pytestmark = pytest.mark.django_db
JADWAL = "/kerja/jadwal/"
MULAI = datetime.fromisoformat("2026-11-24T09:00+08:00")


@pytest.fixture
def petugas():
    return pabrik.pengguna("petugas", nama="La Ode Hasan")


@pytest.fixture
def kepala():
    return pabrik.pengguna("kepala_dinas")


@pytest.fixture
def audiensi(jam_uji, kepala, petugas) -> Audiensi:
    jam_uji.ke("2026-11-23T09:00+08:00")
    surat = pabrik.pengaduan()
    ruang = Ruang.objects.create(nama="Ruang Layanan 1")
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=MULAI, ruang=ruang, lama=jadwal.LAMA_BAKU)
    kirim_tertunda()
    return Audiensi.objects.get(surat=surat)


def buka(client, pengguna, **saring) -> str:
    client.force_login(pengguna)
    return client.get(JADWAL, {"tanggal": "2026-11-24"} | saring).content.decode()


def sentuh(client, pengguna, audiensi, nama):
    client.force_login(pengguna)
    return client.post(f"{JADWAL}{audiensi.pk}/{nama}/", follow=True)


def test_yang_berhak_membuka_suratnya(client, audiensi, petugas, kepala):
    for pengguna in (petugas, kepala):
        halaman = buka(client, pengguna)
        assert "09.00–09.30" in halaman
        assert "Ruang Layanan 1" in halaman
        assert f'href="{reverse("portal:surat", args=[audiensi.surat_id])}"' in halaman


def test_petugas_lain_hanya_tahu_bahwa_terpakai(client, audiensi):
    halaman = buka(client, pabrik.pengguna("petugas"))
    assert "Ruang Layanan 1" in halaman
    assert "terpakai" in halaman
    assert audiensi.surat.nomor not in halaman
    assert client.get(f"{JADWAL}{audiensi.pk}.ics").status_code == 404


def test_piket_melihat_nomor_tanpa_membuka_surat(client, audiensi):
    halaman = buka(client, pabrik.pengguna("piket"))
    assert audiensi.surat.nomor in halaman
    assert reverse("portal:surat", args=[audiensi.surat_id]) not in halaman


def test_yang_disebut_tidak_melihat_apa_pun(client, jam_uji, kepala, petugas):
    jam_uji.ke("2026-11-24T07:00+08:00")
    terlapor = pabrik.pengguna("piket", "petugas")
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=terlapor))
    jadwal.jadwalkan(surat=surat, oleh=kepala, petugas=petugas, mode="daring", metode="telepon", mulai=MULAI)
    halaman = buka(client, terlapor)
    assert "Tidak ada pertemuan." in halaman
    audiensi = Audiensi.objects.get()
    assert sentuh(client, terlapor, audiensi, "hadir").status_code == 404


def test_hari_minggu_dan_saringan(client, audiensi, petugas):
    assert "Tidak ada pertemuan." in buka(client, petugas, tanggal="2026-11-25")
    minggu = buka(client, petugas, tanggal="2026-11-27", rentang="minggu")
    assert minggu.count("Tidak ada pertemuan.") == 6
    assert "Senin, 23 November 2026" in minggu
    lain = Ruang.objects.create(nama="Ruang Layanan 2")
    assert "Tidak ada pertemuan." in buka(client, petugas, ruang=lain.pk)
    assert "09.00–09.30" in buka(client, petugas, petugas=petugas.pk)
    client.force_login(petugas)
    salah = client.get(JADWAL, {"tanggal": "besok", "ruang": "77"})
    assert salah.status_code == 422
    assert "Tulis tanggal seperti 24-11-2026." in salah.content.decode()


def test_jumlah_kueri_tetap(client, audiensi, petugas, kepala, jam_uji, django_assert_max_num_queries):
    client.force_login(petugas)
    client.get(JADWAL)
    with django_assert_max_num_queries(10):
        client.get(JADWAL, {"tanggal": "2026-11-24"})
    for n in range(8):
        ruang = Ruang.objects.create(nama=f"Ruang {n}")
        jadwal.jadwalkan(
            surat=pabrik.pengaduan(),
            oleh=kepala,
            petugas=pabrik.pengguna("petugas"),
            mode="tatap_muka",
            ruang=ruang,
            mulai=MULAI,
        )
    with django_assert_max_num_queries(10):
        client.get(JADWAL, {"tanggal": "2026-11-24"})


def test_datang_mulai_selesai(client, audiensi, petugas, jam_uji):
    """The real start stops `pelaksanaan`; ending early gives the room back."""
    piket = pabrik.pengguna("piket")
    jam_uji.ke("2026-11-24T08:55+08:00")
    assert "Kedatangan pemohon dicatat." in sentuh(client, piket, audiensi, "hadir").content.decode()
    jam_uji.ke("2026-11-24T09:02+08:00")
    assert "Pertemuan dimulai." in sentuh(client, petugas, audiensi, "mulai").content.decode()
    tenggat = Tenggat.objects.get(surat=audiensi.surat, jenis="pelaksanaan")
    assert f"{tenggat.berhenti_pada:%H.%M}" == "01.02"
    assert SuratMasuk.objects.get(pk=audiensi.surat_id).status == "dilaksanakan"
    jam_uji.ke("2026-11-24T09:14+08:00")
    assert "Selesainya pertemuan dicatat." in sentuh(client, petugas, audiensi, "selesai").content.decode()
    audiensi.refresh_from_db()
    assert audiensi.keadaan == "selesai"
    assert audiensi.pemakaian.count() == 2
    lagi = sentuh(client, petugas, audiensi, "selesai").content.decode()
    assert "Pertemuan ini selesai, bukan sedang berlangsung." in lagi


@pytest.mark.sk("KSL-SYARAT-6")
def test_piket_mencatat_surat_lembaga_yang_dibawa(client, jam_uji, kepala, petugas):
    """At the desk, when the guest of an institution comes; not for a person, and once."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    piket = pabrik.pengguna("piket")
    for nomor, rincian in enumerate((pabrik.lembaga(), pabrik.rincian_konsultasi())):
        ruang = Ruang.objects.create(nama=f"Ruang {nomor}")
        jadwal.jadwalkan(
            surat=pabrik.konsultasi(rincian_=rincian),
            oleh=kepala,
            petugas=pabrik.pengguna("petugas"),
            mode="tatap_muka",
            ruang=ruang,
            mulai=MULAI,
        )
    jam_uji.ke("2026-11-24T08:50+08:00")
    lembaga, perorangan = Audiensi.objects.order_by("pk")
    assert buka(client, piket).count("Surat lembaga dibawa") == 1
    assert "dicatat dibawa." in sentuh(client, piket, lembaga, "surat_lembaga").content.decode()
    rincian = lembaga.surat.konsultasi
    rincian.refresh_from_db()
    assert rincian.surat_lembaga_dibawa_oleh == piket
    assert "Surat lembaga dibawa" not in buka(client, piket)
    assert "sudah dicatat oleh" in sentuh(client, piket, lembaga, "surat_lembaga").content.decode()
    assert "tidak memerlukan" in sentuh(client, piket, perorangan, "surat_lembaga").content.decode()
    assert sentuh(client, pabrik.pengguna("petugas"), lembaga, "surat_lembaga").status_code == 403


def test_hanya_petugasnya_yang_memulai(client, audiensi, jam_uji):
    jam_uji.ke("2026-11-24T09:00+08:00")
    for pengguna in (pabrik.pengguna("petugas"), pabrik.pengguna("piket")):
        assert sentuh(client, pengguna, audiensi, "mulai").status_code == 403
    assert client.get(f"{JADWAL}{audiensi.pk}/mulai/").status_code == 303
    assert sentuh(client, pabrik.pengguna("piket"), audiensi, "entah").status_code == 404


def test_sentuhan_pada_waktu_yang_salah_dijawab_dengan_kalimat(client, audiensi, petugas):
    """The day before: nobody came yet, and nothing can end that has not begun."""
    assert "pada hari pertemuan" in sentuh(client, petugas, audiensi, "hadir").content.decode()
    assert "bukan sedang berlangsung" in sentuh(client, petugas, audiensi, "selesai").content.decode()
    audiensi.refresh_from_db()
    assert audiensi.keadaan == "dipastikan"


@pytest.mark.parametrize("tanggal", ["9999-12-31", "0001-01-01"])
def test_tahun_yang_terlalu_jauh(client, petugas, tanggal):
    client.force_login(petugas)
    jawaban = client.get(JADWAL, {"tanggal": tanggal})
    assert jawaban.status_code == 422
    assert "Tahun itu terlalu jauh." in jawaban.content.decode()


def test_kepala_yang_disebut_tidak_melihat_jadwalnya(client, jam_uji, petugas):
    """Not even a head whose account was opened after the letter."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor_lain="Kepala Dinas"))
    jadwal.jadwalkan(
        surat=surat,
        oleh=pabrik.pengguna("sekretaris"),
        petugas=petugas,
        mode="daring",
        metode="telepon",
        mulai=MULAI,
    )
    assert "Tidak ada pertemuan." in buka(client, pabrik.pengguna("kepala_dinas"))


def test_berkas_kalender(client, audiensi, petugas):
    client.force_login(petugas)
    jawaban = client.get(f"{JADWAL}{audiensi.pk}.ics")
    assert jawaban["Content-Type"].startswith("text/calendar")
    assert "no-store" in jawaban["Cache-Control"]
    assert b"BEGIN:VEVENT" in jawaban.content


def test_kisi_menunjukkan_ruang_yang_bebas(client, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    petugas, surat = pabrik.pengguna("petugas", nama="La Ode Kisi"), pabrik.pengaduan()
    satu, dua = (Ruang.objects.create(nama=f"Ruang Kisi {n}") for n in (1, 2))
    mulai = datetime.fromisoformat("2026-11-24T09:00+08:00")
    pabrik.disposisi(surat, petugas=petugas, waktu=mulai, ruang=satu, lama=timedelta(minutes=45))
    client.force_login(petugas)
    jawaban = client.get("/kerja/jadwal/?tanggal=2026-11-24")
    [lembar] = jawaban.context["lembar"]
    nomor = {str(satu): lembar.kisi.kolom.index(str(satu)), str(dua): lembar.kisi.kolom.index(str(dua))}
    baris = dict(lembar.kisi.baris)
    dipakai = {
        pukul: [bool(sel[n].mulai or sel[n].lanjut) for n in nomor.values()] for pukul, sel in baris.items()
    }
    assert {pukul for pukul, sel in dipakai.items() if sel[0]} == {"09.00", "09.30"}
    assert not any(sel[1] for sel in dipakai.values())
    assert "12.00" not in baris, "the break"
    assert "masih terpakai" in jawaban.content.decode()
    orang = client.get("/kerja/jadwal/?tanggal=2026-11-24&kolom=petugas").context["lembar"][0].kisi
    assert str(petugas) in orang.kolom


def test_kisi_petugas_menyebut_yang_tidak_hadir_dan_jam_terimanya(client, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    absen, sebagian, biasa = (
        pabrik.pengguna("petugas", nama=nama) for nama in ("La Absen", "Wa Pagi", "La Biasa")
    )
    mulai = datetime.fromisoformat("2026-11-24T10:15+08:00")
    Ketidakhadiran.objects.create(
        petugas=absen, mulai=mulai, selesai=mulai + timedelta(days=1), alasan="Sakit"
    )
    JamPetugas.objects.create(petugas=sebagian, hari=mulai.weekday(), buka=time(8), tutup=time(10))
    client.force_login(biasa)
    jawaban = client.get("/kerja/jadwal/?tanggal=2026-11-24&kolom=petugas")
    kisi = jawaban.context["lembar"][0].kisi
    tutup = {
        nama: [pukul for pukul, sel in kisi.baris if sel[kisi.kolom.index(nama)].tutup]
        for nama in map(str, (absen, sebagian, biasa))
    }
    assert tutup[str(biasa)] == []
    assert tutup[str(absen)][:2] == ["10.00", "10.30"]
    assert tutup[str(sebagian)] == ["07.30", *tutup[str(absen)]]
    isi = jawaban.content.decode()
    assert "tidak hadir" in isi
    assert "tidak menerima tamu" in isi
    assert "Sakit" not in isi, "why somebody is away is nobody's business here"
