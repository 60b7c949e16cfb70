"""In which capacity somebody decides a letter, for whom, and why; kept on the record."""

from dataclasses import dataclass

from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.querysets import kepala_dikecualikan
from dinsos.akun.models import PelaksanaHarian, Pengguna, Peran
from dinsos.inti import jam
from disposisi.enums import Sebagai

MENYANGKUT_KEPALA = "Surat ini menyangkut Kepala Dinas."
TAMU_MENUNGGU = "Tamu menunggu lebih dari 30 menit tanpa keputusan Kepala Dinas."


@dataclass(frozen=True)
class Wewenang:
    """`atas_nama` is the head, if the office has one, and `alasan` why it isn't the head who decides."""

    sebagai: str
    atas_nama: Pengguna | None = None
    alasan: str = ""


def wewenang(oleh: Pengguna, surat: SuratMasuk) -> Wewenang:
    """The capacity in which `oleh`, who may decide this letter (`bisa_diputus`), does so."""
    if oleh.punya_peran(Peran.KEPALA_DINAS):
        return Wewenang(Sebagai.KEPALA)
    kepala = Pengguna.objects.berperan(Peran.KEPALA_DINAS).order_by("pk").first()
    menyangkut_kepala = surat.menyangkut_kepala or _kepala_dikecualikan(surat)
    if oleh.punya_peran(Peran.SEKRETARIS) and (menyangkut_kepala or not oleh.pelaksana_harian):
        alasan = MENYANGKUT_KEPALA if menyangkut_kepala else TAMU_MENUNGGU
        return Wewenang(Sebagai.SEKRETARIS, kepala, alasan)
    return Wewenang(Sebagai.PLH, kepala, _alasan_plh(oleh, surat))


def _kepala_dikecualikan(surat: SuratMasuk) -> bool:
    return SuratMasuk.objects.filter(kepala_dikecualikan(), pk=surat.pk).exists()


def _alasan_plh(oleh: Pengguna, surat: SuratMasuk) -> str:
    plh = PelaksanaHarian.objects.berlaku(jam.sekarang()).filter(pengguna=oleh).order_by("mulai").first()
    perintah = f" (surat perintah {plh.nomor_surat})" if plh else ""
    alasan = f"Pelaksana harian Kepala Dinas{perintah}."
    if surat.menyangkut_kepala:
        alasan = f"{alasan} {MENYANGKUT_KEPALA} Tidak ada sekretaris yang dapat memutusnya."
    return alasan
