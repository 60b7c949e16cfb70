"""Reads of appointments and absences."""

from datetime import datetime

from django.db.models import QuerySet

from dinsos.agenda.models import SuratMasuk
from disposisi.enums import BERJALAN


class AudiensiQuerySet(QuerySet):
    """Appointments."""

    def berjalan(self) -> "AudiensiQuerySet":
        """Those that still hold their place."""
        return self.filter(keadaan__in=BERJALAN)

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
