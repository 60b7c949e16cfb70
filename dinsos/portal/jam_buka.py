"""When the office is open, in words, from the published calendar."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from dinsos.inti.teks import HARI, pukul, tanggal, waktu
from dinsos.sla.kalender import HariKhusus, Jam, Kalender, KalenderTanpaHariKerja, pada_wita, tanggal_wita


@dataclass(frozen=True)
class Kantor:
    """Whether the office is open now, and the sentence that says until when, or when it opens again."""

    buka: bool
    kalimat: str


@dataclass(frozen=True)
class JamHari:
    """Hours of days that follow each other and are alike: "Senin–Kamis", "07.30–16.00", "12.00–13.00"."""

    hari: str
    jam: str
    istirahat: str


TUTUP_BERIKUT = 3
RENTANG_TUTUP = timedelta(days=120)


@dataclass(frozen=True)
class Tutup:
    """Closed days that follow each other for one reason: "Kamis, 24 Desember 2026", "Cuti bersama Natal"."""

    hari: str
    sebab: str


def kantor(kalender: Kalender, pada: datetime) -> Kantor:
    """The state of the office at an aware instant."""
    hari = kalender.hari(tanggal_wita(pada))
    selang = [(pada_wita(hari.tanggal, satu.buka), pada_wita(hari.tanggal, satu.tutup)) for satu in hari.jam]
    for mulai, sampai in selang:
        if mulai <= pada < sampai:
            return Kantor(True, f"Hari ini buka sampai {pukul(selang[-1][1])}.")
        if pada < mulai:
            awal = "Hari ini buka" if (mulai, sampai) == selang[0] else "Sedang istirahat. Buka lagi"
            return Kantor(False, f"{awal} pukul {pukul(mulai)} sampai {pukul(selang[-1][1])}.")
    sebab = "Hari ini sudah tutup." if selang else f"Hari ini tutup ({hari.alasan})."
    return Kantor(False, " ".join(filter(None, [sebab, _buka_lagi(kalender, pada)])))


def tutup_berikut(kalender: Kalender, mulai: date) -> list[Tutup]:
    """The next days, from `mulai` on, on which the office is closed though the week's hours would have it open.

    At most `TUTUP_BERIKUT` stretches within `RENTANG_TUTUP`; published or estimated days alike.
    """
    biasa = Kalender(kalender.profil)
    libur = sorted(
        (satu for satu in kalender.khusus if mulai <= satu.tanggal <= mulai + RENTANG_TUTUP and not satu.jam),
        key=lambda satu: satu.tanggal,
    )
    kelompok: list[list] = []
    for satu in libur:
        if not biasa.hari(satu.tanggal).hari_kerja:
            continue
        if kelompok and kelompok[-1][-1].nama == satu.nama and _bersambung(kelompok[-1][-1], satu):
            kelompok[-1].append(satu)
        else:
            kelompok.append([satu])
    return [Tutup(_masa(isi[0].tanggal, isi[-1].tanggal), isi[0].nama) for isi in kelompok[:TUTUP_BERIKUT]]


def _bersambung(lama: HariKhusus, baru: HariKhusus) -> bool:
    return baru.tanggal - lama.tanggal == timedelta(days=1)


def _masa(awal: date, akhir: date) -> str:
    return tanggal(awal) if awal == akhir else f"{tanggal(awal)} sampai {tanggal(akhir)}"


def mingguan(kalender: Kalender, pada: date) -> list[JamHari]:
    """The weekly hours in force on the date; empty when none are published."""
    berlaku = [profil for profil in kalender.profil if profil.berlaku(pada)]
    if not berlaku:
        return []
    jam = max(berlaku, key=lambda profil: profil.prioritas).mingguan
    kelompok: list[list[int]] = []
    for nomor in range(7):
        if kelompok and jam[kelompok[-1][0]] == jam[nomor]:
            kelompok[-1].append(nomor)
        else:
            kelompok.append([nomor])
    return [_jam_hari(nomor, jam[nomor[0]]) for nomor in kelompok]


def _jam_hari(nomor: list[int], jam: Jam) -> JamHari:
    hari = HARI[nomor[0]] if len(nomor) == 1 else f"{HARI[nomor[0]]}–{HARI[nomor[-1]]}"
    if not jam:
        return JamHari(hari, "tutup", "")
    istirahat = [f"{satu.tutup:%H.%M}–{lain.buka:%H.%M}" for satu, lain in pairwise(jam)]
    return JamHari(hari, f"{jam[0].buka:%H.%M}–{jam[-1].tutup:%H.%M}", " dan ".join(istirahat))


def _buka_lagi(kalender: Kalender, pada: datetime) -> str:
    try:
        buka = kalender.pembukaan_sesudah(pada)
    except KalenderTanpaHariKerja:
        return ""
    if tanggal_wita(buka) == tanggal_wita(pada) + timedelta(days=1):
        return f"Buka lagi besok pukul {pukul(buka)}."
    return f"Buka lagi {waktu(buka)}."
