"""Public addresses: the check of a letter."""

from django.urls import path

from dinsos.dokumen import views

app_name = "dokumen"
urlpatterns = [
    path("periksa-surat/", views.periksa, name="periksa"),
    path("periksa-surat/<str:kode>/", views.periksa_kode, name="periksa_kode"),
]
