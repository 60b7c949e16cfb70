"""Canary: whatever happens while sending, logs and output hold no name, address or letter text."""

import logging

import pytest
from django.contrib.auth.models import Group

from dinsos.notifikasi import actions
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from tests.notifikasi.bantuan import PesanBerahasia, PesanGagalCatat, PesanRusak, antre

KENARI = ("kenarinama", "kenarialamat", "kenariisi", "kenarisubjek", "85257048204", "ABCD-EFGH")
SERVER_UJI = ("mail.", "asyncio")  # loggers of the test's own mail server


@pytest.mark.django_db
def test_log_tidak_memuat_data_pribadi(server, setelan_smtp, jam_uji, petugas, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    server.jawab_penerima = {
        "kenarialamat-salah@contoh.id": "550 <kenarialamat-salah@contoh.id> unknown",
        "kenarialamat-nanti@contoh.id": "450 <kenarialamat-nanti@contoh.id> later",
        "kenarialamat-relai@contoh.id": "554 <kenarialamat-relai@contoh.id> relay denied",
    }
    Group.objects.create(name="rusak")
    isian = {"penerima_nama": "kenarinama", "data": {"subjek": "kenarisubjek", "isi": "kenariisi"}}
    for kelas, ekor in [
        (PesanRusak, "rusak"),
        (PesanGagalCatat, "catat"),
        ("uji_biasa", "salah"),
        ("uji_biasa", "nanti"),
        ("uji_biasa", "relai"),
        ("uji_biasa", "baik"),
    ]:
        antre(ekor, kelas=kelas, tujuan=f"kenarialamat-{ekor}@contoh.id", **isian)
    antre("rahasia", kelas=PesanBerahasia, tujuan="kenarialamat@contoh.id")
    assert kirim_tertunda() == 2
    setelan_smtp.EMAIL_PORT += 1
    jam_uji.maju(hari=2)
    assert kirim_tertunda() == 0
    salah = Pesan.objects.get(kunci="salah")
    actions.kirim_cara_lain(pesan=salah, oleh=petugas, saluran="whatsapp", tujuan="+6285257048204")

    milik_kami = [
        r for r in caplog.records if not r.name.startswith(SERVER_UJI) and "django.db" not in r.name
    ]
    assert len([r for r in milik_kami if r.name == "dinsos.notifikasi.pengirim"]) >= 9
    keluaran = "\n".join(logging.Formatter().format(r) for r in milik_kami) + "".join(capfd.readouterr())
    keluaran += "\n".join(str(p) for p in Pesan.objects.all())
    for kata in KENARI:
        assert kata not in keluaran
