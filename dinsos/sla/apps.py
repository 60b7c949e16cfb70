from django.apps import AppConfig


class SlaConfig(AppConfig):
    name = "dinsos.sla"
    label = "sla"
    verbose_name = "Standar waktu"
