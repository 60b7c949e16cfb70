"""Builders of outgoing letters for tests."""

import uuid

from django.db import transaction

from dinsos.dokumen import surat
from dinsos.dokumen.models import SuratKeluar

JAWABAN = {
    "hal": "Jawaban atas surat Anda",
    "kepada": {"nama": "Wa Ode Nurhayati", "alamat": ["Jalan Poros Takawa 12"]},
    "paragraf": ["Surat Anda mulai kami tindak lanjuti."],
}
TANDA_TERIMA = {
    "nomor": "2026-00001",
    "layanan": "Pengaduan",
    "diterima": "2026-11-24T09:00:00+08:00",
    "rincian": [["Nama", "Wa Ode Nurhayati"]],
}


@transaction.atomic
def jawaban(*, oleh=None, kasus=None, nomor="", **data) -> SuratKeluar:
    """An answer that is out."""
    return surat.terbitkan(
        kasus=kasus or uuid.uuid4(),
        jenis="surat_jawaban",
        data=JAWABAN | data,
        perihal="Jawaban atas surat",
        oleh=oleh,
        nomor=nomor,
    )


@transaction.atomic
def tanda_terima(*, kasus=None) -> SuratKeluar:
    """A receipt, which has no number of its own in the book."""
    return surat.terbitkan(
        kasus=kasus or uuid.uuid4(),
        jenis="tanda_terima",
        data=TANDA_TERIMA,
        perihal="Tanda terima",
        oleh=None,
    )
