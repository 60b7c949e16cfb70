"""A harness stricter than production: no real time, no leftovers, unknown template variables fail."""

import json
import os
import tempfile
from pathlib import Path

os.environ.setdefault("DINSOS_MODE", "uji")
_AKAR = Path(tempfile.mkdtemp(prefix="dinsos-uji-"))
os.environ["BERKAS_ROOT"] = str(_AKAR / "berkas")
_JAM = _AKAR / f"jam-{os.environ.get('PYTEST_XDIST_WORKER', 'utama')}"
os.environ["JAM_BERKAS"] = str(_JAM)
os.environ.setdefault("KUNCI_DJANGO", "kunci-untuk-uji-saja-" + "x" * 40)
os.environ.setdefault("KUNCI_RAHASIA", "rahasia-untuk-uji-saja-" + "y" * 40)

import pytest  # noqa: E402

from tests.bantu.jam import Jam  # noqa: E402


@pytest.fixture(autouse=True)
def _berkas_sendiri(settings, tmp_path):
    """Every test writes its private files into a folder of its own."""
    settings.BERKAS_ROOT = tmp_path / "berkas"


@pytest.fixture
def jam_uji():
    """A clock that the test moves: `jam_uji.ke("2026-11-23T09:00+08:00")`, `jam_uji.maju(jam=2)`."""
    jam = Jam(_JAM)
    yield jam
    jam.kembali()


@pytest.fixture
def skala() -> float:
    """The size of races and load: 1 in `make test-berat`, a tenth in `make test`."""
    return float(os.environ.get("UJI_SKALA", "0.1"))


def pytest_collection_finish(session) -> None:
    """Write which tests prove which clause, for `docs/kepatuhan.md` (`.ci/kepatuhan.py`)."""
    tujuan = os.environ.get("SK_PETA")
    if not tujuan:
        return
    peta: dict[str, list[str]] = {}
    for item in session.items:
        for tanda in item.iter_markers("sk"):
            for klausul in tanda.args:
                peta.setdefault(klausul, []).append(item.nodeid.split("[")[0])
    rapi = {k: sorted(set(v)) for k, v in sorted(peta.items())}
    Path(tujuan).write_text(json.dumps(rapi, indent=1))
