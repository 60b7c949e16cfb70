"""The officer's case page: who opens it, what it shows, its files."""

import itertools
from datetime import timedelta

import pytest
from django.urls import reverse

from dinsos.agenda import actions as agenda
from dinsos.agenda.enums import Status
from dinsos.akun.models import PelaksanaHarian, Peran
from dinsos.berkas.models import LogAksesBerkas
from dinsos.inti import jam
from dinsos.portal.tindakan import TINDAKAN_PENGADUAN
from tests import pabrik
from tests.disposisi.bantuan import bersurat, jejak
from tests.portal.kerja import (
    SENIN,
    alamat,
    besok,
    isian,
    kata,
    lewat_wa,
    masuk,
    pelacak,
    surat_di,
)

pytestmark = pytest.mark.usefixtures("templat_ketat")


# --- who ------------------------------------------------------------------------------------------


def orang_lain(kepala, petugas) -> dict:
    hari = jam.hari_ini()
    plh = pabrik.pengguna("petugas")
    PelaksanaHarian.objects.create(pengguna=plh, mulai=hari, sampai=hari, nomor_surat="800/1")
    semua = {peran: pabrik.pengguna(peran) for peran in Peran.values if peran != Peran.KEPALA_DINAS}
    return semua | {"kepala_dinas": kepala, "penangan": petugas, "plh": plh}


def test_who_opens_the_page_and_its_acts(kepala, petugas):
    """404 for the others, so that nobody learns which letters exist; 403 where the role has no such page."""
    orang = orang_lain(kepala, petugas)
    biasa = surat_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    naif = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=kepala), pengirim_=pelacak())
    pabrik.disposisi(naif, oleh=orang["sekretaris"], petugas=petugas)
    boleh = {biasa: {"kepala_dinas", "plh", "penangan"}, naif: {"sekretaris", "penangan"}}
    for surat, nama in itertools.product((biasa, naif), orang):
        klien = masuk(orang[nama])
        kode = 403 if nama in ("piket", "pengelola") else 200 if nama in boleh[surat] else 404
        assert klien.get(alamat(surat)).status_code == kode, (nama, surat.menyangkut_kepala)
        if kode != 200:
            sebelum = jejak(surat)
            for tindakan in TINDAKAN_PENGADUAN:
                jawaban = klien.post(alamat(surat, tindakan), isian(tindakan))
                assert jawaban.status_code == kode
            assert jejak(surat) == sebelum


def test_person_who_is_complained_about_never_meets_the_case(kepala, petugas):
    """Not even when the letter was theirs to handle, decide or pass on."""
    terlapor = pabrik.pengguna("petugas", "sekretaris", "kepala_dinas", "piket")
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=terlapor), pengirim_=pelacak())
    klien = masuk(terlapor)
    assert klien.get(alamat(surat)).status_code == 404
    for tindakan in TINDAKAN_PENGADUAN:
        assert klien.post(alamat(surat, tindakan), isian(tindakan)).status_code == 404


def test_acts_are_posts(kepala, petugas):
    surat = surat_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    for tindakan in TINDAKAN_PENGADUAN:
        dilihat = masuk(petugas).get(alamat(surat, tindakan))
        assert (dilihat.status_code, dilihat.url) == (303, alamat(surat))
    assert masuk(petugas).post(alamat(surat)).status_code == 405


# --- what -----------------------------------------------------------------------------------------


def test_page_shows_everything_about_the_case(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = bersurat(
        "surat-sekolah.jpg",
        pengirim_=lewat_wa(nama="Wa Ode Kuasa", nama_diwakili="La Ode Diwakili", alamat_diwakili="Wabula"),
        rincian_=pabrik.rincian(terlapor_lain="Petugas loket berkacamata"),
        rahasiakan_identitas=True,
    )
    jam_uji.ke("2026-11-23T10:00+08:00")
    pabrik.disposisi(
        surat,
        oleh=kepala,
        petugas=petugas,
        waktu=besok(),
        tempat="Ruang 3",
        sifat="sangat_segera",
        instruksi=["tanggapan", "proses"],
        catatan="Mohon hati-hati.",
    )
    tanya = agenda.tanyakan(surat=surat, oleh=petugas, teks="Nomor kartunya berapa?")
    agenda.jawab_pertanyaan(pertanyaan=tanya, jawaban="Kartu saya hilang.")
    agenda.tanyakan(surat=surat, oleh=petugas, teks="Kapan hilangnya?")
    halaman = kata(masuk(petugas).post(reverse("portal:surat_pengirim", args=[surat.pk])))
    for teks in (
        surat.nomor,
        "Didisposisikan",
        "Identitas pengirim dirahasiakan",
        "Wa Ode Kuasa",
        "La Ode Diwakili, Wabula",
        "Jalan Poros Takawa 12, Takimpo, Pasarwajo",
        "0812-3456-7890",
        "Program Keluarga Harapan",
        "Petugas loket berkacamata",
        "Bantuan PKH tahap ketiga tidak masuk",
        "Rp750.000",
        "Mohon bantuan dibayarkan.",
        "Oktober 2026",
        "Ruang 3",
        "Sangat segera",
        "Tanggapan dan saran, Proses lebih lanjut",
        "Mohon hati-hati.",
        "Drs. La Ode Hamzah, M.Si. (Kepala Dinas), Senin, 23 November 2026 pukul 10.00 WITA",
        "surat-sekolah.jpg",
        "Selasa, 24 November 2026 pukul 16.00 WITA",  # respon
        "Kamis, 26 November 2026 pukul 16.00 WITA",  # pelaksanaan
        "Sisa 1 hari 5 jam",
        "lalu dihitung 1 hari kerja",
        "Nomor kartunya berapa?",
        "Kartu saya hilang.",
        "Kapan hilangnya?",
        "Belum dijawab.",
        "Pemberitahuan tindak lanjut",
        "Menunggu dikirim lewat WhatsApp oleh petugas",
        "Didisposisikan kepada La Ode Amrin, S.ST.",
        "Diterima Senin, 23 November 2026 pukul 09.00 WITA",
    ):
        assert teks in halaman, teks


def test_story_is_newest_first(kepala, petugas):
    surat = surat_di(Status.SELESAI, kepala=kepala, petugas=petugas)
    riwayat = list(masuk(petugas).get(alamat(surat)).context["riwayat"])
    assert riwayat == sorted(riwayat, key=lambda satu: (satu.pada, satu.pk), reverse=True)
    assert riwayat[0].jenis == "selesai"


def test_late_entry_shows_both_times_and_the_reason(kepala, jam_uji):
    jam_uji.ke(SENIN)
    surat = agenda.daftarkan(
        layanan="konsultasi",
        saluran="loket",
        hal="Konsultasi panti asuhan",
        pengirim=pelacak(),
        diterima_pada=jam.sekarang() - timedelta(days=3),
        alasan_selisih="Listrik padam",
    )
    halaman = kata(masuk(kepala).get(alamat(surat)))
    assert "Diterima Jumat, 20 November 2026 pukul 09.00 WITA" in halaman
    assert "dicatat Senin, 23 November 2026 pukul 09.00 WITA: Listrik padam" in halaman
    assert "Terlambat" not in halaman


def test_text_from_citizens_stays_text(kepala, petugas):
    jahat = '<script>alert(1)</script><img src=x onerror="x">'
    rincian = pabrik.rincian(uraian=jahat, permintaan=jahat, terlapor_lain=jahat[:100], tempat=jahat[:60])
    surat = pabrik.pengaduan(pengirim_=pelacak(nama=jahat), rincian_=rincian)
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    for jawaban in (masuk(petugas).get(alamat(surat)), masuk(petugas).get(reverse("portal:kerja"))):
        assert "<img src=x" not in jawaban.content.decode()
        assert "<script>alert" not in jawaban.content.decode()


def test_head_is_offered_the_disposition_and_the_officer_is_not(kepala, petugas):
    surat = surat_di(Status.DITERIMA, kepala=kepala, petugas=petugas)
    assert reverse("admin:disposisi_putuskan", args=[surat.pk]) in kata(masuk(kepala).get(alamat(surat)))
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    for orang in (kepala, petugas):
        assert "Beri disposisi" not in kata(masuk(orang).get(alamat(surat)))


@pytest.mark.parametrize("jumlah", [1, 25])
def test_case_page_keeps_its_budget(kepala, petugas, jumlah, django_assert_max_num_queries):
    surat = bersurat("bukti.jpg", pengirim_=lewat_wa())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True)
    for _ in range(jumlah):
        agenda.tanyakan(surat=surat, oleh=petugas, teks="Kapan?")
    klien = masuk(petugas)
    klien.get(alamat(surat))  # what a process remembers is not counted
    with django_assert_max_num_queries(15) as hitungan:
        klien.get(alamat(surat))
    # Two only while the notice is still to be written: whether there is an appointment, and rooms to give.
    assert len(hitungan) == 12


# --- files ----------------------------------------------------------------------------------------


def buka_berkas(orang, surat, kunci):
    return masuk(orang).get(reverse("portal:surat_berkas", args=[surat.pk, kunci]))


def test_files_open_for_the_case_only_and_each_opening_is_logged(kepala, petugas):
    surat = bersurat("bukti.jpg", pengirim_=pelacak())
    lain = bersurat("lain.jpg", pengirim_=pelacak())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    kunci = surat.lampiran.get().berkas_id
    jawaban = buka_berkas(petugas, surat, kunci)
    assert jawaban.status_code == 200
    assert jawaban["X-Content-Type-Options"] == "nosniff"
    assert b"".join(jawaban.streaming_content)[:2] == b"\xff\xd8"
    assert b"".join(buka_berkas(kepala, surat, kunci).streaming_content)
    log = list(LogAksesBerkas.objects.values_list("berkas", "oleh", "sebagai", "tujuan"))
    tujuan = f"Membaca surat {surat.nomor}"
    assert log == [(kunci, petugas.pk, "petugas", tujuan), (kunci, kepala.pk, "pimpinan", tujuan)]
    for peran in ("petugas", "sekretaris", "piket", "pengelola"):
        assert buka_berkas(pabrik.pengguna(peran), surat, kunci).status_code == 404
    # a file of another letter doesn't open through one's own
    assert buka_berkas(petugas, surat, lain.lampiran.get().berkas_id).status_code == 404
    assert buka_berkas(petugas, surat, "7b0f2f6e-6f7c-4a53-9a52-0d9a5f3f4c11").status_code == 404
    assert LogAksesBerkas.objects.count() == 2


def test_lost_file_is_not_logged_as_read(kepala, petugas, settings):
    surat = bersurat("bukti.jpg", pengirim_=pelacak())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    for berkas in settings.BERKAS_ROOT.rglob("*"):
        if berkas.is_file():
            berkas.unlink()
    assert buka_berkas(petugas, surat, surat.lampiran.get().berkas_id).status_code == 404
    assert LogAksesBerkas.objects.count() == 0
