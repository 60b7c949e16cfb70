"""Delete the texts of messages that did not become letters and have outlived their time."""

from django.conf import settings
from django.core.management.base import BaseCommand

from dinsos.bukutamu.kotak import retensi


class Command(BaseCommand):
    """`hapus_surel [--coba]`; prints a number, nothing about anybody. Safe at any time and beside the worker."""

    help = "Menghapus isi surat elektronik yang tidak dicatat sebagai surat, sesudah masa simpannya lewat."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--coba",
            action="store_true",
            help="tidak menghapus apa pun; hanya menyebut berapa yang akan dihapus",
        )

    def handle(self, *args, coba: bool, **options) -> None:
        jumlah = retensi.hapus_semua(coba=coba)
        kata = "Akan dihapus" if coba else "Dihapus"
        self.stdout.write(
            f"{kata}: isi {jumlah} surat elektronik (masa simpan {settings.IMAP_SIMPAN_HARI} hari)."
        )
