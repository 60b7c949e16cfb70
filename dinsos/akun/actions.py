"""Business acts on accounts that don't go through the admin."""

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from dinsos.akun import perubahan
from dinsos.akun.models import Pengguna, Peran
from dinsos.inti.galat import SudahTerjadi


@transaction.atomic
def buat_pengelola(
    *, nama_pengguna: str, nama: str, email: str, sandi: str, tambah: bool = False
) -> Pengguna:
    """Make an account that administers users and master data; never a superuser.

    There is no acting person: it is the first account of an installation, made on the server. Raises
    SudahTerjadi when an active pengelola exists and `tambah` is false, ValidationError when a value or the
    password won't do.
    """
    peran = Group.objects.select_for_update().get(name=Peran.PENGELOLA)
    if not tambah and Pengguna.objects.berperan(Peran.PENGELOLA).filter(demo=False).exists():
        raise SudahTerjadi("Sudah ada pengelola. Bila memang perlu satu lagi, tambahkan --tambah.")
    pengguna = Pengguna(username=nama_pengguna, nama=nama, email=email, jabatan="Pengelola portal")
    pengguna.set_password(sandi)
    pengguna.full_clean()
    validate_password(sandi, pengguna)
    pengguna._change_reason = "dibuat dengan perintah buat_pengelola"
    pengguna.save()
    pengguna.groups.add(peran)
    perubahan.sesudah(pengguna=pengguna, oleh=None)
    return pengguna


@transaction.atomic
def cabut_superuser() -> list[str]:
    """Take the superuser mark from every account that has it; returns their names. The accounts stay."""
    akun = list(Pengguna.objects.select_for_update().filter(is_superuser=True).order_by("username"))
    for satu in akun:
        satu.is_superuser = False
        satu._change_reason = "tanda superuser dicabut dengan perintah cabut_superuser"
        satu.save(update_fields=["is_superuser"])
    return [satu.username for satu in akun]
