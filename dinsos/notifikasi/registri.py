"""Registry of message classes, filled in `AppConfig.ready()` of the rooms above."""

from dinsos.notifikasi.kelas import KelasPesan

_kelas: dict[str, KelasPesan] = {}


def daftar(kelas: type[KelasPesan]) -> type[KelasPesan]:
    """Register a message class (also usable as a decorator) and return it.

    Registering the same class again does nothing. Raises ValueError for a missing name or a name already
    taken.
    """
    if not kelas.nama:
        raise ValueError(f"{kelas.__name__} belum punya nama")
    ada = _kelas.get(kelas.nama)
    if ada is not None and type(ada) is not kelas:
        raise ValueError(f"nama kelas pesan sudah dipakai: {kelas.nama}")
    _kelas[kelas.nama] = kelas()
    return kelas


def ambil(nama: str) -> KelasPesan:
    """The registered class of that name. Raises LookupError."""
    try:
        return _kelas[nama]
    except KeyError:
        raise LookupError(f"kelas pesan tidak dikenal: {nama}") from None


def semua() -> list[KelasPesan]:
    """All registered classes, by name."""
    return [_kelas[nama] for nama in sorted(_kelas)]
