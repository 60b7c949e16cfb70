"""The disposition in the admin: the head's pages, and the decisions to read."""

from django.contrib import admin
from django.urls import path

from dinsos.agenda.admin import AdminKasus
from disposisi import (  # noqa: F401  (they add their pages)
    admin_jadwal,
    admin_kalender,
    views,
    views_rantai,
    views_rujukan,
    views_tutup,
)
from disposisi.models import Disposisi

admin.site.tambah_halaman(
    path("disposisi/antrean/", views.antrean, name="disposisi_antrean"),
    path("disposisi/surat/<int:pk>/", views.putuskan, name="disposisi_putuskan"),
    path("disposisi/surat/<int:pk>/ulang/", views_rantai.ulang, name="disposisi_ulang"),
    path("disposisi/surat/<int:pk>/tutup/", views_tutup.tutup, name="disposisi_tutup"),
    path("disposisi/surat/<int:pk>/layanan/", views.ganti_layanan, name="disposisi_ganti_layanan"),
    path("disposisi/surat/<int:pk>/rujukan/", views_rujukan.rujukan, name="disposisi_rujukan"),
    path("disposisi/surat/<int:pk>/pengirim/", views.pengirim, name="disposisi_pengirim"),
    path("disposisi/surat/<int:pk>/berkas/<uuid:berkas>/", views.berkas, name="disposisi_berkas"),
)


@admin.register(Disposisi)
class AdminDisposisi(AdminKasus):
    """Decisions that were made; new ones are made on the letter's page."""

    # which may name the sender
    kolom_identitas = (
        "tempat_diputus",
        "catatan",
        "alasan",
        "alasan_perubahan",
        "jalan_lain",
        "rujukan_nomor",
    )
    list_display = ["surat", "keputusan", "petugas", "oleh", "sebagai", "pada"]
    list_select_related = ["surat", "petugas", "oleh"]
    list_filter = ["keputusan", "mode", "sebagai"]
    search_fields = ["surat__nomor__startswith"]
    search_help_text = "Cari awal nomor surat."
    ordering = ["-pk"]
