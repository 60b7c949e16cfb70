"""`manage.py isi_sintetis`: invented letters in bulk, to measure how the portal behaves at scale."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from dinsos.agenda.models import SuratMasuk
from dinsos.portal.sintetis.isi import isi


class Command(BaseCommand):
    """Never in production, and never next to letters that are there already."""

    help = "Mengisi register kosong dengan surat sintetis untuk pengukuran (bukan di kantor)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--jumlah", type=int, required=True, help="banyaknya surat")
        parser.add_argument("--terbuka", type=int, default=500, help="di antaranya yang belum ditutup (500)")

    def handle(self, *, jumlah: int, terbuka: int, **options) -> None:
        if settings.MODE_PRODUKSI:
            raise CommandError("Surat sintetis tidak boleh dimuat di kantor. Pakai basis data pengukuran.")
        if jumlah < 1 or terbuka < 0:
            raise CommandError("Jumlah surat paling sedikit 1, dan yang terbuka tidak boleh negatif.")
        if SuratMasuk.objects.exists():
            raise CommandError("Register sudah berisi surat. Pakai basis data lain yang masih kosong.")
        mulai = time.perf_counter()
        isi(jumlah=jumlah, terbuka=terbuka)
        lama = time.perf_counter() - mulai
        self.stdout.write(f"{jumlah} surat sintetis dalam {lama:.1f} detik ({jumlah / lama:.0f} per detik).")
