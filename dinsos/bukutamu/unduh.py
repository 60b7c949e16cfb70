"""The receipt of a letter as a file, for the desk to print or to hand on."""

from django.http import FileResponse

from dinsos.agenda import dokumen_surat
from dinsos.agenda.models import SuratMasuk
from dinsos.berkas.actions import catat_akses
from dinsos.berkas.enums import MIME
from dinsos.berkas.responses import kirim
from dinsos.dokumen import surat as surat_keluar


def unduh_tanda_terima(surat: SuratMasuk, oleh) -> FileResponse:
    """The PDF of the receipt (KSL-PROSEDUR-2), without the secret; logged. The caller has checked who asks."""
    keluar = dokumen_surat.tanda_terima(surat)
    berkas = surat_keluar.lembar(keluar)
    hasil = kirim(berkas=berkas, nama=f"{keluar.nama_berkas}.{MIME[berkas.mime]}")
    catat_akses(
        berkas=berkas,
        oleh=oleh,
        sebagai="Petugas piket",
        tujuan=f"Mengunduh tanda terima surat {surat.nomor}",
    )
    return hasil
