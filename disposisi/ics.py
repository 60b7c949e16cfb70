"""An appointment as a calendar file (RFC 5545) that phones and mail programs understand."""

from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar, Event

from dinsos.inti import jam
from dinsos.inti.konteks import KANTOR
from dinsos.inti.teks import titik
from dinsos.sla.kalender import WITA
from disposisi.enums import KeadaanAudiensi, Mode
from disposisi.models_jadwal import Audiensi

BATAL = (
    KeadaanAudiensi.DIBATALKAN,
    KeadaanAudiensi.PETUGAS_TIDAK_HADIR,
    KeadaanAudiensi.PEMOHON_TIDAK_HADIR,
)


def undangan(
    audiensi: Audiensi,
    *,
    tanpa_tautan: bool = False,
    batal: bool | None = None,
    dibuat: datetime | None = None,
    hadirin: str = "",
) -> bytes:
    """The appointment as a REQUEST, or a CANCEL once it is off; the same UID and a growing SEQUENCE when moved.

    Times are given in Asia/Makassar. It holds the register number and where to go, and neither the citizen's name
    nor what the letter is about; with `tanpa_tautan` no link or number either, which may say who the citizen is.
    `batal` None: as the appointment stands now. `dibuat` (aware; None: now) is when the file was made, `hadirin`
    the address that is invited.
    """
    batal = audiensi.keadaan in BATAL if batal is None else batal
    kalender = Calendar()
    kalender.add("prodid", "-//Dinas Sosial Kabupaten Buton//Portal//ID")
    kalender.add("version", "2.0")
    kalender.add("calscale", "GREGORIAN")
    kalender.add("method", "CANCEL" if batal else "REQUEST")
    kalender.add_component(_acara(audiensi, batal, tanpa_tautan, dibuat or jam.sekarang(), hadirin))
    kalender.add_missing_timezones()
    return kalender.to_ical()


def _acara(audiensi: Audiensi, batal: bool, tanpa_tautan: bool, dibuat: datetime, hadirin: str) -> Event:
    acara = Event()
    acara.add("uid", f"{audiensi.uid}@{settings.ALAMAT_SITUS.split('://')[-1]}")
    # A cancellation outranks the invitation that it takes back.
    acara.add("sequence", audiensi.urutan * 2 + batal)
    acara.add("dtstamp", dibuat.astimezone(UTC).replace(microsecond=0))
    acara.add("dtstart", _wita(audiensi.mulai))
    acara.add("dtend", _wita(audiensi.selesai))
    acara.add("organizer", f"mailto:{KANTOR['email']}")
    if hadirin:
        acara.add("attendee", f"mailto:{hadirin}", parameters={"ROLE": "REQ-PARTICIPANT", "RSVP": "FALSE"})
    acara.add("status", "CANCELLED" if batal else "CONFIRMED")
    acara.add("summary", f"{KANTOR['nama']}: surat {audiensi.surat.nomor}")
    acara.add("location", tempat(audiensi, tanpa_tautan=tanpa_tautan))
    acara.add("description", _penjelasan(audiensi))
    return acara


def kirim_ics(audiensi: Audiensi, *, tanpa_tautan: bool = False) -> HttpResponse:
    """The calendar file as a download (see `undangan`); the view sees to it that no cache keeps it."""
    isi = undangan(audiensi, tanpa_tautan=tanpa_tautan)
    jawaban = HttpResponse(isi, content_type="text/calendar; charset=utf-8")
    jawaban["Content-Disposition"] = f'attachment; filename="jadwal-{audiensi.surat.nomor}.ics"'
    return jawaban


def tempat(audiensi: Audiensi, *, tanpa_tautan: bool = False) -> str:
    """Where the citizen goes, or by which line the two sides meet; the method alone with `tanpa_tautan`."""
    if audiensi.mode == Mode.TATAP_MUKA:
        return ", ".join(b for b in (audiensi.ruang.nama, audiensi.ruang.letak, KANTOR["alamat"]) if b)
    tautan = "" if tanpa_tautan else audiensi.tautan
    return tautan or audiensi.get_metode_display()


def _penjelasan(audiensi: Audiensi) -> str:
    if audiensi.mode == Mode.TATAP_MUKA:
        cara = "Lapor dahulu ke petugas piket dan sebutkan nomor surat Anda."
    else:
        cara = f"Kita bertemu lewat {audiensi.get_metode_display()}."
    return (
        f"{cara} Petugas: {titik(audiensi.petugas)} Layanan ini gratis. Telepon kantor: {KANTOR['telepon']}."
    )


def _wita(saat: datetime) -> datetime:
    return saat.astimezone(WITA)
