"""What the case page shows about the particulars of a letter's service."""

from dinsos.agenda.enums import Layanan
from dinsos.agenda.models import SuratMasuk
from dinsos.berkas.ringkas import ringkas
from dinsos.inti import jam
from konsultasi.nik import petunjuk


def susun(surat: SuratMasuk) -> dict:
    """Context of portal/kerja/_pengaduan.html and _konsultasi.html.

    `pengaduan` and `konsultasi` are None unless the letter has that service now; it may have had the other one
    before. One query for a consultation (the data handed over); particulars and minutes are read with the letter.
    """
    rincian = getattr(surat, surat.layanan, None)
    if surat.layanan != Layanan.KONSULTASI or rincian is None:
        return {"pengaduan": rincian, "konsultasi": None}
    data = rincian.penyerahan.select_related("lampiran__berkas", "oleh")
    return {
        "pengaduan": None,
        "konsultasi": rincian,
        "berita_acara": getattr(rincian, "berita_acara", None),
        "petunjuk_nik": petunjuk(rincian.nomor_identitas, hari=jam.hari_ini()),
        "data_diserahkan": [(satu, ringkas(satu.lampiran.berkas)) for satu in data],
    }
