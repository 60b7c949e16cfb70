"""The screen of the waiting room: queue codes and states, nothing that names anybody.

Its address, and that of the page on which guests register themselves, holds a key made of the office's secret, so
that the screen in the waiting room needs no account, and a stranger who doesn't stand there doesn't find it. A new
`KUNCI_RAHASIA` makes new addresses.
"""

import base64
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dinsos.agenda.models import KeadaanKunjungan
from dinsos.akun.peran import publik
from dinsos.bukutamu.meja import langkah_berikut
from dinsos.bukutamu.models import Tamu
from dinsos.inti import jam

DIPANGGIL = timedelta(minutes=10)
"""So long a code stays on the screen after its guest was led."""
KATA = {
    "tunggu": "Menunggu keputusan Kepala Dinas",
    "sampaikan": "Silakan ke meja piket",
    "arahkan": "Menunggu diarahkan",
}


@dataclass(frozen=True)
class Baris:
    """A queue code and how it stands; `panggil`: the guest is to come or go somewhere now."""

    kode: str
    kata: str
    panggil: bool


def kunci() -> str:
    """The key in the address of the screen."""
    return _kunci(b"layar ruang tunggu")


def kunci_pintu() -> str:
    """The key in the address that the QR code at the desk holds."""
    return _kunci(b"buku tamu di ponsel")


def _kunci(apa: bytes) -> str:
    cernaan = hmac.digest(settings.KUNCI_RAHASIA.encode(), apa, "sha256")
    return base64.b32encode(cernaan).decode()[:20].lower()


def alamat() -> str:
    """The full address of the screen, for the desk to open it on the television."""
    return settings.ALAMAT_SITUS + reverse("bukutamu:layar", args=[kunci()])


def alamat_pintu() -> str:
    """The full address where guests register themselves, for the QR code at the desk."""
    return settings.ALAMAT_SITUS + reverse("bukutamu:daftar", args=[kunci_pintu()])


def baris(pada: datetime) -> list[Baris]:
    """Who waits, in the order in which they came, and who was just led; one query."""
    hari_ini = Tamu.objects.filter(tanggal=jam.wita(pada).date(), urut__isnull=False, kunjungan__isnull=False)
    hasil = []
    for satu in hari_ini.select_related("kunjungan__surat", "kunjungan__petugas"):
        kunjungan = satu.kunjungan
        if kunjungan.keadaan == KeadaanKunjungan.MENUNGGU:
            langkah = langkah_berikut(kunjungan)
            hasil.append(Baris(satu.kode, KATA[langkah], langkah == "sampaikan"))
        elif kunjungan.keadaan == KeadaanKunjungan.DIARAHKAN and kunjungan.diarahkan_pada > pada - DIPANGGIL:
            hasil.append(Baris(satu.kode, "Silakan ke ruang layanan", True))
    return sorted(hasil, key=lambda satu: not satu.panggil)


@publik
@require_GET
@never_cache
def tampil(request: HttpRequest, kunci_layar: str) -> HttpResponse:
    """The screen, for whoever has its address."""
    if not hmac.compare_digest(kunci_layar.encode(), kunci().encode()):
        raise Http404
    pada = jam.sekarang()
    return render(request, "bukutamu/layar.html", {"baris": baris(pada), "pada": pada})
