"""The public check of a letter, and for the staff the texts of answers."""

from django.urls import path

from dinsos.dokumen import views, views_templat

app_name = "dokumen"
urlpatterns = [
    path("periksa-surat/", views.periksa, name="periksa"),
    path("periksa-surat/<str:kode>/", views.periksa_kode, name="periksa_kode"),
    path("kerja/templat-surat/", views_templat.daftar, name="templat"),
    path("kerja/templat-surat/<slug:jenis>/", views_templat.pratinjau, name="templat_pratinjau"),
    path("kerja/templat-surat/<slug:jenis>/pdf/", views_templat.pdf, name="templat_pdf"),
]
