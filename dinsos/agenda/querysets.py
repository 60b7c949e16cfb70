"""Reads of the register; every list starts from `untuk(pengguna)`."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from dinsos.akun.models import PelaksanaHarian, Pengguna, Sudut
from dinsos.inti import jam
from dinsos.inti.kueri_siap import Isian

TUNGGU_TAMU = timedelta(minutes=30)
"""After so long without a decision the deputy decides about a waiting guest, too."""

PEMBACA_LAIN: list[Callable[..., Q]] = []
"""Conditions from rooms above under which somebody may know of a letter, too; called as `didampingi`."""


def boleh_tahu(pengguna, surat: str = "") -> Q:
    """The condition under which this person may know of a letter; `surat` is the path to it, as "surat".

    Who decides a letter sees it (see `diputus`); an officer sees the own ones and those in which they accompany
    its officer; rooms above add whom they know (`PEMBACA_LAIN`). Whoever is excluded from a letter never
    meets it, whatever the role.
    """
    if not pengguna.is_authenticated or not pengguna.is_active:
        return Q(pk__in=[])
    if not (pengguna.adalah_kepala() or pengguna.punya_peran("sekretaris", "petugas")):
        return Q(pk__in=[])
    boleh = ditangani(pengguna.pk, surat) | didampingi(pengguna, surat) | diputus(pengguna, surat)
    for pembaca in PEMBACA_LAIN:
        boleh |= pembaca(pengguna, surat)
    return boleh & bukan_kecualian(pengguna, surat)


def diputus(pengguna, surat: str = "") -> Q:
    """The condition that this person decides a letter, exclusions left aside; `surat` as in `boleh_tahu`.

    The head (or acting head) decides all but those that name the head; those are the deputy's, as are those from
    which the head is excluded, and those of a guest who has waited for `TUNGGU_TAMU` without a decision. When no
    deputy may know of a letter that names the head, it is the acting head's: somebody has to decide it.
    """
    awalan = f"{surat}__" if surat else ""
    menyangkut_kepala = Q(**{f"{awalan}menyangkut_kepala": True})
    boleh = Q(pk__in=[])
    if pengguna.adalah_kepala():
        boleh |= Q(**{f"{awalan}menyangkut_kepala": False})
    if pengguna.punya_peran("sekretaris"):
        boleh |= menyangkut_kepala | kepala_dikecualikan(surat) | tamu_menunggu_lama(pengguna, surat)
    elif not pengguna.punya_peran("kepala_dinas") and pengguna.pelaksana_harian:
        boleh |= menyangkut_kepala & tanpa_sekretaris(surat)
    return boleh


def kepala_dikecualikan(surat: str = "") -> Q:
    """The condition that the head of office of now is excluded from a letter, as somebody it names."""
    from dinsos.agenda.models import Pengecualian

    kepala = {"pengguna__is_active": True, "pengguna__groups__name": "kepala_dinas"}
    return Q(Exists(Pengecualian.objects.filter(surat=OuterRef(surat or "pk"), **kepala)))


def tamu_menunggu_lama(pengguna, surat: str = "") -> Q:
    """The condition that a letter has no decision and its guest waits since `TUNGGU_TAMU` or longer."""
    from dinsos.agenda.models import Tenggat

    batas = _BATAS_TUNGGU if isinstance(pengguna, Sudut) else _batas_tunggu()
    tunggu = Tenggat.objects.terbuka().filter(jenis="tatap_muka", mulai__lte=batas)
    belum = Q(**{f"{surat}__status" if surat else "status": "diterima"})
    return belum & Q(Exists(tunggu.filter(surat=OuterRef(surat or "pk"))))


def _batas_tunggu() -> datetime:
    return jam.sekarang() - TUNGGU_TAMU


_BATAS_TUNGGU = Isian("batas_tunggu", models.DateTimeField(), _batas_tunggu)


def tanpa_sekretaris(surat: str = "") -> Q:
    """The condition that every deputy is excluded from a letter, or that the office has none."""
    sekretaris = Pengguna.objects.filter(is_active=True, groups__name="sekretaris")
    return Q(~Exists(sekretaris.filter(_tidak_dikecualikan("pk", surat))))


def _tidak_dikecualikan(pengguna: str, surat: str = "") -> Q:
    """Inside a subquery of a letter's query: the person at this path is not excluded from the letter."""
    from dinsos.agenda.models import Pengecualian

    kecuali = Pengecualian.objects.filter(
        surat=OuterRef(OuterRef(surat or "pk")), pengguna=OuterRef(pengguna)
    )
    return Q(~Exists(kecuali))


def ditangani(petugas: int | None, surat: str = "") -> Q:
    """That this officer (by id; None: nobody) handles the letter; `surat` is the path to it, as "surat".

    By way of a path it is an expression that no index has. Otherwise SQLite, which knows no statistics unless
    somebody ran ANALYZE, reads all letters that the officer ever had instead of the few open clocks.
    """
    if not surat:
        return Q(petugas=petugas)
    return Q(Exact(Coalesce(F(f"{surat}__petugas"), Value(0)), petugas or 0))


def didampingi(pengguna, surat: str = "") -> Q:
    """The condition that this person accompanies the officer of a letter; `surat` is the path to it, as "surat".

    A list of letters that the database reads once, not a question about each of them.
    """
    from dinsos.agenda.models_akses import PendampingSurat

    milik = PendampingSurat.objects.filter(pengguna=pengguna.pk).values("surat")
    return Q(**{f"{surat or 'pk'}__in": milik})


def bukan_kecualian(pengguna, surat: str = "") -> Q:
    """The condition that this person is not excluded from a letter; `surat` is the path to it, as "surat"."""
    from dinsos.agenda.models import Pengecualian

    return Q(~Exists(Pengecualian.objects.filter(surat=OuterRef(surat or "pk"), pengguna=pengguna.pk)))


class SuratMasukQuerySet(models.QuerySet):
    """Which letters a person meets at all, and the office's queues."""

    def untuk(self, pengguna) -> "SuratMasukQuerySet":
        """Letters that this person may know of (see `boleh_tahu`)."""
        return self.filter(boleh_tahu(pengguna))

    def tanpa_kecualian(self, pengguna) -> "SuratMasukQuerySet":
        """Without the letters from which this person is excluded."""
        return self.filter(bukan_kecualian(pengguna))

    def bisa_diputus(self, pengguna) -> "SuratMasukQuerySet":
        """Letters that this person decides (see `diputus`)."""
        return self.tanpa_kecualian(pengguna).filter(diputus(pengguna))

    def tanpa_pemutus(self, pada) -> "SuratMasukQuerySet":
        """Letters that wait for a disposition and that nobody may decide at `pada` (aware), because they name
        the head and every deputy, and there is no acting head who is not named."""
        plh = PelaksanaHarian.objects.berlaku(pada).filter(pengguna__is_active=True)
        return self.filter(
            tanpa_sekretaris(),
            ~Exists(plh.filter(_tidak_dikecualikan("pengguna"))),
            Q(menyangkut_kepala=True) | kepala_dikecualikan(),
            status="diterima",
        )

    def menunggu_disposisi(self) -> "SuratMasukQuerySet":
        """Letters that wait for the head, oldest due first."""
        from dinsos.agenda.models import Tenggat

        jatuh_tempo = Tenggat.objects.filter(surat=OuterRef("pk"), jenis="respon").values("jatuh_tempo")[:1]
        return (
            self.filter(status="diterima")
            .annotate(respon_jatuh_tempo=models.Subquery(jatuh_tempo))
            .order_by("respon_jatuh_tempo", "pk")
        )

    def di_meja(self, petugas) -> "SuratMasukQuerySet":
        """What an officer has to work on: own open letters, and own closed ones with a clock still running.

        Two index ranges (`surat_terbuka`, `tenggat_terbuka`), however many letters were closed before.
        """
        from dinsos.agenda.models import Tenggat

        terbuka = self.model.objects.filter(petugas=petugas.pk, ditutup_pada=None).values("pk")
        berjalan = Tenggat.objects.terbuka().filter(ditangani(petugas.pk, "surat")).values("surat")
        return self.filter(pk__in=terbuka.order_by().union(berjalan))


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
        """Clocks of the letters that this person may know of (see `boleh_tahu`)."""
        return self.filter(boleh_tahu(pengguna, "surat"))
