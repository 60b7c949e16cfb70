"""A harness stricter than production: no real time, no leftovers, unknown template variables fail."""

import os
from pathlib import Path

import pytest
from django.conf import settings as setelan
from django.db import connection

from dinsos.dokumen import beku
from tests.bantu.jam import Jam

HALAMAN = {"akun", "berkas", "konsultasi", "pengaduan", "portal", "rumah"}
"""Folders of tests that ask for pages and forms; what lies below those is tested on both databases."""


@pytest.fixture(autouse=True)
def _berkas_sendiri(settings, tmp_path):
    """Every test writes its private files into a folder of its own."""
    settings.BERKAS_ROOT = tmp_path / "berkas"


@pytest.fixture
def jam_uji():
    """A clock that the test moves: `jam_uji.ke("2026-11-23T09:00+08:00")`, `jam_uji.maju(jam=2)`."""
    jam = Jam(Path(setelan.JAM_BERKAS))
    yield jam
    jam.kembali()


@pytest.fixture
def skala() -> float:
    """The size of races and load: 1 in `make test-berat`, a tenth in `make test`."""
    return float(os.environ.get("UJI_SKALA", "0.1"))


def pytest_collection_modifyitems(items) -> None:
    """Tests that ask for `skala` run in `make test-berat`, too; real transactions start from the migrated rows.

    Tests that touch no database, neither as Django tests nor through processes of their own, run once: on SQLite.
    Pages, forms and files meet PostgreSQL in `make test-berat`, unless real transactions are what they are about.
    """
    for item in items:
        fixture = set(getattr(item, "fixturenames", ()))
        if "skala" in fixture:
            item.add_marker("berskala")
        tanda = item.get_closest_marker("django_db")
        if not (tanda or fixture & {"db", "transactional_db"} or _punya_proses(item)):
            item.add_marker("tanpa_basis")
        pilihan = dict(tanda.kwargs) if tanda else {}
        nyata = pilihan.get("transaction") or fixture & {"transactional_db", "live_server"}
        halaman = item.path.parent.name in HALAMAN or any("client" in n or "klien" in n for n in fixture)
        if item.get_closest_marker("jelajah") or (halaman and not nyata):
            item.add_marker("satu_basis")
        if nyata:
            # A flush takes roles, calendar and content types away; every such test puts them back first.
            pilihan |= {"transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**pilihan), append=False)


@pytest.fixture(autouse=True)
def _surat_terbit_dikosongkan(request):
    """SQLite empties a table row by row after a real transaction, which the guard of outgoing letters refuses."""
    yield
    tanda = request.node.get_closest_marker("django_db")
    if not (tanda and tanda.kwargs.get("transaction")) or connection.vendor != "sqlite":
        return
    with connection.constraint_checks_disabled(), connection.schema_editor(atomic=False) as penyunting:
        beku.lepas_hapus(None, penyunting)
        penyunting.execute("DELETE FROM dokumen_suratkeluar")
        beku.pasang_hapus(None, penyunting)


def _punya_proses(item) -> bool:
    return bool({"subprocess", "basisdata", "Portal"} & set(vars(item.module)))
