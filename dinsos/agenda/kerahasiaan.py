"""How a sender reads who wants to stay secret ("rahasiakan identitas saya"). Writes nothing.

A masked sender is the same words for everybody: no initials, no length, not even whether somebody is represented.
Who may be shown the identity, and the log of it, is in `buka_identitas`.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from dinsos.agenda import layanan
from dinsos.agenda.enums import PeranLampiran

if TYPE_CHECKING:
    from dinsos.agenda.models import Lampiran, Pengirim, SuratMasuk

TERSAMAR = "Pengirim dirahasiakan"
DITUTUPI = "(dirahasiakan)"
HAL_MAKS = 160
_SAPAAN = re.compile(r"^Yth\. .*$", re.MULTILINE)
KATA_UMUM = 2
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
    _sebutan: tuple[str, ...] = field(default=(), repr=False)

    @property
    def sebagai_kuasa(self) -> bool:
        """Whether the sender files for somebody else, as far as the page may say."""
        return bool(self.nama_diwakili)

    def samarkan(self, teks: str) -> str:
        """A text as it is shown beside this sender: of a masked one, `DITUTUPI` stands for what names them."""
        return teks if self.terbuka else samarkan(teks, self._sebutan)


BIDANG = ("nama", "alamat_lengkap", "nama_diwakili", "alamat_diwakili", "telepon", "telepon_tampil", "email")
"""What of a `Pengirim` says who it is."""


def tampil(surat: "SuratMasuk", *, terbuka: bool = False) -> PengirimTampil:
    """The sender for a page about one letter; of a secret letter masked, unless `terbuka`.

    Masked, it reads the particulars of the letter that weren't read yet, one query for each service.
    """
    orang = surat.pengirim
    cara = {"saluran_jawaban": orang.saluran_jawaban, "lacak_sendiri": orang.lacak_sendiri}
    if surat.rahasiakan_identitas and not terbuka:
        return PengirimTampil(**cara, _sebutan=sebutan_surat(surat))
    return PengirimTampil(**cara, terbuka=True, **{nama: getattr(orang, nama) for nama in BIDANG})


def sebutan_surat(surat: "SuratMasuk") -> tuple[str, ...]:
    """What names the sender of a letter in a text, what its services know of them included."""
    return sebutan(surat.pengirim, layanan.sebutan(surat))


def sebutan(pengirim: "Pengirim", lain: Iterable[str] = ()) -> tuple[str, ...]:
    """What names the sender in a text, word for word, and what else does (`lain`); the longest first.

    An address counts from three words on: the name of a town stands in any text, and would be found by its gap.
    """
    alamat = (pengirim.alamat, pengirim.alamat_diwakili)
    milik = {
        *(satu for satu in alamat if len(satu.split()) > KATA_UMUM),
        *(pengirim.nama, pengirim.nama_diwakili, pengirim.email),
        *(pengirim.telepon, pengirim.telepon.removeprefix("+"), pengirim.telepon_tampil),
        *(["0" + pengirim.telepon[3:]] if pengirim.telepon.startswith("+62") else []),
        *lain,
    }
    return tuple(sorted((satu for satu in milik if satu.strip()), key=lambda satu: (-len(satu), satu)))


def samarkan(teks: str, sebutan: Iterable[str]) -> str:
    """A text with `DITUTUPI` wherever it holds one of these words, whatever their case and what sets them apart.

    Only whole words are found, and only as the sender wrote them: what a text says otherwise about a person stays.
    Words may be set apart as in links and file names; of a number the digits count, however they are set apart.
    """
    for satu in sebutan:
        teks = re.sub(rf"(?<![^\W_]){_pola(satu)}(?![^\W_])", DITUTUPI, teks, flags=re.IGNORECASE)
    return teks


def _pola(satu: str) -> str:
    if re.fullmatch("[0-9]+", satu):
        return r"[\s.-]*".join(satu)
    return r"(?:[\s._+-]|%20)+".join(re.escape(bagian) for bagian in satu.split())


def penutup(surat: "SuratMasuk") -> Callable[[str], str]:
    """What a text about the letter goes through before it stands in lists: masked for a secret letter."""
    if not surat.rahasiakan_identitas:
        return str
    return partial(samarkan, sebutan=sebutan_surat(surat))


def hal_tersamar(hal: str, pengirim: "Pengirim") -> str:
    """The subject of a secret letter, which stands in every list; as long as the register takes."""
    return samarkan(hal, sebutan(pengirim))[:HAL_MAKS]


def nama_di_daftar(surat: "SuratMasuk") -> str:
    """The sender's name for a list, where a secret one is masked for everybody. No query when it is joined."""
    return TERSAMAR if surat.rahasiakan_identitas else surat.pengirim.nama


def isi_pesan(isi: str, pengirim: PengirimTampil) -> str:
    """The text of a message to the sender: greeting, number and other particulars are masked with the sender."""
    if pengirim.terbuka:
        return isi
    return pengirim.samarkan(_SAPAAN.sub(f"Yth. {TERSAMAR},", isi, count=1))


def menyebut_pengirim(lampiran: "Lampiran") -> bool:
    """Whether a paper says who the sender is."""
    return lampiran.peran in PERAN_BERNAMA


def nama_unduhan(surat: "SuratMasuk", lampiran: "Lampiran") -> str:
    """The file name under which a paper is saved: neutral for a secret letter, "" for the sender's own."""
    if not surat.rahasiakan_identitas:
        return ""
    akhiran = {"application/pdf": "pdf", "image/png": "png"}.get(lampiran.berkas.mime, "jpg")
    return f"{surat.nomor}-{lampiran.peran}-{lampiran.pk}.{akhiran}"
