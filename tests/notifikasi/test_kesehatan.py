"""The warning bar of staff, its cost, and the indexes behind the queues."""

from datetime import timedelta

import pytest
from django.db import connection

from dinsos.inti import jam, teks
from dinsos.notifikasi import actions
from dinsos.notifikasi.enums import Galat
from dinsos.notifikasi.kesehatan import kesehatan, teks_peringatan
from dinsos.notifikasi.models import Pesan
from dinsos.notifikasi.pengirim import kirim_tertunda
from tests.notifikasi.bantuan import antre, sebelum, server_surat

pytestmark = pytest.mark.django_db


def test_sehat(server, django_assert_num_queries):
    antre()
    antre("wa", saluran="whatsapp", tujuan="+6285257048204")
    with django_assert_num_queries(1):
        assert teks_peringatan() == []
    assert (kesehatan().menunggu, kesehatan().perlu_manual) == (1, 1)
    kirim_tertunda()
    sehat = kesehatan()
    assert (sehat.menunggu, sehat.usia_tertua, sehat.gagal_sejak, sehat.gagal) == (0, None, None, 0)


def test_server_salah_terlihat_sampai_sembuh(setelan_smtp, penampung, jam_uji, django_assert_num_queries):
    """A wrong SMTP host is seen by staff on their first screen, and no longer once a letter has gone out."""
    for n in range(3):
        antre(f"surat:{n}")
    kirim_tertunda()
    sejak = Pesan.objects.order_by("gagal_sejak").first().gagal_sejak
    jam_uji.maju(jam=5)
    kirim_tertunda()
    with django_assert_num_queries(1):
        assert teks_peringatan() == [
            f"Surat elektronik belum bisa dikirim sejak {teks.waktu(sejak)} (3 surat menunggu). "
            "Periksa setelan surat elektronik. Sebabnya: server surat tidak bisa dihubungi. Tidak ada surat yang "
            "hilang: semuanya dikirim sendiri sesudah server pulih. Yang mendesak bisa dikirim dengan cara lain."
        ]
    assert kesehatan().usia_tertua > timedelta(hours=5)
    with server_surat(penampung, setelan_smtp.EMAIL_PORT):
        antre("baru")
        assert kirim_tertunda() == 1
        assert kesehatan().gagal_sejak is None
        assert kirim_tertunda() == 3
    assert teks_peringatan() == []


def test_worker_yang_tidak_jalan_dan_surel_gagal_terlihat(server, petugas):
    saat = sebelum(minutes=16)
    antre(sekarang=saat)
    salah = antre("b", tujuan="salah@contoh.id")
    server.jawab_penerima["salah@contoh.id"] = "550 no such user"
    assert teks_peringatan() == [
        f"Ada surat elektronik yang belum terkirim sejak {teks.waktu(saat)} (2 surat menunggu). "
        "Beri tahu pengelola bila tidak berkurang."
    ]
    kirim_tertunda()
    assert teks_peringatan() == ["1 surat elektronik gagal terkirim. Kirim dengan cara lain."]
    actions.kirim_cara_lain(pesan=salah, oleh=petugas, saluran="kertas", tujuan="")
    assert teks_peringatan() == []
    assert kesehatan().perlu_manual == 1


def rencana(sql: str, parameter: tuple) -> str:
    with connection.cursor() as kursor:
        if connection.vendor == "postgresql":
            kursor.execute("SET LOCAL enable_seqscan = off")
            kursor.execute("EXPLAIN " + sql, parameter)
        else:
            kursor.execute("EXPLAIN QUERY PLAN " + sql, parameter)
        return "\n".join(str(baris) for baris in kursor.fetchall())


@pytest.mark.parametrize(
    ("indeks", "pilih"),
    [
        ("pesan_antre", lambda: Pesan.objects.siap_dikirim(jam.sekarang())[:20]),
        ("pesan_terbuka", lambda: Pesan.objects.perlu_manual()),
        ("pesan_terbuka", lambda: Pesan.objects.gagal()),
        ("pesan_terbuka", lambda: Pesan.objects.terbuka()),
        ("pesan_ditandai", lambda: Pesan.objects.filter(ditandai_oleh=1, ditandai_pada__gte=jam.sekarang())),
        ("pesan_kasus", lambda: Pesan.objects.untuk_kasus(Pesan.objects.first().kasus)),
    ],
    ids=["siap_dikirim", "perlu_manual", "gagal", "terbuka", "ditandai", "untuk_kasus"],
)
def test_antrean_dibaca_lewat_indeks_sebagian(indeks, pilih):
    Pesan.objects.bulk_create(
        Pesan(
            kunci=f"k{n}",
            kelas="uji_biasa",
            saluran="halaman_kasus",
            keadaan="diterima",
            dibuat_pada=jam.sekarang(),
            diterima_pada=jam.sekarang(),
        )
        for n in range(300)
    )
    antre()
    with connection.cursor() as kursor:
        kursor.execute("ANALYZE notifikasi_pesan")
    sql, parameter = pilih().query.sql_with_params()
    assert indeks in rencana(sql, parameter)


def test_galat_server_dikelompokkan(setelan_smtp, jam_uji):
    """A server that changes from unreachable to refusing has failed since the first failure."""
    antre()
    kirim_tertunda()
    sejak = kesehatan().gagal_sejak
    Pesan.objects.update(galat_terakhir=Galat.SETELAN)
    jam_uji.maju(jam=1)
    kirim_tertunda()
    assert Pesan.objects.get().galat_terakhir == Galat.SAMBUNGAN
    assert kesehatan().gagal_sejak == sejak
