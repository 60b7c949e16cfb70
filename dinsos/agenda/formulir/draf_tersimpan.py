"""Coming back to a letter that was not sent: in the same browser, or by a link.

The browser remembers the key of its last draft of each service for 24 hours, which opens nothing without the token
(`peramban`). The link works in any browser for seven days and gives the text only: whoever holds it gets a draft of
their own, without files and without the number of a card. Opening the link changes nothing, because messengers look
at links before people do.
"""

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from dinsos.agenda import draf as draf_actions
from dinsos.agenda.formulir import peramban, unggahan
from dinsos.agenda.models import Draf
from dinsos.inti import jam
from dinsos.inti.galat import SudahTerjadi
from dinsos.inti.klien import alamat_klien

if TYPE_CHECKING:
    from dinsos.agenda.formulir.views import AlurSurat as Dasar
else:
    Dasar = object

GARAM = "dinsos.agenda.formulir.lanjut"
UMUR_TAUTAN = timedelta(days=7)
OTOMATIS = "otomatis"
HILANG = "Tulisan ini sudah tidak ada: sudah terkirim, dihapus, atau lebih dari tujuh hari."


def tautan(kunci: uuid.UUID) -> str:
    """What stands in the link to a draft."""
    return signing.Signer(salt=GARAM, sep=".").sign(kunci.hex)


def baca_tautan(teks: str) -> uuid.UUID | None:
    """The key of a draft, of a link that we made."""
    try:
        return uuid.UUID(signing.Signer(salt=GARAM, sep=".").unsign(teks))
    except (signing.BadSignature, ValueError):
        return None


class DrafTersimpan(Dasar):
    """What the form page does with drafts besides filling them in: offer, save for later, continue, delete."""

    @property
    def _kuki(self) -> str:
        return f"draf_{self.layanan}"

    def ingat(self, jawaban: HttpResponse, kunci: uuid.UUID) -> None:
        """Let the browser remember the key of the draft that it writes."""
        jawaban.set_cookie(
            self._kuki,
            str(kunci),
            max_age=int(peramban.UMUR.total_seconds()),
            path=reverse(f"{self.ruang}:isi"),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )

    def tawarkan(self, request: HttpRequest) -> HttpResponse | None:
        """The page that offers what is there before a new form begins; None when there is nothing."""
        if "lanjut" in request.GET:
            draf = self._dari_tautan(request.GET["lanjut"])
            if draf is None:
                return self._hilang(request)
            return self._pilihan(request, draf, lanjut=request.GET["lanjut"])
        if "kunci" in request.GET or "baru" in request.GET:
            return None
        draf = self.draf(peramban.baca_kunci(request.COOKIES.get(self._kuki)))
        if draf is None or draf.surat_id:
            return None
        return self._pilihan(request, draf)

    def urus_draf(self, request: HttpRequest) -> HttpResponse | None:
        """Continue a draft by its link, or delete one; None when the request is about the form itself."""
        if "hapus_draf" in request.POST:
            return self._hapus_draf(request)
        if "lanjut" not in request.POST:
            return None
        lama = self._dari_tautan(request.POST["lanjut"])
        if lama is None:
            return self._hilang(request)
        self.token = self.token or peramban.token_baru()
        kunci = peramban.kunci_baru(self.token)
        draf_actions.salin(dari=lama, kunci=kunci)
        messages.info(
            request, "Tulisan Anda sudah kami isikan. Berkas dan tanda tangan perlu ditambahkan lagi."
        )
        jawaban = self.ke("isi", kunci)
        peramban.pasang(jawaban, self.token)
        self.ingat(jawaban, kunci)
        return jawaban

    def tersimpan(self, draf: Draf) -> HttpResponse:
        """The answer to "save for later": nothing for the page's own script, else the page with the link."""
        if self.request.POST["simpan"] == OTOMATIS:
            return HttpResponse(status=204)
        try:
            galat = unggahan.terima(
                draf=draf,
                tempat=self.formulir.tempat_berkas,
                kiriman=self.request.POST,
                berkas_kiriman=self.request.FILES,
                alamat=alamat_klien(self.request),
            )
        except SudahTerjadi:
            return self.ke("tanda_terima", draf.kunci)
        konteks = {
            "kunci": draf.kunci,
            "url_isi": self.alamat("isi", draf.kunci),
            "aksi": reverse(f"{self.ruang}:isi"),
            "tautan": settings.ALAMAT_SITUS
            + reverse(f"{self.ruang}:isi", query={"lanjut": tautan(draf.kunci)}),
            "sampai": draf.diubah_pada + UMUR_TAUTAN,
            "galat": [satu for pesan in galat.values() for satu in pesan],
        }
        return self._halaman(self.request, "agenda/formulir/tersimpan.html", konteks)

    def _dari_tautan(self, teks: str) -> Draf | None:
        kunci = baca_tautan(teks)
        draf = Draf.objects.filter(kunci=kunci, layanan=self.layanan, surat=None).first() if kunci else None
        return draf if draf and jam.sekarang() - draf.diubah_pada <= UMUR_TAUTAN else None

    def _pilihan(self, request: HttpRequest, draf: Draf, lanjut: str = "") -> HttpResponse:
        konteks = {
            "draf": draf,
            "lanjut": lanjut,
            "kunci": draf.kunci,
            "aksi": reverse(f"{self.ruang}:isi"),
            "url_isi": self.alamat("isi", draf.kunci),
            "url_baru": reverse(f"{self.ruang}:isi", query={"baru": "1"}),
        }
        return self._halaman(request, "agenda/formulir/pilih_draf.html", konteks)

    def _hapus_draf(self, request: HttpRequest) -> HttpResponse:
        """Ask once; then delete this browser's draft, or the one of a link."""
        lanjut = request.POST.get("lanjut", "")
        kunci = baca_tautan(lanjut) if lanjut else peramban.baca_kunci(request.POST.get("kunci"))
        if not lanjut and not self.milik(kunci):
            return self.tidak_ditemukan()
        if request.POST["hapus_draf"] != "ya":
            konteks = {
                "kunci": kunci,
                "lanjut": lanjut,
                "aksi": reverse(f"{self.ruang}:isi"),
                "url_isi": reverse(f"{self.ruang}:isi", query={"lanjut": lanjut})
                if lanjut
                else self.alamat("isi", kunci),
            }
            return self._halaman(request, "agenda/formulir/hapus_draf.html", konteks)
        try:
            ada = draf_actions.buang(kunci=kunci) if kunci else False
        except SudahTerjadi:
            return self.ke("tanda_terima", kunci)
        messages.success(request, "Draf Anda sudah dihapus." if ada else HILANG)
        jawaban = redirect("portal:beranda")
        jawaban.delete_cookie(self._kuki, path=reverse(f"{self.ruang}:isi"), samesite="Lax")
        return jawaban

    def _hilang(self, request: HttpRequest) -> HttpResponse:
        messages.warning(request, HILANG)
        return redirect(reverse(f"{self.ruang}:isi", query={"baru": "1"}))

    def _halaman(self, request: HttpRequest, templat: str, konteks: dict) -> HttpResponse:
        jawaban = render(request, templat, konteks)
        patch_cache_control(jawaban, private=True, no_store=True)
        return jawaban
