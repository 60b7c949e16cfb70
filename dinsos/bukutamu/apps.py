from django.apps import AppConfig


class BukuTamuConfig(AppConfig):
    name = "dinsos.bukutamu"
    label = "bukutamu"
    verbose_name = "Buku tamu"
