"""`manage.py periksa_tenggat`: compute every running due date again, and tell the differences."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from dinsos.agenda.periksa import Beda, periksa
from dinsos.inti import jam


class Command(BaseCommand):
    """One line for each difference, exit code 1 when there is any; repairs nothing."""

    help = "Menghitung ulang setiap batas waktu yang masih berjalan dan melaporkan yang berbeda."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--json", action="store_true", help="cetak satu objek JSON per baris, jumlahnya di baris terakhir"
        )

    def handle(self, **options) -> None:
        tulis = self._tulis_json if options["json"] else self._tulis
        hasil = periksa(lapor=tulis)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(hasil)))
        elif not hasil.berbeda:
            self.stdout.write(f"{hasil.diperiksa} batas waktu diperiksa, semuanya sesuai.")
        if hasil.berbeda:
            raise CommandError(f"{hasil.berbeda} dari {hasil.diperiksa} batas waktu berbeda.")

    def _tulis(self, beda: Beda) -> None:
        self.stdout.write(str(beda))

    def _tulis_json(self, beda: Beda) -> None:
        saat = {
            nama: nilai and jam.wita(nilai).isoformat()
            for nama, nilai in (("tersimpan", beda.tersimpan), ("dihitung", beda.dihitung))
        }
        self.stdout.write(json.dumps(asdict(beda) | saat, ensure_ascii=False))
