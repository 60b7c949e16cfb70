from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "dinsos.portal"
    label = "portal"
    verbose_name = "Portal"
