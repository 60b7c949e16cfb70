"""Registry of what has to be done when an account was made or changed, filled in `ready()` of the rooms above."""

from collections.abc import Callable

from dinsos.akun.models import Pengguna

_sesudah: list[Callable] = []


def daftar(fungsi: Callable) -> None:
    """Register a function that takes `pengguna` and `oleh` by keyword; the same one again does nothing."""
    if fungsi not in _sesudah:
        _sesudah.append(fungsi)


def sesudah(*, pengguna: Pengguna, oleh: Pengguna | None) -> None:
    """Name, roles or state of this account were saved by `oleh` (None: on the server); in its transaction."""
    for fungsi in _sesudah:
        fungsi(pengguna=pengguna, oleh=oleh)
