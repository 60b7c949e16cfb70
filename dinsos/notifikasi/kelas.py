"""What a message class is. Rooms above subclass it and register it in `AppConfig.ready()`."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.template import Context
from django.template.loader import get_template

if TYPE_CHECKING:
    from dinsos.notifikasi.models import Pesan


PEMBUKA = {"application/pdf": b"%PDF-", "text/calendar": b"BEGIN:VCALENDAR"}
"""The kinds of file that may leave by e-mail and how they begin; never an image, so never one of a card."""
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


class KelasPesan:
    """One kind of message: its words, and what happens when a channel has accepted it.

    Set `nama` (stable, stored on every row) and either `templat` (a plain text template that gets `data` as
    its context) or your own `isi`. `data` is stored as JSON: never put a secret into it.
    """

    nama: str = ""
    templat: str = ""

    def subjek(self, data: dict[str, Any]) -> str:
        """The subject line; line breaks in it become spaces."""
        raise NotImplementedError

    def isi(self, data: dict[str, Any]) -> str:
        """The plain text that is stored and shown to staff, in all channels the same."""
        return render_teks(self.templat, data)

    def lengkapi(self, pesan: "Pesan", isi: str) -> str:
        """The text as it leaves by e-mail; called by the worker just before sending, the result is not
        stored.

        This is where the receipt gets its secret. The stored text is also what goes out by WhatsApp and on
        paper: where it holds a placeholder for e-mail, `data_saluran` has to take it out.
        """
        return isi

    def lampiran(self, pesan: "Pesan") -> list[LampiranSurel]:
        """What is attached to the e-mail; called by the worker just before sending, outside any transaction.

        The same files at every attempt: an e-mail may leave twice under one Message-ID. Never files of citizens.
        """
        return []

    def data_saluran(self, data: dict[str, Any], saluran: str) -> dict[str, Any]:
        """The data of the same message when it goes out by another channel (`kirim_cara_lain`).

        Return `data` itself to keep the text as it stands; anything else has the text written anew.
        """
        return data

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


def render_teks(templat: str, data: dict[str, Any]) -> str:
    """A plain text template filled with `data`: no HTML escaping, because the result is never HTML."""
    return get_template(templat).template.render(Context(data, autoescape=False)).strip() + "\n"
