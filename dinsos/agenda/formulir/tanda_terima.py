"""The receipt of a letter: number, secret, promises with their reasons (KSL-PROSEDUR-2, PGD-BIAYA)."""

from dataclasses import dataclass
from datetime import datetime

import segno
from django.conf import settings
from django.db.models import BigIntegerField
from django.urls import reverse

from dinsos.agenda import rahasia
from dinsos.agenda.enums import Layanan
from dinsos.agenda.models import Pengirim, SuratMasuk, Tenggat
from dinsos.inti.kueri_siap import Isian, KueriSiap

JANJI = {
    Layanan.PENGADUAN: {
        "respon": "Kami menjawab paling lambat",
        "pelaksanaan": "Kami menangani surat Anda paling lambat",
    },
    Layanan.KONSULTASI: {
        "respon": "Kami menjawab paling lambat",
        "pelaksanaan": "Kami melayani konsultasi Anda paling lambat",
    },
}


_TENGGAT = KueriSiap(lambda: Tenggat.objects.filter(surat=Isian("surat", BigIntegerField())))


@dataclass(frozen=True)
class Janji:
    """A due date as a promise: first words, aware instant, why this date, whether it may still be extended."""

    awal: str
    pada: datetime
    alasan: str
    sementara: bool


def susun(surat: SuratMasuk) -> dict:
    """Context of the receipt page of a letter whose sender is loaded; one query (the clocks).

    The secret is computed here and must go to the draft's own browser only.
    """
    tenggat = {t.jenis: t for t in _TENGGAT(surat=surat.pk)}
    return {
        "surat": surat,
        "kode": rahasia.kode(surat),
        "janji": [_janji(awal, tenggat[jenis]) for jenis, awal in JANJI[surat.layanan].items()],
        "cara_jawab": cara_jawab(surat.pengirim),
        "alamat_lacak": settings.ALAMAT_SITUS + reverse("portal:lacak"),
        "qr": qr_nomor(surat.nomor),
    }


def qr_nomor(nomor: str) -> str:
    """The QR code of a register number as a data URL, for the desk's scanner; it holds nothing else.

    Its mask is fixed, because trying all eight is most of the work of a page that shows it.
    """
    return segno.make(nomor, error="m", mask=2, micro=False).svg_data_uri(scale=4, border=2, light="#fff")


def cara_jawab(pengirim: Pengirim) -> str:
    """By which channel the answer comes, as a sentence for the sender."""
    if pengirim.saluran_jawaban == "email":
        return f"Tanda terima dan jawaban kami kirim ke e-mail {pengirim.email}."
    if pengirim.saluran_jawaban == "whatsapp":
        return f"Jawaban kami kirim lewat WhatsApp ke nomor {pengirim.telepon_tampil}."
    if pengirim.saluran_jawaban == "kertas":
        return (
            "Surat jawaban kami cetak. Ambil di loket kami pada jam layanan, dengan membawa nomor surat Anda."
        )
    return "Jawaban dapat Anda baca di halaman Lacak, atau Anda ambil tercetak di loket kami."


def _janji(awal: str, tenggat: Tenggat) -> Janji:
    return Janji(awal, tenggat.jatuh_tempo, tenggat.penjelasan, tenggat.sementara)
