"""Addresses of the piket desk, and the screen of the waiting room."""

from django.urls import path

from dinsos.bukutamu import buku, layar, views, views_surat, views_tamu

app_name = "bukutamu"
urlpatterns = [
    path("piket/", views.meja_piket, name="meja"),
    path("piket/datang/", views.datang, name="datang"),
    path("piket/tamu/", views_tamu.catat, name="catat"),
    path("piket/tamu/susulan/", views_tamu.susulan, name="susulan"),
    path("piket/tamu/<int:pk>/", views_tamu.tamu, name="tamu"),
    path("piket/tamu/<int:pk>/lengkapi/", views_tamu.lengkapi, name="lengkapi"),
    path("piket/tamu/<int:pk>/identitas/", views_tamu.identitas, name="identitas"),
    path("piket/tamu/<int:pk>/keluar/", views_tamu.keluar, name="keluar"),
    path("piket/kunjungan/<int:pk>/akhiri/", views.akhiri, name="akhiri"),
    *(
        path(f"piket/kunjungan/<int:pk>/{nama}/", views.tindakan, {"nama": nama}, name=nama)
        for nama in views.TINDAKAN
    ),
    path("piket/surat/pengaduan/", views_surat.catat, {"layanan": "pengaduan"}, name="surat_pengaduan"),
    path("piket/surat/konsultasi/", views_surat.catat, {"layanan": "konsultasi"}, name="surat_konsultasi"),
    path("piket/surat/<int:pk>/", views_surat.surat, name="surat"),
    path("piket/buku/", buku.halaman, name="buku"),
    path("piket/buku/cetak/", buku.cetak, name="buku_cetak"),
    path("piket/buku/kosong/", buku.kosong, name="buku_kosong"),
    path("ruang-tunggu/<str:kunci_layar>/", layar.tampil, name="layar"),
]
