"""What may go wrong when a document is printed. All are faults of the caller or the machine, not of the citizen."""


class GalatCetak(Exception):
    """Base: the document could not be made; nothing was written."""


class JenisTidakDikenal(GalatCetak):
    """There is no template for this kind."""


class DataTidakSesuai(GalatCetak):
    """A field is missing, unknown, or of the wrong type. `jalur` names it ("kepada.nama", "baris.3.nomor")."""

    def __init__(self, jalur: str, sebab: str) -> None:
        super().__init__(f"{jalur or 'data'}: {sebab}")
        self.jalur = jalur
