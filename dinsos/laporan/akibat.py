"""How clocks ended, counted apart by outcome (tenggat.md, "No pauses"), for every report."""

from collections import Counter
from datetime import datetime

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from dinsos.agenda.models import Tenggat
from dinsos.sla.tenggat import MEMBATALKAN, Status


def hitung(tenggat: QuerySet[Tenggat], pada: datetime) -> Counter[tuple[str, str, str]]:
    """How many of these clocks show what at `pada` (aware): (kind, outcome, status) → number; one query.

    Outcome is "" for a clock that runs or ended by the promised act. Events after `pada` are not seen; a clock
    that ended late counts as late, whatever its outcome. The status is that of `sla.tenggat.status`.
    """
    berhenti = Q(berhenti_pada__lte=pada)
    kini = Case(
        When(berhenti & Q(berhenti_pada__gt=F("jatuh_tempo")), then=Value(Status.TERPENUHI_TERLAMBAT.value)),
        When(berhenti & Q(akibat__in=sorted(MEMBATALKAN)), then=Value(Status.BATAL.value)),
        When(berhenti, then=Value(Status.TERPENUHI.value)),
        When(jatuh_tempo__lt=pada, then=Value(Status.TERLAMBAT.value)),
        When(ingat_pada__lte=pada, then=Value(Status.SEGERA.value)),
        default=Value(Status.TEPAT_WAKTU.value),
    )
    baris = (
        tenggat.order_by()
        .annotate(kini=kini, keluar=Case(When(berhenti, then=F("akibat")), default=Value("")))
        .values_list("jenis", "keluar", "kini")
        .annotate(banyak=Count("pk"))
    )
    return Counter({(jenis, keluar, kini): banyak for jenis, keluar, kini, banyak in baris})
