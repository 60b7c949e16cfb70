"""The pengelola's first screen: mail to colleagues that can't be delivered, settled by a button."""

import pytest
from django.db import transaction
from django.urls import reverse

from dinsos.inti import jam
from dinsos.notifikasi.enums import Galat, Keadaan
from dinsos.notifikasi.keadaan import pindahkan
from dinsos.notifikasi.models import Pesan
from tests import pabrik
from tests.notifikasi.bantuan import antre
from tests.portal.kerja import kata, masuk, pesan_layar

pytestmark = pytest.mark.usefixtures("templat_ketat")
KERJA, URUS = reverse("portal:kerja"), reverse("portal:pesan_pegawai")


def gagal(kunci: str, **isian) -> Pesan:
    pesan = antre(kunci, **({"kasus": None, "penerima_nama": "La Ode Amrin"} | isian))
    with transaction.atomic():
        pindahkan(pesan, Keadaan.GAGAL, pada=jam.sekarang(), galat_terakhir=Galat.ALAMAT_DITOLAK)
    return pesan


def test_dead_mail_to_colleagues_is_shown_and_settled_by_name(petugas):
    pengelola = pabrik.pengguna("pengelola")
    satu, _, lain = (
        gagal("a", tujuan="amrin@contoh.test", data={"isi": "Surat 2026-00012 terlambat"}),
        gagal("b", tujuan="amrin@contoh.test"),
        gagal("c", tujuan="lain@contoh.test", penerima_nama="Wa Ode"),
    )
    gagal("warga", kasus=pabrik.pengaduan().uuid)
    klien = masuk(pengelola)
    halaman = kata(klien.get(KERJA))
    assert "<strong>La Ode Amrin</strong> (amrin@contoh.test): 2 surat sejak" in halaman
    assert "Sebabnya: alamat ditolak." in halaman
    assert "2026-00012" not in halaman
    assert "warga@contoh.id" not in halaman
    isi = {"tujuan": "amrin@contoh.test"}
    assert pesan_layar(klien.post(URUS, isi)) == [("success", "2 surat elektronik dicatat sudah Anda urus.")]
    satu.refresh_from_db()
    assert (satu.keadaan, satu.upaya.last().oleh) == (Keadaan.DIBATALKAN, pengelola)
    assert pesan_layar(klien.post(URUS, isi)) == [("info", "Surat elektronik itu sudah diurus.")]
    assert list(Pesan.objects.gagal_pegawai()) == [lain]
    assert "amrin@contoh.test" not in kata(klien.get(KERJA))


def test_nobody_else_sees_or_settles_it(kepala, petugas):
    pesan = gagal("a", tujuan="amrin@contoh.test")
    for orang in (kepala, petugas, pabrik.pengguna("piket")):
        assert "amrin@contoh.test" not in kata(masuk(orang).get(KERJA))
        assert masuk(orang).post(URUS, {"tujuan": pesan.tujuan}).status_code == 403
    assert Pesan.objects.gagal_pegawai().count() == 1
