"""Addresses of the consultation."""

from django.urls import path

from dinsos.akun.peran import publik
from konsultasi import views

app_name = "konsultasi"
urlpatterns = [
    path("", publik(views.Isi.as_view()), name="isi"),
    path("cara/", views.cara, name="cara"),
    path("tinjau/", publik(views.Tinjau.as_view()), name="tinjau"),
    path("kirim/", publik(views.Kirim.as_view()), name="kirim"),
    path("tanda-terima/<uuid:kunci>/", publik(views.TandaTerima.as_view()), name="tanda_terima"),
]
