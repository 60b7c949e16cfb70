"""Calendar pages in the admin: draft, compare, submit, send back, publish, apply; who may do what."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from dinsos.agenda.models import PerubahanTenggat
from dinsos.notifikasi.pengirim import kirim_tertunda
from dinsos.sla import actions
from dinsos.sla.models import HariKhusus, ProfilJam, VersiKalender
from disposisi import usulan
from disposisi.models import Ruang
from tests import pabrik

pytestmark = pytest.mark.django_db

WAKTU = "2026-11-23T09:00+08:00"


def alamat(nama: str, *isi: int) -> str:
    return reverse(f"admin:kalender_{nama}", args=isi)


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke(WAKTU)


@pytest.fixture
def pengelola():
    return pabrik.pengguna("pengelola")


@pytest.fixture
def kepala():
    return pabrik.pengguna("kepala_dinas")


@pytest.fixture
def sebagai(client):
    """A client signed in as this person."""

    def masuk(orang):
        client.force_login(orang)
        return client

    return masuk


@pytest.fixture
def draf(pengelola) -> VersiKalender:
    """A draft of 2026 with one more closed day, 24 November."""
    versi = actions.susun_kalender(tahun=2026, dari_paket=False, oleh=pengelola)
    isi = HariKhusus(versi=versi, tanggal=date(2026, 11, 24), jenis="tutup_kantor", nama="Banjir")
    actions.simpan_isi(isi=isi, oleh=pengelola)
    return versi


def teks(jawaban) -> str:
    return " ".join(jawaban.content.decode().split())


HARI = {"tanggal": "2026-11-25", "jenis": "tutup_kantor", "nama": "Banjir", "dasar_hukum": "SE Bupati 1"}
JAM = {
    "nama": "Jam kerja pelayanan",
    "mulai": "2026-12-01",
    "sampai": "2026-12-10",
    "senin": "08.00-12.00, 13.00-15.00",
    "jumat": "08:00–11:00",
}


def test_whole_way_from_draft_to_moved_clocks(sebagai, pengelola, kepala):
    surat = pabrik.pengaduan()
    klien = sebagai(pengelola)
    jawaban = klien.post(alamat("susun"), {"tahun": "2026", "sumber": "salin"})
    versi = VersiKalender.objects.get(keadaan="draf")
    assert (jawaban.status_code, jawaban.url) == (302, alamat("versi", versi.pk))
    assert klien.post(alamat("hari_baru", versi.pk), HARI).status_code == 302
    assert klien.post(alamat("jam_baru", versi.pk), JAM).status_code == 302
    klien.post(alamat("dasar", versi.pk), {"dasar_hukum": "SK Kepala Dinas 7/2026"})
    isi = teks(klien.get(alamat("versi", versi.pk)))
    for kata in ("Perbedaan dengan versi 1", "Rabu, 25 November 2026", "Banjir", "SE Bupati 1", "ditambah"):
        assert kata in isi
    klien.post(alamat("ajukan", versi.pk))

    klien = sebagai(kepala)
    halaman = klien.get(alamat("versi", versi.pk))
    isi = teks(halaman)
    assert surat.nomor in isi
    assert "27 Nov 2026 16.30" in isi
    klien.post(alamat("terbitkan", versi.pk), {"sidik": halaman.context["sidik"]})
    versi.refresh_from_db()
    assert (versi.keadaan, versi.diterbitkan_oleh, versi.dasar_hukum) == (
        "terbit",
        kepala,
        "SK Kepala Dinas 7/2026",
    )
    assert not PerubahanTenggat.objects.exists()

    tanpa_alasan = klien.post(alamat("terapkan", versi.pk), {"alasan": ""})
    assert "Tulis alasannya" in teks(tanpa_alasan)
    assert tanpa_alasan.context["title"].startswith("Perlu diperbaiki")
    jawaban = klien.post(alamat("terapkan", versi.pk), {"alasan": "Banjir."}, follow=True)
    assert "1 batas waktu diundur" in teks(jawaban)
    satu = PerubahanTenggat.objects.get()
    assert satu.jatuh_tempo_baru == datetime.fromisoformat("2026-11-27T16:30+08:00")
    ulang = klien.post(alamat("terapkan", versi.pk), {"alasan": "Banjir."}, follow=True)
    assert "Tidak ada batas waktu yang perlu diundur" in teks(ulang)


def test_hours_are_written_as_people_write_them(sebagai, pengelola, draf):
    klien = sebagai(pengelola)
    klien.post(alamat("jam_baru", draf.pk), JAM)
    profil = ProfilJam.objects.get(nama=JAM["nama"])
    assert profil.jam == {"senin": [["08:00", "12:00"], ["13:00", "15:00"]], "jumat": [["08:00", "11:00"]]}
    assert profil.prioritas == 10
    isi = teks(klien.get(alamat("jam", draf.pk, profil.pk)))
    assert 'value="08.00–12.00, 13.00–15.00"' in isi
    assert "Ubah jam kerja" in isi


@pytest.mark.parametrize(
    ("nama", "ubah", "kalimat"),
    [
        ("hari_baru", {"tanggal": "2027-01-01"}, "Tanggal harus dalam tahun 2026."),
        ("hari_baru", {"tanggal": "2026-12-25"}, "Tanggal ini sudah tercantum dalam kalender."),
        ("hari_baru", {"jenis": "buka_khusus"}, "Isi jam bukanya."),
        ("hari_baru", {"jam": "08.00-12.00"}, "Kosongkan jam buka"),
        ("hari_baru", {"jenis": "buka_khusus", "jam": "pagi"}, "Jam buka: tulis seperti"),
        ("hari_baru", {"nama": ""}, "Isi nama hari ini."),
        ("jam_baru", {"senin": "12.00-08.00"}, "harus sebelum jam tutup"),
        ("jam_baru", {"selasa": "25.00-26.00"}, "Selasa: tulis jam"),
        ("jam_baru", {"sampai": "2026-11-01"}, "Tanggal selesai tidak boleh sebelum tanggal mulai."),
        ("jam_baru", {"nama": "Jam kerja biasa"}, "Nama jam kerja ini sudah dipakai"),
    ],
)
def test_errors_say_what_to_correct(sebagai, pengelola, draf, nama, ubah, kalimat):
    sebelum = draf.hari_khusus.count(), draf.profil_jam.count()
    jawaban = sebagai(pengelola).post(alamat(nama, draf.pk), (HARI if nama == "hari_baru" else JAM) | ubah)
    assert jawaban.status_code == 200
    assert kalimat in teks(jawaban)
    assert (draf.hari_khusus.count(), draf.profil_jam.count()) == sebelum


def test_days_and_hours_are_changed_and_taken_out(sebagai, pengelola, draf):
    klien = sebagai(pengelola)
    banjir = draf.hari_khusus.get(nama="Banjir")
    klien.post(alamat("hari", draf.pk, banjir.pk), HARI | {"nama": "Banjir besar"})
    banjir.refresh_from_db()
    assert (banjir.nama, banjir.tanggal) == ("Banjir besar", date(2026, 11, 25))
    assert "Ya, hapus" in teks(klien.get(alamat("hari_hapus", draf.pk, banjir.pk)))
    klien.post(alamat("hari_hapus", draf.pk, banjir.pk))
    ramadan = draf.profil_jam.get(nama="Jam kerja Ramadan")
    klien.post(alamat("jam_hapus", draf.pk, ramadan.pk))
    assert not draf.hari_khusus.filter(pk=banjir.pk).exists()
    assert not draf.profil_jam.filter(pk=ramadan.pk).exists()
    riwayat = HariKhusus.history.filter(id=banjir.pk)
    assert {r.history_type for r in riwayat} == {"+", "~", "-"}
    assert {r.history_user for r in riwayat} == {pengelola}


def test_a_row_belongs_to_its_own_version(sebagai, pengelola, draf):
    terbit = VersiKalender.objects.terbit().filter(tahun=2026).last()
    hari = terbit.hari_khusus.first()
    klien = sebagai(pengelola)
    assert klien.get(alamat("hari", draf.pk, hari.pk)).status_code == 404
    jawaban = klien.post(alamat("hari", terbit.pk, hari.pk), HARI | {"tanggal": "2026-01-01"})
    assert "tidak dapat diubah" in teks(jawaban)
    klien.post(alamat("hari_hapus", terbit.pk, hari.pk))
    assert terbit.hari_khusus.filter(pk=hari.pk, nama=hari.nama).exists()


def test_submitted_content_is_closed_until_it_comes_back(sebagai, pengelola, kepala, draf):
    actions.ajukan_kalender(versi=draf, oleh=pengelola)
    klien = sebagai(pengelola)
    assert "sedang diajukan" in teks(klien.post(alamat("hari_baru", draf.pk), HARI))
    assert "Tambah hari khusus" not in teks(klien.get(alamat("versi", draf.pk)))
    assert "Tulis alasannya" in teks(sebagai(kepala).post(alamat("kembalikan", draf.pk), {"alasan": " "}))
    klien.post(alamat("kembalikan", draf.pk), {"alasan": "Nyepi keliru tanggal."})
    draf.refresh_from_db()
    assert (draf.keadaan, draf.diajukan_oleh) == ("draf", None)
    assert "Dikembalikan: Nyepi keliru tanggal." in teks(sebagai(pengelola).get(alamat("versi", draf.pk)))


def test_what_changed_since_the_head_looked_is_not_published(sebagai, pengelola, kepala, draf):
    actions.ajukan_kalender(versi=draf, oleh=pengelola)
    lama = sebagai(kepala).get(alamat("versi", draf.pk)).context["sidik"]
    actions.kembalikan_kalender(versi=draf, oleh=pengelola, alasan="Tambah hari.")
    actions.simpan_isi(
        isi=HariKhusus(versi=draf, tanggal=date(2026, 11, 26), jenis="tutup_kantor", nama="Banjir"),
        oleh=pengelola,
    )
    actions.ajukan_kalender(versi=draf, oleh=pengelola)
    jawaban = sebagai(kepala).post(
        alamat("terbitkan", draf.pk), {"sidik": lama}, headers={"referer": "/admin/kalender/"}, follow=True
    )
    assert "berubah sejak Anda membukanya" in teks(jawaban)
    draf.refresh_from_db()
    assert draf.keadaan == "diajukan"


def test_a_draft_is_thrown_away_after_asking(sebagai, pengelola, draf):
    klien = sebagai(pengelola)
    assert "Ya, buang draf" in teks(klien.get(alamat("buang", draf.pk)))
    klien.post(alamat("buang", draf.pk))
    assert not VersiKalender.objects.filter(pk=draf.pk).exists()


def test_next_year_from_the_list_of_holidays(sebagai, pengelola):
    klien = sebagai(pengelola)
    assert klien.get(alamat("susun")).context["form"].initial == {"tahun": 2028, "sumber": "paket"}
    klien.post(alamat("susun"), {"tahun": "2028", "sumber": "paket"})
    versi = VersiKalender.objects.get(tahun=2028)
    assert versi.hari_khusus.filter(tanggal=date(2028, 8, 17), jenis="libur_nasional").exists()
    assert versi.hari_khusus.filter(perkiraan=True).exists()
    assert not versi.hari_khusus.filter(nama__contains="perkiraan").exists()
    assert [p.nama for p in versi.profil_jam.all()] == ["Jam kerja biasa"]
    isi = teks(klien.get(alamat("versi", versi.pk)))
    for kata in ("Kalender pertama untuk 2028", "Dasar hukum belum diisi", "Jam kerja Ramadan belum"):
        assert kata in isi
    jawaban = klien.post(alamat("ajukan", versi.pk), headers={"referer": "/admin/kalender/"}, follow=True)
    assert "Isi dasar hukum kalender ini" in teks(jawaban)


def test_a_year_has_one_draft(sebagai, pengelola, draf):
    jawaban = sebagai(pengelola).post(
        alamat("susun"),
        {"tahun": "2026", "sumber": "paket"},
        headers={"referer": "/admin/kalender/"},
        follow=True,
    )
    assert "sudah punya draf" in teks(jawaban)


SUSUN = ("susun", "dasar", "ajukan", "buang", "hari_baru", "jam_baru")
TERBIT = ("terbitkan", "terapkan")


@pytest.mark.parametrize("peran", ["petugas", "piket", "sekretaris", "kepala_dinas", "pengelola"])
def test_role_matrix(sebagai, draf, peran):
    klien = sebagai(pabrik.pengguna(peran))
    boleh = {"pengelola": SUSUN, "kepala_dinas": TERBIT}.get(peran, ())
    for nama in (*SUSUN, *TERBIT):
        jawaban = klien.post(alamat(nama, *([] if nama == "susun" else [draf.pk])), {})
        assert (jawaban.status_code == 403) == (nama not in boleh), nama
        if nama == "buang" and peran == "pengelola":
            break
    bacaan = klien.get(alamat("daftar")).status_code
    assert bacaan == (200 if peran in ("pengelola", "kepala_dinas") else 403)


def test_the_pengelola_sees_no_letters(sebagai, pengelola, kepala, draf):
    surat = pabrik.pengaduan()
    actions.ajukan_kalender(versi=draf, oleh=pengelola)
    assert surat.nomor not in teks(sebagai(pengelola).get(alamat("versi", draf.pk)))
    assert surat.nomor in teks(sebagai(kepala).get(alamat("versi", draf.pk)))


def test_letters_that_name_the_head_stay_hidden_but_move_too(sebagai, pengelola, kepala, draf):
    surat = pabrik.pengaduan()
    surat.menyangkut_kepala = True
    surat.save()
    actions.ajukan_kalender(versi=draf, oleh=pengelola)
    klien = sebagai(kepala)
    halaman = klien.get(alamat("versi", draf.pk))
    assert surat.nomor not in teks(halaman)
    klien.post(alamat("terbitkan", draf.pk), {"sidik": halaman.context["sidik"]})
    jawaban = klien.post(alamat("terapkan", draf.pk), {"alasan": "Banjir."}, follow=True)
    assert PerubahanTenggat.objects.count() == 2
    assert "Tidak ada batas waktu yang perlu diundur." in teks(jawaban)


def test_appointments_on_a_closed_day_are_shown(sebagai, pengelola, kepala, draf):
    surat = pabrik.pengaduan()
    pabrik.disposisi(surat, oleh=kepala, waktu=datetime.fromisoformat("2026-11-24T10:00+08:00"))
    actions.ajukan_kalender(versi=draf, oleh=pengelola)
    isi = teks(sebagai(kepala).get(alamat("versi", draf.pk)))
    assert "Jadwal di luar jam kantor yang baru" in isi
    assert "Selasa, 24 November 2026 pukul 10.00 WITA" in isi


def test_shorter_hours_count_for_meetings_offers_and_promises(sebagai, pengelola, kepala, draf):
    """Ramadan hours from 08.00 to 15.00: what ends later, is offered later or due later is named with its kind."""
    ruang, petugas = Ruang.objects.create(nama="Ruang 1"), pabrik.pengguna("petugas")
    pukul, lama = (
        "2026-11-25T{}+08:00".format,
        {"petugas": petugas, "lama": timedelta(minutes=30), "ruang": ruang},
    )
    surat = [pabrik.pengaduan() for _ in range(4)]
    pabrik.disposisi(surat[0], oleh=kepala, waktu=datetime.fromisoformat(pukul("14:45")), **lama)
    pabrik.disposisi(surat[1], oleh=kepala, waktu=datetime.fromisoformat(pukul("10:00")), **lama)
    tulis = {"mode": "daring", "metode": "tertulis", "petugas": petugas}
    pabrik.disposisi(surat[2], oleh=kepala, waktu=datetime.fromisoformat(pukul("15:30")), **tulis)
    pabrik.disposisi(surat[3], oleh=kepala, waktu=datetime.fromisoformat(pukul("15:00")), **tulis)
    kirim_tertunda()
    tawaran = [datetime.fromisoformat(pukul("15:30"))]
    usulan.usulkan(surat=surat[1], oleh=petugas, mulai=tawaran, alasan="Rapat.")
    hari = {nama: [["08:00", "15:00"]] for nama in ("senin", "selasa", "rabu", "kamis", "jumat")}
    kolom = {"mulai": date(2026, 11, 25), "sampai": date(2026, 11, 25), "prioritas": 10, "jam": hari}
    actions.simpan_isi(isi=ProfilJam(versi=draf, nama="Ramadan", **kolom), oleh=pengelola)
    actions.ajukan_kalender(versi=draf, oleh=pengelola)
    hasil = sebagai(kepala).get(alamat("versi", draf.pk)).context["dampak"]["pertemuan"]
    assert [(satu.surat, satu.jenis) for satu in hasil] == [
        (surat[0], "pertemuan"),
        (surat[1], "ditawarkan"),
        (surat[2], "jawaban tertulis"),
    ]
    assert "Pertemuan melewati" in hasil[0].halangan


def test_statements_do_not_grow_with_letters(sebagai, pengelola, kepala, draf, django_assert_max_num_queries):
    actions.ajukan_kalender(versi=draf, oleh=pengelola)
    klien = sebagai(kepala)
    for banyak in (1, 6):
        for _ in range(banyak):
            pabrik.pengaduan()
        klien.get(alamat("versi", draf.pk))
        with django_assert_max_num_queries(22):
            klien.get(alamat("versi", draf.pk))
