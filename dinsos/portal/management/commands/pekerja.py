"""`manage.py pekerja`: the background worker."""

import signal

from django.core.management.base import BaseCommand, CommandError

from dinsos.portal.pekerja import Pekerja

SINYAL_HENTI = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Command(BaseCommand):
    """Runs until SIGTERM, SIGINT or SIGHUP; `--sekali` does one round and says by its exit code how it went."""

    help = "Mengirim pesan, mengingatkan petugas, dan menyapu draf lama, terus-menerus di latar belakang."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--sekali", action="store_true", help="satu putaran saja, lalu selesai")

    def handle(self, *, sekali: bool, **options) -> None:
        pekerja = Pekerja()
        if sekali:
            if not pekerja.satu_putaran():
                raise CommandError("Ada pekerjaan yang gagal. Lihat catatan di atas.")
            return
        for sinyal in SINYAL_HENTI:
            signal.signal(sinyal, pekerja.minta_henti)
        pekerja.jalan()
