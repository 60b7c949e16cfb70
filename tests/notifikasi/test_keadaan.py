"""The state table (every pair), its only writer, the constraints that repeat it, and append-only evidence."""

import ast
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from dinsos.inti import jam
from dinsos.notifikasi.enums import Galat, Keadaan, Saluran
from dinsos.notifikasi.keadaan import AWAL, PINDAH, pindahkan
from dinsos.notifikasi.models import Pesan, UpayaKirim
from tests.notifikasi.bantuan import antre, sebelum

BOLEH = {
    ("antre", "diterima"),
    ("antre", "gagal"),
    ("antre", "dibatalkan"),
    ("gagal", "antre"),
    ("gagal", "dibatalkan"),
    ("menunggu_manual", "diterima"),
    ("menunggu_manual", "dibatalkan"),
    ("diterima", "menunggu_manual"),  # a mark made by mistake is taken back
}


def pesan_dalam(keadaan, petugas) -> Pesan:
    """A message that came to the state by real moves."""
    if keadaan in (Keadaan.MENUNGGU_MANUAL, Keadaan.DITERIMA):
        pesan = antre(saluran="kertas", tujuan="")
        if keadaan == Keadaan.DITERIMA:
            pindah(pesan, keadaan, petugas)
        return pesan
    pesan = antre()
    if keadaan != Keadaan.ANTRE:
        pindah(pesan, keadaan, petugas)
    return pesan


def pindah(pesan, ke, petugas):
    saat = jam.sekarang()
    kolom = {
        Keadaan.ANTRE: {"coba_pada": saat},
        Keadaan.DITERIMA: {"diterima_pada": saat},
        Keadaan.DIBATALKAN: {"dibatalkan_pada": saat},
        Keadaan.GAGAL: {"galat_terakhir": Galat.ALAMAT_DITOLAK},
        Keadaan.MENUNGGU_MANUAL: {"diterima_pada": None, "ditandai_oleh": None, "ditandai_pada": None},
    }.get(ke, {})
    if ke == Keadaan.DITERIMA and pesan.saluran != Saluran.EMAIL:
        kolom |= {"ditandai_oleh": petugas, "ditandai_pada": saat}
    pindahkan(pesan, ke, pada=saat, **kolom)


@pytest.mark.django_db
@pytest.mark.parametrize("ke", Keadaan)
@pytest.mark.parametrize("dari", Keadaan)
def test_setiap_pasangan_keadaan(dari, ke, petugas):
    pesan = pesan_dalam(dari, petugas)
    upaya = pesan.upaya.count()
    if (dari, ke) in BOLEH:
        pindah(pesan, ke, petugas)
        pesan.refresh_from_db()
        assert pesan.keadaan == ke
        assert pesan.upaya.count() == upaya + 1
    else:
        with pytest.raises(ValueError):
            pindah(pesan, ke, petugas)
        pesan.refresh_from_db()
        assert pesan.keadaan == dari


def test_tabel_lengkap():
    assert set(PINDAH) == set(Keadaan)
    assert set(AWAL) == set(Saluran)


@pytest.mark.django_db(transaction=True)
def test_pindah_hanya_di_dalam_transaksi():
    pesan = antre()
    with pytest.raises(RuntimeError):
        pindahkan(pesan, Keadaan.GAGAL, pada=jam.sekarang(), galat_terakhir=Galat.ISI_DITOLAK)


def test_hanya_satu_penulis_keadaan():
    """No other code assigns `.keadaan` of a message or passes it to an update."""
    akar = Path(__file__).resolve().parents[2] / "dinsos" / "notifikasi"
    for berkas in akar.glob("*.py"):
        if berkas.name == "keadaan.py":
            continue
        for simpul in ast.walk(ast.parse(berkas.read_text())):
            if isinstance(simpul, ast.Assign):
                sasaran = [s.attr for s in simpul.targets if isinstance(s, ast.Attribute)]
                assert "keadaan" not in sasaran, berkas
            if isinstance(simpul, ast.Call) and getattr(simpul.func, "attr", "") == "update":
                assert "keadaan" not in [k.arg for k in simpul.keywords], berkas


@pytest.mark.django_db
@pytest.mark.parametrize(
    "kolom",
    [
        {"keadaan": "entah"},
        {"saluran": "merpati"},
        {"keadaan": "diterima", "coba_pada": None},
        {"diterima_pada": jam.sekarang()},
        {"simulasi": True},
        {"keadaan": "dibatalkan", "coba_pada": None},
        {"dibatalkan_pada": jam.sekarang()},
        {"coba_pada": None},
        {"keadaan": "gagal"},
        {"saluran": "kertas"},
        {"saluran": "halaman_kasus"},
        {"tujuan": ""},
        {"keadaan": "menunggu_manual", "coba_pada": None},
        {"keadaan": "menunggu_manual", "coba_pada": None, "saluran": "whatsapp", "tujuan": "0852"},
        {"keadaan": "diterima", "coba_pada": None, "diterima_pada": sebelum(days=1)},
        {"keadaan": "diterima", "coba_pada": None, "diterima_pada": jam.sekarang(), "saluran": "kertas"},
        {"ditandai_pada": jam.sekarang()},
        {"ditandai_alasan": "listrik padam"},
    ],
)
def test_basis_data_menolak_baris_yang_tidak_masuk_akal(kolom):
    pesan = antre(sekarang=sebelum(minutes=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Pesan.objects.filter(pk=pesan.pk).update(**kolom)


@pytest.mark.django_db
def test_penanda_hanya_pada_pesan_manual(petugas):
    pesan = antre()
    with pytest.raises(IntegrityError), transaction.atomic():
        Pesan.objects.filter(pk=pesan.pk).update(ditandai_oleh=petugas)
    lain = antre("lain")
    with pytest.raises(IntegrityError), transaction.atomic():
        Pesan.objects.filter(pk=pesan.pk).update(digantikan_oleh=lain)


@pytest.mark.django_db
def test_bukti_hanya_bertambah():
    pesan = antre()
    upaya = pesan.upaya.create(pada=jam.sekarang(), hasil="ditunda", rincian="SMTP 450")
    upaya.rincian = "lain"
    for ubah in (
        upaya.save,
        upaya.delete,
        pesan.upaya.all().delete,
        lambda: UpayaKirim.objects.update(rincian="lain"),
    ):
        with pytest.raises(TypeError):
            ubah()
    assert pesan.upaya.get().rincian == "SMTP 450"
    for salah in ({"hasil": "entah"}, {"hasil": "diterima", "dicatat_pada": sebelum(minutes=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            pesan.upaya.create(pada=jam.sekarang(), **salah)
    pesan.delete()  # the purge of a whole case takes the evidence along
    assert not UpayaKirim.objects.exists()
