"""Whether the mailbox is read, for the warning bar of staff and for monitoring."""

from datetime import timedelta

from django.conf import settings

from dinsos.bukutamu.kotak.ambil import nama_kotak
from dinsos.bukutamu.kotak.enums import GalatKotak
from dinsos.bukutamu.models_kotak import KotakSurat
from dinsos.inti import jam
from dinsos.inti.teks import waktu

SABAR = timedelta(minutes=10)
"""A line that breaks now and then is no news; wrong settings are, at once."""
SEGERA = (GalatKotak.MASUK, GalatKotak.FOLDER, GalatKotak.SIMPAN)


def kalimat_peringatan() -> str:
    """A sentence for staff when the mailbox isn't read, else ""; one query, none when there is no mailbox."""
    if not settings.IMAP_HOST:
        return ""
    kotak, sekarang = _kotak(), jam.sekarang()
    if kotak is None:
        return ""
    if kotak.gagal_sejak:
        segera = kotak.galat in SEGERA or sekarang - kotak.gagal_sejak > SABAR
        sebab = f" Sebabnya: {GalatKotak(kotak.galat).label}."
        return _kalimat(kotak.gagal_sejak, sebab) if segera else ""
    if kotak.dibaca_pada and sekarang - kotak.dibaca_pada > SABAR:
        return _kalimat(kotak.dibaca_pada, "")
    return ""


def usia_baca() -> int | None:
    """Seconds since the mailbox was last read; None when there is none, or it was never read."""
    kotak = _kotak() if settings.IMAP_HOST else None
    if kotak is None or kotak.dibaca_pada is None:
        return None
    return max(0, int((jam.sekarang() - kotak.dibaca_pada).total_seconds()))


def _kotak() -> KotakSurat | None:
    return KotakSurat.objects.filter(nama=nama_kotak()).first()


def _kalimat(sejak, sebab: str) -> str:
    return (
        f"Kotak surat elektronik kantor belum bisa dibaca sejak {waktu(sejak)}.{sebab} Surat yang masuk menunggu"
        " di sana; tidak ada yang hilang. Beri tahu pengelola."
    )
