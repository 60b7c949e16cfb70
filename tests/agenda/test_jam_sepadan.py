"""The database tells of clocks what plain Python tells, whichever database (properties 9 and 13 of tenggat.md)."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as ukuran
from hypothesis import strategies as st

from dinsos.agenda.models import Tenggat
from dinsos.laporan import tenggat as papan
from dinsos.sla.tenggat import Akibat
from tests import pabrik
from tests.agenda.tamu import kunjungan
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
    """The head of an office with six letters and two guests."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    piket = pabrik.pengguna("piket")
    for nomor in range(6):
        surat = pabrik.pengaduan()
        if nomor < 2:
            kunjungan(surat, oleh=piket)
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
        if satu.jatuh_tempo < pada and (satu.berhenti_pada is None or satu.berhenti_pada > pada)
    }
    assert set(Tenggat.objects.terlambat(pada)) == polos
    assert set(Tenggat.objects.terbuka().filter(jatuh_tempo__lt=pada)) == polos
    baris, _ = papan.daftar(kepala, pada)
    urut = sorted(polos, key=lambda satu: (satu.jatuh_tempo, satu.pk))
    assert [satu.tenggat for satu in baris["terlambat"]] == urut
    assert {satu.s.kode for satu in baris["terlambat"]} <= {"terlambat"}
    assert papan.ringkas(kepala, pada).jumlah["terlambat"] == len(polos)


# --- property 13 -------------------------------------------------------------------------------

SATUAN = st.sampled_from(["hari_kerja", "hari_kalender"])
LAYANAN = st.sampled_from(["pengaduan", "konsultasi"])
JENIS = st.sampled_from(["respon", "pelaksanaan"])
MIKRODETIK = st.one_of(st.sampled_from([0, 1, 999_999]), st.integers(0, 999_999))


@st.composite
def diterima(draw) -> str:
    """An instant of 2026 to the microsecond, told in some zone."""
    zona = timezone(timedelta(minutes=draw(st.integers(-48, 56)) * 15))
    detik = draw(st.integers(0, 365 * 86400 - 1))
    saat = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=detik, microseconds=draw(MIKRODETIK))
    return saat.astimezone(zona).isoformat()


SURAT = st.fixed_dictionaries(
    {
        "layanan": LAYANAN,
        "diterima": diterima(),
        "tamu": st.booleans(),
        "henti": st.dictionaries(
            JENIS,
            st.tuples(st.integers(-1, 1), st.sampled_from(["", *(satu.value for satu in Akibat)])),
            max_size=2,
        ),
    }
)
KANTOR = st.fixed_dictionaries(
    {
        "kebijakan": st.lists(st.tuples(LAYANAN, JENIS, SATUAN, st.integers(1, 6)), max_size=4),
        "surat": st.lists(SURAT, min_size=1, max_size=8),
        "pada": st.lists(diterima(), max_size=3),
    }
)


class Proses:
    """A process that lives through offices in a database of its own."""

    def __init__(self, url: str, akar) -> None:
        lingkungan = {
            "DJANGO_SETTINGS_MODULE": "dinsos.settings",
            "DATABASE_URL": url,
            "BERKAS_ROOT": str(akar),
        }
        self.proses = subprocess.Popen(
            [sys.executable, "-m", "tests.agenda.proses_surat"],
            cwd=settings.BASE_DIR,
            env=os.environ | lingkungan,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.proses.stdout.readline() == "siap\n"

    def jalani(self, kantor: dict) -> dict:
        self.proses.stdin.write(json.dumps(kantor) + "\n")
        self.proses.stdin.flush()
        return json.loads(self.proses.stdout.readline())

    def tutup(self) -> None:
        self.proses.stdin.close()
        self.proses.wait(timeout=30)
        self.proses.stdout.close()


@pytest.fixture
def dua_basis_data(tmp_path):
    """The suite's kind of database and a new SQLite file: on the suite's run with PostgreSQL, two kinds."""
    url = basisdata.baru(tmp_path)
    proses = [Proses(url, tmp_path), Proses(f"sqlite:///{tmp_path}/lain.sqlite3", tmp_path)]
    yield proses
    for satu in proses:
        satu.tutup()
    basisdata.buang(url)


@ukuran(
    max_examples=round(25 + 200 * float(os.environ.get("UJI_SKALA", "0.1"))),
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(kantor=KANTOR)
def test_13_both_databases_agree_with_each_other_and_with_the_oracle(dua_basis_data, kantor, skala):
    satu, lain = (proses.jalani(kantor) for proses in dua_basis_data)
    for bagian in ("tenggat", "lewat", "peringatan", "pesan"):
        assert satu[bagian] == lain[bagian], bagian

    aturan = aturan_resmi()
    assert len(satu["tenggat"]) == sum(3 if surat["tamu"] else 2 for surat in kantor["surat"])
    for _, _, terima, mulai, _, batas, _, _, jumlah, satuan, *_ in satu["tenggat"]:
        saat = [datetime.fromisoformat(teks) for teks in (terima, mulai, batas)]
        assert {teks.utcoffset() for teks in saat} == {timedelta()}
        assert saat[0] == saat[1]
        assert saat[2] == orakel.jatuh_tempo(aturan, saat[0], satuan, jumlah)
