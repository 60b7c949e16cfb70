"""What an error of the mail server means for the message: whose fault, and whether trying again can help."""

import smtplib
from dataclasses import dataclass

from dinsos.notifikasi.enums import Galat

_BUTUH_MASUK = {530, 535, 538}  # authentication required, failed, or needs encryption (RFC 4954)
_TERLALU_BESAR = 552
_SERVER_TUTUP = 421


@dataclass(frozen=True)
class Sebab:
    """Kind of error, whether it is final for this message, and a short code without personal data."""

    galat: Galat
    tetap: bool = False
    rincian: str = ""


def golongkan(galat: Exception) -> Sebab:
    """Sort an exception of smtplib, of the network or of the mail library.

    A permanent refusal (5xx) of recipient or content is final at once; a temporary one (4xx) is not;
    everything that points to our settings, the server or the line never ends a message.
    """
    if isinstance(galat, smtplib.SMTPRecipientsRefused):
        kode, jawaban = next(iter(galat.recipients.values()))
        return _penerima(kode, jawaban)
    if isinstance(galat, smtplib.SMTPSenderRefused):
        if galat.smtp_code == _TERLALU_BESAR:
            return Sebab(Galat.ISI_DITOLAK, tetap=True, rincian=f"SMTP {galat.smtp_code}")
        return Sebab(Galat.SETELAN, rincian=f"SMTP {galat.smtp_code} pengirim")
    if isinstance(galat, smtplib.SMTPDataError):
        return _isi(galat.smtp_code)
    if isinstance(galat, smtplib.SMTPAuthenticationError):
        return Sebab(Galat.SETELAN, rincian=f"SMTP {galat.smtp_code} masuk")
    if isinstance(galat, smtplib.SMTPNotSupportedError):
        return Sebab(Galat.SETELAN, rincian=type(galat).__name__)
    if isinstance(galat, smtplib.SMTPResponseException):
        return Sebab(Galat.SAMBUNGAN, rincian=f"SMTP {galat.smtp_code}")
    if isinstance(
        galat, OSError
    ):  # smtplib.SMTPException is one too: disconnected, timed out, refused, no such host
        return Sebab(Galat.SAMBUNGAN, rincian=type(galat).__name__)
    return Sebab(Galat.ISI_GAGAL, rincian=type(galat).__name__)


def _penerima(kode: int, jawaban: bytes) -> Sebab:
    rincian = f"SMTP {kode}"
    if kode == _SERVER_TUTUP:
        return Sebab(Galat.SAMBUNGAN, rincian=rincian)
    if kode in _BUTUH_MASUK:
        return Sebab(Galat.SETELAN, rincian=rincian)
    if b"relay" in bytes(jawaban).lower():  # "Relay access denied", "relay not permitted", "Unable to relay"
        return Sebab(Galat.RELAI, rincian=rincian)
    if kode >= 500:
        return Sebab(Galat.ALAMAT_DITOLAK, tetap=True, rincian=rincian)
    return Sebab(Galat.DITUNDA_SERVER, rincian=rincian)


def _isi(kode: int) -> Sebab:
    rincian = f"SMTP {kode}"
    if kode == _SERVER_TUTUP:
        return Sebab(Galat.SAMBUNGAN, rincian=rincian)
    if kode >= 500:
        return Sebab(Galat.ISI_DITOLAK, tetap=True, rincian=rincian)
    return Sebab(Galat.DITUNDA_SERVER, rincian=rincian)
