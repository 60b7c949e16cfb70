"""The checks of the office's mailbox (docs/adr/0020); see `dinsos.checks`."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from dinsos.checks import LOKAL, SIMPAN_HARI

CARA_IMAP = ("ssl", "starttls", "tidak")


@register("dinsos")
def periksa_kotak_surat(app_configs, **_) -> list[CheckMessage]:
    """A mailbox is either named in full or not at all, in every mode; its password travels encrypted."""
    wajib = {
        "DINSOS_IMAP_HOST": settings.IMAP_HOST,
        "DINSOS_IMAP_USER": settings.IMAP_USER,
        "DINSOS_IMAP_PASSWORD": settings.IMAP_PASSWORD,
    }
    temuan = []
    kosong = [nama for nama, nilai in wajib.items() if not nilai]
    if 0 < len(kosong) < len(wajib):
        temuan.append(
            Error(
                f"Kotak surat baru diatur separuh: {', '.join(kosong)} masih kosong.",
                hint="Isi semuanya, atau hapus semuanya bila kotak surat tidak dibaca portal.",
                id="dinsos.E026",
            )
        )
    if settings.IMAP_TLS not in CARA_IMAP or not (
        settings.IMAP_FOLDER and settings.IMAP_FOLDER.isascii() and settings.IMAP_FOLDER.isprintable()
    ):
        temuan.append(
            Error(
                "DINSOS_IMAP_TLS atau DINSOS_IMAP_FOLDER berisi nilai yang tidak dapat dipakai.",
                hint="Isi DINSOS_IMAP_TLS dengan ssl, starttls, atau tidak; nama folder tanpa huruf beraksen.",
                id="dinsos.E027",
            )
        )
    return temuan + _periksa_kotak_aman()


def _periksa_kotak_aman() -> list[CheckMessage]:
    """The password of the mailbox goes nowhere in the clear, and what is discarded is forgotten in time."""
    temuan = []
    luar = settings.IMAP_HOST and settings.IMAP_HOST not in {*LOKAL, "::1"}
    if settings.MODE_PRODUKSI and luar and settings.IMAP_TLS == "tidak":
        temuan.append(
            Error(
                "DINSOS_IMAP_TLS=tidak: sandi kotak surat dan isi surat warga lewat tanpa penyandian.",
                hint="Isi DINSOS_IMAP_TLS=ssl atau starttls.",
                id="dinsos.E028",
            )
        )
    if settings.IMAP_SIMPAN_HARI not in SIMPAN_HARI:
        temuan.append(
            Error(
                f"DINSOS_IMAP_SIMPAN_HARI berisi {settings.IMAP_SIMPAN_HARI}, di luar 1 sampai 365 hari.",
                hint="Isi dengan banyaknya hari pesan yang tidak dicatat disimpan; bawaannya 30.",
                id="dinsos.E029",
            )
        )
    return temuan
