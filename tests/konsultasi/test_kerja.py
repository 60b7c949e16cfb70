"""The case page of a consultation: its acts, what it shows, its worklist row and its budgets."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from dinsos.agenda.enums import Status
from dinsos.agenda.models import Lampiran
from dinsos.inti import jam
from dinsos.portal.tindakan import TINDAKAN_KONSULTASI, TINDAKAN_PENGADUAN
from konsultasi.models import BeritaAcara, Penyerahan
from tests import pabrik
from tests.bantu.templat import ketatkan
from tests.disposisi.bantuan import jejak
from tests.konsultasi.tahap import SARAN, berhenti, data, konsultasi_di, pdf, sebentar, terima
from tests.konsultasi.test_penanganan import KEADAAN
from tests.portal.kerja import SENIN, alamat, kata, lewat_wa, masuk, pesan_layar

pytestmark = pytest.mark.django_db
TERBUKA = {k for k in KEADAAN if not k.startswith(("selesai", "dito", "diru", "dica"))}
BERPETUGAS = TERBUKA - {"diterima"}
BOLEH = {
    "pemberitahuan": {"didisposisikan"},
    "tanya": BERPETUGAS,
    "konsultasi": {"dijawab", "dilaksanakan"},
    "jawaban": {"dijawab_tertulis"},
    "data": BERPETUGAS - {"didisposisikan"},
    "periksa_identitas": BERPETUGAS,
    "surat_lembaga_dibawa": BERPETUGAS,
    "selesai": {"berberita_acara", "dilaksanakan_tertulis"},
}


@pytest.fixture(autouse=True)
def _senin(jam_uji, settings):
    ketatkan(settings)
    jam_uji.ke(SENIN)


def isian(nama: str, surat=None, **ganti) -> dict:
    """What the browser posts for an act of the case page when all is well."""
    wita = jam.wita(jam.sekarang())
    contoh = {
        "pemberitahuan": {"waktu": "", "tempat": "", "tambahan": ""},
        "tanya": {"teks": "Desa mana?"},
        "konsultasi": {
            "mulai": f"{wita:%Y-%m-%dT%H:%M}",
            "pukul_selesai": f"{wita:%H:%M}",
            "cara": "Tatap muka di kantor",
            "hadir": "Wa Ode Nurhayati",
            "saran": SARAN,
        },
        "jawaban": {"jawaban": SARAN},
        "periksa_identitas": {},
        "surat_lembaga_dibawa": {},
        "selesai": {},
    }
    if nama == "data":
        return {"keterangan": "Data penerima", "unggahan": pdf()} | ganti
    return contoh[nama] | ganti


@pytest.mark.parametrize("keadaan", list(KEADAAN))
def test_page_offers_exactly_the_acts_that_work(kepala, petugas, keadaan):
    status, kolom = KEADAAN[keadaan]
    surat = konsultasi_di(status, kepala=kepala, petugas=petugas, rincian=pabrik.lembaga(), **kolom)
    klien = masuk(petugas if surat.petugas_id else kepala)
    halaman = klien.get(alamat(surat))
    ditawarkan = {f.nama for _, f, _ in halaman.context["tindakan"]}
    assert ditawarkan == {nama for nama, boleh in BOLEH.items() if keadaan in boleh}
    if keadaan in BERPETUGAS:
        utama = [f.nama for _, f, utama in halaman.context["tindakan"] if utama]
        assert len(utama) == 1
        assert kata(halaman).count("btn-primary") == 1


@pytest.mark.parametrize("nama", list(TINDAKAN_KONSULTASI))
def test_each_act_works_from_the_page(kepala, petugas, nama):
    for keadaan in sorted(BOLEH[nama]):
        status, kolom = KEADAAN[keadaan]
        surat = konsultasi_di(status, kepala=kepala, petugas=petugas, rincian=pabrik.lembaga(), **kolom)
        sebelum = jejak(surat)
        jawaban = masuk(petugas).post(alamat(surat, nama), isian(nama))
        assert jawaban.status_code == 302, keadaan
        assert [tingkat for tingkat, _ in pesan_layar(jawaban)] == ["success"]
        assert jejak(surat) != sebelum


@pytest.mark.parametrize("nama", list(TINDAKAN_KONSULTASI))
def test_an_act_out_of_turn_changes_nothing_and_says_why(kepala, petugas, nama):
    for keadaan in ("didisposisikan", "dilaksanakan_tertulis", "selesai", "ditolak"):
        if keadaan in BOLEH[nama]:
            continue
        status, kolom = KEADAAN[keadaan]
        surat = konsultasi_di(status, kepala=kepala, petugas=petugas, rincian=pabrik.lembaga(), **kolom)
        sebelum = jejak(surat)
        jawaban = masuk(petugas if surat.petugas_id else kepala).post(alamat(surat, nama), isian(nama))
        assert jejak(surat) == sebelum
        if jawaban.status_code == 302:
            assert [tingkat for tingkat, _ in pesan_layar(jawaban)] == ["info"]
        else:
            assert jawaban.status_code == 422
            assert jawaban.context["form"].errors


def test_acts_of_the_other_service_do_not_exist(kepala, petugas):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    keluhan = pabrik.pengaduan()
    pabrik.disposisi(keluhan, oleh=kepala, petugas=petugas)
    klien = masuk(petugas)
    for nama in set(TINDAKAN_PENGADUAN) - set(TINDAKAN_KONSULTASI):
        assert klien.post(alamat(surat, nama), {}).status_code == 404
    for nama in set(TINDAKAN_KONSULTASI) - set(TINDAKAN_PENGADUAN):
        assert klien.post(alamat(keluhan, nama), {}).status_code == 404


@pytest.mark.sk("KSL-PROSEDUR-9")
def test_one_form_records_start_minutes_and_advice(kepala, petugas, jam_uji):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    jam_uji.ke("2026-11-24T11:00+08:00")
    halaman = masuk(petugas).get(alamat(surat))
    form = next(f for _, f, _ in halaman.context["tindakan"] if f.nama == "konsultasi")
    assert 'value="2026-11-24T09:00"' in str(form["mulai"])
    assert form["hadir"].value() == "Wa Ode Nurhayati\nLa Ode Amrin, S.ST."
    isi = isian("konsultasi", mulai="2026-11-24T09:05", pukul_selesai="10.20", cara="Daring (Telepon)")
    masuk(petugas).post(alamat(surat, "konsultasi"), isi)
    berita = BeritaAcara.objects.get()
    assert f"{jam.wita(berita.mulai):%d %H.%M}" == "24 09.05"
    assert f"{jam.wita(berita.selesai):%d %H.%M}" == "24 10.20"
    assert berita.cara == "Daring (Telepon)"
    assert surat.tenggat.get(jenis="pelaksanaan").berhenti_pada == berita.mulai
    teks = kata(masuk(petugas).get(alamat(surat)))
    for potongan in ("Berita acara", "Daring (Telepon)", SARAN, "Saran yang diberikan"):
        assert potongan in teks


def test_a_recorded_start_is_not_asked_again(kepala, petugas):
    surat = konsultasi_di(Status.DILAKSANAKAN, kepala=kepala, petugas=petugas, hasil=False)
    halaman = masuk(petugas).get(alamat(surat))
    form = next(f for _, f, _ in halaman.context["tindakan"] if f.nama == "konsultasi")
    assert "mulai" not in form.fields
    assert "Konsultasi dimulai Senin, 23 November 2026 pukul 09.00 WITA" in kata(halaman)
    isi = isian("konsultasi")
    del isi["mulai"]
    masuk(petugas).post(alamat(surat, "konsultasi"), isi)
    assert abs(BeritaAcara.objects.get().mulai - jam.sekarang()) < sebentar()


@pytest.mark.parametrize(
    ("ganti", "bidang"),
    [
        ({"mulai": ""}, "mulai"),
        ({"pukul_selesai": ""}, "pukul_selesai"),
        ({"pukul_selesai": "25:00"}, "pukul_selesai"),
        ({"cara": "Pos"}, "cara"),
        ({"hadir": " "}, "hadir"),
        ({"saran": " "}, "saran"),
        ({"mulai": "2026-11-23T08:00"}, None),
        ({"mulai": "2026-11-24T09:00"}, None),
        ({"pukul_selesai": "08:59"}, None),
    ],
)
def test_refused_minutes_keep_what_was_typed(kepala, petugas, ganti, bidang):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    sebelum = jejak(surat)
    jawaban = masuk(petugas).post(alamat(surat, "konsultasi"), isian("konsultasi", **ganti))
    assert jawaban.status_code == 422
    form = jawaban.context["form"]
    assert form.errors.get(bidang or "__all__")
    assert form["cara"].value() == ganti.get("cara", "Tatap muka di kantor")
    if "saran" not in ganti:
        assert SARAN in kata(jawaban)
    assert jejak(surat) == sebelum


# --- data -----------------------------------------------------------------------------------------


def test_data_is_uploaded_without_javascript(kepala, petugas):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas, tertulis=True)
    halaman = masuk(petugas).get(alamat(surat)).content.decode()
    assert re.search(r'action="[^"]+/data/"\s+enctype="multipart/form-data"', halaman)
    jawaban = masuk(petugas).post(alamat(surat, "data"), isian("data"))
    assert pesan_layar(jawaban) == [
        (
            "success",
            "Data dapat diunduh pengirim di halaman lacak, dan kabarnya sudah dimuat di halaman lacak.",
        )
    ]
    penyerahan = Penyerahan.objects.get()
    assert penyerahan.lampiran.berkas.nama_asli == "data-desa.pdf"
    halaman = masuk(petugas).get(alamat(surat))
    assert "Data yang diserahkan" in kata(halaman)
    assert f"/berkas/{penyerahan.lampiran.berkas_id}/" in halaman.content.decode()


@pytest.mark.parametrize(
    ("ganti", "bidang"),
    [
        ({"keterangan": ""}, "keterangan"),
        ({"keterangan": "x" * 161}, "keterangan"),
        ({"unggahan": ""}, "unggahan"),
        ({"unggahan": pdf("kosong.pdf")}, "unggahan"),
    ],
)
def test_refused_data_says_why_and_keeps_nothing(kepala, petugas, ganti, bidang):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    if ganti.get("unggahan"):
        ganti["unggahan"].file.truncate(0)
    jawaban = masuk(petugas).post(alamat(surat, "data"), isian("data", **ganti))
    assert jawaban.status_code == 422
    assert list(jawaban.context["form"].errors) == [bidang]
    assert not Lampiran.objects.filter(peran="data").exists()


# --- what the page shows --------------------------------------------------------------------------


def test_page_shows_who_asks_and_what(kepala, petugas):
    rincian = pabrik.lembaga(bentuk="tertulis")
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas, rincian=rincian)
    teks = kata(masuk(petugas).get(alamat(surat)))
    for potongan in (
        "Permohonan konsultasi",
        "LSM Peduli Buton, diwakili Sekretaris",
        "Syarat mengusulkan keluarga",
        "Supaya usulan dari desa kami lengkap.",
        "Cukup jawaban tertulis atau data",
        "7404014503800001",
        "Menurut NIK: perempuan, lahir 5 Maret 1980.",
        "Belum diperiksa",
    ):
        assert potongan in teks
    masuk(petugas).post(alamat(surat, "periksa_identitas"))
    assert "Diperiksa La Ode Amrin, S.ST., Senin, 23 November 2026" in kata(masuk(petugas).get(alamat(surat)))


@pytest.mark.sk("KSL-SYARAT-6")
def test_page_says_who_saw_the_letter_of_an_institution(kepala, petugas):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas, rincian=pabrik.lembaga())
    klien = masuk(petugas)
    assert "Belum dicatat dibawa" in kata(klien.get(alamat(surat)))
    jawaban = klien.post(alamat(surat, "surat_lembaga_dibawa"))
    assert pesan_layar(jawaban) == [("success", "Surat lembaga yang dibawa dicatat.")]
    teks = kata(klien.get(alamat(surat)))
    assert "Dibawa; dilihat La Ode Amrin, S.ST., Senin, 23 November 2026" in teks
    assert "Surat lembaga sudah saya lihat" not in teks


@pytest.mark.sk("KSL-SYARAT-6")
def test_a_person_is_not_asked_for_a_letter_of_an_institution(kepala, petugas):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    klien = masuk(petugas)
    assert "pimpinan lembaga" not in kata(klien.get(alamat(surat)))
    jawaban = klien.post(alamat(surat, "surat_lembaga_dibawa"))
    assert jawaban.status_code == 422
    assert "Pemohon perseorangan tidak memerlukan surat" in kata(jawaban)


def test_page_of_a_secret_sender_hides_what_names_the_sender(kepala, petugas):
    surat = pabrik.konsultasi(rincian_=pabrik.lembaga(), rahasiakan_identitas=True)
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True)
    teks = kata(masuk(petugas).get(alamat(surat)))
    for potongan in ("LSM Peduli Buton", "7404014503800001", "lahir 5 Maret", "Nurhayati"):
        assert potongan not in teks


# --- worklist -------------------------------------------------------------------------------------

LANGKAH = {
    "didisposisikan": "Tulis dan kirim surat jawaban kepada pengirim.",
    "dijawab": "Layani pengirim sesuai jadwal Selasa, 24 November 2026 pukul 09.00 WITA, lalu catat konsultasinya.",
    "dilaksanakan": "Catat berita acara konsultasi dan saran Anda.",
    "berberita_acara": "Hasil sudah dicatat. Tutup surat ini.",
    "dijawab_tertulis": "Kirim jawaban tertulis, atau serahkan data yang diminta.",
    "dilaksanakan_tertulis": "Hasil sudah dicatat. Tutup surat ini.",
}


@pytest.mark.parametrize("keadaan", list(LANGKAH))
def test_worklist_and_page_say_the_same_next_step(kepala, petugas, keadaan):
    status, kolom = KEADAAN[keadaan]
    surat = konsultasi_di(status, kepala=kepala, petugas=petugas, **kolom)
    klien = masuk(petugas)
    assert LANGKAH[keadaan] in kata(klien.get(reverse("portal:kerja")))
    assert LANGKAH[keadaan] in kata(klien.get(alamat(surat)))


@pytest.mark.parametrize("isi", ["hasil", "data"])
def test_a_written_answer_waits_for_its_channel(kepala, petugas, isi):
    surat = pabrik.konsultasi(pengirim_=lewat_wa())
    waktu = jam.sekarang() + timedelta(days=1)
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, mode="daring", metode="tertulis", waktu=waktu)
    klien = masuk(petugas)
    assert "Kirim surat jawaban lewat WhatsApp, lalu tandai." in kata(klien.get(alamat(surat)))
    terima(surat, "jawaban", petugas)
    if isi == "data":
        kunci = f"data:{data(surat, petugas).pk}"
    else:
        kunci = "hasil"
        klien.post(alamat(surat, "jawaban"), isian("jawaban"))
    nama = {"hasil": "jawaban atau saran", "data": "kabar tentang data"}[isi]
    assert f"Kirim {nama} lewat WhatsApp, lalu tandai." in kata(klien.get(reverse("portal:kerja")))
    pada = terima(surat, kunci, petugas)
    surat.refresh_from_db()
    assert surat.status == Status.DILAKSANAKAN
    assert berhenti(surat, "pelaksanaan") == pada
    assert "Tutup surat ini." in kata(klien.get(alamat(surat)))


def test_worklist_needs_as_many_queries_for_1_as_for_25_rows(kepala, petugas, django_assert_max_num_queries):
    klien = masuk(petugas)

    def tambah(keadaan):
        status, kolom = KEADAAN[keadaan]
        konsultasi_di(status, kepala=kepala, petugas=petugas, **kolom)

    def hitung() -> int:
        klien.get(reverse("portal:kerja"))
        with django_assert_max_num_queries(8) as hitungan:
            klien.get(reverse("portal:kerja"))
        return len(hitungan)

    tambah("dijawab")
    satu = hitung()
    for nomor in range(24):
        tambah(list(LANGKAH)[nomor % len(LANGKAH)])
    assert hitung() == satu


def test_case_page_needs_as_many_queries_however_much_data(kepala, petugas, django_assert_max_num_queries):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    klien = masuk(petugas)

    def hitung(halaman: range) -> int:
        for n in halaman:
            data(surat, petugas, unggahan=pdf(halaman=n))
        klien.get(alamat(surat))
        with django_assert_max_num_queries(16) as hitungan:
            klien.get(alamat(surat))
        return len(hitungan)

    satu = hitung(range(1, 2))
    assert hitung(range(2, 8)) == satu
