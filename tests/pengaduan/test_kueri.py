"""How many statements filing a complaint costs (without those that only open and close transactions)."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinsos.agenda.models import SuratMasuk
from tests.pengaduan.warga import Warga

TRANSAKSI = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def kueri(kerja: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as tangkapan:
        kerja()
    return sum(not satu["sql"].startswith(TRANSAKSI) for satu in tangkapan)


@pytest.mark.django_db
def test_filing_costs_few_statements():
    """Eighteen for the submission: three of them change history, one the limits (docs/kinerja.md, ADR 22)."""
    for _ in range(2):  # what a process remembers is not counted
        warga = Warga()
        warga.buka()
        form = kueri(warga.formulir)
        warga.isi()
        kirim = kueri(warga.kirim)
    assert SuratMasuk.objects.count() == 2
    assert (form, kirim) == (2, 18)
