"""All message classes of all rooms in all their channels: the words that leave."""

import re

import pytest

from dinsos.inti.konteks import KANTOR
from dinsos.notifikasi import registri
from dinsos.notifikasi.actions import satu_baris
from dinsos.notifikasi.enums import Saluran
from tests.bantu.templat import ketatkan

INGGRIS = re.compile(
    r"\b(the|your|you|and|please|click|link|email|e-mail|online|update|status of|dear)\b", re.I
)
SEMUA = [
    (kelas, saluran)
    for kelas in registri.semua()
    if not type(kelas).__module__.startswith("tests.")
    for saluran in kelas.saluran
]


@pytest.mark.parametrize(("kelas", "saluran"), SEMUA, ids=[f"{k.nama}-{s}" for k, s in SEMUA])
def test_every_message_has_its_words_for_every_channel(settings, kelas, saluran):
    ketatkan(settings)
    assert kelas.semua_contoh(), f"{kelas.nama}: contoh"
    for data in kelas.semua_contoh():
        subjek, isi = kelas.subjek(data), kelas.isi(data, saluran)
        assert subjek == satu_baris(subjek)
        assert len(subjek) <= 120
        assert not re.search(r"[{}<>]|\n{3,}|None|[ \t]\n", isi), isi
        assert not INGGRIS.search(f"{subjek}\n{isi}"), isi
        assert isi == isi.strip()
        _khas(kelas, saluran, data, isi, settings.ALAMAT_SITUS)


def _khas(kelas, saluran: str, data: dict, isi: str, situs: str) -> None:
    """What sets the channels apart, and that addresses are ours."""
    assert set(re.findall(r"https?://[^/\s]+", isi)) <= {situs}
    if kelas.penerima != "pengirim":
        return
    menyapa = f"Yth. {data['nama']}," in isi.splitlines()
    assert menyapa == (saluran != Saluran.HALAMAN_KASUS)
    if saluran == Saluran.HALAMAN_KASUS:
        return
    assert "Layanan ini gratis" in isi
    assert f"{situs}/lacak/" in isi
    assert KANTOR["nama"] in isi
    if saluran == Saluran.KERTAS:
        assert isi.startswith(f"{KANTOR['nama']}\n{KANTOR['alamat']}\n")
        assert f"Hal: {kelas.subjek(data)}" in isi


def test_the_secret_of_a_letter_goes_into_the_email_only():
    kelas = registri.ambil("tanda_terima")
    data = kelas.semua_contoh()[0]
    bertanda = [saluran for saluran in Saluran.values if "[KODE-RAHASIA]" in kelas.isi(data, saluran)]
    assert bertanda == [Saluran.EMAIL]


def test_whatsapp_is_the_shortest_letter():
    for kelas, saluran in SEMUA:
        if saluran == Saluran.WHATSAPP:
            data = kelas.semua_contoh()[0]
            panjang = {s: len(kelas.isi(data, s)) for s in (Saluran.EMAIL, Saluran.WHATSAPP, Saluran.KERTAS)}
            assert min(panjang, key=panjang.get) == Saluran.WHATSAPP, panjang
