"""Queries that are written to SQL once per process and then only filled in.

Writing the SQL of a query takes Django 0.2 to 0.9 ms, several times what the database needs for it, and the same
few queries stand before every page. A prepared query is an ordinary queryset in which `Isian` stands for each value
that changes. Only the statement is kept; rows are read anew each time.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from operator import itemgetter

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.sql.compiler import SQLCompiler

from dinsos.inti import siap_server

_NOMOR = count(1)
PALING_BANYAK = 64
"""Shapes that one query keeps; further ones are written out each time."""


class Isian(Expression):
    """The place of a value in a prepared query; `bidang` is a model field that knows how to hand it over.

    `bawaan` makes the value for callers that give none, such as one that depends on the time of day.
    """

    def __init__(self, nama: str, bidang: Field, bawaan: Callable[[], object] | None = None) -> None:
        super().__init__(output_field=bidang)
        self.nama = nama
        self.bawaan = bawaan

    def nilai(self, isi: dict[str, object]) -> object:
        """What stands here, given the values of the call. Raises KeyError when it is missing."""
        return self.bawaan() if self.bawaan and self.nama not in isi else isi[self.nama]

    def as_sql(self, compiler, connection) -> tuple[str, list]:
        return "%s", [self]


def isian_banyak(nama: str, bidang: Field, banyak: int) -> list[Isian]:
    """Places for `banyak` values, for a condition with `__in`; `nilai_banyak` fills them."""
    return [Isian(f"{nama}{i}", bidang) for i in range(banyak)]


def nilai_banyak(nama: str, nilai: list, banyak: int) -> dict[str, object]:
    """The values for `isian_banyak`; when there are fewer, the last one is repeated (None: there is none)."""
    penuh = [*nilai, *[nilai[-1] if nilai else None] * (banyak - len(nilai))]
    return {f"{nama}{i}": satu for i, satu in enumerate(penuh)}


def pasang(benda: Model, nama: str, baris: list) -> None:
    """Give an instance its related rows, as `prefetch_related` would."""
    kueri = getattr(benda, nama).get_queryset()
    kueri._result_cache, kueri._prefetch_done = baris, True
    benda.__dict__.setdefault("_prefetched_objects_cache", {})[nama] = kueri


@dataclass(frozen=True)
class _Pernyataan:
    """A statement with its parameters, and how results are made of its rows.

    `nama` is what the server knows it by, "" for one that is not kept. `lebar` is how many columns count (None:
    all); `konverter` makes Python values of columns, by position.
    """

    nama: str
    alias: str
    sql: str
    param: tuple
    isian: tuple[int, ...]
    lebar: int | None
    konverter: list[tuple]
    buat: Callable[[Iterable], Iterable]

    def baca(self, nilai: dict[str, object]) -> list:
        """Run it with the values of its places."""
        sambungan = connections[self.alias]
        isi = {
            posisi: self.param[posisi].output_field.get_db_prep_value(
                self.param[posisi].nilai(nilai), sambungan
            )
            for posisi in self.isian
        }
        with sambungan.cursor() as kursor:
            if self.nama and siap_server.dipakai(sambungan):
                siap_server.jalankan(
                    sambungan, kursor, nama=self.nama, sql=self.sql, param=self.param, isi=isi
                )
            else:
                kursor.execute(self.sql, [isi.get(posisi, p) for posisi, p in enumerate(self.param)])
            baris = kursor.fetchall()
        if self.lebar is not None:
            baris = [satu[: self.lebar] for satu in baris]
        if self.konverter:
            baris = _diubah(baris, self.konverter, sambungan)
        return list(self.buat(baris))


def _diubah(baris: list, konverter: list, sambungan) -> Iterator[list]:
    for satu in map(list, baris):
        for tempat, (fungsi, ungkapan) in konverter:
            for ubah in fungsi:
                satu[tempat] = ubah(satu[tempat], ungkapan, sambungan)
        yield satu


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
        return [] if pernyataan is None else pernyataan.baca(nilai)

    def satu(self, *bentuk: Hashable, **nilai: object) -> object | None:
        """The first row, None when there is none."""
        return next(iter(self(*bentuk, **nilai)), None)

    def _siap(self, bentuk: tuple) -> _Pernyataan | None:
        if bentuk in self._pernyataan:
            return self._pernyataan[bentuk]
        simpan = len(self._pernyataan) < PALING_BANYAK
        pernyataan = _tulis(self._susun(*bentuk), f"siap_{next(_NOMOR)}" if simpan else "")
        if simpan:
            self._pernyataan[bentuk] = pernyataan
        return pernyataan


def _tulis(kueri: QuerySet, nama: str) -> _Pernyataan | None:
    """The statement of a queryset under this name; None when it can have no rows."""
    kompilator = kueri.query.get_compiler(kueri.db)
    try:
        sql, param = kompilator.as_sql()
    except EmptyResultSet:
        return None
    kolom = [satu[0] for satu in kompilator.select[: kompilator.col_count]]
    return _Pernyataan(
        nama=nama,
        alias=kueri.db,
        sql=sql,
        param=tuple(param),
        isian=tuple(posisi for posisi, p in enumerate(param) if isinstance(p, Isian)),
        lebar=kompilator.col_count if kompilator.has_extra_select else None,
        konverter=list(kompilator.get_converters(kolom).items()),
        buat=_pembuat(kueri, kompilator),
    )


def _pembuat(kueri: QuerySet, kompilator: SQLCompiler) -> Callable[[Iterable], Iterable]:
    """What makes results of rows: instances, tuples or single values, as the queryset would give."""
    jenis = kueri._iterable_class
    if jenis is FlatValuesListIterable:
        return lambda baris: map(itemgetter(0), baris)
    if jenis is ValuesListIterable:
        return lambda baris: map(tuple, baris)
    if jenis is not ModelIterable:
        raise TypeError(f"a prepared query gives no {jenis.__name__}")
    return _pembuat_model(kueri.db, kompilator)


def _pembuat_model(alias: str, kompilator: SQLCompiler) -> Callable[[Iterable], Iterable]:
    """As django.db.models.query.ModelIterable, with what doesn't depend on the rows worked out before."""
    info, catatan = kompilator.klass_info, list((kompilator.annotation_col_map or {}).items())
    model, kolom = info["model"], info["select_fields"]
    awal, akhir = kolom[0], kolom[-1] + 1
    nama = [satu[0].target.attname for satu in kompilator.select[awal:akhir]]
    terkait = get_related_populators(info, kompilator.select, alias)

    def buat(baris: Iterable) -> Iterator[Model]:
        for satu in baris:
            benda = model.from_db(alias, nama, satu[awal:akhir])
            for sambungan in terkait:
                sambungan.populate(satu, benda)
            for tujuan, tempat in catatan:
                setattr(benda, tujuan, satu[tempat])
            yield benda

    return buat
