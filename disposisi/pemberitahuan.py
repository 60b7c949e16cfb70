"""The wording of what the citizen is told about a disposition: a text of the office with its places filled."""

from dinsos.agenda.dokumen_surat import isian_pokok
from dinsos.agenda.enums import Layanan
from dinsos.agenda.models import SuratMasuk
from dinsos.dokumen import templat
from dinsos.dokumen.models import VersiTemplat
from dinsos.inti import jam, telepon
from dinsos.inti.konteks import KANTOR
from dinsos.inti.teks import waktu
from disposisi.enums import Keputusan, Mode
from disposisi.jadwal_tautan import DI_HALAMAN, bertautan
from disposisi.models import Disposisi

TANPA_JABATAN = "petugas Dinas Sosial"


def nama_surat(surat: SuratMasuk) -> str:
    """What the office calls the letter that says a request is taken up, in the words of its service."""
    return "surat jawaban" if _konsultasi(surat) else "pemberitahuan tindak lanjut"


def susun(disposisi: Disposisi, *, tambahan: str = "") -> tuple[str, VersiTemplat]:
    """The notice or answer in plain words, ready to send, and the version of the text that it was made from.

    When the letter is handled it names officer, contact person, mode and, online, time and method
    (PGD-PROSEDUR-2); for a consultation it says that the request is approved and carries the schedule, also face
    to face (KSL-PROSEDUR-4). A refusal gives the reason and what the citizen can do
    instead, a referral the reason and its reference. `tambahan` is the officer's own paragraph.
    Raises GalatAturan when something that the text names is missing.
    """
    teks, versi = templat.susun(_jenis(disposisi), _isian(disposisi))
    rujukan = f"Nomor rujukan di sana: {disposisi.rujukan_nomor}" if disposisi.rujukan_nomor else ""
    return "\n\n".join(satu for satu in (teks, rujukan, tambahan.strip()) if satu), versi


def _konsultasi(surat: SuratMasuk) -> bool:
    return surat.layanan == Layanan.KONSULTASI


def _jenis(disposisi: Disposisi) -> str:
    """The kind of text (`isian.JenisTemplat`) that the decision asks for."""
    konsultasi = _konsultasi(disposisi.surat)
    if disposisi.keputusan != Keputusan.DITANGANI:
        kata = "rujukan" if disposisi.keputusan == Keputusan.DIRUJUK else "penolakan"
        return f"{kata}_{'konsultasi' if konsultasi else 'pengaduan'}"
    cara = "tertulis" if disposisi.tertulis else str(disposisi.mode)
    return f"{'persetujuan' if konsultasi else 'pemberitahuan'}_{cara}"


def _isian(disposisi: Disposisi) -> dict[str, str]:
    isian = isian_pokok(disposisi.surat)
    if disposisi.keputusan != Keputusan.DITANGANI:
        return isian | {
            "alasan": disposisi.alasan,
            "jalan_lain": disposisi.jalan_lain,
            "tujuan_rujukan": disposisi.tujuan_rujukan,
        }
    petugas = disposisi.petugas
    isian |= {
        "petugas": str(petugas),
        "jabatan_petugas": petugas.jabatan or TANPA_JABATAN,
        "narahubung": f"{petugas}, {telepon.tampil(petugas.telepon) or KANTOR['telepon']}",
    }
    if disposisi.tertulis:
        return isian | {"cara": "tertulis", "batas": waktu(disposisi.waktu)}
    isian["jadwal"] = _jadwal(disposisi)
    if disposisi.mode == Mode.DARING:
        cara = f"daring melalui {disposisi.get_metode_display()}"
        return isian | {"cara": cara, "sambungan": _sambungan(disposisi)}
    return isian | {"cara": "tatap muka", "tempat": disposisi.tempat or KANTOR["alamat"]}


def _sambungan(disposisi: Disposisi) -> str:
    """The sentence about link or number; a link stands on the tracking page only."""
    if bertautan(disposisi.metode, disposisi.tempat):
        return f"{DI_HALAMAN} Buka tautan itu pada waktunya."
    nomor = disposisi.tempat or disposisi.surat.pengirim.telepon_tampil
    if not nomor:
        return "Petugas menghubungi Anda pada waktu itu."
    return f"Nomor yang dipakai: {nomor}. Pada waktu itu petugas melayani Anda."


def _jadwal(disposisi: Disposisi) -> str:
    """The time, or the service hours up to the day by which the applicant is to be served."""
    if disposisi.waktu:
        return waktu(disposisi.waktu)
    batas = disposisi.surat.tenggat.filter(jenis="pelaksanaan").values_list("jatuh_tempo", flat=True).first()
    sampai = f", paling lambat {waktu(batas)}" if batas and batas > jam.sekarang() else ""
    return f"pada jam pelayanan{sampai}"
