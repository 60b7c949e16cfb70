"""`manage.py buat_pengelola`: the first account of an installation."""

import getpass
import os
import sys

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from dinsos.akun import actions
from dinsos.inti.galat import GalatAturan

LABEL = {
    "username": "Nama pengguna",
    "nama": "Nama",
    "email": "E-mail",
}


class Command(BaseCommand):
    help = (
        "Membuat akun pengelola pertama. Kata sandi ditanyakan, atau dibaca dari DINSOS_SANDI, atau dari "
        "masukan baku dengan --sandi-stdin; kata sandi tidak pernah ditulis di baris perintah."
    )
    stealth_options = ("stdin",)

    def add_arguments(self, parser) -> None:
        parser.add_argument("--nama-pengguna", help="nama untuk masuk, misalnya wa.ode")
        parser.add_argument("--nama", help="nama lengkap dan gelar")
        parser.add_argument("--email", help="alamat e-mail, untuk mengatur ulang kata sandi")
        parser.add_argument("--sandi-stdin", action="store_true", help="baca kata sandi dari masukan baku")
        parser.add_argument("--tambah", action="store_true", help="tetap buat walaupun sudah ada pengelola")

    def handle(self, *args, **options) -> None:
        masukan = options.get("stdin") or sys.stdin
        try:
            pengguna = actions.buat_pengelola(
                nama_pengguna=options["nama_pengguna"] or self._tanya("Nama pengguna: ", masukan),
                nama=options["nama"] or self._tanya("Nama lengkap dan gelar: ", masukan),
                email=options["email"] or self._tanya("Alamat e-mail: ", masukan),
                sandi=self._sandi(options["sandi_stdin"], masukan),
                tambah=options["tambah"],
            )
        except GalatAturan as galat:
            raise CommandError(galat.pesan) from galat
        except ValidationError as galat:
            raise CommandError(self._uraian(galat)) from galat
        self.stdout.write(self.style.SUCCESS(f"Akun pengelola “{pengguna.username}” sudah dibuat."))

    def _tanya(self, pertanyaan: str, masukan) -> str:
        self.stdout.write(pertanyaan, ending="")
        self.stdout.flush()
        jawaban = masukan.readline().strip()
        if not jawaban:
            raise CommandError("Jawaban kosong. Isi --nama-pengguna, --nama, dan --email.")
        return jawaban

    def _sandi(self, dari_stdin: bool, masukan) -> str:
        if dari_stdin:
            return masukan.readline().rstrip("\r\n")
        if os.environ.get("DINSOS_SANDI"):
            return os.environ["DINSOS_SANDI"]
        if not masukan.isatty():
            raise CommandError("Kata sandi belum ada. Isi DINSOS_SANDI atau pakai --sandi-stdin.")
        sandi = getpass.getpass("Kata sandi (tidak tampak): ")
        if sandi != getpass.getpass("Ulangi kata sandi: "):
            raise CommandError("Kedua kata sandi tidak sama. Jalankan perintah ini sekali lagi.")
        return sandi

    def _uraian(self, galat: ValidationError) -> str:
        if not hasattr(galat, "error_dict"):
            return " ".join(galat.messages)
        return " ".join(
            f"{LABEL.get(bidang, bidang)}: {' '.join(pesan)}" for bidang, pesan in galat.message_dict.items()
        )
