"""`manage.py detak`: one tick of the reminders."""

from django.core.management.base import BaseCommand

from dinsos.portal.pekerja import detak


class Command(BaseCommand):
    help = "Satu detak pengingat tenggat. Pekerja latar menjalankannya sendiri setiap 30 detik."

    def handle(self, **options) -> None:
        self.stdout.write(f"{detak()} pengingat masuk antrean.")
