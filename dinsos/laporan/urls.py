"""Addresses of the reports."""

from django.urls import path

from dinsos.laporan import views, views_buku, views_tanggapan

app_name = "laporan"
urlpatterns = [
    path("tenggat/", views.tenggat, name="tenggat"),
    path("laporan/buku-agenda/", views_buku.agenda, name="buku_agenda"),
    path("laporan/buku-agenda/cetak/", views_buku.agenda_cetak, name="buku_agenda_cetak"),
    path("laporan/perbaikan/", views_buku.daftar_perbaikan, name="perbaikan"),
    path("laporan/perbaikan/tabel.csv", views_buku.perbaikan_csv, name="perbaikan_csv"),
    path("laporan/survei/", views_tanggapan.skm, name="skm"),
    path("laporan/belum-terbantu/", views_tanggapan.belum_terbantu, name="belum_terbantu"),
    path("laporan/belum-terbantu/<int:pk>/", views_tanggapan.tindak_tanggapan, name="tindak_tanggapan"),
    path("laporan/", views.daftar, name="daftar"),
]
