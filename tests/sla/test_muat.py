"""The rows that the migration wrote make the calendar that the pure tests use."""

import pytest

from dinsos.sla.layanan import kalender_untuk
from dinsos.sla.models import VersiKalender


@pytest.mark.django_db
def test_published_rows_make_the_seeded_calendar(kalender):
    terbit = kalender_untuk(VersiKalender.objects.terbit().values_list("pk", flat=True))
    assert set(terbit.profil) == set(kalender.profil)
    assert set(terbit.khusus) == set(kalender.khusus)
    assert terbit.tahun_terbit == kalender.tahun_terbit == {2026, 2027}
