"""`python -m tests.berkas.proses_surat`: an officer, and a consultation of theirs that waits for its data.

With DATABASE_URL and DINSOS_MODE=uji in the environment; prints the letter's key. The officer is "petugas".
"""

import os
import sys

import django


def utama() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")
    django.setup()
    from tests import pabrik
    from tests.konsultasi.tahap import konsultasi_di

    petugas = pabrik.pengguna("petugas", username="petugas")
    surat = konsultasi_di("dijawab", kepala=pabrik.pengguna("kepala_dinas"), petugas=petugas)
    sys.stdout.write(f"{surat.pk}\n")


if __name__ == "__main__":
    utama()
