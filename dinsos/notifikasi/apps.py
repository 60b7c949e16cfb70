from django.apps import AppConfig


class NotifikasiConfig(AppConfig):
    name = "dinsos.notifikasi"
    label = "notifikasi"
    verbose_name = "Pesan keluar"
