"""The services of the register: what each of them holds about a letter.

Filled by the services in `AppConfig.ready()`, so that a letter can change service without this room knowing them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model

from dinsos.agenda.enums import Layanan
from dinsos.agenda.models import SuratMasuk
from dinsos.inti.galat import GalatAturan


@dataclass(frozen=True)
class Pokok:
    """What a letter says, whatever its service: about what (at most 120 characters), the matter, what is asked."""

    perihal: str
    isi: str
    permintaan: str


def tanpa_terlapor(rincian: Model) -> tuple[bool, list]:
    """For a service that complains about nobody."""
    return False, []


def tanpa_sebutan(rincian: Model) -> Iterable[str]:
    """For a service that knows the sender by nothing but what the register holds."""
    return ()


@dataclass(frozen=True)
class Rincian:
    """How one service keeps its particulars.

    `model` hangs on the letter one-to-one as `surat`; `pokok` reads a row, `dari_pokok` makes an unsaved one for a
    letter; `hal` is the letter's subject for a row, made of words that went through its second argument
    (`kerahasiaan.penutup`). `terlapor` says whether a row names the head of office, and which members of staff must
    never meet the letter; `sebutan` what of a row names the sender in a text.
    """

    layanan: Layanan
    model: type[Model]
    pokok: Callable[[Model], Pokok]
    dari_pokok: Callable[[SuratMasuk, Pokok], Model]
    hal: Callable[[Model, Callable[[str], str]], str]
    terlapor: Callable[[Model], tuple[bool, list]] = tanpa_terlapor
    sebutan: Callable[[Model], Iterable[str]] = tanpa_sebutan

    def baca(self, surat: SuratMasuk) -> Model | None:
        """The particulars of a letter, None when it has none of this service."""
        return self.model._default_manager.filter(surat=surat).first()

    def pokok_surat(self, surat: SuratMasuk) -> Pokok:
        """What the letter says; its subject when it came without particulars."""
        rincian = self.baca(surat)
        return self.pokok(rincian) if rincian else Pokok(surat.hal[:120], surat.hal, surat.hal)


_layanan: dict[str, Rincian] = {}


def daftar(rincian: Rincian) -> None:
    """Register a service; the latest registration of a service counts."""
    _layanan[rincian.layanan] = rincian


def ambil(layanan: str) -> Rincian:
    """The service of that name. Raises GalatAturan."""
    try:
        return _layanan[layanan]
    except KeyError:
        raise GalatAturan("Layanan ini tidak dikenal.") from None


def sebutan(surat: SuratMasuk) -> set[str]:
    """What its services know that names the sender of a letter, those it had before included.

    Reads what wasn't read with the letter, one query for each service.
    """
    nama = set()
    for satu in _layanan.values():
        rincian = getattr(surat, satu.model._meta.get_field("surat").remote_field.get_accessor_name(), None)
        nama |= set(satu.sebutan(rincian)) if rincian else set()
    return nama


def wajib(surat: SuratMasuk, layanan: Layanan) -> None:
    """Raise GalatAturan unless the letter has this service now; it may have had another one before."""
    if surat.layanan != layanan:
        raise GalatAturan(f"Surat {surat.nomor} adalah {surat.get_layanan_display().lower()}.")
