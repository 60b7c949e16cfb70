"""Reads of appointments and absences."""

from datetime import datetime

from django.db.models import Q, QuerySet

from dinsos.agenda.models import SuratMasuk
from disposisi.enums import BERJALAN, KeadaanAudiensi, KeadaanPermintaan


class AudiensiQuerySet(QuerySet):
    """Appointments."""

    def berjalan(self) -> "AudiensiQuerySet":
        """Those that still hold their place."""
        return self.filter(keadaan__in=BERJALAN)

    def diusulkan(self, pada: datetime) -> "AudiensiQuerySet":
        """Alternatives that can still be chosen at `pada` (aware)."""
        return self.filter(keadaan=KeadaanAudiensi.DIUSULKAN, berlaku_sampai__gt=pada)

    def antara(self, dari: datetime, sampai: datetime) -> "AudiensiQuerySet":
        """Those planned to begin in [dari, sampai) (aware)."""
        return self.filter(mulai__gte=dari, mulai__lt=sampai)

    def untuk(self, pengguna) -> "AudiensiQuerySet":
        """Those of letters that this person may know of (`SuratMasukQuerySet.untuk`)."""
        return self.filter(surat__in=SuratMasuk.objects.untuk(pengguna))


class KetidakhadiranQuerySet(QuerySet):
    """Absences of officers."""

    def menyentuh(self, mulai: datetime, selesai: datetime) -> "KetidakhadiranQuerySet":
        """Those that overlap [mulai, selesai) (aware)."""
        return self.filter(mulai__lt=selesai, selesai__gt=mulai)


class PemakaianSlotQuerySet(QuerySet):
    """Cells that are given away."""

    def hidup(self, pada: datetime) -> "PemakaianSlotQuerySet":
        """Those that hold at `pada` (aware): not those of an alternative that has expired by then."""
        return self.exclude(basi(pada))

    def basi(self, pada: datetime) -> "PemakaianSlotQuerySet":
        """Those of alternatives that have expired by `pada` (aware)."""
        return self.filter(basi(pada))


class PermintaanQuerySet(QuerySet):
    """Requests for another time."""

    def menunggu(self) -> "PermintaanQuerySet":
        """Those that the office has still to answer, at most one a letter."""
        return self.filter(keadaan=KeadaanPermintaan.MENUNGGU)


def basi(pada: datetime) -> Q:
    """Cells of alternatives whose time to choose was over at `pada` (aware)."""
    return Q(audiensi__keadaan=KeadaanAudiensi.DIUSULKAN, audiensi__berlaku_sampai__lte=pada)
