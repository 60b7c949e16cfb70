"""What the head is offered beside the officers' names: when each of them is free first, and in which room."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from dinsos.agenda.models import Tenggat
from dinsos.inti import jam
from dinsos.inti.teks import waktu_pendek
from disposisi.models_jadwal import Ruang
from disposisi.rencana import LAMA_BAKU, PERJALANAN, usulan
from disposisi.slot import SEL

SESUDAH_BATAS = timedelta(days=14)
"""How far ahead a time is looked for when the limit has passed."""
TAHUN = date(2020, 1, 1), date(2100, 1, 1)
LAMA = [(15, "15 menit"), (30, "30 menit"), (45, "45 menit"), (60, "1 jam"), (120, "2 jam")]
USULAN, SENDIRI, TANPA = "usulan", "sendiri", "tanpa"


class BidangTanggal(forms.DateField):
    """A date by the phone's own picker or as people type it; `wajib` is the error when it is left empty.

    Years far from now are typing errors, and their instants can't be computed with.
    """

    def __init__(self, *, label: str = "Tanggal", wajib: str = "") -> None:
        jauh = "Tahun itu terlalu jauh. Periksa tanggalnya."
        super().__init__(
            label=label,
            required=bool(wajib),
            widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
            error_messages={"invalid": "Tulis tanggal seperti 24-11-2026.", "required": wajib},
            validators=[MinValueValidator(TAHUN[0], jauh), MaxValueValidator(TAHUN[1], jauh)],
        )


class BidangPukul(forms.TimeField):
    """A time of day in WITA; `wajib` as in `BidangTanggal`."""

    def __init__(self, *, wajib: str = "") -> None:
        super().__init__(
            label="Pukul (WITA)",
            required=bool(wajib),
            widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
            input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
            error_messages={"invalid": "Tulis jam seperti 09:30.", "required": wajib},
        )


class PilihanRuang(forms.ChoiceField):
    """A room in use; its choices are put in by the form."""

    def __init__(self) -> None:
        super().__init__(
            label="Ruang",
            required=False,
            help_text="Untuk tatap muka.",
            error_messages={"invalid_choice": "Ruang ini tidak dipakai lagi. Pilih ruang lain."},
        )


@dataclass(frozen=True)
class Tawaran:
    """Rooms in use and, by officer's id, `kata`: the first time free for officer and room, in words.

    `sampai` (aware) is the limit of the letter's `pelaksanaan`; where that has passed, two weeks from now, and
    `lewat` says so.
    """

    daftar: tuple[Ruang, ...] = ()
    kata: dict[int, str] = field(default_factory=dict)
    sampai: datetime | None = None
    lewat: bool = False

    @classmethod
    def susun(cls, petugas: list[int], batas: Tenggat | None) -> "Tawaran | None":
        """For these officers (ids); five queries at most. None as long as the office has entered no room."""
        daftar = tuple(Ruang.objects.filter(aktif=True))
        if not daftar:
            return None
        lewat = batas is None or batas.jatuh_tempo <= jam.sekarang()
        sampai = jam.sekarang() + SESUDAH_BATAS if lewat else batas.jatuh_tempo
        dari = _paling_awal(sampai)
        penuh = "penuh dua minggu ini" if lewat else "penuh sampai batas"
        kata = {
            pk: f"bebas {waktu_pendek(satu[0])}, {satu[1]}" if satu else penuh
            for pk, satu in usulan(petugas=petugas, ruang=daftar, dari=dari, sampai=sampai).items()
        }
        return cls(daftar, kata, sampai, lewat)

    @property
    def pilihan_ruang(self) -> list[tuple[str, str]]:
        """Choices of the form's field."""
        return [("", "Pilih ruang"), *((str(satu.pk), str(satu)) for satu in self.daftar)]

    def ruang(self, pk: str) -> Ruang | None:
        """The room of a choice."""
        return next((satu for satu in self.daftar if str(satu.pk) == pk), None)

    def untuk(
        self, petugas: int, *, tatap_muka: bool, lama: timedelta = LAMA_BAKU
    ) -> tuple[datetime, Ruang | None] | None:
        """The first free time of this officer (id), and the room if it is face to face; None: there is none."""
        if self.sampai is None:
            return None
        return usulan(
            petugas=[petugas],
            ruang=self.daftar if tatap_muka else (),
            dari=_paling_awal(self.sampai),
            sampai=self.sampai,
            lama=lama,
        )[petugas]


def _paling_awal(sampai: datetime) -> datetime:
    """From when on a time is offered: two hours from now, unless the limit comes before that."""
    pada = jam.sekarang()
    return pada + PERJALANAN if pada + PERJALANAN <= sampai else pada + SEL
