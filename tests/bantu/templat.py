"""Templates stricter than in production."""


class VariabelTakDikenal(str):
    """Fails the test when a template prints a variable that nobody gave it."""

    def __contains__(self, potongan: object) -> bool:
        return potongan == "%s"

    def __mod__(self, nama: object) -> str:
        raise AssertionError(f"unknown template variable: {nama}")


def ketatkan(settings) -> None:
    """Make unknown template variables errors; `settings` is the fixture of pytest-django."""
    satu = settings.TEMPLATES[0]
    pilihan = {**satu["OPTIONS"], "string_if_invalid": VariabelTakDikenal("%s")}
    settings.TEMPLATES = [{**satu, "OPTIONS": pilihan}]
