"""What the deputy may still know of letters that were theirs to decide for a while (a guest who waited)."""

from django.db.models import Q

from dinsos.agenda.models import SuratMasuk, Tenggat
from dinsos.agenda.querysets import TUNGGU_TAMU
from dinsos.akun.models import Peran
from disposisi.models import Disposisi


def pernah_memutus(pengguna, surat: str = "") -> Q:
    """The condition that this deputy decided a letter, and so may read it; `surat` is the path to it, as "surat".

    A list of letters that the database reads once, as for companions.
    """
    if not pengguna.punya_peran(Peran.SEKRETARIS):
        return Q()
    milik = Disposisi.objects.filter(oleh=pengguna.pk).order_by().values("surat")
    return Q(**{f"{surat or 'pk'}__in": milik})


def didahului(pengguna, pk: int) -> SuratMasuk | None:
    """The letter (id) that this deputy could have decided at the instant at which somebody else did; else None."""
    if not pengguna.punya_peran(Peran.SEKRETARIS):
        return None
    surat = SuratMasuk.objects.tanpa_kecualian(pengguna).filter(pk=pk).first()
    disposisi = Disposisi.objects.filter(aktif_untuk=pk).first() if surat else None
    if disposisi is None:
        return None
    menunggu = Tenggat.objects.filter(surat=pk, jenis="tatap_muka", mulai__lte=disposisi.pada - TUNGGU_TAMU)
    masih = menunggu.filter(Q(berhenti_pada=None) | Q(berhenti_pada__gte=disposisi.pada))
    return surat if masih.exists() else None
