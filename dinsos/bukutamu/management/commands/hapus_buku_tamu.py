"""Delete who came from lines of the guest book that have outlived their time."""

from django.conf import settings
from django.core.management.base import BaseCommand

from dinsos.bukutamu import retensi
from dinsos.bukutamu.daftar_sendiri import kedaluwarsakan


class Command(BaseCommand):
    """`hapus_buku_tamu [--coba]`; prints a number, never a name. Safe at any time and beside the worker."""

    help = (
        "Menghapus nama, alamat, telepon, dan keperluan tamu tanpa surat yang sudah melewati masa simpannya."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--coba", action="store_true", help="tidak menghapus apa pun; hanya menyebut banyaknya"
        )

    def handle(self, *args, coba: bool, **options) -> None:
        if not coba:
            kedaluwarsakan()
        jumlah = retensi.hapus_semua(coba=coba)
        kata = "Akan dihapus" if coba else "Dihapus"
        hari = settings.BUKU_TAMU_SIMPAN_HARI
        self.stdout.write(f"{kata}: data {jumlah} tamu dalam buku tamu (masa simpan {hari} hari).")
