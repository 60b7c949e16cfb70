"""What the answer letter of a consultation says (KSL-PROSEDUR-3 and 4)."""

from datetime import datetime

import pytest

from dinsos.agenda.models import Riwayat
from dinsos.notifikasi.models import Pesan
from disposisi.actions import disposisikan, kirim_pemberitahuan
from disposisi.lembar import kabar_putusan, pesan_jawaban
from tests import pabrik
from tests.portal.kerja import SENIN, lewat_wa

pytestmark = pytest.mark.django_db
RABU = datetime.fromisoformat("2026-11-25T10:00+08:00")
JADWAL = "Jadwal: Rabu, 25 November 2026 pukul 10.00 WITA."


@pytest.fixture
def petugas(db):
    return pabrik.pengguna(
        "petugas", nama="La Ode Amrin, S.ST.", jabatan="Pekerja Sosial Ahli Muda", telepon="+6281211112222"
    )


@pytest.fixture
def surat(jam_uji, kepala):
    jam_uji.ke(SENIN)
    return pabrik.konsultasi(pengirim_=lewat_wa())


def jawaban(surat) -> Pesan:
    return Pesan.objects.get(kunci=f"surat:{surat.pk}:jawaban")


@pytest.mark.sk("KSL-PROSEDUR-3", "KSL-PROSEDUR-4")
@pytest.mark.parametrize(
    ("cara", "kata"),
    [
        (
            {"mode": "tatap_muka", "tempat": "Ruang Konsultasi 1, Gedung C"},
            (
                "Cara: tatap muka.",
                "Tempat: Ruang Konsultasi 1, Gedung C.",
                "lapor ke petugas piket",
                "mengantar Anda ke ruang konsultasi",
                JADWAL,
            ),
        ),
        (
            {"mode": "daring", "metode": "video", "tempat": "https://meet.jit.si/a?b=1&c=2"},
            (
                "daring melalui Panggilan video",
                JADWAL,
                "Tautannya ada di halaman lacak",
            ),
        ),
        (
            {"mode": "daring", "metode": "telepon"},
            ("daring melalui Telepon", JADWAL, "Nomor yang dipakai: 0812-3456-7890."),
        ),
        (
            {"mode": "daring", "metode": "tertulis"},
            (
                "Cara: tertulis. Anda tidak perlu datang.",
                "jawaban atau data paling lambat Rabu, 25 November 2026 pukul 10.00 WITA.",
            ),
        ),
    ],
)
def test_approval_carries_schedule_mode_place_and_contact(surat, kepala, petugas, cara, kata):
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=RABU, **cara)
    pesan = jawaban(surat)
    assert pesan.subjek == f"Surat jawaban permohonan konsultasi — surat nomor {surat.nomor}"
    for potongan in (
        "Permohonan konsultasi Anda kami setujui.",
        "Petugas yang melayani: La Ode Amrin, S.ST. (Pekerja Sosial Ahli Muda).",
        "Narahubung: La Ode Amrin, S.ST., 0812-1111-2222.",
        *kata,
    ):
        assert potongan in pesan.isi


@pytest.mark.sk("KSL-PROSEDUR-4")
def test_without_a_time_the_schedule_is_the_service_hours_up_to_the_limit(surat, kepala, petugas):
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    isi = jawaban(surat).isi
    assert "Jadwal: pada jam pelayanan, paling lambat Kamis, 26 November 2026 pukul 16.00 WITA." in isi
    assert "Tempat: Kompleks Perkantoran Takawa" in isi


def test_after_the_limit_no_past_day_is_promised(surat, kepala, petugas, jam_uji):
    jam_uji.ke("2026-11-27T09:00+08:00")
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    assert "Jadwal: pada jam pelayanan." in jawaban(surat).isi


def test_the_officer_may_write_it(surat, kepala, petugas):
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True)
    kirim_pemberitahuan(surat=surat, oleh=petugas, waktu=RABU, tambahan="Bawa berita acara musyawarah desa.")
    isi = jawaban(surat).isi
    assert JADWAL in isi
    assert "Bawa berita acara musyawarah desa." in isi
    assert Riwayat.objects.get(jenis="pemberitahuan_ditulis").teks == "Menulis surat jawaban untuk pengirim."


@pytest.mark.parametrize(
    ("isian", "kata"),
    [
        (
            {"keputusan": "ditolak", "jalan_lain": "Hubungi kantor desa."},
            "sudah kami baca, tetapi tidak dapat kami penuhi.",
        ),
        (
            {"keputusan": "dirujuk", "tujuan_rujukan": "BPJS Kesehatan"},
            "kami rujuk ke BPJS Kesehatan, yang berwenang menjawabnya.",
        ),
    ],
)
def test_refusal_and_referral_give_the_reason(surat, kepala, isian, kata):
    disposisikan(surat=surat, oleh=kepala, alasan="Data itu bukan milik kami.", **isian)
    pesan = jawaban(surat)
    assert pesan.subjek.startswith("Surat jawaban permohonan konsultasi — ")
    assert f"Permohonan konsultasi Anda {kata}" in pesan.isi
    assert "Alasan: Data itu bukan milik kami." in pesan.isi


def test_the_head_reads_that_the_answer_letter_goes_out(surat, kepala, petugas):
    disposisi = pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    kabar = kabar_putusan(disposisi, pesan_jawaban(surat))
    assert "Surat jawaban kepada pengirim menunggu dikirim petugas lewat WhatsApp." in kabar
