"""What the head is offered beside the officers' names: when each of them is free, and in which room."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from dinsos.agenda.models import Tenggat
from dinsos.inti import jam
from dinsos.inti.kueri_siap import KueriSiap
from dinsos.inti.teks import waktu_pendek
from dinsos.sla.kalender import Kalender
from dinsos.sla.layanan import kalender_berlaku
from disposisi.models_jadwal import Ruang
from disposisi.rencana import LAMA_BAKU, LAMA_MAKS, PERJALANAN, Terpakai
from disposisi.slot import JEDA, SEL, slot_bebas

SESUDAH_BATAS = timedelta(days=14)
"""How far ahead a time is looked for when the limit has passed."""
BANYAK = 3
"""How many times are offered for an officer."""
BERSAMBUNG = timedelta(hours=16)
"""Two absences with no more between them than a night count as one."""
TAHUN = date(2020, 1, 1), date(2100, 1, 1)
LAMA = [(15, "15 menit"), (30, "30 menit"), (45, "45 menit"), (60, "1 jam"), (120, "2 jam")]
USULAN, SENDIRI, TANPA = "usulan", "sendiri", "tanpa"
_RUANG = KueriSiap(lambda: Ruang.objects.filter(aktif=True))


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
class WaktuBebas:
    """A time that officer and room share; `ruang` is None online. `kode` is how the form posts it."""

    mulai: datetime
    ruang: Ruang | None = None

    @property
    def kode(self) -> str:
        return f"{int(self.mulai.timestamp())}-{self.ruang.pk if self.ruang else 0}"

    def __str__(self) -> str:
        return f"{waktu_pendek(self.mulai)}, {self.ruang}" if self.ruang else waktu_pendek(self.mulai)


@dataclass(frozen=True)
class Tawaran:
    """Rooms in use and, by officer's id, the first times that are free for officer and room, or the officer alone.

    `sampai` (aware) is the limit of the letter's `pelaksanaan`; where that has passed, two weeks from now, and
    `lewat` says so. `lama` is how long the appointment takes. `absen`: by id, until when who is away stays away.
    """

    daftar: tuple[Ruang, ...] = ()
    tatap_muka: dict[int, tuple[WaktuBebas, ...]] = field(default_factory=dict)
    daring: dict[int, tuple[WaktuBebas, ...]] = field(default_factory=dict)
    sampai: datetime | None = None
    lewat: bool = False
    lama: timedelta = LAMA_BAKU
    absen: dict[int, datetime] = field(default_factory=dict)

    @classmethod
    def susun(
        cls, petugas: list[int], batas: Tenggat | None, lama: timedelta = LAMA_BAKU
    ) -> "Tawaran | None":
        """For these officers (ids); five queries at most. None as long as the office has entered no room."""
        daftar = tuple(_RUANG())
        if not daftar:
            return None
        lewat, sampai = jangka(batas)
        dari = _paling_awal(sampai)
        terpakai, kalender = Terpakai.baca(petugas, dari, sampai + LAMA_MAKS), kalender_berlaku()
        bebas = partial(_bebas, kalender=kalender, terpakai=terpakai, dari=dari, sampai=sampai, lama=lama)
        return cls(
            daftar,
            {satu: bebas(satu, daftar) for satu in petugas},
            {satu: bebas(satu, (None,)) for satu in petugas},
            sampai,
            lewat,
            lama,
            {
                satu: selesai
                for satu in petugas
                if (selesai := tidak_hadir(terpakai.absen.get(satu, ()), dari))
            },
        )

    @property
    def penuh(self) -> str:
        """What is said of an officer without a free time."""
        return "penuh dua minggu ini" if self.lewat else "penuh sampai batas"

    @property
    def pilihan_ruang(self) -> list[tuple[str, str]]:
        """Choices of the form's field."""
        return [("", "Pilih ruang"), *((str(satu.pk), str(satu)) for satu in self.daftar)]

    def ruang(self, pk: str) -> Ruang | None:
        """The room of a choice."""
        return next((satu for satu in self.daftar if str(satu.pk) == pk), None)

    def untuk(self, petugas: int, *, tatap_muka: bool) -> tuple[WaktuBebas, ...]:
        """The times that are offered for this officer (id), earliest first; none when there is none."""
        return (self.tatap_muka if tatap_muka else self.daring).get(petugas, ())

    def terpilih(self, kode: str, *, tatap_muka: bool) -> WaktuBebas | None:
        """The time of a posted code; None for anything that isn't one. Whether it is still free: `masih_bebas`."""
        detik, _, pk = kode.partition("-")
        if not (detik.isdecimal() and len(detik) < 12 and pk.isdecimal()):
            return None
        ruang = self.ruang(pk)
        if tatap_muka != bool(ruang):
            return None
        return WaktuBebas(datetime.fromtimestamp(int(detik), jam.WITA), ruang)

    def masih_bebas(self, petugas: int, satu: WaktuBebas) -> bool:
        """Whether officer (id) and room are free for `lama` at that time, which lies ahead and within the limit."""
        if not jam.sekarang() < satu.mulai <= self.sampai:
            return False
        terpakai = Terpakai.baca([petugas], satu.mulai, satu.mulai + LAMA_MAKS)
        bebas = _bebas(
            petugas,
            (satu.ruang,),
            kalender=kalender_berlaku(),
            terpakai=terpakai,
            dari=satu.mulai,
            sampai=satu.mulai,
            lama=self.lama,
        )
        return bool(bebas)


def _bebas(
    petugas: int,
    ruang: tuple[Ruang | None, ...],
    *,
    kalender: Kalender,
    terpakai: Terpakai,
    dari: datetime,
    sampai: datetime,
    lama: timedelta,
) -> tuple[WaktuBebas, ...]:
    """The first `BANYAK` times that don't run into each other, each in the first room that is free then."""
    pilihan = []
    for urut, satu in enumerate(ruang):
        sibuk = terpakai.petugas.get(petugas, set())
        sibuk = sibuk | terpakai.ruang.get(satu.pk, set()) if satu else sibuk
        jam_kerja = terpakai.jam_kerja.get(petugas)
        mulai = slot_bebas(
            kalender=kalender, dari=dari, sampai=sampai, lama=lama, terpakai=sibuk, jam_kerja=jam_kerja
        )
        pilihan += [(saat, urut, satu) for saat in _berjarak(mulai, lama)]
    hasil: list[WaktuBebas] = []
    for saat, _, satu in sorted(pilihan, key=lambda p: p[:2]):
        if len(hasil) < BANYAK and (not hasil or saat >= hasil[-1].mulai + lama + JEDA):
            hasil.append(WaktuBebas(saat, satu))
    return tuple(hasil)


def _berjarak(mulai: Iterator[datetime], lama: timedelta) -> Iterator[datetime]:
    """At most `BANYAK` of these times, so far apart that the next begins after the pause of the one before."""
    terakhir, banyak = None, 0
    for saat in mulai:
        if terakhir is None or saat >= terakhir + lama + JEDA:
            yield saat
            terakhir, banyak = saat, banyak + 1
            if banyak == BANYAK:
                return


def tidak_hadir(absen: Iterable[tuple[datetime, datetime]], pada: datetime) -> datetime | None:
    """Until when somebody with these absences who is away at `pada` stays away; None: here at `pada`."""
    sampai = None
    for mulai, selesai in sorted(absen):
        if mulai <= (pada if sampai is None else sampai + BERSAMBUNG) and selesai > pada:
            sampai = max(selesai, sampai or selesai)
    return sampai


def lama_dipilih(isian: str) -> timedelta:
    """The length of the meeting that a form posted; half an hour for anything else."""
    return next((timedelta(minutes=menit) for menit, _ in LAMA if str(menit) == isian), LAMA_BAKU)


def jangka(batas: Tenggat | None) -> tuple[bool, datetime]:
    """Whether the limit has passed, and up to when a time is looked for: the limit, or two weeks from now."""
    lewat = batas is None or batas.jatuh_tempo <= jam.sekarang()
    return lewat, jam.sekarang() + SESUDAH_BATAS if lewat else batas.jatuh_tempo


def _paling_awal(sampai: datetime) -> datetime:
    """From when on a time is offered: two hours from now, unless the limit comes before that."""
    pada = jam.sekarang()
    return pada + PERJALANAN if pada + PERJALANAN <= sampai else pada + SEL
