"""What the case page shows about a consultation."""

from dinsos.agenda.enums import Layanan
from dinsos.agenda.models import SuratMasuk
from dinsos.berkas.ringkas import ringkas
from dinsos.inti import jam
from konsultasi.models import BeritaAcara
from konsultasi.nik import petunjuk


def susun(surat: SuratMasuk) -> dict:
    """Context of templates/portal/kerja/_konsultasi.html; `konsultasi` is None for any other letter.

    One query (the data handed over); particulars and minutes are read with the letter.
    """
    konsultasi = getattr(surat, "konsultasi", None) if surat.layanan == Layanan.KONSULTASI else None
    if konsultasi is None:
        return {"konsultasi": None}
    data = konsultasi.penyerahan.select_related("lampiran__berkas", "oleh")
    return {
        "konsultasi": konsultasi,
        "berita_acara": _berita_acara(konsultasi),
        "petunjuk_nik": petunjuk(konsultasi.nomor_identitas, hari=jam.hari_ini()),
        "data_diserahkan": [(satu, ringkas(satu.lampiran.berkas)) for satu in data],
    }


def _berita_acara(konsultasi) -> BeritaAcara | None:
    return getattr(konsultasi, "berita_acara", None)
