"""An accepted message that did not arrive: it came back, or reached somebody else. Nothing recorded is erased."""

import pytest
from django.db import IntegrityError, transaction

from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from dinsos.notifikasi import actions
from dinsos.notifikasi.enums import HasilUpaya, Keadaan, TidakSampai
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from tests.notifikasi.bantuan import antre, berhenti, sebelum

pytestmark = pytest.mark.django_db
WA = {"saluran": "whatsapp", "tujuan": "+6285257048204"}
KERTAS = {"saluran": "kertas", "tujuan": ""}


def catat(pesan, petugas, cara=None, alasan="kotak surat penuh"):
    return actions.catat_tidak_sampai(pesan=pesan, oleh=petugas, alasan=alasan, **(cara or KERTAS))


def test_a_mail_that_came_back_stays_accepted_and_waits_for_another_way(server, petugas, jam_uji):
    pesan = antre()
    kirim_tertunda()
    diterima_pada = Pesan.objects.get().diterima_pada
    jam_uji.maju(hari=2)
    baru = catat(pesan, petugas, WA, "kembali:\nalamat tidak dikenal")
    pesan.refresh_from_db()
    assert (pesan.keadaan, pesan.diterima_pada) == (Keadaan.DITERIMA, diterima_pada)
    assert (pesan.tidak_sampai, pesan.digantikan_oleh) == (TidakSampai.TERPENTAL, baru)
    assert berhenti(pesan)
    assert pesan.keadaan_kata.endswith(", tetapi dikembalikan, alamatnya tidak bisa menerima")
    bukti = pesan.upaya.last()
    assert (bukti.hasil, bukti.oleh) == (HasilUpaya.TERPENTAL, petugas)
    assert bukti.rincian == "kembali: alamat tidak dikenal"
    assert list(Pesan.objects.perlu_manual()) == [baru]
    with pytest.raises(SudahTerjadi, match="Sudah dicatat"):
        catat(pesan, petugas)


def test_what_was_sent_by_hand_and_reached_nobody_goes_out_again(petugas):
    pesan = antre(sekarang=sebelum(hours=1), **WA)
    actions.tandai_manual(pesan=pesan, oleh=petugas, pada=jam.sekarang())
    baru = catat(pesan, petugas, WA, "nomornya milik orang lain")
    pesan.refresh_from_db()
    assert (pesan.ditandai_oleh, pesan.tidak_sampai) == (petugas, TidakSampai.TIDAK_DITERIMA)
    assert [u.hasil for u in pesan.upaya.all()] == [HasilUpaya.DITERIMA, HasilUpaya.TIDAK_DITERIMA]
    assert berhenti(pesan)
    assert (baru.keadaan, baru.tujuan, baru.isi) == (Keadaan.MENUNGGU_MANUAL, pesan.tujuan, pesan.isi)


@pytest.mark.parametrize(
    ("cara", "alasan"),
    [
        ({"saluran": "email", "tujuan": "Warga@Contoh.id"}, "kembali"),
        (KERTAS, " \n"),
        ({"saluran": "halaman_kasus", "tujuan": ""}, "kembali"),
        ({"saluran": "whatsapp", "tujuan": "x"}, "kembali"),
    ],
    ids=["the same address", "no reason", "page", "no number"],
)
def test_what_makes_no_sense_is_refused(server, petugas, cara, alasan):
    pesan = antre()
    kirim_tertunda()
    with pytest.raises(GalatAturan):
        catat(pesan, petugas, cara, alasan)
    assert Pesan.objects.count() == 1


def test_only_messages_to_citizens_that_a_channel_has_accepted(server, petugas):
    halaman = antre("halaman", saluran="halaman_kasus", tujuan="")
    pegawai = antre("pegawai", kasus=None)
    kirim_tertunda()
    for pesan in (antre("belum"), halaman, pegawai):
        with pytest.raises(GalatAturan):
            catat(pesan, petugas)


def test_the_database_refuses_a_replacement_without_reason(server):
    pesan, lain = antre(), antre("lain")
    kirim_tertunda()
    for kolom in ({"digantikan_oleh": lain}, {"tidak_sampai": "terpental"}, {"tidak_sampai": "entah"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Pesan.objects.filter(pk=pesan.pk).update(**kolom)
