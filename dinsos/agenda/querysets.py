"""Reads of the register; every list starts from `untuk(pengguna)`."""

from django.db import models
from django.db.models import Exists, OuterRef, Q


class TambahSajaQuerySet(models.QuerySet):
    """Rows that are only ever added."""

    def update(self, **kwargs):
        raise TypeError(f"{self.model.__name__} hanya boleh ditambah, tidak diubah")

    def delete(self):
        raise TypeError(f"{self.model.__name__} hanya boleh ditambah, tidak dihapus")


class SuratMasukQuerySet(models.QuerySet):
    """Which letters a person meets at all, and the office's queues."""

    def untuk(self, pengguna) -> "SuratMasukQuerySet":
        """Letters that this person may know of.

        The head (or acting head) sees all but those that name the head; the deputy sees those; an officer
        sees the own ones. Whoever is excluded from a letter never meets it, whatever the role.
        """
        if not pengguna.is_authenticated or not pengguna.is_active:
            return self.none()
        boleh = Q(petugas=pengguna)
        if pengguna.adalah_kepala():
            boleh |= Q(menyangkut_kepala=False)
        if pengguna.punya_peran("sekretaris"):
            boleh |= Q(menyangkut_kepala=True)
        if not (pengguna.adalah_kepala() or pengguna.punya_peran("sekretaris", "petugas")):
            return self.none()
        return self.tanpa_kecualian(pengguna).filter(boleh)

    def tanpa_kecualian(self, pengguna) -> "SuratMasukQuerySet":
        """Without the letters from which this person is excluded."""
        from dinsos.agenda.models import Pengecualian

        return self.filter(~Exists(Pengecualian.objects.filter(surat=OuterRef("pk"), pengguna=pengguna)))

    def bisa_diputus(self, pengguna) -> "SuratMasukQuerySet":
        """Letters that this person decides: the head's, or, for the deputy, those that name the head."""
        boleh = Q(pk__in=[])
        if pengguna.adalah_kepala():
            boleh |= Q(menyangkut_kepala=False)
        if pengguna.punya_peran("sekretaris"):
            boleh |= Q(menyangkut_kepala=True)
        return self.tanpa_kecualian(pengguna).filter(boleh)

    def menunggu_disposisi(self) -> "SuratMasukQuerySet":
        """Letters that wait for the head, oldest due first."""
        from dinsos.agenda.models import Tenggat

        jatuh_tempo = Tenggat.objects.filter(surat=OuterRef("pk"), jenis="respon").values("jatuh_tempo")[:1]
        return (
            self.filter(status="diterima")
            .annotate(respon_jatuh_tempo=models.Subquery(jatuh_tempo))
            .order_by("respon_jatuh_tempo", "pk")
        )

    def di_meja(self) -> "SuratMasukQuerySet":
        """Letters somebody still has to work on: open ones, and closed ones with a clock still running."""
        from dinsos.agenda.models import Tenggat

        berjalan = Tenggat.objects.filter(surat=OuterRef("pk"), berhenti_pada=None)
        return self.filter(Q(ditutup_pada=None) | Exists(berjalan))


class TenggatQuerySet(models.QuerySet):
    """Clocks."""

    def terbuka(self) -> "TenggatQuerySet":
        """Clocks that have not stopped."""
        return self.filter(berhenti_pada=None)

    def terlambat(self, pada) -> "TenggatQuerySet":
        """Open clocks whose due time has passed at `pada`."""
        return self.terbuka().filter(jatuh_tempo__lt=pada)

    def jatuh_antara(self, dari, sampai) -> "TenggatQuerySet":
        """Open clocks due in [dari, sampai)."""
        return self.terbuka().filter(jatuh_tempo__gte=dari, jatuh_tempo__lt=sampai)

    def untuk(self, pengguna) -> "TenggatQuerySet":
        """Clocks of the letters that this person may know of (see `SuratMasukQuerySet.untuk`)."""
        from dinsos.agenda.models import SuratMasuk

        return self.filter(surat__in=SuratMasuk.objects.untuk(pengguna))
