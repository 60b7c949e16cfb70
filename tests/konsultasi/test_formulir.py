"""What the form asks, and what becomes of the answers (KSL-SYARAT-1..4 and 6)."""

import re

import pytest
from django.urls import reverse

from dinsos.agenda.models import Draf, SuratMasuk
from konsultasi.models import Konsultasi
from tests.konsultasi.pemohon import LEMBAGA, Pemohon, ktp, surat_lembaga
from tests.pengaduan.warga import di_tinjau, foto, galat

pytestmark = pytest.mark.django_db

LEMBAGA_LAIN = ["institusi", "lsm", "partai", "badan_publik"]


@pytest.mark.sk("KSL-SYARAT-1")
def test_person_gives_name_address_contact_and_email(pemohon):
    surat = pemohon.ajukan(nama="  Wa Ode\tNurhayati ")
    pengirim, rincian = surat.pengirim, surat.konsultasi
    assert (pengirim.nama, pengirim.telepon) == ("Wa Ode Nurhayati", "+6281234567890")
    assert pengirim.alamat_lengkap == "Jalan Poros Takawa 12, RT 2, Takimpo, Pasarwajo"
    assert (pengirim.saluran_jawaban, pengirim.tujuan_jawaban) == ("email", "nurhayati@contoh.test")
    assert (rincian.jenis_pemohon, rincian.nama_lembaga, rincian.jabatan_pemohon) == ("perseorangan", "", "")


@pytest.mark.sk("KSL-SYARAT-1", "KSL-SYARAT-6")
@pytest.mark.parametrize("jenis", LEMBAGA_LAIN)
def test_institution_names_itself_and_the_applicants_position(pemohon, jenis):
    berkas = {"identitas": ktp(), "surat_lembaga": surat_lembaga()}
    surat = pemohon.ajukan(berkas, **(LEMBAGA | {"jenis_pemohon": jenis}))
    rincian = surat.konsultasi
    assert rincian.jenis_pemohon == jenis
    assert (rincian.nama_lembaga, rincian.jabatan_pemohon) == ("LSM Peduli Buton", "Ketua harian")
    assert [satu.peran for satu in surat.lampiran.all()] == ["identitas", "surat_lembaga"]


@pytest.mark.sk("KSL-SYARAT-1", "KSL-SYARAT-6")
@pytest.mark.parametrize("jenis", LEMBAGA_LAIN)
def test_institution_without_its_particulars_is_asked_for_them(pemohon, jenis):
    assert galat(pemohon.isi(jenis_pemohon=jenis)) == {
        "nama_lembaga": ["Tulis nama lembaga Anda."],
        "jabatan_pemohon": ["Tulis jabatan Anda di lembaga itu."],
        "surat_lembaga": ["Pilih foto atau PDF surat dari pimpinan lembaga Anda."],
    }
    assert SuratMasuk.objects.count() == 0


@pytest.mark.sk("KSL-SYARAT-1")
@pytest.mark.parametrize(
    ("bidang", "pesan"),
    [
        ("jenis_pemohon", "Pilih apakah Anda mengajukan sebagai perseorangan atau atas nama lembaga."),
        ("nama", "Tulis nama lengkap Anda."),
        ("alamat", "Tulis alamat lengkap Anda: jalan, nomor rumah, dusun, atau RT/RW."),
        ("kecamatan", "Pilih kecamatan Anda."),
        ("desa", "Tulis desa atau kelurahan Anda."),
        ("telepon", "Tulis nomor telepon yang dapat kami hubungi. Boleh nomor keluarga atau tetangga Anda."),
        (
            "email",
            "Tulis alamat e-mail Anda. Bila tidak punya, beri tanda centang pada “Saya tidak punya e-mail”.",
        ),
    ],
)
def test_identity_contact_and_email_are_asked(pemohon, bidang, pesan):
    assert galat(pemohon.isi(**{bidang: ""})) == {bidang: [pesan]}


@pytest.mark.sk("KSL-SYARAT-1")
@pytest.mark.parametrize(
    ("kontak", "bidang", "awal"),
    [
        ({}, "jawaban_lewat", "Pilih lewat apa surat jawaban"),
        ({"jawaban_lewat": "merpati"}, "jawaban_lewat", "“Tanpa e-mail"),
        ({"jawaban_lewat": "whatsapp", "telepon": ""}, "telepon", "Tulis nomor telepon"),
        ({"jawaban_lewat": "whatsapp", "telepon": "0812"}, "telepon", "Nomor"),
        ({"jawaban_lewat": "kertas", "email": "a@contoh.test"}, "tanpa_email", "Pilih salah satu"),
    ],
)
def test_without_email_another_way_must_be_usable(pemohon, kontak, bidang, awal):
    temuan = galat(pemohon.isi(**({"email": "", "tanpa_email": "on"} | kontak)))
    assert list(temuan) == [bidang]
    assert temuan[bidang][0].startswith(awal)


@pytest.mark.sk("KSL-SYARAT-1")
@pytest.mark.parametrize(
    ("kontak", "saluran", "tujuan", "kalimat"),
    [
        (
            {"jawaban_lewat": "whatsapp"},
            "whatsapp",
            "+6281234567890",
            "Jawaban kami kirim lewat WhatsApp ke nomor 0812-3456-7890.",
        ),
        (
            {"jawaban_lewat": "kertas"},
            "kertas",
            "",
            "Surat jawaban kami cetak. Ambil di loket kami pada jam layanan, dengan membawa nomor surat Anda.",
        ),
        (
            {"jawaban_lewat": "kertas", "telepon": ""},
            "kertas",
            "",
            "Surat jawaban kami cetak. Ambil di loket kami pada jam layanan, dengan membawa nomor surat Anda.",
        ),
        (
            {"jawaban_lewat": "lacak", "telepon": ""},
            "halaman_kasus",
            "",
            "Jawaban dapat Anda baca di halaman Lacak, atau Anda ambil tercetak di loket kami.",
        ),
    ],
)
def test_without_email_the_answer_comes_by_whatsapp_on_paper_or_on_the_page(
    pemohon, kontak, saluran, tujuan, kalimat
):
    tanpa = {"email": "", "tanpa_email": "on"} | kontak
    assert kalimat in pemohon.isi(**tanpa).content.decode()
    pengirim = pemohon.ajukan(**tanpa).pengirim
    assert (pengirim.saluran_jawaban, pengirim.tujuan_jawaban, pengirim.email) == (saluran, tujuan, "")
    assert (pengirim.jawaban_kertas, pengirim.lacak_sendiri) == (
        saluran == "kertas",
        saluran == "halaman_kasus",
    )
    assert kalimat in pemohon.tanda_terima().content.decode()


def test_way_without_email_counts_only_when_ticked(pemohon):
    assert pemohon.ajukan(jawaban_lewat="kertas").pengirim.saluran_jawaban == "email"


@pytest.mark.sk("KSL-SYARAT-2")
def test_matter_is_mandatory_and_kept(pemohon):
    assert galat(pemohon.isi(materi="")) == {"materi": ["Tulis apa yang ingin Anda konsultasikan."]}
    assert "paling sedikit 10 huruf" in galat(pemohon.isi(materi="  bantu "))["materi"][0]
    surat = pemohon.ajukan()
    assert surat.konsultasi.materi == "Apa syarat mengusulkan keluarga\nsebagai penerima bantuan sembako?"
    assert surat.hal == "Konsultasi: Apa syarat mengusulkan keluarga sebagai penerima bantuan sembako?"


@pytest.mark.sk("KSL-SYARAT-3")
def test_purpose_is_mandatory_and_kept(pemohon):
    assert galat(pemohon.isi(maksud="")) == {"maksud": ["Tulis maksud dan tujuan konsultasi Anda."]}
    assert list(galat(pemohon.isi(maksud="."))) == ["maksud"]
    assert pemohon.ajukan().konsultasi.maksud == "Supaya usulan dari desa kami lengkap."


@pytest.mark.parametrize("bentuk", ["pertemuan", "tertulis"])
def test_applicant_says_what_kind_of_answer_is_wanted(pemohon, bentuk):
    assert list(galat(pemohon.isi(bentuk=None))) == ["bentuk"]
    assert pemohon.ajukan(bentuk=bentuk).konsultasi.bentuk == bentuk


@pytest.mark.sk("KSL-SYARAT-4")
@pytest.mark.parametrize(
    ("jawaban", "kartu", "nomor"),
    [
        ({}, "KTP", "7404014503800001"),
        ({"nomor_identitas": "7404.0145-0380 0001"}, "KTP", "7404014503800001"),
        ({"nomor_identitas": ""}, "KTP", ""),
        ({"jenis_identitas": "paspor", "nomor_identitas": "X 123456"}, "Paspor", "X 123456"),
        ({"jenis_identitas": "paspor", "nomor_identitas": ""}, "Paspor", ""),
        (
            {"jenis_identitas": "lain", "nama_identitas_lain": "SIM C", "nomor_identitas": "1234-5678"},
            "SIM C",
            "1234-5678",
        ),
    ],
)
def test_every_card_will_do_and_its_number_is_optional(pemohon, jawaban, kartu, nomor):
    surat = pemohon.ajukan(**jawaban)
    assert (surat.konsultasi.kartu_identitas, surat.konsultasi.nomor_identitas) == (kartu, nomor)
    assert [(satu.peran, satu.berkas.nama_asli) for satu in surat.lampiran.all()] == [
        ("identitas", "ktp.jpg")
    ]


@pytest.mark.sk("KSL-SYARAT-4")
@pytest.mark.parametrize(
    ("jawaban", "bidang", "pesan"),
    [
        ({"jenis_identitas": None}, "jenis_identitas", "Pilih kartu identitas yang Anda unggah"),
        ({"jenis_identitas": "lain"}, "nama_identitas_lain", "Tulis nama kartunya, misalnya SIM."),
        ({"nomor_identitas": "740401450380001"}, "nomor_identitas", "NIK terdiri atas 16 angka."),
        ({"nomor_identitas": "74040145038000011"}, "nomor_identitas", "NIK terdiri atas 16 angka."),
        ({"nomor_identitas": "74O4014503800001"}, "nomor_identitas", "NIK terdiri atas 16 angka."),
        ({"nomor_identitas": "٧٤٠٤٠١٤٥٠٣٨٠٠٠٠١"}, "nomor_identitas", "NIK terdiri atas 16 angka."),
        (
            {"jenis_identitas": "paspor", "nomor_identitas": "<X1>"},
            "nomor_identitas",
            "Tulis nomor pada kartu dengan huruf dan angka saja",
        ),
    ],
)
def test_wrong_cards_are_asked_again(pemohon, jawaban, bidang, pesan):
    temuan = galat(pemohon.isi(**jawaban))
    assert list(temuan) == [bidang]
    assert temuan[bidang][0].startswith(pesan)


def test_number_that_is_only_implausible_is_taken(pemohon):
    assert pemohon.ajukan(nomor_identitas="9999999999990000").konsultasi.nomor_identitas == "9999999999990000"


@pytest.mark.sk("KSL-SYARAT-4")
def test_copy_of_the_card_is_mandatory(pemohon):
    assert galat(pemohon.isi({})) == {"identitas": ["Pilih foto atau PDF kartu identitas Anda."]}
    assert di_tinjau(pemohon.isi({"identitas": surat_lembaga("ktp.pdf")}))


def test_answers_that_became_needless_are_dropped(pemohon):
    pemohon.isi_lembaga(nama="")
    surat = pemohon.ajukan({}, **(LEMBAGA | {"jenis_pemohon": "perseorangan", "nama_identitas_lain": "SIM"}))
    rincian = surat.konsultasi
    assert (rincian.nama_lembaga, rincian.jabatan_pemohon, rincian.nama_identitas_lain) == ("", "", "")
    assert [satu.peran for satu in surat.lampiran.all()] == ["identitas"]


def test_person_may_be_represented(pemohon):
    jawaban = pemohon.isi(sebagai="kuasa")
    assert set(galat(jawaban)) == {"nama_diwakili", "alamat_diwakili"}
    wakil = {"sebagai": "kuasa", "nama_diwakili": "La Ode Baharu", "alamat_diwakili": "Wakaokili RT 1"}
    assert "kuasa dari La Ode Baharu" in pemohon.isi(**wakil).content.decode()
    assert pemohon.ajukan(**wakil).pengirim.nama_diwakili == "La Ode Baharu"


def test_institution_is_represented_already(pemohon):
    """Without JavaScript the question is on the page; for an institution its answer doesn't count."""
    jawaban = pemohon.isi_lembaga(sebagai="kuasa", nama_diwakili="", alamat_diwakili="")
    assert di_tinjau(jawaban), galat(jawaban)
    assert "Ketua harian, LSM Peduli Buton" in jawaban.content.decode()
    pemohon.kirim()
    assert not SuratMasuk.objects.get().pengirim.sebagai_kuasa


def test_identity_can_be_kept_secret(pemohon):
    assert (
        "Anda meminta identitas Anda dirahasiakan." in pemohon.isi(rahasiakan_identitas="on").content.decode()
    )
    assert pemohon.ajukan(rahasiakan_identitas="on").rahasiakan_identitas
    assert not Pemohon().ajukan().rahasiakan_identitas


def test_head_of_office_decides_every_consultation(pemohon):
    surat = pemohon.ajukan(materi="Ingin bertanya kepada Kepala Dinas tentang bantuan.")
    assert not surat.menyangkut_kepala
    assert not surat.pengecualian.exists()


@pytest.mark.sk("KSL-PROSEDUR-1")
def test_review_sets_the_request_out_as_a_letter_to_the_head(pemohon, jam_uji):
    jam_uji.ke("2026-11-23T09:00:00+08:00")
    isi = pemohon.isi_lembaga().content.decode()
    for teks in (
        "23 November 2026",
        "Yth. Kepala Dinas Sosial Kabupaten Buton",
        "Hal: Konsultasi: Apa syarat mengusulkan",
        "Lembaga swadaya masyarakat (LSM)",
        "LSM Peduli Buton",
        "Supaya usulan dari desa kami lengkap.",
        "Berbicara dengan petugas",
        "KTP, nomor 7404014503800001",
        "Kartu identitas: ktp.jpg",
        "Surat dari pimpinan lembaga: surat-pimpinan.pdf",
        "0812-3456-7890",
        "Kirim permohonan",
    ):
        assert teks in isi, teks
    assert SuratMasuk.objects.count() == 0


@pytest.mark.sk("KSL-BIAYA")
def test_form_review_and_receipt_say_that_it_is_free(pemohon):
    assert "<strong>gratis</strong>, tidak" in pemohon.buka().content.decode()
    assert "<strong>gratis</strong>" in pemohon.isi().content.decode()
    pemohon.kirim()
    assert "tidak dipungut biaya apa pun" in pemohon.tanda_terima().content.decode()


def test_rejected_form_keeps_every_answer_and_leads_to_the_fields(pemohon):
    jawaban = pemohon.isi_lembaga(nama="", materi="Baris satu\nBaris dua", tanpa_email="on")
    form = jawaban.context["form"]
    assert form["materi"].value() == "Baris satu\nBaris dua"
    assert form["nama_lembaga"].value() == "LSM Peduli Buton"
    assert form["tanpa_email"].value() is True
    assert form["nomor_identitas"].value() == "7404 0145 0380 0001"
    isi = jawaban.content.decode()
    assert '<a href="#id_nama">Tulis nama lengkap Anda.</a>' in isi
    assert re.search(r'value="lsm"[^>]* checked', isi)
    assert "ktp.jpg" in isi
    assert "surat-pimpinan.pdf" in isi


def test_errors_are_told_in_the_order_of_the_page(pemohon):
    kosong = dict.fromkeys(("nama", "telepon", "email", "materi", "maksud"), "")
    jawaban = pemohon.isi({}, jenis_pemohon=None, bentuk=None, jenis_identitas=None, **kosong)
    isi = jawaban.content.decode()
    ringkasan = isi[isi.index("ringkasan-galat") : isi.index("<section")]
    tautan = re.findall(r'href="#(\w+)"', ringkasan)
    tempat = [isi.index(f'id="{satu}"') for satu in tautan]
    assert len(tautan) == 9
    assert tempat == sorted(tempat)


def test_hostile_text_stays_text(pemohon):
    jahat = "<script>alert(1)</script>\"'{{ 7|add:7 }}"
    teks = dict.fromkeys(
        ("nama", "alamat", "desa", "materi", "maksud", "nama_lembaga", "jabatan_pemohon"), jahat
    )
    teks |= {"jenis_identitas": "lain", "nama_identitas_lain": jahat, "nomor_identitas": ""}
    berkas = {"identitas": foto("<img src=x>.jpg"), "surat_lembaga": surat_lembaga()}
    jawaban = pemohon.isi_lembaga(berkas, **teks)
    assert di_tinjau(jawaban), galat(jawaban)
    halaman = [jawaban, pemohon.formulir()]
    pemohon.kirim()
    halaman.append(pemohon.tanda_terima())
    for satu in halaman:
        isi = satu.content.decode()
        assert "<script>alert" not in isi
        assert "<img src=x" not in isi
    assert Konsultasi.objects.get().materi == jahat


def test_unknown_fields_are_not_kept(pemohon):
    pemohon.isi(kartu="1234", surat="5", lacak_sendiri="on")
    assert {"kartu", "surat", "lacak_sendiri", "kunci"}.isdisjoint(Draf.objects.get().data)


def test_number_of_the_card_leaves_the_draft_when_the_letter_is_sent(pemohon):
    pemohon.ajukan()
    assert Draf.objects.get().data == {}


def test_pages_carry_no_inline_scripts_or_styles(pemohon, client):
    halaman = [client.get(reverse("konsultasi:cara")), pemohon.buka(), pemohon.isi_lembaga(nama="")]
    halaman.append(pemohon.isi_lembaga())
    pemohon.kirim()
    halaman.append(pemohon.tanda_terima())
    for jawaban in halaman:
        isi = jawaban.content.decode()
        assert " style=" not in isi
        assert "<style" not in isi
        assert all(potongan.startswith(' src="') for potongan in isi.split("<script")[1:])


@pytest.mark.parametrize("alamat", ["konsultasi:isi", "konsultasi:cara"])
def test_the_menu_says_where_one_is(client, alamat):
    kepala = client.get(reverse(alamat), follow=True).content.decode().split("</header>")[0]
    assert re.findall(r'<a href="([^"]+)"\s+aria-current="page"', kepala) == ["/konsultasi/"]
