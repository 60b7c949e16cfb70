"""The short visit to one letter after number and secret were right: a signed cookie, nothing on the server."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db.models import DateTimeField, Exists, OuterRef, PositiveSmallIntegerField, QuerySet, UUIDField
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dinsos.agenda.models import SuratMasuk
from dinsos.inti import jam
from dinsos.inti.kueri_siap import Isian, KueriSiap
from dinsos.laporan.models import SkmTerisi, Tanggapan
from disposisi.kabar import jawaban_tertulis
from disposisi.models import Audiensi

NAMA = "lacak"
LAMA = timedelta(minutes=30)
_GARAM = "dinsos.portal.lacak"


def buka(jawaban: HttpResponse, surat: SuratMasuk) -> None:
    """Open the letter for this browser for the next 30 minutes; reissuing the secret ends it at once."""
    sampai = jam.sekarang() + LAMA
    isi = [surat.uuid.hex, surat.versi_rahasia, int(sampai.timestamp())]
    jawaban.set_cookie(
        NAMA,
        signing.dumps(isi, salt=_GARAM),
        max_age=int(LAMA.total_seconds()),
        path=reverse("portal:kasus"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def tutup(jawaban: HttpResponse) -> None:
    """End the visit in this browser."""
    jawaban.delete_cookie(NAMA, path=reverse("portal:kasus"), samesite="Lax")


def surat_terbuka(request: HttpRequest) -> SuratMasuk | None:
    """The letter that this browser may see, with particulars, disposition and officer; one query. None: none.

    `ada_jadwal` on it says whether there is an appointment to come, `ada_usulan` whether other times are on offer,
    `ditulis` whether the notice or answer was written, `ada_tanggapan` and `ada_survei` whether the sender has said
    how it went.
    """
    try:
        kasus, versi, sampai = signing.loads(request.COOKIES.get(NAMA, ""), salt=_GARAM)
    except (signing.BadSignature, ValueError):
        return None
    if sampai < jam.sekarang().timestamp():
        return None
    return _SURAT.satu(kasus=uuid.UUID(kasus), versi=versi, pada=jam.sekarang())


def _susun() -> QuerySet[SuratMasuk]:
    surat = SuratMasuk.objects.select_related("pengaduan", "konsultasi", "disposisi__berlaku", "petugas")
    jadwal = Audiensi.objects.berjalan().filter(surat=OuterRef("pk"))
    usulan = Audiensi.objects.diusulkan(Isian("pada", DateTimeField())).filter(surat=OuterRef("pk"))
    surat = surat.annotate(
        ada_jadwal=Exists(jadwal),
        ada_usulan=Exists(usulan),
        ditulis=Exists(jawaban_tertulis(OuterRef("uuid"))),
        ada_tanggapan=Exists(Tanggapan.objects.filter(surat=OuterRef("pk"))),
        ada_survei=Exists(SkmTerisi.objects.filter(surat=OuterRef("pk"))),
    )
    return surat.filter(
        uuid=Isian("kasus", UUIDField()), versi_rahasia=Isian("versi", PositiveSmallIntegerField())
    )


_SURAT = KueriSiap(_susun)
