"""Addresses of signing in and of passwords."""

from django.urls import path

from dinsos.akun import views
from dinsos.akun.peran import publik, sudah_masuk
from dinsos.inti.alamat import hanya_kirim

app_name = "akun"
urlpatterns = [
    path("masuk/", publik(views.Masuk.as_view()), name="masuk"),
    path("keluar/", sudah_masuk(hanya_kirim("portal:kerja")(views.Keluar.as_view())), name="keluar"),
    path("sandi/ganti/", sudah_masuk(views.GantiSandi.as_view()), name="ganti_sandi"),
    path("sandi/ganti/selesai/", sudah_masuk(views.GantiSandiSelesai.as_view()), name="ganti_sandi_selesai"),
    path("sandi/lupa/", publik(views.LupaSandi.as_view()), name="lupa_sandi"),
    path("sandi/lupa/terkirim/", publik(views.LupaSandiTerkirim.as_view()), name="lupa_sandi_terkirim"),
    path("sandi/atur/selesai/", publik(views.AturSandiSelesai.as_view()), name="atur_sandi_selesai"),
    path("sandi/atur/<uidb64>/<token>/", publik(views.AturSandi.as_view()), name="atur_sandi"),
]
