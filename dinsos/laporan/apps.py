from django.apps import AppConfig


class LaporanConfig(AppConfig):
    name = "dinsos.laporan"
    label = "laporan"
    verbose_name = "Laporan"
