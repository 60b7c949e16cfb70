"""Many rows at once: past the ORM, but not past the constraints of the database."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

_LOLOS = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Tabungan:
    """Rows of one model, kept until `tulis` (COPY on PostgreSQL, one prepared INSERT on SQLite).

    `nama` are the attributes that each row gives, in this order; every other column holds the field's default.
    Nothing of the model's `save` runs: no history row and no check but those of the database.
    """

    def __init__(self, model: type[models.Model], *nama: str) -> None:
        meta = model._meta
        self.model = model
        bidang = {b.attname: b for b in meta.concrete_fields}
        lain = [b for b in meta.concrete_fields if b.attname not in nama and not b.primary_key]
        ubah = [(i, _pengubah(bidang[satu])) for i, satu in enumerate(nama)]
        self._ubah = [(i, satu) for i, satu in ubah if satu]
        self._bawaan = [_bawaan(b) for b in lain]
        kolom = [bidang[satu].column for satu in nama] + [b.column for b in lain]
        self._kolom = ", ".join(connection.ops.quote_name(satu) for satu in kolom)
        self._tanda = ", ".join(["%s"] * len(kolom))
        self._baris: list[list] = []

    def tambah(self, *nilai: Any) -> None:
        """Keep one row. Instants are aware; JSON columns take Python values."""
        isi = [*nilai, *self._bawaan]
        for i, ubah in self._ubah:
            if isi[i] is not None:
                isi[i] = ubah(isi[i])
        self._baris.append(isi)

    def tulis(self) -> None:
        """Write what was kept; raises IntegrityError when a constraint of the database does not hold."""
        tabel = connection.ops.quote_name(self.model._meta.db_table)
        with connection.cursor() as kursor:
            if connection.vendor == "postgresql":
                naskah = "".join("\t".join(map(_teks_copy, satu)) + "\n" for satu in self._baris)
                kursor.copy_expert(f"COPY {tabel} ({self._kolom}) FROM STDIN", io.StringIO(naskah))
            else:
                perintah = f"INSERT INTO {tabel} ({self._kolom}) VALUES ({self._tanda})"  # noqa: S608  (own names)
                kursor.executemany(perintah, self._baris)
        self._baris.clear()

    def nomor_berikut(self) -> int:
        """The primary key that is free from here on."""
        return (self.model.objects.aggregate(n=models.Max("pk"))["n"] or 0) + 1


def samakan_urutan(tabungan: list[Tabungan]) -> None:
    """Let the database give out new primary keys after the ones that were written here."""
    perintah = connection.ops.sequence_reset_sql(no_style(), [satu.model for satu in tabungan])
    with connection.cursor() as kursor:
        for satu in perintah:
            kursor.execute(satu)


def _pengubah(bidang: models.Field) -> Callable[[Any], Any] | None:
    """From a Python value to what the driver takes; None when it takes the value as it is."""
    while isinstance(bidang, models.ForeignKey):
        bidang = bidang.target_field
    if isinstance(bidang, models.JSONField):
        return json.dumps
    if connection.vendor == "postgresql":
        return None
    if isinstance(bidang, models.DateTimeField):
        return _waktu_sqlite
    return attrgetter("hex") if isinstance(bidang, models.UUIDField) else None


def _waktu_sqlite(nilai: datetime) -> str:
    return str(nilai if nilai.tzinfo is UTC else nilai.astimezone(UTC))[:-6]


def _bawaan(bidang: models.Field) -> Any:
    ubah, nilai = _pengubah(bidang), bidang.get_default()
    return nilai if ubah is None or nilai is None else ubah(nilai)


def _teks_copy(nilai: Any) -> str:
    if nilai is None:
        return "\\N"
    if isinstance(nilai, datetime):
        return nilai.isoformat()
    return str(nilai).translate(_LOLOS)
