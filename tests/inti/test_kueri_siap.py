"""Prepared queries read what the same queryset without preparation reads, anew each time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import BooleanField, DateTimeField, IntegerField, Q, UUIDField

from dinsos.agenda.models import Pengirim, SuratMasuk
from dinsos.inti.kueri_siap import PALING_BANYAK, Isian, KueriSiap, isian_banyak, nilai_banyak
from tests.pabrik import pengaduan

pytestmark = pytest.mark.django_db


def test_barisnya_sama_dengan_kueri_biasa():
    satu, dua = pengaduan(), pengaduan(rahasiakan_identitas=True)
    kueri = KueriSiap(
        lambda: SuratMasuk.objects.select_related("pengirim", "petugas").filter(
            uuid=Isian("uuid", UUIDField()),
            diterima_pada__lte=Isian("sampai", DateTimeField()),
            rahasiakan_identitas=Isian("rahasia", BooleanField()),
        )
    )
    for surat in (satu, dua):
        cari = {"uuid": surat.uuid, "sampai": surat.diterima_pada, "rahasia": surat.rahasiakan_identitas}
        (baris,) = kueri(**cari)
        asli = SuratMasuk.objects.select_related("pengirim", "petugas").get(pk=surat.pk)
        kolom = [satu.attname for satu in SuratMasuk._meta.concrete_fields]
        assert [getattr(baris, k) for k in kolom] == [getattr(asli, k) for k in kolom]
        assert (baris.pengirim, baris.petugas) == (asli.pengirim, None)
        assert kueri(**cari | {"sampai": surat.diterima_pada - timedelta(seconds=1)}) == []


def test_perubahan_terlihat_dan_tidak_ada_yang_tersimpan(django_assert_num_queries):
    surat = pengaduan()
    kueri = KueriSiap(
        lambda: Pengirim.objects.filter(surat=Isian("pk", IntegerField())).values_list("nama", flat=True)
    )
    with django_assert_num_queries(1):
        lama = kueri.satu(pk=surat.pk)
    pengirim = surat.pengirim
    pengirim.nama = f"{lama} Baru"
    pengirim.save()
    with django_assert_num_queries(1):
        assert kueri.satu(pk=surat.pk) == f"{lama} Baru"
    assert kueri.satu(pk=0) is None


def test_setiap_bentuk_ditulis_sendiri():
    surat = pengaduan()
    kueri = KueriSiap(lambda status: SuratMasuk.objects.filter(pk=Isian("pk", IntegerField()), status=status))
    assert kueri("diterima", pk=surat.pk) == [surat]
    assert kueri("selesai", pk=surat.pk) == []
    assert kueri("diterima", pk=surat.pk) == [surat]


def test_yang_mustahil_tidak_ditanyakan(django_assert_num_queries):
    kueri = KueriSiap(lambda: SuratMasuk.objects.filter(Q(pk__in=[]), pk=Isian("pk", IntegerField())))
    with django_assert_num_queries(0):
        assert kueri(pk=1) == []


def test_nilai_yang_kurang_ditolak():
    kueri = KueriSiap(lambda: SuratMasuk.objects.filter(pk=Isian("pk", IntegerField())))
    with pytest.raises(KeyError):
        kueri()


def test_bentuk_yang_terlalu_banyak_tetap_benar():
    surat = pengaduan()
    kueri = KueriSiap(lambda nomor: SuratMasuk.objects.filter(pk=Isian("pk", IntegerField()), urut=nomor))
    ada = [nomor for nomor in range(surat.urut + 2 * PALING_BANYAK, -1, -1) if kueri(nomor, pk=surat.pk)]
    assert ada == [surat.urut]


@pytest.mark.parametrize("banyak", [0, 1, 3])
def test_beberapa_nilai_untuk_satu_kolom(banyak):
    surat = [pengaduan() for _ in range(3)]
    kueri = KueriSiap(lambda: SuratMasuk.objects.filter(pk__in=isian_banyak("pk", IntegerField(), 3)))
    dicari = surat[:banyak]
    assert set(kueri(**nilai_banyak("pk", [satu.pk for satu in dicari], 3))) == set(dicari)


def _di_server() -> set[str]:
    with connection.cursor() as kursor:
        kursor.execute("SELECT statement FROM pg_prepared_statements WHERE name LIKE 'siap\\_%'")
        return {baris[0] for baris in kursor.fetchall()}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL prepares on the server")
@pytest.mark.django_db(transaction=True)
def test_direncanakan_sekali_per_sambungan(settings):
    settings.KUERI_SIAP_DI_SERVER = True
    surat, bukan = pengaduan(), "100 % 'benar' \\ $1"
    kueri = KueriSiap(
        lambda hal: SuratMasuk.objects.filter(~Q(hal=hal), pk__in=isian_banyak("pk", IntegerField(), 2))
    )
    sebelum = _di_server()
    for pk, harapan in ((surat.pk, [surat]), (0, []), (surat.pk, [surat])):
        assert kueri(bukan, **nilai_banyak("pk", [pk], 2)) == harapan
    (baru,) = _di_server() - sebelum
    assert "''benar''" in baru
    assert "$2" in baru

    connection.close()
    assert _di_server() == set()
    assert kueri(bukan, **nilai_banyak("pk", [surat.pk], 2)) == [surat]
    assert len(_di_server()) == 1

    settings.KUERI_SIAP_DI_SERVER = False
    connection.close()
    assert kueri(bukan, **nilai_banyak("pk", [surat.pk], 2)) == [surat]
    assert _di_server() == set()
