"""The lembar disposisi on paper, with the sender as the page shows them."""

from dinsos.agenda.dokumen_surat import saat
from dinsos.agenda.enums import Saluran
from dinsos.agenda.kerahasiaan import PengirimTampil
from dinsos.agenda.models import SuratMasuk
from dinsos.dokumen import asal
from dinsos.dokumen.models import AsalSurat
from dinsos.inti import jam
from disposisi.enums import Instruksi, Sifat
from disposisi.models import Disposisi
from disposisi.pendamping import dari_disposisi

JENIS = "lembar_disposisi"


def susun(surat: SuratMasuk, pengirim: PengirimTampil) -> dict:
    """Data of the sheet for the disposition that holds now, an empty form while there is none.

    It goes to the officer first, then to who accompanies them.
    """
    asal_surat = asal.milik(surat.uuid)
    disposisi = Disposisi.objects.select_related("petugas", "oleh").filter(aktif_untuk=surat).first()
    data = {
        "dibuat": saat(disposisi.pada if disposisi else surat.dicatat_pada),
        "surat_dari": pengirim.nama,
        "nomor_surat": asal_surat.nomor if asal_surat and pengirim.terbuka else "",
        "tanggal_surat": _tanggal_surat(surat, asal_surat),
        "diterima": saat(surat.diterima_pada),
        "nomor_agenda": surat.nomor,
        "hal": pengirim.samarkan(surat.hal),
        "sifat": _sifat(surat, disposisi),
        "harap": [
            {"teks": satu.label, "dipilih": bool(disposisi and satu.value in disposisi.instruksi)}
            for satu in Instruksi
        ],
    }
    if disposisi is None:
        return data
    kalimat = [disposisi.catatan, disposisi.alasan]
    return data | {
        "diteruskan": [_sebut(satu) for satu in (disposisi.petugas, *dari_disposisi(disposisi)) if satu],
        "catatan": [pengirim.samarkan(satu) for satu in kalimat if satu],
        "paraf": {
            "nama": str(disposisi.oleh),
            "jabatan": disposisi.get_sebagai_display(),
            "pada": saat(disposisi.pada),
        },
    }


def _tanggal_surat(surat: SuratMasuk, asal_surat: AsalSurat | None) -> str | None:
    """ISO date of the letter: its own, that of filing for one written in the portal, None when it isn't known."""
    if asal_surat and asal_surat.tanggal:
        return asal_surat.tanggal.isoformat()
    di_portal = surat.saluran == Saluran.PORTAL
    return jam.wita(surat.diterima_pada).date().isoformat() if di_portal else None


def _sifat(surat: SuratMasuk, disposisi: Disposisi | None) -> list[str]:
    sifat = {disposisi.sifat} - {Sifat.BIASA} if disposisi else set()
    return sorted(str(satu) for satu in sifat | ({Sifat.RAHASIA} if surat.rahasiakan_identitas else set()))


def _sebut(petugas) -> str:
    return f"{petugas}, {petugas.jabatan}" if petugas.jabatan else str(petugas)
