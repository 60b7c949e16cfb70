"""Delete copies of identity documents that have outlived their time."""

from django.conf import settings
from django.core.management.base import BaseCommand

from konsultasi import retensi


class Command(BaseCommand):
    """`hapus_identitas [--coba]`; prints register numbers, never a name. Safe at any time and beside the worker."""

    help = (
        "Menghapus salinan dan nomor kartu identitas surat yang sudah ditutup lebih lama dari masa simpannya."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--coba", action="store_true", help="tidak menghapus apa pun; hanya menyebut yang akan dihapus"
        )

    def handle(self, *args, coba: bool, **options) -> None:
        jumlah = retensi.hapus_semua(lapor=lambda satu: self.stdout.write(str(satu)), coba=coba)
        hari = settings.IDENTITAS_SIMPAN_HARI
        kata = "Akan dihapus" if coba else "Dihapus"
        self.stdout.write(f"{kata}: kartu identitas {jumlah} surat (masa simpan {hari} hari).")
