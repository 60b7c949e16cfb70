"""Who may see an identity document, the question what for, and the log (UU 27/2022)."""

import io
import logging
import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.http import Http404
from PIL import Image

from dinsos.agenda import identitas
from dinsos.agenda.models import BukaIdentitas, Pengecualian, TujuanIdentitas
from dinsos.akun.models import PelaksanaHarian
from dinsos.berkas import actions as berkas_actions
from dinsos.berkas import gudang
from dinsos.berkas.galat import GalatBerkas
from dinsos.berkas.models import LogAksesBerkas
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from tests import pabrik

NYATA = pytest.mark.django_db(transaction=True, serialized_rollback=True)
TUJUAN = "Mencocokkan nama pengirim dengan kartunya"


@pytest.fixture
def kepala(db):
    return pabrik.pengguna("kepala_dinas", nama="Drs. La Ode Hamzah, M.Si.", nip="198001012005011001")


@pytest.fixture
def petugas(db):
    return pabrik.pengguna("petugas", nama="La Ode Amrin, S.ST.")


@pytest.fixture
def surat(kepala, petugas):
    """A consultation with its card, given to the officer."""
    satu = pabrik.konsultasi()
    pabrik.disposisi(satu, oleh=kepala, petugas=petugas)
    satu.refresh_from_db()
    return satu


def kartu(surat):
    return surat.lampiran.select_related("berkas").get(peran="identitas")


def plh():
    hari = jam.hari_ini()
    orang = pabrik.pengguna("petugas", nama="Wa Ode Plh")
    PelaksanaHarian.objects.create(pengguna=orang, mulai=hari, sampai=hari, nomor_surat="800/1/2026")
    return orang


# --- who ------------------------------------------------------------------------------------------


@pytest.mark.sk("KSL-SYARAT-4")
def test_only_the_officer_and_who_decides_see_the_card(surat, kepala, petugas):
    boleh = [kepala, petugas, plh()]
    lain = [
        pabrik.pengguna("petugas"),
        pabrik.pengguna("piket"),
        pabrik.pengguna("pengelola"),
        pabrik.pengguna("sekretaris"),
        pabrik.pengguna(),
        pabrik.pengguna("kepala_dinas", is_active=False),
    ]
    assert [identitas.boleh(surat, satu) for satu in boleh] == [True] * 3
    assert [identitas.boleh(surat, satu) for satu in lain] == [False] * 6
    assert [identitas.terlihat(surat, satu) for satu in lain] == [[]] * 6


def test_a_letter_that_names_the_head_is_the_deputys(surat, kepala, petugas):
    sekretaris = pabrik.pengguna("sekretaris")
    surat.menyangkut_kepala = True
    surat.save()
    assert [identitas.boleh(surat, satu) for satu in (sekretaris, petugas, kepala)] == [True, True, False]


def test_an_excluded_officer_sees_nothing_even_when_handling(surat, petugas):
    Pengecualian.objects.create(surat=surat, pengguna=petugas, alasan="Disebut dalam surat")
    assert identitas.terlihat(surat, petugas) == []


def test_an_officer_who_lost_the_role_or_the_letter_sees_nothing(surat, petugas):
    petugas.groups.clear()
    assert not identitas.boleh(surat, type(petugas).objects.get(pk=petugas.pk))
    lain = pabrik.pengguna("petugas")
    surat.petugas = lain
    surat.save()
    assert identitas.boleh(surat, lain)


def test_a_deleted_card_is_nobodys(surat, kepala, petugas):
    lampiran = kartu(surat)
    identitas.nyatakan_tujuan(surat=surat, oleh=petugas, tujuan=TUJUAN)
    berkas_actions.hapus(berkas=lampiran.berkas)
    for orang in (kepala, petugas):
        assert identitas.terlihat(surat, orang) == []
        with pytest.raises(TidakBerwenang):
            identitas.buka(lampiran=lampiran, oleh=orang)
    assert not LogAksesBerkas.objects.exists()


def test_the_rule_goes_by_the_role_of_the_file_not_by_the_service(surat, petugas):
    surat.layanan = "pengaduan"
    surat.save()
    assert identitas.terlihat(surat, petugas) == [kartu(surat)]


# --- what for -------------------------------------------------------------------------------------


def test_the_purpose_is_asked_once_and_the_first_answer_stays(surat, petugas, kepala):
    pertama = identitas.nyatakan_tujuan(surat=surat, oleh=petugas, tujuan="  Mencocokkan \n nama ")
    assert pertama.tujuan == "Mencocokkan nama"
    assert identitas.nyatakan_tujuan(surat=surat, oleh=petugas, tujuan="Lain") == pertama
    assert identitas.tujuan(surat, petugas) == "Mencocokkan nama"
    assert identitas.tujuan(surat, kepala) == ""
    assert TujuanIdentitas.objects.count() == 1
    with pytest.raises(TypeError):
        pertama.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        TujuanIdentitas.objects.create(surat=surat, pengguna=petugas, tujuan="x", pada=jam.sekarang())


@pytest.mark.parametrize("tujuan", ["", "  \n", "x" * 201])
def test_a_purpose_is_words_that_fit(surat, petugas, tujuan):
    with pytest.raises(GalatAturan):
        identitas.nyatakan_tujuan(surat=surat, oleh=petugas, tujuan=tujuan)
    assert not TujuanIdentitas.objects.exists()


@pytest.mark.parametrize(
    "tujuan",
    [
        "Mencocokkan wa ode  nurhayati",
        "Menelepon 0812-3456-7890",
        "NIK 7404014503800001",
        "NIK 7404.0145.0380.0001 benar",
        "Nomor 1234 5678 9012 3456",
    ],
)
def test_a_purpose_names_nobody(surat, petugas, tujuan):
    with pytest.raises(GalatAturan, match=identitas.TANPA_NAMA[:-1]):
        identitas.nyatakan_tujuan(surat=surat, oleh=petugas, tujuan=tujuan)
    assert not TujuanIdentitas.objects.exists()


def test_others_can_not_even_say_what_for(surat):
    with pytest.raises(TidakBerwenang):
        identitas.nyatakan_tujuan(surat=surat, oleh=pabrik.pengguna("petugas"), tujuan=TUJUAN)
    assert not TujuanIdentitas.objects.exists()


@NYATA
def test_two_tabs_at_once_make_one_row(kepala, petugas):
    satu = pabrik.konsultasi()
    pabrik.disposisi(satu, oleh=kepala, petugas=petugas)
    palang, hasil = threading.Barrier(4), []

    def tab(nomor: int) -> None:
        palang.wait()
        try:
            hasil.append(identitas.nyatakan_tujuan(surat=satu, oleh=petugas, tujuan=f"Tab {nomor}").pk)
        finally:
            connections.close_all()

    utas = [threading.Thread(target=tab, args=(nomor,)) for nomor in range(4)]
    for satu_utas in utas:
        satu_utas.start()
    for satu_utas in utas:
        satu_utas.join()
    assert len(hasil) == 4
    assert set(hasil) == {TujuanIdentitas.objects.get().pk}
    connection.close()


# --- the look -------------------------------------------------------------------------------------


def test_without_a_purpose_nothing_is_shown(surat, petugas):
    with pytest.raises(GalatAturan, match="untuk apa"):
        identitas.buka(lampiran=kartu(surat), oleh=petugas)
    assert not LogAksesBerkas.objects.exists()


def test_each_look_is_logged_with_person_role_purpose_and_time(surat, kepala, petugas, jam_uji):
    lampiran, pengganti = kartu(surat), plh()
    for orang in (petugas, kepala, pengganti):
        identitas.nyatakan_tujuan(surat=surat, oleh=orang, tujuan=TUJUAN)
    for orang in (petugas, petugas, kepala, pengganti):
        jam_uji.maju(jam=1)
        identitas.buka(lampiran=lampiran, oleh=orang)
    log = list(LogAksesBerkas.objects.order_by("pk"))
    assert [(satu.oleh, satu.sebagai) for satu in log] == [
        (petugas, "Petugas yang menangani"),
        (petugas, "Petugas yang menangani"),
        (kepala, "Kepala Dinas"),
        (pengganti, "Pelaksana harian"),
    ]
    assert {(satu.berkas_id, satu.tujuan) for satu in log} == {(lampiran.berkas_id, TUJUAN)}
    assert jam.sekarang() - log[-1].pada < timedelta(minutes=1)
    dilihat = identitas.kartu(surat, petugas, [lampiran]).dilihat
    assert [satu.pk for satu in dilihat] == [satu.pk for satu in reversed(log)]
    assert identitas.kartu(surat, pabrik.pengguna("petugas"), [lampiran]).dilihat == []


def test_the_list_of_looks_is_capped(surat, petugas):
    lampiran = kartu(surat)
    for _ in range(identitas.DILIHAT_MAKS + 3):
        berkas_actions.catat_akses(berkas=lampiran.berkas, oleh=petugas, sebagai="Petugas", tujuan=TUJUAN)
    assert len(identitas.kartu(surat, petugas, [lampiran]).dilihat) == identitas.DILIHAT_MAKS


def test_the_look_at_a_secret_sender_is_an_unmasking(kepala, petugas):
    rahasia = pabrik.konsultasi(rahasiakan_identitas=True)
    pabrik.disposisi(rahasia, oleh=kepala, petugas=petugas)
    identitas.nyatakan_tujuan(surat=rahasia, oleh=petugas, tujuan=TUJUAN)
    assert not BukaIdentitas.objects.exists()
    identitas.buka(lampiran=kartu(rahasia), oleh=petugas)
    assert [(b.surat, b.pengguna) for b in BukaIdentitas.objects.all()] == [(rahasia, petugas)]


def test_what_leaves_is_marked_for_its_viewer_and_kept_by_nobody(surat, kepala, petugas):
    lampiran = kartu(surat)
    with gudang.buka(lampiran.berkas.nama_simpan) as isi:
        asli = isi.read()
    di_disk = set(gudang.daftar())
    dilihat = {}
    for orang in (kepala, petugas):
        identitas.nyatakan_tujuan(surat=surat, oleh=orang, tujuan=TUJUAN)
        jawaban = identitas.buka(lampiran=lampiran, oleh=orang)
        dilihat[orang] = jawaban.content
        assert jawaban["Cache-Control"] == "private, no-store"
        assert jawaban["X-Content-Type-Options"] == "nosniff"
        assert jawaban["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert jawaban["Content-Disposition"] == f'inline; filename="kartu-identitas-{surat.nomor}.jpg"'
        assert Image.open(io.BytesIO(jawaban.content)).size == (lampiran.berkas.lebar, lampiran.berkas.tinggi)
    assert asli not in dilihat.values()
    assert dilihat[kepala] != dilihat[petugas]
    assert set(gudang.daftar()) == di_disk


def test_the_mark_names_person_nip_and_time_in_wita(kepala, petugas, jam_uji):
    pada = jam_uji.ke("2026-11-23T23:30+00:00")
    assert identitas.tanda(kepala, pada) == [
        "Drs. La Ode Hamzah, M.Si.",
        "NIP 198001012005011001",
        "24 Nov 2026 07.30 WITA",
    ]
    assert identitas.tanda(petugas, pada)[1] == f"Akun {petugas.username}"


def test_a_card_that_can_not_be_marked_is_not_sent_and_not_logged(surat, petugas):
    lampiran = kartu(surat)
    identitas.nyatakan_tujuan(surat=surat, oleh=petugas, tujuan=TUJUAN)
    gudang.jalur(lampiran.berkas.nama_simpan).write_bytes(b"\xff\xd8\xff bukan gambar lagi")
    with pytest.raises(GalatBerkas, match="tanda nama Anda"):
        identitas.buka(lampiran=lampiran, oleh=petugas)
    gudang.hapus(lampiran.berkas.nama_simpan)
    with pytest.raises(Http404):
        identitas.buka(lampiran=lampiran, oleh=petugas)
    assert not LogAksesBerkas.objects.exists()


def test_logs_hold_neither_names_nor_numbers(surat, petugas, kepala, caplog):
    caplog.set_level(logging.DEBUG)
    lampiran = kartu(surat)
    identitas.nyatakan_tujuan(surat=surat, oleh=petugas, tujuan="kenaritujuan")
    identitas.buka(lampiran=lampiran, oleh=petugas)
    gudang.jalur(lampiran.berkas.nama_simpan).write_bytes(b"\xff\xd8\xff")
    with pytest.raises(GalatBerkas):
        identitas.buka(lampiran=lampiran, oleh=petugas)
    catatan = "\n".join(satu.getMessage() for satu in caplog.records if not satu.name.startswith("django.db"))
    for kata in ("kenaritujuan", petugas.nama, surat.pengirim.nama, surat.konsultasi.nomor_identitas):
        assert kata not in catatan


# --- what the pages tell --------------------------------------------------------------------------


def test_a_letter_without_a_card_has_no_line(petugas):
    surat = pabrik.pengaduan()
    assert identitas.kartu(surat, petugas, []) is None


def test_the_line_tells_which_card_and_who_checked_it(surat, petugas):
    baris = identitas.kartu(surat, petugas, [kartu(surat)])
    assert (baris.nama, baris.ada, baris.boleh, baris.diperiksa_pada) == ("KTP", True, True, None)
    surat.konsultasi.identitas_diperiksa_pada = pada = jam.sekarang()
    surat.konsultasi.identitas_diperiksa_oleh = petugas
    surat.konsultasi.save()
    berkas_actions.hapus(berkas=kartu(surat).berkas)
    baris = identitas.kartu(surat, petugas, [kartu(surat)])
    assert (baris.ada, baris.diperiksa_oleh, baris.diperiksa_pada) == (False, petugas, pada)
    assert baris.dihapus_pada == kartu(surat).berkas.dihapus_pada
    # Shown at the desk: checked, and no copy was ever kept.
    tanpa_salinan = identitas.kartu(surat, petugas, [])
    assert (tanpa_salinan.ada, tanpa_salinan.dihapus_pada, tanpa_salinan.dilihat) == (False, None, [])
