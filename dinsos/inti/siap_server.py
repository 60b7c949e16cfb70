"""Prepared queries that PostgreSQL plans once per connection instead of at each request.

Planning costs the server 0.02 to 1.7 ms a query, more than running it (docs/kinerja.md). A statement belongs to its
connection: behind a pooler that hands one connection to several clients, switch it off (`DINSOS_DB_SIAP=false`).
"""

from weakref import WeakKeyDictionary

from django.conf import settings
from psycopg2.extensions import AsIs

_sudah: WeakKeyDictionary[object, set[str]] = WeakKeyDictionary()
"""By connection of the driver: the statements that its server has."""


def dipakai(sambungan) -> bool:
    """Whether statements of this database connection are prepared by the server."""
    return sambungan.vendor == "postgresql" and settings.KUERI_SIAP_DI_SERVER


def jalankan(sambungan, kursor, *, nama: str, sql: str, param: tuple, isi: dict[int, object]) -> None:
    """Run a statement by its name, preparing it first on a connection that doesn't have it yet.

    `nama` belongs to this `sql` with these constants in `param` alone; `isi` has the values that change,
    as the driver takes them, by their position. Raises what the database raises.
    """
    sudah = _sudah.setdefault(sambungan.connection, set())
    if nama not in sudah:
        tempat = list(param)
        for urut, posisi in enumerate(isi, 1):
            tempat[posisi] = AsIs(f"${urut}")
        # By the driver's own cursor: this is no query of the page, and is not counted as one.
        with sambungan.wrap_database_errors:
            kursor.cursor.execute(f"PREPARE {nama} AS {kursor.mogrify(sql, tempat).decode()}")
        sudah.add(nama)
    kurung = f" ({', '.join(['%s'] * len(isi))})" if isi else ""
    kursor.execute(f"EXECUTE {nama}{kurung}", list(isi.values()))
