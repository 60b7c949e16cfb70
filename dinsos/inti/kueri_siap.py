"""Queries that are written to SQL once per process and then only filled in.

Writing the SQL of a query takes Django 0.2 to 0.9 ms, several times what the database needs for it, and the same
few queries stand before every page. A prepared query is an ordinary queryset in which `Isian` stands for each value
that changes. Only the statement is kept; rows are read anew each time.
"""

from collections.abc import Callable, Hashable
from copy import copy
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, Field, QuerySet
from django.db.models.sql.compiler import SQLCompiler

PALING_BANYAK = 64
"""Shapes that one query keeps; further ones are written out each time."""


class Isian(Expression):
    """The place of a value in a prepared query; `bidang` is a model field that knows how to hand it over."""

    def __init__(self, nama: str, bidang: Field) -> None:
        super().__init__(output_field=bidang)
        self.nama = nama

    def as_sql(self, compiler, connection) -> tuple[str, list]:
        return "%s", [self]


def isian_banyak(nama: str, bidang: Field, banyak: int) -> list[Isian]:
    """Places for `banyak` values, for a condition with `__in`; `nilai_banyak` fills them."""
    return [Isian(f"{nama}{i}", bidang) for i in range(banyak)]


def nilai_banyak(nama: str, nilai: list, banyak: int) -> dict[str, object]:
    """The values for `isian_banyak`; when there are fewer, the last one is repeated (None: there is none)."""
    penuh = [*nilai, *[nilai[-1] if nilai else None] * (banyak - len(nilai))]
    return {f"{nama}{i}": satu for i, satu in enumerate(penuh)}


@dataclass(frozen=True)
class _Pernyataan:
    """A queryset and what became of it: the compiler that knows its columns, the statement, its parameters."""

    kueri: QuerySet
    kompilator: SQLCompiler
    sql: str
    param: tuple
    konverter: WeakKeyDictionary = field(default_factory=WeakKeyDictionary)

    def konverter_di(self, kompilator: SQLCompiler) -> dict:
        """What makes Python values of the columns, for one connection (each thread has its own)."""
        hasil = self.konverter.get(kompilator.connection)
        if hasil is None:
            kolom = [satu[0] for satu in kompilator.select[: kompilator.col_count]]
            hasil = self.konverter[kompilator.connection] = SQLCompiler.get_converters(kompilator, kolom)
        return hasil


class KueriSiap:
    """A prepared query: call it with the values of its `Isian`, get the rows as a list.

    `susun` makes the queryset (instances with `select_related`, or `values_list`; no prefetches and no locks). What
    it takes is the shape of the query, given by position: few and hashable, each one is written out once.
    """

    def __init__(self, susun: Callable[..., QuerySet]) -> None:
        self._susun = susun
        self._pernyataan: dict[Hashable, _Pernyataan | None] = {}

    def __call__(self, *bentuk: Hashable, **nilai: object) -> list:
        """Read the rows. Raises KeyError when a value is missing."""
        pernyataan = self._siap(bentuk)
        if pernyataan is None:
            return []
        sambungan = connections[pernyataan.kueri.db]
        terisi = tuple(
            p.output_field.get_db_prep_value(nilai[p.nama], sambungan) if isinstance(p, Isian) else p
            for p in pernyataan.param
        )
        kompilator = copy(pernyataan.kompilator)
        kompilator.connection = sambungan
        kompilator.as_sql = lambda *_, **__: (pernyataan.sql, terisi)
        kompilator.get_converters = lambda _: pernyataan.konverter_di(kompilator)
        kueri = pernyataan.kueri._chain()
        kueri.query.get_compiler = lambda *_, **__: kompilator
        return list(kueri)

    def satu(self, *bentuk: Hashable, **nilai: object) -> object | None:
        """The first row, None when there is none."""
        return next(iter(self(*bentuk, **nilai)), None)

    def _siap(self, bentuk: tuple) -> _Pernyataan | None:
        if bentuk in self._pernyataan:
            return self._pernyataan[bentuk]
        pernyataan = self._tulis(self._susun(*bentuk))
        if len(self._pernyataan) < PALING_BANYAK:
            self._pernyataan[bentuk] = pernyataan
        return pernyataan

    @staticmethod
    def _tulis(kueri: QuerySet) -> _Pernyataan | None:
        kompilator = kueri.query.get_compiler(kueri.db)
        try:
            sql, param = kompilator.as_sql()
        except EmptyResultSet:
            return None
        return _Pernyataan(kueri, kompilator, sql, tuple(param))
