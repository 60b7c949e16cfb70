"""By which number or link the two sides meet, and that no other words to the citizen hold one."""

import re
from urllib.parse import urlsplit

from django.conf import settings

from dinsos.inti.galat import GalatAturan
from dinsos.inti.konteks import KANTOR
from dinsos.inti.teks import daftar
from disposisi.enums import Metode

TANPA_TAUTAN = "Tulis tautan panggilan video. Tanpa tautan pengirim tidak dapat bergabung."
TANPA_NOMOR = "Pengirim tidak menulis nomor telepon. Tulis nomor yang dipakai, atau pilih cara lain."
BUKAN_TAUTAN = (
    "Ini bukan tautan yang dapat dibuka. Salin tautan lengkapnya dari layanan panggilan video, misalnya "
    "https://meet.google.com/abc-defg-hij."
)
BUKAN_HTTPS = "Tautan harus dimulai dengan https:// supaya aman. Salin lagi tautan lengkapnya."
BERSANDI = "Tautan tidak boleh memuat tanda @ di depan nama situsnya. Salin lagi tautan lengkapnya."
BUKAN_NOMOR = (
    "Tulis nomor telepon saja, misalnya 0812-3456-7890, atau tautan lengkap yang dimulai dengan https://."
)
TANPA_ALAMAT_SITUS = (
    "Jangan tulis tautan atau alamat situs di sini. Tautan pertemuan ditulis pada jadwalnya, supaya hanya dibaca "
    "pengirim di balik kode rahasianya."
)
ALAMAT_KANTOR = (KANTOR["wa"], KANTOR["lapor"])
NOMOR_TELEPON = re.compile(r"\+?[0-9](?:[ .()-]{0,2}[0-9]){5,17}")
"""Digits with the usual signs between them."""
AKHIRAN = "app|biz|com|dev|gov|id|info|io|link|live|me|net|online|org|page|site|space|store|to|top|us|xyz"
MIRIP_SITUS = re.compile(
    rf"(?<![\w@.-])(?:(?:[\w-]+\.)+(?:{AKHIRAN})(?![\w@-])|(?:[\w-]+\.)*[\w-]{{3,}}\.[a-z]{{2,}}(?=:\d|/\w))",
    re.IGNORECASE,
)
"""Words that mail programs and phones make a link of; degrees such as S.Sos. are none, nor is an e-mail address."""
NAMA_SITUS = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
"""A host name in lower-case ASCII, as a browser asks for it: no address of numbers, no dot at the end."""


def yang_kurang(*, metode: str, tempat: str, telepon: str) -> str:
    """What is missing or wrong to meet by `metode`, as a sentence that says what to do; "" when nothing is.

    `tempat` is the link or number of the disposition, `telepon` the sender's own number. A video call needs a
    link always; a call or WhatsApp needs a number where the sender gave none (PGD-PROSEDUR-2).
    """
    tempat = tempat.strip()
    if tempat:
        return keluhan_tempat(metode=metode, tempat=tempat)
    if metode == Metode.VIDEO:
        return TANPA_TAUTAN
    if metode in (Metode.TELEPON, Metode.WHATSAPP) and not telepon:
        return TANPA_NOMOR
    return ""


def keluhan_tempat(*, metode: str, tempat: str) -> str:
    """What is wrong with where the two sides meet, "" when nothing is.

    A video call has a link and nothing else, a call or WhatsApp a telephone number or such a link, a place to come
    to (`metode` "") no link at all.
    """
    tempat = tempat.strip()
    if metode == Metode.VIDEO or (metode and "://" in tempat):
        return keluhan_tautan(tempat)
    if metode in (Metode.TELEPON, Metode.WHATSAPP):
        return "" if NOMOR_TELEPON.fullmatch(tempat) else BUKAN_NOMOR
    return keluhan_kalimat(tempat)


def keluhan_kalimat(teks: str) -> str:
    """Why words can't go to a citizen as they are, "" when they can: they name no site but the office's own."""
    milik = "|".join(re.escape(satu.split("://")[-1]) for satu in (settings.ALAMAT_SITUS, *ALAMAT_KANTOR))
    lain = re.sub(rf"(?:https?://|(?<![\w@.-]))(?:{milik})(?![\w@-]|\.\w)", " ", teks, flags=re.IGNORECASE)
    ada = "://" in lain or "www." in lain.lower() or MIRIP_SITUS.search(lain)
    return TANPA_ALAMAT_SITUS if ada else ""


def wajib_tanpa_situs(*teks: str) -> None:
    """Raise GalatAturan for words to a citizen that hold a link or the name of a site."""
    for satu in teks:
        if keluhan := keluhan_kalimat(satu):
            raise GalatAturan(keluhan)


def keluhan_tautan(tautan: str) -> str:
    """Why citizens can't be sent to this link, "" when they can.

    https only, without user name, password or port, on a host of `settings.TAUTAN_HOST` or below one; an empty
    list takes every host. What browsers read otherwise than people (backslashes, letters and dots of other
    scripts, white space, a dot at the end of the host) is refused.
    """
    try:
        alamat = urlsplit(tautan)
        porta = alamat.port
    except ValueError:
        return BUKAN_TAUTAN
    if not re.fullmatch(r"[!-\[\]-~]+", tautan):
        return BUKAN_TAUTAN
    if alamat.scheme != "https":
        return BUKAN_HTTPS if alamat.scheme == "http" else BUKAN_TAUTAN
    if "@" in alamat.netloc:
        return BERSANDI
    host = alamat.hostname or ""
    if not NAMA_SITUS.fullmatch(host) or porta is not None or alamat.netloc.endswith(":"):
        return BUKAN_TAUTAN
    boleh = [satu.strip().lower().lstrip(".") for satu in settings.TAUTAN_HOST]
    if boleh and not any(host == satu or host.endswith(f".{satu}") for satu in boleh):
        return f"Situs {host} tidak dipakai kantor ini untuk pertemuan. Pakai tautan dari {daftar(boleh)}."
    return ""
