"""Rows of the chain: written once, one that holds per letter, and what the migration made of the rows before."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from dinsos.inti import jam
from disposisi import actions
from disposisi.models import Disposisi, WaktuBerlaku
from tests import pabrik

BESOK = timedelta(days=1)


@pytest.mark.django_db
def test_a_row_is_written_once(surat, kepala, petugas):
    satu = pabrik.disposisi(surat, oleh=kepala, petugas=petugas, catatan="Segera.")
    satu.catatan = "Lain."
    for ubah in (
        satu.save,
        satu.delete,
        lambda: satu.save(update_fields=["catatan"]),
        lambda: satu.save(update_fields=["aktif_untuk", "catatan"]),
        lambda: Disposisi.objects.update(catatan="Lain."),
        lambda: Disposisi.objects.bulk_update([satu], ["catatan"]),
        Disposisi.objects.all().delete,
        surat.semua_disposisi.all().delete,
    ):
        with pytest.raises(TypeError), transaction.atomic():
            ubah()
    assert Disposisi.objects.get().catatan == "Segera."


@pytest.mark.django_db
def test_the_database_holds_one_active_row_per_letter(surat, kepala, petugas):
    satu = pabrik.disposisi(surat, oleh=kepala, petugas=petugas)
    lain = pabrik.pengaduan()

    def salin(**kolom) -> Disposisi:
        isi = {"keputusan": "ditangani", "mode": "tatap_muka", "petugas": petugas, "oleh": kepala}
        isi |= {"sebagai": "kepala", "pada": jam.sekarang(), "surat": surat}
        return Disposisi(**(isi | kolom))

    for salah in (
        salin(aktif_untuk=surat),
        salin(aktif_untuk=lain),
        salin(jenis="penerusan", menggantikan=satu),
        salin(jenis="penerusan", alasan_perubahan="Cuti."),
        salin(jenis="awal", menggantikan=satu, alasan_perubahan="Cuti."),
        salin(sebagai="sekretaris"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            salah.save(force_insert=True)
    salin(jenis="penerusan", menggantikan=satu, alasan_perubahan="Cuti.").save(force_insert=True)
    assert surat.semua_disposisi.count() == 2
    assert list(Disposisi.objects.aktif()) == [satu]


@pytest.mark.django_db
def test_what_holds_now_is_not_what_was_decided(surat, kepala, petugas):
    """The officer names time and place later: the head's row stays as it was, with a history of what holds."""
    pabrik.disposisi(surat, oleh=kepala, petugas=petugas, surat_oleh_petugas=True)
    assert not WaktuBerlaku.objects.exists()
    saat = jam.sekarang() + BESOK
    actions.kirim_pemberitahuan(surat=surat, oleh=petugas, waktu=saat, tempat="Ruang 3")
    satu = Disposisi.objects.get()
    assert (satu.waktu, satu.tempat) == (saat, "Ruang 3")
    assert (satu.waktu_diputus, satu.tempat_diputus) == (None, "")
    assert satu.berlaku.history.get().history_user == petugas


@pytest.mark.berat
@pytest.mark.django_db(transaction=True)
def test_rows_from_before_the_chain(kepala, petugas):
    """Back to one row a letter and forward again: nothing that was decided or holds is lost."""
    surat = [pabrik.pengaduan() for _ in range(2)]
    saat = jam.sekarang() + BESOK
    pabrik.disposisi(surat[0], oleh=kepala, petugas=petugas, waktu=saat, tempat="Ruang 1")
    pabrik.disposisi(surat[1], oleh=kepala, petugas=petugas)
    daun = [
        kunci for kunci in MigrationExecutor(connection).loader.graph.leaf_nodes() if kunci[0] == "disposisi"
    ]
    try:
        lama = _ke([("disposisi", "0002_jadwal")]).get_model("disposisi", "Disposisi").objects
        satu = lama.get(surat_id=surat[0].pk)
        assert (satu.waktu, satu.tempat) == (saat, "Ruang 1")
        satu.waktu, satu.tempat = saat + BESOK, "Ruang 2"
        satu.save()
    finally:
        _ke(daun)
    satu, dua = Disposisi.objects.order_by("pk")
    assert satu.aktif_untuk == satu.surat == surat[0]
    assert (satu.waktu_diputus, satu.tempat_diputus) == (saat, "Ruang 1")
    assert (satu.waktu, satu.tempat) == (saat + BESOK, "Ruang 2")
    assert dua.aktif_untuk == surat[1]
    assert not hasattr(dua, "berlaku")


def _ke(tujuan):
    pelaksana = MigrationExecutor(connection)
    return pelaksana.migrate(tujuan).apps
