from django.apps import AppConfig


class PengaduanConfig(AppConfig):
    name = "pengaduan"
    label = "pengaduan"
    verbose_name = "Pengaduan"
