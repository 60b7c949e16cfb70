"""Refusal and referral: what the citizen can do instead, where the letter goes, and under which number."""

import pytest
from django.urls import reverse

from dinsos.inti.galat import GalatAturan, SudahTerjadi, TidakBerwenang
from dinsos.notifikasi.models import Pesan
from disposisi.actions import disposisikan
from disposisi.models import Disposisi, NomorRujukan
from disposisi.rujukan import catat_nomor_rujukan
from tests import pabrik
from tests.disposisi.bantuan import ALASAN, JALAN_LAIN

pytestmark = [pytest.mark.django_db, pytest.mark.sk("PGD-PROSEDUR-2", "KSL-PROSEDUR-3")]


def alamat(surat, nama: str = "putuskan") -> str:
    return reverse(f"admin:disposisi_{nama}", args=[surat.pk])


@pytest.fixture
def dirujuk(surat, kepala):
    disposisikan(surat=surat, oleh=kepala, keputusan="dirujuk", alasan=ALASAN, tujuan_rujukan="SP4N-LAPOR!")
    surat.refresh_from_db()
    return surat


def test_penolakan_menyebut_alasan_dan_jalan_lain(klien_kepala, surat):
    isi = {"keputusan": "ditolak", "alasan": ALASAN}
    balasan = klien_kepala.post(alamat(surat), isi)
    assert set(balasan.context["form"].errors) == {"jalan_lain"}
    klien_kepala.post(alamat(surat), isi | {"jalan_lain": JALAN_LAIN})
    pesan = Pesan.objects.get(kunci=f"surat:{surat.pk}:jawaban").isi
    assert f"Alasan: {ALASAN}" in pesan
    assert f"Yang dapat Anda lakukan: {JALAN_LAIN}" in pesan
    assert JALAN_LAIN in klien_kepala.get(alamat(surat)).content.decode()


def test_penolakan_tanpa_jalan_lain_tidak_pernah_tercatat(surat, kepala):
    with pytest.raises(GalatAturan, match="apa yang dapat dilakukan"):
        disposisikan(surat=surat, oleh=kepala, keputusan="ditolak", alasan=ALASAN, jalan_lain="  ")
    assert not Disposisi.objects.exists()


@pytest.mark.parametrize(
    ("isi", "tujuan"),
    [
        ({"rujukan": "inspektorat"}, "Inspektorat Kabupaten Buton"),
        ({"rujukan": "sp4n", "tujuan_rujukan": "tidak dipakai"}, "SP4N-LAPOR!"),
        ({"rujukan": "lain", "tujuan_rujukan": "Dinas Kesehatan"}, "Dinas Kesehatan"),
        ({"tujuan_rujukan": "Dinas Kesehatan"}, "Dinas Kesehatan"),
    ],
)
def test_rujukan_dipilih_atau_ditulis(klien_kepala, surat, isi, tujuan):
    isi = {"keputusan": "dirujuk", "alasan": ALASAN, "rujukan_nomor": "LAPOR-77"} | isi
    assert klien_kepala.post(alamat(surat), isi).status_code == 302
    disposisi = Disposisi.objects.get()
    assert (disposisi.tujuan_rujukan, disposisi.rujukan_nomor) == (tujuan, "LAPOR-77")
    pesan = Pesan.objects.get(kunci=f"surat:{surat.pk}:jawaban").isi
    assert tujuan in pesan
    assert "Nomor rujukan di sana: LAPOR-77" in pesan


@pytest.mark.parametrize(
    ("rujukan", "bidang"), [("", "rujukan"), ("lain", "tujuan_rujukan"), ("x", "rujukan")]
)
def test_rujukan_tanpa_instansi(klien_kepala, surat, rujukan, bidang):
    isi = {"keputusan": "dirujuk", "alasan": ALASAN, "rujukan": rujukan}
    assert set(klien_kepala.post(alamat(surat), isi).context["form"].errors) == {bidang}


def test_nomor_rujukan_ditambahkan_kemudian_dan_dibaca_pengirim(klien_kepala, dirujuk, kepala):
    for nomor in ("LAPOR-1", "LAPOR-2"):
        halaman = klien_kepala.post(
            alamat(dirujuk, "rujukan"), {"nomor": nomor}, follow=True
        ).content.decode()
        assert "Nomor rujukan dicatat." in halaman
        assert nomor in halaman
    assert [satu.nomor for satu in NomorRujukan.objects.all()] == ["LAPOR-1", "LAPOR-2"]
    assert Disposisi.objects.get().rujukan_terakhir == "LAPOR-2"
    teks = list(dirujuk.riwayat.filter(jenis="nomor_rujukan").values_list("teks_warga", flat=True))
    assert teks == [f"Nomor rujukan di SP4N-LAPOR!: {nomor}" for nomor in ("LAPOR-1", "LAPOR-2")]
    with pytest.raises(SudahTerjadi):
        catat_nomor_rujukan(surat=dirujuk, oleh=kepala, nomor=" LAPOR-2 ")
    satu = NomorRujukan.objects.last()
    with pytest.raises(TypeError):
        satu.save()


def test_nomor_rujukan_hanya_dari_yang_memutus_dan_untuk_surat_yang_dirujuk(dirujuk, kepala, petugas):
    with pytest.raises(TidakBerwenang):
        catat_nomor_rujukan(surat=dirujuk, oleh=petugas, nomor="1")
    for nomor in ("  ", "x" * 201):
        with pytest.raises(GalatAturan):
            catat_nomor_rujukan(surat=dirujuk, oleh=kepala, nomor=nomor)
    with pytest.raises(GalatAturan, match="tidak dirujuk"):
        catat_nomor_rujukan(surat=pabrik.pengaduan(), oleh=kepala, nomor="1")


def test_galat_nomor_rujukan_tampil_pada_halaman_surat(klien_kepala, dirujuk):
    halaman = klien_kepala.post(alamat(dirujuk, "rujukan"), {"nomor": " "}, follow=True).content.decode()
    assert "Tulis nomor atau tautan rujukannya." in halaman
