"""`python -m tests.bantu.staf`: staff accounts in the database of DATABASE_URL; one for each role."""

import os

import django

AKUN = {
    "kepala": ("kepala_dinas", "Drs. La Ode Hamzah, M.Si.", "Kepala Dinas"),
    "sekretaris": ("sekretaris", "Wa Ode Sitti, S.Sos.", "Sekretaris"),
    "petugas": ("petugas", "La Ode Amrin, S.ST.", "Pekerja Sosial"),
    "piket": ("piket", "Wa Ina, A.Md.", "Petugas piket"),
    "pengelola": ("pengelola", "La Sali, S.Kom.", "Pengelola sistem"),
}


def utama() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinsos.settings")
    django.setup()
    from tests import pabrik

    for nama, (peran, lengkap, jabatan) in AKUN.items():
        pabrik.pengguna(
            peran,
            username=nama,
            nama=lengkap,
            jabatan=jabatan,
            email=f"{nama}@dinsos.test",
            telepon="+6281242000111",
        )


if __name__ == "__main__":
    utama()
