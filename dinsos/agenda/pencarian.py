"""Finding letters by the beginning of the sender's name or phone number, from an index on both databases."""

from django.db import models
from django.db.models import F
from django.db.models.expressions import OrderBy
from django.db.models.lookups import GreaterThanOrEqual, LessThan

from dinsos.inti.kueri_siap import Isian

PANJANG = 360  # casefold makes at most three characters of one
TERAKHIR = "\U0010ffff"


def bentuk_cari(nama: str) -> str:
    """A name as it is compared: without case, white space made single."""
    return " ".join(nama.casefold().split())[:PANJANG]


class BisaDicari(models.Model):
    """A person whose `nama` can be searched; `nama_cari` follows it on every save."""

    nama_cari = models.CharField(max_length=PANJANG, editable=False, default="")

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        self.nama_cari = bentuk_cari(self.nama)
        if "nama" in (kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*kwargs["update_fields"], "nama_cari"}
        super().save(*args, **kwargs)


# Pattern operators compare byte by byte, as SQLite does, whatever the collation of the database.
INDEKS = [
    models.Index(
        fields=[kolom, "-surat"], name=f"pengirim_{singkat}", opclasses=["varchar_pattern_ops", "int8_ops"]
    )
    for kolom, singkat in (("nama_cari", "nama_cari"), ("telepon", "telepon"))
]


class _UrutByte(OrderBy):
    """Ascending in the order of `INDEKS`, so that the first few are read without sorting all of them."""

    def as_postgresql(self, compiler, connection):
        # Django's compiler looks for the direction at the end, which USING replaces.
        return self.as_sql(compiler, connection, template="%(expression)s USING ~<~ /* ASC */")


class _Mulai(GreaterThanOrEqual):
    """Not before a text, byte by byte.

    LIKE would do for a text that is known when PostgreSQL plans, but of a prepared query it would read the whole
    index; on SQLite LIKE ignores case and reads no index.
    """

    def as_postgresql(self, compiler, connection):
        return _bandingkan(self, "~>=~", compiler, connection)


class _Sebelum(LessThan):
    """Before a text, byte by byte."""

    def as_postgresql(self, compiler, connection):
        return _bandingkan(self, "~<~", compiler, connection)


def _bandingkan(banding, tanda: str, compiler, connection) -> tuple[str, list]:
    kiri, param_kiri = banding.process_lhs(compiler, connection)
    kanan, param_kanan = banding.process_rhs(compiler, connection)
    return f"{kiri} {tanda} {kanan}", [*param_kiri, *param_kanan]


def berawalan(
    pengirim: models.QuerySet,
    kolom: str,
    awalan: str | Isian,
    akhir: Isian | None = None,
    terbaru: str = "-surat",
) -> models.QuerySet:
    """Senders whose `kolom` (one of `INDEKS`) begins with `awalan`, in index order; the newest first of equals.

    Of other people who can be searched, `terbaru` is the second column of their index.

    In a prepared query the places of two values: `awalan`, and `akhir` for `awalan + TERAKHIR`.
    """
    dari, sebelum = _Mulai(F(kolom), awalan), _Sebelum(F(kolom), akhir or awalan + TERAKHIR)
    return pengirim.filter(dari, sebelum).order_by(_UrutByte(F(kolom)), terbaru)
