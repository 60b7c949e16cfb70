from django.apps import AppConfig


class BerkasConfig(AppConfig):
    name = "dinsos.berkas"
    label = "berkas"
    verbose_name = "Berkas"
