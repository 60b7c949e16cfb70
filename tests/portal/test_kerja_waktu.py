"""What the officer's acts do to the clocks (PGD-WAKTU-1)."""

import re
from datetime import datetime

import pytest
from django.urls import reverse

from dinsos.agenda.enums import Status
from dinsos.agenda.models import Riwayat, SuratMasuk
from dinsos.agenda.tampilan import keadaan
from dinsos.inti import jam
from dinsos.inti.galat import TidakBerwenang
from dinsos.notifikasi.models import Pesan
from dinsos.portal.tindakan import TINDAKAN_PENGADUAN
from tests import pabrik
from tests.portal.kerja import (
    PELAKSANAAN,
    RESPON,
    SENIN,
    TERTULIS,
    alamat,
    besok,
    isian,
    kata,
    lewat_wa,
    masuk,
    surat_di,
)

pytestmark = pytest.mark.usefixtures("templat_ketat")


def jam_surat(surat: SuratMasuk) -> dict:
    return {t.jenis: t for t in surat.tenggat.all()}


def kata_jam(surat: SuratMasuk, jenis: str) -> str:
    return keadaan(surat.tenggat.get(jenis=jenis), jam.sekarang()).kata


@pytest.mark.sk("PGD-WAKTU-1")
def test_respon_stops_when_the_notice_is_accepted_and_not_when_it_is_written(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = pabrik.pengaduan(pengirim_=lewat_wa())
    assert jam_surat(surat)["respon"].jatuh_tempo == RESPON
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True)
    klien = masuk(petugas)
    jam_uji.ke("2026-11-23T11:00+08:00")
    klien.post(alamat(surat, "pemberitahuan"), isian("pemberitahuan"))
    assert jam_surat(surat)["respon"].berhenti_pada is None
    jam_uji.ke("2026-11-24T15:30+08:00")
    pesan = Pesan.objects.get(kelas="pemberitahuan")
    klien.post(
        reverse("portal:pesan", args=[pesan.pk]),
        {"aksi": "tandai", "tandai-pada": "2026-11-24T15:10", "tandai-alasan": "Baru sempat."},
    )
    assert jam_surat(surat)["respon"].berhenti_pada == datetime.fromisoformat("2026-11-24T15:10+08:00")
    assert kata_jam(surat, "respon") == "Tepat waktu"
    surat.refresh_from_db()
    assert surat.status == Status.DIJAWAB


@pytest.mark.sk("PGD-WAKTU-1")
def test_pelaksanaan_stops_at_the_true_time_of_handling(kepala, petugas, jam_uji):
    """Entered a day later, told in WITA, it counts as the time at which the citizen was served."""
    jam_uji.ke(SENIN)
    surat = surat_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    assert jam_surat(surat)["pelaksanaan"].jatuh_tempo == PELAKSANAAN
    jam_uji.ke("2026-11-27T08:00+08:00")
    isi = {"pada": "2026-11-26T15:45", "catatan": "Datang bersama anaknya."}
    jawaban = masuk(petugas).post(alamat(surat, "laksanakan"), isi)
    assert jawaban.status_code == 302
    tenggat = jam_surat(surat)["pelaksanaan"]
    assert tenggat.berhenti_pada == datetime.fromisoformat("2026-11-26T07:45+00:00")
    assert kata_jam(surat, "pelaksanaan") == "Tepat waktu"
    cerita = Riwayat.objects.get(surat=surat, jenis="dilaksanakan")
    assert cerita.teks == (
        "Penanganan dilaksanakan Kamis, 26 November 2026 pukul 15.45 WITA. Datang bersama anaknya."
    )
    assert "anaknya" not in cerita.teks_warga
    assert cerita.pada > tenggat.berhenti_pada


@pytest.mark.sk("PGD-WAKTU-1")
def test_lateness_is_never_erased(kepala, petugas, jam_uji):
    """A late answer and late handling stay late when the letter is closed, on every screen."""
    jam_uji.ke(SENIN)
    surat = surat_di(Status.DIDISPOSISIKAN, kepala=kepala, petugas=petugas)
    klien = masuk(petugas)
    jam_uji.ke("2026-11-24T18:10+08:00")
    klien.post(alamat(surat, "pemberitahuan"), isian("pemberitahuan"))
    assert kata_jam(surat, "respon") == "Terlambat 2 jam 10 menit, sudah selesai"
    jam_uji.ke("2026-11-27T16:00+08:00")
    klien.post(alamat(surat, "laksanakan"), isian("laksanakan", pada="2026-11-26T16:01"))
    klien.post(alamat(surat, "hasil"), isian("hasil"))
    klien.post(alamat(surat, "selesai"))
    surat.refresh_from_db()
    assert surat.status == Status.SELESAI
    jam_uji.maju(hari=30)
    halaman = kata(klien.get(alamat(surat)))
    assert "Terlambat 2 jam 10 menit, sudah selesai" in halaman
    assert "Terlambat 1 menit, sudah selesai" in halaman


@pytest.mark.sk("PGD-WAKTU-1")
def test_in_writing_the_accepted_outcome_is_the_handling(kepala, petugas, jam_uji):
    jam_uji.ke(SENIN)
    surat = pabrik.pengaduan(pengirim_=lewat_wa())
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, **TERTULIS, waktu=besok())
    klien = masuk(petugas)

    def tandai(kelas, pada):
        kunci = Pesan.objects.get(kelas=kelas).pk
        klien.post(
            reverse("portal:pesan", args=[kunci]),
            {"aksi": "tandai", "tandai-pada": pada, "tandai-alasan": "Baru sempat."},
        )

    tandai("pemberitahuan", "2026-11-23T09:00")
    jawaban = klien.post(alamat(surat, "laksanakan"), isian("laksanakan"))
    assert jawaban.status_code == 422
    assert "ditangani secara tertulis" in kata(jawaban)
    jam_uji.ke("2026-11-25T10:00+08:00")
    klien.post(alamat(surat, "hasil"), isian("hasil"))
    assert jam_surat(surat)["pelaksanaan"].berhenti_pada is None
    jam_uji.ke("2026-11-26T12:00+08:00")
    tandai("hasil", "2026-11-26T11:30")
    assert jam_surat(surat)["pelaksanaan"].berhenti_pada == datetime.fromisoformat("2026-11-26T11:30+08:00")
    surat.refresh_from_db()
    assert surat.status == Status.DILAKSANAKAN
    assert kata_jam(surat, "pelaksanaan") == "Tepat waktu"


@pytest.mark.parametrize(
    ("pada", "galat"),
    [
        ("2026-11-23T13:01", "Waktu penanganan tidak boleh di masa depan."),
        ("2026-11-23T08:59", "Waktu penanganan tidak boleh sebelum surat diterima"),
        ("2026-11-23T09:00", ""),  # the very minute of receipt: forms carry whole minutes
        ("2026-11-23T13:00", ""),
    ],
)
def test_time_of_handling_is_never_in_the_future_nor_before_receipt(kepala, petugas, jam_uji, pada, galat):
    jam_uji.ke("2026-11-23T09:00:40+08:00")
    surat = surat_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    jam_uji.ke("2026-11-23T13:00:20+08:00")
    jawaban = masuk(petugas).post(alamat(surat, "laksanakan"), isian("laksanakan", pada=pada))
    if galat:
        assert jawaban.status_code == 422
        assert galat in kata(jawaban)
        assert jam_surat(surat)["pelaksanaan"].berhenti_pada is None
    else:
        assert jawaban.status_code == 302
        tertulis = datetime.fromisoformat(f"{pada}:00+08:00")
        assert jam_surat(surat)["pelaksanaan"].berhenti_pada == max(tertulis, surat.diterima_pada)


def test_page_asks_for_wita_and_suggests_no_time(kepala, petugas):
    surat = surat_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    halaman = kata(masuk(petugas).get(alamat(surat)))
    assert "Tulis waktu yang sebenarnya (WITA)" in halaman
    assert not re.search(r'name="pada"[^>]*value=', halaman)


def test_act_below_the_page_refuses_a_letter_without_disposition(kepala):
    """The table's way from `diterima` to `dilaksanakan` belongs to walk-ins, not to letters by the portal."""
    surat = pabrik.pengaduan()
    jawaban = masuk(kepala).post(alamat(surat, "laksanakan"), isian("laksanakan"))
    assert "belum didisposisikan" in kata(jawaban)
    surat.refresh_from_db()
    assert surat.status == Status.DITERIMA


def test_officer_taken_off_the_case_meanwhile_can_do_nothing_more(kepala, petugas):
    """The acts ask again under the lock; the page is only the first to ask."""
    surat = surat_di(Status.DILAKSANAKAN, kepala=kepala, petugas=petugas)
    surat.petugas = pabrik.pengguna("petugas")
    surat.save(update_fields=["petugas"])
    for nama, pilihan in TINDAKAN_PENGADUAN.items():
        isi = {"pada": jam.sekarang()} if nama == "laksanakan" else isian(nama)
        with pytest.raises(TidakBerwenang):
            pilihan.lakukan(surat=surat, oleh=petugas, **(isi | {"waktu": None} if "waktu" in isi else isi))
