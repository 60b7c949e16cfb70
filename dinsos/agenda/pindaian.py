"""The scan of a signed letter of ours, taken in beside its case."""

from django.core.files.base import File

from dinsos.agenda.buka_identitas import boleh_membuka
from dinsos.agenda.models import SuratMasuk
from dinsos.agenda.riwayat import catat
from dinsos.dokumen import surat as surat_keluar
from dinsos.dokumen.models import PindaianSurat, SuratKeluar
from dinsos.inti.galat import TidakBerwenang


def unggah_pindaian(*, surat: SuratMasuk, keluar: SuratKeluar, unggahan: File, oleh) -> PindaianSurat:
    """Keep the scan of a signed letter about a case; the story says so.

    Raises TidakBerwenang for anybody but the officer of the case and who decides it, GalatAturan when the letter
    isn't in force, GalatBerkas for a refused file. Must not be called inside a transaction.
    """
    if not boleh_membuka(oleh, surat):
        raise TidakBerwenang("Pindaian surat hanya diunggah oleh petugas surat ini dan pimpinan.")
    pindaian = surat_keluar.unggah_pindaian(surat=keluar, unggahan=unggahan, oleh=oleh)
    catat(
        surat=surat,
        jenis="pindaian_surat",
        pada=pindaian.pada,
        oleh=oleh,
        teks=f"Mengunggah pindaian bertanda tangan: {keluar}.",
    )
    return pindaian
