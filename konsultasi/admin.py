"""Consultations in the admin, to read only."""

from django.contrib import admin

from dinsos.agenda.admin import AdminKasus
from konsultasi.models import Konsultasi


@admin.register(Konsultasi)
class AdminKonsultasi(AdminKasus):
    """Who asks for what. The number of an identity document stands on the row's own page only."""

    kolom_identitas = (
        *("nama_lembaga", "jabatan_pemohon", "nama_identitas_lain", "nomor_identitas"),
        *("materi", "maksud", "hasil"),  # which may name the sender
    )
    list_display = ["surat", "jenis_pemohon", "nama_lembaga", "bentuk"]
    list_select_related = ["surat"]
    list_filter = ["jenis_pemohon", "bentuk"]
    search_fields = ["surat__nomor__startswith"]
    search_help_text = "Cari awal nomor surat."
    ordering = ["-pk"]
