"""A mistaken mark is taken back; mail to colleagues that can't be delivered is settled. Nothing is erased."""

import uuid

import pytest
from django.contrib.auth.models import Group

from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from dinsos.notifikasi import actions, koreksi, registri
from dinsos.notifikasi.enums import Galat, HasilUpaya, Keadaan
from dinsos.notifikasi.keadaan import pindahkan
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from tests.notifikasi.bantuan import PesanUji, antre, berhenti, sebelum

pytestmark = pytest.mark.django_db
WA = {"saluran": "whatsapp", "tujuan": "+6285257048204"}


@registri.daftar
class PesanDitarik(PesanUji):
    """Undoes its mark; what is called "usang" isn't sent any more, and nobody misses it."""

    nama = "uji_ditarik"

    def setelah_tanda_ditarik(self, pesan, tanda, *, pada, oleh, alasan):
        Group.objects.filter(name=f"jam berhenti {pesan.pk}").delete()
        return not self.usang(pesan)

    def usang(self, pesan):
        return pesan.data.get("subjek") == "usang"


def ditandai(petugas, kunci="surat:1:uji", **isian) -> Pesan:
    pesan = antre(kunci, kelas=PesanDitarik, sekarang=sebelum(hours=1), **(WA | isian))
    return actions.tandai_manual(pesan=pesan, oleh=petugas, pada=sebelum(minutes=1))


def gagal(kunci: str, **isian) -> Pesan:
    pesan = antre(kunci, **({"kasus": None, "tujuan": "pegawai@contoh.id"} | isian))
    pindahkan(pesan, Keadaan.GAGAL, pada=jam.sekarang(), galat_terakhir=Galat.ALAMAT_DITOLAK)
    return pesan


def test_the_message_waits_again_and_the_evidence_keeps_both(petugas):
    pesan = ditandai(petugas)
    saat = pesan.diterima_pada
    hasil = koreksi.tarik_tanda(pesan=pesan, oleh=petugas, alasan="salah\npesan")
    assert (hasil.keadaan, hasil.diterima_pada, hasil.ditandai_oleh) == (Keadaan.MENUNGGU_MANUAL, None, None)
    assert not berhenti(pesan)
    tanda, tarikan = pesan.upaya.all()
    assert (tanda.hasil, tanda.pada, tanda.oleh) == (HasilUpaya.DITERIMA, saat, petugas)
    assert (tarikan.hasil, tarikan.oleh, tarikan.rincian) == (HasilUpaya.SALAH_TANDAI, petugas, "salah pesan")
    with pytest.raises(SudahTerjadi, match="sudah ditarik"):
        koreksi.tarik_tanda(pesan=pesan, oleh=petugas, alasan="lagi")
    actions.tandai_manual(pesan=pesan, oleh=petugas, pada=jam.sekarang())
    assert berhenti(pesan)


def test_what_is_overtaken_is_not_sent_any_more(petugas):
    hasil = koreksi.tarik_tanda(
        pesan=ditandai(petugas, data={"subjek": "usang"}), oleh=petugas, alasan="keliru"
    )
    assert hasil.keadaan == Keadaan.DIBATALKAN
    assert [u.hasil for u in hasil.upaya.all()] == ["diterima", "salah_tandai", "dibatalkan"]


def test_only_what_somebody_marked_and_nobody_sent_again(server, petugas):
    surel, dikirim_lagi, belum = antre("surel"), ditandai(petugas, "lagi"), antre("belum", **WA)
    kirim_tertunda()
    actions.catat_tidak_sampai(
        pesan=dikirim_lagi, oleh=petugas, alasan="salah nomor", saluran="kertas", tujuan=""
    )
    for pesan in (surel, belum, dikirim_lagi):
        with pytest.raises(GalatAturan):
            koreksi.tarik_tanda(pesan=pesan, oleh=petugas, alasan="keliru")
    with pytest.raises(GalatAturan, match="Tulis mengapa"):
        koreksi.tarik_tanda(pesan=ditandai(petugas, "beralasan"), oleh=petugas, alasan=" \n")


def test_mail_to_colleagues_is_settled_by_name(petugas):
    milik = [gagal(f"pegawai:{n}") for n in range(2)]
    lain, warga = gagal("lain", tujuan="lain@contoh.id"), gagal("warga", kasus=uuid.UUID(int=7))
    assert koreksi.tandai_diurus(tujuan="pegawai@contoh.id", oleh=petugas) == 2
    for pesan in milik:
        pesan.refresh_from_db()
        bukti = pesan.upaya.last()
        assert (pesan.keadaan, bukti.oleh, bukti.rincian) == (Keadaan.DIBATALKAN, petugas, "sudah diurus")
    assert list(Pesan.objects.gagal()) == [lain, warga]
    with pytest.raises(SudahTerjadi):
        koreksi.tandai_diurus(tujuan="pegawai@contoh.id", oleh=petugas)


def test_what_nobody_misses_is_settled_by_itself():
    usang = {"kelas": PesanDitarik, "data": {"subjek": "usang"}}
    lewat, masih = gagal("lewat", **usang), gagal("masih")
    warga = gagal("warga", kasus=uuid.UUID(int=7), **usang)
    asing = gagal("asing")
    Pesan.objects.filter(pk=asing.pk).update(kelas="sudah_tidak_ada")
    assert koreksi.sapu_usang() == 1
    assert set(Pesan.objects.gagal()) == {masih, warga, asing}
    lewat.refresh_from_db()
    assert (lewat.keadaan, lewat.upaya.last().oleh) == (Keadaan.DIBATALKAN, None)
