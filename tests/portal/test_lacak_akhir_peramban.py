"""The pages after the outcome, of drafts and of performance in a real browser: both widths, errors included."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dinsos.agenda import rahasia
from dinsos.agenda.actions import tanyakan
from dinsos.agenda.enums import Status
from dinsos.inti import jam
from dinsos.laporan.models import HasilSkm, KinerjaBulan, Tanggapan
from dinsos.laporan.skm import KODE
from tests import pabrik
from tests.bantu.peramban import Rekaman, keluhan, peramban
from tests.pengaduan.warga import ISI, Warga, foto
from tests.portal.kerja import SENIN, masuk, pelacak, surat_di

pytestmark = [pytest.mark.django_db, pytest.mark.alur, pytest.mark.jelajah]
SURAT = "/lacak/surat/"


def buka(surat) -> Client:
    klien = Client()
    klien.post("/lacak/", {"nomor": surat.nomor, "kode": rahasia.kode(surat)})
    return klien


def halaman_warga(kepala, petugas) -> dict:
    surat = surat_di(Status.SELESAI, kepala=kepala, petugas=petugas)
    klien, halaman = buka(surat), {}
    for nama in ("", "tanggapan/", "survei/", "lanjutan/"):
        halaman[nama or "kasus"] = klien.get(SURAT + nama)
    halaman["tanggapan salah"] = klien.post(f"{SURAT}tanggapan/", {"terbantu": "belum"})
    halaman["survei salah"] = klien.post(f"{SURAT}survei/", {"waktu": "4"})
    halaman["lanjutan salah"] = klien.post(f"{SURAT}lanjutan/", {"layanan": "x"})
    belum = {"terbantu": "belum", "alasan": "Uangnya belum masuk."}
    halaman["belum terbantu"] = klien.post(f"{SURAT}tanggapan/", belum, follow=True)
    halaman["survei terisi"] = klien.post(f"{SURAT}survei/", dict.fromkeys(KODE, "3"), follow=True)
    return halaman | halaman_diminta(kepala, petugas)


def halaman_diminta(kepala, petugas) -> dict:
    surat = pabrik.pengaduan(pengirim_=pelacak())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=jam.sekarang() + timedelta(days=1))
    tanya = tanyakan(surat=surat, oleh=petugas, teks="Kirim foto kartu keluarga.", minta_berkas=True)
    klien = buka(surat)
    rusak = {"jawaban": "Ini", "berkas": SimpleUploadedFile("kk.jpg", b"x", "image/jpeg")}
    return {
        "berkas diminta": klien.get(SURAT),
        "berkas ditolak": klien.post(f"{SURAT}jawab/{tanya.pk}/", rusak),
        "arah ke kantor": klien.get(f"{SURAT}jadwal/"),
    }


def halaman_draf() -> dict:
    warga = Warga()
    warga.buka()
    isi = warga.isian() | {"kunci": warga.kunci, "simpan": "tautan", "bukti": foto()}
    return {
        "draf tersimpan": warga.klien.post(ISI, isi),
        "draf ditawarkan": warga.klien.get(ISI),
        "hapus draf": warga.klien.post(ISI, {"kunci": warga.kunci, "hapus_draf": "tanya"}),
    }


def halaman_angka(kepala, petugas) -> dict:
    staf, tanggapan = masuk(kepala), Tanggapan.objects.get()
    halaman = {"kinerja kosong": Client().get("/kinerja/"), "belum": staf.get("/laporan/belum-terbantu/")}
    tindak = f"/laporan/belum-terbantu/{tanggapan.pk}/"
    halaman["belum salah"] = staf.post(tindak, {"tindakan": ""})
    halaman["skm kosong"] = staf.get("/laporan/survei/")
    for n, layanan in enumerate(("pengaduan", "konsultasi")):
        for bulan in (8, 9, 10):
            angka = 7 + bulan + n
            KinerjaBulan.objects.create(
                layanan=layanan,
                bulan=date(2026, bulan, 1),
                diterima=angka,
                dijawab=angka,
                dijawab_tepat=angka - n,
                dilayani=angka,
                dilayani_tepat=angka - 2,
                tamu=6,
                tamu_detik=6 * 900,
            )
            nilai = {kode: [0, 1, 3, 2] for kode in KODE}
            HasilSkm.objects.create(
                layanan=layanan, bulan=date(2026, bulan, 1), jumlah=6, nilai=nilai, saran=["Perbanyak kursi."]
            )
    return halaman | {"skm": staf.get("/laporan/survei/"), "laporan": staf.get("/laporan/")}


def semua_halaman(kepala, petugas) -> dict:
    halaman = halaman_warga(kepala, petugas) | halaman_draf() | halaman_angka(kepala, petugas)
    cache.clear()
    return halaman | {"kinerja": Client().get("/kinerja/")}


def test_every_new_page_is_accessible_and_quiet(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    halaman = {nama: Rekaman.dari(j) for nama, j in semua_halaman(kepala, petugas).items()}
    with peramban() as browser:
        assert keluhan(browser, halaman, lebar=360) == {}
        assert keluhan(browser, halaman, lebar=1280, skema="dark") == {}
