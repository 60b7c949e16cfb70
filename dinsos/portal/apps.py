from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "dinsos.portal"
    label = "portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        from dinsos import checks  # noqa: F401  (registers the checks of the installation)
