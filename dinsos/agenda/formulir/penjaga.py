"""What holds programs off the public forms without asking people to prove anything (docs/adr/0022).

A field that nobody sees, a shortest time between opening a form and sending it, and limits by browser, by phone
number and by network address. A village or an office behind one address has room: whoever wrote at a person's
pace gets a share of its own when the address has used up the ordinary one.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core import signing

from dinsos.agenda.models import Pengirim
from dinsos.akun import pembatas
from dinsos.akun.pembatas import Jatah
from dinsos.inti import jam
from dinsos.inti.teks import pukul

UMPAN = "situs"
"""The field that nobody sees: what fills it in is a program."""
DIBUKA = "dibuka"
"""When the form was opened: signed in the page, in whole seconds since 1970 in the draft's data."""
GARAM = "dinsos.agenda.formulir.dibuka"
JENDELA = timedelta(hours=1)
PELAN = timedelta(minutes=3)
"""Who took this long is no program in a hurry."""
DRAF_PER_SURAT = 3
"""Forms begun for each letter that is sent, at most."""

TERLALU_CEPAT = (
    "Formulir ini terisi sangat cepat, jadi belum kami teruskan. Semua tulisan Anda tetap ada. "
    "Tunggu beberapa detik, lalu tekan tombol di bawah sekali lagi. Berkas perlu dipilih lagi."
)
TERISI = (
    "Satu kolom tersembunyi terisi, mungkin oleh peramban Anda. Kolom itu sudah kami kosongkan dan semua tulisan "
    "Anda tetap ada. Tekan tombol di bawah sekali lagi. Berkas perlu dipilih lagi."
)


def cap(draf_data: Mapping | None = None) -> str:
    """The signed opening time for the page: that of the draft, or now."""
    return signing.Signer(salt=GARAM).sign(str((draf_data or {}).get(DIBUKA) or _detik()))


def dibuka(kiriman: Mapping[str, str], draf_data: Mapping | None = None) -> int:
    """When this form was opened, in seconds since 1970; now when nothing credible says so."""
    lama = (draf_data or {}).get(DIBUKA)
    try:
        return lama or int(signing.Signer(salt=GARAM).unsign(kiriman.get(DIBUKA, "")))
    except (signing.BadSignature, ValueError):
        return _detik()


def keberatan(kiriman: Mapping[str, str], sejak: int) -> str:
    """Why a form is shown once more instead of being taken on; "" when nothing speaks against it."""
    if kiriman.get(UMPAN):
        return TERISI
    return TERLALU_CEPAT if _detik() - sejak < settings.FORMULIR_DETIK else ""


def boleh_menulis(*, alamat: str, token: str, sejak: int) -> datetime | None:
    """Take one new draft. None when it may be kept, otherwise the aware instant from which one may try again."""
    sendiri = {f"draf peramban:{token}": Jatah(DRAF_PER_SURAT * settings.SURAT_NOMOR_JUMLAH, JENDELA)}
    return _ambil("draf", sendiri, alamat, sejak, DRAF_PER_SURAT * settings.SURAT_ALAMAT_JUMLAH)[1]


def boleh_mengirim(
    *, alamat: str, token: str, pengirim: Pengirim, sejak: int
) -> tuple[dict[str, Jatah], datetime | None]:
    """Take one letter: by browser, by the sender's phone number or e-mail address, and by network address.

    Returns what was taken (for `pembatas.kembalikan`, should the letter not be sent after all), and None or the
    aware instant from which one may try again.
    """
    sendiri = {f"kirim peramban:{token}": Jatah(settings.SURAT_NOMOR_JUMLAH, JENDELA)}
    if nomor := pengirim.telepon or pengirim.email.lower():
        sendiri[f"kirim nomor:{nomor}"] = Jatah(settings.SURAT_NOMOR_JUMLAH, JENDELA)
    return _ambil("kirim", sendiri, alamat, sejak, settings.SURAT_ALAMAT_JUMLAH)


def _ambil(
    apa: str, sendiri: dict[str, Jatah], alamat: str, sejak: int, batas: int
) -> tuple[dict[str, Jatah], datetime | None]:
    jaringan = pembatas.jaringan(alamat)
    biasa = sendiri | {f"{apa} alamat:{jaringan}": Jatah(batas, JENDELA)}
    tunggu = pembatas.ambil(biasa)
    if tunggu is None or _detik() - sejak < PELAN.total_seconds():
        return biasa, tunggu
    pelan = sendiri | {f"{apa} alamat pelan:{jaringan}": Jatah(batas, JENDELA)}
    return pelan, pembatas.ambil(pelan)


def kalimat(tunggu: datetime, kantor: Mapping[str, str]) -> str:
    """What a person reads who has to wait until `tunggu`."""
    return (
        "Dari jaringan internet atau nomor ini sudah banyak surat masuk dalam satu jam terakhir. Tulisan Anda "
        f"tetap ada di halaman ini. Coba lagi mulai pukul {pukul(tunggu)}. Tidak bisa menunggu? Kirim lewat "
        f"WhatsApp {kantor['whatsapp']} atau e-mail {kantor['email']}, atau datang ke loket kami."
    )


def _detik() -> int:
    return int(jam.sekarang().astimezone(UTC).timestamp())
