"""Reads for the disposition: who can be given a letter, and whether it has a chain."""

from django.db.models import BigIntegerField, Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from dinsos.agenda.models import Pengecualian, SuratMasuk
from dinsos.agenda.models_akses import PendampingSurat
from dinsos.akun.models import Pengguna, Peran, Sudut
from dinsos.inti.kueri_siap import Isian, KueriSiap
from disposisi.models import Disposisi


def ada_rantai() -> Exists:
    """For a queryset of letters: whether there are dispositions besides the one that holds now."""
    return Exists(Disposisi.objects.filter(surat=OuterRef("pk"), aktif_untuk=None))


def ada_pendamping() -> Exists:
    """For a queryset of letters: whether somebody accompanies the officer now."""
    return Exists(PendampingSurat.objects.filter(surat=OuterRef("pk")))


def calon_petugas(*, surat: SuratMasuk | Isian, pemutus: Pengguna | Sudut) -> QuerySet[Pengguna]:
    """Active officers whom the letter does not complain about, by name, each with `beban`: open letters now."""
    return petugas_dan_kecualian(surat=surat, pemutus=pemutus).filter(kecuali=False)


def petugas_dan_kecualian(*, surat: SuratMasuk | Isian, pemutus: Pengguna | Sudut) -> QuerySet[Pengguna]:
    """All active officers by name, each with `beban` (open letters now) and `kecuali`: excluded from the letter.

    Letters that `pemutus` must not know of are not counted either: those that exclude them and, for a head,
    those that name the head.
    """
    terhitung = SuratMasuk.objects.tanpa_kecualian(pemutus).filter(ditutup_pada=None)
    if not pemutus.punya_peran(Peran.SEKRETARIS):
        terhitung = terhitung.filter(menyangkut_kepala=False)
    jumlah = (
        terhitung.filter(petugas=OuterRef("pk"))
        .order_by()
        .values("petugas")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return (
        Pengguna.objects.berperan(Peran.PETUGAS)
        .annotate(
            beban=Coalesce(Subquery(jumlah, output_field=IntegerField()), Value(0)),
            kecuali=Exists(Pengecualian.objects.filter(surat=surat, pengguna=OuterRef("pk"))),
        )
        .order_by("nama", "pk")
    )


_CALON = KueriSiap(
    lambda sudut: petugas_dan_kecualian(surat=Isian("surat", BigIntegerField()), pemutus=sudut).only(
        "username", "nama", "jabatan"
    )
)


def daftar_calon(*, surat: SuratMasuk, pemutus: Pengguna) -> list[Pengguna]:
    """`petugas_dan_kecualian` as rows with name, position, `beban` and `kecuali`; one query."""
    return _CALON(pemutus.sudut, saya=pemutus.pk, surat=surat.pk)
