"""Why the checker refuses a file. The words for people are in `dinsos.berkas.galat`."""


class Tolak(Exception):
    """The file is refused; `kode` is a key of `dinsos.berkas.galat.PESAN`."""

    def __init__(self, kode: str) -> None:
        super().__init__(kode)
        self.kode = kode
