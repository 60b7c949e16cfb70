"""Guests for the tests, through the act and through the form."""

import uuid

from dinsos.bukutamu import actions
from dinsos.bukutamu.models import Tamu


def tamu(oleh, jenis: str = "pengaduan", **kolom) -> Tamu:
    """A guest in the book, here now."""
    bawaan = {
        "nama": "Wa Ode Nurhayati",
        "asal": "Desa Takimpo",
        "telepon": "+6281234567890",
        "keperluan": "Bantuan PKH tidak masuk.",
    }
    return actions.daftarkan_tamu(oleh=oleh, kunci=uuid.uuid4(), jenis=jenis, **(bawaan | kolom))


def isian(**kolom) -> dict[str, str]:
    """The short form as the desk fills it in."""
    return {
        "nama": "La Sali",
        "telepon": "0812 3456 7890",
        "asal": "Desa Wabula",
        "jenis": "konsultasi",
        "keperluan": "Bertanya syarat bantuan sembako",
        "kunci": str(uuid.uuid4()),
    } | kolom
