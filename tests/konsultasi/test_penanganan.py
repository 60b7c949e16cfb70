"""The acts of the officer on a consultation: what each writes, and when it says no."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from dinsos.agenda import actions as agenda
from dinsos.agenda.enums import PeranLampiran, Status
from dinsos.agenda.models import Lampiran, Riwayat
from dinsos.berkas.galat import GalatBerkas
from dinsos.berkas.models import Berkas
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.notifikasi.models import Pesan
from disposisi.actions import kirim_pemberitahuan
from konsultasi import penanganan
from konsultasi.models import BeritaAcara, Konsultasi, Penyerahan
from tests import pabrik
from tests.disposisi.bantuan import jejak
from tests.konsultasi.tahap import SARAN, berita_acara, data, konsultasi_di, pdf, terima
from tests.portal.kerja import SENIN, lewat_wa

pytestmark = pytest.mark.django_db
KEADAAN = {
    "diterima": (Status.DITERIMA, {}),
    "didisposisikan": (Status.DIDISPOSISIKAN, {}),
    "dijawab": (Status.DIJAWAB, {}),
    "dilaksanakan": (Status.DILAKSANAKAN, {"hasil": False}),
    "berberita_acara": (Status.DILAKSANAKAN, {}),
    "dijawab_tertulis": (Status.DIJAWAB, {"tertulis": True}),
    "dilaksanakan_tertulis": (Status.DILAKSANAKAN, {"tertulis": True}),
    "selesai": (Status.SELESAI, {}),
    "ditolak": (Status.DITOLAK, {}),
    "dirujuk": (Status.DIRUJUK, {}),
    "dicabut": (Status.DICABUT, {}),
}
LAKUKAN = {
    "berita_acara": lambda surat, oleh: berita_acara(surat, oleh),
    "jawaban": lambda surat, oleh: penanganan.jawab_tertulis(surat=surat, oleh=oleh, jawaban="Begini."),
    "data": lambda surat, oleh: data(surat, oleh),
    "identitas": lambda surat, oleh: penanganan.periksa_identitas(surat=surat, oleh=oleh),
    "surat_lembaga": lambda surat, oleh: penanganan.catat_surat_lembaga_dibawa(surat=surat, oleh=oleh),
    "selesai": lambda surat, oleh: penanganan.selesaikan(surat=surat, oleh=oleh),
}
TERBUKA = {k for k in KEADAAN if not k.startswith(("selesai", "dito", "diru", "dica"))}
BOLEH = {
    "berita_acara": {"dijawab", "dilaksanakan"},
    "jawaban": {"dijawab_tertulis"},
    "data": {"dijawab", "dilaksanakan", "berberita_acara", "dijawab_tertulis", "dilaksanakan_tertulis"},
    "identitas": TERBUKA,
    "surat_lembaga": TERBUKA,
    "selesai": {"berberita_acara", "dilaksanakan_tertulis"},
}
LEBIH_DAHULU = {
    "berita_acara": {"berberita_acara", "selesai"},
    "jawaban": {"berberita_acara", "dilaksanakan_tertulis", "selesai"},
    "data": set(),
    "identitas": set(),
    "surat_lembaga": set(),
    "selesai": {"selesai"},
}
"""States in which somebody was faster."""


@pytest.fixture
def senin(jam_uji) -> datetime:
    """Monday 23 November 2026, 09.00 WITA."""
    return jam_uji.ke(SENIN)


@pytest.mark.parametrize("tindakan", list(LAKUKAN))
@pytest.mark.parametrize("keadaan", list(KEADAAN))
def test_each_act_only_when_it_is_its_turn(senin, kepala, petugas, keadaan, tindakan):
    status, kolom = KEADAAN[keadaan]
    surat = konsultasi_di(status, kepala=kepala, petugas=petugas, rincian=pabrik.lembaga(), **kolom)
    oleh = petugas if surat.petugas_id else kepala
    sebelum = jejak(surat)
    if keadaan in BOLEH[tindakan]:
        LAKUKAN[tindakan](surat, oleh)
        assert jejak(surat) != sebelum
        return
    galat = SudahTerjadi if keadaan in LEBIH_DAHULU[tindakan] else GalatAturan
    with pytest.raises(GalatAturan) as ditolak:
        LAKUKAN[tindakan](surat, oleh)
    assert type(ditolak.value) is galat
    assert jejak(surat) == sebelum
    assert not Lampiran.objects.filter(peran=PeranLampiran.DATA).exists()


@pytest.mark.parametrize("tindakan", list(LAKUKAN))
def test_only_the_officer_and_who_decides(senin, kepala, petugas, tindakan):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas, rincian=pabrik.lembaga())
    sebelum = jejak(surat)
    with pytest.raises(TidakBerwenang):
        LAKUKAN[tindakan](surat, pabrik.pengguna("petugas"))
    assert jejak(surat) == sebelum


@pytest.mark.parametrize("tindakan", list(LAKUKAN))
def test_a_complaint_has_none_of_it(senin, kepala, petugas, tindakan):
    surat = pabrik.pengaduan()
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    with pytest.raises(GalatAturan, match="adalah pengaduan"):
        LAKUKAN[tindakan](surat, petugas)


# --- minutes --------------------------------------------------------------------------------------


@pytest.mark.sk("KSL-PROSEDUR-9", "KSL-PRODUK")
def test_minutes_say_who_when_how_and_what_was_advised(jam_uji, kepala, petugas):
    jam_uji.ke(SENIN)
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    jam_uji.ke("2026-11-24T11:00+08:00")
    mulai = datetime.fromisoformat("2026-11-24T10:05+08:00")
    berita = berita_acara(
        surat,
        petugas,
        mulai=mulai,
        selesai=mulai + timedelta(minutes=40),
        cara=" Daring (Telepon) ",
        hadir=" Wa Ode Nurhayati dan kepala desa ",
        saran=f" {SARAN} ",
    )
    berita.refresh_from_db()
    assert (berita.mulai, berita.selesai) == (mulai, mulai + timedelta(minutes=40))
    assert (berita.cara, berita.hadir) == ("Daring (Telepon)", "Wa Ode Nurhayati dan kepala desa")
    assert (berita.petugas, berita.oleh) == (petugas, petugas)
    rincian = Konsultasi.objects.get(surat=surat)
    assert rincian.hasil == SARAN
    assert rincian.history.latest().history_user == berita.history.latest().history_user == petugas
    pesan = Pesan.objects.get(kunci=f"surat:{surat.pk}:hasil")
    assert pesan.subjek.startswith("Saran hasil konsultasi — ")
    assert SARAN in pesan.isi
    surat.refresh_from_db()
    assert surat.status == Status.DILAKSANAKAN
    assert surat.tenggat.get(jenis="pelaksanaan").berhenti_pada == mulai


def test_a_start_recorded_before_stays(jam_uji, kepala, petugas):
    pada = jam_uji.ke(SENIN)
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    mulai = pada + timedelta(minutes=30)
    kini = jam_uji.ke("2026-11-23T11:00+08:00")
    agenda.laksanakan(surat=surat, oleh=petugas, pada=mulai)
    berita = berita_acara(surat, petugas, mulai=None, selesai=kini)
    assert berita.mulai == mulai
    assert surat.tenggat.get(jenis="pelaksanaan").berhenti_pada == mulai
    assert Riwayat.objects.filter(surat=surat, jenis="dilaksanakan").count() == 1


@pytest.mark.parametrize(
    ("ganti", "kata"),
    [
        ({"mulai": None}, "Isi waktu konsultasi dimulai"),
        ({"selesai": timedelta(minutes=2)}, "masa depan"),
        ({"mulai": timedelta(minutes=2), "selesai": timedelta()}, "sebelum mulai"),
        ({"mulai": timedelta(days=-30)}, "sebelum surat diterima"),
        ({"cara": "  "}, "cara konsultasi"),
        ({"hadir": "  "}, "siapa yang hadir"),
        ({"saran": "  "}, "Tulis saran"),
    ],
)
def test_incomplete_minutes_write_nothing(senin, kepala, petugas, ganti, kata):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    kini = jam.sekarang()
    isi = {k: kini + v if isinstance(v, timedelta) else v for k, v in ganti.items()}
    sebelum = jejak(surat)
    with pytest.raises(GalatAturan, match=kata):
        berita_acara(surat, petugas, **isi)
    assert jejak(surat) == sebelum
    assert not BeritaAcara.objects.exists()


def test_second_minutes_say_who_was_faster(senin, kepala, petugas):
    surat = konsultasi_di(Status.DILAKSANAKAN, kepala=kepala, petugas=petugas)
    with pytest.raises(SudahTerjadi, match=r"sudah dicatat oleh La Ode Amrin, S\.ST\. pada Senin"):
        berita_acara(surat, kepala)


# --- data -----------------------------------------------------------------------------------------


@pytest.mark.sk("KSL-PRODUK")
def test_data_is_linked_told_and_in_the_story(senin, kepala, petugas):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    penyerahan = data(surat, petugas, keterangan=" Data penerima ")
    assert (penyerahan.keterangan, penyerahan.oleh) == ("Data penerima", petugas)
    lampiran = penyerahan.lampiran
    assert (lampiran.surat, lampiran.peran, lampiran.draf) == (surat, PeranLampiran.DATA, None)
    assert Berkas.objects.get(pk=lampiran.berkas_id).keadaan == "tertaut"
    pesan = Pesan.objects.get(kunci=f"surat:{surat.pk}:data:{penyerahan.pk}")
    assert "Data penerima (berkas data-desa.pdf)" in pesan.isi
    cerita = Riwayat.objects.get(surat=surat, jenis="data_diserahkan")
    assert "Data penerima" in cerita.teks_warga


def test_a_refused_file_leaves_nothing(senin, kepala, petugas):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    sebelum, jumlah = jejak(surat), Berkas.objects.count()
    buruk = pdf("data.pdf")
    buruk.file.seek(0)
    buruk.file.truncate(20)
    buruk.size = 20
    with pytest.raises(GalatBerkas):
        data(surat, petugas, unggahan=buruk)
    assert jejak(surat) == sebelum
    assert Berkas.objects.count() == jumlah


@pytest.mark.parametrize("keterangan", ["", "   ", "x" * 161])
def test_data_needs_a_description(senin, kepala, petugas, keterangan):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    jumlah = Berkas.objects.count()
    with pytest.raises(GalatAturan, match="keterangan data"):
        data(surat, petugas, keterangan=keterangan)
    assert Berkas.objects.count() == jumlah


def test_the_same_file_twice_is_handed_over_once(senin, kepala, petugas):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    data(surat, petugas)
    with pytest.raises(SudahTerjadi, match=r"data-desa\.pdf sudah diserahkan"):
        data(surat, petugas)
    data(surat, petugas, unggahan=pdf("lampiran.pdf", halaman=2))
    assert Penyerahan.objects.count() == 2


def test_there_is_an_end_to_data(senin, kepala, petugas, monkeypatch):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    monkeypatch.setattr(penanganan, "DATA_MAKS", 1)
    data(surat, petugas)
    with pytest.raises(GalatAturan, match="Paling banyak 1 berkas"):
        data(surat, petugas, unggahan=pdf(halaman=2))


# --- identity and closing -------------------------------------------------------------------------


def test_identity_is_checked_once_with_name_and_time(senin, kepala, petugas):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    rincian = penanganan.periksa_identitas(surat=surat, oleh=petugas)
    assert rincian.identitas_diperiksa_oleh == petugas
    assert abs(rincian.identitas_diperiksa_pada - senin) < timedelta(minutes=1)
    with pytest.raises(SudahTerjadi, match=r"sudah diperiksa oleh La Ode Amrin, S\.ST\. pada Senin, 23 Nov"):
        penanganan.periksa_identitas(surat=surat, oleh=kepala)


@pytest.mark.sk("KSL-SYARAT-6")
def test_a_letter_brought_along_is_recorded_once_with_name_and_time(senin, kepala, petugas):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas, rincian=pabrik.lembaga())
    penanganan.catat_surat_lembaga_dibawa(surat=surat, oleh=petugas)
    rincian = Konsultasi.objects.get(surat=surat)
    assert rincian.surat_lembaga_dibawa_oleh == petugas
    assert abs(rincian.surat_lembaga_dibawa_pada - senin) < timedelta(minutes=1)
    assert rincian.history.latest().history_user == petugas
    cerita = Riwayat.objects.get(surat=surat, jenis="surat_lembaga_dibawa")
    assert (cerita.oleh, cerita.pada, cerita.teks_warga) == (petugas, rincian.surat_lembaga_dibawa_pada, "")
    with pytest.raises(SudahTerjadi, match=r"sudah dicatat oleh La Ode Amrin, S\.ST\. pada Senin, 23 Nov"):
        penanganan.catat_surat_lembaga_dibawa(surat=surat, oleh=kepala)


@pytest.mark.sk("KSL-SYARAT-6")
def test_a_person_brings_no_letter_of_an_institution(senin, kepala, petugas):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas)
    sebelum = jejak(surat)
    with pytest.raises(GalatAturan, match="Pemohon perseorangan tidak memerlukan surat"):
        penanganan.catat_surat_lembaga_dibawa(surat=surat, oleh=petugas)
    assert jejak(surat) == sebelum


@pytest.mark.parametrize("kolom", ["identitas_diperiksa", "surat_lembaga_dibawa"])
@pytest.mark.parametrize("bagian", ["pada", "oleh"])
def test_the_database_wants_who_and_when_together(senin, kepala, petugas, kolom, bagian):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas, rincian=pabrik.lembaga())
    setattr(surat.konsultasi, f"{kolom}_{bagian}", senin if bagian == "pada" else petugas)
    with pytest.raises(IntegrityError), transaction.atomic():
        surat.konsultasi.save()


@pytest.mark.parametrize(
    ("kolom", "kata"),
    [
        ({"hasil": False, "status": Status.DILAKSANAKAN}, "berita acara"),
        ({"tertulis": True, "status": Status.DIJAWAB}, "Kirim jawaban tertulis atau serahkan data"),
    ],
)
def test_closing_says_what_is_missing(senin, kepala, petugas, kolom, kata):
    kolom = dict(kolom)
    surat = konsultasi_di(kolom.pop("status"), kepala=kepala, petugas=petugas, **kolom)
    with pytest.raises(GalatAturan, match=kata):
        penanganan.selesaikan(surat=surat, oleh=petugas)


def test_a_written_answer_that_nobody_received_closes_nothing(senin, kepala, petugas):
    surat = konsultasi_di(
        Status.DIDISPOSISIKAN, kepala=kepala, petugas=petugas, tertulis=True, pengirim=lewat_wa()
    )
    kirim_pemberitahuan(surat=surat, oleh=petugas)
    terima(surat, "jawaban", petugas)
    penanganan.jawab_tertulis(surat=surat, oleh=petugas, jawaban=SARAN)
    with pytest.raises(GalatAturan, match="belum diterima pengirim"):
        penanganan.selesaikan(surat=surat, oleh=petugas)
    terima(surat, "hasil", petugas)
    assert penanganan.selesaikan(surat=surat, oleh=petugas).status == Status.SELESAI


def test_data_alone_closes_a_written_consultation(senin, kepala, petugas):
    surat = konsultasi_di(Status.DIJAWAB, kepala=kepala, petugas=petugas, tertulis=True)
    data(surat, petugas)
    assert penanganan.selesaikan(surat=surat, oleh=petugas).status == Status.SELESAI
