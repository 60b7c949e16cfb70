"""A letter that follows another one (tenggat.md: a closed letter stays closed, what comes after is a new case).

The sender starts it on the page of the first letter, so both have the same sender; number and clocks are its own.
"""

import uuid
from collections.abc import Iterable

from django.db import transaction

from dinsos.agenda.models import Draf, Pengecualian, SuratMasuk
from dinsos.agenda.riwayat import WARGA, catat
from dinsos.akun.models import Pengguna
from dinsos.inti import jam

BIDANG_PENGIRIM = (
    *("nama", "alamat", "kecamatan", "desa", "email"),
    *("nama_diwakili", "alamat_diwakili"),
)
"""What of a sender goes into the form as it stands; a number of a card is never among it."""


@transaction.atomic
def mulai(*, dari: SuratMasuk, layanan: str, kunci: uuid.UUID) -> Draf:
    """A draft that follows `dari` (the caller has checked number and secret), with its sender filled in.

    `kunci` is a new key of the browser that asks.
    """
    pada = jam.sekarang()
    return Draf.objects.create(
        kunci=kunci,
        layanan=layanan,
        data=_isian(dari),
        dibuat_pada=pada,
        diubah_pada=pada,
        lanjutan_dari=dari,
    )


def _isian(dari: SuratMasuk) -> dict[str, str]:
    """The sender as the forms ask; how to be answered without phone and e-mail is asked anew."""
    pengirim = dari.pengirim
    data = {nama: getattr(pengirim, nama) for nama in BIDANG_PENGIRIM}
    data |= {
        "telepon": pengirim.telepon_tampil,
        "sebagai": "kuasa" if pengirim.sebagai_kuasa else "diri",
        "lacak_sendiri": "on" if pengirim.lacak_sendiri else "",
        "tanpa_email": "" if pengirim.email else "on",
        "rahasiakan_identitas": "on" if dari.rahasiakan_identitas else "",
    }
    return {nama: nilai for nama, nilai in data.items() if nilai}


def dikecualikan(dari: SuratMasuk, lain: Iterable[Pengguna]) -> list[Pengguna]:
    """Who never meets a letter that follows `dari`: those of the first one, and `lain`; each once."""
    milik = Pengecualian.objects.filter(surat=dari).select_related("pengguna")
    return sorted({*lain, *(satu.pengguna for satu in milik)}, key=lambda orang: orang.pk)


def catat_sambungan(surat: SuratMasuk) -> None:
    """Let both stories name the other letter to the sender; staff are told on the page, if they may see both."""
    dari = surat.lanjutan_dari
    for satu, kalimat in (
        (surat, f"Surat ini melanjutkan surat Anda nomor {dari.nomor}."),
        (dari, f"Anda mengirim surat lanjutan, nomor {surat.nomor}."),
    ):
        catat(
            surat=satu,
            jenis="lanjutan",
            pada=surat.dicatat_pada,
            pelaku=WARGA,
            teks="Pengirim melanjutkan suratnya dengan surat lain.",
            teks_warga=kalimat,
        )
