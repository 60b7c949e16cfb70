"""What an e-mail looks like as it leaves: text, the same text as simple HTML, and what the class attaches."""

import re
import unicodedata
from collections.abc import Iterable
from email.encoders import encode_base64
from email.mime.base import MIMEBase

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import get_template

from dinsos.notifikasi.actions import satu_baris
from dinsos.notifikasi.kelas import LampiranSurel
from dinsos.notifikasi.models import Pesan

BATAS_LAMPIRAN = 10 * 1024 * 1024
"""Bytes of all attachments of one e-mail together; as base64 a third more, which common mail servers take."""
PANJANG_NAMA = 80
_TERLARANG = re.compile(r'[\\/:*?"<>|;%]+')
_TEMPLAT = "pesan/surel.html"


class LampiranTerlaluBesar(Exception):
    """The attachments of a message are larger than `BATAS_LAMPIRAN`."""


def susun(pesan: Pesan, isi: str, lampiran: Iterable[LampiranSurel] = ()) -> EmailMultiAlternatives:
    """The e-mail as it leaves: UTF-8, one recipient, no name in any header.

    `isi` is the complete text; the HTML part says the same. Raises LampiranTerlaluBesar.
    """
    kepala = {"Message-ID": pesan.message_id, "Auto-Submitted": "auto-generated"}
    subjek = satu_baris(pesan.subjek)
    if settings.EMAIL_SIMULASI:
        subjek = f"[SIMULASI] {subjek}"
        kepala["X-Simulasi"] = "SIMULASI: surat ini tidak dikirim"
    lampiran = list(lampiran)
    if sum(len(satu.isi) for satu in lampiran) > BATAS_LAMPIRAN:
        raise LampiranTerlaluBesar
    surat = EmailMultiAlternatives(
        subjek, isi, settings.DEFAULT_FROM_EMAIL, [satu_baris(pesan.tujuan)], headers=kepala
    )
    surat.attach_alternative(html(subjek, isi), "text/html")
    for satu in lampiran:
        surat.attach(_bagian(satu))
    return surat


def html(judul: str, isi: str) -> str:
    """The plain text as a page: escaped, paragraphs at empty lines, only addresses of our own site are links."""
    alinea = [[_potongan(baris) for baris in satu.split("\n")] for satu in re.split(r"\n{2,}", isi.strip())]
    return get_template(_TEMPLAT).render({"judul": judul, "alinea": alinea})


def nama_aman(nama: str) -> str:
    """A file name that no mail program and no file system reads as anything else; the ending stays."""
    nama = _TERLARANG.sub("-", satu_baris(unicodedata.normalize("NFC", nama))).strip(" .")
    awal, titik, akhiran = nama.rpartition(".")
    if not titik or len(akhiran) > 8:
        return nama[:PANJANG_NAMA] or "lampiran"
    return f"{awal[: PANJANG_NAMA - len(akhiran) - 1]}.{akhiran}"


def _potongan(baris: str) -> list[tuple[str, bool]]:
    """A line in pieces, each with whether it is an address of our own site."""
    situs = re.escape(settings.ALAMAT_SITUS)
    pola = rf"(?<!\S)({situs}(?:/[\w./?=&%#~+-]*[\w/=])?)(?=[.,;:!?)]*(?:\s|$))"
    return [(teks, bool(ke % 2)) for ke, teks in enumerate(re.split(pola, baris)) if teks]


def _bagian(lampiran: LampiranSurel) -> MIMEBase:
    utama, _, parameter = lampiran.jenis.partition(";")
    bagian = MIMEBase(*utama.strip().split("/"))
    for satu in filter(None, (p.strip() for p in parameter.split(";"))):
        nama, _, nilai = satu.partition("=")
        bagian.set_param(nama, nilai)
    bagian.set_payload(lampiran.isi)
    encode_base64(bagian)
    nama = nama_aman(lampiran.nama)
    bagian.add_header(
        "Content-Disposition", "attachment", filename=nama if nama.isascii() else ("utf-8", "", nama)
    )
    return bagian
