"""What stands in a message, from its bytes: pure, and never an exception for a broken one that can be half read.

Nothing that a message says about itself is believed: sizes, names and types of attachments are checked later, and
addresses are only ever offered to the desk.
"""

import email
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from dinsos.bukutamu.kotak.enums import Cacat, JenisSurel
from dinsos.bukutamu.kotak.html import jadi_teks

ISI_MAKS = 20_000
"""Characters of text that are kept; a letter in the portal's own form has 8,000 at most."""
BAGIAN_MAKS, DALAM_MAKS, KEPALA_MAKS = 200, 12, 4000
_HTML_MAKS = 2_000_000
_KODEK_TERLARANG = re.compile(
    r"idna|punycode|escape|undefined|mbcs|oem|hex|base64|rot|zip|bz2|quopri|uu", re.I
)
_KENDALI = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NOMOR_SURAT = re.compile(r"<[^<>\s@]{1,200}@[^<>\s@]{1,200}>")
_KEPALA_SIDIK = re.compile(rb"(?im)^(message-id|from|date|subject)[ \t]*:((?:.*)(?:\n[ \t].*)*)")
_SERVER = re.compile(r"^(mailer-daemon|postmaster|mail-daemon)@", re.I)
_TANPA_BALAS = re.compile(r"^(no-?reply|do-?not-?reply|mailer-daemon|postmaster|bounces?)([+._-].*)?@", re.I)
_TANDA_TANGAN = {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
_SANDI = {"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"}
_TULISAN = {"text/plain", "text/html", "text/rfc822-headers"}
TERUSAN = "--- Pesan yang disertakan ---"


@dataclass(frozen=True)
class Sertaan:
    """An attachment as it came: its name ("" when none was given), declared type, bytes."""

    nama: str
    mime: str
    isi: bytes


@dataclass(frozen=True)
class Pental:
    """What a report of a mail server says: the Message-IDs in it, whether delivery failed for good, its code."""

    nomor: tuple[str, ...]
    gagal: bool
    kode: str


@dataclass
class Surat:
    """A message in plain words. `rujukan` are the Message-IDs that it answers, first the nearest."""

    dari_nama: str = ""
    dari_alamat: str = ""
    balas_ke: str = ""
    subjek: str = ""
    isi: str = ""
    jenis: str = JenisSurel.BIASA
    cacat: str = ""
    sertaan: list[Sertaan] = field(default_factory=list)
    rujukan: tuple[str, ...] = ()
    pental: Pental | None = None


def sidik(mentah: bytes) -> str:
    """The digest of a message that stays the same on another way through the net or in another folder.

    With a Message-ID it covers sender, date, subject and body, so that equal Message-IDs with differing content are
    two messages; without one, everything.
    """
    rata = mentah.replace(b"\r\n", b"\n")
    kepala, _, isi = rata.partition(b"\n\n")
    bidang = {nama.lower(): nilai.strip() for nama, nilai in _KEPALA_SIDIK.findall(kepala)}
    if not bidang.get(b"message-id"):
        return hashlib.sha256(rata).hexdigest()
    pokok = [bidang.get(nama, b"") for nama in (b"message-id", b"from", b"date", b"subject")]
    return hashlib.sha256(b"\0".join([*pokok, isi.rstrip()])).hexdigest()


def urai(mentah: bytes) -> Surat:
    """Read a message. Raises whatever the parser raises; `darurat` reads on from there."""
    pesan = email.message_from_bytes(mentah)
    surat = _kepala_surat(pesan)
    isi = _Isi()
    surat.pental = _pental(pesan, surat, mentah)
    isi.kumpul(pesan)
    surat.isi, surat.sertaan = _potong("\n\n".join(filter(None, isi.teks))), isi.sertaan
    surat.cacat = isi.cacat or (Cacat.PANJANG if isi.panjang > ISI_MAKS else "")
    surat.jenis = _jenis(pesan, surat)
    return surat


def darurat(mentah: bytes) -> Surat:
    """What can be shown of a message that the parser can't read: its beginning as it stands."""
    return Surat(isi=_potong(bersih(_baca(mentah[: ISI_MAKS * 2], None))), cacat=Cacat.RUSAK)


def bersih(teks: str) -> str:
    """Text that the database takes and that looks like what it is: no NUL, lone surrogate or turned direction."""
    teks = teks.encode("utf-8", "replace").decode("utf-8")
    return _KENDALI.sub("", teks.replace("\r\n", "\n").replace("\r", "\n"))


def bisa_dijawab(jenis: str, alamat: str) -> bool:
    """Whether an answer to this address reaches a person; machines and lists are never answered."""
    return jenis == JenisSurel.BIASA and bool(alamat) and not _TANPA_BALAS.match(alamat)


class _Isi:
    """Collects texts and attachments from the tree of parts, within limits."""

    def __init__(self) -> None:
        self.teks: list[str] = []
        self.sertaan: list[Sertaan] = []
        self.cacat = ""
        self.panjang = 0
        self.banyak = 0

    def kumpul(self, bagian: Message, dalam: int = 0) -> None:
        self.banyak += 1
        if dalam > DALAM_MAKS or self.banyak > BAGIAN_MAKS:
            self.cacat = Cacat.RUSAK
            return
        jenis = bagian.get_content_type()
        anak = (
            [satu for satu in bagian.get_payload() if isinstance(satu, Message)]
            if bagian.is_multipart()
            else []
        )
        if jenis in _SANDI:
            self.cacat = Cacat.SANDI
        elif jenis == "multipart/alternative":
            self._pilih(anak, dalam)
        elif jenis == "message/rfc822" and anak:
            dalamnya = _kepala_surat(anak[0])
            self._tambah(
                f"{TERUSAN}\nDari: {dalamnya.dari_nama} {dalamnya.dari_alamat}\nHal: {dalamnya.subjek}"
            )
            self.kumpul(anak[0], dalam + 1)
        elif anak:
            for satu in anak:
                self.kumpul(satu, dalam + 1)
        else:
            self._daun(bagian, jenis)

    def _pilih(self, anak: list[Message], dalam: int) -> None:
        """Of versions of the same text one: the plain one if it says anything."""
        versi = []
        for satu in anak:
            isi = _Isi()
            isi.banyak = self.banyak
            isi.kumpul(satu, dalam + 1)
            self.banyak, self.cacat = isi.banyak, self.cacat or isi.cacat
            self.sertaan += isi.sertaan
            versi.append((satu.get_content_type() == "text/plain", "\n\n".join(filter(None, isi.teks))))
        berisi = [isi for polos, isi in versi if isi and polos] or [isi for _, isi in versi if isi]
        if berisi:
            self._tambah(berisi[0])

    def _daun(self, bagian: Message, jenis: str) -> None:
        nama = _nama_berkas(bagian)
        isi = bagian.get_payload(decode=True) or b""
        if jenis in _TANDA_TANGAN:
            return
        lampiran = bagian.get_content_disposition() == "attachment"
        if jenis == "text/plain" and lampiran:
            self._tambah(f"--- {nama or 'lampiran'} ---\n{_baca(isi, bagian.get_content_charset())}")
        elif not lampiran and (
            jenis in _TULISAN or bagian.get_content_maintype() in ("multipart", "message")
        ):
            teks = _baca(isi, bagian.get_content_charset())
            self._tambah(jadi_teks(teks[:_HTML_MAKS]) if jenis == "text/html" else teks)
        elif isi or nama:
            self.sertaan.append(Sertaan(nama, jenis, isi))

    def _tambah(self, teks: str) -> None:
        teks = bersih(teks).strip()
        self.panjang += len(teks)
        self.teks.append(teks[: ISI_MAKS + 1])


def _kepala_surat(pesan: Message) -> Surat:
    nama, alamat = _alamat(pesan, "from")
    return Surat(
        dari_nama=nama[:120],
        dari_alamat=alamat,
        balas_ke=_alamat(pesan, "reply-to")[1],
        subjek=_baris(_kata(pesan, "subject"))[:200],
        rujukan=_nomor_rujukan(pesan),
    )


def _nomor_rujukan(pesan: Message) -> tuple[str, ...]:
    jawab = _NOMOR_SURAT.findall(_mentah(pesan, "in-reply-to"))
    rujukan = _NOMOR_SURAT.findall(_mentah(pesan, "references"))
    return tuple(dict.fromkeys([*jawab, *reversed(rujukan)]))[:20]


def _mentah(pesan: Message, nama: str) -> str:
    """The first header of that name as text; bytes beyond ASCII are read as UTF-8, else as Latin."""
    nilai = next((isi for kunci, isi in pesan.raw_items() if kunci.lower() == nama), "")
    bita = str(nilai)[:KEPALA_MAKS].encode("utf-8", "surrogateescape")
    return " ".join(_baca(bita, None).split())


def _kata(pesan: Message, nama: str) -> str:
    """A header with its encoded words decoded."""
    return _urai_kata(_mentah(pesan, nama))


def _urai_kata(teks: str) -> str:
    try:
        potongan = decode_header(teks)
    except Exception:
        return teks
    return "".join(_baca(isi, sandi) if isinstance(isi, bytes) else isi for isi, sandi in potongan)


def _alamat(pesan: Message, nama: str) -> tuple[str, str]:
    """Name and address of the first person in a header; "" for an address that can't be one."""
    mentah = _mentah(pesan, nama)[:1000]
    try:
        tampil, alamat = parseaddr(mentah)
        validate_email(alamat)
    except (ValidationError, ValueError, IndexError, RecursionError):
        return _baris(_urai_kata(mentah)), ""
    return _baris(_urai_kata(tampil)), alamat[:254]


def _nama_berkas(bagian: Message) -> str:
    try:
        return _baris(_urai_kata(bagian.get_filename() or ""))[:200]
    except Exception:
        return ""


def _baca(isi: bytes, sandi: str | None) -> str:
    """Bytes as text: by the declared charset if there is such a one, else UTF-8, else Western."""
    calon = [] if sandi is None or _KODEK_TERLARANG.search(sandi) else [sandi]
    for satu in [*calon, "utf-8"]:
        try:
            return isi.decode(satu)
        except (LookupError, ValueError):
            continue
    return isi.decode("cp1252", "replace")


def _baris(teks: str) -> str:
    """Text on one line, without what can't be seen."""
    return " ".join("".join(huruf if huruf.isprintable() else " " for huruf in bersih(teks)).split())


def _potong(teks: str) -> str:
    return teks[:ISI_MAKS].strip()


def _jenis(pesan: Message, surat: Surat) -> str:
    otomatis = _mentah(pesan, "auto-submitted").lower()
    kirim = _mentah(pesan, "precedence").lower()
    if surat.pental:
        return JenisSurel.PENTAL
    if _mentah(pesan, "list-id") or _mentah(pesan, "list-unsubscribe") or kirim in ("bulk", "list", "junk"):
        return JenisSurel.MILIS
    balasan = any(_mentah(pesan, nama) for nama in ("x-autoreply", "x-autorespond", "x-auto-response"))
    tanpa_asal = _mentah(pesan, "return-path") == "<>"
    if otomatis not in ("", "no") or balasan or tanpa_asal or kirim == "auto_reply":
        return JenisSurel.OTOMATIS
    return JenisSurel.BIASA


def _pental(pesan: Message, surat: Surat, mentah: bytes) -> Pental | None:
    """The report, if the message is one by RFC 3464, or by X-Failed-Recipients as Exim and Gmail write it."""
    laporan = [b for b in _semua(pesan) if b.get_content_type() == "message/delivery-status"]
    gagal_lain = bool(_mentah(pesan, "x-failed-recipients"))
    if not laporan and not gagal_lain and not _SERVER.match(surat.dari_alamat):
        return None
    tindakan, kode = set(), ""
    for blok in (anak for satu in laporan for anak in satu.get_payload() if isinstance(anak, Message)):
        tindakan.add(_mentah(blok, "action").lower())
        kode = kode or (re.findall(r"\b[245]\.\d{1,3}\.\d{1,3}\b", _mentah(blok, "status")) or [""])[0]
    sendiri = _NOMOR_SURAT.findall(_mentah(pesan, "message-id"))
    nomor = [satu for satu in _NOMOR_SURAT.findall(_baca(mentah[:1_000_000], None)) if satu not in sendiri]
    semua = tuple(dict.fromkeys([*surat.rujukan, *nomor]))[:50]
    return Pental(semua, "failed" in tindakan or (gagal_lain and not laporan), kode)


def _semua(pesan: Message, dalam: int = 0) -> Iterator[Message]:
    """The parts of a report, not those of the message that it brings back."""
    yield pesan
    if dalam < 3 and pesan.is_multipart() and pesan.get_content_maintype() == "multipart":
        for satu in pesan.get_payload()[:20]:
            if isinstance(satu, Message):
                yield from _semua(satu, dalam + 1)
