"""The workflow table, the whole state × state matrix, and the constraints that repeat it."""

from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from dinsos.agenda.enums import TERTUTUP, Status
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.workflow import PERPINDAHAN, boleh, pindahkan
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from tests import pabrik

BOLEH = {
    ("diterima", "didisposisikan"),
    ("diterima", "dilaksanakan"),
    ("diterima", "ditolak"),
    ("diterima", "dirujuk"),
    ("diterima", "dicabut"),
    ("didisposisikan", "dijawab"),
    ("didisposisikan", "ditolak"),
    ("didisposisikan", "dirujuk"),
    ("didisposisikan", "dicabut"),
    ("didisposisikan", "diterima"),
    ("dijawab", "dilaksanakan"),
    ("dijawab", "ditolak"),
    ("dijawab", "dirujuk"),
    ("dijawab", "dicabut"),
    ("dijawab", "diterima"),
    ("dijawab", "didisposisikan"),
    ("dilaksanakan", "selesai"),
    ("dilaksanakan", "dijawab"),
    ("ditolak", "diterima"),
    ("ditolak", "didisposisikan"),
    ("ditolak", "dijawab"),
    ("dirujuk", "diterima"),
    ("dirujuk", "didisposisikan"),
    ("dirujuk", "dijawab"),
}
DITARIK = {"diterima", "didisposisikan", "dijawab"}
"""Where a refusal or referral goes back to when it is revoked."""


@pytest.mark.parametrize(("dari", "ke"), list(product(Status.values, Status.values)))
def test_table_has_exactly_these_moves(dari, ke):
    assert boleh(dari, ke) == ((dari, ke) in BOLEH)


def test_every_state_can_be_reached_and_every_open_state_left():
    assert set(PERPINDAHAN) == set(Status.values)
    assert set().union(*PERPINDAHAN.values()) | {"diterima"} == set(Status.values)
    assert {s for s, ke in PERPINDAHAN.items() if ke <= DITARIK} == set(TERTUTUP)


def _bawa_ke(surat, status):
    """Force a state past the table, as only a test may."""
    tutup = jam.sekarang() if status in TERTUTUP else None
    SuratMasuk.objects.filter(pk=surat.pk).update(status=status, ditutup_pada=tutup)
    surat.refresh_from_db()


@pytest.mark.django_db
@pytest.mark.parametrize("dari", Status.values)
def test_pindahkan_follows_the_table(dari):
    surat = pabrik.pengaduan()
    for ke in Status.values:
        _bawa_ke(surat, dari)
        pada = jam.sekarang()
        if (dari, ke) in BOLEH:
            pindahkan(surat=surat, ke=ke, pada=pada)
            surat.refresh_from_db()
            assert surat.status == ke
            assert surat.ditutup_pada == (pada if ke in TERTUTUP else None)
        else:
            with pytest.raises(SudahTerjadi if ke == dari else GalatAturan, match=surat.nomor):
                pindahkan(surat=surat, ke=ke, pada=pada)
            surat.refresh_from_db()
            assert surat.status == dari


@pytest.mark.django_db
@pytest.mark.parametrize(
    "kolom",
    [
        {"status": "tidak_ada"},
        {"status": "selesai"},
        {"status": "diterima", "ditutup_pada": "2026-11-23T01:00+00:00"},
        {"dicatat_pada": "2020-01-01T00:00+00:00"},
        {"diterima_pada": "2020-01-01T00:00+00:00"},
    ],
)
def test_database_refuses_broken_invariants(kolom):
    surat = pabrik.pengaduan()
    with pytest.raises(IntegrityError), transaction.atomic():
        SuratMasuk.objects.filter(pk=surat.pk).update(**kolom)


def test_every_state_is_in_the_glossary():
    glosarium = (Path(settings.BASE_DIR) / "docs" / "glosarium.md").read_text()
    assert [s for s in Status.values if f"**{s}**" not in glosarium] == []
