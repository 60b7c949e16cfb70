"""The gapless numbers of outgoing letters, one row of them for each book and year."""

from datetime import datetime

from dinsos.dokumen import pola
from dinsos.dokumen.models_nomor import PenghitungSurat, PolaNomor
from dinsos.inti import jam, penghitung
from dinsos.inti.galat import GalatAturan


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
