"""What a message class is. Rooms above subclass it and register it in `AppConfig.ready()`."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.template import Context
from django.template.loader import get_template

from dinsos.inti.konteks import KANTOR
from dinsos.notifikasi.enums import Saluran

if TYPE_CHECKING:
    from dinsos.notifikasi.models import Pesan


PEMBUKA = {"application/pdf": b"%PDF-", "text/calendar": b"BEGIN:VCALENDAR"}
"""The kinds of file that may leave by e-mail and how they begin; never an image, so never one of a card."""
_BARIS_KOSONG = re.compile(r"\n\s*\n")
_PARAMETER = re.compile(r"\s*[a-z]+=[A-Za-z0-9-]+\s*")


@dataclass(frozen=True)
class LampiranSurel:
    """A file that leaves with an e-mail.

    `nama` as the recipient sees it (made safe while sending), `jenis` the media type, which may carry parameters
    ("text/calendar; method=REQUEST; charset=UTF-8"). Raises ValueError for another kind of file than `PEMBUKA`
    allows, or content of another kind than `jenis` says.
    """

    nama: str
    jenis: str
    isi: bytes

    def __post_init__(self) -> None:
        utama, *parameter = self.jenis.split(";")
        awal = PEMBUKA.get(utama.strip())
        if awal is None or not all(_PARAMETER.fullmatch(satu) for satu in parameter):
            raise ValueError(f"jenis lampiran surat elektronik tidak diizinkan: {self.jenis!r}")
        if not self.isi.startswith(awal):
            raise ValueError(f"isi lampiran bukan {utama.strip()}")


@dataclass(frozen=True)
class TandaDitarik:
    """A mark "sent" that was a mistake: when the message was said to be sent, and when and by whom (aware)."""

    diterima_pada: datetime
    ditandai_pada: datetime
    ditandai_oleh: Any


class KelasPesan:
    """One kind of message: its words, and what happens when a channel has accepted it.

    Set `nama` (stable, stored on every row). The words stand in `templates/pesan/<nama>/<penerima>_<saluran>.txt`,
    one file for each of `saluran` (halaman_kasus: `halaman`), which usually extends `pesan/dasar/…` of the same
    name. The file gets `data`, `situs` (our base address), `kantor` and `hal` (the subject). `data` is stored as
    JSON: never put a secret into it. `contoh` are sets of data that tests render.
    """

    nama: str = ""
    penerima: str = "pengirim"
    saluran: ClassVar[tuple[str, ...]] = tuple(Saluran.values)
    contoh: ClassVar[tuple[dict[str, Any], ...]] = ()

    def subjek(self, data: dict[str, Any]) -> str:
        """The subject line; line breaks in it become spaces."""
        raise NotImplementedError

    def isi(self, data: dict[str, Any], saluran: str) -> str:
        """The plain text for one channel, which is stored, shown to staff and sent."""
        return render_teks(self.berkas(saluran), self.konteks(data)).rstrip("\n")

    def berkas(self, saluran: str) -> str:
        """The template with the words for one channel."""
        return f"pesan/{self.nama}/{self.penerima}_{saluran.removesuffix('_kasus')}.txt"

    def konteks(self, data: dict[str, Any]) -> dict[str, Any]:
        """What the template may use."""
        return data | {"situs": settings.ALAMAT_SITUS, "kantor": KANTOR, "hal": self.subjek(data)}

    def semua_contoh(self) -> list[dict[str, Any]]:
        """Complete sets of data, for tests that render every message."""
        return list(self.contoh)

    def lengkapi(self, pesan: "Pesan", isi: str) -> str:
        """The text as it leaves by e-mail; called by the worker just before sending, the result is not
        stored.

        This is where the receipt gets its secret, in place of a mark that only the e-mail's file holds.
        """
        return isi

    def lampiran(self, pesan: "Pesan") -> list[LampiranSurel]:
        """What is attached to the e-mail; called by the worker just before sending, outside any transaction.

        The same files at every attempt: an e-mail may leave twice under one Message-ID. Never files of citizens.
        """
        return []

    def berlaku(self, pesan: "Pesan") -> bool:
        """Asked by the worker just before sending; False cancels the message."""
        return True

    def kunci_kasus(self, pesan: "Pesan") -> None:
        """Lock (select_for_update) the case row that `setelah_diterima` writes.

        Called first in every transaction that records acceptance, before the message row is locked, so that
        everybody locks in the order case → message and nobody deadlocks.
        """

    def setelah_diterima(self, pesan: "Pesan", pada: datetime) -> None:
        """Called in the transaction that records acceptance; `pada` is the aware instant the channel
        accepted.

        Must be quick and touch the database only. When it raises, the recording is rolled back and tried
        again later (the letter itself is not sent a second time).
        """

    def setelah_tidak_sampai(self, pesan: "Pesan", pada: datetime, oleh: Any) -> None:
        """Called in the transaction that records that an accepted message did not reach the person.

        `pesan.tidak_sampai` says why. What the acceptance brought about stays.
        """

    def setelah_tanda_ditarik(
        self, pesan: "Pesan", tanda: TandaDitarik, *, pada: datetime, oleh: Any, alasan: str
    ) -> bool:
        """Called in the transaction in which `oleh` takes back a mark "sent" that was a mistake; undoes what
        `setelah_diterima` brought about.

        The message waits for a hand again. Returns whether it still has to be sent; otherwise it is cancelled.
        """
        return True

    def usang(self, pesan: "Pesan") -> bool:
        """Whether nobody has to care any more about a message to staff that was given up on."""
        return False


def render_teks(templat: str, data: dict[str, Any]) -> str:
    """A plain text template filled with `data`: no HTML escaping, because the result is never HTML.

    Never more than one empty line in a row, whatever tags the template has between.
    """
    teks = get_template(templat).template.render(Context(data, autoescape=False))
    return _BARIS_KOSONG.sub("\n\n", teks).strip() + "\n"
