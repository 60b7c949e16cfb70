"""A letter about a case, shown to who is about to send it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from dinsos.agenda.buka_identitas import buka_identitas
from dinsos.agenda.models import SuratMasuk
from dinsos.dokumen.enums import JenisSurat
from dinsos.dokumen.jawaban import kirim_pdf
from dinsos.dokumen.pratinjau import cetak_pratinjau

TOMBOL = "pratinjau"
"""Name of the buttons that ask for the letter instead of sending it; their value is its kind (`JenisSurat`)."""
JENIS = (JenisSurat.SURAT_JAWABAN, JenisSurat.BERITA_ACARA)


def diminta(request: HttpRequest) -> str:
    """The kind of letter that this request wants to look at first; "" when the act is to be done."""
    jenis = request.POST.get(TOMBOL, "")
    return jenis if not jenis or jenis in JENIS else JenisSurat.SURAT_JAWABAN


def pratinjau(
    request: HttpRequest, surat: SuratMasuk, lakukan: Callable[[], object], *, nomor: str = ""
) -> HttpResponse:
    """The letter that `lakukan` would send, as a download; of a secret sender it names them, which is logged.

    `nomor` is the number that was typed in for it. Raises as `dokumen.pratinjau.cetak_pratinjau`.
    """
    jenis = diminta(request)
    isi = cetak_pratinjau(kasus=surat.uuid, jenis=jenis, lakukan=lakukan, nomor=nomor)
    if surat.rahasiakan_identitas:
        buka_identitas(surat=surat, oleh=request.user)
    return kirim_pdf(isi, f"pratinjau-{jenis.replace('_', '-')}-{surat.nomor}.pdf")
