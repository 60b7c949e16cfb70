"""A letter that was given to an officer is refused or referred after all: clocks, appointment, news, and back."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from dinsos.agenda import actions as agenda
from dinsos.agenda.models import Riwayat, SuratMasuk, Tenggat
from dinsos.agenda.tampilan import keadaan
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, TidakBerwenang
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from dinsos.notifikasi.registri import ambil
from disposisi import rantai
from disposisi.models import Audiensi, Disposisi, Ruang
from disposisi.models_jadwal import PermintaanWaktu
from disposisi.penarikan import tarik_disposisi
from disposisi.rantai_tutup import tutup_ulang
from disposisi.rencana import LAMA_BAKU
from tests import pabrik

pytestmark = pytest.mark.django_db
SELASA = datetime.fromisoformat("2026-11-24T09:00+08:00")
TOLAK = {
    "alasan_perubahan": "Ternyata urusan desa.",
    "keputusan": "ditolak",
    "alasan": "Bantuan ini dikelola pemerintah desa.",
    "jalan_lain": "Hubungi kantor desa.",
}
RUJUK = {
    "alasan_perubahan": "Ada dugaan pidana.",
    "keputusan": "dirujuk",
    "alasan": "Ini wewenang Inspektorat.",
    "tujuan_rujukan": "Inspektorat Kabupaten Buton",
    "rujukan_nomor": "INS-7",
}


@pytest.fixture(autouse=True)
def _senin(jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")


@pytest.fixture
def terjadwal(surat, kepala, petugas):
    """A letter with an appointment on Tuesday."""
    ruang = Ruang.objects.create(nama="Ruang Layanan 1")
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, waktu=SELASA, ruang=ruang, lama=LAMA_BAKU)
    surat.refresh_from_db()
    return surat


def kabar(surat) -> list[tuple[str, str]]:
    semua = Pesan.objects.untuk_kasus(surat.uuid).exclude(kelas="tanda_terima")
    return list(semua.values_list("kelas", "keadaan"))


def jam_surat(surat, jenis: str) -> tuple:
    satu = Tenggat.objects.get(surat=surat, jenis=jenis)
    return satu.berhenti_pada, satu.akibat


@pytest.mark.parametrize("isi", [TOLAK, RUJUK], ids=["ditolak", "dirujuk"])
def test_before_the_answer_one_letter_and_respon_runs_until_it_is_accepted(terjadwal, kepala, jam_uji, isi):
    jam_uji.maju(jam=1)
    lama = terjadwal.disposisi
    baru = tutup_ulang(surat=terjadwal, oleh=kepala, **isi)
    surat = SuratMasuk.objects.get(pk=terjadwal.pk)
    assert (surat.status, surat.petugas, surat.ditutup_pada) == (isi["keputusan"], None, baru.pada)
    assert (baru.jenis, baru.menggantikan, baru.petugas, baru.mode) == ("ulang", lama, None, "")
    assert (baru.alasan_perubahan, baru.rujukan_terakhir) == (
        isi["alasan_perubahan"],
        isi.get("rujukan_nomor", ""),
    )
    assert list(Disposisi.objects.aktif()) == [baru]
    assert Audiensi.objects.get().keadaan == "dibatalkan"
    assert not Audiensi.objects.get().pemakaian.exists()
    assert kabar(surat) == [("pemberitahuan", "dibatalkan"), ("penolakan", "antre")]
    teks = Pesan.objects.get(kelas="penolakan").isi
    assert isi["alasan"] in teks
    assert isi["alasan_perubahan"] not in teks
    assert rantai.BERUBAH not in teks
    assert jam_surat(surat, "pelaksanaan") == (baru.pada, isi["keputusan"])
    assert jam_surat(surat, "respon") == (None, "")
    cerita = Riwayat.objects.filter(surat=surat, jenis=isi["keputusan"]).get()
    assert isi["alasan_perubahan"] in cerita.teks
    assert isi["alasan_perubahan"] not in cerita.teks_warga
    jam_uji.maju(menit=5)
    kirim_tertunda()
    assert jam_surat(surat, "respon") == (Pesan.objects.get(kelas="penolakan").diterima_pada, "")


@pytest.mark.parametrize("lewat", [False, True])
def test_after_the_answer_respon_keeps_its_stop_and_late_stays_late(terjadwal, kepala, jam_uji, lewat):
    kirim_tertunda()
    respon = jam_surat(terjadwal, "respon")
    PermintaanWaktu.objects.create(surat=terjadwal, alasan="Panen.", pada=jam.sekarang())
    jam_uji.maju(jam=1)
    if lewat:
        Audiensi.objects.update(mulai="2026-12-08T09:00+08:00", selesai="2026-12-08T09:30+08:00")
        jam_uji.ke("2026-12-07T09:00+08:00")
    baru = tutup_ulang(surat=terjadwal, oleh=kepala, **TOLAK)
    assert kabar(terjadwal) == [("pemberitahuan", "diterima"), ("penolakan", "antre")]
    assert PermintaanWaktu.objects.get().keadaan == "gugur"
    surel = Pesan.objects.get(kelas="penolakan")
    assert rantai.BERUBAH in surel.isi
    assert "kami batalkan. Anda tidak perlu datang" in surel.isi
    [kalender] = [
        satu for satu in ambil("penolakan").lampiran(surel) if satu.jenis.startswith("text/calendar")
    ]
    assert b"METHOD:CANCEL" in kalender.isi
    kirim_tertunda()
    assert jam_surat(terjadwal, "respon") == respon
    tenggat = Tenggat.objects.get(surat=terjadwal, jenis="pelaksanaan")
    assert (tenggat.berhenti_pada, tenggat.akibat) == (baru.pada, "ditolak")
    assert keadaan(tenggat, jam.sekarang()).kode == ("terpenuhi_terlambat" if lewat else "batal")


@pytest.mark.parametrize("dijawab", [False, True])
def test_revoked_within_ten_minutes_everything_holds_again(terjadwal, kepala, petugas, jam_uji, dijawab):
    if dijawab:
        kirim_tertunda()
    jam_uji.maju(menit=1)
    baru = tutup_ulang(surat=terjadwal, oleh=kepala, **TOLAK)
    jam_uji.maju(menit=5)
    tarik_disposisi(disposisi=baru, oleh=kepala)
    surat = SuratMasuk.objects.get(pk=terjadwal.pk)
    assert (surat.status, surat.petugas, surat.ditutup_pada) == (
        "dijawab" if dijawab else "didisposisikan",
        petugas,
        None,
    )
    assert Audiensi.objects.berjalan().get().mulai == SELASA
    assert jam_surat(surat, "pelaksanaan") == (None, "")
    assert ("penolakan", "dibatalkan") in kabar(surat)
    kirim_tertunda()
    assert SuratMasuk.objects.get(pk=surat.pk).status == "dijawab"


def test_what_is_refused_and_that_closed_stays_closed(terjadwal, surat_kepala, kepala, petugas, jam_uji):
    with pytest.raises(TidakBerwenang):
        tutup_ulang(surat=terjadwal, oleh=petugas, **TOLAK)
    with pytest.raises(TidakBerwenang):
        tutup_ulang(surat=surat_kepala, oleh=kepala, **TOLAK)
    for kosong, kata in (
        ("alasan_perubahan", "Tulis alasan"),
        ("alasan", "Tulis alasan"),
        ("jalan_lain", "dapat dilakukan pengirim"),
        ("keputusan", "tidak ditangani atau dirujuk"),
    ):
        with pytest.raises(GalatAturan, match=kata):
            tutup_ulang(surat=terjadwal, oleh=kepala, **(TOLAK | {kosong: ""}))
    with pytest.raises(GalatAturan, match="belum didisposisikan"):
        tutup_ulang(surat=pabrik.pengaduan(), oleh=kepala, **TOLAK)
    jam_uji.ke("2026-11-24T09:10+08:00")
    with pytest.raises(GalatAturan, match="Catat dahulu"):
        tutup_ulang(surat=terjadwal, oleh=kepala, **TOLAK)
    assert terjadwal.semua_disposisi.count() == 1
    jam_uji.ke("2026-11-23T10:00+08:00")
    tutup_ulang(surat=terjadwal, oleh=kepala, **TOLAK)
    isi = {"alasan_perubahan": "Keliru.", "mode": "tatap_muka", "petugas": petugas}
    with pytest.raises(GalatAturan, match="catat sebagai surat baru"):
        rantai.disposisi_ulang(surat=terjadwal, oleh=kepala, **isi)
    with pytest.raises(GalatAturan, match="catat sebagai surat baru"):
        tutup_ulang(surat=terjadwal, oleh=kepala, **RUJUK)


def test_not_after_the_citizen_was_served(terjadwal, kepala, petugas):
    kirim_tertunda()
    agenda.laksanakan(surat=terjadwal, oleh=petugas, pada=jam.sekarang())
    with pytest.raises(GalatAturan, match="sudah dilayani"):
        tutup_ulang(surat=terjadwal, oleh=kepala, **TOLAK)


def test_page_of_the_head(terjadwal, surat_kepala, kepala, petugas):
    def kata(jawaban) -> str:
        return " ".join(jawaban.content.decode().split())

    klien = Client()
    klien.force_login(kepala)
    tutup = reverse("admin:disposisi_tutup", args=[terjadwal.pk])
    assert tutup in kata(klien.get(reverse("admin:disposisi_putuskan", args=[terjadwal.pk])))
    assert "Keputusan baru" in kata(klien.get(tutup))
    jawaban = klien.post(tutup, {"keputusan": "dirujuk", "alasan_perubahan": "Pidana."})
    assert jawaban.status_code == 422
    assert set(jawaban.context["form"].errors) == {"rujukan", "alasan"}
    isi = {
        "keputusan": "dirujuk",
        "alasan_perubahan": "Pidana.",
        "rujukan": "inspektorat",
        "alasan": "Pidana.",
    }
    halaman = kata(klien.post(tutup, isi, follow=True))
    assert "Tarik kembali disposisi" in halaman
    assert Disposisi.objects.aktif().get().tujuan_rujukan == "Inspektorat Kabupaten Buton"
    assert "catat sebagai surat baru" in kata(klien.get(tutup, follow=True))
    assert klien.get(reverse("admin:disposisi_tutup", args=[surat_kepala.pk])).status_code == 404
    orang = Client()
    orang.force_login(petugas)
    assert orang.get(tutup).status_code == 403
