"""How a secret sender reads, who may be shown the identity, and the log of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinsos.agenda import kerahasiaan
from dinsos.agenda.buka_identitas import boleh_membuka, buka_identitas, konteks_pengirim
from dinsos.agenda.kerahasiaan import DITUTUPI, TERSAMAR, samarkan, sebutan, tampil
from dinsos.agenda.models import BukaIdentitas, Pengecualian, SuratMasuk
from dinsos.inti.galat import TidakBerwenang
from disposisi.actions_layanan import ganti_layanan
from tests import pabrik
from tests.bantu import kenari

TEKS = st.text(min_size=1, max_size=40)


@given(nama=TEKS, alamat=TEKS, desa=TEKS, diwakili=st.text(max_size=40))
def test_every_masked_sender_reads_the_same(nama, alamat, desa, diwakili):
    """No initials, no length, not even whether somebody is represented."""
    surat = SuratMasuk(rahasiakan_identitas=True)
    orang = pabrik.pengirim(nama=nama, alamat=alamat, desa=desa, nama_diwakili=diwakili)
    orang.surat = surat
    satu, biasa = tampil(surat), SuratMasuk(rahasiakan_identitas=True)
    pabrik.pengirim().surat = biasa
    lain = tampil(biasa)
    terlihat = [nama for nama in dir(satu) if not nama.startswith("_") and nama != "samarkan"]
    assert {n: getattr(satu, n) for n in terlihat} == {n: getattr(lain, n) for n in terlihat}
    assert repr(satu) == repr(lain)
    assert kerahasiaan.nama_di_daftar(surat) == satu.nama == TERSAMAR
    assert tampil(surat, terbuka=True).nama == nama


def test_sender_of_an_ordinary_letter_reads_as_written():
    surat = SuratMasuk()
    orang = pabrik.pengirim(nama_diwakili="La Bula", alamat_diwakili="Wining")
    orang.surat = surat
    satu = tampil(surat)
    assert (satu.nama, satu.terbuka, satu.sebagai_kuasa) == (orang.nama, True, True)
    assert satu.samarkan("Wa Ode Nurhayati") == "Wa Ode Nurhayati"
    assert kerahasiaan.nama_di_daftar(surat) == orang.nama


@pytest.mark.parametrize(
    ("teks", "tersamar"),
    [
        ("Hormat saya, Wa Ode Nurhayati", f"Hormat saya, {DITUTUPI}"),
        ("WA  ODE\nNURHAYATI.", f"{DITUTUPI}."),
        ("hubungi 0812-3456-7890", f"hubungi {DITUTUPI}"),
        ("hubungi 081234567890 atau +6281234567890", f"hubungi {DITUTUPI} atau {DITUTUPI}"),
        ("wa.me/6281234567890", f"wa.me/{DITUTUPI}"),
        ("hubungi 0812 3456 7890", f"hubungi {DITUTUPI}"),
        ("https://temu.test/wa-ode_Nurhayati", f"https://temu.test/{DITUTUPI}"),
        ("rekap_Wa.Ode%20Nurhayati.pdf", f"rekap_{DITUTUPI}.pdf"),
        ("surel nurhayati@contoh.test", f"surel {DITUTUPI}"),
        ("rumah di Jalan Poros Takawa 12", f"rumah di {DITUTUPI}"),
        ("Wa Ode Nurhayatina lain orang", "Wa Ode Nurhayatina lain orang"),
        ("Bantuan PKH tidak masuk.", "Bantuan PKH tidak masuk."),
        ("", ""),
    ],
)
def test_text_is_masked_where_it_names_the_sender_word_for_word(teks, tersamar):
    assert samarkan(teks, sebutan(pabrik.pengirim())) == tersamar


@given(nama=TEKS, teks=st.text(max_size=80))
def test_any_name_in_any_text_is_masked_without_error(nama, teks):
    nama = " ".join(nama.split())
    hasil = samarkan(f"{teks} {nama} {teks}", sebutan(pabrik.pengirim(nama=nama)))
    assert not nama or DITUTUPI in hasil


def test_town_as_an_address_leaves_no_gap_in_every_text():
    orang = pabrik.pengirim(alamat="Pasarwajo", nama_diwakili="La Bula", alamat_diwakili="Desa Wining")
    teks = "Dinas Sosial, Pasarwajo. La Bula dari Desa Wining."
    assert samarkan(teks, sebutan(orang)) == f"Dinas Sosial, Pasarwajo. {DITUTUPI} dari Desa Wining."


def test_greeting_of_a_message_is_masked():
    surat = SuratMasuk(rahasiakan_identitas=True)
    pabrik.pengirim().surat = surat
    isi = "Yth. Wa Ode Nurhayati,\n\nNomor yang dipakai: 0812-3456-7890."
    assert kerahasiaan.isi_pesan(isi, tampil(surat)) == f"Yth. {TERSAMAR},\n\nNomor yang dipakai: {DITUTUPI}."
    assert kerahasiaan.isi_pesan(isi, tampil(surat, terbuka=True)) == isi


@pytest.mark.django_db
def test_subject_of_a_secret_letter_names_nobody():
    for layanan, buat in (("pengaduan", kenari.surat_pengaduan), ("konsultasi", kenari.surat_konsultasi)):
        assert kenari.KENARI.search(buat().hal) is None, layanan
    lain = pabrik.pengaduan(
        pengirim_=pabrik.pengirim(nama="Wa Ina"),
        rincian_=pabrik.rincian(unit="lain", unit_lain="bantuan untuk Wa Ina"),
        rahasiakan_identitas=True,
    )
    assert lain.hal == f"Pengaduan bantuan untuk {DITUTUPI}"


@pytest.mark.django_db
def test_subject_is_masked_before_it_is_cut_and_after_a_change_of_service():
    """A name that the cut would have halved is found whole; names that the old service knew stay covered."""
    nama = "Lembaga Peduli Warga Buton Selatan"
    materi = f"{'x' * 70} {nama}, NIK 7404 9901 0180 9977, bertanya."
    rincian = pabrik.lembaga(nama_lembaga=nama, nomor_identitas=kenari.NIK, materi=materi)
    surat = pabrik.konsultasi(rincian_=rincian, rahasiakan_identitas=True)
    kepala = pabrik.pengguna("kepala_dinas")
    for ke in ("pengaduan", "konsultasi"):
        assert "Lembaga" not in surat.hal
        assert "7404" not in surat.hal
        surat = ganti_layanan(surat=surat, oleh=kepala, ke=ke, alasan="Salah layanan.")
        halaman = tampil(SuratMasuk.objects.get(pk=surat.pk))
        assert halaman.samarkan(f"{nama}, {kenari.NIK}") == f"{DITUTUPI}, {DITUTUPI}"


@pytest.mark.django_db
def test_masking_takes_as_many_queries_whatever_the_service(django_assert_num_queries):
    for buat in (pabrik.pengaduan, pabrik.konsultasi):
        surat = SuratMasuk.objects.select_related("pengirim").get(pk=buat(rahasiakan_identitas=True).pk)
        with django_assert_num_queries(2):
            tampil(surat)
        with django_assert_num_queries(0):
            tampil(surat)


@pytest.mark.django_db
def test_decider_and_officer_may_open_nobody_else():
    orang = kenari.orang_kantor()
    surat = pabrik.pengaduan(rahasiakan_identitas=True)
    boleh = {peran for peran, satu in orang.items() if boleh_membuka(satu, surat)}
    assert boleh == {"kepala_dinas", "plh"}
    pabrik.disposisi(surat, oleh=orang["kepala_dinas"], petugas=orang["petugas"])
    surat.refresh_from_db()
    for peran, satu in orang.items():
        if peran in {"kepala_dinas", "plh", "petugas"}:
            assert buka_identitas(surat=surat, oleh=satu).pengguna == satu
            continue
        with pytest.raises(TidakBerwenang):
            buka_identitas(surat=surat, oleh=satu)
        assert konteks_pengirim(satu, surat)["pembukaan"].daftar == []
    assert BukaIdentitas.objects.count() == 3
    assert len(konteks_pengirim(orang["plh"], surat)["pembukaan"].daftar) == 3


@pytest.mark.django_db
def test_named_or_inactive_people_may_not_open():
    kepala, petugas = pabrik.pengguna("kepala_dinas"), pabrik.pengguna("petugas")
    surat = pabrik.pengaduan(rahasiakan_identitas=True)
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    assert boleh_membuka(petugas, surat)
    petugas.is_active = False
    assert not boleh_membuka(petugas, surat)
    Pengecualian.objects.create(surat=surat, pengguna=kepala, alasan="Disebut dalam surat")
    assert not boleh_membuka(kepala, surat)


@pytest.mark.django_db
def test_log_is_only_added_to():
    surat, kepala = pabrik.pengaduan(rahasiakan_identitas=True), pabrik.pengguna("kepala_dinas")
    baris = buka_identitas(surat=surat, oleh=kepala)
    with pytest.raises(TypeError):
        baris.save()
    with pytest.raises(TypeError):
        baris.delete()
    with pytest.raises(TypeError):
        BukaIdentitas.objects.all().update(sebagai="x")


@pytest.mark.django_db
def test_ordinary_letter_costs_no_query(django_assert_num_queries):
    surat = SuratMasuk.objects.select_related("pengirim").get(pk=pabrik.pengaduan().pk)
    kepala = pabrik.pengguna("kepala_dinas")
    with django_assert_num_queries(0):
        assert konteks_pengirim(kepala, surat)["pembukaan"] is None
