"""The database tells of clocks what plain Python tells, whichever database (properties 9 and 13 of tenggat.md)."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as ukuran
from hypothesis import strategies as st

from dinsos.agenda.models import Tenggat
from dinsos.laporan import tenggat as papan
from dinsos.sla.tenggat import Akibat, Status, status
from tests import pabrik
from tests.bantu import basisdata
from tests.sla import orakel
from tests.sla.resmi import aturan_resmi

pytestmark = pytest.mark.sk("PGD-WAKTU-1", "KSL-WAKTU-1")

TENGAH = datetime(2026, 11, 24, 8, tzinfo=UTC)
MIKRO = timedelta(microseconds=1)
SAAT = st.one_of(
    st.integers(-3, 3).map(lambda n: TENGAH + n * MIKRO),
    st.integers(-3, 3).map(lambda n: TENGAH + timedelta(seconds=n)),
    st.integers(-(10**12), 10**12).map(lambda n: TENGAH + n * MIKRO),
)


# --- property 9 --------------------------------------------------------------------------------


@pytest.fixture
def kepala(db, jam_uji):
    """The head of an office with six letters."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    for _ in range(6):
        pabrik.pengaduan()
    return pabrik.pengguna("kepala_dinas")


def acak_jam(data, pada: datetime) -> None:
    """Other instants for every clock; what has stopped has stopped by `pada`."""
    for satu in Tenggat.objects.all():
        mulai = TENGAH - timedelta(days=30)
        batas = data.draw(SAAT | st.integers(-1, 1).map(lambda n: pada + n * MIKRO))
        berhenti = data.draw(st.none() | st.none() | SAAT.map(lambda saat: min(saat, pada)))
        akibat = data.draw(st.sampled_from(["", *Akibat])) if berhenti else ""
        Tenggat.objects.filter(pk=satu.pk).update(
            mulai=mulai,
            ingat_pada=data.draw(SAAT),
            jatuh_tempo=batas,
            berhenti_pada=berhenti,
            akibat=akibat,
        )


@ukuran(
    max_examples=60, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), pada=SAAT)
def test_9_overdue_is_what_a_plain_filter_over_all_clocks_says(kepala, data, pada):
    acak_jam(data, pada)
    semua = list(Tenggat.objects.all())
    polos = {
        satu
        for satu in semua
        if status(pada, satu.mulai, satu.jatuh_tempo, satu.ingat_pada, satu.berhenti_pada, satu.akibat)
        == Status.TERLAMBAT
    }
    assert set(Tenggat.objects.terlambat(pada)) == polos
    assert set(Tenggat.objects.terbuka().filter(jatuh_tempo__lt=pada)) == polos
    baris, _ = papan.daftar(kepala, pada)
    urut = sorted(polos, key=lambda satu: (satu.jatuh_tempo, satu.pk))
    assert [satu.tenggat for satu in baris["terlambat"]] == urut
    assert {satu.s.kode for satu in baris["terlambat"]} <= {Status.TERLAMBAT}
    assert papan.ringkas(kepala, pada).jumlah["terlambat"] == len(polos)


# --- property 13 -------------------------------------------------------------------------------


def tulis(url: str, akar, benih: int) -> dict:
    """What a random year of letters becomes in that database."""
    selesai = subprocess.run(
        [sys.executable, "-m", "tests.agenda.proses_surat", str(benih), "60"],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "dinsos.settings", "DATABASE_URL": url, "BERKAS_ROOT": str(akar)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert selesai.returncode == 0, selesai.stderr[-4000:]
    return json.loads(selesai.stdout.splitlines()[-1])


@pytest.fixture
def database(tmp_path):
    url = basisdata.baru(tmp_path)
    yield url
    basisdata.buang(url)


def test_13_the_suites_database_and_a_new_sqlite_agree(database, tmp_path):
    """On the suite's own run with PostgreSQL these are two kinds of database, else two files."""
    satu = tulis(database, tmp_path, 13)
    lain = tulis(f"sqlite:///{tmp_path}/lain.sqlite3", tmp_path, 13)
    assert len(satu["tenggat"]) == 120
    for bagian in ("tenggat", "terlambat", "peringatan", "pesan"):
        assert satu[bagian]
        assert satu[bagian] == lain[bagian], bagian

    aturan = aturan_resmi()
    for _, _, diterima, mulai, _, batas, _, jumlah, satuan, *_ in satu["tenggat"]:
        saat = [datetime.fromisoformat(teks) for teks in (diterima, mulai, batas)]
        assert {teks.utcoffset() for teks in saat} == {timedelta()}
        assert saat[0] == saat[1]
        assert saat[2] == orakel.jatuh_tempo(aturan, saat[0], satuan, jumlah)
    pecahan = {datetime.fromisoformat(diterima).microsecond for _, _, diterima, *_ in satu["tenggat"]}
    assert {0, 1, 999_999} < pecahan
