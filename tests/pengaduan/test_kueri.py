"""Statement budgets of filing (mutu.md)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import pabrik
from tests.pengaduan.warga import Warga, coretan, foto

pytestmark = pytest.mark.django_db

TRANSAKSI = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def kueri(kerja) -> list[str]:
    """The statements of a piece of work, without those that only open and close transactions."""
    with CaptureQueriesContext(connection) as tangkapan:
        kerja()
    return [q["sql"] for q in tangkapan if not q["sql"].startswith(TRANSAKSI)]


@pytest.mark.parametrize("banyak", [1, 25])
def test_form_takes_two_statements(warga, banyak):
    for _ in range(banyak):
        pabrik.pengguna("petugas")
    pabrik.pengguna("kepala_dinas")
    assert len(kueri(warga.buka)) == 2


def test_sending_takes_the_same_statements_however_much_there_is():
    pabrik.pengaduan()
    sedikit = Warga()
    sedikit.isi()
    banyak = Warga()
    banyak.isi()
    pertama = kueri(sedikit.kirim)
    for _ in range(10):
        pabrik.pengaduan()
    assert len(kueri(banyak.kirim)) == len(pertama) <= 19, "\n".join(pertama)


def test_review_and_receipt_take_few_statements(warga):
    warga.isi(
        {"bukti": [foto("a.jpg", "red"), foto("b.jpg", "blue")]},
        cara_tanda_tangan="gambar",
        ttd_gambar=coretan(),
    )
    assert len(kueri(warga.tinjau)) <= 2
    warga.kirim()
    assert len(kueri(warga.tanda_terima)) <= 3
