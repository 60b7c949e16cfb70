"""Addresses of the messages from the mailbox, below the desk's."""

from django.urls import path

from dinsos.bukutamu.kotak import views

app_name = "surel"
urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("selesai/", views.selesai, name="selesai"),
    path("<int:pk>/", views.satu, name="satu"),
    path("<int:pk>/lampiran/<int:urut>/", views.lampiran, name="lampiran"),
    path("<int:pk>/buang/", views.buang, name="buang"),
    path("<int:pk>/pengaduan/", views.catat, {"layanan": "pengaduan"}, name="pengaduan"),
    path("<int:pk>/konsultasi/", views.catat, {"layanan": "konsultasi"}, name="konsultasi"),
]
