"""`manage.py muat_demo`: demo accounts and letters in an empty database."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from dinsos.agenda.models import SuratMasuk
from dinsos.akun.models import Pengguna
from dinsos.portal.demo import akun, panggung


class Command(BaseCommand):
    """Never in production. In a database that holds anything already it changes nothing and says so."""

    help = "Mengisi basis data kosong dengan akun peraga dan surat contoh (hanya mode demo)."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--akun", action="store_true", dest="hanya_akun", help="hanya menampilkan akun peraga yang ada"
        )

    def handle(self, *, hanya_akun: bool, **options) -> None:
        if settings.MODE_PRODUKSI:
            raise CommandError("Data peraga tidak boleh dimuat di kantor. Pakai DINSOS_MODE=demo.")
        if not hanya_akun:
            self._muat()
        self.stdout.write(akun.tabel() or "Tidak ada akun peraga dalam basis data ini.")

    def _muat(self) -> None:
        if SuratMasuk.objects.exists() or Pengguna.objects.exists():
            self.stdout.write("Basis data sudah berisi; data peraga tidak dimuat lagi.")
            return
        self.stdout.write("Memuat data peraga …")
        self.stdout.flush()
        jumlah = panggung.mainkan(akun.buat())
        self.stdout.write(f"{jumlah} surat contoh dimuat.")
