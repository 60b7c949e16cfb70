"""What the form asks, and what becomes of the answers (PGD-SYARAT-1..4)."""

import re

import pytest

from dinsos.agenda.models import Draf, SuratMasuk
from pengaduan.models import Pengaduan
from tests import pabrik
from tests.pengaduan.warga import coretan, di_tinjau, foto, galat, pdf

pytestmark = pytest.mark.django_db


@pytest.mark.sk("PGD-SYARAT-1")
def test_full_name_and_address_are_kept(warga):
    pengirim = warga.ajukan(nama="  Wa Ode\tNurhayati ", alamat="Jalan Poros Takawa 12\nRT 2").pengirim
    assert pengirim.nama == "Wa Ode Nurhayati"
    assert pengirim.alamat_lengkap == "Jalan Poros Takawa 12 RT 2, Takimpo, Pasarwajo"
    assert (pengirim.telepon, pengirim.email) == ("+6281234567890", "nurhayati@contoh.test")
    assert not pengirim.sebagai_kuasa


@pytest.mark.sk("PGD-SYARAT-1")
@pytest.mark.parametrize(
    ("bidang", "pesan"),
    [
        ("nama", "Tulis nama lengkap Anda."),
        ("alamat", "Tulis alamat lengkap Anda: jalan, nomor rumah, dusun, atau RT/RW."),
        ("kecamatan", "Pilih kecamatan Anda."),
        ("desa", "Tulis desa atau kelurahan Anda."),
    ],
)
def test_name_and_address_are_mandatory(warga, bidang, pesan):
    assert galat(warga.isi(**{bidang: ""})) == {bidang: [pesan]}
    assert SuratMasuk.objects.count() == 0


@pytest.mark.sk("PGD-SYARAT-1")
def test_proxy_gives_both_names(warga):
    jawaban = warga.isi(sebagai="kuasa", nama_diwakili="", alamat_diwakili="")
    assert set(galat(jawaban)) == {"nama_diwakili", "alamat_diwakili"}

    surat = warga.ajukan(
        sebagai="kuasa", nama_diwakili="La Ode Baharu", alamat_diwakili="Desa Wakaokili RT 1"
    )
    assert surat.pengirim.nama == "Wa Ode Nurhayati"
    assert surat.pengirim.nama_diwakili == "La Ode Baharu"
    assert surat.pengirim.alamat_diwakili == "Desa Wakaokili RT 1"


def test_review_names_the_person_represented(warga):
    isi = warga.isi(
        sebagai="kuasa", nama_diwakili="La Ode Baharu", alamat_diwakili="Wakaokili"
    ).content.decode()
    assert "kuasa dari La Ode Baharu" in isi


def test_filing_for_oneself_drops_what_was_typed_about_another(warga):
    assert warga.ajukan(sebagai="diri", nama_diwakili="La Ode Baharu").pengirim.nama_diwakili == ""


@pytest.mark.parametrize(
    ("kontak", "bidang"),
    [
        ({"telepon": "", "email": ""}, "telepon"),
        ({"telepon": "0812"}, "telepon"),
        ({"telepon": "bukan nomor"}, "telepon"),
        ({"email": "nurhayati@"}, "email"),
        ({"email": "nürhayati@contoh.test"}, "email"),
        ({"email": "a@contoh.test\r\nBcc: b@contoh.test"}, "email"),
        ({"lacak_sendiri": "on"}, "lacak_sendiri"),
    ],
)
def test_contact_must_be_usable(warga, kontak, bidang):
    assert list(galat(warga.isi(**kontak))) == [bidang]


@pytest.mark.parametrize(
    ("kontak", "saluran", "tujuan"),
    [
        ({}, "email", "nurhayati@contoh.test"),
        ({"email": ""}, "whatsapp", "+6281234567890"),
        ({"email": "", "telepon": "62 812-3456-7890"}, "whatsapp", "+6281234567890"),
        ({"email": "", "telepon": "", "lacak_sendiri": "on"}, "halaman_kasus", ""),
    ],
)
def test_channel_of_the_answer_follows_the_contact(warga, kontak, saluran, tujuan):
    pengirim = warga.ajukan(**kontak).pengirim
    assert (pengirim.saluran_jawaban, pengirim.tujuan_jawaban) == (saluran, tujuan)


@pytest.mark.sk("PGD-SYARAT-2")
def test_account_and_loss_are_kept(warga):
    rincian = warga.ajukan({"bukti": [foto(), pdf()]}).pengaduan
    assert rincian.uraian == "Bantuan PKH tahap ketiga tidak masuk.\nNama saya ada di daftar."
    assert (rincian.unit, rincian.kejadian) == ("pkh", "Oktober 2026")
    assert (rincian.jenis_kerugian, rincian.nilai_kerugian) == ("materiil", 1_250_000)
    assert rincian.uraian_kerugian == "Bantuan satu tahap tidak diterima."
    assert [satu.berkas.nama_asli for satu in rincian.surat.lampiran.all()] == ["foto.jpg", "surat.pdf"]


@pytest.mark.sk("PGD-SYARAT-2")
@pytest.mark.parametrize(
    ("jawaban", "bidang"),
    [
        ({"uraian": ""}, ["uraian"]),
        ({"unit": ""}, ["unit"]),
        ({"unit": "lain"}, ["unit_lain"]),
        ({"kejadian": ""}, ["kejadian"]),
        ({"jenis_kerugian": None}, ["jenis_kerugian"]),
        ({"uraian_kerugian": ""}, ["uraian_kerugian"]),
        ({"jenis_kerugian": "immateriil", "uraian_kerugian": ""}, ["uraian_kerugian"]),
        ({"nilai_kerugian": ""}, ["nilai_kerugian"]),
        ({"jenis_kerugian": "keduanya", "nilai_kerugian": "banyak"}, ["nilai_kerugian"]),
        ({"nilai_kerugian": "9.999.999.999.999"}, ["nilai_kerugian"]),
        ({"uraian": "x" * 8001}, ["uraian"]),
        ({"terlapor": "999"}, ["terlapor"]),
    ],
)
def test_account_and_loss_are_mandatory(warga, jawaban, bidang):
    assert list(galat(warga.isi(**jawaban))) == bidang


@pytest.mark.sk("PGD-SYARAT-2")
@pytest.mark.parametrize(
    ("jenis", "uraian", "nilai"),
    [
        ("tidak_ada", "", None),
        ("immateriil", "Bantuan satu tahap tidak diterima.", None),
        ("keduanya", "Bantuan satu tahap tidak diterima.", 1_250_000),
    ],
)
def test_every_kind_of_loss_can_be_filed(warga, jenis, uraian, nilai):
    rincian = warga.ajukan(jenis_kerugian=jenis).pengaduan
    assert (rincian.jenis_kerugian, rincian.uraian_kerugian, rincian.nilai_kerugian) == (jenis, uraian, nilai)


def test_another_service_is_named_in_the_citizens_words(warga):
    surat = warga.ajukan(unit="lain", unit_lain="Bantuan alat bantu dengar")
    assert surat.hal == "Pengaduan Bantuan alat bantu dengar"


@pytest.mark.sk("PGD-SYARAT-3")
def test_requested_settlement_is_mandatory_and_kept(warga):
    assert galat(warga.isi(permintaan="")) == {"permintaan": ["Tulis penyelesaian yang Anda minta."]}
    assert warga.ajukan(permintaan="Mohon dibayarkan.").pengaduan.permintaan == "Mohon dibayarkan."


@pytest.mark.sk("PGD-SYARAT-4")
def test_place_is_asked_and_time_is_the_servers(warga, jam_uji):
    pada = jam_uji.ke("2026-11-23T09:00:00+08:00")
    assert list(galat(warga.isi(tempat="  "))) == ["tempat"]
    surat = warga.ajukan(tempat="Wolowa", diterima_pada="2020-01-01")
    assert surat.pengaduan.tempat == "Wolowa"
    assert 0 <= (surat.diterima_pada - pada).total_seconds() < 60


@pytest.mark.sk("PGD-SYARAT-4")
def test_signed_by_typed_name_with_declaration(warga):
    assert set(galat(warga.isi(nama_tanda_tangan="", pernyataan=None))) == {"nama_tanda_tangan", "pernyataan"}
    rincian = warga.ajukan(nama_tanda_tangan="Wa Ode N.").pengaduan
    assert (rincian.cara_tanda_tangan, rincian.nama_tanda_tangan) == ("ketik", "Wa Ode N.")
    assert rincian.berkas_tanda_tangan is None


def test_what_only_a_changed_service_has_cannot_be_chosen(warga):
    """A complaint on this form is always signed, and always asked about the loss."""
    jawaban = galat(warga.isi(cara_tanda_tangan="tidak_diminta", jenis_kerugian="tak_ditanya"))
    assert {"cara_tanda_tangan", "jenis_kerugian"} <= set(jawaban)


@pytest.mark.sk("PGD-SYARAT-4")
def test_signed_by_drawing(warga):
    jawaban = warga.isi(cara_tanda_tangan="gambar")
    assert "Gambar tanda tangan Anda" in galat(jawaban)["cara_tanda_tangan"][0]
    jawaban = warga.isi(cara_tanda_tangan="gambar", ttd_gambar="data:image/png;base64,!!")
    assert galat(jawaban) == {
        "cara_tanda_tangan": ["Gambar tanda tangan tidak terbaca. Gambar sekali lagi."],
    }
    jawaban = warga.isi(cara_tanda_tangan="gambar", ttd_gambar=coretan())
    assert 'alt="Tanda tangan Anda"' in jawaban.content.decode()
    rincian = warga.ajukan(cara_tanda_tangan="gambar", ttd_gambar=coretan("black")).pengaduan
    assert rincian.nama_tanda_tangan == "Wa Ode Nurhayati"
    assert rincian.berkas_tanda_tangan.mime == "image/png"
    assert [satu.peran for satu in rincian.surat.lampiran.all()] == ["tanda_tangan"]


@pytest.mark.sk("PGD-SYARAT-4")
def test_signed_by_scan_of_the_signed_letter(warga):
    assert list(galat(warga.isi(cara_tanda_tangan="pindaian"))) == ["pindaian"]
    surat = warga.ajukan({"pindaian": pdf("surat-ttd.pdf")}, cara_tanda_tangan="pindaian")
    assert surat.pengaduan.berkas_tanda_tangan.nama_asli == "surat-ttd.pdf"


@pytest.mark.sk("PGD-SYARAT-4")
def test_review_sets_the_complaint_out_as_a_letter_to_the_head(warga, jam_uji):
    jam_uji.ke("2026-11-23T09:00:00+08:00")
    isi = warga.isi(tempat="Wolowa").content.decode()
    for teks in (
        "Wolowa, 23 November 2026",
        "Yth. Kepala Dinas Sosial Kabupaten Buton",
        "Hal: Pengaduan Program Keluarga Harapan (PKH)",
        "Rp1.250.000",
        "Mohon bantuan dibayarkan.",
        "0812-3456-7890",
        "Kirim pengaduan",
    ):
        assert teks in isi
    assert SuratMasuk.objects.count() == 0


def test_officer_complained_about_never_meets_the_letter(warga):
    petugas = pabrik.pengguna("petugas", nama="La Ode Amir")
    surat = warga.ajukan(terlapor=str(petugas.pk))
    assert surat.pengaduan.terlapor == petugas
    assert not surat.menyangkut_kepala
    assert [satu.pengguna for satu in surat.pengecualian.all()] == [petugas]


@pytest.mark.parametrize("cara", ["daftar", "bebas"])
def test_naming_the_head_hides_the_letter_from_the_head(warga, cara):
    kepala = pabrik.pengguna("kepala_dinas", nama="Drs. La Ode Hasan, M.Si.", jabatan="Kepala Dinas")
    sekretaris = pabrik.pengguna("sekretaris")
    jawaban = {"terlapor": str(kepala.pk)} if cara == "daftar" else {"terlapor_lain": "Bapak kepala dinas"}
    surat = warga.ajukan(**jawaban)
    assert surat.menyangkut_kepala
    assert not SuratMasuk.objects.untuk(kepala).exists()
    assert SuratMasuk.objects.untuk(sekretaris).get() == surat


def test_list_of_officers_holds_active_staff_the_head_first(warga):
    pabrik.pengguna("petugas", nama="Amir", jabatan="Pekerja Sosial")
    pabrik.pengguna("kepala_dinas", nama="Zainal", jabatan="Kepala Dinas")
    pabrik.pengguna("petugas", nama="Pensiunan", is_active=False)
    pabrik.pengguna(nama="Tanpa Peran")
    pilihan = [teks for _, teks in warga.buka().context["form"].fields["terlapor"].choices]
    assert pilihan == ["Tidak menyebut petugas", "Zainal — Kepala Dinas", "Amir — Pekerja Sosial"]


def test_empty_form_follows_the_staff_and_holds_nobodys_answers(warga):
    pabrik.pengguna("petugas", nama="Amir", jabatan="Pekerja Sosial")
    assert "Amir — Pekerja Sosial" in warga.buka().content.decode()
    warga.isi(uraian="Cerita orang lain")
    pabrik.pengguna("petugas", nama="Baharu", jabatan="Pekerja Sosial")
    isi = type(warga)().buka().content.decode()
    assert "Baharu — Pekerja Sosial" in isi
    assert "Cerita orang lain" not in isi


def test_identity_can_be_kept_secret(warga):
    assert warga.ajukan(rahasiakan_identitas="on").rahasiakan_identitas
    warga.kunci = ""
    assert not warga.ajukan().rahasiakan_identitas


@pytest.mark.sk("PGD-BIAYA")
def test_form_and_review_say_that_it_is_free(warga):
    assert "<strong>gratis</strong>, tidak dipungut" in warga.buka().content.decode()
    assert "<strong>gratis</strong>" in warga.isi().content.decode()


def test_rejected_form_keeps_every_answer(warga):
    jawaban = warga.isi(
        nama="", uraian="Baris satu\nBaris dua", rahasiakan_identitas="on", kecamatan="Wolowa"
    )
    form = jawaban.context["form"]
    assert form["uraian"].value() == "Baris satu\nBaris dua"
    assert form["rahasiakan_identitas"].value() is True
    assert form["kecamatan"].value() == "Wolowa"
    assert form["nilai_kerugian"].value() == "Rp 1.250.000"
    isi = jawaban.content.decode()
    assert 'class="ringkasan-galat" role="alert" tabindex="-1" autofocus' in isi
    assert '<a href="#id_nama">Tulis nama lengkap Anda.</a>' in isi


def test_change_leads_back_to_the_filled_form(warga):
    warga.isi(uraian="Cerita saya", pernyataan="on")
    jawaban = warga.formulir()
    assert jawaban.context["form"]["uraian"].value() == "Cerita saya"
    assert not jawaban.context["form"].errors
    isi = jawaban.content.decode()
    assert "Cerita saya</textarea>" in isi
    assert re.search(r'<input type="checkbox" name="pernyataan"[^>]* checked', isi)


def test_hostile_text_stays_text(warga):
    jahat = '<script>alert(1)</script>"\'{{ 7|add:7 }}{% now "Y" %}'
    teks = dict.fromkeys(("nama", "alamat", "desa", "kejadian", "uraian", "permintaan", "tempat"), jahat)
    jawaban = warga.isi(
        {"bukti": foto("<img src=x>.jpg")}, **teks, terlapor_lain=jahat, nama_tanda_tangan=jahat
    )
    assert di_tinjau(jawaban)
    surat_dan_lain = [jawaban, warga.formulir()]
    warga.kirim()
    surat_dan_lain.append(warga.tanda_terima())
    for satu in surat_dan_lain:
        isi = satu.content.decode()
        assert "<script>alert" not in isi
        assert "<img src=x" not in isi
        assert "{{ 7|add:7 }}" in isi
    assert Pengaduan.objects.get().uraian == jahat


def test_control_characters_are_dropped(warga):
    rincian = warga.ajukan(uraian="satu\x00\x07 dua\x1b[31m", desa="Taki\x00mpo").pengaduan
    assert rincian.uraian == "satu dua[31m"
    assert rincian.surat.pengirim.desa == "Takimpo"


def test_overlong_text_is_kept_for_correction_within_bounds(warga):
    assert "maxlength" not in str(warga.buka().context["form"]["uraian"])
    jawaban = warga.isi(uraian="x" * 30_000)
    assert galat(jawaban)["uraian"][0].startswith("“Ceritakan apa yang terjadi” terlalu panjang.")
    assert jawaban.context["form"]["uraian"].value() == "x" * 30_000
    warga.isi(uraian="x" * 200_000)
    assert len(Draf.objects.get().data["uraian"]) == 100_000


@pytest.mark.parametrize(
    ("bidang", "isi"),
    [
        ("nama", "."),
        ("nama", "123"),
        ("alamat", "- -"),
        ("nama_diwakili", ".."),
        ("alamat_diwakili", "."),
        ("uraian", "."),
        ("uraian", "  kecewa  "),
        ("nama_tanda_tangan", "x."),
    ],
)
def test_answers_that_say_nothing_are_asked_again(warga, bidang, isi):
    wakil = {"sebagai": "kuasa", "nama_diwakili": "La Ode Amir", "alamat_diwakili": "Jalan Poros 3"}
    temuan = galat(warga.isi(**(wakil | {bidang: isi})))
    assert list(temuan) == [bidang]
    assert temuan[bidang][0].startswith(("Tulis", "Ceritakan", "Ketik"))


def test_unknown_fields_are_not_kept(warga):
    warga.isi(kartu="1234", surat="5", csrfmiddlewaretoken="abc", ttd_gambar="")
    assert {"kartu", "surat", "csrfmiddlewaretoken", "kunci", "ttd_gambar"}.isdisjoint(
        Draf.objects.get().data
    )


def test_pages_carry_no_inline_scripts_or_styles(warga):
    halaman = [warga.buka(), warga.isi(nama=""), warga.isi(cara_tanda_tangan="gambar", ttd_gambar=coretan())]
    warga.kirim()
    halaman += [warga.tanda_terima(), type(warga)().klien.get(warga.alamat_tanda_terima)]
    for jawaban in halaman:
        isi = jawaban.content.decode()
        assert " style=" not in isi
        assert "<style" not in isi
        assert " onclick" not in isi
        assert all(potongan.startswith(' src="') for potongan in isi.split("<script")[1:])
