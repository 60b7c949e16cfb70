from django.apps import AppConfig


class KonsultasiConfig(AppConfig):
    name = "konsultasi"
    label = "konsultasi"
    verbose_name = "Konsultasi"
