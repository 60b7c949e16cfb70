"""What is said after an act: where its message is, and what is unusual about the time."""

import pytest
from django.urls import reverse

from dinsos.agenda.enums import Status
from dinsos.agenda.models import Riwayat
from dinsos.notifikasi.models import Pesan
from disposisi import rantai
from tests import pabrik
from tests.portal.kerja import SENIN, alamat, isian, kata, lewat_wa, masuk, pelacak, pesan_layar, surat_di

pytestmark = pytest.mark.usefixtures("templat_ketat")

TUNGGU = "menunggu Anda kirim sendiri lewat WhatsApp; lihat “Pesan yang perlu Anda kirim sendiri”."
SALURAN = [
    (pabrik.pengirim, "sedang dikirim lewat surat elektronik."),
    (lewat_wa, TUNGGU),
    (pelacak, "sudah dimuat di halaman lacak."),
]


@pytest.mark.parametrize(("pengirim", "kalimat"), SALURAN)
def test_screen_claims_no_sending_that_did_not_happen(kepala, petugas, pengirim, kalimat):
    surat = pabrik.pengaduan(pengirim_=pengirim())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True)
    klien = masuk(petugas)

    def sesudah(nama):
        return pesan_layar(klien.post(alamat(surat, nama), isian(nama)))

    assert sesudah("tanya") == [("success", f"Pertanyaan {kalimat}")]
    assert sesudah("pemberitahuan") == [("success", f"Pemberitahuan {kalimat}")]


@pytest.mark.parametrize("pengirim", [pelacak, lewat_wa])
def test_the_notice_about_a_later_disposition_is_said_to_be_where_it_is(kepala, petugas, pengirim):
    rekan = pabrik.pengguna("petugas")
    surat = pabrik.pengaduan(pengirim_=pengirim())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True)
    rantai.teruskan(surat=surat, oleh=kepala, petugas=rekan, alasan="Cuti.")
    jawaban = masuk(rekan).post(alamat(surat, "pemberitahuan"), isian("pemberitahuan"))
    kalimat = dict(SALURAN)[pengirim]
    assert pesan_layar(jawaban) == [("success", f"Pemberitahuan {kalimat}")]


def test_outcome_says_where_it_is_and_closing_says_nothing_of_sending(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = pabrik.pengaduan(pengirim_=lewat_wa())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    klien, pesan = masuk(petugas), Pesan.objects.get(kelas="pemberitahuan")
    tandai = {"aksi": "tandai", "tandai-pada": "2026-11-23T09:00"}
    klien.post(reverse("portal:pesan", args=[pesan.pk]), tandai, follow=True)
    for nama, kalimat in (
        ("laksanakan", "Pelaksanaan dicatat."),
        ("hasil", f"Hasil disimpan dan {TUNGGU}"),
        ("selesai", "Surat ditutup."),
    ):
        assert pesan_layar(klien.post(alamat(surat, nama), isian(nama))) == [("success", kalimat)]


LUAR = "Waktu penanganan di luar jam kantor. Pastikan ada petugas yang menunggu pengirim pada waktu itu."


@pytest.mark.parametrize(
    ("waktu", "cara", "luar"),
    [
        ("2026-11-25T09:30", {}, False),  # Wednesday
        ("2026-11-25T06:00", {}, True),
        ("2026-11-29T03:00", {}, True),  # Sunday
        ("2026-11-29T03:00", {"mode": "daring", "metode": "telepon"}, False),
        ("", {}, False),
    ],
)
def test_meeting_while_the_office_is_closed_is_warned_about_and_never_blocked(
    kepala, petugas, jam_uji, waktu, cara, luar
):
    jam_uji.ke(SENIN)
    klien = masuk(kepala)
    putusan = reverse("admin:disposisi_putuskan", args=[pabrik.pengaduan(pengirim_=lewat_wa()).pk])
    tanggal, _, pukul = waktu.partition("T")
    isi = {"keputusan": "ditangani", "mode": "tatap_muka", "petugas": petugas.pk} | cara
    jawaban = klien.post(putusan, isi | {"tanggal": tanggal, "pukul": pukul})
    assert jawaban.status_code == 302
    assert (LUAR in kata(klien.get(jawaban.url))) == luar
    surat = pabrik.pengaduan(pengirim_=lewat_wa())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True, **cara)
    jawaban = masuk(petugas).post(alamat(surat, "pemberitahuan"), isian("pemberitahuan", waktu=waktu))
    assert jawaban.status_code == 302
    peringatan = [teks for tingkat, teks in pesan_layar(jawaban) if tingkat == "warning"]
    assert any(LUAR in teks for teks in peringatan) == luar


@pytest.mark.parametrize(
    ("pada", "sebelum"),
    [("2026-11-23T13:59", True), ("2026-11-23T14:00", False), ("2026-11-23T14:30", False)],
)
def test_handling_before_the_disposition_is_told_in_the_story(kepala, petugas, jam_uji, pada, sebelum):
    jam_uji.ke(SENIN)
    surat = pabrik.pengaduan(pengirim_=pelacak())
    jam_uji.ke("2026-11-23T14:00:20+08:00")
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    jam_uji.ke("2026-11-23T15:00+08:00")
    isi = {"pada": pada, "catatan": "Ditelepon."}
    assert masuk(petugas).post(alamat(surat, "laksanakan"), isi).status_code == 302
    cerita = Riwayat.objects.get(surat=surat, jenis="dilaksanakan")
    catatan = " Catatan: waktu ini sebelum disposisi." if sebelum else ""
    assert cerita.teks == (
        f"Penanganan dilaksanakan Senin, 23 November 2026 pukul {pada[-5:].replace(':', '.')} WITA.{catatan}"
        " Ditelepon."
    )
    assert "disposisi" not in cerita.teks_warga
    assert ("waktu ini sebelum disposisi" in kata(masuk(kepala).get(alamat(surat)))) == sebelum


@pytest.mark.parametrize(
    ("status", "nama", "bidang", "batas", "tertulis"),
    [
        (Status.DIJAWAB, "tanya", "teks", 4000, "4.000"),
        (Status.DIDISPOSISIKAN, "pemberitahuan", "tempat", 200, "200"),
    ],
)
def test_too_long_a_text_says_how_long_it_may_be(kepala, petugas, status, nama, bidang, batas, tertulis):
    surat = surat_di(status, kepala=kepala, petugas=petugas)
    isi = isian(nama, **{bidang: "x" * (batas + 1)})
    jawaban = masuk(petugas).post(alamat(surat, nama), isi)
    galat = f"Teks terlalu panjang: paling banyak {tertulis} huruf. Persingkat dahulu."
    assert jawaban.context["form"].errors == {bidang: [galat]}
