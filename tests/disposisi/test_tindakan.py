"""The act `disposisikan`: which decisions there are, and what they write."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from dinsos.agenda.models import Riwayat
from dinsos.akun.models import PelaksanaHarian, Peran
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.notifikasi.models import Pesan
from disposisi.actions import disposisikan
from disposisi.models import Disposisi
from tests import pabrik
from tests.disposisi.bantuan import ALASAN, TUJUAN, Jawaban, jejak, semua_jawaban

pytestmark = pytest.mark.django_db
STATUS = {"ditangani": "didisposisikan", "ditolak": "ditolak", "dirujuk": "dirujuk"}
DARING = Jawaban(mode="daring", metode="telepon", petugas=True, waktu=True)


@pytest.mark.sk("PGD-PROSEDUR-2")
def test_every_combination_of_answers(surat, kepala, petugas):
    """Accepted exactly when the rules say so; a refused one writes nothing at all."""
    awal = jejak(surat)
    for jawaban in semua_jawaban():
        isi = jawaban.tindakan(petugas)
        with transaction.atomic():
            try:
                disposisi = disposisikan(surat=surat, oleh=kepala, **isi)
            except GalatAturan:
                assert not jawaban.sah, jawaban
            else:
                assert jawaban.sah, jawaban
                _periksa(disposisi, jawaban, petugas, isi["waktu"])
                transaction.set_rollback(True)
        assert jejak(surat) == awal, jawaban


def _periksa(disposisi: Disposisi, jawaban: Jawaban, petugas, waktu) -> None:
    disposisi.refresh_from_db()
    ditangani = jawaban.keputusan == "ditangani"
    assert disposisi.keputusan == jawaban.keputusan
    assert disposisi.surat.status == STATUS[jawaban.keputusan]
    assert disposisi.petugas == (petugas if ditangani else None)
    assert disposisi.surat.petugas == disposisi.petugas
    assert disposisi.mode == (jawaban.mode if ditangani else "")
    assert disposisi.metode == (jawaban.metode if ditangani and jawaban.mode == "daring" else "")
    assert disposisi.waktu == (waktu if ditangani else None)
    assert disposisi.tujuan_rujukan == (TUJUAN if jawaban.keputusan == "dirujuk" else "")
    dibuat = Pesan.objects.filter(kunci=f"surat:{disposisi.surat_id}:jawaban").count()
    assert dibuat == (0 if ditangani and jawaban.surat_oleh_petugas else 1)


def test_decision_is_kept_with_person_time_and_story(kepala, petugas, jam_uji):
    jam_uji.ke("2026-11-23T09:00+08:00")
    surat = pabrik.pengaduan()
    pada = jam_uji.ke("2026-11-24T09:00+08:00")
    disposisi = pabrik.disposisi(
        surat, oleh=kepala, petugas=petugas, instruksi=["proses", "telaah"], sifat="segera", catatan="Cepat."
    )
    assert disposisi.oleh == kepala
    assert disposisi.sebagai == "kepala"
    assert abs(disposisi.pada - pada) < timedelta(seconds=30)
    assert disposisi.instruksi_kata == ["Proses lebih lanjut", "Telaah dan laporkan"]
    assert disposisi.history.latest().history_user == kepala
    assert surat.history.latest().history_user == kepala
    kata = Riwayat.objects.get(surat=surat, jenis="didisposisikan")
    assert str(petugas) in kata.teks_warga
    assert kata.oleh == kepala


@pytest.mark.parametrize(
    "salah", ["waktu", "tautan", "nomor", "nonaktif", "bukan_petugas", "terlapor", "sifat", "panjang"]
)
def test_impossible_decisions(surat, kepala, petugas, salah):
    isi = DARING.tindakan(petugas)
    match salah:
        case "waktu":
            isi["waktu"] = jam.sekarang() - timedelta(seconds=1)
        case "tautan":
            isi["metode"] = "video"
        case "nomor":
            surat = pabrik.pengaduan(pengirim_=pabrik.pengirim(telepon=""))
        case "nonaktif":
            petugas.is_active = False
            petugas.save()
        case "bukan_petugas":
            isi["petugas"] = pabrik.pengguna("piket")
        case "terlapor":
            surat = pabrik.pengaduan(rincian_=pabrik.rincian(terlapor=petugas))
        case "sifat":
            isi["sifat"] = "entah"
        case "panjang":
            isi["tempat"] = "x" * 201
    awal = jejak(surat)
    with pytest.raises(GalatAturan) as galat:
        disposisikan(surat=surat, oleh=kepala, **isi)
    assert galat.value.pesan.endswith(".")
    assert jejak(surat) == awal


@pytest.mark.parametrize("peran", ["piket", "petugas", "sekretaris", "pengelola", None])
def test_only_the_head_decides(surat, petugas, peran):
    with pytest.raises(TidakBerwenang):
        disposisikan(
            surat=surat, oleh=pabrik.pengguna(*([peran] if peran else [])), **DARING.tindakan(petugas)
        )
    assert not Disposisi.objects.exists()


def test_acting_head_decides_and_is_written_down_as_such(surat, petugas):
    plh = pabrik.pengguna(Peran.PETUGAS)
    hari = jam.hari_ini()
    PelaksanaHarian.objects.create(pengguna=plh, mulai=hari, sampai=hari, nomor_surat="800/12/2026")
    disposisi = disposisikan(surat=surat, oleh=plh, **DARING.tindakan(petugas))
    assert disposisi.sebagai == "plh"


def test_deputy_decides_what_names_the_head_and_nobody_else_does(surat_kepala, kepala, sekretaris, petugas):
    plh = pabrik.pengguna(Peran.PETUGAS)
    hari = jam.hari_ini()
    PelaksanaHarian.objects.create(pengguna=plh, mulai=hari, sampai=hari, nomor_surat="800/12/2026")
    for orang in (kepala, plh):
        with pytest.raises(TidakBerwenang):
            disposisikan(surat=surat_kepala, oleh=orang, **DARING.tindakan(petugas))
    disposisi = disposisikan(surat=surat_kepala, oleh=sekretaris, **DARING.tindakan(petugas))
    assert disposisi.sebagai == "sekretaris"


def test_second_disposer_hears_who_was_faster(surat, kepala, petugas):
    pertama = pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    awal = jejak(surat)
    with pytest.raises(SudahTerjadi) as galat:
        disposisikan(
            surat=surat,
            oleh=pabrik.pengguna("kepala_dinas"),
            keputusan="ditolak",
            jalan_lain="Hubungi kantor desa.",
            alasan=ALASAN,
        )
    assert str(kepala) in galat.value.pesan
    assert "WITA" in galat.value.pesan
    assert jejak(surat) == awal
    assert Disposisi.objects.get() == pertama


def test_a_letter_with_a_story_cannot_be_deleted(surat, kepala, petugas):
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    with pytest.raises(ProtectedError):
        surat.delete()
