"""The acts of the case page: each only when the workflow has it; what a refusal and a lost race look like."""

import re
from datetime import datetime

import pytest

from dinsos.agenda import actions as agenda
from dinsos.agenda.enums import Status
from dinsos.agenda.models import Riwayat
from dinsos.inti import jam
from dinsos.notifikasi.models import Pesan
from dinsos.portal.tindakan import TINDAKAN_PENGADUAN
from disposisi.models import Disposisi
from tests import pabrik
from tests.disposisi.bantuan import jejak
from tests.portal.kerja import (
    SENIN,
    TERTULIS,
    alamat,
    besok,
    isian,
    kata,
    lewat_wa,
    masuk,
    pelacak,
    pesan_layar,
    surat_di,
)

pytestmark = pytest.mark.usefixtures("templat_ketat")


KEADAAN = {
    "diterima": (Status.DITERIMA, {}),
    "didisposisikan": (Status.DIDISPOSISIKAN, {}),
    "didisposisikan_tertulis": (Status.DIDISPOSISIKAN, {"tertulis": True}),
    "dijawab": (Status.DIJAWAB, {}),
    "dijawab_tertulis": (Status.DIJAWAB, {"tertulis": True}),
    "dilaksanakan": (Status.DILAKSANAKAN, {"hasil": False}),
    "dilaksanakan_berhasil": (Status.DILAKSANAKAN, {}),
    "selesai": (Status.SELESAI, {}),
    "ditolak": (Status.DITOLAK, {}),
    "dirujuk": (Status.DIRUJUK, {}),
    "dicabut": (Status.DICABUT, {}),
}
BOLEH = {
    "pemberitahuan": {"didisposisikan", "didisposisikan_tertulis"},
    "tanya": {k for k in KEADAAN if k.startswith(("diterima", "didispo", "dijawab", "dilaks"))},
    "laksanakan": {"dijawab"},
    "hasil": {"dilaksanakan", "dijawab_tertulis"},
    "selesai": {"dilaksanakan_berhasil"},
}
LEBIH_DAHULU = {
    "pemberitahuan": {"dijawab", "dijawab_tertulis", "dilaksanakan", "dilaksanakan_berhasil", "selesai"}
    | {"ditolak", "dirujuk"},
    "tanya": set(),
    "laksanakan": {"dilaksanakan", "dilaksanakan_berhasil"},
    "hasil": {"dilaksanakan_berhasil", "selesai"},
    "selesai": {"selesai"},
}
"""States in which somebody was faster: a message, not an error."""


@pytest.mark.parametrize("nama", list(TINDAKAN_PENGADUAN))
@pytest.mark.parametrize("keadaan_awal", list(KEADAAN))
def test_each_act_only_when_the_workflow_has_it(kepala, petugas, keadaan_awal, nama, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")  # a Monday: tomorrow at this time the office is open
    status, kolom = KEADAAN[keadaan_awal]
    surat = surat_di(status, kepala=kepala, petugas=petugas, **kolom)
    klien = masuk(petugas if surat.petugas_id else kepala)
    ditawarkan = {f.nama for _, f, _ in klien.get(alamat(surat)).context["tindakan"]}
    isi = isian(nama, waktu=f"{jam.wita(besok()):%Y-%m-%dT%H:%M}") if nama == "pemberitahuan" else isian(nama)
    sebelum = jejak(surat)
    jawaban = klien.post(alamat(surat, nama), isi)
    if keadaan_awal in BOLEH[nama]:
        assert jawaban.status_code == 302
        assert [tingkat for tingkat, _ in pesan_layar(jawaban)] == ["success"]
        assert jejak(surat) != sebelum
        assert nama in ditawarkan or keadaan_awal == "diterima"
        return
    assert jejak(surat) == sebelum
    assert nama not in ditawarkan
    if keadaan_awal in LEBIH_DAHULU[nama]:
        assert [tingkat for tingkat, _ in pesan_layar(jawaban)] == ["info"]
    elif nama == "pemberitahuan":
        assert pesan_layar(jawaban) == [("error", "Surat ini belum didisposisikan.")]
    else:
        assert jawaban.status_code == 422
        assert jawaban.context["form"].non_field_errors()


def test_page_offers_only_acts_that_work(kepala, petugas):
    """What the table above calls allowed is exactly what the page offers (a question needs its officer)."""
    for nama, (status, kolom) in KEADAAN.items():
        surat = surat_di(status, kepala=kepala, petugas=petugas, **kolom)
        halaman = masuk(kepala).get(alamat(surat))
        ditawarkan = {f.nama for _, f, _ in halaman.context["tindakan"]}
        semestinya = {act for act, boleh in BOLEH.items() if nama in boleh}
        assert ditawarkan == semestinya - ({"tanya"} if nama == "diterima" else set()), nama


@pytest.mark.parametrize(
    ("status", "nama", "ganti", "bidang"),
    [
        (Status.DIDISPOSISIKAN, "pemberitahuan", {"waktu": "kapan-kapan"}, "waktu"),
        (Status.DIDISPOSISIKAN, "pemberitahuan", {"waktu": "2020-01-01T08:00"}, "waktu"),
        (Status.DIDISPOSISIKAN, "pemberitahuan", {"tempat": "x" * 201}, "tempat"),
        (Status.DIJAWAB, "tanya", {"teks": "   "}, "teks"),
        (Status.DIJAWAB, "tanya", {"teks": "x" * 4001}, "teks"),
        (Status.DIJAWAB, "laksanakan", {"pada": ""}, "pada"),
        (Status.DIJAWAB, "laksanakan", {"pada": "2026-13-40T99:99"}, "pada"),
        (Status.DIJAWAB, "laksanakan", {"pada": "0001-01-01T00:00"}, "pada"),
        (Status.DIJAWAB, "laksanakan", {"pada": "9999-12-31T23:59"}, "pada"),
        (Status.DILAKSANAKAN, "hasil", {"hasil": ""}, "hasil"),
    ],
)
def test_refused_form_comes_back_with_what_was_typed(kepala, petugas, status, nama, ganti, bidang):
    surat = surat_di(status, kepala=kepala, petugas=petugas, hasil=False)
    isi = isian(nama, **ganti)
    sebelum = jejak(surat)
    jawaban = masuk(petugas).post(alamat(surat, nama), isi)
    assert jawaban.status_code == 422
    assert list(jawaban.context["form"].errors) == [bidang]
    halaman = jawaban.content.decode()
    assert "ringkasan-galat" in halaman
    for nilai in isi.values():
        assert str(nilai).strip() in halaman
    assert jejak(surat) == sebelum


def test_answers_of_other_forms_on_the_page_are_untouched(kepala, petugas):
    """Field ids of the forms on one page differ, so that each label and error leads to its own field."""
    surat = surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=petugas)
    jawaban = masuk(petugas).post(alamat(surat, "tanya"), {"teks": ""})
    kunci = re.findall(r'\sid="([^"]+)"', jawaban.content.decode())
    assert len(kunci) == len(set(kunci))
    assert 'href="#tanya_teks"' in jawaban.content.decode()


def test_somebody_was_faster(kepala, petugas):
    """Two tabs: the second act becomes a message, and nothing is written twice."""
    surat = surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=petugas)
    klien = masuk(petugas)

    def dua_kali(nama, ulang=None):
        for isi in (isian(nama), ulang or isian(nama)):
            terakhir = pesan_layar(klien.post(alamat(surat, nama), isi))
        return terakhir

    sudah = "Pemberitahuan untuk surat ini sudah dibuat. Lihat bagian pesan."
    assert dua_kali("pemberitahuan") == [("info", sudah)]
    assert dua_kali("laksanakan") == [("info", f"Surat {surat.nomor} sudah berstatus “Dilaksanakan”.")]
    sudah = "Hasil penanganan surat ini sudah dicatat."
    assert dua_kali("hasil", isian("hasil", hasil="Lain")) == [("info", sudah)]
    assert dua_kali("selesai") == [("info", f"Surat {surat.nomor} sudah berstatus “Selesai”.")]
    assert dua_kali("hasil", isian("hasil", hasil="Lain")) == [("info", sudah)]
    assert Pesan.objects.filter(kasus=surat.uuid, kelas__in=["pemberitahuan", "hasil"]).count() == 2
    surat.refresh_from_db()
    assert surat.pengaduan.hasil == "Bantuan dibayarkan."


def test_withdrawn_meanwhile_is_said_plainly(kepala, petugas):
    surat = surat_di(Status.DIJAWAB, kepala=kepala, petugas=petugas, tertulis=True)
    agenda.cabut(surat=surat)
    jawaban = masuk(petugas).post(alamat(surat, "hasil"), isian("hasil"))
    assert jawaban.context["form"].non_field_errors() == ["Surat ini sudah ditutup: dicabut."]
    assert "Bantuan dibayarkan." in kata(jawaban)


def test_acts_are_written_down_with_who_did_them(kepala, petugas):
    surat = surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=petugas)
    klien = masuk(petugas)
    klien.post(alamat(surat, "pemberitahuan"), isian("pemberitahuan", tempat="Ruang 3"))
    for nama in ("tanya", "laksanakan", "hasil", "selesai"):
        klien.post(alamat(surat, nama), isian(nama))
    oleh = dict(Riwayat.objects.filter(surat=surat).values_list("jenis", "oleh"))
    for jenis in ("pemberitahuan_ditulis", "ditanya", "dilaksanakan", "hasil", "selesai"):
        assert oleh[jenis] == petugas.pk, jenis
    surat.refresh_from_db()
    assert surat.history.first().history_user == petugas
    assert surat.pengaduan.history.first().history_user == petugas
    assert surat.disposisi.berlaku.history.first().history_user == petugas


# --- the notice that the head left to the officer -------------------------------------------------

CARA = {
    "tatap_muka": {"mode": "tatap_muka"},
    "video": {"mode": "daring", "metode": "video"},
    "telepon": {"mode": "daring", "metode": "telepon"},
    "whatsapp": {"mode": "daring", "metode": "whatsapp"},
    "tertulis": TERTULIS,
}


@pytest.mark.parametrize("cara", list(CARA))
@pytest.mark.parametrize("berwaktu", [False, True])
def test_notice_written_by_the_officer_in_every_mode(kepala, petugas, jam_uji, cara, berwaktu):
    """Online it names a time (PGD-PROSEDUR-2); its acceptance answers the letter."""
    jam_uji.ke(SENIN)
    surat = pabrik.pengaduan(pengirim_=pelacak())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True, **CARA[cara])
    klien = masuk(petugas)
    tempat = {"video": "https://zoom.us/ruang-3", "tatap_muka": "Ruang 3"}.get(cara, "0812 1111 2222")
    isi = isian("pemberitahuan", waktu="2026-11-25T09:30" if berwaktu else "", tempat=tempat)
    jawaban = klien.post(alamat(surat, "pemberitahuan"), isi)
    surat.refresh_from_db()
    if cara != "tatap_muka" and not berwaktu:
        assert jawaban.status_code == 422
        assert list(jawaban.context["form"].errors) == ["waktu"]
        assert surat.status == Status.DIDISPOSISIKAN
        return
    assert jawaban.status_code == 302
    assert surat.status == Status.DIJAWAB
    teks = Pesan.objects.get(kelas="pemberitahuan").isi
    assert "La Ode Amrin, S.ST." in teks
    assert "Bawa kartu keluarga." in teks
    assert ("Rabu, 25 November 2026 pukul 09.30 WITA" in teks) == berwaktu
    assert (tempat in teks) == (cara not in ("tertulis", "video"))
    assert ("Tautannya ada di halaman lacak" in teks) == (cara == "video")
    tersimpan = Disposisi.objects.get(surat=surat)
    assert tersimpan.waktu == (datetime.fromisoformat("2026-11-25T09:30+08:00") if berwaktu else None)


@pytest.mark.parametrize(
    ("metode", "pengirim", "galat"),
    [
        ("video", lewat_wa, "Tulis tautan panggilan video. Tanpa tautan pengirim tidak dapat bergabung."),
        (
            "telepon",
            pelacak,
            "Pengirim tidak menulis nomor telepon. Tulis nomor yang dipakai, atau pilih cara lain.",
        ),
        ("whatsapp", lewat_wa, ""),
    ],
)
def test_online_notice_needs_a_link_or_a_number(kepala, petugas, metode, pengirim, galat):
    surat = pabrik.pengaduan(pengirim_=pengirim())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True, **CARA[metode])
    isi = isian("pemberitahuan", waktu=f"{jam.wita(besok()):%Y-%m-%dT%H:%M}")
    jawaban = masuk(petugas).post(alamat(surat, "pemberitahuan"), isi)
    assert jawaban.status_code == (422 if galat else 302)
    if galat:
        assert jawaban.context["form"].errors == {"tempat": [galat]}


def test_link_of_the_head_is_enough(kepala, petugas):
    surat = pabrik.pengaduan(pengirim_=lewat_wa())
    pabrik.disposisi(
        surat,
        oleh=kepala,
        petugas=petugas,
        surat_oleh_petugas=True,
        tempat="https://zoom.us/tautan-5",
        **CARA["video"],
    )
    isi = isian("pemberitahuan", waktu=f"{jam.wita(besok()):%Y-%m-%dT%H:%M}")
    lain = masuk(petugas).post(
        alamat(surat, "pemberitahuan"), isi | {"tempat": "https://zoom.us@contoh.test/"}
    )
    assert list(lain.context["form"].errors) == ["tempat"]
    assert masuk(petugas).post(alamat(surat, "pemberitahuan"), isi).status_code == 302
    assert Disposisi.objects.get(surat=surat).tempat.endswith("/tautan-5")
    assert "Tautannya ada di halaman lacak" in Pesan.objects.get(kelas="pemberitahuan").isi


def test_time_of_the_head_is_filled_in_and_the_limit_is_named(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = pabrik.pengaduan(pengirim_=pelacak())
    pabrik.disposisi(
        surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True, waktu=besok(), tempat="Ruang 3"
    )
    halaman = kata(masuk(petugas).get(alamat(surat)))
    assert 'value="2026-11-24T09:00"' in halaman
    assert 'value="Ruang 3"' in halaman
    assert "Batas penanganan: Kamis, 26 November 2026 pukul 16.00 WITA." in halaman


def test_time_after_the_limit_is_warned_about_and_never_blocked(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=petugas)
    jawaban = masuk(petugas).post(
        alamat(surat, "pemberitahuan"), isian("pemberitahuan", waktu="2026-11-26T16:01")
    )
    assert pesan_layar(jawaban) == [
        ("success", "Pemberitahuan sudah dimuat di halaman lacak."),
        (
            "warning",
            "Waktu penanganan melewati batas, jadi surat ini akan tercatat terlambat. Waktu penanganan di luar "
            "jam kantor. Pastikan ada petugas yang menunggu pengirim pada waktu itu.",
        ),
    ]
