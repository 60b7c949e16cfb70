"""The pages of the chain in a real browser at 360 and 1280 px: axe finds nothing, nothing overflows."""

from datetime import datetime

import pytest
from django.urls import reverse

from dinsos.inti import jam
from disposisi import rantai
from disposisi.models import Disposisi, Ruang
from disposisi.rencana import LAMA_BAKU
from tests import pabrik
from tests.disposisi.test_kalender_peramban import klien, periksa

pytestmark = [pytest.mark.django_db, pytest.mark.alur]


def test_pages(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    kepala = pabrik.pengguna("kepala_dinas", nama="Drs. La Ode Hamzah, M.Si.")
    petugas = pabrik.pengguna("petugas", nama="La Ode Amrin, S.ST.")
    rekan = pabrik.pengguna("petugas", nama="Wa Ode Rahma, S.Sos.")
    ruang = Ruang.objects.create(nama="Ruang Layanan 1")
    surat = [pabrik.pengaduan() for _ in range(2)]
    waktu = datetime.fromisoformat("2026-11-24T09:00").replace(tzinfo=jam.WITA)
    for satu in surat:
        pabrik.disposisi(satu, oleh=kepala, petugas=petugas, waktu=waktu, ruang=ruang, lama=LAMA_BAKU)
        waktu = waktu.replace(hour=13)
    rantai.teruskan(surat=surat[0], oleh=petugas, petugas=rekan, alasan="Bidang Wa Ode Rahma.")
    pimpinan, pegawai = klien(kepala), klien(rekan)
    aktif = Disposisi.objects.get(aktif_untuk=surat[0])
    serah, ulang = reverse("portal:serah_terima"), reverse("admin:disposisi_ulang", args=[surat[0].pk])
    teruskan = reverse("portal:teruskan", args=[surat[0].pk])
    tarik = reverse("portal:tarik_disposisi", args=[aktif.pk])
    halaman = {
        "putuskan": pimpinan.get(reverse("admin:disposisi_putuskan", args=[surat[0].pk])),
        "ulang": pimpinan.get(ulang),
        "teruskan": pegawai.get(teruskan),
        "tarik": pimpinan.get(tarik),
        "serah": pimpinan.get(serah),
        "serah_petugas": pimpinan.get(serah, {"petugas": petugas.pk}),
    }
    periksa(halaman)
