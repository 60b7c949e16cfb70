"""`manage.py cabut_superuser`: nobody in this portal is above the roles."""

from django.core.management.base import BaseCommand

from dinsos.akun import actions


class Command(BaseCommand):
    help = "Mencabut tanda superuser dari semua akun. Akunnya sendiri tetap ada."
    requires_system_checks = []  # it mends what the checks complain about

    def handle(self, *args, **options) -> None:
        akun = actions.cabut_superuser()
        self.stdout.write(f"Dicabut dari: {', '.join(akun)}." if akun else "Tidak ada akun superuser.")
