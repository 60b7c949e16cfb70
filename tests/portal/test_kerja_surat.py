"""The officer's case page: who opens it, what it shows, and each act only when the workflow has it."""

import itertools
import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dinsos.agenda import actions as agenda
from dinsos.agenda.enums import Status
from dinsos.agenda.models import Riwayat, SuratMasuk
from dinsos.agenda.tampilan import keadaan
from dinsos.akun.models import PelaksanaHarian, Peran
from dinsos.berkas.models import LogAksesBerkas
from dinsos.inti import jam
from dinsos.inti.galat import TidakBerwenang
from dinsos.notifikasi.models import Pesan
from dinsos.portal.tindakan import TINDAKAN
from disposisi.models import Disposisi
from tests import pabrik
from tests.bantu.templat import ketatkan
from tests.disposisi.bantuan import bersurat, jejak
from tests.portal.kerja import (
    PELAKSANAAN,
    RESPON,
    SENIN,
    TERTULIS,
    alamat,
    besok,
    isian,
    kata,
    lewat_wa,
    pelacak,
    surat_di,
)


@pytest.fixture(autouse=True)
def _ketat(settings):
    ketatkan(settings)


@pytest.fixture
def kepala(db):
    return pabrik.pengguna("kepala_dinas", nama="Drs. La Ode Hamzah, M.Si.")


@pytest.fixture
def petugas(db):
    return pabrik.pengguna("petugas", nama="La Ode Amrin, S.ST.")


def masuk(orang) -> Client:
    klien = Client()
    klien.force_login(orang)
    return klien


def pesan_layar(jawaban) -> list[tuple[str, str]]:
    """Level and words of the messages on the page that an act leads to."""
    halaman = jawaban.client.get(jawaban.url)
    return [(satu.level_tag, str(satu)) for satu in halaman.context["messages"]]


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
            for tindakan in TINDAKAN:
                jawaban = klien.post(alamat(surat, tindakan), isian(tindakan))
                assert jawaban.status_code == kode
            assert jejak(surat) == sebelum


def test_person_who_is_complained_about_never_meets_the_case(kepala, petugas):
    """Not even when the letter was theirs to handle, decide or pass on."""
    terlapor = pabrik.pengguna("petugas", "sekretaris", "kepala_dinas", "piket")
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=terlapor), pengirim_=pelacak())
    SuratMasuk.objects.get(pk=surat.pk)
    klien = masuk(terlapor)
    assert klien.get(alamat(surat)).status_code == 404
    for tindakan in TINDAKAN:
        assert klien.post(alamat(surat, tindakan), isian(tindakan)).status_code == 404


def test_acts_are_posts(kepala, petugas):
    surat = surat_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    for tindakan in TINDAKAN:
        assert masuk(petugas).get(alamat(surat, tindakan)).status_code == 405
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
    halaman = kata(masuk(petugas).get(alamat(surat)))
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
    with django_assert_max_num_queries(15) as hitungan:
        klien.get(alamat(surat))
    assert len(hitungan) == 12


# --- acts -----------------------------------------------------------------------------------------

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


@pytest.mark.parametrize("nama", list(TINDAKAN))
@pytest.mark.parametrize("keadaan_awal", list(KEADAAN))
def test_each_act_only_when_the_workflow_has_it(kepala, petugas, keadaan_awal, nama):
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
    for nama in ("pemberitahuan", "tanya", "laksanakan", "hasil", "selesai"):
        klien.post(alamat(surat, nama), isian(nama))
    oleh = dict(Riwayat.objects.filter(surat=surat).values_list("jenis", "oleh"))
    for jenis in ("pemberitahuan_ditulis", "ditanya", "dilaksanakan", "hasil", "selesai"):
        assert oleh[jenis] == petugas.pk, jenis
    surat.refresh_from_db()
    assert surat.history.first().history_user == petugas
    assert surat.pengaduan.history.first().history_user == petugas
    assert surat.disposisi.history.first().history_user == petugas


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
    isi = isian("pemberitahuan", waktu="2026-11-25T09:30" if berwaktu else "", tempat="Ruang 3")
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
    assert ("Ruang 3" in teks) == (cara != "tertulis")
    tersimpan = Disposisi.objects.get(surat=surat)
    assert tersimpan.waktu == (datetime.fromisoformat("2026-11-25T09:30+08:00") if berwaktu else None)


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
        ("success", "Pemberitahuan dibuat dan sedang dikirim."),
        ("warning", "Waktu penanganan melewati batas, jadi surat ini akan tercatat terlambat."),
    ]


# --- clocks: PGD-WAKTU-1 --------------------------------------------------------------------------


def jam_surat(surat: SuratMasuk) -> dict:
    return {t.jenis: t for t in surat.tenggat.all()}


def kata_jam(surat: SuratMasuk, jenis: str) -> str:
    return keadaan(surat.tenggat.get(jenis=jenis), jam.sekarang()).kata


@pytest.mark.sk("PGD-WAKTU-1")
def test_respon_stops_when_the_notice_is_accepted_and_not_when_it_is_written(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = pabrik.pengaduan(pengirim_=lewat_wa())
    assert jam_surat(surat)["respon"].jatuh_tempo == RESPON
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True)
    klien = masuk(petugas)
    jam_uji.ke("2026-11-23T11:00+08:00")
    klien.post(alamat(surat, "pemberitahuan"), isian("pemberitahuan"))
    assert jam_surat(surat)["respon"].berhenti_pada is None
    jam_uji.ke("2026-11-24T15:30+08:00")
    pesan = Pesan.objects.get(kelas="pemberitahuan")
    klien.post(
        reverse("portal:pesan", args=[pesan.pk]), {"aksi": "tandai", "tandai-pada": "2026-11-24T15:10"}
    )
    assert jam_surat(surat)["respon"].berhenti_pada == datetime.fromisoformat("2026-11-24T15:10+08:00")
    assert kata_jam(surat, "respon") == "Tepat waktu"
    surat.refresh_from_db()
    assert surat.status == Status.DIJAWAB


@pytest.mark.sk("PGD-WAKTU-1")
def test_pelaksanaan_stops_at_the_true_time_of_handling(kepala, petugas, jam_uji):
    """Entered a day later, told in WITA, it counts as the time at which the citizen was served."""
    jam_uji.ke(SENIN)
    surat = surat_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    assert jam_surat(surat)["pelaksanaan"].jatuh_tempo == PELAKSANAAN
    jam_uji.ke("2026-11-27T08:00+08:00")
    isi = {"pada": "2026-11-26T15:45", "catatan": "Datang bersama anaknya."}
    jawaban = masuk(petugas).post(alamat(surat, "laksanakan"), isi)
    assert jawaban.status_code == 302
    tenggat = jam_surat(surat)["pelaksanaan"]
    assert tenggat.berhenti_pada == datetime.fromisoformat("2026-11-26T07:45+00:00")
    assert kata_jam(surat, "pelaksanaan") == "Tepat waktu"
    cerita = Riwayat.objects.get(surat=surat, jenis="dilaksanakan")
    assert cerita.teks == (
        "Penanganan dilaksanakan Kamis, 26 November 2026 pukul 15.45 WITA. Datang bersama anaknya."
    )
    assert "anaknya" not in cerita.teks_warga
    assert cerita.pada > tenggat.berhenti_pada


@pytest.mark.sk("PGD-WAKTU-1")
def test_lateness_is_never_erased(kepala, petugas, jam_uji):
    """A late answer and late handling stay late when the letter is closed, on every screen."""
    jam_uji.ke(SENIN)
    surat = surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=petugas)
    klien = masuk(petugas)
    jam_uji.ke("2026-11-24T18:10+08:00")
    klien.post(alamat(surat, "pemberitahuan"), isian("pemberitahuan"))
    assert kata_jam(surat, "respon") == "Terlambat 2 jam 10 menit, sudah selesai"
    jam_uji.ke("2026-11-27T16:00+08:00")
    klien.post(alamat(surat, "laksanakan"), isian("laksanakan", pada="2026-11-26T16:01"))
    klien.post(alamat(surat, "hasil"), isian("hasil"))
    klien.post(alamat(surat, "selesai"))
    surat.refresh_from_db()
    assert surat.status == Status.SELESAI
    jam_uji.maju(hari=30)
    halaman = kata(klien.get(alamat(surat)))
    assert "Terlambat 2 jam 10 menit, sudah selesai" in halaman
    assert "Terlambat 1 menit, sudah selesai" in halaman


@pytest.mark.sk("PGD-WAKTU-1")
def test_in_writing_the_accepted_outcome_is_the_handling(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = pabrik.pengaduan(pengirim_=lewat_wa())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, **TERTULIS, waktu=besok())
    klien = masuk(petugas)

    def tandai(kelas, pada):
        kunci = Pesan.objects.get(kelas=kelas).pk
        klien.post(reverse("portal:pesan", args=[kunci]), {"aksi": "tandai", "tandai-pada": pada})

    tandai("pemberitahuan", "2026-11-23T09:00")
    jawaban = klien.post(alamat(surat, "laksanakan"), isian("laksanakan"))
    assert jawaban.status_code == 422
    assert "ditangani secara tertulis" in kata(jawaban)
    jam_uji.ke("2026-11-25T10:00+08:00")
    klien.post(alamat(surat, "hasil"), isian("hasil"))
    assert jam_surat(surat)["pelaksanaan"].berhenti_pada is None
    jam_uji.ke("2026-11-26T12:00+08:00")
    tandai("hasil", "2026-11-26T11:30")
    assert jam_surat(surat)["pelaksanaan"].berhenti_pada == datetime.fromisoformat("2026-11-26T11:30+08:00")
    surat.refresh_from_db()
    assert surat.status == Status.DILAKSANAKAN
    assert kata_jam(surat, "pelaksanaan") == "Tepat waktu"


@pytest.mark.parametrize(
    ("pada", "galat"),
    [
        ("2026-11-23T13:01", "Waktu penanganan tidak boleh di masa depan."),
        ("2026-11-23T08:59", "Waktu penanganan tidak boleh sebelum surat diterima"),
        ("2026-11-23T09:00", ""),  # the very minute of receipt: forms carry whole minutes
        ("2026-11-23T13:00", ""),
    ],
)
def test_time_of_handling_is_never_in_the_future_nor_before_receipt(kepala, petugas, jam_uji, pada, galat):
    jam_uji.ke("2026-11-23T09:00:40+08:00")
    surat = surat_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    jam_uji.ke("2026-11-23T13:00:20+08:00")
    jawaban = masuk(petugas).post(alamat(surat, "laksanakan"), isian("laksanakan", pada=pada))
    if galat:
        assert jawaban.status_code == 422
        assert galat in kata(jawaban)
        assert jam_surat(surat)["pelaksanaan"].berhenti_pada is None
    else:
        assert jawaban.status_code == 302
        tertulis = datetime.fromisoformat(f"{pada}:00+08:00")
        assert jam_surat(surat)["pelaksanaan"].berhenti_pada == max(tertulis, surat.diterima_pada)


def test_page_asks_for_wita_and_suggests_no_time(kepala, petugas):
    surat = surat_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    halaman = kata(masuk(petugas).get(alamat(surat)))
    assert "Tulis waktu yang sebenarnya (WITA)" in halaman
    assert not re.search(r'name="pada"[^>]*value=', halaman)


def test_act_below_the_page_refuses_a_letter_without_disposition(kepala):
    """The table's way from `diterima` to `dilaksanakan` belongs to walk-ins, not to letters by the portal."""
    surat = pabrik.pengaduan()
    jawaban = masuk(kepala).post(alamat(surat, "laksanakan"), isian("laksanakan"))
    assert "belum didisposisikan" in kata(jawaban)
    surat.refresh_from_db()
    assert surat.status == Status.DITERIMA


def test_officer_taken_off_the_case_meanwhile_can_do_nothing_more(kepala, petugas):
    """The acts ask again under the lock; the page is only the first to ask."""
    surat = surat_di(Status.DILAKSANAKAN, kepala=kepala, petugas=petugas)
    surat.petugas = pabrik.pengguna("petugas")
    surat.save(update_fields=["petugas"])
    for nama, pilihan in TINDAKAN.items():
        isi = {"pada": jam.sekarang()} if nama == "laksanakan" else isian(nama)
        with pytest.raises(TidakBerwenang):
            pilihan.lakukan(surat=surat, oleh=petugas, **(isi | {"waktu": None} if "waktu" in isi else isi))


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
    for orang, kode in (
        (pabrik.pengguna("petugas"), 404),
        (pabrik.pengguna("sekretaris"), 404),
        (pabrik.pengguna("piket"), 403),
        (pabrik.pengguna("pengelola"), 403),
    ):
        assert buka_berkas(orang, surat, kunci).status_code == kode
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
