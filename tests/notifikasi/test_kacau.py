"""The mail server slow, refusing and dying at every step: nothing lost, nothing sent under two names."""

import pytest
from django.urls import reverse

from dinsos.notifikasi import actions, pengirim
from dinsos.notifikasi.enums import Keadaan
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from tests import pabrik
from tests.bantu.smtp_kacau import LANGKAH, ULAH, Kacau, server_kacau
from tests.notifikasi.bantuan import antre, berhenti
from tests.portal.kerja import kata, masuk

pytestmark = pytest.mark.django_db
SEBAGIAN = {
    ("sambut", "putus"),
    ("mail", "5xx"),
    ("rcpt", "4xx"),
    ("data", "5xx"),
    ("isi", "putus"),
    ("titik", "lambat"),
    ("titik", "putus"),
}
SEMUA = [
    pytest.param(langkah, ulah, marks=[] if (langkah, ulah) in SEBAGIAN else pytest.mark.berat)
    for langkah in LANGKAH
    for ulah in ULAH
    if langkah != "isi" or ulah in ("lambat", "putus")  # in the middle of the letter a server can't answer
]
TETAP = {("rcpt", "5xx"), ("data", "5xx"), ("titik", "5xx")}
"""Refusals of the letter itself: given up at once, and told to staff."""
DITUNDA = {("rcpt", "4xx"), ("data", "4xx"), ("titik", "4xx")}
"""Asked to come again later; worth a word once it has lasted a quarter of an hour."""


@pytest.fixture
def kacau(setelan_smtp, monkeypatch):
    monkeypatch.setattr(pengirim, "TENGGANG_SMTP", 0.25)
    satu = Kacau()
    with server_kacau(satu, setelan_smtp.EMAIL_PORT):
        yield satu


def layar_pertama(klien) -> str:
    return kata(klien.get(reverse("portal:kerja")))


@pytest.mark.parametrize(("langkah", "ulah"), SEMUA)
def test_whatever_the_server_does(kacau, jam_uji, langkah, ulah):
    pegawai = pabrik.pengguna("petugas")
    klien = masuk(pegawai)
    pesan_pesan = [antre(f"surat:{n}", tujuan=f"warga{n}@contoh.id") for n in range(2)]
    kacau.langkah, kacau.ulah = langkah, ulah
    assert kirim_tertunda() == 0
    jam_uji.maju(menit=16)
    assert kirim_tertunda() == 0
    halaman = layar_pertama(klien)
    if (langkah, ulah) in TETAP:
        assert "2 surat elektronik gagal terkirim. Kirim dengan cara lain." in halaman
    elif (langkah, ulah) in DITUNDA:
        assert "Ada surat elektronik yang belum terkirim sejak" in halaman
    else:
        assert "Surat elektronik belum bisa dikirim sejak" in halaman
        assert "(2 surat menunggu)" in halaman
    assert not any(berhenti(pesan) for pesan in pesan_pesan)

    kacau.sehat()
    for pesan in Pesan.objects.filter(keadaan=Keadaan.GAGAL):
        actions.coba_ulang(pesan=pesan, oleh=pegawai)
    jam_uji.maju(hari=1)
    assert kirim_tertunda() == 2
    assert set(kacau.utuh) == set(kacau.diterima) == {pesan.message_id for pesan in pesan_pesan}
    assert all(berhenti(pesan) for pesan in pesan_pesan)
    halaman = layar_pertama(klien)
    assert "belum bisa dikirim" not in halaman
    assert "belum terkirim sejak" not in halaman


def test_the_server_is_stopped_and_comes_back(setelan_smtp, jam_uji):
    """Every role reads on its first screen what is wrong; afterwards each letter arrives once, under one name."""
    klien = [masuk(pabrik.pengguna(peran)) for peran in ("petugas", "kepala_dinas", "piket", "pengelola")]
    pesan_pesan = [antre(f"surat:{n}", tujuan=f"warga{n}@contoh.id") for n in range(3)]
    for _ in range(3):
        assert kirim_tertunda() == 0
        jam_uji.maju(jam=7)
    for satu in klien:
        halaman = layar_pertama(satu)
        assert "Surat elektronik belum bisa dikirim sejak" in halaman
        assert "(3 surat menunggu)" in halaman
        assert "Sebabnya: server surat tidak bisa dihubungi." in halaman
    kacau = Kacau()
    with server_kacau(kacau, setelan_smtp.EMAIL_PORT):
        assert kirim_tertunda() == 3
    assert kacau.utuh == dict.fromkeys((pesan.message_id for pesan in pesan_pesan), 1)
    assert all(berhenti(pesan) for pesan in pesan_pesan)
    assert all("belum bisa dikirim" not in layar_pertama(satu) for satu in klien)


def test_a_slow_server_does_not_keep_the_worker(kacau, monkeypatch):
    """The time is up in the middle of a batch: what was not begun is free for whoever comes next."""
    pesan_pesan = [antre(f"surat:{n}") for n in range(4)]
    kacau.langkah, kacau.ulah = "rcpt", "lambat"
    monkeypatch.setattr(pengirim, "TENGGANG_SMTP", 5)
    assert kirim_tertunda(paling_lama=0.7) == 2
    kacau.sehat()
    assert kirim_tertunda() == 2
    assert kacau.diterima == dict.fromkeys((pesan.message_id for pesan in pesan_pesan), 1)
