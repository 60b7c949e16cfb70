"""Lists of the chain of dispositions."""

from django.db import models

from disposisi.enums import Sebagai


class JenisDisposisi(models.TextChoices):
    """Where a disposition stands in the chain of its letter."""

    AWAL = "awal", "Disposisi"
    PENERUSAN = "penerusan", "Diteruskan"
    ULANG = "ulang", "Disposisi ulang"


LANJUTAN = (JenisDisposisi.PENERUSAN, JenisDisposisi.ULANG)
"""Those that take the place of an earlier one, and say why."""
PENGGANTI_KEPALA = (Sebagai.PLH, Sebagai.SEKRETARIS)
"""Who decides in the place of the head; the record says for whom and why."""
