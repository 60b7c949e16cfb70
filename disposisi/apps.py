from django.apps import AppConfig


class DisposisiConfig(AppConfig):
    name = "disposisi"
    label = "disposisi"
    verbose_name = "Disposisi"
