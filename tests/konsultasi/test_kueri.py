"""Statement and weight budgets of asking for a consultation (mutu.md)."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests import pabrik
from tests.konsultasi.pemohon import Pemohon
from tests.pengaduan.test_kueri import kueri
from tests.pengaduan.warga import Warga, foto

pytestmark = pytest.mark.django_db
BATAS_KUNJUNGAN = 60 * 1024


@pytest.mark.parametrize("banyak", [1, 25])
def test_form_takes_at_most_two_statements(pemohon, banyak):
    for _ in range(banyak):
        pabrik.pengguna("petugas")
    assert kueri(pemohon.buka) <= 2


def test_sending_takes_no_more_statements_than_a_complaint_with_one_file():
    pengadu, sedikit, banyak = Warga(), Pemohon(), Pemohon()
    pengadu.isi({"bukti": foto()})
    sedikit.isi()
    banyak.isi()
    batas = kueri(pengadu.kirim)
    pertama = kueri(sedikit.kirim)
    for _ in range(5):
        pabrik.konsultasi()
    assert kueri(banyak.kirim) == pertama <= batas


def test_review_and_receipt_take_few_statements(pemohon):
    pemohon.isi_lembaga()
    assert kueri(pemohon.tinjau) <= 2
    pemohon.kirim()
    assert kueri(pemohon.tanda_terima) <= 3


def test_first_visit_is_light(pemohon):
    isi = pemohon.buka().content
    alamat = set(re.findall(rb'(?:href|src)="/static/([^"]+)"', isi))
    berkas = [Path(finders.find(satu.decode())).read_bytes() for satu in alamat]
    assert sum(len(gzip.compress(satu)) for satu in [isi, *berkas]) <= BATAS_KUNJUNGAN
