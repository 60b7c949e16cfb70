"""The citizen's answer to an officer, with the papers that were asked for."""

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Sum

from dinsos.agenda import actions
from dinsos.agenda.formulir.unggahan import UKURAN_MAKS_SURAT
from dinsos.agenda.models import Lampiran, Pertanyaan
from dinsos.berkas import actions as berkas_actions
from dinsos.berkas import jatah
from dinsos.berkas.galat import GalatBerkas
from dinsos.berkas.models import Berkas
from dinsos.berkas.nama import bersihkan
from dinsos.inti.galat import GalatAturan

BERKAS_MAKS = 6
"""How many papers one answer takes."""


def jawab(
    *, pertanyaan: Pertanyaan, jawaban: str, unggahan: Sequence[UploadedFile] = (), alamat: str = ""
) -> Pertanyaan:
    """Record an answer (the caller has checked number and secret), with papers where the question asks for them.

    The files are checked like those of the public forms and taken from the hourly share of `alamat`, the client's
    network address. All of them are kept or none. Raises as `actions.jawab_pertanyaan`, and GalatBerkas for the
    first file that is refused. Must not be called inside a transaction.
    """
    if not pertanyaan.minta_berkas or pertanyaan.dijawab_pada or pertanyaan.surat.tertutup:
        unggahan = ()
    tersimpan = _simpan(pertanyaan, unggahan, alamat)
    try:
        return actions.jawab_pertanyaan(pertanyaan=pertanyaan, jawaban=jawaban, berkas_baru=tersimpan)
    except GalatAturan:
        _buang(tersimpan)
        raise


def _simpan(pertanyaan: Pertanyaan, unggahan: Sequence[UploadedFile], alamat: str) -> list[Berkas]:
    if not unggahan:
        return []
    if len(unggahan) > BERKAS_MAKS:
        raise GalatBerkas("jumlah", bersihkan(unggahan[BERKAS_MAKS].name), maks=BERKAS_MAKS)
    milik = Lampiran.objects.filter(surat=pertanyaan.surat_id)
    terpakai = milik.aggregate(n=Sum("berkas__ukuran"))["n"] or 0
    tersimpan: list[Berkas] = []
    try:
        for satu in unggahan:
            jatah.ambil(alamat=alamat, nama=satu.name, ukuran=satu.size)
            sisa = UKURAN_MAKS_SURAT - terpakai - sum(b.ukuran for b in tersimpan)
            tersimpan.append(berkas_actions.simpan(unggahan=satu, sisa_ukuran=sisa))
    except GalatBerkas:
        _buang(tersimpan)
        raise
    return tersimpan


def _buang(berkas: list[Berkas]) -> None:
    for satu in berkas:
        berkas_actions.hapus(berkas=satu)
