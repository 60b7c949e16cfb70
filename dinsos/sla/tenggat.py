"""Due dates, statuses and reminder steps of the clocks (SK 8/2023, clauses PGD-WAKTU and KSL-WAKTU).

Pure: no ORM, no Django, no clock. Instants that come in are aware in any zone; instants that go out are aware
in UTC. The weekday and the date are always those of Asia/Makassar.
"""

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from dinsos.sla.kalender import Kalender, WaktuTanpaZona, pada_wita, tanggal_wita

AKHIR_HARI = time(23, 59, 59)
SEGERA_TATAP_MUKA = timedelta(minutes=30)
DUA_JAM_KANTOR = timedelta(hours=2)


class Jenis(StrEnum):
    """Clocks: first answer, handling, and the wait of a guest in the lobby."""

    RESPON = "respon"
    PELAKSANAAN = "pelaksanaan"
    TATAP_MUKA = "tatap_muka"


class Satuan(StrEnum):
    """Units of a policy: working days, calendar days, elapsed minutes."""

    HARI_KERJA = "hari_kerja"
    HARI_KALENDER = "hari_kalender"
    MENIT = "menit"


class Status(StrEnum):
    """What a clock shows at an instant; computed by `status`, stored nowhere."""

    TEPAT_WAKTU = "tepat_waktu"
    SEGERA = "segera"
    TERLAMBAT = "terlambat"
    TERPENUHI = "terpenuhi"
    TERPENUHI_TERLAMBAT = "terpenuhi_terlambat"
    BATAL = "batal"


class Akibat(StrEnum):
    """How a clock ended other than by the promised act; an ordinary stop has none.

    A refusal or referral is an exit of `pelaksanaan` only: for `respon` the accepted letter is the answer.
    """

    DITOLAK = "ditolak"
    DIRUJUK = "dirujuk"
    DICABUT = "dicabut"
    TAMU_PULANG = "tamu_pulang"
    PEMOHON_TIDAK_HADIR = "pemohon_tidak_hadir"
    DIMINTA_MUNDUR_PEMOHON = "diminta_mundur_pemohon"


MEMBATALKAN = frozenset(Akibat) - {Akibat.PEMOHON_TIDAK_HADIR}
"""Exits that void a clock in time; an absent citizen leaves the office's duty fulfilled."""


class Tahap(StrEnum):
    """Reminder steps of a clock."""

    SEKETIKA = "seketika"
    MENIT_30 = "menit_30"
    MENIT_45 = "menit_45"
    BELUM_TERJADWAL = "belum_terjadwal"
    HARI_JATUH_TEMPO = "hari_jatuh_tempo"
    DUA_JAM_KANTOR = "dua_jam_kantor"
    TERLAMBAT = "terlambat"


def jatuh_tempo(mulai: datetime, satuan: str, jumlah: int, kalender: Kalender) -> datetime:
    """When a clock started at `mulai` is due (UTC).

    `hari_kerja`: closing time of the `jumlah`-th working day strictly after the local date of `mulai`.
    `hari_kalender`: closing time of the `jumlah`-th calendar day after it; 23:59:59 on a closed day.
    `menit`: `jumlah` elapsed minutes, through breaks and past closing.

    Raises WaktuTanpaZona, KalenderTanpaHariKerja (`hari_kerja` only) and ValueError for `jumlah` below 1.
    """
    if jumlah < 1:
        raise ValueError("Jumlah hari atau menit paling sedikit 1.")
    tanggal = tanggal_wita(mulai)
    match Satuan(satuan):
        case Satuan.MENIT:
            return mulai.astimezone(UTC) + timedelta(minutes=jumlah)
        case Satuan.HARI_KERJA:
            for _ in range(jumlah):
                tanggal = kalender.hari_kerja_sesudah(tanggal)
        case Satuan.HARI_KALENDER:
            tanggal += timedelta(days=jumlah)
    return (kalender.tutup(tanggal) or pada_wita(tanggal, AKHIR_HARI)).astimezone(UTC)


def ingat_pada(jenis: str, mulai: datetime, jatuh_tempo: datetime, kalender: Kalender) -> datetime:
    """From when the clock is `segera` (UTC): opening of the due day, or 30 minutes before a guest's limit.

    When the office is closed on the due day (`hari_kalender`) it is the opening of the last working day
    before it; never earlier than `mulai`.
    """
    if jenis == Jenis.TATAP_MUKA:
        return max(mulai, jatuh_tempo - SEGERA_TATAP_MUKA).astimezone(UTC)
    awal, tanggal = tanggal_wita(mulai), tanggal_wita(jatuh_tempo)
    while tanggal > awal and not kalender.hari(tanggal).hari_kerja:
        tanggal -= timedelta(days=1)
    return max(mulai, kalender.buka(tanggal) or mulai).astimezone(UTC)


def tahap_peringatan(
    jenis: str, mulai: datetime, jatuh_tempo: datetime, kalender: Kalender
) -> list[tuple[Tahap, datetime]]:
    """The reminder steps of a clock and when each fires (UTC), lowest step first.

    Except for a waiting guest every step fires within office hours. A step that would come before the letter
    moves to the next office hours, and is left out when the clock is then already due. The overdue step fires
    when the clock is really overdue: at the next opening, for a guest one second after the limit.
    """
    if jenis == Jenis.TATAP_MUKA:
        return _tahap_tamu(mulai.astimezone(UTC), jatuh_tempo.astimezone(UTC))
    calon = [(Tahap.HARI_JATUH_TEMPO, ingat_pada(jenis, mulai, jatuh_tempo, kalender))]
    if jenis == Jenis.RESPON:
        calon.append((Tahap.DUA_JAM_KANTOR, kalender.mundur_jam_kantor(jatuh_tempo, DUA_JAM_KANTOR)))
    else:
        hari_pertama = kalender.hari_kerja_sesudah(tanggal_wita(mulai))
        calon.insert(0, (Tahap.BELUM_TERJADWAL, kalender.tutup(hari_pertama)))
    tahap = [(nama, kalender.saat_kantor(max(mulai, pada)).astimezone(UTC)) for nama, pada in calon]
    tahap = [(nama, pada) for nama, pada in tahap if pada < jatuh_tempo]
    tahap.append((Tahap.TERLAMBAT, kalender.pembukaan_sesudah(jatuh_tempo).astimezone(UTC)))
    return sorted(tahap, key=lambda pasangan: pasangan[1])


def lewat_tutup(mulai: datetime, jatuh_tempo: datetime, kalender: Kalender) -> bool:
    """Whether a guest's limit falls after the office closes on the date the wait began, or all of it is closed.

    The desk then offers to serve now or, with the guest's consent, an appointment (tenggat.md, "Near closing").
    """
    tutup = kalender.tutup(tanggal_wita(mulai))
    return tutup is None or jatuh_tempo > tutup


def hal_sementara(mulai: datetime, jatuh_tempo: datetime, kalender: Kalender) -> tuple[list[int], list[str]]:
    """Why the due date may still move: what in (receipt, due] is not certain.

    Years whose calendar is not published, and names of special days that are estimates; both empty when the
    date is certain.
    """
    tahun: dict[int, None] = {}
    nama: dict[str, None] = {}
    tanggal, akhir = tanggal_wita(mulai), tanggal_wita(jatuh_tempo)
    while tanggal < akhir:
        tanggal += timedelta(days=1)
        khusus = kalender.hari(tanggal).khusus
        if not kalender.diketahui(tanggal):
            tahun[tanggal.year] = None
        if khusus is not None and khusus.perkiraan:
            nama[khusus.nama] = None
    return list(tahun), list(nama)


def status(
    t: datetime,
    mulai: datetime,
    jatuh_tempo: datetime,
    ingat_pada: datetime,
    berhenti_pada: datetime | None = None,
    akibat: str | None = None,
) -> Status:
    """What the clock shows at `t`; a total function of instants, blind to events after `t`.

    Met iff it stopped at or before the due time; overdue iff `t` is after it. An exit (`akibat`) in time
    voids the clock, a late one leaves it `terpenuhi_terlambat`: lateness is never erased.
    Raises WaktuTanpaZona, and ValueError for an unknown `akibat`.
    """
    if any(saat.utcoffset() is None for saat in (t, mulai, jatuh_tempo, ingat_pada, berhenti_pada or t)):
        raise WaktuTanpaZona
    if berhenti_pada is not None and berhenti_pada <= t:
        if berhenti_pada > jatuh_tempo:
            return Status.TERPENUHI_TERLAMBAT
        return Status.BATAL if akibat and Akibat(akibat) in MEMBATALKAN else Status.TERPENUHI
    if t > jatuh_tempo:
        return Status.TERLAMBAT
    return Status.SEGERA if t >= ingat_pada else Status.TEPAT_WAKTU


def _tahap_tamu(mulai: datetime, jatuh_tempo: datetime) -> list[tuple[Tahap, datetime]]:
    calon = [
        (Tahap.SEKETIKA, mulai),
        (Tahap.MENIT_30, mulai + timedelta(minutes=30)),
        (Tahap.MENIT_45, mulai + timedelta(minutes=45)),
    ]
    return [
        *((nama, pada) for nama, pada in calon if pada < jatuh_tempo),
        (Tahap.TERLAMBAT, jatuh_tempo + timedelta(seconds=1)),
    ]
