"""How a sender reads who wants to stay secret ("rahasiakan identitas saya"). Reads no database, writes nothing.

A masked sender is the same words for everybody: no initials, no length, not even whether somebody is represented.
Who may be shown the identity, and the log of it, is in `buka_identitas`.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dinsos.agenda.enums import PeranLampiran

if TYPE_CHECKING:
    from dinsos.agenda.models import Lampiran, SuratMasuk

TERSAMAR = "Pengirim dirahasiakan"
PERAN_BERNAMA = frozenset(
    {
        PeranLampiran.TANDA_TANGAN,
        PeranLampiran.PINDAIAN,
        PeranLampiran.IDENTITAS,
        PeranLampiran.SURAT_LEMBAGA,
    }
)
"""Papers that say who the sender is: opening one shows the identity."""


@dataclass(frozen=True)
class PengirimTampil:
    """A sender as a page shows it. Masked, it holds `TERSAMAR` and the way the answer goes, nothing else."""

    saluran_jawaban: str
    lacak_sendiri: bool
    terbuka: bool = False
    nama: str = TERSAMAR
    alamat_lengkap: str = ""
    nama_diwakili: str = ""
    alamat_diwakili: str = ""
    telepon: str = ""
    telepon_tampil: str = ""
    email: str = ""

    @property
    def sebagai_kuasa(self) -> bool:
        """Whether the sender files for somebody else, as far as the page may say."""
        return bool(self.nama_diwakili)


BIDANG = ("nama", "alamat_lengkap", "nama_diwakili", "alamat_diwakili", "telepon", "telepon_tampil", "email")
"""What of a `Pengirim` says who it is."""


def tampil(surat: "SuratMasuk", *, terbuka: bool = False) -> PengirimTampil:
    """The sender for a page about one letter; of a secret letter masked, unless `terbuka`."""
    orang = surat.pengirim
    cara = {"saluran_jawaban": orang.saluran_jawaban, "lacak_sendiri": orang.lacak_sendiri}
    if surat.rahasiakan_identitas and not terbuka:
        return PengirimTampil(**cara)
    return PengirimTampil(**cara, terbuka=True, **{nama: getattr(orang, nama) for nama in BIDANG})


def nama_di_daftar(surat: "SuratMasuk") -> str:
    """The sender's name for a list, where a secret one is masked for everybody. No query when it is joined."""
    return TERSAMAR if surat.rahasiakan_identitas else surat.pengirim.nama


def isi_pesan(isi: str, pengirim: PengirimTampil) -> str:
    """The text of a message to the sender; its first line, which greets by name, is masked with the sender."""
    if pengirim.terbuka:
        return isi
    _, _, sisa = isi.partition("\n")
    return f"Yth. {TERSAMAR},\n{sisa}"


def menyebut_pengirim(lampiran: "Lampiran") -> bool:
    """Whether a paper says who the sender is."""
    return lampiran.peran in PERAN_BERNAMA


def nama_unduhan(surat: "SuratMasuk", lampiran: "Lampiran") -> str:
    """The file name under which a paper is saved: neutral for a secret letter, "" for the sender's own."""
    if not surat.rahasiakan_identitas:
        return ""
    akhiran = {"application/pdf": "pdf", "image/png": "png"}.get(lampiran.berkas.mime, "jpg")
    return f"{surat.nomor}-{lampiran.peran}-{lampiran.pk}.{akhiran}"
