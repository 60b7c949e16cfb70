from django.apps import AppConfig


class AkunConfig(AppConfig):
    name = "dinsos.akun"
    label = "akun"
    verbose_name = "Akun dan peran"
