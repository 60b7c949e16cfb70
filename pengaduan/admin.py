"""Complaints in the admin, to read only."""

from django.contrib import admin

from dinsos.agenda.admin import AdminKasus
from pengaduan.models import Pengaduan


@admin.register(Pengaduan)
class AdminPengaduan(AdminKasus):
    """What the letters complain about, and the corrective action that followed (PGD-PRODUK)."""

    kolom_identitas = (
        *("tempat", "nama_tanda_tangan", "berkas_tanda_tangan"),
        # Texts, which may name the sender:
        *("unit_lain", "kejadian", "uraian", "uraian_kerugian", "permintaan", "hasil", "perbaikan"),
    )
    list_display = ["surat", "unit", "jenis_kerugian", "perbaikan"]
    list_select_related = ["surat"]
    list_filter = ["unit", "jenis_kerugian"]
    search_fields = ["surat__nomor__startswith"]
    search_help_text = "Cari awal nomor surat."
    ordering = ["-pk"]
