"""The sender as facts of a letter, the same for every service."""

from dinsos.agenda.models import Pengirim

Fakta = list[tuple[str, str]]


def tentang_pengirim(pengirim: Pengirim) -> Fakta:
    """Who writes, for whom, and how to answer; empty values are left out by the page."""
    diwakili = f"{pengirim.nama_diwakili}, {pengirim.alamat_diwakili}" if pengirim.sebagai_kuasa else ""
    return [
        ("Nama", pengirim.nama),
        ("Alamat", pengirim.alamat_lengkap),
        ("Mewakili", diwakili),
        ("Telepon", pengirim.telepon_tampil),
        ("E-mail", pengirim.email),
    ]
