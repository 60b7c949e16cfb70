from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "dinsos.portal"
    label = "portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        from dinsos import checks, checks_kotak  # noqa: F401  (they register the checks of the installation)
