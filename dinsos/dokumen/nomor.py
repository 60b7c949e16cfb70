"""The gapless numbers of outgoing letters, one row of them for each book and year."""

from datetime import datetime

from dinsos.dokumen import pola
from dinsos.dokumen.models_nomor import PenghitungSurat, PolaNomor
from dinsos.dokumen.models_surat import SuratKeluar
from dinsos.inti import jam, penghitung
from dinsos.inti.galat import GalatAturan

DIPAKAI = "Nomor surat {} sudah dipakai tahun ini. Periksa buku surat keluar, lalu ketik nomor lain."


def ambil(jenis: str) -> tuple[str, int, datetime]:
    """The next number of the book of that kind: (number as written, year in WITA, aware instant).

    Locks the counter until the transaction ends; must be the last lock that it takes. Raises GalatAturan when the
    kind has no pattern.
    """
    milik = PolaNomor.objects.filter(jenis=jenis).first()
    if milik is None:
        raise GalatAturan("Pola nomor surat belum diatur. Hubungi pengelola, atau ketik nomornya.")
    tahun, urut, pada = penghitung.ambil(PenghitungSurat, milik.buku)
    return pola.isi(milik.pola, urut=urut, kode=milik.kode, tanggal=jam.wita(pada).date()), tahun, pada


def periksa_ketikan(ketikan: str) -> str:
    """A number that was typed in, tidied; "" for none. One query.

    Raises NomorDitolak when it can't be one or is taken this year (WITA). The database decides once more when the
    letter goes out.
    """
    if not ketikan.strip():
        return ""
    rapi = pola.rapikan(ketikan)
    if SuratKeluar.objects.filter(tahun=jam.hari_ini().year, nomor__iexact=rapi).exists():
        raise pola.NomorDitolak(DIPAKAI.format(rapi))
    return rapi
