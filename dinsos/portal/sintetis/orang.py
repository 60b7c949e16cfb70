"""People of the invented office and names of invented citizens."""

from random import Random

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from dinsos.akun.models import Pengguna, Peran

BANYAK_PETUGAS = 8
DEPAN = (
    "Wa Ode",
    "La Ode",
    "Wa",
    "La",
    "Siti",
    "Muhammad",
    "Abdul",
    "Nur",
    "Andi",
    "Hasan",
    "Rahma",
    "Ahmad",
)
TENGAH = (
    *("Amrin", "Nurhayati", "Salim", "Fatimah", "Idrus", "Hamzah", "Sitti", "Rasyid", "Murni", "Jamal"),
    *("Aisyah", "Kadir", "Zainab", "Basri", "Halimah", "Tamrin", "Saleha", "Udin", "Marwah", "Yusuf"),
)
BELAKANG = (
    *("Takimpo", "Wabula", "Kaimuddin", "Manarfa", "Sabaruddin", "Tira", "Kombeli", "Hibali", "Laburunci"),
    *("Banabungi", "Saragi", "Awainulu", "Gonda", "Warinta", "Kondowa", "Dongkala", "Holimombo", "Lasalimu"),
)


def nama_warga(acak: Random) -> str:
    """One of some thousand names; the common beginnings are as common as in Buton."""
    return f"{acak.choice(DEPAN)} {acak.choice(TENGAH)} {acak.choice(BELAKANG)}"


def pegawai() -> tuple[Pengguna, list[Pengguna]]:
    """The invented head and officers; nobody can sign in with these accounts."""
    kepala = _akun("sintetis-kepala", "Kepala Sintetis", Peran.KEPALA_DINAS)
    nama = [(f"sintetis-petugas{i}", f"Petugas Sintetis {i}") for i in range(1, BANYAK_PETUGAS + 1)]
    return kepala, [_akun(username, lengkap, Peran.PETUGAS) for username, lengkap in nama]


def _akun(username: str, nama: str, peran: str) -> Pengguna:
    orang, _ = Pengguna.objects.get_or_create(
        username=username, defaults={"nama": nama, "password": make_password(None)}
    )
    orang.groups.add(Group.objects.get(name=peran))
    return orang
