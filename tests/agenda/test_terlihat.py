"""Who meets which letter."""

import pytest

from dinsos.agenda.models import SuratMasuk, Tenggat
from dinsos.akun.models import PelaksanaHarian
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from tests import pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture
def orang():
    return {p: pabrik.pengguna(p) for p in ("piket", "petugas", "kepala_dinas", "sekretaris", "pengelola")}


def _melihat(orang, surat):
    return {p for p, akun in orang.items() if SuratMasuk.objects.untuk(akun).filter(pk=surat.pk).exists()}


def _memutus(orang, surat):
    return {p for p, a in orang.items() if SuratMasuk.objects.bisa_diputus(a).filter(pk=surat.pk).exists()}


def test_ordinary_letter_is_the_heads_and_after_disposition_the_officers(orang):
    surat = pabrik.pengaduan()
    assert _melihat(orang, surat) == {"kepala_dinas"}
    assert _memutus(orang, surat) == {"kepala_dinas"}
    pabrik.disposisi(surat, oleh=orang["kepala_dinas"], petugas=orang["petugas"])
    assert _melihat(orang, surat) == {"kepala_dinas", "petugas"}


@pytest.mark.parametrize("cara", ["pilih", "tulis", "nama"])
def test_complaint_that_names_the_head_goes_to_the_deputy(orang, cara):
    kolom = {
        "pilih": {"terlapor": orang["kepala_dinas"]},
        "tulis": {"terlapor_lain": "Bapak Kadis sendiri"},
        "nama": {"terlapor_lain": f"pak {orang['kepala_dinas'].nama.split(',')[0].upper()}"},
    }[cara]
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(**kolom))
    assert surat.menyangkut_kepala
    assert _melihat(orang, surat) == {"sekretaris"}
    assert _memutus(orang, surat) == {"sekretaris"}
    assert not Tenggat.objects.untuk(orang["kepala_dinas"]).exists()


KEPALA = "Drs. La Ode Syarifuddin Kaimuddin, M.Si."


@pytest.fixture
def kepala(orang):
    orang["kepala_dinas"].nama = KEPALA
    orang["kepala_dinas"].save()
    return orang["kepala_dinas"]


@pytest.mark.parametrize(
    "teks",
    [
        "La Ode Syarifuddin Kaimuddin",
        "LAODE SYARIFUDDIN-KAIMUDDIN",
        "syarifuddin kaimuddin",
        "Pak Kaimuddin",
        "Bapak Kepala-Dinas Sosial",
        "Pak Syarifuddin, kepala dinsos",
        "Ka.Dis",
        "KADISSOS",
        "ka dinas",
        "kadinsosnya",
        "pimpinan dinas",
        "kepala_dinas",
        "Yth. Kepala Dinas",
    ],
)
def test_head_is_found_however_the_citizen_writes_it(orang, kepala, teks):
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor_lain=teks))
    assert surat.menyangkut_kepala
    assert _melihat(orang, surat) == {"sekretaris"}


@pytest.mark.parametrize(
    "uraian",
    [
        "Bapak Kepala Dinas sendiri meminta uang kepada saya.",
        "Yth. Kepala Dinas Sosial. Uang itu saya serahkan kepada Kepala Dinas.",
        "Saya dimarahi oleh La Ode Syarifuddin Kaimuddin di kantornya.",
        "Kata petugas, itu perintah kadis.",
        "Kepada Kepala Dinas saya sudah membayar Rp500.000.",
    ],
)
def test_story_that_names_the_head_goes_to_the_deputy(orang, kepala, uraian):
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(uraian=uraian))
    assert surat.menyangkut_kepala
    assert _melihat(orang, surat) == {"sekretaris"}


@pytest.mark.parametrize(
    "uraian",
    [
        "Yth. Kepala Dinas, bantuan PKH saya tidak masuk.",
        "Kepada Yth. Bapak Kepala Dinas Sosial Kabupaten Buton di Pasarwajo. Bantuan saya tidak masuk.",
        "Kepada Bapak/Ibu Kepala Dinas Sosial,\nbantuan saya tidak masuk.",
        "Dengan hormat.\nYang terhormat Ibu Kadis: bantuan saya tidak masuk.",
        "Mereka disuruh menunggu, dan dinas kependudukan menolak kartu saya.",
    ],
)
def test_greeting_the_head_in_the_story_names_nobody(orang, kepala, uraian):
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(uraian=uraian))
    assert not surat.menyangkut_kepala
    assert not surat.pengecualian.exists()


@pytest.mark.parametrize("teks", ["La Ode Abdul Rauf", "pak abdul rauf loket 2", "H. Abdulrauf"])
def test_officer_named_in_free_text_never_gets_the_letter(orang, kepala, teks):
    rauf = pabrik.pengguna("petugas", nama="La Ode Abdul Rauf, S.Tr.Sos.")
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor_lain=teks))
    assert not surat.menyangkut_kepala
    assert [satu.pengguna for satu in surat.pengecualian.all()] == [rauf]
    with pytest.raises(GalatAturan):
        pabrik.disposisi(surat, oleh=kepala, petugas=rauf)


def test_deputy_named_beside_the_head_decides_nothing(orang, kepala):
    orang["sekretaris"].nama = "Hj. Wa Ode Sitti Rahmawati, S.E."
    orang["sekretaris"].save()
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor_lain="Kadis dan ibu Rahmawati"))
    assert _melihat(orang, surat) == set()


@pytest.mark.parametrize("teks", ["La Ode Hasan", "La Ode", "Abdul", "Rauf", "Pak Kaimuddinsyah"])
def test_names_of_others_exclude_nobody(orang, kepala, teks):
    pabrik.pengguna("petugas", nama="La Ode Abdul Rauf, S.Tr.Sos.")
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor_lain=teks))
    assert not surat.menyangkut_kepala
    assert not surat.pengecualian.exists()


def test_named_officer_never_meets_the_letter(orang):
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=orang["petugas"]))
    assert not surat.menyangkut_kepala
    assert _melihat(orang, surat) == {"kepala_dinas"}
    surat.petugas = orang["petugas"]
    surat.save()
    assert _melihat(orang, surat) == {"kepala_dinas"}


def test_acting_head_decides_only_on_the_named_dates(orang):
    surat = pabrik.pengaduan()
    plh = pabrik.pengguna("petugas")
    hari = jam.hari_ini()
    PelaksanaHarian.objects.create(pengguna=plh, mulai=hari, sampai=hari, nomor_surat="SPT/1")
    orang |= {"plh": plh}
    assert _memutus(orang, surat) == {"kepala_dinas", "plh"}
    kemarin = pabrik.pengguna("petugas")
    hari_lalu = hari.replace(year=hari.year - 1)
    PelaksanaHarian.objects.create(pengguna=kemarin, mulai=hari_lalu, sampai=hari_lalu, nomor_surat="SPT/2")
    assert _memutus({"lama": kemarin}, surat) == set()


def test_inactive_people_meet_nothing(orang):
    surat = pabrik.pengaduan()
    orang["kepala_dinas"].is_active = False
    assert _melihat(orang, surat) == set()


def test_letter_about_head_and_deputy_goes_to_an_acting_head(orang):
    pada = jam.sekarang()
    surat = pabrik.pengaduan(
        rincian_=pabrik.rincian(terlapor=orang["sekretaris"], terlapor_lain="dan Kepala Dinas")
    )
    assert _memutus(orang, surat) == set()
    assert list(SuratMasuk.objects.tanpa_pemutus(pada)) == [surat]
    hari = jam.hari_ini()
    for nama in ("sekretaris", "petugas"):
        PelaksanaHarian.objects.create(pengguna=orang[nama], mulai=hari, sampai=hari, nomor_surat="SPT/3")
        orang[nama] = type(orang[nama]).objects.get(pk=orang[nama].pk)
    assert _memutus(orang, surat) == {"petugas"}
    assert _melihat(orang, surat) == {"petugas"}
    assert not SuratMasuk.objects.tanpa_pemutus(pada).exists()
    disposisi = pabrik.disposisi(surat, oleh=orang["petugas"])
    assert disposisi.sebagai == "plh"


def test_acting_head_does_not_meet_a_letter_about_the_head_while_there_is_a_deputy(orang):
    hari = jam.hari_ini()
    PelaksanaHarian.objects.create(pengguna=orang["petugas"], mulai=hari, sampai=hari, nomor_surat="SPT/4")
    orang["petugas"] = type(orang["petugas"]).objects.get(pk=orang["petugas"].pk)
    surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor_lain="Kepala Dinas"))
    assert _memutus(orang, surat) == {"sekretaris"}
    assert not SuratMasuk.objects.tanpa_pemutus(jam.sekarang()).exists()
