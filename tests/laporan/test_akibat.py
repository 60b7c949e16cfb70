"""Outcomes are counted apart: the database counts what plain Python counts, at any moment."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dinsos.agenda.models import Tenggat
from dinsos.laporan import akibat
from dinsos.sla.tenggat import Akibat
from tests import pabrik
from tests.agenda.tamu import kunjungan, surat_tamu

pytestmark = [pytest.mark.django_db, pytest.mark.sk("PGD-WAKTU-1", "KSL-WAKTU-1")]

AWAL = datetime(2026, 11, 23, tzinfo=UTC)
SAAT = st.integers(0, 40).map(lambda menit: AWAL + timedelta(minutes=menit))


def polos(baris: list[dict], pada: datetime) -> Counter:
    """The rules of tenggat.md in plain words, apart from the module."""
    hasil = Counter()
    for satu in baris:
        berhenti = satu["berhenti_pada"]
        if berhenti is None or berhenti > pada:
            kini = "terlambat" if pada > satu["jatuh_tempo"] else "tepat_waktu"
            if kini == "tepat_waktu" and pada >= satu["ingat_pada"]:
                kini = "segera"
            keluar = ""
        else:
            keluar = satu["akibat"]
            if berhenti > satu["jatuh_tempo"]:
                kini = "terpenuhi_terlambat"
            elif keluar and keluar != "pemohon_tidak_hadir":
                kini = "batal"
            else:
                kini = "terpenuhi"
        hasil[satu["jenis"], keluar, kini] += 1
    return hasil


@pytest.fixture
def kantor(jam_uji):
    """Some letters, some of them with a guest."""
    jam_uji.ke("2026-11-23T09:00+08:00")
    piket = pabrik.pengguna("piket")
    for nomor in range(6):
        surat = surat_tamu("konsultasi" if nomor % 2 else "pengaduan")
        if nomor < 3:
            kunjungan(surat, oleh=piket)


@settings(
    max_examples=60, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), pada=SAAT)
def test_outcomes_are_counted_apart(kantor, data, pada):
    with transaction.atomic():
        for satu in Tenggat.objects.all():
            mulai, batas = AWAL, data.draw(SAAT) + timedelta(seconds=1)
            berhenti = data.draw(st.none() | SAAT)
            Tenggat.objects.filter(pk=satu.pk).update(
                mulai=mulai,
                jatuh_tempo=batas,
                ingat_pada=data.draw(SAAT),
                berhenti_pada=berhenti,
                akibat=data.draw(st.sampled_from(["", *Akibat])) if berhenti else "",
            )
        semua = Tenggat.objects.all()
        assert akibat.hitung(semua, pada) == polos(list(semua.values()), pada)
        tamu = Tenggat.objects.filter(jenis="tatap_muka")
        assert akibat.hitung(tamu, pada) == polos(list(tamu.values()), pada)
        transaction.set_rollback(True)


def test_every_outcome_of_the_module_has_words():
    from dinsos.agenda.tampilan import KATA_AKIBAT
    from dinsos.portal.kasus import KELUAR

    assert set(KATA_AKIBAT) == set(Akibat)
    assert set(KELUAR) == set(Akibat) - {Akibat.TAMU_PULANG}  # an outcome of visits only


def test_one_query(kantor, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert sum(akibat.hitung(Tenggat.objects.all(), AWAL).values()) == 15
