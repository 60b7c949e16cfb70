"""The agenda book of letters that came in, by period: on the screen and on paper.

Every number of the register has its line, except those of letters that this person must not meet: hidden and
missing are the same (docs/adr/0008-siapa-memutus.md), and the deputy's book has them. A sender who stays secret is
masked for everybody.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from dinsos.agenda.dokumen_surat import saat
from dinsos.agenda.enums import Saluran
from dinsos.agenda.kerahasiaan import nama_di_daftar
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.querysets import diputus
from dinsos.akun.models import Peran
from dinsos.dokumen.cetak import BARIS_MAKS
from dinsos.dokumen.models import AsalSurat
from dinsos.inti import jam
from dinsos.inti.galat import GalatAturan
from dinsos.inti.teks import tanggal
from dinsos.laporan.masa import dicatat

JENIS = "buku_agenda"
PERAN = (Peran.KEPALA_DINAS, Peran.SEKRETARIS)
PRATINJAU = 100
"""Lines that the screen shows; the paper holds all of them."""
KOLOM = (
    *("nomor", "layanan", "saluran", "hal", "status", "diterima_pada", "rahasiakan_identitas"),
    *("pengirim__nama", "petugas__nama", "petugas__username"),
)


@dataclass(frozen=True)
class Baris:
    """One line of the book, as it is shown to one person."""

    no: int
    diterima: date
    nomor: str
    pengirim: str
    surat: str
    ringkasan: str
    diteruskan: str
    keterangan: str

    def untuk_cetak(self) -> dict:
        """As `dokumen.cetak` takes it."""
        isi = vars(self) | {"diterima": self.diterima.isoformat(), "nomor_agenda": self.nomor}
        del isi["nomor"]
        return isi


def jumlah(oleh, dari: date, sampai: date) -> int:
    """How many lines the book of `oleh` has for these days of entry (WITA, both included); one query."""
    return _terlihat(oleh, dari, sampai).count()


def baris(oleh, dari: date, sampai: date, batas: int = BARIS_MAKS) -> list[Baris]:
    """The first `batas` lines of these days in the order of the numbers, as `oleh` may see them; one query."""
    surat = _terlihat(oleh, dari, sampai).select_related("pengirim", "petugas").only(*KOLOM)
    asal = AsalSurat.objects.filter(kasus=OuterRef("uuid"))
    surat = surat.annotate(
        nomor_asal=Subquery(asal.values("nomor")[:1]), tanggal_asal=Subquery(asal.values("tanggal")[:1])
    )
    return [_baris(no, satu) for no, satu in enumerate(surat.order_by("tahun", "urut")[:batas], 1)]


def data(oleh, dari: date, sampai: date) -> dict:
    """What the paper shows. Raises GalatAturan when there are more lines than one book can hold."""
    banyak = jumlah(oleh, dari, sampai)
    if banyak > BARIS_MAKS:
        raise GalatAturan(terlalu_panjang(banyak))
    return {
        "dibuat": saat(jam.sekarang()),
        "dari": dari.isoformat(),
        "sampai": sampai.isoformat(),
        "baris": [satu.untuk_cetak() for satu in baris(oleh, dari, sampai)],
    }


def terlalu_panjang(banyak: int) -> str:
    """Why a book isn't printed; "" when it can be."""
    if banyak <= BARIS_MAKS:
        return ""
    return (
        f"Masa ini memuat {banyak} surat, sedangkan satu buku memuat paling banyak {BARIS_MAKS}. "
        "Pilih masa yang lebih pendek, lalu unduh satu per satu."
    )


def _terlihat(oleh, dari: date, sampai: date) -> QuerySet[SuratMasuk]:
    """Letters entered on these days that do not exclude this person; for the head none that names the head."""
    surat = SuratMasuk.objects.filter(dicatat(dari, sampai)).tanpa_kecualian(oleh)
    return surat.filter(Q(menyangkut_kepala=False) | diputus(oleh)) if oleh.adalah_kepala() else surat


def _baris(no: int, surat: SuratMasuk) -> Baris:
    diterima = jam.wita(surat.diterima_pada).date()
    return Baris(
        no,
        diterima,
        surat.nomor,
        pengirim=nama_di_daftar(surat),
        surat=_tanggal_dan_nomor(surat),
        ringkasan=surat.hal,
        diteruskan=str(surat.petugas or ""),
        keterangan=f"{surat.get_layanan_display()} ({surat.get_saluran_display()}). {surat.get_status_display()}.",
    )


def _tanggal_dan_nomor(surat: SuratMasuk) -> str:
    """Date and number as they stand on the letter; of one that has none, how it was given.

    The number of a secret sender's letter may name an institution, so it isn't shown.
    """
    nomor = "" if surat.rahasiakan_identitas else surat.nomor_asal
    if surat.tanggal_asal or nomor:
        hari = _hari(surat.tanggal_asal) if surat.tanggal_asal else "tanpa tanggal"
        return f"{hari}, {f'nomor {nomor}' if nomor else 'tanpa nomor'}"
    if surat.saluran == Saluran.PORTAL:
        return f"{_hari(surat.diterima_pada)}, tanpa nomor"
    return "disampaikan lisan" if surat.saluran == Saluran.TAMU else "tanpa tanggal dan nomor"


def _hari(nilai: date | datetime) -> str:
    """ "24 November 2026"."""
    return tanggal(nilai).partition(", ")[2]
