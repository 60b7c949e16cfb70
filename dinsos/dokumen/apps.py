from django.apps import AppConfig


class DokumenConfig(AppConfig):
    name = "dinsos.dokumen"
    label = "dokumen"
    verbose_name = "Surat keluar"
