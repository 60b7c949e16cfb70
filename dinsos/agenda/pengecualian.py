"""Keeping a letter from a person whom it names and who got an account, or another name or role, after it came."""

from django.db import transaction

from dinsos.agenda import layanan
from dinsos.agenda.actions import kunci_surat
from dinsos.agenda.models import Pengecualian, SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.akun.models import Pengguna
from dinsos.inti import jam

ALASAN = "Disebut dalam surat"


@transaction.atomic
def kecualikan_yang_disebut(*, pengguna: Pengguna, oleh: Pengguna | None) -> int:
    """Exclude this person from every open letter that names them, as the services read names; returns how many.

    `oleh` changed the account (None: on the server). They neither read nor decide those letters from then on. The
    story of each says why; nobody is told, because not even who keeps the accounts may know whom a letter names.
    """
    terbuka = SuratMasuk.objects.filter(ditutup_pada=None).exclude(pengecualian__pengguna=pengguna)
    semua = [satu.pk for satu in terbuka.order_by("pk") if pengguna in _terlapor(satu)]
    for pk in semua:
        surat = kunci_surat(pk)
        Pengecualian.objects.get_or_create(surat=surat, pengguna=pengguna, defaults={"alasan": ALASAN})
        catat(
            surat=surat,
            jenis="dikecualikan",
            pada=jam.sekarang(),
            oleh=oleh,
            teks=f"{pengguna} tidak dapat membuka atau memutus surat ini, karena disebut di dalamnya. "
            "Akunnya dibuat atau diubah sesudah surat ini diterima.",
        )
    return len(semua)


def _terlapor(surat: SuratMasuk) -> list[Pengguna]:
    rincian = layanan.ambil(surat.layanan)
    if rincian.terlapor is layanan.tanpa_terlapor:
        return []
    baris = rincian.baca(surat)
    return rincian.terlapor(baris)[1] if baris else []
