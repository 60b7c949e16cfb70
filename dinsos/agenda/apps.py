from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "dinsos.agenda"
    label = "agenda"
    verbose_name = "Register surat masuk"
