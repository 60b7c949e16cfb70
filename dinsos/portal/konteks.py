"""Context of staff pages: the menu by role and the warnings that nobody may miss."""

from dataclasses import dataclass
from functools import cache as cache_tetap

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from dinsos.agenda.periksa import kalimat_peringatan
from dinsos.akun.models import Peran
from dinsos.akun.peran import berhak
from dinsos.bukutamu.kotak import keadaan as kotak_surat
from dinsos.laporan.tenggat import PERAN_PAPAN
from dinsos.notifikasi.kesehatan import teks_peringatan

PERINGATAN_DETIK = 30  # every page of staff shows what the nightly check found; it may be this old
PERAN_JADWAL = (Peran.PIKET, Peran.PETUGAS, Peran.KEPALA_DINAS, Peran.SEKRETARIS)
PERAN_ADMIN = (Peran.KEPALA_DINAS, Peran.SEKRETARIS, Peran.PENGELOLA)


_alamat = cache_tetap(reverse)  # addresses without parameters


@dataclass(frozen=True)
class Butir:
    """One entry of the staff menu."""

    teks: str
    url: str
    aktif: bool


def _menu(request: HttpRequest) -> list[Butir]:
    pengguna = request.user
    butir = [("Pekerjaan saya", "portal:kerja", True)]
    butir.append(("Piket", "bukutamu:meja", berhak(pengguna, (Peran.PIKET,))))
    butir.append(("Cari", "portal:cari", berhak(pengguna, PERAN_PAPAN)))
    butir.append(("Jadwal", "portal:jadwal", berhak(pengguna, PERAN_JADWAL)))
    butir.append(("Tenggat", "laporan:tenggat", berhak(pengguna, PERAN_PAPAN)))
    pemutus = berhak(pengguna, (Peran.KEPALA_DINAS, Peran.SEKRETARIS))
    butir.append(("Disposisi", "admin:disposisi_antrean", pemutus))
    butir.append(("Laporan", "laporan:daftar", pemutus))
    butir.append(("Pengaturan", "admin:index", berhak(pengguna, PERAN_ADMIN)))
    alamat = [(teks, _alamat(nama)) for teks, nama, ada in butir if ada]
    aktif = max((url for _, url in alamat if request.path.startswith(url)), key=len, default="")
    return [Butir(teks, url, url == aktif) for teks, url in alamat]


def _peringatan() -> list[str]:
    """What is wrong with the outbox now, with the nightly check of the due dates, and with the mailbox."""
    tenggat = cache.get_or_set("portal:periksa_tenggat", kalimat_peringatan, PERINGATAN_DETIK)
    kotak = cache.get_or_set("portal:kotak_surat", kotak_surat.kalimat_peringatan, PERINGATAN_DETIK)
    return [*teks_peringatan(), *filter(None, [tenggat, kotak])]


def staf(request: HttpRequest) -> dict:
    """`menu_staf` and `peringatan_sistem` for staff pages; evaluated only when a page uses them."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    return {
        "menu_staf": SimpleLazyObject(lambda: _menu(request)),
        "peringatan_sistem": SimpleLazyObject(_peringatan),
    }
