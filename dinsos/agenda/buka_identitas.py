"""Showing who wrote a secret letter: to whom, once per press of a button, and the log of it."""

from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import get_random_string

from dinsos.agenda.actions import kunci_surat
from dinsos.agenda.kerahasiaan import PengirimTampil, menyebut_pengirim, tampil
from dinsos.agenda.models import BukaIdentitas, Lampiran, SuratMasuk
from dinsos.agenda.querysets import bukan_kecualian, diputus, ditangani
from dinsos.akun.models import Peran
from dinsos.inti import jam
from dinsos.inti.galat import TidakBerwenang

SESI = "buka_identitas"
DISEMBUNYIKAN = "Identitas pengirim disembunyikan lagi."
TERAKHIR = 20
"""How many unmaskings a page tells; all of them stand in the register of the admin."""
SEBAGAI = (Peran.KEPALA_DINAS, Peran.SEKRETARIS)


def boleh_membuka(pengguna, surat: SuratMasuk) -> bool:
    """Whether this person decides the letter or handles it, and is not named in it. One query."""
    if not pengguna.is_authenticated or not pengguna.is_active:
        return False
    hak = ditangani(pengguna.pk) | diputus(pengguna)
    return SuratMasuk.objects.filter(hak, bukan_kecualian(pengguna), pk=surat.pk).exists()


def sebagai(pengguna, surat: SuratMasuk) -> str:
    """As what somebody opens a letter, in words for the log."""
    if surat.petugas_id == pengguna.pk:
        return "Petugas yang menangani"
    return next((Peran(peran).label for peran in SEBAGAI if pengguna.punya_peran(peran)), "Pelaksana harian")


@transaction.atomic
def buka_identitas(*, surat: SuratMasuk, oleh) -> BukaIdentitas:
    """Log that `oleh` is shown who wrote the letter, before it is shown (UU 27/2022).

    Raises TidakBerwenang for anybody but who decides the letter and its officer.
    """
    surat = kunci_surat(surat.pk)
    if not boleh_membuka(oleh, surat):
        raise TidakBerwenang("Identitas pengirim hanya untuk pemutus dan petugas surat ini.")
    return BukaIdentitas.objects.create(
        surat=surat, pengguna=oleh, sebagai=sebagai(oleh, surat), pada=jam.sekarang()
    )


def buka_lewat_berkas(*, surat: SuratMasuk, lampiran: Lampiran, oleh) -> None:
    """Opening a paper that shows the sender of a secret letter is an unmasking; other papers change nothing."""
    if surat.rahasiakan_identitas and menyebut_pengirim(lampiran):
        buka_identitas(surat=surat, oleh=oleh)


def buka_sekali(request: HttpRequest, surat: SuratMasuk) -> bool:
    """Whether the answer to this POST shows the sender; logs it. A page that is sent again (reload) shows nothing.

    Raises TidakBerwenang as `buka_identitas`.
    """
    kali = request.POST.get("kali", "")
    if kali and request.session.get(SESI) == kali:
        return False
    if surat.rahasiakan_identitas:
        buka_identitas(surat=surat, oleh=request.user)
        request.session[SESI] = kali
    return True


@dataclass(frozen=True)
class Pembukaan:
    """What the page of a secret letter says about unmasking; `kali` tells one press from a repeated one."""

    boleh: bool
    daftar: list[BukaIdentitas]
    kali: str


def konteks_pengirim(pengguna, surat: SuratMasuk, *, terbuka: bool = False) -> dict:
    """`pengirim` (PengirimTampil) and `pembukaan` (None for a letter that isn't secret) for a page.

    `terbuka` only after `buka_sekali`. No query for a letter that isn't secret, otherwise two and those
    of `tampil`.
    """
    pengirim: PengirimTampil = tampil(surat, terbuka=terbuka)
    if not surat.rahasiakan_identitas:
        return {"pengirim": pengirim, "pembukaan": None}
    boleh = boleh_membuka(pengguna, surat)
    dibuka = surat.buka_identitas.select_related("pengguna").order_by("-pada", "-id")
    daftar = list(dibuka[:TERAKHIR]) if boleh else []
    return {"pengirim": pengirim, "pembukaan": Pembukaan(boleh, daftar, get_random_string(12))}
