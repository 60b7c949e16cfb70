"""What the citizen is told, and what the decision does to the clocks (tenggat.md)."""

from datetime import datetime, timedelta

import pytest

from dinsos.agenda.models import Riwayat, Tenggat
from dinsos.agenda.tampilan import keadaan
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.inti.teks import waktu
from dinsos.notifikasi.actions import tandai_manual
from dinsos.notifikasi.models import Pesan
from disposisi.actions import disposisikan, kirim_pemberitahuan
from tests import pabrik
from tests.disposisi.bantuan import ALASAN, JALAN_LAIN, TUJUAN

pytestmark = pytest.mark.django_db
SENIN = "2026-11-23T09:00+08:00"  # respon due Tue 24 Nov 16:00, pelaksanaan due Thu 26 Nov 16:00
RABU = datetime.fromisoformat("2026-11-25T10:00+08:00")


@pytest.fixture
def petugas(db):
    return pabrik.pengguna(
        "petugas", nama="La Ode Amrin, S.ST.", jabatan="Pekerja Sosial Ahli Muda", telepon="+6281211112222"
    )


@pytest.fixture
def surat_wa(jam_uji, kepala):
    """Received Monday 23 November 2026 09:00 WITA; the sender has WhatsApp only."""
    jam_uji.ke(SENIN)
    return pabrik.pengaduan(pengirim_=pabrik.pengirim(email=""))


def jawaban(surat) -> Pesan:
    return Pesan.objects.get(kunci=f"surat:{surat.pk}:jawaban")


def kode(surat, jenis: str) -> str:
    return keadaan(surat.tenggat.get(jenis=jenis), jam.sekarang()).kode


def terima(surat, petugas) -> None:
    """The officer records that the message went out by WhatsApp just now."""
    tandai_manual(pesan=jawaban(surat), oleh=petugas, pada=jam.sekarang())


@pytest.mark.sk("PGD-PROSEDUR-2")
@pytest.mark.parametrize(
    ("metode", "kata"),
    [("video", "Panggilan video"), ("telepon", "Telepon"), ("whatsapp", "WhatsApp")],
)
def test_online_notice_names_officer_method_and_time(surat_wa, kepala, petugas, metode, kata):
    pabrik.disposisi(
        surat_wa,
        oleh=kepala,
        petugas=petugas,
        mode="daring",
        metode=metode,
        waktu=RABU,
        tempat="https://zoom.us/ruang-temu-7",
    )
    isi = jawaban(surat_wa).isi
    assert "La Ode Amrin, S.ST. (Pekerja Sosial Ahli Muda)" in isi
    assert "0812-1111-2222" in isi
    assert f"daring melalui {kata} pada Rabu, 25 November 2026 pukul 10.00 WITA" in isi
    assert "ruang-temu-7" not in isi, "the link stands behind the secret only"
    assert "Tautannya ada di halaman lacak" in isi
    assert surat_wa.nomor in jawaban(surat_wa).subjek


@pytest.mark.sk("PGD-PROSEDUR-2")
def test_notice_of_a_written_answer_names_its_limit(surat_wa, kepala, petugas):
    pabrik.disposisi(surat_wa, oleh=kepala, petugas=petugas, mode="daring", metode="tertulis", waktu=RABU)
    assert f"tertulis. Anda menerima jawaban paling lambat {waktu(RABU)}" in jawaban(surat_wa).isi


@pytest.mark.sk("PGD-PROSEDUR-2")
@pytest.mark.parametrize(
    ("isian", "kata"),
    [
        ({}, "Waktu: pada jam pelayanan"),
        (
            {"waktu": RABU, "tempat": "Ruang Bidang Linjamsos"},
            f"Waktu: {waktu(RABU)}.\nTempat: Ruang Bidang Linjamsos.",
        ),
    ],
)
def test_face_to_face_notice_says_where_to_come(surat_wa, kepala, petugas, isian, kata):
    pabrik.disposisi(surat_wa, oleh=kepala, petugas=petugas, **isian)
    assert "Cara penanganan: tatap muka" in jawaban(surat_wa).isi
    assert kata in jawaban(surat_wa).isi
    assert "petugas piket" in jawaban(surat_wa).isi


def test_contact_is_the_office_when_the_officer_has_no_phone(surat_wa, kepala):
    pabrik.disposisi(surat_wa, oleh=kepala, petugas=pabrik.pengguna("petugas", telepon=""))
    assert ", 085257048204." in jawaban(surat_wa).isi


@pytest.mark.sk("PGD-WAKTU-1")
def test_respon_stops_when_a_channel_takes_the_notice_and_not_before(surat_wa, kepala, petugas, jam_uji):
    pabrik.disposisi(surat_wa, oleh=kepala, petugas=petugas)
    assert kode(surat_wa, "respon") == "tepat_waktu"
    jam_uji.ke("2026-11-24T16:00:01+08:00")
    assert kode(surat_wa, "respon") == "terlambat"
    pada = jam_uji.ke("2026-11-24T16:20+08:00")
    terima(surat_wa, petugas)
    assert kode(surat_wa, "respon") == "terpenuhi_terlambat"
    assert abs(surat_wa.tenggat.get(jenis="respon").berhenti_pada - pada) < timedelta(seconds=30)
    assert kode(surat_wa, "pelaksanaan") == "tepat_waktu"
    surat_wa.refresh_from_db()
    assert surat_wa.status == "dijawab"


@pytest.mark.parametrize(
    ("isian", "status"),
    [
        ({"keputusan": "ditolak", "jalan_lain": "Hubungi kantor desa.", "alasan": ALASAN}, "ditolak"),
        ({"keputusan": "dirujuk", "alasan": ALASAN, "tujuan_rujukan": TUJUAN}, "dirujuk"),
    ],
)
def test_exit_voids_pelaksanaan_at_the_decision_and_respon_waits_for_the_letter(
    surat_wa, kepala, petugas, jam_uji, isian, status
):
    pada = jam_uji.ke("2026-11-23T15:00+08:00")
    disposisikan(surat=surat_wa, oleh=kepala, **isian)
    surat_wa.refresh_from_db()
    assert surat_wa.status == status
    assert abs(surat_wa.ditutup_pada - pada) < timedelta(seconds=30)
    tenggat = surat_wa.tenggat.get(jenis="pelaksanaan")
    assert tenggat.akibat == status
    assert kode(surat_wa, "pelaksanaan") == "batal"
    assert kode(surat_wa, "respon") == "tepat_waktu"
    assert Tenggat.objects.terbuka().get(surat=surat_wa).jenis == "respon"
    jam_uji.ke("2026-11-24T15:59+08:00")
    terima(surat_wa, petugas)
    assert kode(surat_wa, "respon") == "terpenuhi"
    assert not Tenggat.objects.terbuka().filter(surat=surat_wa).exists()
    assert ALASAN in jawaban(surat_wa).isi
    assert (TUJUAN in jawaban(surat_wa).isi) == (status == "dirujuk")
    kata = Riwayat.objects.get(surat=surat_wa, jenis=status)
    assert ALASAN in kata.teks_warga


@pytest.mark.parametrize("keputusan", ["ditolak", "dirujuk"])
def test_lateness_is_never_erased(surat_wa, kepala, petugas, jam_uji, keputusan):
    """Both limits are over when the head refuses: both clocks stay late for ever."""
    jam_uji.ke("2026-11-27T09:00+08:00")
    disposisikan(
        surat=surat_wa,
        oleh=kepala,
        keputusan=keputusan,
        alasan=ALASAN,
        jalan_lain=JALAN_LAIN,
        tujuan_rujukan=TUJUAN,
    )
    assert kode(surat_wa, "pelaksanaan") == "terpenuhi_terlambat"
    assert kode(surat_wa, "respon") == "terlambat"
    terima(surat_wa, petugas)
    jam_uji.maju(hari=400)
    assert {kode(surat_wa, j) for j in ("respon", "pelaksanaan")} == {"terpenuhi_terlambat"}


def test_case_page_takes_the_notice_at_once_for_those_without_contact(jam_uji, kepala, petugas):
    jam_uji.ke(SENIN)
    surat = pabrik.pengaduan(pengirim_=pabrik.pengirim(email="", telepon="", lacak_sendiri=True))
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    assert kode(surat, "respon") == "terpenuhi"
    surat.refresh_from_db()
    assert surat.status == "dijawab"


@pytest.mark.parametrize("metode", ["video", "telepon", "whatsapp"])
def test_notice_of_the_officer_names_a_link_or_number_where_there_is_none(jam_uji, kepala, petugas, metode):
    jam_uji.ke(SENIN)
    surat = pabrik.pengaduan(pengirim_=pabrik.pengirim(telepon=""))
    pabrik.disposisi(
        surat, oleh=kepala, petugas=petugas, mode="daring", metode=metode, surat_oleh_petugas=True
    )
    with pytest.raises(GalatAturan, match="Tulis"):
        kirim_pemberitahuan(surat=surat, oleh=petugas, waktu=RABU, tempat="  ")
    assert not Pesan.objects.filter(kunci=f"surat:{surat.pk}:jawaban").exists()
    tempat = "https://zoom.us/nomor-9" if metode == "video" else "0811 2233 4455"
    kirim_pemberitahuan(surat=surat, oleh=petugas, waktu=RABU, tempat=tempat)
    assert surat.disposisi.tempat == tempat
    assert ("0811 2233 4455" if metode != "video" else "halaman lacak") in jawaban(surat).isi


def test_letter_left_to_the_officer_keeps_respon_running(surat_wa, kepala, petugas, jam_uji):
    pabrik.disposisi(
        surat_wa, oleh=kepala, petugas=petugas, mode="daring", metode="video", surat_oleh_petugas=True
    )
    assert not Pesan.objects.filter(kunci=f"surat:{surat_wa.pk}:jawaban").exists()
    jam_uji.ke("2026-11-24T10:00+08:00")
    assert kode(surat_wa, "respon") == "segera"
    kirim_pemberitahuan(
        surat=surat_wa, oleh=petugas, tambahan="Siapkan KTP.", waktu=RABU, tempat="https://zoom.us/tautan-8"
    )
    assert kode(surat_wa, "respon") == "segera"
    terima(surat_wa, petugas)
    assert kode(surat_wa, "respon") == "terpenuhi"
    isi = jawaban(surat_wa).isi
    assert "Siapkan KTP." in isi
    assert f"daring melalui Panggilan video pada {waktu(RABU)}" in isi
