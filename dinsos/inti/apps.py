from django.apps import AppConfig


class IntiConfig(AppConfig):
    name = "dinsos.inti"
    label = "inti"
