"""Remove uploads that never became part of a case, and files without a row."""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError

from dinsos.berkas import actions, gudang
from dinsos.berkas.enums import Keadaan
from dinsos.berkas.models import Berkas

UMUR_JAM = 24


class Command(BaseCommand):
    """`sapu_berkas [--jam 24] [--periksa]`; safe at any time, beside running uploads too."""

    help = "Menghapus unggahan yang tidak pernah dipakai dan berkas tanpa baris; berkas surat tidak disentuh."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--jam", type=int, default=UMUR_JAM, help=f"umur unggahan paling sedikit, jam (bawaan {UMUR_JAM})"
        )
        parser.add_argument(
            "--periksa",
            action="store_true",
            help="tidak menghapus apa pun; hanya mencari berkas surat yang hilang dari folder",
        )

    def handle(self, *args, jam: int, periksa: bool, **options) -> None:
        if periksa:
            self._periksa()
            return
        if jam < 1:
            raise CommandError("--jam paling sedikit 1, supaya unggahan yang sedang berjalan tidak terhapus.")
        hasil = actions.sapu(lebih_tua_dari=timedelta(hours=jam))
        self.stdout.write(
            f"{hasil.baris} unggahan tidak terpakai dihapus, {hasil.berkas} berkas tanpa baris dihapus."
        )

    def _periksa(self) -> None:
        """After restoring a backup: every file of a case must be there, with its size. Fails when one isn't."""
        tertaut = Berkas.objects.filter(keadaan=Keadaan.TERTAUT).values_list("pk", "nama_simpan", "ukuran")
        hilang = [kunci for kunci, nama, ukuran in tertaut.iterator() if gudang.ukuran(nama) != ukuran]
        for kunci in hilang:
            self.stderr.write(f"hilang: {kunci}")
        if hilang:
            raise CommandError(
                f"{len(hilang)} berkas surat hilang atau tidak lengkap; pulihkan dari cadangan."
            )
        self.stdout.write("Semua berkas surat lengkap.")
