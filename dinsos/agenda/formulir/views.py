"""The way of a letter from the empty form to the receipt, the same for every service.

GET `isi` (makes a key, and says so when the browser keeps no cookie) → POST `isi` (keeps text and files as a draft)
→ GET `tinjau` → POST `kirim` → GET `tanda_terima`. The key stands in every address of the way, so Back and reload
meet the same draft, and once it is sent every one of them leads to the same receipt. Only the draft's own browser
gets in, for 24 hours.
"""

import uuid
from datetime import datetime
from itertools import chain
from typing import ClassVar

from django.contrib import messages
from django.db.models import BigIntegerField, CharField, UUIDField
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views import View

from dinsos.agenda import dokumen_surat
from dinsos.agenda import draf as draf_actions
from dinsos.agenda.formulir import penjaga, peramban, tanda_terima, tata_letak, unggahan
from dinsos.agenda.formulir.draf_tersimpan import DrafTersimpan
from dinsos.agenda.formulir.isian import FormulirSurat
from dinsos.agenda.models import Draf, SuratMasuk
from dinsos.akun import pembatas
from dinsos.berkas.actions import catat_akses
from dinsos.berkas.responses import kirim
from dinsos.dokumen import surat as surat_keluar
from dinsos.inti.alamat import LihatDiSana
from dinsos.inti.galat import GalatAturan, SudahTerjadi
from dinsos.inti.klien import alamat_klien
from dinsos.inti.konteks import KANTOR
from dinsos.inti.kueri_siap import Isian, KueriSiap

GALAT_BERKAS = "galat_berkas"  # in a draft's data: why files of the last request were refused, by field
KUNCI_LAIN = (
    "Halaman ini terbuka terlalu lama atau dibuka di peramban lain. Tulisan Anda tetap ada. "
    "Berkas dan tanda tangan yang Anda tambahkan sebelumnya perlu ditambahkan lagi."
)


_KUNCI = Isian("kunci", UUIDField())
_DRAF = KueriSiap(lambda: Draf.objects.filter(kunci=_KUNCI, layanan=Isian("layanan", CharField())))
_DRAF_SIAPA_PUN = KueriSiap(lambda: Draf.objects.filter(kunci=_KUNCI))
_SURAT = KueriSiap(
    lambda: SuratMasuk.objects.select_related("pengirim").filter(pk=Isian("pk", BigIntegerField()))
)


class AlurSurat(View):
    """What the steps have in common. A service sets the four class attributes and `ajukan`."""

    formulir: ClassVar[type[FormulirSurat]]
    layanan: ClassVar[str]
    ruang: ClassVar[str]
    template: ClassVar[str] = ""

    def ajukan(self, *, kunci: uuid.UUID, form: FormulirSurat, sidik_tinjau: str) -> SuratMasuk:
        """Send the letter of a valid form; the service's own act. `sidik_tinjau`: hash of what was reviewed."""
        raise NotImplementedError

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.token = peramban.token(request)

    def alamat(self, langkah: str, kunci: uuid.UUID, **lain: str) -> str:
        """Address of a step for a key."""
        if langkah == "tanda_terima":
            return reverse(f"{self.ruang}:tanda_terima", args=[kunci])
        return reverse(f"{self.ruang}:{langkah}", query={"kunci": str(kunci), **lain})

    def ke(self, langkah: str, kunci: uuid.UUID, **lain: str) -> HttpResponseRedirect:
        return HttpResponseRedirect(self.alamat(langkah, kunci, **lain))

    def milik(self, kunci: uuid.UUID | None) -> bool:
        """Whether the key belongs to this browser."""
        return peramban.milik(self.token, kunci)

    def draf(self, kunci: uuid.UUID | None) -> Draf | None:
        """This browser's draft under the key, not older than 24 hours; one query, none for a foreign key."""
        if not self.milik(kunci):
            return None
        draf = _DRAF.satu(kunci=kunci, layanan=self.layanan)
        return draf if draf and peramban.masih_berlaku(draf.diubah_pada) else None

    def form_draf(self, draf: Draf, **kwargs) -> FormulirSurat:
        """The form checked against the draft's text and files."""
        return self.formulir(draf.data, lampiran=unggahan.lampiran_draf(draf), **kwargs)

    def tampilkan(self, konteks: dict, *, simpan: bool = False) -> HttpResponse:
        """The page; kept by no cache, and not by the browser either unless `simpan` (Back keeps what was typed)."""
        jawaban = render(self.request, self.template, konteks)
        patch_cache_control(jawaban, private=True, **({} if simpan else {"no_store": True}))
        return jawaban

    def tidak_ditemukan(self) -> HttpResponse:
        """The same page for a missing cookie, another browser, a day gone by and a key that never was."""
        return self.tolak("agenda/formulir/tidak_ditemukan.html", status=404)

    def tolak(self, template: str, *, status: int) -> HttpResponse:
        """A page that says why the form doesn't open; the same for every key."""
        konteks = {"url_isi": reverse(f"{self.ruang}:isi")}
        jawaban = render(self.request, template, konteks, status=status)
        patch_cache_control(jawaban, private=True, no_store=True)
        return jawaban


class Isi(DrafTersimpan, AlurSurat):
    """The form. A GET writes nothing; a POST keeps text and files, then leads to the review page."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if (tawaran := self.tawarkan(request)) is not None:
            return tawaran
        if "kunci" not in request.GET:
            return self._mulai()
        kunci = peramban.baca_kunci(request.GET["kunci"])
        if not self.milik(kunci):
            ditolak = "baru" in request.GET and peramban.NAMA_KUKI not in request.COOKIES
            return self._tanpa_kuki() if ditolak else self.tidak_ditemukan()
        draf = _DRAF.satu(kunci=kunci, layanan=self.layanan)
        if draf is None:
            return self._form(kunci, self.formulir())
        if not peramban.masih_berlaku(draf.diubah_pada):
            return self.tidak_ditemukan()
        if draf.surat_id:
            return self.ke("tanda_terima", kunci)
        if "periksa" in request.GET:
            form = self.form_draf(draf, galat_berkas=draf.data.get(GALAT_BERKAS))
        else:
            form = self.formulir(initial=draf.data, lampiran=unggahan.lampiran_draf(draf))
        return self._form(kunci, form, penjaga.cap(draf.data))

    def post(self, request: HttpRequest) -> HttpResponse:
        if (selesai := self.urus_draf(request)) is not None:
            return selesai
        kunci = peramban.baca_kunci(request.POST.get("kunci"))
        lama = _DRAF_SIAPA_PUN.satu(kunci=kunci) if kunci else None
        if lama and lama.surat_id:
            return self.ke("tanda_terima", kunci)
        asing = not self.milik(kunci) or not self._boleh_dilanjutkan(lama)
        if asing:
            self.token = self.token or peramban.token_baru()
            kunci = peramban.kunci_baru(self.token)
        jawaban = self._simpan(kunci, None if asing else lama, asing=asing)
        peramban.pasang(jawaban, self.token)
        self.ingat(jawaban, kunci)
        return jawaban

    def _boleh_dilanjutkan(self, draf: Draf | None) -> bool:
        return draf is None or (draf.layanan == self.layanan and peramban.masih_berlaku(draf.diubah_pada))

    def _mulai(self) -> HttpResponse:
        token = self.token or peramban.token_baru()
        jawaban = self.ke("isi", peramban.kunci_baru(token), baru="1")
        peramban.pasang(jawaban, token)
        patch_cache_control(jawaban, private=True, no_store=True)
        return jawaban

    def _tanpa_kuki(self) -> HttpResponse:
        """The cookie that `_mulai` has just set did not come back."""
        return self.tolak("agenda/formulir/tanpa_cookie.html", status=400)

    def _simpan(self, kunci: uuid.UUID, lama: Draf | None, *, asing: bool) -> HttpResponse:
        """Keep everything that came, then lead on, or back to the form. `asing`: not this browser's page."""
        kiriman = self.request.POST
        sejak = penjaga.dibuka(kiriman, lama.data if lama else None)
        data = self.formulir.data_draf(kiriman) | {penjaga.DIBUKA: sejak}
        if lama is None:
            tunggu = penjaga.boleh_menulis(alamat=alamat_klien(self.request), token=self.token, sejak=sejak)
            if tunggu is not None:
                return self._penuh(kunci, data, tunggu)
        draf = draf_actions.simpan(kunci=kunci, layanan=self.layanan, data=data)
        if draf.surat_id:
            return self.ke("tanda_terima", kunci)
        if "simpan" in kiriman:
            return self.tersimpan(draf)
        if keberatan := penjaga.keberatan(kiriman, sejak):
            messages.warning(self.request, keberatan)
            return self.ke("isi", kunci)
        try:
            galat = self._terima(draf)
        except SudahTerjadi:
            return self.ke("tanda_terima", kunci)
        if asing:
            messages.warning(self.request, KUNCI_LAIN)
        if "hapus" in kiriman:
            return self._hapus(draf, kiriman["hapus"], galat)
        return self._lanjut(draf, data, galat, asing=asing)

    def _terima(self, draf: Draf) -> dict[str, list[str]]:
        """Keep the files of the request; why others were refused, by field."""
        return unggahan.terima(
            draf=draf,
            tempat=self.formulir.tempat_berkas,
            kiriman=self.request.POST,
            berkas_kiriman=self.request.FILES,
            alamat=alamat_klien(self.request),
        )

    def _lanjut(self, draf: Draf, data: dict, galat: dict[str, list[str]], *, asing: bool) -> HttpResponse:
        kunci = draf.kunci
        if galat:
            draf_actions.simpan(kunci=kunci, layanan=self.layanan, data=data | {GALAT_BERKAS: galat})
        if asing or galat or not self.form_draf(draf).is_valid():
            return self.ke("isi", kunci, periksa="1")
        return self.ke("tinjau", kunci)

    def _hapus(self, draf: Draf, lampiran_pk: str, galat: dict[str, list[str]]) -> HttpResponse:
        """Remove a file and show the form again where the file was."""
        peran = unggahan.buang(draf=draf, lampiran_pk=lampiran_pk)
        for pesan in chain.from_iterable(galat.values()):
            messages.error(self.request, pesan)
        bidang = next((t.bidang for t in self.formulir.tempat_berkas if t.peran == peran), "")
        return HttpResponseRedirect(self.alamat("isi", draf.kunci) + (f"#div_id_{bidang}" if bidang else ""))

    def _penuh(self, kunci: uuid.UUID, data: dict, tunggu: datetime) -> HttpResponse:
        """Too many new drafts: the form with everything typed and drawn, nothing of it kept here."""
        gambar = {
            t.gambar: self.request.POST.get(t.gambar, "") for t in self.formulir.tempat_berkas if t.gambar
        }
        messages.error(self.request, penjaga.kalimat(tunggu, KANTOR))
        jawaban = self._form(kunci, self.formulir(initial=data | gambar), penjaga.cap(data))
        jawaban.status_code = 429
        return jawaban

    def _form(self, kunci: uuid.UUID, form: FormulirSurat, cap: str = "") -> HttpResponse:
        konteks = {
            "form": form,
            "bidang": tata_letak.bidang(form),
            "kunci": kunci,
            "aksi": self.alamat("isi", kunci),
            "cap": cap or penjaga.cap(),
        }
        return self.tampilkan(konteks, simpan=True)


class Tinjau(AlurSurat):
    """The letter as it will be sent; changes nothing."""

    def get(self, request: HttpRequest) -> HttpResponse:
        draf = self.draf(peramban.baca_kunci(request.GET.get("kunci")))
        if draf is None:
            return self.tidak_ditemukan()
        if draf.surat_id:
            return self.ke("tanda_terima", draf.kunci)
        form = self.form_draf(draf)
        if not form.is_valid():
            return self.ke("isi", draf.kunci, periksa="1")
        tautan = {
            "kunci": draf.kunci,
            "sidik": draf_actions.sidik(draf, form.lampiran),
            "url_kirim": reverse(f"{self.ruang}:kirim"),
            "url_ubah": self.alamat("isi", draf.kunci),
            "lanjutan_dari": draf.lanjutan_dari,
        }
        return self.tampilkan(self.konteks(form) | tautan)

    def konteks(self, form: FormulirSurat) -> dict:
        """What the service's letter needs."""
        pengirim = form.ke_pengirim()
        return {"pengirim": pengirim, "cara_jawab": tanda_terima.cara_jawab(pengirim), "form": form}


class Kirim(AlurSurat):
    """Sends a draft, once, however often it is pressed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Nothing is sent by looking: to the form."""
        return LihatDiSana(reverse(f"{self.ruang}:isi"))

    def post(self, request: HttpRequest) -> HttpResponse:
        draf = self.draf(peramban.baca_kunci(request.POST.get("kunci")))
        if draf is None:
            return self.tidak_ditemukan()
        if draf.surat_id:
            return self.ke("tanda_terima", draf.kunci)
        form = self.formulir(draf.data, lampiran=None)
        if not form.is_valid():
            return self.ke("isi", draf.kunci, periksa="1")
        jatah, tunggu = penjaga.boleh_mengirim(
            alamat=alamat_klien(request),
            token=self.token,
            pengirim=form.ke_pengirim(),
            sejak=penjaga.dibuka({}, draf.data),
        )
        if tunggu is not None:
            messages.error(request, penjaga.kalimat(tunggu, KANTOR))
            return self.ke("tinjau", draf.kunci)
        try:
            self.ajukan(kunci=draf.kunci, form=form, sidik_tinjau=request.POST.get("sidik", ""))
        except GalatAturan as galat:
            pembatas.kembalikan(jatah)
            messages.error(request, galat.pesan)
            return self.ke("tinjau", draf.kunci)
        return self.ke("tanda_terima", draf.kunci)


class TandaTerima(AlurSurat):
    """The receipt: number and secret, for the draft's own browser and 24 hours after sending."""

    def get(self, request: HttpRequest, kunci: uuid.UUID) -> HttpResponse:
        draf = self.draf(kunci)
        if draf is None:
            return self.tidak_ditemukan()
        if draf.surat_id is None:
            return redirect(self.alamat("isi", kunci))
        surat = _SURAT.satu(pk=draf.surat_id)
        if "pdf" in request.GET:
            return self._pdf(surat)
        jawaban = self.tampilkan(tanda_terima.susun(surat))
        jawaban["Referrer-Policy"] = "no-referrer"
        return jawaban

    def _pdf(self, surat: SuratMasuk) -> FileResponse:
        """The receipt to keep, without the secret."""
        keluar = dokumen_surat.tanda_terima(surat)
        berkas = surat_keluar.pastikan_pdf(keluar)
        jawaban = kirim(berkas=berkas, nama=f"tanda-terima-{surat.nomor}.pdf")
        catat_akses(berkas=berkas, sebagai="pengirim", tujuan=f"Mengunduh tanda terima surat {surat.nomor}")
        return jawaban
