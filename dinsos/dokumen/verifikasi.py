"""Checking a letter from outside: which one a code names, and whether a file is that letter.

Says nothing about persons: no name, no subject, no number of a case.
"""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from dinsos.akun import pembatas
from dinsos.akun.pembatas import Jatah
from dinsos.dokumen import kode as kode_surat
from dinsos.dokumen import surat as surat_keluar
from dinsos.dokumen.models_surat import SuratKeluar

JENDELA = timedelta(minutes=15)
BATAS_SALAH = 30
BATAS_BANDING = 60


def cari(kode: str) -> SuratKeluar | None:
    """The letter with this code, as somebody typed it; drafts aren't known outside."""
    return (
        SuratKeluar.objects.select_related("digantikan_oleh")
        .filter(kode=kode_surat.baca(kode), terbit_pada__isnull=False)
        .first()
    )


def sidik_pdf(surat: SuratKeluar) -> str:
    """SHA-256 of the PDF of a letter; makes the PDF when nobody did. Raises as `surat.pastikan_pdf`."""
    return surat.sha256 or surat_keluar.pastikan_pdf(surat).sha256


def cocok(surat: SuratKeluar, sidik: str) -> bool:
    """Whether a file with this SHA-256 is the letter: its PDF, or a scan of the signed paper."""
    pindaian = surat.pindaian.values_list("berkas__sha256", "sha256_asal")
    return sidik in {sidik_pdf(surat), *(satu for pasangan in pindaian for satu in pasangan)}


def boleh_mencoba(alamat: str) -> datetime | None:
    """Take one try of a code. None, or the aware instant from which one may try again; only wrong ones count."""
    return pembatas.ambil(_jatah(alamat))


def kembalikan(alamat: str) -> None:
    """Give the try back: the code was right."""
    pembatas.kembalikan(_jatah(alamat))


def boleh_membandingkan(alamat: str) -> datetime | None:
    """Take one comparison of a file; returns as `boleh_mencoba`."""
    jatah = Jatah(BATAS_BANDING, JENDELA)
    return pembatas.ambil({f"periksa berkas:{pembatas.jaringan(alamat)}": jatah})


def _jatah(alamat: str) -> dict[str, Jatah]:
    return {f"periksa surat:{pembatas.jaringan(alamat)}": Jatah(BATAS_SALAH, JENDELA)}


class SidikUnggahan(FileUploadHandler):
    """Takes the fingerprint of an upload while it comes in; nothing is kept, neither on disk nor in memory."""

    def __init__(self, request=None) -> None:
        super().__init__(request)
        self._cerna = hashlib.sha256()
        self.ukuran = 0

    @property
    def sidik(self) -> str:
        """SHA-256 of the file; "" when none came, it was empty, or too large."""
        return self._cerna.hexdigest() if 0 < self.ukuran <= settings.BERKAS_UKURAN_MAKS else ""

    @property
    def terlalu_besar(self) -> bool:
        """Whether the file was larger than any letter."""
        return self.ukuran > settings.BERKAS_UKURAN_MAKS

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.ukuran += len(raw_data)
        if self.terlalu_besar:
            raise StopUpload(connection_reset=False)
        self._cerna.update(raw_data)

    def file_complete(self, file_size: int) -> None:
        return None
