"""States and kinds of a file."""

from django.db import models


class Keadaan(models.TextChoices):
    """`sementara` (uploaded, not part of a case) → `tertaut` (part of one) → `dihapus` (bytes gone)."""

    SEMENTARA = "sementara", "Sementara"
    TERTAUT = "tertaut", "Tertaut"
    DIHAPUS = "dihapus", "Dihapus"


class Jenis(models.TextChoices):
    """What kind of file it is, told by its content."""

    GAMBAR = "gambar", "Gambar"
    PDF = "pdf", "PDF"


MIME = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}
