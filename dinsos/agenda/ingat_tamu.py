"""Reminders about waiting guests, for the screen (tenggat.md, "Reminders"): seen also when the worker stands still,
with a one-tap WhatsApp link to whoever decides. A guest's wait is never left to e-mail."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from dinsos.agenda.detak import URUTAN, BukuAlamat
from dinsos.agenda.models import Peringatan, SuratMasuk
from dinsos.agenda.querysets import bukan_kecualian
from dinsos.inti.teks import durasi, pukul
from dinsos.sla.tenggat import Jenis


@dataclass(frozen=True)
class IngatTamu:
    """The highest step that a wait has reached: what the screen says, and whom one tap tells.

    `tautan` are, for the heads and deputies who may decide the letter, (name, address of a WhatsApp chat with the
    text filled in); the text names no citizen.
    """

    surat: SuratMasuk
    tahap: str
    jatuh_tempo: datetime
    kalimat: str
    tautan: list[tuple[str, str]]


def ingat_tamu(*, pengguna, pada: datetime) -> list[IngatTamu]:
    """The guests who wait at `pada` (aware), the most pressing first; without letters that exclude the person.

    Five queries, however many guests wait.
    """
    sampai = Peringatan.objects.filter(
        bukan_kecualian(pengguna, "tenggat__surat"),
        tenggat__jenis=Jenis.TATAP_MUKA,
        tenggat__berhenti_pada=None,
        kirim_pada__lte=pada,
    )
    tertinggi: dict[int, Peringatan] = {}
    for satu in sampai.select_related("tenggat__surat").order_by("tenggat__jatuh_tempo", "tenggat", "id"):
        lama = tertinggi.get(satu.tenggat_id)
        if lama is None or URUTAN.index(satu.tahap) > URUTAN.index(lama.tahap):
            tertinggi[satu.tenggat_id] = satu
    if not tertinggi:
        return []
    alamat = BukuAlamat(pada, [satu.tenggat.surat for satu in tertinggi.values()])
    return [_ingat(satu, alamat, pada) for satu in tertinggi.values()]


def _ingat(peringatan: Peringatan, alamat: BukuAlamat, pada: datetime) -> IngatTamu:
    tenggat = peringatan.tenggat
    surat = tenggat.surat
    if pada > tenggat.jatuh_tempo:
        keadaan = f"belum diarahkan, terlambat {durasi(pada - tenggat.jatuh_tempo)}"
    else:
        keadaan = f"menunggu {durasi(pada - tenggat.mulai)}, batasnya pukul {pukul(tenggat.jatuh_tempo)}"
    kalimat = f"Tamu untuk surat {surat.nomor} {keadaan}."
    orang = alamat.sekretaris if surat.menyangkut_kepala else alamat.kepala | alamat.sekretaris
    tautan = [
        (str(satu), f"https://wa.me/{satu.telepon.removeprefix('+')}?text={quote(kalimat, safe='')}")
        for pk, satu in sorted(orang.items())
        if satu.telepon and not alamat.dikecualikan(surat, pk)
    ]
    return IngatTamu(surat, peringatan.tahap, tenggat.jatuh_tempo, kalimat, tautan)
