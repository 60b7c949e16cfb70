"""Addresses of the piket desk, the screen of the waiting room, and the page behind the desk's QR code."""

from django.urls import path

from dinsos.bukutamu import buku, layar, views, views_daftar, views_pendaftar, views_surat, views_tamu

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
    path("piket/tamu/<int:pk>/tanda-terima.pdf", views_tamu.tanda_terima_pdf, name="tamu_pdf"),
    path("piket/pendaftaran/<int:pk>/", views_pendaftar.perbaiki, name="perbaiki"),
    path("piket/pendaftaran/<int:pk>/catat/", views_pendaftar.konfirmasi, name="konfirmasi"),
    path("piket/pendaftaran/<int:pk>/sisihkan/", views_pendaftar.sisihkan, name="sisihkan"),
    path("piket/kode-qr/", views_daftar.lembar_qr, name="lembar_qr"),
    path("piket/janji/<int:pk>/tidak-hadir/", views.tidak_hadir, name="tidak_hadir"),
    path("piket/kunjungan/<int:pk>/akhiri/", views.akhiri, name="akhiri"),
    *(
        path(f"piket/kunjungan/<int:pk>/{nama}/", views.tindakan, {"nama": nama}, name=nama)
        for nama in views.TINDAKAN
    ),
    path("piket/surat/pengaduan/", views_surat.catat, {"layanan": "pengaduan"}, name="surat_pengaduan"),
    path("piket/surat/konsultasi/", views_surat.catat, {"layanan": "konsultasi"}, name="surat_konsultasi"),
    path("piket/surat/<int:pk>/", views_surat.surat, name="surat"),
    path("piket/surat/<int:pk>/tanda-terima.pdf", views_surat.tanda_terima_pdf, name="surat_pdf"),
    path("piket/buku/", buku.halaman, name="buku"),
    path("piket/buku/cetak/", buku.cetak, name="buku_cetak"),
    path("piket/buku/kosong/", buku.kosong, name="buku_kosong"),
    path("piket/buku/kosong.pdf", buku.kosong_pdf, name="buku_kosong_pdf"),
    path("ruang-tunggu/<str:kunci_layar>/", layar.tampil, name="layar"),
    path("buku-tamu/<str:kunci_pintu>/", views_daftar.daftar, name="daftar"),
    path("buku-tamu/<str:kunci_pintu>/<uuid:kunci>/", views_daftar.keadaan, name="giliran"),
]
