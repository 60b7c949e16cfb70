"""How a clock is shown: word, and code for shape and colour; the same on every screen and letter."""

from dataclasses import dataclass
from datetime import datetime

from dinsos.agenda.models import Tenggat
from dinsos.inti.teks import durasi
from dinsos.sla.tenggat import Akibat, Status, status

NAMA_JAM = {
    "respon": "Jawaban pertama",
    "pelaksanaan": "Penanganan",
    "tatap_muka": "Diarahkan kepada petugas",
}
KATA_AKIBAT = {
    Akibat.DITOLAK: "ditolak",
    Akibat.DIRUJUK: "dirujuk",
    Akibat.DICABUT: "dicabut pengirim",
    Akibat.TAMU_PULANG: "tamu pulang",
    Akibat.PEMOHON_TIDAK_HADIR: "pengirim tidak hadir",
    Akibat.DIMINTA_MUNDUR_PEMOHON: "diminta mundur oleh pengirim",
}


@dataclass(frozen=True)
class KeadaanTenggat:
    """What templates/komponen/status_tenggat.html needs: `kode` (a `sla.tenggat.Status`) and `kata`."""

    kode: str
    kata: str


def keadaan(tenggat: Tenggat, pada: datetime) -> KeadaanTenggat:
    """The state of a clock at an aware instant, in words: "Terlambat 2 jam 10 menit", "Sisa 3 jam"."""
    kode = status(
        pada,
        tenggat.mulai,
        tenggat.jatuh_tempo,
        tenggat.ingat_pada,
        tenggat.berhenti_pada,
        tenggat.akibat or None,
    )
    return KeadaanTenggat(kode.value, _kata(kode, tenggat, pada))


def _kata(kode: Status, tenggat: Tenggat, pada: datetime) -> str:
    akibat = KATA_AKIBAT[Akibat(tenggat.akibat)] if tenggat.akibat else ""
    match kode:
        case Status.TEPAT_WAKTU | Status.SEGERA:
            return f"Sisa {durasi(tenggat.jatuh_tempo - pada)}"
        case Status.TERLAMBAT:
            return f"Terlambat {durasi(pada - tenggat.jatuh_tempo)}"
        case Status.TERPENUHI:
            return f"Tepat waktu: {akibat}" if akibat else "Tepat waktu"
        case Status.TERPENUHI_TERLAMBAT:
            lewat = durasi(tenggat.berhenti_pada - tenggat.jatuh_tempo)
            return f"Terlambat {lewat}, {akibat or 'sudah selesai'}"
    return f"Tidak berlaku: {akibat}"
