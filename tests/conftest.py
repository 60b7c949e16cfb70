"""A harness stricter than production: no real time, no leftovers, unknown template variables fail."""

import os
from pathlib import Path

import pytest
from django.conf import settings as setelan

from tests.bantu.jam import Jam


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
    """Tests that ask for `skala` run in `make test-berat`, too."""
    for item in items:
        if "skala" in getattr(item, "fixturenames", ()):
            item.add_marker("berskala")
