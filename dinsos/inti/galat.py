"""Errors of business rules. Their message is plain Indonesian and is shown to the person."""


class GalatAturan(Exception):
    """A rule of the office says no; nothing was written. `pesan` says what to do."""

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan


class SudahTerjadi(GalatAturan):
    """Somebody was faster: a normal answer, not a fault."""


class TidakBerwenang(GalatAturan):
    """This person may not do this act."""
