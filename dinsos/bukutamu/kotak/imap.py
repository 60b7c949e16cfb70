"""The conversation with the IMAP server (RFC 3501): reading and marking, never deleting.

Everything waits at most `TENGGANG` seconds for the next bytes and `PALING_LAMA` for the whole conversation, and no
answer may be larger than what was asked for. Messages are fetched with PEEK, so reading alone changes nothing.
"""

import contextlib
import imaplib
import re
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from django.conf import settings

from dinsos.bukutamu.kotak.enums import GalatKotak

TENGGANG = 10
PALING_LAMA = 300
UKURAN_MAKS = 36 * 1024 * 1024
"""Bytes of a message that is taken whole: 25 MB of papers as base64, with some air."""
KEPALA_MAKS = 256 * 1024
SEKALI_TANYA = 200
TANDA = r"(\Seen)"
BULAN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UID = re.compile(rb"\bUID (\d+)")
_TIBA = re.compile(rb'\bINTERNALDATE "\s*(\d+)-(\w{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)"')
_UKURAN = re.compile(rb"\bRFC822\.SIZE (\d+)")
_KUTIP = re.compile(rb'BODY\[[^\]]*\](?:<\d+>)? "((?:[^"\\]|\\.)*)"')


class GalatImap(Exception):
    """The mailbox can't be read now; `kode` says why."""

    def __init__(self, kode: GalatKotak) -> None:
        super().__init__(kode.value)
        self.kode = kode


class TidakDiberikan(Exception):
    """The server refuses this one message."""


@dataclass(frozen=True)
class Temuan:
    """A message as the server lists it: its UID, when it arrived (aware; None: not told), its size in bytes."""

    uid: int
    tiba_pada: datetime | None
    ukuran: int


class _Terbatas:
    """What both kinds of connection share: a limit of size, and an alarm that ends a talk that takes too long."""

    alarm: threading.Timer | None = None

    def open(self, *args, **kwargs) -> None:
        super().open(*args, **kwargs)
        self.alarm = threading.Timer(PALING_LAMA, self._putus)
        self.alarm.daemon = True
        self.alarm.start()

    def read(self, size: int) -> bytes:
        if size > UKURAN_MAKS + KEPALA_MAKS:
            raise self.abort("jawaban terlalu besar")
        return super().read(size)

    def shutdown(self) -> None:
        if self.alarm is not None:
            self.alarm.cancel()
        super().shutdown()

    def _putus(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self.sock.shutdown(socket.SHUT_RDWR)


class _Polos(_Terbatas, imaplib.IMAP4):
    pass


class _Tersandi(_Terbatas, imaplib.IMAP4_SSL):
    pass


class SambunganImap:
    """The folder that the settings name, opened; a context manager. Raises GalatImap, from every method, too."""

    def __init__(self) -> None:
        self.uidvalidity = 0
        self.bisa_ditandai = True
        self._imap: imaplib.IMAP4 | None = None

    def __enter__(self) -> "SambunganImap":
        try:
            with _menggolongkan(GalatKotak.SAMBUNGAN):
                self._imap = _sambung()
            with _menggolongkan(GalatKotak.MASUK):
                _masuk(self._imap)
            with _menggolongkan(GalatKotak.FOLDER):
                self._pilih()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *galat: object) -> None:
        if self._imap is not None:
            if galat and galat[0] is None:
                with contextlib.suppress(OSError, imaplib.IMAP4.error, ValueError):
                    self._imap.logout()
            with contextlib.suppress(OSError, ValueError):
                self._imap.shutdown()

    def sesudah(self, uid: int) -> list[int]:
        """UIDs above `uid`, ascending."""
        # "n:*" always names the last message, too, even when it stands below n.
        return [satu for satu in self._cari(f"UID {uid + 1}:*") if satu > uid]

    def sejak(self, saat: datetime) -> list[int]:
        """UIDs of messages that arrived on or after the day before `saat`, ascending."""
        # The server tells days in its own time zone.
        hari = saat - timedelta(days=1)
        return self._cari(f"SINCE {hari.day}-{BULAN[hari.month - 1]}-{hari.year}")

    def rincian(self, uid: Sequence[int]) -> Iterator[Temuan]:
        """Arrival and size of these messages; those that are gone are left out."""
        for kelompok in _kelompok(uid):
            ada: dict[int, Temuan] = {}
            for baris in self._ambil(",".join(map(str, kelompok)), "(UID INTERNALDATE RFC822.SIZE)"):
                temuan = _baca_temuan(baris) if isinstance(baris, bytes) else None
                # A line about marks that somebody else set just now knows neither arrival nor size.
                if temuan and (temuan.tiba_pada or temuan.uid not in ada):
                    ada[temuan.uid] = temuan
            yield from (ada[satu] for satu in kelompok if satu in ada)

    def isi(self, uid: int, *, kepala_saja: bool = False) -> bytes | None:
        """The message as it is, or only its headers; None when it is gone. Raises TidakDiberikan.

        Of a message that somebody deletes during the talk some servers give b""; in the next talk it is gone.
        """
        bagian = f"BODY.PEEK[HEADER]<0.{KEPALA_MAKS}>" if kepala_saja else f"BODY.PEEK[]<0.{UKURAN_MAKS}>"
        for baris in self._ambil(str(uid), f"(UID {bagian})", satu=True):
            awal = baris[0] if isinstance(baris, tuple) else baris
            cocok = _UID.search(awal)
            if isinstance(baris, tuple) and (cocok is None or int(cocok[1]) == uid):
                return baris[1]
            if cocok and int(cocok[1]) == uid and b"BODY[" in awal:
                kutip = _KUTIP.search(awal)
                return re.sub(rb"\\(.)", rb"\1", kutip[1]) if kutip else b""
        return None

    def tandai(self, uid: Sequence[int]) -> None:
        """Mark messages as read, so that people who open the mailbox see which ones the portal has."""
        for kelompok in _kelompok(uid):
            with _menggolongkan(GalatKotak.SERVER):
                self._imap.uid("STORE", ",".join(map(str, kelompok)), "+FLAGS.SILENT", TANDA)

    def _pilih(self) -> None:
        folder = '"' + settings.IMAP_FOLDER.replace("\\", "\\\\").replace('"', '\\"') + '"'
        try:
            hasil, _ = self._imap.select(folder)
        except imaplib.IMAP4.readonly:
            hasil, self.bisa_ditandai = "OK", False
        if hasil != "OK":
            raise GalatImap(GalatKotak.FOLDER)
        _, nilai = self._imap.response("UIDVALIDITY")
        if not nilai or not nilai[0] or not nilai[0].isdigit():
            raise GalatImap(GalatKotak.SERVER)
        self.uidvalidity = int(nilai[0])

    def _cari(self, syarat: str) -> list[int]:
        with _menggolongkan(GalatKotak.SERVER):
            hasil, data = self._imap.uid("SEARCH", syarat)
            if hasil != "OK":
                raise GalatImap(GalatKotak.SERVER)
            return sorted({int(satu) for baris in data if baris for satu in baris.split()})

    def _ambil(self, uid: str, bagian: str, *, satu: bool = False) -> list:
        """The answer's lines. Raises TidakDiberikan when the server refuses a single message."""
        with _menggolongkan(GalatKotak.SERVER):
            hasil, data = self._imap.uid("FETCH", uid, bagian)
        if hasil != "OK":
            raise TidakDiberikan if satu else GalatImap(GalatKotak.SERVER)
        return [baris for baris in data if baris]


@contextlib.contextmanager
def _menggolongkan(kode: GalatKotak) -> Iterator[None]:
    """Errors of library and network as GalatImap: a refusal has the given code, a broken line its own."""
    try:
        yield
    except GalatImap:
        raise
    except imaplib.IMAP4.abort as galat:
        raise GalatImap(GalatKotak.SERVER) from galat
    except (imaplib.IMAP4.error, UnicodeError, ValueError) as galat:
        raise GalatImap(kode) from galat
    except OSError as galat:
        awal = kode == GalatKotak.SAMBUNGAN
        raise GalatImap(GalatKotak.SAMBUNGAN if awal else GalatKotak.SERVER) from galat


def _sambung() -> imaplib.IMAP4:
    alamat = (settings.IMAP_HOST, settings.IMAP_PORT)
    if settings.IMAP_TLS == "ssl":
        return _Tersandi(*alamat, ssl_context=ssl.create_default_context(), timeout=TENGGANG)
    imap = _Polos(*alamat, timeout=TENGGANG)
    if settings.IMAP_TLS == "starttls":
        try:
            imap.starttls(ssl.create_default_context())
        except BaseException:
            imap.shutdown()
            raise
    return imap


def _masuk(imap: imaplib.IMAP4) -> None:
    if "AUTH=PLAIN" in imap.capabilities:
        # Unlike LOGIN it takes passwords with letters beyond ASCII.
        imap.authenticate("PLAIN", lambda _: f"\0{settings.IMAP_USER}\0{settings.IMAP_PASSWORD}".encode())
    else:
        imap.login(settings.IMAP_USER, settings.IMAP_PASSWORD)


def _kelompok(uid: Sequence[int]) -> Iterator[Sequence[int]]:
    return (uid[awal : awal + SEKALI_TANYA] for awal in range(0, len(uid), SEKALI_TANYA))


def _baca_temuan(baris: bytes) -> Temuan | None:
    uid, ukuran = _UID.search(baris), _UKURAN.search(baris)
    return Temuan(int(uid[1]), _baca_tiba(baris), int(ukuran[1]) if ukuran else 0) if uid else None


def _baca_tiba(baris: bytes) -> datetime | None:
    tiba = _TIBA.search(baris)
    if tiba is None:
        return None
    hari, bulan, tahun, jam, menit, detik, tanda, *geser = (satu.decode() for satu in tiba.groups())
    jarak = timedelta(hours=int(geser[0]), minutes=int(geser[1])) * (-1 if tanda == "-" else 1)
    try:
        nomor_bulan = BULAN.index(bulan) + 1
        return datetime(
            int(tahun), nomor_bulan, int(hari), int(jam), int(menit), int(detik), tzinfo=timezone(jarak)
        )
    except ValueError:
        return None
